from dataclasses import replace

import numpy as np
import pytest

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.archive import from_bytes, to_bytes
from aotrainer.motion.score import score_motion
from tests.figure import ABDUCTION, abduction, raise_and_lower

MOTION = abduction(raise_and_lower(2, peak_deg=110), elbow_deg=10)


def test_a_motion_comes_back_as_it_was():
    back = from_bytes(to_bytes(MOTION))
    np.testing.assert_array_equal(back.times_s, MOTION.times_s)
    for field in ("image", "world"):
        np.testing.assert_array_equal(getattr(back, field), getattr(MOTION, field).astype(np.float32))
    assert back.skeleton == MOTION.skeleton


def test_and_scores_the_same():
    model = abduction(raise_and_lower(peak_deg=150))
    before, after = (score_motion(model, m, ABDUCTION).total for m in (MOTION, from_bytes(to_bytes(MOTION))))
    assert after == pytest.approx(before, abs=1e-4)


def test_what_was_not_visible_enough_stays_so():
    edges = np.nextafter([0.5, 0.5, 0.5, 1.0], [0.0, 0.5, 1.0, 2.0])
    visibility = np.repeat(edges[:, None], 33, axis=1)
    back = from_bytes(to_bytes(replace(MOTION.between(0, 0.101), visibility=visibility)))
    assert ((back.visibility >= 0.5) == (visibility >= 0.5)).all()
    assert (back.visibility <= visibility).all()


def test_part_of_a_body_is_kept_as_such():
    hand = MOTION.select(["right_wrist", "right_index"])
    assert from_bytes(to_bytes(hand)).skeleton == hand.skeleton


def test_a_motion_without_a_frame_is_kept_too():
    assert len(from_bytes(to_bytes(MOTION.between(-2, -1)))) == 0


def of_an_unknown_method(content):
    """As if it were packed in a way that no program knows."""
    place = content.rindex(b"PK\x01\x02") + 10  # where a ZIP's last directory entry tells its method
    return content[:place] + b"\xff\x00" + content[place + 2 :]


@pytest.mark.parametrize(
    "content", [b"", b"not an archive", to_bytes(MOTION)[:-40], of_an_unknown_method(to_bytes(MOTION))]
)
def test_what_is_no_motion_is_refused(content):
    with pytest.raises(InvalidMotionError):
        from_bytes(content)
