import numpy as np
import pytest

from aotrainer.motion.crowding import FOR_WANT_OF_FRAMES, explained
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.pose import Motion, PoseFrame
from aotrainer.motion.score import Score, score_motion
from tests.figure import ABDUCTION, abduction, raise_and_lower

MODEL = abduction(raise_and_lower(peak_deg=150))
LIFTS = abduction(raise_and_lower(2, peak_deg=120))


def with_crowd(*spans):
    """Two lifts, during which the patient cannot be told from somebody else for these seconds."""
    frames = []
    for time_s, *parts in zip(LIFTS.times_s, LIFTS.image, LIFTS.world, LIFTS.visibility, strict=True):
        hidden = any(start <= time_s < end for start, end in spans)
        frames.append(PoseFrame.nobody(time_s, crowded=True) if hidden else PoseFrame(time_s, *parts))
    return frames


def outcome(frames):
    return explained(score_motion(MODEL, Motion.from_frames(frames), ABDUCTION, "right"), frames)


def test_an_attempt_in_which_nobody_could_be_told_apart_is_refused_for_that():
    refused = outcome(with_crowd((0.0, 99.0)))
    assert refused.reason is Reason.OTHER_PERSON
    assert refused.words == (
        "The camera could not tell you from somebody else. Who helps should stand beside the camera, "
        "or behind you."
    )


def test_so_is_one_that_was_hidden_whenever_it_mattered():
    assert outcome(with_crowd((1.5, 4.0), (6.0, 8.5))).reason is Reason.OTHER_PERSON


def test_what_was_seen_between_two_passers_by_is_scored():
    score = outcome(with_crowd((5.5, 8.0)))
    assert isinstance(score, Score)
    assert len(score.repetitions) == 1


def test_a_short_meeting_is_not_taken_for_the_reason():
    still = abduction(np.zeros(150))
    frames = [
        PoseFrame.nobody(k / 30, crowded=True)
        if 60 <= k < 80
        else PoseFrame(k / 30, still.image[k], still.world[k], still.visibility[k])
        for k in range(150)
    ]
    assert outcome(frames).reason is not Reason.OTHER_PERSON


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason not in FOR_WANT_OF_FRAMES])
def test_reasons_that_were_seen_stay(reason):
    refused = Unscorable(reason, "Words.")
    assert explained(refused, with_crowd((0.0, 99.0))) is refused
