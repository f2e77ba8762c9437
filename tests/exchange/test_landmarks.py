"""Landmarks alone, for numpy."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from aotrainer.exchange.exporting import export
from aotrainer.exchange.new_folder import PARTIAL
from aotrainer.motion.pose import BODY
from aotrainer.store import Store
from tests.store.builders import NOON, scored


def test_each_recording_is_a_file_with_a_row_that_explains_it(store: Store, tmp_path: Path) -> None:
    export(store, store.patients(), "npz", tmp_path / "out", NOON, "me")
    with (tmp_path / "out" / "recordings.csv").open(encoding="utf-8", newline="") as lines:
        listed = list(csv.DictReader(lines))
    files = {str(path.relative_to(tmp_path / "out")) for path in tmp_path.rglob("out/**/*.npz")}
    assert {row["file"] for row in listed} == files
    assert len(files) == 4
    motion, _ = scored()
    with np.load(tmp_path / "out" / listed[0]["file"]) as recording:
        assert np.array_equal(recording["times_s"], motion.times_s)
        assert np.array_equal(recording["image"], motion.image, equal_nan=True)
        assert tuple(recording["skeleton"][1:]) == BODY.landmarks
    assert not list(tmp_path.glob(f"*{PARTIAL}"))
