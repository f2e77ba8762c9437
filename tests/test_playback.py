import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.errors import VideoError
from aotrainer.playback import Clip, flipped, frame_index_at, loop_duration_s, loops_at, resized

FRAMES = 40
STEP = 6
"""Grey levels from frame to frame; far enough apart to survive compression."""


@pytest.fixture(scope="module")
def grey_clip(tmp_path_factory):
    """A clip in which every frame's grey level tells its number."""
    path = tmp_path_factory.mktemp("clips") / "grey.webm"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"VP90"), 30, (64, 48))
    for k in range(FRAMES):
        writer.write(np.full((48, 64, 3), 5 + k * STEP, np.uint8))
    writer.release()
    return path


@pytest.fixture(scope="module")
def number_in(grey_clip):
    """Tells the number of a frame from its grey level, as it comes out of the decoder."""
    capture = cv2.VideoCapture(str(grey_clip))
    levels = np.array([capture.read()[1].mean() for _ in range(FRAMES)])
    assert np.diff(levels).min() > STEP / 2
    return lambda image: int(np.abs(levels - image.mean()).argmin())


def test_at_three_quarters_a_frame_lasts_a_third_longer():
    assert [frame_index_at(k / 30, 30, 0.75, 100) for k in range(9)] == [0, 0, 1, 2, 3, 3, 4, 5, 6]


def test_a_clip_starts_again_when_it_ends():
    assert loop_duration_s(30, 0.75, 90) == pytest.approx(4.0)
    assert frame_index_at(4.0, 30, 0.75, 90) == 0
    assert loops_at(3.99, 30, 0.75, 90) == 0
    assert loops_at(8.01, 30, 0.75, 90) == 2


@given(st.floats(0, 600), st.floats(0.5, 1.0), st.integers(1, 500))
def test_the_frame_is_always_the_one_that_is_due(elapsed, rate, frames):
    index = frame_index_at(elapsed, 30, rate, frames)
    position = (elapsed * 30 * rate) % frames
    assert 0 <= index < frames
    assert (position - index) % frames == pytest.approx(0.5, abs=0.5 + 1e-5) or index == round(
        position
    ) % frames


def test_over_a_minute_of_uneven_ticks_every_frame_shown_is_the_one_due(grey_clip, number_in):
    """Ticks come late by up to 80 ms; the picture on the screen is still that of the moment."""
    rng = np.random.default_rng(6)
    now, worst = 0.0, 0.0
    with Clip(grey_clip) as clip:
        assert (clip.fps, clip.frames) == (30, FRAMES)
        while now < 60:
            due = now * clip.fps * 0.75 % clip.frames
            shown = number_in(clip.image(frame_index_at(now, clip.fps, 0.75, clip.frames)))
            worst = max(worst, abs(due - 0.5 - shown))
            now += 1 / 60 + rng.choice([0, 0, 0, 0.02, 0.08])
    assert worst <= 0.5 + 1e-5, "frames from the one that is due"


def test_any_order_of_frames_can_be_shown(grey_clip, number_in):
    with Clip(grey_clip) as clip:
        for index in [0, 39, 3, 3, 20, 19, 0]:
            assert number_in(clip.image(index)) == index


def test_flipping_shows_left_as_right():
    image = np.zeros((2, 3, 3), np.uint8)
    image[:, 0] = 9
    assert flipped(image)[0, :, 0].tolist() == [0, 0, 9]


@pytest.mark.parametrize("size", [(128, 72), (90, 50), (30, 17), (200, 112)])
def test_resizing_keeps_what_is_seen_where_it_is(size):
    image = np.zeros((72, 128, 3), np.uint8)
    image[:36, :64] = (250, 120, 10)  # blue above on the left
    seen = resized(image, size, mirrored=False)
    assert seen.shape == (size[1], size[0], 4)
    np.testing.assert_array_equal(seen[1, 1, :3], (250, 120, 10))
    assert seen[-2, -2, :3].max() == 0
    assert np.abs(seen.mean(axis=(0, 1))[:3] - image.mean(axis=(0, 1))).max() < 3
    np.testing.assert_array_equal(resized(image, size, mirrored=True), seen[:, ::-1])


def test_resizing_to_a_small_part_averages_fine_patterns():
    stripes = np.zeros((128, 128, 3), np.uint8)
    stripes[:, ::2] = 200
    assert np.ptp(resized(stripes, (32, 32), mirrored=False)[:, :, 0].astype(int)) <= 1


def test_a_clip_that_is_none_is_told(tmp_path):
    path = tmp_path / "clip.webm"
    path.write_text("no clip")
    with pytest.raises(VideoError, match=r"clip\.webm"):
        Clip(path)
