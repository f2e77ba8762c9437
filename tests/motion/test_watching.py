import math
from dataclasses import replace

import numpy as np
import pytest

from aotrainer.motion.pose import BODY, Motion, PoseFrame
from aotrainer.motion.watching import Watching, head_turn_deg
from tests.figure import RATE_HZ, abduction, raise_and_lower
from tests.rendered import INDEX, seen

JITTER = 0.002
"""Picture heights, ten times what the tracker's landmarks wander by at rest."""
EARS_M, NOSE_M = 0.15, 0.1


def watch(motion, watching=None, start_s=0.0):
    """All states, one after each frame."""
    state, states = watching or Watching(), []
    for time_s, *parts in zip(motion.times_s, motion.image, motion.world, motion.visibility, strict=True):
        state = state.after(PoseFrame(start_s + time_s, *parts))
        states.append(state)
    return states


def rest(seconds):
    """Somebody at rest, with jitter."""
    still = facing(abduction(np.zeros(round(seconds * RATE_HZ))), 0.0)
    return replace(still, image=still.image + np.random.default_rng(5).normal(0, JITTER, still.image.shape))


def facing(motion, turn_deg, scale=0.4):
    """The same with a head that is turned so far, positive to the left."""
    image = motion.image.copy()
    a = np.radians(turn_deg)
    for name, across in (("left_ear", 0.5), ("right_ear", -0.5)):
        image[:, BODY.index[name], 0] = scale * across * EARS_M * np.cos(a)
    image[:, BODY.index["nose"], 0] = scale * NOSE_M * np.sin(a)
    return replace(motion, image=image)


def nobody(seconds, start_s):
    return [PoseFrame.nobody(start_s + k / RATE_HZ) for k in range(round(seconds * RATE_HZ))]


def test_who_sits_and_watches_is_present_still_and_looking():
    last = watch(rest(10))[-1]
    assert (last.present, last.still, last.looking) == (True, True, True)
    assert last.watched_s == pytest.approx(10, abs=0.1)
    assert (last.absent_s, last.moved_s, last.away_s) == (0, 0, 0)


def test_breathing_and_wild_frames_are_no_movement():
    motion = rest(10)
    image = motion.image.copy()
    upper = [k for name, k in BODY.index.items() if name.endswith(("shoulder", "elbow", "wrist", "index"))]
    image[:, upper, 1] += 0.005 * np.sin(motion.times_s * 2 * np.pi / 4)[:, None]
    image[100:102, BODY.index["right_wrist"]] += 0.2
    assert watch(replace(motion, image=image))[-1].moved_s == 0


def test_an_arm_that_moves_along_is_told_after_a_second_and_forgiven_after_one():
    lifts = raise_and_lower(2, peak_deg=90, duration_s=4, rest_s=3)
    states = watch(facing(abduction(lifts), 0.0))
    assert 5.0 < states[-1].moved_s < 9.0
    still = np.array([state.still for state in states])
    moving_from = int(np.argmax(~still)) / RATE_HZ
    assert 4.0 < moving_from < 5.5
    assert still[-1]


def test_energy_is_in_trunk_lengths_however_far_away_somebody_is():
    near, far = (
        max(state.energy for state in watch(abduction(raise_and_lower(peak_deg=90), scale=scale)))
        for scale in (0.4, 0.2)
    )
    assert near == pytest.approx(far)
    # The fastest second of a raised cosine of 4 s and 90 degrees turns a hand of 1.12 trunks by about 60.
    assert 0.7 < near < 1.2


def test_the_size_is_told_from_the_shoulders_where_hips_are_hidden():
    motion = abduction(raise_and_lower(peak_deg=90))
    visibility = motion.visibility.copy()
    visibility[:, [BODY.index["left_hip"], BODY.index["right_hip"]]] = 0.1
    hidden = watch(replace(motion, visibility=visibility))
    assert hidden[-1].moved_s == pytest.approx(watch(motion)[-1].moved_s, abs=0.1)


