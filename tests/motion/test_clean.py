from dataclasses import replace

import numpy as np

from aotrainer.motion.clean import MAX_GAP_S, RATE_HZ, clean
from aotrainer.motion.pose import BODY
from tests.figure import abduction, raise_and_lower

WRIST = BODY.index["right_wrist"]


def hidden(motion, frames):
    visibility = motion.visibility.copy()
    visibility[frames, WRIST] = 0.2
    return replace(motion, visibility=visibility)


def test_an_uneven_camera_becomes_an_even_one():
    motion = abduction(raise_and_lower())
    keep = np.sort(np.random.default_rng(1).choice(len(motion), len(motion) * 3 // 4, replace=False))
    keep[0], keep[-1] = 0, len(motion) - 1
    uneven = replace(
        motion,
        times_s=motion.times_s[keep],
        image=motion.image[keep],
        world=motion.world[keep],
        visibility=motion.visibility[keep],
    )
    even = clean(uneven)
    np.testing.assert_allclose(np.diff(even.times_s), 1 / RATE_HZ)
    np.testing.assert_allclose(even.image, clean(motion).image, atol=0.004)


def test_a_short_gap_is_bridged_and_a_long_one_stays_open():
    motion = abduction(raise_and_lower())
    short = slice(60, 60 + int(MAX_GAP_S * RATE_HZ) - 1)
    bridged = clean(hidden(motion, short))
    np.testing.assert_allclose(bridged.image, clean(motion).image, atol=0.01)
    open_ = clean(hidden(motion, slice(60, 75)))
    assert np.isnan(open_.image[61:74, WRIST]).all()
    assert not open_.visibility[61:74, WRIST].any()
    assert np.isfinite(open_.image[:59, WRIST]).all()


def test_jitter_is_taken_away_and_the_movement_is_not():
    motion = abduction(raise_and_lower())
    noise = np.random.default_rng(2).normal(scale=0.004, size=motion.image.shape)
    smooth = clean(replace(motion, image=motion.image + noise))
    inside = slice(10, -10)
    error = (smooth.image - motion.image)[inside]
    assert error.std() < 0.65 * noise.std()
    np.testing.assert_allclose(clean(motion).image[inside], motion.image[inside], atol=2e-3)


def test_nobody_stays_nobody():
    motion = abduction(raise_and_lower())
    empty = clean(replace(motion, visibility=np.zeros_like(motion.visibility)))
    assert not empty.visibility.any()
    assert np.isnan(empty.image).all()


def test_what_is_cleaned_twice_keeps_its_length():
    once = clean(abduction(raise_and_lower()))
    assert len(clean(once)) == len(once)
