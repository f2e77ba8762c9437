from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.clean import clean
from aotrainer.motion.pose import mirror
from aotrainer.motion.recognition import Attempt, candidate, distances_deg
from tests.figure import ABDUCTION, abduction, raise_and_lower

LIFT = raise_and_lower(peak_deg=150)
CURL = abduction(np.zeros_like(LIFT), elbow_deg=LIFT * 0.9)
LIBRARY = {
    "lift": candidate(abduction(LIFT), ABDUCTION),
    "curl": candidate(CURL, replace(ABDUCTION, primary_joint="elbow")),
    "bent_lift": candidate(abduction(LIFT, elbow_deg=LIFT * 0.6), ABDUCTION),
}


def nearest(attempt):
    return next(iter(distances_deg(attempt, LIBRARY)))


def test_a_model_is_no_distance_from_itself():
    assert distances_deg(abduction(LIFT), LIBRARY)["lift"] == pytest.approx(0, abs=1e-6)
    assert nearest(CURL) == "curl"


@pytest.mark.parametrize("share", [0.6, 0.8, 1.0, 1.2])
@pytest.mark.parametrize("duration_s", [2.5, 4.0, 8.0])
def test_neither_range_nor_tempo_make_another_movement_of_it(share, duration_s):
    assert nearest(abduction(raise_and_lower(2, peak_deg=150 * share, duration_s=duration_s))) == "lift"


def test_it_is_the_same_on_either_side_and_for_any_body_in_any_place():
    here = distances_deg(abduction(LIFT * 0.8), LIBRARY)
    for other in (
        abduction(LIFT * 0.8, "left"),
        mirror(abduction(LIFT * 0.8)),
        abduction(LIFT * 0.8, scale=0.2, at=(0.3, 0.1)),
    ):
        assert distances_deg(other, LIBRARY) == pytest.approx(here, abs=1e-6)


def test_what_keeps_still_in_the_model_tells_as_well():
    """A leaning trunk makes a lift less of a lift, though the arm does the same."""
    upright, leaning = (
        distances_deg(abduction(LIFT, lean_deg=lean * LIFT / 150), LIBRARY)["lift"] for lean in (0, 25)
    )
    assert leaning > upright + 3


def test_an_exercise_judged_from_elsewhere_is_not_in_question():
    library = {"sideways": candidate(abduction(LIFT), replace(ABDUCTION, azimuth_deg=90))}
    assert distances_deg(abduction(LIFT), library) == {}


def test_nor_is_one_whose_joint_does_not_move():
    assert "curl" not in distances_deg(abduction(LIFT), LIBRARY)


def test_who_stands_still_does_nothing():
    assert distances_deg(abduction(np.zeros(120)), LIBRARY) == {}


@pytest.mark.parametrize("limit_deg", [2, 8, 15, 30, 60])
@pytest.mark.parametrize("share", [0.4, 0.8, 1.0])
def test_a_limit_leaves_out_what_is_further_away_and_changes_nothing_else(share, limit_deg):
    attempt = abduction(LIFT * share, elbow_deg=LIFT * 0.3)
    near = {name: each for name, each in distances_deg(attempt, LIBRARY).items() if each <= limit_deg}
    assert Attempt(clean(attempt)).distances_deg(LIBRARY, limit_deg) == near