def test_a_guessed_landmark_never_moves():
    motion = abduction(raise_and_lower(peak_deg=120))
    visibility = motion.visibility.copy()
    arm = [BODY.index[f"right_{name}"] for name in ("elbow", "wrist", "index")]
    visibility[:, arm] = 0.3
    assert watch(replace(motion, visibility=visibility))[-1].moved_s == 0


def test_nobody_there_is_counted_at_once_and_told_after_a_second():
    state = watch(rest(3))[-1]
    for frame in nobody(0.8, 3.0):
        state = state.after(frame)
    assert state.present
    assert state.absent_s == pytest.approx(0.8, abs=0.05)
    for frame in nobody(0.5, 3.8):
        state = state.after(frame)
    assert not state.present
    assert watch(rest(2), state, 4.3)[-1].present


def test_who_cannot_be_told_from_a_helper_has_not_left():
    state = watch(rest(3))[-1]
    for k in range(60):
        state = state.after(PoseFrame.nobody(3.0 + k / RATE_HZ, crowded=True))
    assert (state.present, state.still, state.looking, state.absent_s) == (True, True, True, 0)


@pytest.mark.parametrize("turn", [-170, -90, -60, -20, 0, 20, 60, 90, 170])
def test_the_turn_of_the_head(turn):
    motion = facing(abduction(np.zeros(2)), turn)
    frame = PoseFrame(0.0, motion.image[0], motion.world[0], motion.visibility[0])
    assert head_turn_deg(frame) == pytest.approx(turn, abs=1e-6)


def test_a_glance_is_counted_and_not_told_but_looking_away_is():
    state = watch(rest(3))[-1]
    glance = watch(facing(rest(0.7), 70), state, 3.0)[-1]
    assert glance.looking
    assert glance.away_s == pytest.approx(0.7, abs=0.05)
    away = watch(facing(rest(2.0), 70), state, 3.0)[-1]
    assert not away.looking


def test_the_edge_of_the_screen_is_still_the_screen():
    last = watch(facing(rest(5), 30))[-1]
    assert last.looking
    assert last.away_s == 0


def test_a_face_that_is_never_seen_is_never_said_to_look_away():
    motion = rest(5)
    visibility = motion.visibility.copy()
    visibility[:, BODY.index["nose"]] = 0.2
    last = watch(replace(motion, visibility=visibility))[-1]
    assert math.isnan(last.away_s)
    assert math.isnan(last.head_turn_deg)
    assert last.looking


def test_a_camera_that_stalls_adds_no_time():
    state = watch(rest(2))[-1]
    later = watch(rest(2), state, 60.0)[-1]
    assert later.watched_s == pytest.approx(4.4, abs=0.2)


QUIET = [t for t, entry in INDEX.items() if entry["name"] == "typical" and entry["repetitions_true"]]
LARGE = ("shoulder_abduction", "hand_to_mouth", "sit_to_stand", "wipe_table", "seated_shoulder_flexion")


@pytest.mark.parametrize("title", QUIET)
def test_rendered_patients_are_still_before_they_begin(title):
    motion = seen(title)
    first = INDEX[title]["repetitions_true"][0]["start_s"]
    assert all(state.still for state in watch(motion.between(0.0, first)))


@pytest.mark.parametrize("name", LARGE)
def test_rendered_patients_who_move_along_are_told(name):
    (title,) = (t for t in QUIET if INDEX[t]["exercise"] == name)
    truly = sum(rep["end_s"] - rep["start_s"] for rep in INDEX[title]["repetitions_true"])
    assert 0.6 * truly < watch(seen(title))[-1].moved_s < 1.1 * truly


def test_times_of_a_motion_are_what_is_counted():
    motion = rest(4)
    slow = Motion(motion.times_s[::3], motion.image[::3], motion.world[::3], motion.visibility[::3])
    assert watch(slow)[-1].watched_s == pytest.approx(4, abs=0.2)
