"""A movement as a sum of minimum-jerk strokes.

A stroke carries some channels from where they are to new angles along the minimum-jerk profile of Flash and
Hogan (J Neurosci 5:1688, 1985). Strokes may overlap and then add up (Flash and Henis, J Cogn Neurosci 3:220,
1991), which is how the trunk can still lean while the legs begin to push.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .limbs import NEUTRAL, Angles

BLINK = ((0.10, 0.0), (0.20, 1.0), (0.24, 1.0), (0.40, 0.0))
"""Seconds into a clip, and how far the eyes are closed: before anything moves, and slower to open."""


@dataclass(frozen=True)
class Stroke:
    """Channels that move together: from `start` for `duration` seconds, to `goal` degrees."""

    start: float
    duration: float
    goal: Angles


@dataclass(frozen=True)
class Movement:
    """One repetition from rest to rest: the strokes of the way out, and from `turn` seconds the way back.

    With `there_and_back` false the strokes tell all of it, and end at rest by themselves.
    """

    rest: Angles
    strokes: tuple[Stroke, ...]
    turn: float
    there_and_back: bool = True

    @property
    def duration(self) -> float:
        return 2 * self.turn


def minimum_jerk(fraction: float) -> float:
    """Share of the way gone (0..1) at a fraction of the time (clipped to 0..1)."""
    t = float(np.clip(fraction, 0.0, 1.0))
    return t**3 * (10 - 15 * t + 6 * t**2)


def neutral(channel: str) -> float:
    return float(NEUTRAL.get(channel.removeprefix("left_").removeprefix("right_"), 0.0))


def angles_at(movement: Movement, time: float) -> dict[str, float]:
    """The pose at `time` seconds after the beginning of the repetition."""
    out = movement.turn - abs(time - movement.turn) if movement.there_and_back else time
    angles = dict(movement.rest)
    aimed = dict(movement.rest)
    for stroke in sorted(movement.strokes, key=lambda s: s.start):
        done = minimum_jerk((out - stroke.start) / stroke.duration)
        for channel, goal in stroke.goal.items():
            step = goal - aimed.get(channel, neutral(channel))
            angles[channel] = angles.get(channel, neutral(channel)) + step * done
            aimed[channel] = goal
    return angles


def sample(movement: Movement, fps: int) -> list[dict[str, float]]:
    """One pose per frame of a whole repetition; the last frame is followed by the first one again."""
    half = round(movement.turn * fps)
    return [angles_at(movement, movement.turn * i / half) for i in range(2 * half)]


def alive(poses: Sequence[Angles], fps: int) -> list[dict[str, float]]:
    """The poses of one repetition with a breath over all of it, in on the way out, and a first blink."""
    breaths = [(1 - np.cos(2 * np.pi * i / len(poses))) / 2 for i in range(len(poses))]
    blinks = np.interp(np.arange(len(poses)) / fps, *zip(*BLINK, strict=True))
    return [
        {**pose, "breath": round(float(breath), 6), "blink": round(float(blink), 3)}
        for pose, breath, blink in zip(poses, breaths, blinks, strict=True)
    ]


def performed(movement: Movement, tempo: float, excursion: float) -> Movement:
    """The same movement done `tempo` times as long and over a share `excursion` of its range."""
    strokes = tuple(
        Stroke(
            stroke.start * tempo,
            stroke.duration * tempo,
            {c: _short_of(movement.rest, c, goal, excursion) for c, goal in stroke.goal.items()},
        )
        for stroke in movement.strokes
    )
    return replace(movement, strokes=strokes, turn=movement.turn * tempo)


def _short_of(rest: Angles, channel: str, goal: float, excursion: float) -> float:
    begin = rest.get(channel, neutral(channel))
    return begin + excursion * (goal - begin)
