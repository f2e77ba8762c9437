"""A tracked motion comes back from the tests' own format as it was, to a tenth of the tracker's scatter."""

import numpy as np
import pytest

from aotrainer.motion.pose import BODY, Motion
from tests.rendered.codec import COLUMNS, METRE, PICTURE, SURE, pack, unpack

COUNT, RATE = 40, 15.0


@pytest.fixture
def motion():
    """Landmarks all over the picture; one never seen, one lost for a while."""
    rng = np.random.default_rng(3)
    shape = (COUNT, len(BODY.landmarks))
    image = rng.uniform(-0.9, 0.9, (*shape, 2))
    world = rng.uniform(-1.5, 1.5, (*shape, 3))
    visibility = rng.uniform(0.05, 1.0, shape)
    for gap in (np.s_[:, BODY.index["left_knee"]], np.s_[10:20, BODY.index["right_wrist"]]):
        image[gap], world[gap], visibility[gap] = np.nan, np.nan, 0.0
    return Motion(np.arange(COUNT) / RATE, image, world, visibility)


def test_what_is_kept_is_kept_to_the_stated_precision(motion):
    again = unpack(pack(motion))
    assert again.times_s == pytest.approx(motion.times_s, abs=1e-6)
    for kept, was, scale in (
        (again.image, motion.image, PICTURE),
        (again.world, motion.world, METRE),
        (again.visibility, motion.visibility, SURE),
    ):
        np.testing.assert_allclose(kept[:, COLUMNS], was[:, COLUMNS], atol=0.5 / scale + 1e-9)


def test_the_face_and_the_thumbs_are_left_out(motion):
    again = unpack(pack(motion))
    left_out = [n for n in range(len(BODY.landmarks)) if n not in COLUMNS]
    assert np.isnan(again.image[:, left_out]).all()
    assert not again.visibility[:, left_out].any()
    assert BODY.index["nose"] in COLUMNS


def test_a_landmark_out_of_bounds_is_put_at_the_edge_and_not_somewhere_else(motion):
    image = motion.image.copy()
    image[5, BODY.index["left_wrist"]] = [7.0, -7.0]
    far = Motion(motion.times_s, image, motion.world, motion.visibility)
    edge = unpack(pack(far)).image[5, BODY.index["left_wrist"]]
    assert edge == pytest.approx([4.0, -4.0], abs=1e-3)


def test_a_packed_motion_is_stable(motion):
    once = unpack(pack(motion))
    assert pack(once) == pack(motion)
