"""How far the limb's end got, beside the model's, in centimetres: what a person can aim at.

The end is whichever landmark of the primary joint goes furthest in the model: the hand of a lifted arm, the
hips of somebody who stands up. Lengths in the picture become centimetres by the trunk, which nobody has
measured: an adult of 1.70 m is taken, and a tenth more or less is within what is told.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from aotrainer.motion.angles import JOINTS
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.features import trunk_length
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import Motion
from aotrainer.motion.reps import Repetition

Way = Literal["up", "down", "across"]

TRUNK_CM = 49.0
"""Hip to shoulder, 0.288 of 1.70 m (Drillis and Contini 1966, from Winter, fig. 4.1)."""
AT_THE_END = {"elbow": "wrist", "knee": "ankle"}
"""Where the elbow is carried, the hand is what people aim with; where the knee is, the foot."""
LEAST_CM = 5.0
"""An end that goes less far in the picture is nothing to aim with."""
ACROSS, UP = 0, 1
MOMENT_S = 0.1
"""Over so long before and after, where a point is is the median."""


@dataclass(frozen=True, slots=True, eq=False)
class Endpoint:
    """A landmark on the model's side, and by how many centimetres (2,) it goes right and up."""

    name: str
    moved_cm: FloatArray

    @property
    def way(self) -> Way:
        """Mostly in which direction it goes."""
        if self._axis == ACROSS:
            return "across"
        return "up" if self.moved_cm[UP] > 0 else "down"

    @property
    def _axis(self) -> int:
        return int(np.argmax(np.abs(self.moved_cm)))

    def short_cm(self, motion: Motion, rep: Repetition, judging: Judging, trunk: float) -> float:
        """How much less far the same point went in that direction; negative if further, NaN if not seen.

        trunk : its length in the picture, in picture heights
        """
        moved = _moved_cm(motion, rep, f"{judging.model_side}_{self.name}", trunk)
        length = self.moved_cm[self._axis]
        if abs(length) < LEAST_CM:
            return math.nan
        return float((length - moved[self._axis]) * np.sign(length))


def endpoint(model: Motion, rep: Repetition, judging: Judging) -> Endpoint:
    """Of a cleaned model."""
    joint = JOINTS[judging.primary_joint]
    points = {*joint.own, *joint.both}
    points |= {AT_THE_END[name] for name in points if name in AT_THE_END}
    trunk = trunk_length(model)
    moved = {name: _moved_cm(model, rep, f"{judging.model_side}_{name}", trunk) for name in sorted(points)}
    name = max(moved, key=lambda name: np.nan_to_num(np.linalg.norm(moved[name])))
    return Endpoint(name, np.nan_to_num(moved[name]))


def _moved_cm(motion: Motion, rep: Repetition, landmark: str, trunk: float) -> FloatArray:
    """(2,) from the beginning to the turning point; NaN where it was not seen."""
    start, turn = (_where(motion, landmark, at) for at in (rep.start_s, rep.turn_s))
    return np.asarray((turn - start) * np.array([1.0, -1.0]) * TRUNK_CM / trunk)


def _where(motion: Motion, landmark: str, at_s: float) -> FloatArray:
    first, last = np.searchsorted(motion.times_s, [at_s - MOMENT_S, at_s + MOMENT_S])
    places = motion.image[first:last, motion.column(landmark)]
    known = places[np.isfinite(places).all(axis=1)]
    return np.asarray(np.median(known, axis=0) if len(known) else np.full(2, np.nan))
