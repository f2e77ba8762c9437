"""A camera further round sees less of some movements, and there the model was filmed as well."""

from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.advice import cue_of
from aotrainer.motion.askew import VIEW_ERROR_DEG
from aotrainer.motion.packing import pack, unpack
from aotrainer.motion.pose import mirror
from aotrainer.motion.score import Score, score_motion
from aotrainer.motion.viewpoint import SMALL_DEG
from tests.figure import ABDUCTION, abduction, raise_and_lower

ROUND_DEG = 45.0
LIFT = raise_and_lower(peak_deg=80)
SWING = replace(ABDUCTION, primary_joint="arm_swing", azimuth_tolerance_deg=60.0)
MODEL = abduction(LIFT)
FROM_LEFT, FROM_RIGHT = (abduction(LIFT, azimuth_deg=deg) for deg in (ROUND_DEG, -ROUND_DEG))
FILMS = (FROM_LEFT, FROM_RIGHT)


def seen_from(deg, films=FILMS, share=1.0, side="right"):
    attempt = abduction(share * LIFT, azimuth_deg=deg)
    turned = attempt if side == "right" else mirror(attempt)
    outcome = score_motion(MODEL, turned, SWING, side, askew=films)
    assert isinstance(outcome, Score), outcome
    return outcome


@pytest.mark.parametrize("deg", [-ROUND_DEG, ROUND_DEG])
@pytest.mark.parametrize("side", ["left", "right"])
def test_who_does_it_all_misses_nothing_from_where_the_model_was_filmed_too(deg, side):
    outcome = seen_from(deg, side=side)
    assert outcome.parts.range == pytest.approx(100)
    assert outcome.total > 97


def test_the_model_filmed_from_ahead_alone_asks_for_more_than_shows_from_there():
    assert seen_from(ROUND_DEG, films=()).parts.range < 85


@pytest.mark.parametrize("deg", [-ROUND_DEG, -25, 25, ROUND_DEG])
def test_who_does_half_of_it_is_told_so_from_there_too(deg):
    outcome = seen_from(deg, share=0.5)
    assert outcome.total < 75
    cue = cue_of(outcome, SWING)
    assert cue is not None
    assert cue.key == "range"


def test_between_the_films_the_range_asked_for_is_between_theirs():
    asked = [seen_from(deg).model_range_deg for deg in (0, 15, 30, ROUND_DEG)]
    assert asked == sorted(asked, reverse=True)
    assert asked[0] == pytest.approx(seen_from(0, films=()).model_range_deg)
    assert asked[-1] == pytest.approx(score_motion(FROM_LEFT, FROM_LEFT, SWING, "right").model_range_deg)
    share = (30 - SMALL_DEG) / (ROUND_DEG - VIEW_ERROR_DEG - SMALL_DEG)
    assert asked[2] == pytest.approx(asked[0] + share * (asked[-1] - asked[0]), abs=1)


@pytest.mark.parametrize("deg", [*np.arange(-ROUND_DEG, ROUND_DEG, 3.0), -SMALL_DEG - 0.1, SMALL_DEG - 0.1])
def test_a_camera_a_little_further_round_never_makes_the_range_leap(deg):
    near, further = seen_from(deg), seen_from(deg + 0.2)
    assert further.model_range_deg == pytest.approx(near.model_range_deg, rel=0.01)


def test_where_to_is_told_as_it_shows_from_there():
    """The centimetres that are missing are measured in the same film."""
    assert seen_from(0).model_way == "across"
    assert seen_from(ROUND_DEG).model_way == "up"


def test_a_view_that_is_about_right_is_compared_with_the_model_alone():
    far = abduction(LIFT / 4, azimuth_deg=ROUND_DEG)
    assert seen_from(SMALL_DEG / 2, films=(far,)) == seen_from(SMALL_DEG / 2, films=())


def test_a_film_from_the_other_side_is_not_looked_at():
    assert seen_from(25, films=(FROM_RIGHT,)) == seen_from(25, films=())


def test_a_film_that_shows_no_repetition_is_left_out():
    still = abduction(np.zeros(len(LIFT)), azimuth_deg=ROUND_DEG)
    assert seen_from(25, films=(still, FROM_RIGHT)) == seen_from(25, films=())


@pytest.mark.parametrize("times", [0.8, 1.0, 1.3])
def test_what_the_films_of_one_movement_differ_in_is_not_the_patients_fault(times):
    slower = replace(FROM_LEFT, times_s=1.3 * FROM_LEFT.times_s)
    attempt = abduction(LIFT, azimuth_deg=ROUND_DEG)
    done = replace(attempt, times_s=times * attempt.times_s)
    outcome = score_motion(MODEL, done, SWING, "right", askew=(slower,))
    assert isinstance(outcome, Score)
    assert outcome.parts.tempo == pytest.approx(100 if times >= 1 else 80, abs=12)
    assert outcome.parts.hold == pytest.approx(100 if times >= 1 else 92, abs=8)


def test_a_packed_film_says_the_same():
    kept = [unpack(pack(film)) for film in FILMS]
    assert seen_from(30, films=kept).total == pytest.approx(seen_from(30).total, abs=0.5)
