"""A motion comes back from few bytes to the stated precision, for ever the same, and scores as it did."""

from __future__ import annotations

import lzma
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.packing import (
    LEFT_OUT,
    PER_HEIGHT,
    PER_METRE,
    PER_SECOND,
    PER_VISIBILITY,
    pack,
    rounded,
    unpack,
)
from aotrainer.motion.pose import BODY, Motion
from aotrainer.motion.score import Score, score_motion
from tests.figure import ABDUCTION, abduction, raise_and_lower
from tests.store.builders import REFERENCE, arm_raises

ATTEMPT = arm_raises(3, 85.0, seed=1)
"""With jitter, visibility that wavers about a half, and nobody at all for a moment."""
COLUMNS = [n for n, name in enumerate(BODY.landmarks) if name not in LEFT_OUT]
PARTS = ("times_s", "image", "world", "visibility")


def same(one: Motion, two: Motion) -> bool:
    return one.skeleton == two.skeleton and all(
        np.array_equal(getattr(one, part), getattr(two, part), equal_nan=True) for part in PARTS
    )


def values(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, width=32) | st.just(float("nan"))


@st.composite
def motions(draw: st.DrawFn) -> Motion:
    """Anything that a tracker could give within the bounds, and nobody now and then."""
    n, count = draw(st.integers(0, 6)), len(BODY.landmarks)
    steps = draw(arrays(float, n, elements=st.floats(1e-4, 5.0)))
    times_s = draw(st.floats(-1e6, 1e6)) + np.cumsum(steps)
    image = draw(arrays(float, (n, count, 2), elements=values(-3.5, 3.5)))
    world = draw(arrays(float, (n, count, 3), elements=values(-60, 60)))
    visibility = draw(arrays(float, (n, count), elements=st.floats(0, 1, width=32)))
    known = np.isfinite(image).all(axis=2) & np.isfinite(world).all(axis=2)
    return Motion(times_s, image, world, np.where(known, visibility, 0.0))


@settings(max_examples=60)
@given(motions())
def test_it_comes_back_within_half_a_step_and_then_the_same_for_ever(motion: Motion) -> None:
    content = pack(motion)
    again = unpack(content)
    assert np.abs(again.times_s - motion.times_s).max(initial=0) <= 0.51 / PER_SECOND
    for part, scale in (("image", PER_HEIGHT), ("world", PER_METRE)):
        was, kept = (getattr(each, part)[:, COLUMNS] for each in (motion, again))
        np.testing.assert_allclose(kept, was, rtol=0, atol=0.5 / scale)
    lost = motion.visibility[:, COLUMNS] - again.visibility[:, COLUMNS]
    assert ((lost >= 0) & (lost < 1 / PER_VISIBILITY)).all()
    assert pack(again) == content
    assert same(again, rounded(motion))


def test_what_was_not_visible_enough_stays_so_and_what_was_does() -> None:
    again = unpack(pack(ATTEMPT))
    reached = [each.visibility[:, COLUMNS] >= 0.5 for each in (ATTEMPT, again)]
    assert 0 < reached[0].mean() < 1
    np.testing.assert_array_equal(*reached)


def test_the_eyes_and_the_mouth_come_back_as_never_seen() -> None:
    again = unpack(pack(ATTEMPT))
    out = [n for n in range(len(BODY.landmarks)) if n not in COLUMNS]
    assert len(out) == 8
    assert np.isnan(again.image[:, out]).all()
    assert np.isnan(again.world[:, out]).all()
    assert not again.visibility[:, out].any()


def test_a_landmark_out_of_bounds_is_put_at_the_edge_and_not_somewhere_else() -> None:
    image = ATTEMPT.image.copy()
    image[5, BODY.index["left_wrist"]] = [7.0, -7.0]
    edge = unpack(pack(replace(ATTEMPT, image=image))).image[5, BODY.index["left_wrist"]]
    assert edge == pytest.approx([4.0, -4.0], abs=1e-3)


def test_times_still_increase_where_two_were_closer_than_can_be_told() -> None:
    few = ATTEMPT.between(-np.inf, ATTEMPT.times_s[3])
    crowded = replace(few, times_s=np.array([1.0, 1.0 + 1e-9, 1.0 + 2e-9, 2.0]))
    again = unpack(pack(crowded))
    assert again.times_s == pytest.approx(crowded.times_s, abs=3e-6)
    assert pack(again) == pack(crowded)


def test_a_part_of_a_body_and_a_motion_without_a_frame_are_kept_as_such() -> None:
    hand = ATTEMPT.select(["right_wrist", "right_index"])
    assert same(unpack(pack(hand)), rounded(hand))
    assert unpack(pack(hand)).skeleton == hand.skeleton
    assert len(unpack(pack(ATTEMPT.between(-2, -1)))) == 0


def test_what_was_kept_scores_to_the_last_digit_as_what_was_judged() -> None:
    judged, kept = (score_motion(REFERENCE, m, ABDUCTION) for m in (rounded(ATTEMPT), unpack(pack(ATTEMPT))))
    assert isinstance(judged, Score)
    assert kept == judged


def test_it_is_a_seventh_of_the_numbers_even_where_all_is_noise() -> None:
    noisy = abduction(raise_and_lower(2, peak_deg=110), elbow_deg=10)
    jitter = np.random.default_rng(0).normal(0, 0.001, noisy.image.shape)
    noisy = replace(noisy, image=noisy.image + jitter)
    numbers = sum(getattr(noisy, part).astype(np.float32).nbytes for part in ("image", "world", "visibility"))
    assert len(pack(noisy)) < numbers / 7


WHOLE = pack(ATTEMPT)
HEAD, _, PLANES = lzma.decompress(WHOLE).partition(b"\n")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not packed",
        WHOLE[:-40],
        WHOLE + b"more",
        WHOLE[: len(WHOLE) // 2] + bytes([WHOLE[len(WHOLE) // 2] ^ 1]) + WHOLE[len(WHOLE) // 2 + 1 :],
        lzma.compress(b""),
        lzma.compress(PLANES),
        lzma.compress(b"[" * 100_000 + b"\n"),
        lzma.compress(HEAD + b"\n" + PLANES[:-1]),
        lzma.compress(HEAD.replace(b'"frames": ', b'"frames": 1') + b"\n" + PLANES),
        lzma.compress(HEAD.replace(b'"frames": ', b'"frames": -') + b"\n" + PLANES),
        lzma.compress(HEAD.replace(b'"nose"', b"null") + b"\n" + PLANES),
        lzma.compress(HEAD.replace(b'"landmarks"', b'"marks"') + b"\n" + PLANES),
    ],
)
def test_what_is_no_motion_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidMotionError):
        unpack(content)


@given(st.binary(max_size=200))
def test_whatever_follows_a_head_is_a_motion_or_refused(planes: bytes) -> None:
    try:
        unpack(lzma.compress(b'{"frames": 2, "skeleton": "hand", "landmarks": ["wrist"]}\n' + planes))
    except InvalidMotionError:
        assert True
    else:
        assert len(planes) == 2 * 8 + 2 * 12
