import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.errors import ProtocolError
from aotrainer.practice.breathing import NOT_A_TREATMENT, Pace, phase_at, settling_s

USUAL = Pace()
paces = st.builds(lambda i, longer: Pace(i, min(8.0, i + longer)), st.floats(2.5, 7), st.floats(0, 3))
moments = st.floats(0, 600)


def test_the_usual_pace_is_six_a_minute_with_a_longer_breath_out():
    assert USUAL.per_minute == 6
    assert USUAL.out_s > USUAL.in_s


@pytest.mark.parametrize(
    ("elapsed_s", "inward", "share", "count"),
    [
        (0, True, 0, 1),
        (2, True, 0.5, 1),
        (4, False, 0, 1),
        (7, False, 0.5, 1),
        (10, True, 0, 2),
        (57, False, 0.5, 6),
    ],
)
def test_a_moment_of_breathing(elapsed_s, inward, share, count):
    breath = phase_at(elapsed_s, USUAL)
    assert (breath.inward, breath.count) == (inward, count)
    assert breath.share == pytest.approx(share, abs=1e-6)


def test_before_the_beginning_nothing_moves():
    assert phase_at(-3, USUAL) == phase_at(0, USUAL)


@given(paces, moments)
def test_the_size_is_a_share_and_goes_up_while_breathing_in(pace, elapsed_s):
    now, soon = phase_at(elapsed_s, pace), phase_at(elapsed_s + 0.05, pace)
    assert 0 <= now.size <= 1
    if now.inward == soon.inward and now.count == soon.count:
        assert (soon.size >= now.size) == now.inward or soon.size == pytest.approx(now.size)


@given(paces, moments)
def test_the_size_never_leaps(pace, elapsed_s):
    step_s = 1 / 30
    assert abs(phase_at(elapsed_s + step_s, pace).size - phase_at(elapsed_s, pace).size) < 0.03


@given(paces, st.integers(1, 40))
def test_so_many_breaths_end_where_the_next_begins(pace, breaths):
    after = phase_at(settling_s(breaths, pace), pace)
    assert (after.inward, after.count) == (True, breaths + 1)
    assert after.size == pytest.approx(0, abs=1e-6)


@given(paces, moments)
def test_what_is_left_is_left(pace, elapsed_s):
    now = phase_at(elapsed_s, pace)
    assert phase_at(elapsed_s + now.left_s + 1e-6, pace).inward != now.inward


@pytest.mark.parametrize(("in_s", "out_s"), [(1, 4), (4, 9), (2, 2.5), (8, 8), (5, 4), (float("nan"), 5)])
def test_a_pace_nobody_should_follow_is_refused(in_s, out_s):
    with pytest.raises(ProtocolError):
        Pace(in_s, out_s)


def test_it_is_called_settling_and_no_treatment():
    assert "settle" in NOT_A_TREATMENT
    assert "not a treatment" in NOT_A_TREATMENT
