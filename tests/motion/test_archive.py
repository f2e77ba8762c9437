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
    for field in ("image", "world", "visibility"):
        np.testing.assert_allclose(getattr(back, field), getattr(MOTION, field), rtol=1e-6)


def test_and_scores_the_same():
    model = abduction(raise_and_lower(peak_deg=150))
    before, after = (score_motion(model, m, ABDUCTION).total for m in (MOTION, from_bytes(to_bytes(MOTION))))
    assert after == pytest.approx(before, abs=1e-4)


@pytest.mark.parametrize("content", [b"", b"not an archive", to_bytes(MOTION)[:-40]])
def test_what_is_no_motion_is_refused(content):
    with pytest.raises(InvalidMotionError):
        from_bytes(content)
