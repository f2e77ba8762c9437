"""Records damaged in thousands of ways: is each told in plain words, left as it is, and mended from its copy?

`python -m tests.bench.damage --files 10000` takes a record of this release, or one of an older one, and
changes bytes of its header, its pages, its length, or what is beside it. Each is then opened and read as the
app and the command line do, and restored. Only a `StoreError` may come out of that. With `--encrypted` the
same of records that are encrypted.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from aotrainer.errors import StoreError
from aotrainer.identity import new_uid
from aotrainer.record_key import RING, Key
from aotrainer.store import Store
from aotrainer.store.backup import back_up
from aotrainer.store.encryption import encrypt
from aotrainer.store.engine import SIDE_FILES
from aotrainer.store.first_look import find_damage
from aotrainer.store.restoring import restore
from tests.store.builders import MIGRATIONS, NOON, trial

RELEASED = Path(__file__).parents[1] / "store" / "released"
PAGE = 4096
NAME = "aotrainer.db"
COUNTERS = (*range(24, 32), *range(92, 100))
"""Where in its header SQLite counts changes and pages, and mends that count whenever it opens a file."""
Harm = Callable[[bytearray, random.Random], None]


def bytes_of_the_header(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 4)):
        data[rng.randrange(100)] = rng.randrange(256)


def bytes_of_a_page(data: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(data))
    for place in range(start, min(len(data), start + rng.randint(1, 64))):
        data[place] = rng.randrange(256)


def bits_anywhere(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 40)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def heads_of_pages(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 3)):
        start = rng.randrange(len(data) // PAGE) * PAGE
        data[start + rng.randrange(12)] = rng.randrange(256)


def whole_pages(data: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 3)):
        start = rng.randrange(len(data) // PAGE) * PAGE
        data[start : start + PAGE] = rng.choice([bytes(PAGE), b"\xff" * PAGE, rng.randbytes(PAGE)])


def pages_swapped(data: bytearray, rng: random.Random) -> None:
    one, other = (rng.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    first, second = data[one : one + PAGE], data[other : other + PAGE]
    data[one : one + PAGE], data[other : other + PAGE] = second, first


def cut_short(data: bytearray, rng: random.Random) -> None:
    del data[rng.choice([rng.randrange(len(data)), rng.randrange(len(data) // PAGE) * PAGE]) :]


def made_longer(data: bytearray, rng: random.Random) -> None:
    data += rng.randbytes(rng.randint(1, 3 * PAGE))


def words_changed(data: bytearray, rng: random.Random) -> None:
    """What the schema, the JSON and the moments are written with."""
    word = rng.choice(
        [b"CREATE TABLE", b"0006", b"0001", b'"reason"', b"2026-03", b"NOT NULL", b"Anna", b"{"]
    )
    places = [n for n in range(len(data)) if data.startswith(word, n)]
    if places:
        place = rng.choice(places)
        data[place : place + len(word)] = rng.randbytes(len(word))


def nothing_of_it_left(data: bytearray, rng: random.Random) -> None:
    data[:] = rng.choice([b"", b"Dear diary", bytes(len(data)), rng.randbytes(rng.randint(1, 9 * PAGE))])


HARMS: tuple[Harm, ...] = (
    bytes_of_the_header,
    bytes_of_a_page,
    bits_anywhere,
    heads_of_pages,
    whole_pages,
    pages_swapped,
    cut_short,
    made_longer,
    words_changed,
    nothing_of_it_left,
)


def make_sound(folder: Path, release: str) -> Path:
    """A record as a release wrote it; one of this release has a copy, and two sets more than that."""
    database = folder / NAME
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript((RELEASED / f"{release}.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    back_up(database, NOON)
    if release == max(path.stem for path in RELEASED.glob("*.sql")):
        with Store.open(database, MIGRATIONS, NOON) as store:
            anna = store.patient("Anna")
            session = store.sessions(anna)[0].session_id
            known = store.load_trial(store.history(anna)[0].trial_id)
            store.save_trial(session, replace(known, uid=new_uid()))
            store.save_trial(session, replace(trial(9, judged=False), uid=new_uid()))
    return database


def lock(database: Path, key: Key) -> None:
    """Encrypt a record, and leave nothing plain of it."""
    for original in encrypt(database, key).originals:
        original.unlink()


def harm(database: Path, seed: int) -> str:
    """Damage a record, and say how."""
    rng = random.Random(seed)  # noqa: S311 (no secret)
    chosen = HARMS[seed % len(HARMS)]
    data = bytearray(database.read_bytes())
    chosen(data, rng)
    database.write_bytes(data)
    if rng.random() < 0.15:
        beside = database.with_name(database.name + rng.choice(SIDE_FILES))
        beside.write_bytes(rng.randbytes(rng.randint(0, 3 * PAGE)))
    return chosen.__name__


def outcome_of(database: Path) -> str:
    """Open, read and restore a harmed record, and tell what happened; `AssertionError` if it must not."""
    before = database.read_bytes()
    damage = told(lambda: find_damage(database, MIGRATIONS))
    assert database.read_bytes() == before, "looking changed it"
    copies = set((database.parent / "backups").iterdir())
    refused = told(lambda: read_all(database))
    after = database.read_bytes()
    upgraded = set((database.parent / "backups").iterdir()) - copies
    if isinstance(refused, StoreError) or refused:
        assert uncounted(after) == uncounted(before) or upgraded, f"it was changed, though {refused}"
    mended = told(lambda: restore(database, MIGRATIONS, NOON + timedelta(days=1)))
    if isinstance(mended, StoreError):
        assert database.read_bytes() == after, f"it was changed, though {mended}"
        return f"not mended: {mended.what.replace(str(database), '…')}"
    if mended.set_aside is not None and "damaged" in mended.set_aside.name:
        assert mended.set_aside.read_bytes() == after, "what was set aside was changed"
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert store.check() == (), "what was restored is not sound"
        sets = sum(len(store.history(patient)) for patient in store.patients())
    assert sets >= 3, "sets of the copy are lost"
    assert not [path for path in database.parent.iterdir() if "restoring" in path.name], (
        "something is left over"
    )
    found = "damage told" if damage or refused else "no damage seen"
    return f"{found}, {sets} sets after it"


def uncounted(data: bytes) -> bytes:
    """A file without what SQLite counts in its header."""
    return bytes(0 if place in COUNTERS else data[place] for place in range(min(100, len(data)))) + data[100:]


def told(act: Callable[[], object]) -> object:
    """What comes of it, or the error in plain words."""
    try:
        return act()
    except StoreError as error:
        assert error.what, "no words"
        assert error.remedy, f"no remedy: {error.what}"
        assert "\n" not in str(error), f"more than a line: {error}"
        return error


def read_all(database: Path) -> tuple[str, ...]:
    """Everything that the app and the command line ask of a record; what is wrong with it."""
    with Store.open(database, MIGRATIONS, NOON) as store:
        store.setting("comfort")
        store.audit_trail()
        for patient in store.patients():
            store.care(patient)
            store.levels(patient)
            store.entries(patient)
            store.rescorings(patient)
            for session in store.sessions(patient):
                store.events(session.session_id)
            for record in store.history(patient):
                store.load_trial(record.trial_id)
        return store.check()


def run(folder: Path, files: int, first_seed: int = 0) -> tuple[Counter[str], list[str]]:
    """Harm so many records; how they ended, and what must not have happened."""
    ends: Counter[str] = Counter()
    wrong: list[str] = []
    releases = sorted(path.stem for path in RELEASED.glob("*.sql"))
    sound = {release: make_sound(folder / release, release).parent for release in releases}
    for place in sound.values() if (key := RING.key()) else ():
        lock(place / NAME, key)
    for seed in range(first_seed, first_seed + files):
        release = releases[-1] if seed % 3 else releases[seed // 3 % len(releases)]
        place = folder / "harmed"
        shutil.copytree(sound[release], place)
        how = harm(place / NAME, seed)
        try:
            ends[outcome_of(place / NAME)] += 1
        except Exception as error:  # noqa: BLE001 (whatever it is, it is what is looked for)
            cause = "".join(traceback.format_exception(error)[-3:])
            wrong.append(f"seed {seed}, release {release}, {how}: {type(error).__name__}: {error}\n{cause}")
        shutil.rmtree(place)
    return ends, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--encrypted", action="store_true")
    asked = parser.parse_args()
    if asked.encrypted:
        RING.hold(Key.drawn())
    with TemporaryDirectory() as folder:
        ends, wrong = run(Path(folder), asked.files, asked.seed)
    for words, count in ends.most_common():
        print(f"{count:6} {words}")
    print(f"{len(wrong)} of {asked.files} went wrong")
    for each in wrong[:20]:
        print(each)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
