"""Every released schema, as that release itself wrote it, becomes a record of this release with nothing lost.

The files in `released` are dumps of records that were written by the code of the commit which brought the
schema: two people, two sessions, judged sets and one that could not be judged. They are never written anew.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aotrainer.motion import archive
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import Score
from aotrainer.store import Store
from aotrainer.store.copies import contents
from aotrainer.store.downgrade import take_back
from aotrainer.store.integrity import look_through
from aotrainer.store.upgrade import revisions, stored_revision
from tests.store.builders import MIGRATIONS, NOON, head, trial

FOLDER = Path(__file__).parent / "released"
RELEASED = sorted(path.stem for path in FOLDER.glob("*.sql"))
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=RELEASED)
def release(request: pytest.FixtureRequest) -> str:
    """The schema's revision."""
    return str(request.param)


@pytest.fixture
def released(database: Path, release: str) -> Path:
    """A record as that release left it."""
    return written_by(release, database)


def written_by(release: str, database: Path) -> Path:
    database.parent.mkdir(mode=0o700, exist_ok=True)
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript((FOLDER / f"{release}.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    return database


def rows_of(database: Path) -> Rows:
    """All that a file holds, row by row."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: [dict(row) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2')]  # noqa: S608
            for (name,) in names
            if name != "alembic_version"
        }


def test_there_is_one_of_every_schema() -> None:
    assert tuple(RELEASED) == revisions(MIGRATIONS)


def test_it_is_upgraded_after_a_copy_and_every_value_is_what_it_was(released: Path, release: str) -> None:
    before = rows_of(released)
    with Store.open(released, MIGRATIONS, NOON) as store:
        assert stored_revision(released) == head()
        assert store.check() == ()
    after = rows_of(released)
    for table, rows in before.items():
        assert len(after[table]) == len(rows), table
        for old, new in zip(rows, after[table], strict=True):
            assert {name: new[name] for name in old} == old, table
    copies = sorted((released.parent / "backups").glob("*")) if release != head() else []
    assert [contents(copy).revision for copy in copies] == [release] * (release != head())  # type: ignore[union-attr]
    assert [rows_of(copy) for copy in copies] == [before] * (release != head())


def test_it_is_read_by_this_release(released: Path) -> None:
    with Store.open(released, MIGRATIONS, NOON) as store:
        anna, jose = store.patient("anna"), store.patient("josé “o'neill”; drop")
        judged, refused = (store.load_trial(record.trial_id) for record in store.history(anna))
        assert isinstance(judged.outcome, Score)
        assert judged.motion is not None
        assert isinstance(refused.outcome, Unscorable)
        assert len(store.history(jose)) == 1
        assert [each.ending is not None for each in store.sessions(anna)] == [True]
        assert all(each.uid for each in (anna, jose))


@pytest.mark.parametrize("older", RELEASED[:-1])
def test_a_record_can_be_taken_back_after_a_copy_and_upgraded_again(database: Path, older: str) -> None:
    written_by(head(), database)
    kept = {name: len(rows) for name, rows in rows_of(written_by(older, database.with_name("older"))).items()}
    before = rows_of(database)
    copy = take_back(database, MIGRATIONS, older, NOON)
    assert stored_revision(database) == older
    assert rows_of(copy) == before
    assert {name: len(rows) for name, rows in rows_of(database).items()} == kept
    assert look_through(database) == ()
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert store.check() == ()
        assert len(store.history(store.patient("Anna"))) == 2


def test_an_older_release_can_read_the_landmarks_of_a_record_that_was_taken_back(database: Path) -> None:
    with Store.open(database, MIGRATIONS, NOON) as store:
        session = store.begin_session(store.add_patient("Anna", NOON), "priming", NOON)
        saved = trial()
        store.save_trial(session, saved)
        harmed = store.save_trial(session, trial(2))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE recording SET landmarks = x'00' WHERE trial_id = ?", (harmed,))
    take_back(database, MIGRATIONS, RELEASED[-2], NOON)
    first, second = rows_of(database)["recording"]
    assert (first["format"], second["format"]) == (1, 2)
    assert second["landmarks"] == b"\0", "what is damaged stays as it is"
    read, motion = archive.from_bytes(first["landmarks"]), saved.motion
    assert isinstance(motion, Motion)
    for part in ("times_s", "image", "world", "visibility"):
        assert np.array_equal(getattr(read, part), getattr(motion, part), equal_nan=True)
