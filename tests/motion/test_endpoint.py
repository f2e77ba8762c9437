from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.clean import clean
from aotrainer.motion.endpoint import endpoint
from aotrainer.motion.features import trunk_length
from aotrainer.motion.segmentation import model_repetition
from tests.figure import ABDUCTION, abduction, raise_and_lower


def moved(peak_deg: float, **how):
    seen = clean(abduction(raise_and_lower(peak_deg=peak_deg), **how))
    return seen, model_repetition(seen, ABDUCTION)[1]


def short_cm(seen, rep):
    return MODEL.short_cm(seen, rep, ABDUCTION, trunk_length(seen))


MODEL = endpoint(*moved(120), ABDUCTION)


def test_the_hand_is_the_end_of_a_lifted_arm_and_goes_up():
    assert (MODEL.name, MODEL.way) == ("wrist", "up")


def test_its_way_is_told_in_centimetres_of_an_adult():
    # 0.56 m of arm and 0.5 m of trunk, hanging straight down and then 30 degrees above level
    length_cm = 56 * 2 * np.sin(np.radians(60)) * 49 / 50
    assert np.linalg.norm(MODEL.moved_cm) == pytest.approx(length_cm, rel=0.03)


def test_the_model_is_not_short_of_itself():
    assert short_cm(*moved(120)) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("how", [{}, {"scale": 0.2}, {"at": (0.3, -0.2)}])
def test_who_stops_earlier_is_short_by_more_whatever_the_distance(how):
    short = [short_cm(*moved(deg, **how)) for deg in (120, 105, 90, 60)]
    assert short == sorted(short)
    assert short[2] == pytest.approx(56 * np.cos(np.radians(60)) * 49 / 50, abs=2)


def test_who_goes_further_is_not_short():
    assert short_cm(*moved(130)) < 0


def test_a_hand_that_was_not_seen_is_short_of_nothing():
    seen, rep = moved(90)
    image = seen.image.copy()
    image[:, seen.column("right_wrist")] = np.nan
    visibility = seen.visibility.copy()
    visibility[:, seen.column("right_wrist")] = 0
    assert np.isnan(short_cm(replace(seen, image=image, visibility=visibility), rep))
