from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.advice import past_limit
from aotrainer.motion.features import camera_azimuth_deg, segment_directions
from aotrainer.motion.score import Score, score_motion
from aotrainer.motion.viewpoint import SHARES, seen_alike, turned
from tests.figure import ABDUCTION, abduction, raise_and_lower

LIFT = raise_and_lower(peak_deg=120)
MODEL = abduction(LIFT)
SEGMENTS = ("upper_arm", "forearm", "trunk")


@pytest.mark.parametrize("deg", [-30, -10, 0, 20])
def test_a_body_turned_looks_as_from_a_camera_further_round(deg):
    directions, _ = segment_directions(turned(MODEL, deg), SEGMENTS, "right")
    there, _ = segment_directions(abduction(LIFT, azimuth_deg=deg), SEGMENTS, "right")
    np.testing.assert_allclose(directions, there, atol=0.02)
    assert camera_azimuth_deg(turned(MODEL, deg)) == pytest.approx(deg, abs=0.5)


def test_turning_back_undoes_it():
    np.testing.assert_allclose(turned(turned(MODEL, 20), -20).world, MODEL.world, atol=1e-9)


def test_the_model_is_left_as_it_is_when_the_camera_stands_about_there():
    assert list(seen_alike(MODEL, 4.0)) == []


def test_or_else_turned_towards_the_camera_by_shares_of_the_way():
    azimuths = [camera_azimuth_deg(one) for one in seen_alike(MODEL, -20.0)]
    assert azimuths == pytest.approx([-20 * share for share in SHARES], abs=0.5)


@pytest.mark.parametrize("azimuth", [-25, -15, 15, 25])
def test_who_does_it_right_scores_the_same_before_a_camera_askew(azimuth):
    outcome = score_motion(MODEL, abduction(LIFT, azimuth_deg=azimuth), ABDUCTION, "right")
    assert isinstance(outcome, Score)
    assert outcome.total > 97


@pytest.mark.parametrize("azimuth", [-25, 0, 25])
def test_and_who_does_half_of_it_scores_about_half(azimuth):
    outcome = score_motion(MODEL, abduction(LIFT / 2, azimuth_deg=azimuth), ABDUCTION, "right")
    assert isinstance(outcome, Score)
    assert outcome.total < 60


def test_who_leans_is_told_so_however_the_camera_stands_and_wherever_he_turns_afterwards():
    lift = raise_and_lower(2, 120)
    leaning = abduction(lift, lean_deg=25 * lift / 120)
    away = abduction(np.zeros(400), azimuth_deg=80)
    later = replace(away, times_s=away.times_s + leaning.times_s[-1] + 1 / 30)
    alone, followed = (
        score_motion(MODEL, one, ABDUCTION, "right") for one in (leaning, leaning.followed_by(later))
    )
    assert followed.total == pytest.approx(alone.total, abs=1)
    askew = score_motion(MODEL, abduction(lift, lean_deg=25 * lift / 120, azimuth_deg=30), ABDUCTION, "right")
    assert past_limit(askew) == "trunk_lean"


@pytest.mark.parametrize("hidden", [("left_hip",), ("left_hip", "left_shoulder"), ("left_hip", "right_hip")])
def test_a_model_whose_far_flank_was_never_seen_can_be_turned_all_the_same(hidden):
    columns = [MODEL.column(name) for name in hidden]
    image, world, visibility = MODEL.image.copy(), MODEL.world.copy(), MODEL.visibility.copy()
    image[:, columns] = world[:, columns] = np.nan
    visibility[:, columns] = 0
    partly = replace(MODEL, image=image, world=world, visibility=visibility)
    for one in seen_alike(partly, 20.0):
        assert np.isfinite(one.image[one.visibility > 0]).all()
    assert len(list(seen_alike(partly, 20.0))) == (0 if "right_hip" in hidden else len(SHARES))
