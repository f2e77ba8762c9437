from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.pose import Motion, mirror
from aotrainer.motion.score import Score, score_motion
from aotrainer.motion.symmetry import symmetry_percent
from tests.figure import ABDUCTION, abduction, raise_and_lower

BOTH = replace(ABDUCTION, weights={**ABDUCTION.weights, "symmetry": 1.0})


def both_arms(right_deg: float, left_deg: float) -> Motion:
    """The figure raising both arms, with the left half of the one body and the right half of the other."""
    right, left = (
        abduction(raise_and_lower(2, deg), side) for deg, side in ((right_deg, "right"), (left_deg, "left"))
    )
    image, world = right.image.copy(), right.world.copy()
    arm = [right.column(f"left_{name}") for name in ("elbow", "wrist", "pinky", "index", "thumb")]
    image[:, arm], world[:, arm] = left.image[:, arm], left.world[:, arm]
    return replace(right, image=image, world=world)


MODEL = both_arms(120, 120).between(0, 4.6)


def scored(right_deg: float, left_deg: float) -> Score:
    outcome = score_motion(MODEL, both_arms(right_deg, left_deg), BOTH, "right")
    assert isinstance(outcome, Score)
    return outcome


def test_the_lesser_side_is_told_as_a_share_of_the_greater():
    assert symmetry_percent(120, 60) == symmetry_percent(60, 120) == 50
    assert np.isnan(symmetry_percent(120, np.nan))


def test_both_sides_alike_are_in_full_symmetry_and_score_as_the_model():
    score = scored(120, 120)
    assert score.parts.symmetry == pytest.approx(100, abs=0.5)
    assert score.total == pytest.approx(100, abs=1)


def test_the_weaker_side_costs_more_the_less_it_does():
    shares = [scored(120, left_deg) for left_deg in (120, 100, 80, 60)]
    told = [score.parts.symmetry for score in shares]
    assert told == sorted(told, reverse=True)
    assert told[-1] == pytest.approx(50, abs=3)
    assert [score.total for score in shares] == sorted([score.total for score in shares], reverse=True)


def test_it_says_how_far_the_other_side_went():
    assert scored(120, 60).repetitions[0].other_side_deg == pytest.approx(60, abs=3)


def test_movements_of_one_side_have_no_symmetry():
    score = score_motion(MODEL, both_arms(120, 60), ABDUCTION, "right")
    assert np.isnan(score.parts.symmetry)


def test_a_side_that_is_hidden_takes_nothing_away():
    seen = both_arms(120, 60)
    visibility = seen.visibility.copy()
    visibility[:, seen.column("left_elbow")] = 0.6
    score = score_motion(MODEL, replace(seen, visibility=visibility), BOTH, "right")
    assert np.isnan(score.parts.symmetry)
    assert score.total == pytest.approx(100, abs=0.5)


def test_the_mirrored_movement_has_the_same_symmetry():
    left = score_motion(MODEL, mirror(both_arms(120, 60)), BOTH, "left")
    assert left.parts.symmetry == pytest.approx(scored(120, 60).parts.symmetry, abs=0.01)
