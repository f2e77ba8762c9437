"""What every movement is made of: its exercise, the poses at rest, and hands that rest where hands rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..contact import hand_on_thigh
from ..human import Human
from ..limbs import Angles
from ..pose import stand
from ..stepping import pelvis_channels
from ..timeline import Movement, Stroke, neutral

if TYPE_CHECKING:
    from ..camera import FirstPerson, View
    from ..props import Prop

STILL = 0.5
"""Seconds at rest at the beginning and at the end of a clip, so that it loops without a jolt."""


def both(**limb: float) -> dict[str, float]:
    """The same angles for the left and the right side."""
    return {f"{side}_{name}": angle for side in ("left", "right") for name, angle in limb.items()}


STANDING: Angles = both(habd=1, elev=9)
SITTING: Angles = {
    "trunk_flex": 5,
    "head_flex": -3,
    **both(hip=86, knee=90, habd=3, hrot=2, elev=16, plane=62, rot=-12, elbow=68, sup=-50, curl=18),
}
ON_THIGH = 0.80
"""Share of the way from hip to knee at which a hand rests with its wrist straight."""


def no_props(_human: Human, _movement: Movement) -> tuple[Prop, ...]:
    """Nothing but the person."""
    return ()


@dataclass(frozen=True)
class Exercise:
    """A movement, on the right side, and how it is filmed.

    build : the movement of one body (contacts differ from body to body)
    views : by name, the judged one first; the others are shown in turn with it
    demonstrator : whose clip is the reference; he or she is filmed in every view
    props : the things in the scene (a chair is there by itself when `seated`)
    """

    name: str
    build: Callable[[Human], Movement]
    views: Mapping[str, View | FirstPerson] = field(hash=False)
    demonstrator: str = "man"
    seated: bool = False
    props: Callable[[Human, Movement], tuple[Prop, ...]] = no_props

    @property
    def judged(self) -> str:
        """The view that attempts are compared in."""
        return next(iter(self.views))


def hands_on_thighs(human: Human, angles: Angles, share: float) -> dict[str, float]:
    """Both hands on the thighs, mirrored."""
    settled = hand_on_thigh(human, angles, "right", share)
    own = {name: angle for name, angle in settled.items() if name.startswith("right_")}
    return {**settled, **{name.replace("right_", "left_"): angle for name, angle in own.items()}}


def changed(rest: Angles, goal: Angles) -> dict[str, float]:
    """Only the channels in which the goal differs from rest."""
    return {name: angle for name, angle in goal.items() if abs(angle - rest.get(name, neutral(name))) > 1e-6}


def by_pelvis(human: Human, angles: Angles) -> dict[str, float]:
    """The same pose told by where the pelvis is, so that the feet stay where they are on every way to it."""
    root = human.rig.index["root"]
    return {**angles, **pelvis_channels(human, stand(human, angles).positions[root] - human.rig.heads[root])}


def passing(start: float, seconds: float, poses: Sequence[Angles]) -> tuple[Stroke, ...]:
    """Strokes through one pose after the other without a stop: each begins halfway through the one before."""
    step = seconds / (len(poses) + 1)
    return tuple(Stroke(start + i * step, 2 * step, pose) for i, pose in enumerate(poses))
