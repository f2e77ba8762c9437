from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aotrainer.motion.pose import BODY, PoseFrame
from aotrainer.motion.raised_arm import TOP, RaisedArm
from tests.figure import RATE_HZ, abduction
from tests.rendered import INDEX, seen

UP, DOWN = 150.0, 0.0


def held(seconds, elevation_deg=UP):
    return np.full(round(seconds * RATE_HZ), elevation_deg)


def frames(motion):
    parts = zip(motion.times_s, motion.image, motion.world, motion.visibility, strict=True)
    return [PoseFrame(*one) for one in parts]


def states(sequence, start=None):
    state, all_states = start or RaisedArm(), []
    for frame in sequence:
        state = state.after(frame)
        all_states.append(state)
    return all_states


def times_done(sequence, start=None):
    return [
        frame.time_s for frame, state in zip(sequence, states(sequence, start), strict=True) if state.done
    ]


def hide(sequence, start_s, end_s, *landmarks):
    """These landmarks unsure for a while; without names, nobody is seen."""
    hidden = []
    for frame in sequence:
        if not start_s <= frame.time_s < end_s:
            hidden.append(frame)
        elif not landmarks:
            hidden.append(PoseFrame.nobody(frame.time_s))
        else:
            visibility = frame.visibility.copy()
            visibility[[BODY.index[name] for name in landmarks]] = 0.1
            hidden.append(replace(frame, visibility=visibility))
    return hidden


RAISE = np.concatenate([held(1, DOWN), held(3), held(1, DOWN)])


@pytest.mark.parametrize("side", ["left", "right"])
def test_either_arm_held_for_two_seconds_is_a_yes(side):
    (done_s,) = times_done(frames(abduction(RAISE, side)))
    assert done_s == pytest.approx(3.0, abs=0.05)


def test_the_share_grows_steadily_from_nothing_to_all():
    shares = [state.share for state in states(frames(abduction(RAISE)))]
    until_done = shares[: shares.index(1.0) + 1]
    assert until_done == sorted(until_done)
    assert until_done[round(2.0 * RATE_HZ)] == pytest.approx(0.5, abs=0.02)
    assert shares[0] == shares[-1] == 0


@pytest.mark.parametrize("elevation", [DOWN, 60.0, 90.0])
def test_an_arm_that_is_not_high_is_no_yes(elevation):
    assert times_done(frames(abduction(held(6, elevation)))) == []


def test_too_short_is_no_yes():
    short = np.concatenate([held(1.8), held(1, DOWN), held(1.8), held(1, DOWN)])
    assert times_done(frames(abduction(short))) == []


def test_held_on_it_counts_once():
    assert len(times_done(frames(abduction(held(12))))) == 1


def test_after_lowering_it_counts_again():
    assert len(times_done(frames(abduction(np.concatenate([RAISE, RAISE]))))) == 2


def test_an_arm_still_up_from_before_must_be_lowered_first():
    waiting = RaisedArm(armed=False)
    assert times_done(frames(abduction(held(6))), waiting) == []
    assert len(times_done(frames(abduction(RAISE)), waiting)) == 1


@pytest.mark.parametrize("landmarks", [(), ("right_wrist",)])
@pytest.mark.parametrize(("lost_s", "yes"), [(0.2, True), (0.6, False)])
def test_a_short_loss_is_forgiven(landmarks, lost_s, yes):
    sequence = frames(abduction(np.concatenate([held(1, DOWN), held(2.4), held(1, DOWN)])))
    assert bool(times_done(hide(sequence, 2.0, 2.0 + lost_s, *landmarks))) is yes


def test_losses_again_and_again_are_forgiven_each_for_itself():
    sequence = frames(abduction(RAISE))
    for start in (1.5, 2.0, 2.5):
        sequence = hide(sequence, start, start + 0.2)
    assert len(times_done(sequence)) == 1


def test_pictures_that_stop_are_no_holding():
    sequence = frames(abduction(held(4)))
    assert times_done([frame for frame in sequence if frame.time_s < 0.5 or frame.time_s > 2.2][:40]) == []


def test_a_hand_out_at_the_top_of_the_picture_is_not_lowered():
    sequence = hide(frames(abduction(held(10))), 2.5, 5.0, "right_wrist")
    assert len(times_done(sequence)) == 1


def test_a_hand_raised_out_of_the_picture_counts_while_its_elbow_is_seen():
    beyond = frames(abduction(RAISE, at=(0.0, -0.25)))
    assert min(frame.image[BODY.index["right_wrist"], 1] for frame in beyond) < TOP
    assert len(times_done(hide(beyond, 1.0, 4.0, "right_wrist"))) == 1
    assert times_done(hide(beyond, 1.0, 4.0, "right_wrist", "right_elbow")) == []


@pytest.mark.parametrize("scale", [0.2, 0.8])
def test_seated_with_hips_behind_a_table_at_any_distance(scale):
    sequence = frames(abduction(RAISE, scale=scale))
    legs = [name for name in BODY.landmarks if name.endswith(("hip", "knee", "ankle", "heel", "foot_index"))]
    assert len(times_done(hide(sequence, 0.0, 9.0, *legs))) == 1
    low = frames(abduction(np.full(180, 90.0), scale=scale))
    assert times_done(hide(low, 0.0, 9.0, *legs)) == []


def test_nobody_raises_no_arm():
    assert times_done([PoseFrame.nobody(k / 30) for k in range(120)]) == []


QUIET_ARMS = ("hand_to_mouth", "sit_to_stand", "wipe_table", "elbow_flexion", "trunk_rotation", "marching")


@pytest.mark.parametrize("exercise", QUIET_ARMS)
def test_no_rendered_patient_says_yes_by_an_exercise_below_the_head(exercise):
    titles = [title for title, entry in INDEX.items() if entry["exercise"] == exercise]
    titles = [title for title in titles if "wrong_exercise" not in Path(title).suffixes]
    assert len(titles) > 5
    for title in titles:
        assert times_done(frames(seen(title))) == []
