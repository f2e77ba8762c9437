"""A "yes" without hands: either arm raised above the head's middle and held.

For people who cannot get at a keyboard, or should stay where they are. Frames come one by one.
"""

from __future__ import annotations

from dataclasses import dataclass

from aotrainer.motion.clean import MIN_VISIBILITY, masked
from aotrainer.motion.features import body_scale
from aotrainer.motion.pose import BODY, SIDES, Motion, PoseFrame

HOLD_S = 2.0
"""How long the arm is held: long enough that no gesture is mistaken for it."""
FORGIVEN_S = 0.3
"""A hand that is lost or sinks for no longer than this is still held: trackers blink, and arms shake."""
RISE = 0.5
"""Trunk lengths (25 cm) by which the wrist is above the shoulder, about at the eyes. Of rendered patients who
drink from a cup the wrist comes to 0.43; of those who raise an arm, to 1.0."""
TOP = -0.5
"""The picture's upper edge, in picture heights from its middle."""


@dataclass(frozen=True, slots=True)
class RaisedArm:
    """How long an arm has been raised, up to the latest frame: `RaisedArm().after(frame).after(...)`.

    share : 0 to 1, of the time it has to be held
    done : with this very frame it was held for long enough; never again before both arms were lowered
    armed : whether it may count; start with False where an arm may still be up from before
    """

    share: float = 0.0
    done: bool = False
    armed: bool = True
    since_s: float | None = None
    seen_s: float | None = None

    def after(self, frame: PoseFrame) -> RaisedArm:
        """With one more frame, later than all before."""
        if not self.armed:
            return RaisedArm(armed=frame.has_person and not _raised(frame, sure=False))
        now = frame.time_s
        if _raised(frame, sure=True):
            return self._held(now)
        if self.seen_s is not None and now - self.seen_s <= FORGIVEN_S:
            return RaisedArm(self.share, since_s=self.since_s, seen_s=self.seen_s)
        return RaisedArm()

    def _held(self, now_s: float) -> RaisedArm:
        lost = self.seen_s is None or now_s - self.seen_s > FORGIVEN_S
        since = now_s if lost or self.since_s is None else self.since_s
        share = min(1.0, (now_s - since) / HOLD_S)
        if share >= 1.0:
            return RaisedArm(1.0, done=True, armed=False)
        return RaisedArm(share, since_s=since, seen_s=now_s)


def _raised(frame: PoseFrame, sure: bool) -> bool:
    """Whether a wrist is high above its shoulder.

    sure : only landmarks that are seen count, but for a hand that has gone out at the top of the picture from
        an elbow that is seen; otherwise also those that are guessed
    """
    if not frame.has_person:
        return False
    scale = body_scale(masked(Motion.from_frames([frame])))
    for side in SIDES:
        shoulder, elbow, wrist = (BODY.index[f"{side}_{name}"] for name in ("shoulder", "elbow", "wrist"))
        rise = frame.image[shoulder, 1] - frame.image[wrist, 1]
        end = elbow if frame.image[wrist, 1] < TOP else wrist
        if rise > RISE * scale and (not sure or min(frame.visibility[[shoulder, end]]) >= MIN_VISIBILITY):
            return True
    return False
