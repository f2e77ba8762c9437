"""Wrong tries: some are free, then each makes the next one wait longer."""

from hypothesis import given
from hypothesis import strategies as st

from aotrainer.access.waits import FIRST_WAIT_S, FREE_TRIES, LONGEST_WAIT_S, wait_left_s, wait_s


def test_slips_cost_nothing():
    assert [wait_s(failed) for failed in range(FREE_TRIES)] == [0.0] * FREE_TRIES


def test_then_the_wait_doubles_up_to_the_longest():
    waits = [wait_s(failed) for failed in range(FREE_TRIES, FREE_TRIES + 7)]
    assert waits == [30.0, 60.0, 120.0, 240.0, 480.0, LONGEST_WAIT_S, LONGEST_WAIT_S]
    assert wait_s(10**9) == LONGEST_WAIT_S


def test_a_pin_of_four_digits_takes_months_to_find():
    tries = 10**4
    days = sum(wait_s(failed) for failed in range(tries)) / 86_400
    assert days > 100


@given(st.integers(0, 10**6), st.floats(0, 1e9), st.floats(-1e9, 1e9))
def test_time_that_passes_shortens_the_wait_and_time_that_goes_back_never_lengthens_it(failed, since, now):
    left = wait_left_s(failed, since, now)
    assert 0 <= left <= wait_s(failed)
    assert left >= wait_left_s(failed, since, now + 1)


def test_a_wait_is_over_when_it_has_passed():
    assert wait_left_s(FREE_TRIES, 100.0, 100.0 + FIRST_WAIT_S - 1) == 1.0
    assert wait_left_s(FREE_TRIES, 100.0, 100.0 + FIRST_WAIT_S) == 0.0
