"""How somebody watches: is anybody there, do they keep still, do they look at the screen.

Action observation works by watching, so moving along and looking away are told. Frames come one by one, and
nothing is asked but the last second of them.

- *Moving* is told by how far a landmark went within that second, in trunk lengths. The tracker's jitter does
  not add up in it, breathing moves a shoulder by 0.01-0.03, and wild frames are left out.
- *Looking* is told by the turn of the head, from where the nose lies between the ears. Eyes that wander in a
  head that faces the screen are not seen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import MIN_VISIBILITY, masked
from aotrainer.motion.features import body_scale
from aotrainer.motion.pose import BODY, SIDES, Motion, PoseFrame

WINDOW_S = 1.0
"""Over which movement is measured: the slowest model takes two seconds to get there."""
SAMPLE_S = 0.09
"""Frames of that second at least so far apart are enough, and cheap."""
FEWEST = 6
"""So many of them have to be there before anybody is said to move."""
UPPER_LIMIT, LEG_LIMIT = 0.12, 0.3
"""Trunk lengths a second (6 cm, 15 cm). Of 358 rendered patients at rest, the arms and trunks of 99 in 100
stay below 0.045 and legs below 0.16 (guessed knees at the edge of a picture wander); a real man comes to
0.03. Who moves along comes to 0.3 to 1.5; movements as small as lifting the heels pass for stillness."""
SPREAD_PERCENTILES = (10.0, 90.0)
"""Between these a landmark's way is measured, so that a wild frame does not count."""
AWAY_DEG = 45.0
"""A head turned further does not look at the screen: from 60 cm its edges are at 25 degrees, and the turn is
told to about 10 (rendered people turned by 0, 60 and 90 degrees read -16 to 5, 65 and 85)."""
EAR_TO_MIDDLE, EARS_TO_NOSE = 0.075, 0.1
"""Metres, half the head's width at the ears and how far the nose stands before them, of most adults."""
PATIENCE_S = 1.0
"""A state is taken as changed after so long: nobody is reproached for a glance."""
LONGEST_STEP_S = 0.5
"""Time between two frames beyond this is not counted: nobody knows what happened."""

UPPER = tuple(
    BODY.index[f"{side}_{name}"] for name in ("shoulder", "elbow", "wrist", "index") for side in SIDES
)
LEGS = tuple(BODY.index[f"{side}_{name}"] for name in ("knee", "ankle") for side in SIDES)
LIMITS = np.array([UPPER_LIMIT] * len(UPPER) + [LEG_LIMIT] * len(LEGS))


@dataclass(frozen=True, slots=True)
class Lasting:
    """A state that changes only when the contrary has lasted for `PATIENCE_S`."""

    now: bool
    contrary_since_s: float | None = None

    def after(self, seen: bool | None, time_s: float) -> Lasting:
        """With what is seen at a later time; None where it cannot be told, which changes nothing."""
        if seen is None:
            return self
        if seen is self.now:
            return Lasting(self.now)
        since = time_s if self.contrary_since_s is None else self.contrary_since_s
        return Lasting(seen) if time_s - since >= PATIENCE_S else Lasting(self.now, since)


@dataclass(frozen=True, slots=True)
class Watching:
    """What was seen while somebody watched, up to the latest frame: `Watching().after(frame).after(...)`.

    watched_s : seconds since the first frame; absent_s : of these, with nobody there
    moved_s : with an arm, the trunk or a leg moving
    away_s : with the head turned away; NaN until the face was seen
    energy : of the fastest landmark now, in trunk lengths per second; moving : whether that is too much
    head_turn_deg : now, 0 straight at the camera, positive towards the person's left; NaN if not seen
    """

    watched_s: float = 0.0
    absent_s: float = 0.0
    moved_s: float = 0.0
    away_s: float = math.nan
    energy: float = 0.0
    moving: bool = False
    head_turn_deg: float = math.nan
    presence: Lasting = field(default=Lasting(True))
    stillness: Lasting = field(default=Lasting(True))
    gaze: Lasting = field(default=Lasting(True))
    last_s: float | None = None
    recent: tuple[PoseFrame, ...] = ()

    @property
    def present(self) -> bool:
        """Whether somebody is there, for now."""
        return self.presence.now

    @property
    def still(self) -> bool:
        """Whether they keep still, for now."""
        return self.stillness.now

    @property
    def looking(self) -> bool:
        """Whether they look at the screen, for now."""
        return self.gaze.now

    def after(self, frame: PoseFrame) -> Watching:
        """With one more frame, later than all before."""
        now = frame.time_s
        step = 0.0 if self.last_s is None else min(now - self.last_s, LONGEST_STEP_S)
        # Whoever cannot be told from somebody else is there, and nothing more is known.
        there, turn = frame.has_person or frame.crowded, head_turn_deg(frame)
        recent = _recent(self.recent, frame)
        energy, moving = self._movement(recent, frame)
        away = abs(turn) > AWAY_DEG if math.isfinite(turn) else None
        away_s = self.away_s if away is None else np.nan_to_num(self.away_s) + step * away
        return replace(
            self,
            watched_s=self.watched_s + step,
            absent_s=self.absent_s + step * (not there),
            moved_s=self.moved_s + step * moving,
            away_s=float(away_s),
            energy=energy,
            moving=moving,
            head_turn_deg=turn,
            presence=self.presence.after(there, now),
            stillness=self.stillness.after(not moving if frame.has_person else None, now),
            gaze=self.gaze.after(None if away is None else not away, now),
            last_s=now,
            recent=recent,
        )

    def _movement(self, recent: tuple[PoseFrame, ...], frame: PoseFrame) -> tuple[float, bool]:
        """Energy, and whether it is movement; told anew when a frame is among the samples."""
        if len(recent) < FEWEST:
            return 0.0, False
        if recent[-1] is not frame:
            return self.energy, self.moving
        energies = _energies(recent)
        return float(np.nan_to_num(energies).max()), bool((energies > LIMITS).any())


def head_turn_deg(frame: PoseFrame) -> float:
    """Positive towards the person's left, 0 straight at the camera; NaN where nose or ears are not seen.

    The nose moves sideways with the sine of the turn, the ears come together with its cosine.
    """
    points = [BODY.index[name] for name in ("nose", "left_ear", "right_ear")]
    if not (frame.visibility[points] >= MIN_VISIBILITY).all():
        return math.nan
    nose, left, right = frame.image[points, 0]
    sine = (nose - (left + right) / 2) / EARS_TO_NOSE
    cosine = (left - right) / 2 / EAR_TO_MIDDLE
    return math.degrees(math.atan2(sine, cosine))


def _recent(kept: tuple[PoseFrame, ...], frame: PoseFrame) -> tuple[PoseFrame, ...]:
    """The frames of the last second that show somebody, thinned out."""
    within = tuple(one for one in kept if one.time_s > frame.time_s - WINDOW_S)
    due = not within or frame.time_s - within[-1].time_s >= SAMPLE_S
    return (*within, frame) if frame.has_person and due else within


def _energies(frames: tuple[PoseFrame, ...]) -> FloatArray:
    """(landmarks,) how far each went within these frames, in trunk lengths; NaN if not always seen."""
    motion = masked(Motion.from_frames(frames))
    low, high = np.percentile(motion.image[:, [*UPPER, *LEGS]], SPREAD_PERCENTILES, axis=0)
    return np.asarray(np.linalg.norm(high - low, axis=1) / body_scale(motion))
