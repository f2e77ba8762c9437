"""An encrypted record: all of it is there with the key, nothing without it; no lock is taken for damage."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from aotrainer.errors import DamagedRecordError, LockedRecordError, StoreError
from aotrainer.forgetting import forget, traces_of
from aotrainer.record_key import RING, Key
from aotrainer.store import Store, dbapi
from aotrainer.store.copies import copies, is_good
from aotrainer.store.daily import keep_copy_of_the_day
from aotrainer.store.dbapi import is_encrypted, is_plain
from aotrainer.store.downgrade import take_back
from aotrainer.store.encryption import decrypt, encrypt
from aotrainer.store.first_look import find_damage
from aotrainer.store.integrity import is_in_use, look_through
from aotrainer.store.restoring import require_good, restore
from aotrainer.store.upgrade import stored_revision
from tests.store.builders import MIGRATIONS, NOON, trial

KEY, OTHER = Key.drawn(), Key.drawn()
LATER = NOON + timedelta(days=1)
PAGE = 4096


@pytest.fixture(autouse=True)
def _no_key() -> Iterator[None]:
    RING.hold(None)
    yield
    RING.hold(None)


@pytest.fixture
def plain(database: Path, empty_record: Path) -> Path:
    """A record of two people with a copy, which anybody can read."""
    database.parent.mkdir(mode=0o700)
    shutil.copy(empty_record, database)
    with Store.open(database, MIGRATIONS, NOON) as store:
        for name in ("Anna", "Ben"):
            store.save_trial(store.begin_session(store.add_patient(name, NOON), "priming", NOON), trial())
        store.backup(NOON)
    return database


@pytest.fixture
def locked(plain: Path) -> Path:
    """The same, encrypted; the key is in the ring, and the originals are gone."""
    for original in encrypt(plain, KEY).originals:
        original.unlink()
    return plain


def told(database: Path) -> str:
    """All that a record tells of everybody."""
    with Store.open(database, MIGRATIONS, NOON) as store:
        assert store.check() == ()
        people = store.patients()
        sets = [store.load_trial(record.trial_id) for each in people for record in store.history(each)]
        return repr([people, [store.sessions(each) for each in people], sets])


def files(database: Path) -> list[Path]:
    return [path for path in database.parent.rglob("*") if path.is_file()]


def that_name(somebody: bytes, database: Path) -> list[Path]:
    return [path for path in files(database) if somebody in path.read_bytes()]


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0xFF
    path.write_bytes(data)


class TestThereAndBack:
    def test_nothing_is_lost(self, plain: Path) -> None:
        before = told(plain)
        encrypt(plain, KEY)
        assert told(plain) == before
        decrypt(plain)
        RING.hold(None)
        assert told(plain) == before

    def test_the_originals_are_kept_until_somebody_deletes_them(self, plain: Path) -> None:
        content = plain.read_bytes()
        done = encrypt(plain, KEY)
        assert [path.name for path in done.originals] == [
            "record.sqlite.20260301T120000Z.before",
            "record.sqlite.before",
        ]
        assert done.originals[-1].read_bytes() == content
        assert decrypt(plain).originals[-1].name == "record.sqlite.before-2"

    def test_what_is_left_of_a_time_that_was_cut_short_goes(self, locked: Path) -> None:
        left = locked.with_name("record.sqlite.recoding")
        left.write_bytes(dbapi.HEADER)
        decrypt(locked)
        assert not left.exists()

    def test_a_damaged_file_that_was_set_aside_is_left_and_told(self, plain: Path) -> None:
        aside = plain.with_name("record.sqlite.damaged-20260301T120000Z")
        aside.write_bytes(plain.read_bytes()[: PAGE * 20])
        done = encrypt(plain, KEY)
        assert list(done.left) == [aside]
        assert is_encrypted(plain)
        assert "recoding" not in repr(files(plain))

    def test_a_damaged_record_is_not_encrypted(self, plain: Path) -> None:
        plain.write_bytes(plain.read_bytes()[: PAGE * 20])
        before = {path: path.read_bytes() for path in files(plain)}
        with pytest.raises(DamagedRecordError):
            encrypt(plain, KEY)
        assert {path: path.read_bytes() for path in files(plain)} == before

    def test_copies_of_another_key_stand_in_the_way(self, locked: Path) -> None:
        decrypt(locked)
        (copy,) = copies(locked)
        copy.path.with_name(f"{copy.path.name}.before").replace(copy.path)
        with pytest.raises(LockedRecordError, match="another key"):
            encrypt(locked, OTHER)
        assert is_plain(locked)

    def test_a_record_in_use_is_left_as_it_is(self, plain: Path) -> None:
        command = [sys.executable, "-c", READER, str(plain)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
            assert reader.stdout is not None
            reader.stdout.readline()
            with pytest.raises(StoreError, match="in use"):
                encrypt(plain, KEY)
            reader.communicate()
        RING.hold(None)
        assert is_plain(plain)
        assert "Anna" in told(plain)


READER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("SELECT count(*) FROM trial").fetchone()
print("reading", flush=True)
sys.stdin.read()
"""


