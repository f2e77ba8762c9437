import math

import numpy as np
import pytest

from aotrainer.motion.features import (
    camera_azimuth_deg,
    full_lengths,
    segment_directions,
    segment_vectors,
    trunk_length,
    wrapped_deg,
)
from aotrainer.motion.pose import Motion
from tests.figure import abduction, raise_and_lower

LIFT = raise_and_lower(peak_deg=120)


@pytest.mark.parametrize("change", [{"scale": 0.2}, {"at": (0.3, -0.1)}, {"scale": 0.7, "at": (-0.4, 0.2)}])
def test_features_do_not_depend_on_size_distance_or_place(change):
    segments = ("upper_arm", "forearm", "trunk")
    here, _ = segment_directions(abduction(LIFT), segments, "right")
    there, _ = segment_directions(abduction(LIFT, **change), segments, "right")
    np.testing.assert_allclose(there, here, atol=1e-9)


def test_a_lean_shows_in_the_trunk_and_not_in_the_arm():
    # The trunk is the line of one flank; its hip stays when the trunk leans about the middle of the hips.
    segments = ("upper_arm", "trunk")
    upright, _ = segment_directions(abduction(LIFT), segments, "right")
    leaning, _ = segment_directions(abduction(LIFT, lean_deg=20), segments, "right")
    turned = np.degrees(np.arccos(np.clip((leaning * upright).sum(axis=2), -1, 1)))
    np.testing.assert_allclose(turned[:, 0], 0, atol=2)
    np.testing.assert_allclose(turned[:, 1], 20, atol=2)


@pytest.mark.parametrize("azimuth", [-90, -60, 0, 30, 90, 150])
def test_the_view_is_measured_from_the_body(azimuth):
    assert camera_azimuth_deg(abduction(LIFT, azimuth_deg=azimuth)) == pytest.approx(azimuth, abs=0.5)


def test_a_direction_is_told_by_the_shorter_way_round():
    assert wrapped_deg(np.array([-190.0, 0.0, 179.0, 540.0])) == pytest.approx([170, 0, 179, -180])


def test_vectors_are_in_picture_heights_right_and_up():
    vectors = segment_vectors(abduction(np.array([90.0, 0.0]), scale=0.5), ("upper_arm", "trunk"), "right")
    np.testing.assert_allclose(vectors[0], [[-0.14, 0.0], [-0.03, 0.25]], atol=1e-9)
    np.testing.assert_allclose(vectors[1, 0], [0.0, -0.14], atol=1e-9)


def test_the_trunk_is_measured_while_it_is_upright():
    assert trunk_length(abduction(LIFT, scale=0.4)) == pytest.approx(0.2)
    assert trunk_length(abduction(LIFT, scale=0.4, lean_deg=LIFT / 4)) == pytest.approx(0.2, rel=0.02)


def test_one_side_of_the_trunk_is_enough_and_none_has_no_length():
    motion = abduction(LIFT, scale=0.4)
    image, visibility = motion.image.copy(), motion.visibility.copy()
    for hidden in ("left_hip", "left_shoulder"):
        image[:, motion.column(hidden)] = np.nan
        visibility[:, motion.column(hidden)] = 0
    half = Motion(motion.times_s, image, motion.world, visibility)
    assert trunk_length(half) == pytest.approx(0.2, rel=0.02)
    assert np.isnan(trunk_length(Motion(motion.times_s, image * np.nan, motion.world, visibility * 0)))


def test_a_segment_is_as_long_as_it_ever_shows_or_as_in_other_people_where_it_never_does():
    ever = np.array([[0.30, 0.02], [0.10, 0.05], [0.31, 0.03]])
    known = np.ones_like(ever, dtype=bool)
    names = ("upper_arm", "forearm")
    shown, usual = full_lengths(names, ever, known, trunk=0.4)
    assert shown == pytest.approx(0.31, abs=0.01)
    assert usual == pytest.approx(0.51 * 0.4)
    np.testing.assert_allclose(full_lengths(names, ever, known, math.nan), [0.309, 0.048], atol=1e-3)
    np.testing.assert_allclose(full_lengths(names, ever, ~known, 0.4), 1.0)
