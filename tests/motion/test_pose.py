import numpy as np
import pytest

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.pose import BODY, Motion, PoseFrame, mirror, other_side
from tests.figure import abduction, raise_and_lower


def test_the_33_landmarks_are_in_mediapipes_order():
    assert len(BODY.landmarks) == 33
    known = {"nose": 0, "left_ear": 7, "right_mouth": 10, "left_shoulder": 11, "right_wrist": 16}
    known |= {"left_thumb": 21, "left_hip": 23, "right_knee": 26, "right_foot_index": 32}
    assert {name: BODY.index[name] for name in known} == known


def test_the_twin_of_a_landmark_is_on_the_other_side():
    assert other_side("left_elbow") == "right_elbow"
    assert other_side("nose") == "nose"


def test_mirroring_twice_gives_the_motion_back():
    motion = abduction(raise_and_lower(), elbow_deg=20, lean_deg=5, azimuth_deg=30)
    again = mirror(mirror(motion))
    for field in ("image", "world", "visibility"):
        np.testing.assert_array_equal(getattr(again, field), getattr(motion, field))


def test_a_mirrored_right_arm_is_the_left_arm():
    lifted = raise_and_lower()
    np.testing.assert_allclose(
        mirror(abduction(lifted, "right")).image, abduction(lifted, "left").image, atol=1e-12
    )


def test_a_frame_without_a_person_is_part_of_a_motion():
    motion = Motion.from_frames([PoseFrame.nobody(0.0), PoseFrame.nobody(0.1)])
    assert len(motion) == 2
    assert not motion.visibility.any()


def test_between_keeps_both_ends():
    motion = abduction(raise_and_lower())
    piece = motion.between(1.0, 2.0)
    assert (piece.times_s[0], piece.times_s[-1]) == (1.0, 2.0)


def test_two_pieces_are_the_whole():
    motion = abduction(raise_and_lower())
    whole = motion.between(0, 1.0).followed_by(motion.between(1.01, 9))
    np.testing.assert_array_equal(whole.image, motion.image)
    with pytest.raises(InvalidMotionError, match="does not increase"):
        motion.followed_by(motion)


def test_selected_landmarks_keep_their_names():
    motion = abduction(raise_and_lower()).select(["left_hip", "right_hip"])
    assert motion.image.shape[1] == 2
    assert motion.column("right_hip") == 1
    np.testing.assert_array_equal(mirror(mirror(motion)).image, motion.image)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"times_s": np.zeros(10)}, "does not increase"),
        ({"image": np.zeros((10, 33, 3))}, "image has shape"),
        ({"image": np.full((10, 33, 2), np.nan)}, "not a number"),
        ({"visibility": np.ones((9, 33))}, "visibility has shape"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(change, words):
    fine = {
        "times_s": np.arange(10.0),
        "image": np.zeros((10, 33, 2)),
        "world": np.zeros((10, 33, 3)),
        "visibility": np.ones((10, 33)),
    }
    with pytest.raises(InvalidMotionError, match=words):
        Motion(**(fine | change))


def test_no_frames_are_no_motion():
    with pytest.raises(InvalidMotionError):
        Motion.from_frames([])
