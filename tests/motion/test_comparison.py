from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.clean import clean
from aotrainer.motion.comparison import compare, mean_error_deg, measure, model_of
from aotrainer.motion.segmentation import model_repetition
from tests.figure import ABDUCTION, abduction, raise_and_lower

LIFT = raise_and_lower(peak_deg=150)


def prepared(motion):
    seen = clean(motion)
    return seen, model_repetition(seen, ABDUCTION)[1]


MODEL = model_of(*prepared(abduction(LIFT)), ABDUCTION)


def difference(motion, judging=ABDUCTION):
    seen, rep = prepared(motion)
    return compare(measure(seen, judging).during(rep), rep, MODEL, judging)


def test_the_model_does_not_differ_from_itself():
    same = difference(abduction(LIFT))
    assert list(same.segment_error_deg.values()) == pytest.approx([0, 0, 0], abs=1e-6)
    assert list(same.rest_error_deg.values()) == pytest.approx([0] * 6, abs=1e-6)
    assert [each.size for each in same.compensations] == pytest.approx([0], abs=1e-6)


@pytest.mark.parametrize("peak", [50, 80, 110])
def test_a_clean_movement_that_stops_short_keeps_the_models_path(peak):
    assert (
        mean_error_deg(difference(abduction(raise_and_lower(peak_deg=peak))).segment_error_deg, ABDUCTION) < 2
    )


def test_a_bent_elbow_is_mostly_an_error_of_the_forearm():
    """Warping shares it out a little: a bent arm is like a straight one that is raised a bit further."""
    errors = difference(abduction(LIFT, elbow_deg=30)).segment_error_deg
    assert 15 < errors["forearm"] <= 30
    assert errors["upper_arm"] < 0.7 * errors["forearm"]
    assert errors["trunk"] == pytest.approx(0, abs=1e-6)


def test_an_error_is_found_on_the_way_on_which_it_was_made():
    half = len(LIFT) // 2
    bent = np.where(np.arange(len(LIFT)) < half, 0.0, 30.0) * LIFT / 150
    errors = difference(abduction(LIFT, elbow_deg=bent))
    assert errors.out_error_deg < 2 < 4 < errors.back_error_deg


@pytest.mark.parametrize("lean", [5, 10, 20])
def test_a_trunk_that_leans_with_the_arm_is_a_compensation_of_its_size(lean):
    (seen,) = difference(abduction(LIFT, lean_deg=lean * LIFT / 150)).compensations
    assert (seen.name, seen.limit) == ("trunk_lean", 10)
    assert seen.size == pytest.approx(lean, abs=1.5)
    assert seen.counts == (lean > 10)
    assert seen.time_s == pytest.approx(2.5, abs=0.6)


def test_a_trunk_or_a_camera_that_is_askew_all_the_time_is_none():
    (seen,) = difference(abduction(LIFT, lean_deg=8)).compensations
    assert seen.size < 1


@pytest.mark.parametrize(
    ("at_rest", "at_the_top", "size"),
    [(10, 10, 0), (10, 40, 30), (30, 60, 30), (0, 12, 2), (40, 12, 2), (35, 35, 0), (0, 40, 30)],
)
def test_an_elbow_bends_in_the_arms_place_if_it_bends_further_than_at_rest_and_than_the_models(
    at_rest, at_the_top, size
):
    judging = replace(ABDUCTION, limits={"elbow_bend": 20.0})
    model = model_of(*prepared(abduction(LIFT, elbow_deg=10)), judging)
    elbow = at_rest + (at_the_top - at_rest) * np.minimum(1.0, 2 * LIFT / LIFT.max())
    seen, rep = prepared(abduction(LIFT, elbow_deg=elbow))
    (bend,) = compare(measure(seen, judging).during(rep), rep, model, judging).compensations
    assert bend.size == pytest.approx(size, abs=2.5)


def with_both_arms(right_deg, left_deg):
    both, other = abduction(right_deg), abduction(left_deg, "left")
    columns = [both.column(f"left_{name}") for name in ("elbow", "wrist", "pinky", "index", "thumb")]
    image = both.image.copy()
    image[:, columns] = other.image[:, columns]
    return replace(both, image=image)


def test_where_the_model_moves_the_other_arm_as_well_it_counts_where_that_points():
    both = model_of(*prepared(with_both_arms(LIFT, LIFT)), ABDUCTION)
    for offset in (0, 40):
        seen, rep = prepared(with_both_arms(LIFT, LIFT + offset))
        away = compare(measure(seen, ABDUCTION).during(rep), rep, both, ABDUCTION).rest_error_deg
        assert [away["left_upper_arm"], away["left_forearm"]] == pytest.approx([offset] * 2, abs=1.5)


def test_the_other_arm_may_hang_as_it_likes_but_not_move_along():
    assert difference(with_both_arms(LIFT, LIFT)).rest_error_deg["left_upper_arm"] > 30
    bent = abduction(LIFT)
    columns = [bent.column(f"left_{name}") for name in ("elbow", "wrist", "pinky", "index", "thumb")]
    image = bent.image.copy()
    image[:, columns] += [0.1, -0.1]  # a hand on the hip
    assert difference(replace(bent, image=image)).rest_error_deg.get("left_forearm", 0) < 3


def test_a_limb_that_points_at_the_camera_counts_little():
    """Its direction in the picture is then mostly noise."""
    motion = abduction(LIFT)
    short, noisy = motion.image.copy(), np.random.default_rng(1)
    elbow, wrist = motion.column("right_elbow"), motion.column("right_wrist")
    near = slice(50, 80)
    short[near, wrist] = short[near, elbow] + noisy.normal(0, 0.01, (30, 2))
    assert difference(replace(motion, image=short)).segment_error_deg["forearm"] < 15


def test_a_hidden_segment_has_no_error_and_the_others_speak_for_it():
    motion = abduction(LIFT, elbow_deg=20)
    image, visibility = motion.image.copy(), motion.visibility.copy()
    wrist = motion.column("right_wrist")
    image[:, wrist], visibility[:, wrist] = np.nan, 0
    errors = difference(replace(motion, image=image, visibility=visibility)).segment_error_deg
    assert np.isnan(errors["forearm"])
    assert mean_error_deg(errors, ABDUCTION) < 2
