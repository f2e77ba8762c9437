"""What a repetition is, said with movements of minimum jerk whose times are known."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aotrainer.motion.reps import find_repetitions, movement_direction
from tests.figure import RATE_HZ, raise_and_lower

FRAME_S = 1 / RATE_HZ
WITHIN_S = 0.15
FINAL_S = 3.0
"""So long after its end a repetition is final: the rest that makes it so, and the smoothing."""


def found(angle, min_excursion_deg=15.0, direction=1):
    return find_repetitions(np.arange(len(angle)) / RATE_HZ, np.asarray(angle), min_excursion_deg, direction)


class Track:
    """An angle at 30 Hz, move by move, each of minimum jerk (Flash and Hogan, J. Neurosci. 1985;5:1688)."""

    def __init__(self, at=0.0, rest_s=1.0):
        self.angle = np.full(round(rest_s * RATE_HZ), float(at))

    @property
    def now_s(self):
        """When the last move ended."""
        return (len(self.angle) - 1) / RATE_HZ

    def to(self, deg, seconds):
        share = np.arange(1, round(seconds * RATE_HZ) + 1) / round(seconds * RATE_HZ)
        way = 10 * share**3 - 15 * share**4 + 6 * share**5
        self.angle = np.concatenate([self.angle, self.angle[-1] + (deg - self.angle[-1]) * way])
        return self

    def keep(self, seconds):
        self.angle = np.concatenate([self.angle, np.full(round(seconds * RATE_HZ), self.angle[-1])])
        return self

    def lift(self, peak, rest=0.0, up_s=1.5, hold_s=0.5, down_s=1.5):
        """One repetition; returns when it began and ended."""
        began_s = self.now_s
        self.to(peak, up_s).keep(hold_s).to(rest, down_s)
        return began_s, self.now_s


def at(reps):
    return [time for rep in reps for time in (rep.start_s, rep.end_s)]


def exactly(*spans, within_s=WITHIN_S):
    return pytest.approx([time for span in spans for time in span], abs=within_s)


def tremor(angle, deg=2.5, hz=5.0):
    return angle + deg * np.sin(2 * np.pi * hz * np.arange(len(angle)) / RATE_HZ)


@given(
    peak=st.floats(16, 150),
    up_s=st.floats(0.6, 2.0),
    down_s=st.floats(0.6, 2.0),
    hold_s=st.floats(0.0, 4.0),
    rest_deg=st.floats(-30, 60),
)
def test_it_begins_when_the_movement_does_and_ends_with_it(peak, up_s, down_s, hold_s, rest_deg):
    track = Track(at=rest_deg)
    span = track.lift(rest_deg + peak, rest_deg, up_s, hold_s, down_s)
    track.keep(1)
    assert at(found(track.angle)) == exactly(span)


@pytest.mark.parametrize("slower", [1, 2, 3, 6])
@pytest.mark.parametrize("peak", [25, 60, 140])
def test_a_slow_movement_is_timed_to_a_seventh_of_its_rise(slower, peak):
    # A tenth of the peak speed is reached after a twelfth of the way there; a fifth, in small ones, after an
    # eighth; what the median over a third of a second flattens comes on top.
    track = Track(rest_s=3)
    span = track.lift(peak, up_s=1.5 * slower, hold_s=1, down_s=1.5 * slower)
    track.keep(3)
    assert at(found(track.angle)) == exactly(span, within_s=max(WITHIN_S, 1.5 * slower / 7))


def test_tremor_moves_begin_and_end_by_little():
    track = Track()
    spans = []
    for peak in (30, 60, 140):
        spans.append(track.lift(peak))
        track.keep(1)
    assert at(found(tremor(track.angle))) == exactly(*spans)


def test_getting_into_position_is_no_part_of_the_first_repetition():
    track = Track().to(50, 1).keep(2.5)
    spans = []
    for _ in range(3):
        spans.append(track.lift(140, rest=50))
        track.keep(0.7)
    track.to(0, 1).keep(1)
    assert at(found(track.angle)) == exactly(*spans)
    assert [rep.excursion_deg for rep in found(track.angle)] == pytest.approx([90] * 3, abs=2)


def test_a_rest_that_drifts_is_every_repetitions_own():
    track, spans, levels = Track(rest_s=2), [], (4, 8, 12, 16, 12, 8)
    for level in levels:
        spans.append(track.lift(level + 40, rest=level))
        track.keep(1.5)
    assert at(found(track.angle)) == exactly(*spans, within_s=0.25)


def test_wild_frames_at_the_very_beginning_are_no_rest():
    for error in (-15, 15):
        track = Track(at=60, rest_s=2)
        span = track.lift(120, rest=60)
        track.keep(1)
        track.angle[:6] += error
        (rep,) = found(track.angle)
        assert at([rep]) == exactly(span)
        assert rep.excursion_deg == pytest.approx(60, abs=1)


def test_what_another_limb_does_afterwards_is_not_waited_for():
    for shift in (-6, -3, 5):
        track = Track(at=20, rest_s=1)
        span = track.lift(60, rest=20)
        track.keep(0.7).to(20 + shift, 0.8).keep(2)
        assert at(found(track.angle)) == exactly(span)


@pytest.mark.parametrize("stops", [(0.25,), (0.5,), (0.75,), (0.2, 0.4, 0.6, 0.8)])
@pytest.mark.parametrize("stop_s", [0.5, 1.5])
def test_stops_on_the_way_there_and_back_split_nothing(stops, stop_s):
    track = Track()
    began_s = track.now_s
    for share in (*stops, 1.0, *reversed(stops), 0.0):
        track.to(120 * share, 0.8).keep(stop_s)
    ended_s = track.now_s - stop_s
    track.keep(2)
    assert at(found(track.angle)) == exactly((began_s, ended_s))


def test_a_dip_at_the_top_is_not_the_end():
    for dip in (0.4, 0.6):
        track = Track()
        began_s = track.now_s
        track.to(120, 1.5).keep(0.3).to(120 * (1 - dip), 1).to(115, 1).keep(0.3).to(0, 1.5)
        ended_s = track.now_s
        track.keep(1)
        assert at(found(track.angle)) == exactly((began_s, ended_s))


def test_half_a_repetition_counts_and_a_twitch_does_not():
    track, spans = Track(), []
    for peak in (120, 60, 120, 18, 45):
        span = track.lift(peak)
        track.keep(1)
        if peak > 18:
            spans.append(span)
    assert at(found(track.angle)) == exactly(*spans)


def test_repetitions_without_a_rest_share_their_boundary():
    track = Track()
    spans = [track.lift(90, hold_s=0.0) for _ in range(6)]
    track.keep(1)
    reps = found(track.angle)
    assert at(reps) == exactly(*spans)
    assert all(one.end_s <= other.start_s for one, other in pairwise(reps))


def test_who_stops_half_way_down_for_long_has_ended_there():
    track = Track()
    track.to(100, 1.5).keep(0.5).to(25, 1.5)
    ended_s = track.now_s
    track.keep(4).to(0, 1).keep(2)
    (rep,) = found(track.angle)
    assert rep.end_s == pytest.approx(ended_s, abs=WITHIN_S)


moves = st.lists(
    st.tuples(
        st.sampled_from([20.0, 45.0, 70.0, 90.0, 120.0]),
        st.floats(-5, 25),
        st.floats(0.6, 3),
        st.floats(0, 2.5),
        st.floats(0, 4),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40)
@given(moves=moves, shaky=st.booleans())
def test_what_is_found_in_a_growing_recording_stays_found(moves, shaky):
    track = Track()
    for peak, rest, seconds, hold_s, rest_s in moves:
        track.lift(peak + 25, rest, seconds, hold_s, seconds)
        track.keep(rest_s)
    track.keep(FINAL_S)
    angle = tremor(track.angle) if shaky else track.angle
    whole = found(angle)
    for until in range(round(RATE_HZ), len(angle), 7):
        early = found(angle[:until])
        final_s = (until - 1) / RATE_HZ - FINAL_S
        settled = [rep for rep in early if rep.end_s <= final_s]
        assert len(settled) == len([rep for rep in whole if rep.end_s <= final_s])
        assert at(settled) == exactly(
            *[(rep.start_s, rep.end_s) for rep in whole[: len(settled)]], within_s=0.07
        )


@settings(max_examples=40)
@given(moves=moves)
def test_the_counter_never_counts_back(moves):
    # A tremor may make it waver, once, for the moments in which a slow movement ends.
    track = Track()
    for peak, rest, seconds, hold_s, rest_s in moves:
        track.lift(peak + 25, rest, seconds, hold_s, seconds)
        track.keep(rest_s)
    counts = [len(found(track.angle[:until])) for until in range(15, len(track.angle), 5)]
    assert counts == sorted(counts)


def test_it_is_counted_as_soon_as_the_movement_ends():
    track = Track()
    _, ended_s = track.lift(120)
    track.keep(2)
    counted_s = next(until / RATE_HZ for until in range(1, len(track.angle)) if found(track.angle[:until]))
    assert ended_s - 0.5 < counted_s < ended_s + 0.2


@pytest.mark.parametrize("count", [1, 2, 5, 12])
def test_every_repetition_is_found(count):
    reps = found(raise_and_lower(count))
    assert len(reps) == count
    assert [rep.excursion_deg for rep in reps] == pytest.approx([120] * count, abs=0.5)


def test_a_movement_that_lowers_the_angle_is_found_too():
    angle = 90 - raise_and_lower(3, peak_deg=80)
    assert movement_direction(90 - raise_and_lower(1, peak_deg=80)) == -1
    reps = found(angle, direction=-1)
    assert [(rep.start_deg, rep.turn_deg) for rep in reps] == [
        (pytest.approx(90), pytest.approx(10, abs=0.5)) for _ in range(3)
    ]


def test_rest_and_small_movements_are_none():
    assert found(np.full(200, 20.0)) == ()
    assert found(raise_and_lower(3, peak_deg=10)) == ()


def test_tremor_at_the_top_is_not_counted():
    angle = raise_and_lower(2, duration_s=6)
    t = np.arange(len(angle)) / RATE_HZ
    assert len(found(angle + 5 * np.sin(2 * np.pi * 5 * t) * (angle > 60))) == 2


def test_one_guided_lift_does_not_hide_the_weak_ones():
    angle = np.concatenate([raise_and_lower(1, peak_deg=150), *[raise_and_lower(1, peak_deg=45)] * 5])
    assert len(found(angle)) == 6


def test_a_leap_of_the_tracker_is_no_movement_and_hides_none():
    angle = raise_and_lower(5, peak_deg=45, rest_s=1)
    angle[10:16] = 170
    assert [rep.excursion_deg for rep in found(angle)] == pytest.approx([45] * 5, abs=3)


def test_drift_at_rest_does_not_lengthen_a_small_repetition():
    angle = raise_and_lower(4, peak_deg=25, duration_s=4, rest_s=10)
    t = np.arange(len(angle)) / RATE_HZ
    durations = [rep.duration_s for rep in found(angle + 1.5 * np.sin(2 * np.pi * t / 7))]
    assert durations == pytest.approx([3.2] * 4, abs=0.8)


def test_a_long_rest_changes_nothing():
    angle = np.concatenate([raise_and_lower(1), np.zeros(round(340 * RATE_HZ)), raise_and_lower(1)])
    assert len(found(angle)) == 2


def test_a_pause_on_the_way_does_not_split_a_repetition():
    up = raise_and_lower(1, duration_s=4, rest_s=1)
    half = int(np.argmax(up > 60))
    assert len(found(np.concatenate([up[:half], np.full(45, up[half]), up[half:]]))) == 1


def test_an_unfinished_repetition_at_the_end_is_not_counted():
    angle = raise_and_lower(3)
    peak_of_last = len(angle) - round(2.5 * RATE_HZ)
    assert len(found(angle[: peak_of_last + 5])) == 2


def test_a_movement_under_way_when_the_recording_begins_is_not_counted():
    angle = raise_and_lower(3, rest_s=0.5)
    first_peak = round(2.5 * RATE_HZ)
    assert len(found(angle[first_peak - 5 :])) == 2


def test_a_flick_is_too_short_to_count():
    assert found(raise_and_lower(1, duration_s=0.5)) == ()


def test_unseen_moments_are_bridged():
    angle = raise_and_lower(2)
    angle[40:44] = np.nan
    assert len(found(angle)) == 2
    assert found(np.full(100, np.nan)) == ()
