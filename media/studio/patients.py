"""Patients whose every angle is known: a movement done slowly, by half, shakily or with the trunk's help.

Nothing here draws: an `Attempt` says who does what and how, and `perform` gives the pose of every frame
together with where each repetition truly begins, turns and ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

import numpy as np

from .geometry import Array
from .limbs import Angles
from .timeline import Movement, angles_at, neutral, performed

Compensation = Literal[
    "trunk_lean", "trunk_flex", "trunk_turn", "shoulder_hike", "elbow_bend", "weight_shift"
]

LEADS: Mapping[str, Mapping[str, float]] = {
    "trunk_lean": {"trunk_side": 1.0, "head_turn": 0.2},
    "trunk_flex": {"trunk_flex": 1.0, "head_flex": -0.5},
    "trunk_turn": {"trunk_turn": 1.0},
    "shoulder_hike": {"right_shrug": 1.0, "trunk_side": 0.15},
    "elbow_bend": {"right_elbow": 1.0},
    "weight_shift": {"left_habd": -1.0, "right_habd": 1.0},
}
"""Degrees that each channel goes for one degree of a compensation; a lean is away from the right side."""

DIFFERENT = ((0.98, 0.98), (1.04, 1.03), (1.0, 0.96))
"""Tempo and excursion of one repetition after another, as shares: nobody moves twice alike."""
TREMOR_HZ = 5.0  # of Parkinson's disease at rest 4-6 Hz: Deuschl et al., Mov Disord 13 Suppl 3:2, 1998
TREMOR_CHANNELS = ("right_elev", "right_elbow", "right_wext", "right_hip", "right_knee")
AT_REST = 0.02
"""Share of the way out below which a body counts as at rest."""


@dataclass(frozen=True)
class Attempt:
    """Who does which movement, and how.

    asked : the exercise that was asked for, when another one is done
    tempo, excursion : times as long as the model, share of the model's range
    half : numbers of the repetitions (from 0) that turn back half way
    compensations : degrees of each at the peak
    hesitations : stops on the way out and on the way back; tremor_deg : half the swing of the shaking
    pauses_s : rest before the first repetition, between two, and after the last
    side : of the moving limb; varied : no two repetitions are quite alike
    yaw_deg, lift_deg, nearness : camera off the exercise's view, looking down, picture this much tighter
    """

    exercise: str
    name: str = "correct"
    body: str = "older_woman"
    asked: str = ""
    repetitions: int = 3
    tempo: float = 1.0
    excursion: float = 1.0
    half: tuple[int, ...] = ()
    compensations: Mapping[Compensation, float] = field(default_factory=dict, hash=False)
    hesitations: int = 0
    tremor_deg: float = 0.0
    pauses_s: tuple[float, float, float] = (1.0, 0.3, 0.5)
    side: Literal["left", "right"] = "right"
    yaw_deg: float = 0.0
    lift_deg: float = 0.0
    nearness: float = 1.0
    varied: bool = False
    room: str = "room"
    helper: bool = False

    @property
    def title(self) -> str:
        """A name for its files."""
        return f"{self.exercise}.{self.name}.{self.body}"

    def told(self) -> dict[str, object]:
        """Everything about it, for the ground truth."""
        return asdict(self) | {"asked": self.asked or self.exercise}


@dataclass(frozen=True)
class TrueRepetition:
    """When a repetition leaves rest, turns and is back, in seconds, and the share of the range it reached."""

    start_s: float
    turn_s: float
    end_s: float
    excursion: float


def perform(movement: Movement, attempt: Attempt, fps: int) -> tuple[list[Angles], list[TrueRepetition]]:
    """The pose of every frame, and where the repetitions are."""
    before, between, after = attempt.pauses_s
    poses: list[Angles] = []
    found = []
    for number in range(attempt.repetitions):
        pause = before if number == 0 else between
        poses += [dict(movement.rest)] * round(pause * fps)
        share = attempt.excursion * (0.5 if number in attempt.half else 1.0)
        slower, further = DIFFERENT[number % len(DIFFERENT)] if attempt.varied else (1.0, 1.0)
        one = performed(movement, attempt.tempo * slower, share * further)
        piece = _repetition(one, attempt, fps)
        found.append(_true_repetition(piece, one, len(poses), share, fps))
        poses += piece
    poses += [dict(movement.rest)] * round(after * fps)
    return _shaking(poses, attempt.tremor_deg, fps), found


def _repetition(movement: Movement, attempt: Attempt, fps: int) -> list[Angles]:
    count = round(movement.duration * fps)
    times = _halting(np.arange(count) / count, attempt.hesitations) * movement.duration
    poses = [angles_at(movement, float(time)) for time in times]
    progress = progress_of(poses, movement)
    return [
        _compensating(pose, share, attempt.compensations) for pose, share in zip(poses, progress, strict=True)
    ]


def progress_of(poses: Sequence[Angles], movement: Movement) -> Array:
    """(n,) how far each pose is from rest, as a share of the farthest."""
    rest = movement.rest
    channels = {c for pose in poses for c in pose if not c.startswith("hold_")}
    away = [sum((pose.get(c, neutral(c)) - rest.get(c, neutral(c))) ** 2 for c in channels) for pose in poses]
    far = np.sqrt(away)
    return np.asarray(far / max(float(far.max()), 1e-9))


def _halting(shares: Array, stops: int) -> Array:
    """Time that comes to a stand `stops` times on the way out, and as often on the way back."""
    if not stops:
        return shares
    waves = 2 * (stops + 1)
    return np.asarray(shares - np.sin(2 * np.pi * waves * shares) / (2 * np.pi * waves))


def _compensating(
    pose: Angles, share: float, compensations: Mapping[Compensation, float]
) -> dict[str, float]:
    changed = dict(pose)
    for name, degrees in compensations.items():
        for channel, part in LEADS[name].items():
            changed[channel] = changed.get(channel, neutral(channel)) + part * degrees * share
    return changed


def _shaking(poses: Sequence[Angles], degrees: float, fps: int) -> list[Angles]:
    if not degrees:
        return list(poses)
    swings = degrees * np.sin(2 * np.pi * TREMOR_HZ * np.arange(len(poses)) / fps)
    return [
        {**pose, **{c: pose.get(c, neutral(c)) + float(swing) for c in TREMOR_CHANNELS if c in pose}}
        for pose, swing in zip(poses, swings, strict=True)
    ]


def _true_repetition(
    piece: Sequence[Angles], movement: Movement, first: int, share: float, fps: int
) -> TrueRepetition:
    progress = progress_of(piece, movement)
    moving = np.flatnonzero(progress > AT_REST)
    top = np.flatnonzero(progress > 1 - AT_REST)
    start, turn, end = first + moving[0], first + (top[0] + top[-1]) / 2, first + moving[-1]
    return TrueRepetition(float(start / fps), float(turn / fps), float(end / fps), share)
