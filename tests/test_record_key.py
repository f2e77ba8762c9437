"""The key of an encrypted record: as people type it, never shown, and asked for when it is needed."""

import pytest

from aotrainer.errors import LockedRecordError
from aotrainer.record_key import Key, KeyRing

KEY = Key.drawn()


def test_a_key_is_read_as_people_type_it():
    assert Key.read(f" {KEY.in_groups.upper()}\n") == KEY
    assert Key.read(KEY.digits.replace("-", " ")) == KEY


def test_what_shows_a_key_does_not_show_its_digits():
    assert KEY.digits not in f"{KEY} {KEY!r}"
    assert KEY.mark.hex() not in KEY.digits


def test_no_two_are_the_same():
    assert len({Key.drawn().digits for _ in range(100)}) == 100
    assert len({Key.drawn().mark for _ in range(100)}) == 100


@pytest.mark.parametrize("words", ["secret", "12 34", "x" * 64, "f" * 65])
def test_what_cannot_be_a_key_is_refused(words):
    with pytest.raises(LockedRecordError, match="not the key of a record"):
        Key.read(words)


def test_a_ring_asks_until_it_has_the_key_and_then_no_more():
    answers = iter([None, "", KEY.in_groups])
    ring = KeyRing()
    ring.ask(lambda: next(answers))
    assert [ring.key() for _ in range(4)] == [None, None, KEY, KEY]


def test_a_key_that_is_put_away_is_there_again_afterwards():
    ring = KeyRing()
    ring.hold(KEY)
    with ring.put_away():
        assert ring.key() is None
    assert ring.key() == KEY
