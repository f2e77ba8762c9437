import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import reference_direction, repetitions_so_far
from aotrainer.motion.spans import SCATTER_DEG
from aotrainer.practice.tiring import SCATTER_S, Tired, Tiring, tired
from tests.figure import ABDUCTION, abduction, raise_and_lower
from tests.rendered import INDEX, seen
from tests.rendered.golden import shipped_library

USUAL = Tiring()
LIBRARY = shipped_library()
RESTED = [
    title for title, told in INDEX.items() if told["name"] in ("typical", "correct", "tremor", "long_pauses")
]
HALF_TIRED = Tiring(in_a_row=2)
"""Two in a row: the rendered patients do no more than three repetitions."""


def repetitions(excursions_deg, durations_s=None):
    durations_s = durations_s or [4.0] * len(excursions_deg)
    return [
        Repetition(10.0 * n, 10.0 * n + 1, 10.0 * n + duration, 10.0, 10.0 + excursion)
        for n, (excursion, duration) in enumerate(zip(excursions_deg, durations_s, strict=True))
    ]


@pytest.mark.parametrize(
    ("excursions_deg", "found"),
    [
        ([100, 94, 88, 82], Tired.SMALLER),
        ([80, 100, 94, 88, 82], Tired.SMALLER),
        ([100, 94, 88], None),
        ([100, 94, 88, 89], None),
        ([100, 97, 94, 80], None),
        ([100, 95, 90, 85.5], None),
        ([100, 94, 88, 82, 100], None),
        ([30, 25, 20, 15], Tired.SMALLER),
    ],
)
def test_range_that_declines(excursions_deg, found):
    assert tired(repetitions(excursions_deg), USUAL) is found


@pytest.mark.parametrize(
    ("durations_s", "found"),
    [
        ([4.0, 4.5, 5.0, 5.5], Tired.SLOWER),
        ([5.5, 5.0, 4.5, 4.0], None),
        ([4.0, 4.2, 4.4, 4.7], None),
        ([4.0, 4.5, 5.0], None),
    ],
)
def test_speed_that_declines(durations_s, found):
    assert tired(repetitions([100.0] * len(durations_s), durations_s), USUAL) is found


def test_a_therapist_sets_how_many_and_how_much():
    small = repetitions([100, 95, 90])
    assert tired(small, USUAL) is None
    assert tired(small, Tiring(in_a_row=2, decline_share=0.1)) is Tired.SMALLER


lengths = st.lists(st.tuples(st.floats(10, 170), st.floats(1, 15)), min_size=1, max_size=12)


@given(lengths)
def test_nobody_tires_of_what_does_not_decline(values):
    excursions, durations = zip(*values, strict=True)
    growing, faster = sorted(excursions), sorted(durations, reverse=True)
    assert tired(repetitions(growing, faster), USUAL) is None


@given(st.floats(30, 170), st.lists(st.floats(-SCATTER_DEG / 2, SCATTER_DEG / 2), min_size=4, max_size=20))
def test_the_trackers_scatter_tires_nobody(excursion_deg, scatter_deg):
    assert tired(repetitions([excursion_deg + one for one in scatter_deg]), USUAL) is None


@given(st.floats(60, 170), st.floats(0.06, 0.2), st.integers(4, 8))
def test_a_steady_decline_is_found(excursion_deg, share, count):
    each = max(share * excursion_deg, SCATTER_DEG + 0.1)
    declining = [excursion_deg - each * n for n in range(4)]
    assert tired(repetitions([excursion_deg] * (count - 4) + declining), USUAL) is Tired.SMALLER


@given(lengths, lengths)
def test_only_the_newest_repetitions_count(earlier, newest):
    both = repetitions(*map(list, zip(*earlier, *newest, strict=True)))
    assert tired(both, USUAL) is tired(both[-USUAL.in_a_row - 1 :], USUAL)


@given(lengths)
def test_who_is_told_by_two_in_a_row_had_declined(values):
    reps = repetitions(*map(list, zip(*values, strict=True)))
    if tired(reps, HALF_TIRED) is Tired.SLOWER:
        assert reps[-1].duration_s - reps[-3].duration_s > 2 * SCATTER_S


def test_a_tiring_arm_is_seen_while_it_moves():
    angle = np.concatenate([raise_and_lower(1, peak_deg) for peak_deg in (120, 110, 100, 88)])
    direction = reference_direction(abduction(raise_and_lower()), ABDUCTION)
    reps = repetitions_so_far(abduction(angle), ABDUCTION, "right", direction)
    assert len(reps) == 4
    assert tired(reps, USUAL) is Tired.SMALLER


@pytest.mark.parametrize("title", RESTED)
def test_nobody_who_does_not_tire_is_sent_to_rest(title):
    name = INDEX[title]["asked"]
    judging = LIBRARY.exercises[name].judging
    direction = reference_direction(LIBRARY.reference(name), judging)
    reps = repetitions_so_far(seen(title), judging, judging.model_side, direction)
    assert all(tired(reps[:n], HALF_TIRED) is None for n in range(len(reps) + 1))
