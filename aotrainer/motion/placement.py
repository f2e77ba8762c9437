"""Before the set: whether somebody stands where the movement can be judged, and in words what to change.

Only the last second and a half is looked at, cleaned as the score cleans it, and the questions that the gates
will ask are asked with their own numbers: what passes here is not refused there for the view or for what was
not seen, and an exercise that does without hips lets them hide behind a table. Whether the *movement* has
room is told from the model's: its limbs are put on this person's shoulders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from aotrainer.language import _
from aotrainer.motion.clean import clean
from aotrainer.motion.features import body_scale, camera_azimuth_deg
from aotrainer.motion.gates import MIN_SEEN_SHARE
from aotrainer.motion.judging import LANDMARKS, Judging
from aotrainer.motion.placing_words import PARTS, fits_words, turn_words
from aotrainer.motion.pose import Motion, PoseFrame, Side
from aotrainer.motion.standing import View, model_places

WINDOW_S = 1.5
"""How far back to look: long enough to be calm, short enough to answer to a step aside."""
MIN_RATE_HZ = 20.0
"""Below this a quick movement has too few pictures for its speed and smoothness to be told."""
DARK, BRIGHT = 0.08, 0.9
"""Mean brightness of a picture. Of a rendered person with a sensor's noise, angles kept right to 1 degree on
average down to 0.06, and nobody was found at 0.02; overexposed, they kept right up to 0.86, were off by 5
degrees at 0.97, and a person before a window (0.98) was not found."""
BLACK = 0.01
"""Less than the noise of a sensor in a dark room: a closed shutter, or a camera that gives nothing."""
FAR_SHARE = 0.1
"""Of the picture's width, the shortest trunk. The detector looks at 224 pixels across the whole picture: with
0.1 it found a rendered person in every picture and angles were right to half a degree; with 0.07, in half."""
NEAR_TRUNK = 0.6
"""Picture heights, the longest trunk: about one metre from a usual webcam (45 degrees high), from where limbs
that come nearer look larger. The models' trunks are 0.24 to 0.48."""
ROOM_SHARE = 0.9
"""For this share of the model's repetition, each landmark has to be inside the picture."""


