"""Damage to research folders, and awkward words, many times: no traceback, no half import, no loss.

    python -m tests.bench.exchange_fuzz 10000

Each round one of: a value somewhere in a JSON file is replaced; bytes of any file are changed, with the
manifest made to fit or not; a record with awkward names and notes goes out and comes back. A smaller run of
the same is in tests/exchange.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from aotrainer.chart import Entry, Kind
from aotrainer.errors import AotrainerError, StoreError
from aotrainer.exchange.exact import PLACE
from aotrainer.exchange.exporting import export
from aotrainer.exchange.importing import take_in
from aotrainer.store import Store
from tests.exchange.builders import files_in, fill_a_little, open_record
from tests.exchange.test_importing import paths, put, sealed
from tests.store.builders import NOON

LETTERS = "=+-@＝'\";,|\t\r\n\\/.<>&%{}$`0aÄß中🙂\u202e\u2028\0' DROP TABLE patient;--"
VALUES: list[Any] = [
    None,
    True,
    -1,
    2**63,
    1e300,
    "",
    "x",
    "../../x",
    "=1",
    "\0",
    "\ud800",
    [],
    {},
    [[]],
    "1" * 32,
]
ROUNDTRIP_SHARE, SEALED_SHARE = 0.1, 0.8


def run(rounds: int, seed: int) -> Counter[str]:
    chance, seen = random.Random(seed), Counter[str]()  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("source", "empty"):
            (root / name).mkdir()
        with open_record(root / "source") as store:
            fill_a_little(store)
            export(store, store.patients(), "research", root / "out", NOON, "me", names=True)
        open_record(root / "empty").close()
        target = _another(root)
        for number in range(rounds):
            if chance.random() < ROUNDTRIP_SHARE:
                _there_and_back(root, chance)
                seen["came back identical"] += 1
                continue
            damaged = Path(shutil.copytree(root / "out", root / "damaged", dirs_exist_ok=True))
            _damage(damaged, chance)
            try:
                take_in(target, damaged, NOON, "me")
            except AotrainerError:
                assert target.patients() == () and target.audit_trail() == (), number
                seen["refused, nothing taken in"] += 1
            else:
                assert len(target.history(target.patients()[0])) <= 1
                target.close()
                target = _another(root)
                seen["taken in"] += 1
            shutil.rmtree(damaged)
        target.close()
    return seen


def _another(root: Path) -> Store:
    shutil.rmtree(root / "target", ignore_errors=True)
    return open_record(Path(shutil.copytree(root / "empty", root / "target")))


def _damage(folder: Path, chance: random.Random) -> None:
    place = folder / PLACE
    file = chance.choice(sorted(path for path in place.rglob("*") if path.is_file()))
    if file.suffix == ".json" and chance.random() < 0.7:
        document = json.loads(file.read_text(encoding="utf-8"))
        where = chance.choice(paths(document))
        file.write_text(json.dumps(put(document, where, chance.choice(VALUES))), encoding="utf-8")
    else:
        content = bytearray(file.read_bytes())
        for _ in range(chance.randint(1, 5)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        file.write_bytes(
            bytes(content[: chance.randint(0, len(content))] if chance.random() < 0.2 else content)
        )
    if file.name != "manifest.json" and chance.random() < SEALED_SHARE:
        sealed(folder)


def _there_and_back(root: Path, chance: random.Random) -> None:
    def words() -> str:
        return "".join(chance.choices(LETTERS, k=chance.randint(0, 40)))

    for name in ("one", "two", "first", "second"):
        shutil.rmtree(root / name, ignore_errors=True)
    shown = chance.random() < 0.5
    one, two = (open_record(Path(shutil.copytree(root / "empty", root / name))) for name in ("one", "two"))
    with one, two:
        try:
            person = one.add_patient(words(), NOON)
        except StoreError:  # not a name
            person = one.add_patient("Anna", NOON)
        one.keep_entry(person, Entry(Kind.NOTE, NOON, words(), {"words": words(), words(): words()}))
        export(one, one.patients(), "research", root / "first", NOON, "me", names=shown)
        take_in(two, root / "first", NOON, "me")
        export(two, two.patients(), "research", root / "second", NOON, "me", names=shown)
    assert files_in(root / "first") == files_in(root / "second")


if __name__ == "__main__":
    wanted, begun = int(sys.argv[1]) if len(sys.argv) > 1 else 500, time.monotonic()
    for what, count in run(wanted, seed=7).most_common():
        print(f"{count:6} {what}")
    print(f"{wanted} rounds in {time.monotonic() - begun:.0f} s")
