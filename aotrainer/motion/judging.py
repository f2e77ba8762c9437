"""What an attempt is judged by, and the words for one that cannot be judged.

`Judging` is the part of an exercise that scoring needs; the exercise files set it and a therapist may
change it. `Unscorable` is a result, not an error: no number is invented for a movement that was not seen
well enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from aotrainer.motion.angles import joint_landmarks
from aotrainer.motion.features import SEGMENTS
from aotrainer.motion.pose import Side

SideRule = Literal["moving_limb", "facing_side"]


@dataclass(frozen=True, slots=True)
class Judging:
    """Which view, joint and segments count, and from what deviation on.

    side_rule : the side is that of the limb that moves, or the one turned to the camera
    model_side : the side that the reference shows
    azimuth_deg, azimuth_tolerance_deg : the view the reference was taken from, positive from the person's
        left, and how far an attempt's view may differ
    primary_joint, min_excursion_deg : the joint that tells repetitions, and its smallest real movement
    segments : weight of each segment in the shape
    shape_free_deg, shape_zero_deg : mean deviation from the model's path that costs nothing, and all
    tempo_zero_ratio : how many times slower than shown, or faster than real, leaves nothing of the tempo
    weight_shape, weight_range, weight_tempo : share of each part in the total; they add up to 1
    trunk_limit_deg : a trunk that deviates more than this from the model's is told before anything else
    """

    side_rule: SideRule
    model_side: Side
    azimuth_deg: float
    azimuth_tolerance_deg: float
    primary_joint: str
    min_excursion_deg: float
    segments: Mapping[str, float]
    shape_free_deg: float
    shape_zero_deg: float
    tempo_zero_ratio: float
    weight_shape: float
    weight_range: float
    weight_tempo: float
    trunk_limit_deg: float

    def expected_azimuth_deg(self, side: Side) -> float:
        """From where the camera should see somebody who uses this side."""
        return self.azimuth_deg if side == self.model_side else -self.azimuth_deg

    def fits_view(self, azimuth_deg: float, side: Side) -> bool:
        """Whether a measured view is near enough to the expected one; NaN never is."""
        away = (azimuth_deg - self.expected_azimuth_deg(side) + 180) % 360 - 180
        return abs(away) <= self.azimuth_tolerance_deg

    def landmarks(self, side: Side) -> tuple[str, ...]:
        """The landmarks that have to be seen, in a fixed order."""
        ends = {end for segment in self.segments for end in SEGMENTS[segment]}
        return tuple(sorted({*joint_landmarks(self.primary_joint, side), *(f"{side}_{end}" for end in ends)}))


class Reason(StrEnum):
    """Why an attempt has no score."""

    NOBODY = "nobody"
    TOO_SHORT = "too_short"
    NOT_SEEN = "not_seen"
    WRONG_VIEW = "wrong_view"
    WALKED = "walked"
    NO_MOVEMENT = "no_movement"
    WRONG_SIDE = "wrong_side"
    NO_REPETITION = "no_repetition"


@dataclass(frozen=True, slots=True)
class Unscorable:
    """No score, and why, in words for the patient."""

    reason: Reason
    words: str