class Check(StrEnum):
    """What has to be right before a set, in the order in which it is put right."""

    PERSON = "person"
    IN_PICTURE = "in_picture"
    DISTANCE = "distance"
    FACING = "facing"
    LIGHT = "light"
    FRAME_RATE = "frame_rate"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Tick:
    """One check: words say what to do where it is not fulfilled, and what is right where it is."""

    check: Check
    fulfilled: bool
    words: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a picture tells besides landmarks.

    brightness : mean of the picture, 0 black to 1 white
    people : how many are in it
    width : of the picture, in picture heights
    frozen : it has been the very same for a while
    """

    brightness: float
    people: int
    width: float = 16 / 9
    frozen: bool = False


def ticks(
    frames: Sequence[PoseFrame],
    surroundings: Surroundings,
    judging: Judging,
    side: Side,
    model: Motion | None = None,
) -> tuple[Tick, ...]:
    """All checks in the order of `Check`.

    frames : in the order of their capture; only those of the last `WINDOW_S` count
    judging : with the view as the reference shows it (`score.as_filmed`), as the gates take it
    side : the one to be used
    model : one repetition on `judging.model_side`; without it, the movement's room is not looked at
    """
    recent = [frame for frame in frames if frame.time_s >= frames[-1].time_s - WINDOW_S]
    seen = _tracked(recent)
    answers = {
        Check.LIGHT: _light(surroundings),
        Check.FRAME_RATE: _frozen(surroundings) or _frame_rate(recent),
        Check.ALONE: _alone(surroundings),
    }
    if seen is not None:
        view = View(seen, clean(seen), surroundings.width, judging, side)
        answers[Check.PERSON] = _Answer(True, _("You are seen."))
        answers[Check.IN_PICTURE] = (
            _hidden(view) or _cramped(view, model) or _Answer(True, fits_words(view.needed))
        )
        answers[Check.DISTANCE] = _distance(view)
        answers[Check.FACING] = _facing(view)
    absent = _Answer(False, _absent_words(recent))
    return tuple(Tick(check, *answers.get(check, absent)) for check in Check)


class _Answer(NamedTuple):
    fulfilled: bool
    words: str


def _tracked(frames: Sequence[PoseFrame]) -> Motion | None:
    """None where nobody is, now or for most of the time."""
    present = [frame.has_person for frame in frames]
    if len(frames) < 2 or not present[-1] or np.mean(present) < MIN_SEEN_SHARE:
        return None
    return Motion.from_frames(frames).select(LANDMARKS)


def _absent_words(frames: Sequence[PoseFrame]) -> str:
    if any(frame.crowded for frame in frames):
        return _("The camera cannot tell you from somebody else. Stand a little apart.")
    return _("Step into the picture first.")


def _hidden(view: View) -> _Answer | None:
    """Which needed part is not seen, and whether it is outside the picture or only out of sight."""
    shares = {name: (view.motion.visibility[:, view.motion.column(name)] > 0).mean() for name in view.needed}
    unseen = [name for name, share in shares.items() if share < MIN_SEEN_SHARE]
    if not unseen:
        return None
    outside = [name for name in unseen if not view.inside(view.guess(name))]
    words = (
        _("Step back a little: {part} has to stay in the picture.")
        if outside
        else _("Turn or move a little: {part} is hidden from the camera.")
    )
    return _Answer(False, words.format(part=_(PARTS[(outside or unseen)[0]])))


def _cramped(view: View, model: Motion | None) -> _Answer | None:
    """Whether some limb would leave the picture if this person moved as the model does."""
    if model is None:
        return None
    for name, places in model_places(view, model).items():
        if view.inside(places).mean() < ROOM_SHARE:
            words = _("Step back a little: {part} has to stay in the picture, all the way.")
            return _Answer(False, words.format(part=_(PARTS[name])))
    return None


def _distance(view: View) -> _Answer:
    trunk = body_scale(view.motion)
    if not np.isfinite(trunk):
        return _Answer(False, _("Move until the camera sees your shoulders."))
    if trunk < FAR_SHARE * view.width:
        return _Answer(False, _("Come nearer to the camera: you are too small in the picture."))
    if trunk > NEAR_TRUNK:
        return _Answer(False, _("Step back: you are too near to the camera."))
    return _Answer(True, _("The distance is right."))


def _facing(view: View) -> _Answer:
    azimuth = camera_azimuth_deg(view.motion)
    if np.isnan(azimuth):
        return _Answer(False, _("Move until the camera sees your shoulders."))
    if view.judging.fits_view(azimuth, view.side):
        return _Answer(True, _("You are turned the right way."))
    return _Answer(False, turn_words(azimuth, view.judging.expected_azimuth_deg(view.side)))


def _light(surroundings: Surroundings) -> _Answer:
    if surroundings.brightness < BLACK:
        return _Answer(False, _("The picture is black. See that nothing covers the camera."))
    if surroundings.brightness < DARK:
        return _Answer(False, _("It is too dark. Switch on a light."))
    if surroundings.brightness > BRIGHT:
        return _Answer(
            False, _("It is too bright. Turn the camera away from the window, or close the curtain.")
        )
    return _Answer(True, _("The light is good."))


def _frozen(surroundings: Surroundings) -> _Answer | None:
    if not surroundings.frozen:
        return None
    return _Answer(
        False, _("The picture stands still. Unplug the camera, plug it in again, and wait a moment.")
    )


def _frame_rate(frames: Sequence[PoseFrame]) -> _Answer:
    seconds = frames[-1].time_s - frames[0].time_s if frames else 0.0
    if seconds <= 0 or (len(frames) - 1) / seconds < MIN_RATE_HZ:
        return _Answer(
            False,
            _("The camera is slow. Close other programs, or make the room brighter, and wait a moment."),
        )
    return _Answer(True, _("The camera is quick enough."))


def _alone(surroundings: Surroundings) -> _Answer:
    if surroundings.people > 1:
        return _Answer(
            False,
            _("Somebody else is in the picture. Who helps should stand beside the camera, or behind you."),
        )
    return _Answer(True, _("Nobody else is in the picture."))
