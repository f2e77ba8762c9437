"""What the landmarker sees of a picture, and what it does not."""

from itertools import islice

import numpy as np
import pytest

from aotrainer.config import shipped
from aotrainer.motion.clean import MIN_VISIBILITY
from aotrainer.motion.pose import BODY
from aotrainer.tracking.camera import Picture, pictures
from aotrainer.tracking.landmarker import Landmarker

HIPS = [BODY.index["left_hip"], BODY.index["right_hip"]]
SHOULDERS = [BODY.index["left_shoulder"], BODY.index["right_shoulder"]]


@pytest.fixture(scope="module")
def whole():
    return next(islice(pictures(shipped("media", "demo", "shoulder_abduction.webm")), 30, None))


def looked_at(picture):
    with Landmarker() as landmarker:
        landmarker.settle(picture)
        return landmarker.detect(picture)


def test_what_is_in_the_picture_is_seen(whole):
    assert (looked_at(whole).visibility[[*HIPS, *SHOULDERS]] >= MIN_VISIBILITY).all()


def test_what_is_cut_off_is_guessed_and_counts_as_unseen(whole):
    seen = looked_at(whole)
    height = whole.image.shape[0]
    waist = seen.image[[*HIPS, *SHOULDERS], 1].mean() + 0.5
    upper = looked_at(Picture(whole.time_s, np.ascontiguousarray(whole.image[: round(waist * height)])))
    assert (upper.visibility[SHOULDERS] >= MIN_VISIBILITY).all()
    assert (upper.image[HIPS, 1] > 0.5).all(), "the model guesses where they are"
    assert (upper.visibility[HIPS] == 0).all()