class TestWithoutTheKey:
    def test_no_file_tells_anything(self, locked: Path) -> None:
        with Store.open(locked, MIGRATIONS, NOON) as store:
            store.add_patient("Carla", NOON)
            store.backup(NOON)
            keep_copy_of_the_day(locked, LATER)
            assert that_name(b"Anna", locked) == that_name(b"Carla", locked) == []
            assert len(copies(locked)) == 3
            assert all(is_encrypted(copy.path) and is_good(copy.path) for copy in copies(locked))
        with closing(sqlite3.connect(locked)) as connection, pytest.raises(sqlite3.DatabaseError):
            connection.execute("SELECT * FROM patient")

    @pytest.mark.parametrize(("key", "words"), [(None, "its key is not here"), (OTHER, "another key")])
    def test_a_record_is_locked_and_not_damaged_and_stays_as_it_is(
        self, locked: Path, key: Key | None, words: str
    ) -> None:
        RING.hold(key)
        before = {path: path.read_bytes() for path in files(locked)}
        ways: tuple[Callable[[], object], ...] = (
            lambda: Store.open(locked, MIGRATIONS, NOON),
            lambda: find_damage(locked, MIGRATIONS),
            lambda: restore(locked, MIGRATIONS, LATER),
            lambda: keep_copy_of_the_day(locked, LATER),
            lambda: take_back(locked, MIGRATIONS, "0005", LATER),
            lambda: require_good(copies(locked)[0].path, MIGRATIONS),
            lambda: decrypt(locked),
        )
        for way in ways:
            with pytest.raises(LockedRecordError, match=words):
                way()
        assert {path: path.read_bytes() for path in files(locked)} == before

    def test_a_lost_record_of_which_only_locked_copies_are_left_is_not_begun_anew(self, locked: Path) -> None:
        locked.unlink()
        RING.hold(None)
        with pytest.raises(LockedRecordError):
            find_damage(locked, MIGRATIONS)
        with pytest.raises(LockedRecordError):
            restore(locked, MIGRATIONS, LATER)
        assert not locked.exists()

    def test_a_plain_record_is_opened_whatever_key_there_is_and_its_copies_stay_plain(
        self, plain: Path
    ) -> None:
        RING.hold(KEY)
        with Store.open(plain, MIGRATIONS, NOON) as store:
            assert is_plain(store.backup(LATER))
        assert find_damage(plain, MIGRATIONS) is None

    def test_without_sqlcipher_it_says_what_to_install(
        self, locked: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(dbapi, "CIPHER", None)
        with pytest.raises(LockedRecordError, match="pip install sqlcipher3-wheels"):
            Store.open(locked, MIGRATIONS, NOON)

    def test_what_cannot_be_a_key_is_refused(self, locked: Path) -> None:
        RING.ask(lambda: "secret")
        with pytest.raises(LockedRecordError, match="not the key of a record"):
            Store.open(locked, MIGRATIONS, NOON)


class TestWithTheKey:
    def test_a_new_record_is_encrypted(self, database: Path) -> None:
        RING.hold(KEY)
        with Store.open(database, MIGRATIONS, NOON) as store:
            store.add_patient("Anna", NOON)
        assert is_encrypted(database)
        assert "Anna" in told(database)

    def test_the_record_is_seen_to_be_in_use(self, locked: Path) -> None:
        with Store.open(locked, MIGRATIONS, NOON):
            assert is_in_use(locked)
        assert not is_in_use(locked)

    def test_schemas_go_back_and_forward(self, locked: Path) -> None:
        before = told(locked)
        assert is_encrypted(take_back(locked, MIGRATIONS, "0005", LATER))
        assert stored_revision(locked) == "0005"
        assert is_encrypted(locked)
        told(locked)
        (newest, *_) = copies(locked)
        assert is_encrypted(newest.path)
        restore(locked, MIGRATIONS, LATER)
        assert len(told(locked)) == len(before)

    def test_a_record_that_was_deleted_while_open_is_written_anew_encrypted(self, locked: Path) -> None:
        with Store.open(locked, MIGRATIONS, NOON) as store:
            locked.unlink()
            store.bring_back()
            assert [each.name for each in store.patients()] == ["Anna", "Ben"]
        assert is_encrypted(locked)

    def test_a_plain_copy_takes_its_place_encrypted(self, plain: Path, tmp_path: Path) -> None:
        old = tmp_path / "on_a_stick"
        shutil.copy(copies(plain)[0].path, old)
        encrypt(plain, KEY)
        restore(plain, MIGRATIONS, LATER, old)
        assert is_encrypted(plain)
        assert "Anna" in told(plain)

    def test_somebody_is_forgotten_in_the_record_and_its_copies(self, locked: Path) -> None:
        with Store.open(locked, MIGRATIONS, NOON) as store:
            traces = traces_of("Anna", store)
            assert len(traces.copies) == 1
            assert not traces.unreadable
            forget(traces, store)
            assert [each.name for each in store.patients()] == ["Ben"]
            assert is_encrypted(traces.copies[0])
        for original in decrypt(locked).originals:
            original.unlink()
        assert that_name(b"Anna", locked) == []
        assert that_name(b"Ben", locked) != []


class TestDamaged:
    @pytest.fixture
    def grown(self, locked: Path) -> Path:
        """A record that has more than its copy."""
        with Store.open(locked, MIGRATIONS, LATER) as store:
            session = store.begin_session(store.add_patient("Carla", LATER), "priming", LATER)
            for number in range(3):
                store.save_trial(session, trial(number))
        return locked

    @pytest.mark.parametrize(
        ("place", "people"), [(3, 3), (20, 2), (PAGE - 5, 3)], ids=["its sign", "its head", "its first seal"]
    )
    def test_at_its_beginning(self, grown: Path, place: int, people: int) -> None:
        """Without its head, no file of SQLite's can be read."""
        flip(grown, place)
        self.is_told_and_mended(grown, people)

    def test_in_the_middle(self, grown: Path) -> None:
        for page in range(5, grown.stat().st_size // PAGE, 10):
            flip(grown, page * PAGE + secrets.randbelow(PAGE))
        self.is_told_and_mended(grown, people=2)

    def test_half_of_it(self, grown: Path) -> None:
        grown.write_bytes(grown.read_bytes()[: grown.stat().st_size // 2])
        self.is_told_and_mended(grown, people=2)

    def test_nothing_of_it_left(self, grown: Path) -> None:
        grown.write_bytes(b"Dear diary")
        self.is_told_and_mended(grown, people=2)

    def is_told_and_mended(self, database: Path, people: int) -> None:
        damage = find_damage(database, MIGRATIONS)
        assert damage is not None
        assert damage.copy is not None
        content = database.read_bytes()
        done = restore(database, MIGRATIONS, LATER)
        assert done.set_aside is not None
        assert done.set_aside.read_bytes() == content
        assert is_encrypted(database)
        assert look_through(database) == ()
        with Store.open(database, MIGRATIONS, LATER) as store:
            assert len(store.patients()) >= people
        assert that_name(b"Anna", database) == []
        assert not [path for path in files(database) if "restoring" in path.name]

    def test_while_it_is_open(self, grown: Path) -> None:
        with Store.open(grown, MIGRATIONS, LATER) as store:
            for page in range(4, grown.stat().st_size // PAGE):
                flip(grown, page * PAGE + 100)
            for _ in range(2):
                assert store.check() != ()
                with pytest.raises(DamagedRecordError, match="is damaged"):
                    for patient in store.patients():
                        store.load_trial(store.history(patient)[0].trial_id)
