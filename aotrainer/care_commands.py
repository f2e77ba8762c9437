"""Commands for therapists and researchers: settings for one person, and the allocation of a trial."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aotrainer.care import RANGES, Care
from aotrainer.errors import CareError
from aotrainer.research import ARMS, CODES, KEY_SETTING, allocation, sealed_key

if TYPE_CHECKING:  # most commands do without the record, which takes as long to load as all the rest
    from aotrainer.store import Store

SEPARATOR = ";"
"""Between the questions of a checklist."""
TRUTHS = {"yes": True, "no": False, "true": True, "false": False, "on": True, "off": False}
FOR_ITS_OWNER = 0o600
"""Whoever else could read the key would not be blind any more."""
NO_KEY = ("{file} is no key of a trial.", "Take key-for-the-unblinded.csv.")
LISTED = tuple(field.name for field in fields(Care) if field.name != "pace")


def changed(care: Care, settings: Iterable[str]) -> Care:
    """With settings written as `name=value`; raises `CareError` for what cannot be."""
    return replace(care, **dict(map(_pair, settings)))


def named(settings: Iterable[str]) -> set[str]:
    """The names of such settings."""
    return {_pair(setting)[0] for setting in settings}


def listed(care: Care) -> list[tuple[str, str]]:
    """Every setting and its value, as `changed` would take it."""
    return [(name, _written(getattr(care, name))) for name in LISTED]


def allocate(store: Store, folder: Path, participants: int, seed: int) -> Sequence[Path]:
    """Write the allocation list and, apart from it, the key; the record learns the key, too.

    Raises `CareError` where there is a trial already: drawing again in its middle would swap its arms.
    """
    lists = folder / "allocation.csv", folder / "key-for-the-unblinded.csv"
    there = next((str(path) for path in lists if path.exists()), None)
    if there or store.setting(KEY_SETTING):
        raise CareError(
            "There is a trial already: {trial}.", "Use another folder and another --data folder.",
            trial=there or "its key is in the record",
        )  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    codes, key = allocation(participants, seed), sealed_key(seed)
    _write(lists[0], [("participant", "code"), *enumerate(codes, start=1)])
    _write(lists[1], [("code", "arm"), *key.items()])
    store.keep_setting(KEY_SETTING, {str(code): arm for code, arm in key.items()})
    return lists


def load_key(store: Store, file: Path) -> None:
    """Take over a trial's key from another computer; raises `CareError` for a file that is none."""
    try:
        with file.open(newline="", encoding="utf-8") as lines:
            key = {row["code"]: row["arm"] for row in csv.DictReader(lines)}
    except (OSError, KeyError, UnicodeDecodeError) as cause:
        raise CareError(
            "{file} is no key of a trial.", "Take key-for-the-unblinded.csv.", file=file
        ) from cause
    if set(key) != set(CODES) or set(key.values()) != set(ARMS):
        raise CareError(*NO_KEY, file=file)
    store.keep_setting(KEY_SETTING, key)


def _write(path: Path, rows: Sequence[tuple[object, object]]) -> None:
    private = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FOR_ITS_OWNER)
    with os.fdopen(private, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _pair(setting: str) -> tuple[str, Any]:
    name, equals, value = setting.partition("=")
    if not equals or name not in LISTED:
        raise CareError(
            "{setting!r} is no setting.", "Write name=value, with one of: {names}.",
            setting=setting, names=", ".join(LISTED),
        )  # fmt: skip
    return name, _read(name, value.strip())


def _read(name: str, value: str) -> object:
    usual = getattr(Care(), name)
    try:
        if name == "checklist":
            return tuple(part.strip() for part in value.split(SEPARATOR) if part.strip())
        if isinstance(usual, bool):
            return TRUTHS[value.lower()]
        return type(usual)(value)
    except (KeyError, ValueError) as cause:
        raise CareError(
            "{name} cannot be {value!r}.", "Write {allowed}.",
            name=name, value=value, allowed=_allowed(name, usual),
        ) from cause  # fmt: skip


def _allowed(name: str, usual: object) -> str:
    """What may be written for a setting."""
    if isinstance(usual, bool):
        return "yes or no"
    if isinstance(usual, StrEnum):
        return f"one of: {', '.join(each.value for each in type(usual))}"
    low, high = RANGES[name][1]
    return f"a {'whole ' if isinstance(usual, int) else ''}number from {low:g} to {high:g}"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return f"{SEPARATOR} ".join(value)
    return str(value)
