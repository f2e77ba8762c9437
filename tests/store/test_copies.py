"""A copy a day, checked; as many as are worth their room; the newest good one, whatever the clock said."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from aotrainer.errors import DamagedRecordError, StoreError
from aotrainer.store import Store, daily
from aotrainer.store.copies import contents, copies, is_good, newest_good
from aotrainer.store.daily import keep_copy_of_the_day, suspect
from aotrainer.store.first_look import find_damage
from aotrainer.store.rotation import DAILY, MONTHLY, WEEKLY, kept
from aotrainer.store.upgrade import revisions
from aotrainer.trial import Patient
from tests.store.builders import MIGRATIONS, NOON, trial

DAY = timedelta(days=1)
KNOWN = revisions(MIGRATIONS)


def spoil(path: Path, share: float = 0.5) -> None:
    """Overwrite two pages of a file."""
    with path.open("r+b") as file:
        file.seek(int(path.stat().st_size * share) // 4096 * 4096)
        file.write(b"\xff" * 8192)


def spoil_landmarks(path: Path) -> None:
    """Overwrite a page in the middle of some landmarks, which is only read with them."""
    with closing(sqlite3.connect(path)) as connection:
        content = connection.execute("SELECT landmarks FROM recording").fetchone()[0]
    middle = content[len(content) // 2 :][:50]
    with path.open("r+b") as file:
        place = file.read().index(middle)
        file.seek(place // 4096 * 4096)
        file.write(b"\xff" * 4096)


class TestRotation:
    def test_a_daily_copy_is_worth_its_room_for_a_week_a_month_and_a_year(self) -> None:
        left: set[datetime] = set()
        for day in range(3 * 365):
            left = kept({*left, NOON + day * DAY})
        ages = sorted((NOON + (3 * 365 - 1) * DAY - moment).days for moment in left)
        assert ages[:DAILY] == list(range(DAILY))
        assert len(ages) <= DAILY + WEEKLY + MONTHLY
        assert sum(age <= 28 for age in ages) >= DAILY + WEEKLY - 2
        assert 11 * 30 < ages[-1] < 366
        assert max(older - newer for newer, older in pairwise(ages)) <= 31

    def test_of_one_day_the_newest_is_kept(self) -> None:
        assert kept([NOON, NOON + timedelta(hours=2)]) == {NOON + timedelta(hours=2)}

    def test_days_without_the_app_cost_no_copies(self) -> None:
        moments = [NOON + week * 7 * DAY for week in range(4)]
        assert kept(moments) == set(moments)

    def test_nothing_of_nothing(self) -> None:
        assert kept([]) == set()


class TestDaily:
    def test_is_made_once_a_day_and_again_after_an_end_that_was_none(
        self, store: Store, anna: Patient, session: int
    ) -> None:
        made = keep_copy_of_the_day(store.path, NOON)
        assert made is not None
        assert made.name == "record.sqlite.20260301T120000Z.auto"
        assert is_good(made)
        assert keep_copy_of_the_day(store.path, NOON + timedelta(hours=3)) is None
        again = keep_copy_of_the_day(store.path, NOON + timedelta(hours=3), again=True)
        assert [copy.path for copy in copies(store.path)] == [again], "one a day is enough"
        assert keep_copy_of_the_day(store.path, NOON + DAY) is not None

    def test_is_its_owners_only(self, store: Store) -> None:
        made = keep_copy_of_the_day(store.path, NOON)
        assert made is not None
        assert stat.S_IMODE(made.stat().st_mode) == 0o600
        assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700

    def test_copies_made_by_hand_stay(self, store: Store) -> None:
        by_hand = [store.backup(NOON - number * DAY) for number in range(40, 0, -1)]
        for number in range(30):
            keep_copy_of_the_day(store.path, NOON + number * DAY)
        found = copies(store.path)
        assert {copy.path for copy in found if not copy.automatic} == set(by_hand)
        assert sum(copy.automatic for copy in found) <= DAILY + WEEKLY + MONTHLY

    def test_may_be_made_while_somebody_writes(self, store: Store, anna: Patient, session: int) -> None:
        store.save_trial(session, trial())
        with store._writing() as writing:
            writing.connection()
            made = keep_copy_of_the_day(store.path, NOON)
        assert made is not None
        found = contents(made)
        assert found is not None
        assert (found.people, found.sets) == (1, 1)

    def test_where_there_is_no_room_the_oldest_go_first_and_two_stay(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(5):
            keep_copy_of_the_day(store.path, NOON + number * DAY)
        size = store.path.stat().st_size
        usage = shutil.disk_usage(store.path.parent)

        def free() -> int:
            return daily.ROOM_LEFT_B + size * (5 - len(copies(store.path)))

        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=free()))
        assert keep_copy_of_the_day(store.path, NOON + 5 * DAY) is not None
        assert [copy.at.day for copy in copies(store.path)] == [6, 5, 4, 3, 2]
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=0))
        with pytest.raises(StoreError, match="no room on the disk for today's copy"):
            keep_copy_of_the_day(store.path, NOON + 6 * DAY)
        assert [copy.at.day for copy in copies(store.path)] == [6, 5]

    def test_of_a_damaged_record_is_none_and_the_next_start_reads_all_of_it(
        self, database: Path, store: Store, session: int
    ) -> None:
        for number in range(3):
            store.save_trial(session, trial(number))
        good = keep_copy_of_the_day(database, NOON)
        store.close()
        spoil_landmarks(database)
        assert find_damage(database, MIGRATIONS) is None, "landmarks are not read at every start"
        with pytest.raises(DamagedRecordError, match="damaged"):
            keep_copy_of_the_day(database, NOON + DAY)
        assert [copy.path for copy in copies(database)] == [good]
        assert not list(database.parent.rglob("*.partial"))
        damage = find_damage(database, MIGRATIONS)
        assert damage is not None
        assert damage.copy is not None
        assert damage.copy.path == good

    def test_a_suspicion_that_was_wrong_is_forgotten(self, store: Store) -> None:
        suspect(store.path).touch()
        assert find_damage(store.path, MIGRATIONS) is None
        assert not suspect(store.path).exists()

    def test_what_a_killed_one_left_is_swept_up(self, store: Store) -> None:
        folder = store.path.parent / "backups"
        folder.mkdir()
        for name, age in (("old", 2 * DAY), ("young", timedelta(hours=1))):
            partial = folder / f"{name}.partial"
            partial.write_bytes(b"half")
            os.utime(partial, 2 * ((NOON - age).timestamp(),))
        keep_copy_of_the_day(store.path, NOON)
        assert [path.name for path in folder.glob("*.partial")] == ["young.partial"]


class TestNewestGood:
    @pytest.fixture
    def keep(self, store: Store, session: int) -> Callable[[int], Path]:
        def keep_after_a_set(day: int) -> Path:
            store.save_trial(session, trial(day % 7 + 1))
            made = keep_copy_of_the_day(store.path, NOON + day * DAY)
            assert made is not None
            return made

        return keep_after_a_set

    def test_is_the_newest(self, store: Store, keep: Callable[[int], Path]) -> None:
        last = [keep(day) for day in range(3)][-1]
        found = newest_good(store.path, KNOWN)
        assert found is not None
        assert found.path == last

    def test_is_not_a_damaged_one_nor_one_of_a_newer_release(
        self, store: Store, keep: Callable[[int], Path]
    ) -> None:
        first, second = keep(0), keep(1)
        spoil(second)
        (second.parent / f"{store.path.name}.20270101T000000Z").write_text("Dear diary")
        found = newest_good(store.path, KNOWN)
        assert found is not None
        assert found.path == first
        assert newest_good(store.path, ("9999",)) is None

    @pytest.mark.parametrize("back", [DAY, timedelta(days=4000)])
    def test_is_the_one_that_holds_most_if_the_clock_was_set_back(
        self, store: Store, keep: Callable[[int], Path], back: timedelta
    ) -> None:
        keep(0)
        later = keep(-back.days)
        assert copies(store.path)[0].path != later
        found = newest_good(store.path, KNOWN)
        assert found is not None
        assert found.path == later

    def test_looking_changes_no_copy_and_leaves_nothing_beside_it(
        self, store: Store, keep: Callable[[int], Path]
    ) -> None:
        made = keep(0)
        before = made.read_bytes()
        newest_good(store.path, KNOWN)
        assert made.read_bytes() == before
        assert list(made.parent.iterdir()) == [made]

    def test_only_names_of_copies_are_copies(self, store: Store) -> None:
        folder = store.path.parent / "backups"
        folder.mkdir()
        for name in (
            "record.sqlite",
            "record.sqlite.20261399T000000Z",
            "other.20260301T120000Z",
            "x.partial",
        ):
            (folder / name).touch()
        assert copies(store.path) == ()


def test_moments_are_utc(store: Store) -> None:
    keep_copy_of_the_day(store.path, NOON.astimezone(UTC))
    assert copies(store.path)[0].at == NOON.replace(microsecond=0)
