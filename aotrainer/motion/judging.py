"""What an attempt is judged by, and the words for one that cannot be judged.

`Judging` is the part of an exercise that scoring needs; the exercise files set it and a therapist may
change it. `Unscorable` is a result, not an error: no number is invented for a movement that was not seen
well enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, get_args

from aotrainer.language import N_, _
from aotrainer.motion.angles import JOINTS, joint_landmarks
from aotrainer.motion.features import SEGMENTS, TRUNK_CENTRED, wrapped_deg
from aotrainer.motion.pose import BODY, SIDES, Side

SideRule = Literal["moving_limb", "facing_side"]


_ENDS = {end for ends in SEGMENTS.values() for end in ends} | {
    name for joint in JOINTS.values() for name in (*joint.own, *joint.both)
}
LANDMARKS = tuple(name for name in BODY.landmarks if name == "nose" or name.partition("_")[2] in _ENDS)
"""All that any exercise is judged by: of the face, the nose."""

PartName = Literal["shape", "range", "tempo", "hold", "smoothness", "posture", "symmetry"]
PARTS: tuple[PartName, ...] = get_args(PartName)
"""What a repetition is told by, in the order of every list."""


@dataclass(frozen=True, slots=True)
class Judging:
    """Which view, joint and segments count, and from what deviation on.

    side_rule : the side is that of the limb that moves, or the one turned to the camera
    model_side : the side that the reference shows
    azimuth_deg, azimuth_tolerance_deg : the view the reference was taken from, positive from the person's
        left, and how far an attempt's view may differ
    primary_joint, min_excursion_deg : the joint that tells repetitions, and its smallest real movement
    segments : weight of each segment in the shape
    shape_free_deg, shape_half_deg : mean deviation from the model's path that costs nothing, and half
    range_free_share : of the model's range, by how much less the tracker itself sees in another person
    tempo_half_ratio : how many times slower than shown, or faster than real, leaves half of the tempo
    smoothness_half : by how much less smooth than the model's leaves half, in units of spectral arc length
    posture_half_deg : mean deviation of the rest of the body that leaves half of the posture
    weights : the power of each part in the total, which is their product: 1 in full, 0 or missing not at all,
        above 1 where it was learnt that people hardly differ; only movements of both sides have symmetry
    limits : of every compensation that is measured, in degrees or trunk lengths
    range_goal : share of the model's range to aim at; who gets so far loses nothing by the range
    in_turn : both limbs do it by turns, and what the joint does in the other one's turn is no repetition
    seated : the hips stay where they are on the seat
    """

    side_rule: SideRule
    model_side: Side
    azimuth_deg: float
    azimuth_tolerance_deg: float
    primary_joint: str
    min_excursion_deg: float
    segments: Mapping[str, float]
    shape_free_deg: float
    shape_half_deg: float
    range_free_share: float
    tempo_half_ratio: float
    smoothness_half: float
    posture_half_deg: float
    weights: Mapping[str, float]
    limits: Mapping[str, float]
    range_goal: float = 1.0
    in_turn: bool = False
    seated: bool = False

    @property
    def two_sided(self) -> bool:
        """Whether both sides are asked to do the same."""
        return self.weights.get("symmetry", 0.0) > 0

    def expected_azimuth_deg(self, side: Side) -> float:
        """From where the camera should see somebody who uses this side."""
        return self.azimuth_deg if side == self.model_side else -self.azimuth_deg

    def askew(self, off_deg: float) -> Judging:
        """As lenient as a camera that far off asks for: what is free doubles at the tolerance.

        The limits of compensations stay: who leans to the side leans in every picture.
        """
        more = 1.0 + min(1.0, abs(off_deg) / self.azimuth_tolerance_deg)
        return replace(
            self,
            shape_free_deg=more * self.shape_free_deg,
            shape_half_deg=more * self.shape_half_deg,
            range_free_share=more * self.range_free_share,
            posture_half_deg=more * self.posture_half_deg,
        )

    def aiming_at(self, share: float) -> Judging:
        """The same, for somebody who is asked for this share of the model's range.

        Only the range is judged differently: path, posture and hold are compared with the model's anyway
        wherever the attempt got to. Duration is not scaled: people who are asked for less take about as long.
        """
        return replace(self, range_goal=share)

    def fits_view(self, azimuth_deg: float, side: Side) -> bool:
        """Whether a measured view is near enough to the expected one; NaN never is."""
        return self.off_view_deg(azimuth_deg, side) <= self.azimuth_tolerance_deg

    def off_view_deg(self, azimuth_deg: float, side: Side) -> float:
        """How far a measured view is from the expected one."""
        return float(abs(wrapped_deg(azimuth_deg - self.expected_azimuth_deg(side))))

    def may_be_mistaken_for(self, other: Judging) -> bool:
        """Whether some camera fits both exercises, of whichever side."""
        return any(
            self.off_view_deg(other.azimuth_deg, side)
            <= self.azimuth_tolerance_deg + other.azimuth_tolerance_deg
            for side in SIDES
        )

    def landmarks(self, side: Side) -> tuple[str, ...]:
        """The landmarks that have to be seen, in a fixed order."""
        told_by = {"trunk", *self.segments} if TRUNK_CENTRED & self.segments.keys() else self.segments
        ends = {end for segment in told_by for end in SEGMENTS[segment]}
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
    OTHER_EXERCISE = "other_exercise"
    OTHER_PERSON = "other_person"
    FAILED = "failed"
    """The program failed, and not the attempt."""


NAMING: Mapping[Reason, str] = {
    Reason.NOT_SEEN: N_(
        "{named} was not seen well enough. Move so that it stays in the picture, in good light."
    ),
    Reason.OTHER_EXERCISE: N_(
        "That looked like another exercise: {named}. Watch once more, and do what the model does."
    ),
}
"""Words with something named in them: a part of the body at the beginning of the sentence, or a title."""


@dataclass(frozen=True, slots=True)
class Unscorable:
    """No score, and why.

    words : for the patient, in English, as they are kept in the record
    named : what the words are about, where they name something: a part of the body, or an exercise
    """

    reason: Reason
    words: str
    named: str = ""

    @classmethod
    def about(cls, reason: Reason, named: str) -> Unscorable:
        """With the words of `NAMING` for this reason."""
        return cls(reason, NAMING[reason].format(named=named), named)

    def in_words(self) -> str:
        """The words in the language in use."""
        if not self.named:
            return _(self.words)
        return _(NAMING[self.reason]).format(named=_(self.named))
