from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.compensation import MEASURED, Observed, is_measured, signal
from aotrainer.motion.pose import Motion
from tests.figure import abduction, raise_and_lower

STILL = abduction(raise_and_lower() * 0)


def moved(motion: Motion, by: tuple[float, float], *landmarks: str) -> Motion:
    """In the picture, in trunk lengths to the right and up."""
    image = motion.image.copy()
    for name in landmarks:
        image[:, motion.column(name)] += np.array([by[0], -by[1]]) * 0.2
    return replace(motion, image=image)


def change(name, motion, side="right"):
    return float(np.median(signal(name, motion, side) - signal(name, STILL, side)))


@pytest.mark.parametrize("lean", [-15, 10, 20])
def test_a_lean_is_the_angle_of_the_middle_of_the_trunk(lean):
    assert change("trunk_lean", abduction(raise_and_lower() * 0, lean_deg=lean)) == pytest.approx(
        -lean, abs=0.1
    )


class TestSeated:
    """The hips stay on the seat, whatever the tracker guesses behind an arm or a table."""

    LEANING = np.concatenate([np.zeros(60), np.full(45, 15.0), np.zeros(60)])

    def lean(self, motion):
        """Degrees away from where the trunk rests, at most."""
        seen, rest = (signal("trunk_lean", motion, "right", seated=one) for one in (True, False))
        assert np.abs(rest - rest[0]).max() > 5, "who stands leans so"
        return float(np.abs(seen - seen[0]).max())

    def wandering(self, *landmarks):
        here = abduction(0 * self.LEANING)
        return replace(
            here,
            image=np.where(
                (self.LEANING > 0)[:, None, None], moved(here, (0.2, 0.0), *landmarks).image, here.image
            ),
        )

    def test_a_lean_counts_in_full(self):
        assert self.lean(abduction(0 * self.LEANING, lean_deg=self.LEANING)) == pytest.approx(15, abs=0.1)

    def test_hips_that_wander_are_no_lean(self):
        assert self.lean(self.wandering("left_hip", "right_hip")) < 0.1

    def test_nor_is_a_trunk_that_wanders_as_a_whole(self):
        whole = self.wandering("left_hip", "right_hip", "left_shoulder", "right_shoulder")
        seen = signal("trunk_lean", whole, "right", seated=True)
        assert np.abs(seen - seen[0]).max() < 0.1

    def test_nothing_is_told_of_hips_that_were_not_seen(self):
        here = abduction(0 * self.LEANING)
        hips = [here.column("left_hip"), here.column("right_hip")]
        image, visibility = here.image.copy(), here.visibility.copy()
        image[:, hips], visibility[:, hips] = np.nan, 0.0
        unseen = replace(here, image=image, visibility=visibility)
        assert np.isnan(signal("trunk_lean", unseen, "right", seated=True)).all()


def test_a_hiked_shoulder_is_told_in_trunk_lengths_and_of_its_own_side():
    hiked = moved(STILL, (0.0, 0.1), "right_shoulder")
    assert change("shoulder_hike", hiked) == pytest.approx(0.1, abs=0.01)
    assert change("shoulder_hike", hiked, "left") == pytest.approx(-0.1, abs=0.01)


def test_a_lean_hikes_no_shoulder():
    assert change("shoulder_hike", abduction(raise_and_lower() * 0, lean_deg=20)) == pytest.approx(
        0, abs=0.01
    )


def test_a_weight_shift_is_how_far_the_hips_are_from_above_the_feet():
    above = ("left_hip", "right_hip", "left_shoulder", "right_shoulder")
    assert change("weight_shift", moved(STILL, (0.2, 0.0), *above)) == pytest.approx(0.2, abs=0.01)


def test_a_dropped_hip_tilts_the_pelvis():
    # The hips are 0.24 m apart, about half a trunk.
    assert change("pelvic_drop", moved(STILL, (0.0, 0.1), "left_hip")) == pytest.approx(-11.8, abs=0.2)


def test_a_bent_elbow_is_told_in_degrees():
    assert change("elbow_bend", abduction(raise_and_lower() * 0, elbow_deg=25)) == pytest.approx(25, abs=0.1)


def test_a_neck_bends_against_the_trunk():
    assert change("neck_bend", moved(STILL, (0.2, 0.0), "nose")) > 20
    # The figure keeps its head level when it leans.
    assert abs(change("neck_bend", abduction(raise_and_lower() * 0, lean_deg=15))) == pytest.approx(
        15, abs=0.5
    )


@pytest.mark.parametrize("name", MEASURED)
def test_size_distance_and_place_change_none_of_them(name):
    leaning = {"lean_deg": 10, "elbow_deg": 20}
    here, there = (
        signal(name, abduction(raise_and_lower(), **leaning, **place), "right")
        for place in ({}, {"scale": 0.2, "at": (0.3, 0.1)})
    )
    np.testing.assert_allclose(there, here, atol=1e-6)


def test_what_only_shows_from_the_front_is_not_measured_from_the_side():
    assert is_measured("shoulder_hike", "trunk_lengths", 0)
    assert not is_measured("shoulder_hike", "trunk_lengths", -80)
    assert is_measured("trunk_lean", "deg", 90)


def test_a_limit_in_another_unit_or_of_something_else_is_for_the_therapists_eyes():
    assert not is_measured("shoulder_hike", "deg", 0)
    assert not is_measured("momentum", "share", 0)


def test_a_compensation_counts_past_its_limit():
    assert Observed("trunk_lean", 10.5, 10, 2.0).counts
    assert not Observed("trunk_lean", 9.5, 10, 2.0).counts
