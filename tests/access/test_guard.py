"""The lock as a function of time: open, idle, waiting; and what a restart or a second program changes."""

import pytest

from aotrainer.access import Guard, Lock
from aotrainer.access.waits import FREE_TRIES, LONGEST_WAIT_S
from aotrainer.errors import AccessError

PIN = "2580"


class Kept:
    """A record of one lock, which several programs share."""

    def __init__(self):
        self.lock = Lock()

    def guard(self, since_s=0.0):
        return Guard(lambda: self.lock, self.keep, since_s)

    def keep(self, lock):
        self.lock = Lock.from_json(lock.to_json())


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def guard(kept):
    """Sealed, and locked."""
    guard = kept.guard()
    guard.seal(PIN, 0.0)
    guard.close()
    return guard


def test_without_a_pin_everybody_may_come_in(kept):
    assert kept.guard().is_open(0.0)
    assert Guard().is_open(0.0)


def test_who_sets_a_pin_is_inside_and_who_comes_after_is_not(kept):
    guard = kept.guard()
    guard.seal(PIN, 10.0)
    assert guard.is_open(10.0)
    assert not kept.guard().is_open(10.0)


def test_a_pin_that_is_too_easy_changes_nothing(kept):
    with pytest.raises(AccessError):
        kept.guard().seal("1111", 0.0)
    assert kept.lock == Lock()


def test_the_right_one_opens(guard):
    assert not guard.admits("2581", 1.0)
    assert not guard.is_open(1.0)
    assert guard.admits(PIN, 2.0)
    assert guard.is_open(2.0)
    guard.close()
    assert not guard.is_open(2.0)


def test_it_locks_itself_when_nobody_touches_anything_and_a_touch_afterwards_is_too_late(guard):
    guard.change(0.0, idle_min=2)
    assert guard.admits(PIN, 0.0)
    guard.touched(100.0)
    assert guard.is_open(219.0)
    assert not guard.is_open(220.0)
    guard.touched(220.0)
    assert not guard.is_open(220.0)


class TestWrongTries:
    def failed(self, guard, times, now_s=0.0):
        for _ in range(times):
            now_s += guard.wait_s(now_s)
            assert not guard.admits("9999", now_s)
        return now_s

    def test_while_there_is_a_wait_not_even_the_right_one_opens(self, guard):
        now_s = self.failed(guard, FREE_TRIES)
        assert guard.wait_s(now_s) == 30.0
        assert not guard.admits(PIN, now_s + 29)
        assert guard.admits(PIN, now_s + 30)

    def test_the_right_one_forgives_all(self, guard, kept):
        now_s = self.failed(guard, FREE_TRIES)
        assert guard.admits(PIN, now_s + 30)
        assert kept.lock.failed == 0
        assert guard.wait_s(now_s + 30) == 0

    def test_a_restart_begins_the_wait_anew(self, guard, kept):
        self.failed(guard, 20)
        again = kept.guard(since_s=5.0)
        assert again.wait_s(5.0) == LONGEST_WAIT_S
        assert not again.admits(PIN, 5.0 + LONGEST_WAIT_S - 1)
        assert again.admits(PIN, 5.0 + LONGEST_WAIT_S)

    def test_another_program_at_the_same_record_has_to_wait_too(self, guard, kept):
        other = kept.guard(since_s=-1e6)
        now_s = self.failed(guard, FREE_TRIES)
        assert not other.admits(PIN, now_s)
        assert other.wait_s(now_s) == 30.0

    def test_a_program_that_is_killed_during_a_try_has_counted_it(self, guard, kept):
        counted = []
        guard._keep = lambda lock: (kept.keep(lock), counted.append(lock.failed))
        guard.admits(PIN, 0.0)
        assert counted == [1, 0]


def test_without_a_pin_there_is_no_patient_mode_either(guard):
    guard.change(0.0, only="someone")
    guard.unseal(0.0)
    assert guard.now == Lock(asked=True)
    assert guard.is_open(0.0)


@pytest.mark.parametrize(
    "kept",
    [{}, {"sealed": None, "failed": "3", "idle_min": True, "only": 7}, {"colour": "red"}],
)
def test_what_was_kept_wrongly_is_as_usual(kept):
    assert Lock.from_json(kept) == Lock()
