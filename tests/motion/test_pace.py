from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.clean import clean
from aotrainer.motion.pace import pace_of
from aotrainer.motion.segmentation import model_repetition
from tests.figure import ABDUCTION, abduction, raise_and_lower


def pace(lift):
    seen = clean(abduction(np.concatenate([np.zeros(30), lift, np.zeros(30)])))
    return pace_of(seen, model_repetition(seen, ABDUCTION)[1], ABDUCTION)


def held(seconds, up_s=1.5, peak=120.0):
    up = peak * (1 - np.cos(np.pi * np.arange(round(up_s * 30)) / (up_s * 30))) / 2
    return np.concatenate([up, np.full(round(seconds * 30), peak), up[::-1]])


@pytest.mark.parametrize("seconds", [0.5, 1.0, 3.0])
def test_a_hold_is_told_by_its_seconds_and_the_smooth_ends_beside_it(seconds):
    assert pace(held(seconds)).hold_s == pytest.approx(seconds + pace(held(0)).hold_s, abs=0.1)


def test_neither_size_nor_tempo_nor_a_hold_make_a_movement_less_smooth():
    plain = pace(held(0)).arc_length
    for other in (held(2.0), held(0, up_s=3.0), held(0, peak=60.0)):
        assert pace(other).arc_length == pytest.approx(plain, abs=0.15)


def test_a_hold_is_no_part_of_a_way_after_the_limb_swung_further():
    # A foot that swings out far, is put down nearer, and is lifted a little to come back.
    step = np.linspace(0, 1, 15)
    swing = 15 * np.sin(np.pi * step) ** 2
    plateau = np.full(60, 100.0)
    up = 100 * (1 - np.cos(np.pi * np.linspace(0, 1, 45))) / 2
    further = np.concatenate([up, 100 + swing, plateau, 100 + 0.2 * swing, up[::-1]])
    assert pace(further).arc_length == pytest.approx(pace(held(2.0)).arc_length, abs=0.3)


def test_each_stop_on_the_way_makes_it_less_smooth():
    share = np.linspace(0, 1, 90)

    def halting(stops):
        waves = stops + 1
        there = 120 * (share - np.sin(2 * np.pi * waves * share) / (2 * np.pi * waves))
        return np.concatenate([there, there[::-1]])

    lengths = [pace(halting(stops)).arc_length for stops in (0, 1, 2)]
    assert lengths[0] > lengths[1] + 0.3 > lengths[2] + 0.6


def test_what_was_not_seen_in_between_is_bridged():
    seen = clean(abduction(raise_and_lower(peak_deg=120)))
    rep = model_repetition(seen, ABDUCTION)[1]
    image, visibility = seen.image.copy(), seen.visibility.copy()
    image[40:44, seen.column("right_elbow")] = np.nan
    visibility[40:44, seen.column("right_elbow")] = 0
    gap = pace_of(replace(seen, image=image, visibility=visibility), rep, ABDUCTION)
    assert gap.arc_length == pytest.approx(pace_of(seen, rep, ABDUCTION).arc_length, abs=0.1)
