"""The worst moment again, slowly: the patient's skeleton beside the model's, both as in a mirror.

Nothing but lines from landmarks: no video is kept for it, and on lines there is nothing to see but the
movement.
"""

from __future__ import annotations

from dataclasses import replace as changed

import numpy as np
from pygame import Rect

from aotrainer.language import N_, _
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import BODY, SIDES, PoseFrame, Side
from aotrainer.motion.replay import Replay
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, inset, take_bottom, take_top
from aotrainer.ui.overlay import BONES, MIN_VISIBILITY, Bone, draw_skeleton, judged_bones, on_screen

HANDS_AND_FEET = (("wrist", "index"), ("ankle", "heel"), ("heel", "foot_index"), ("ankle", "foot_index"))
LINES: tuple[Bone, ...] = (
    *BONES,
    *((f"{side}_{a}", f"{side}_{b}") for side in SIDES for a, b in HANDS_AND_FEET),
)
"""Without a picture below, hands and feet are drawn, too."""
HEAD_TRUNKS = 0.19
"""The head's radius: half of its height, 0.13 of that of the body, of which the trunk is 0.288 (Drillis and
Contini)."""
MARGIN_TRUNKS = 0.3
"""Round both bodies: room for the head and the ring."""
RING_TRUNKS = 0.22
"""The radius of the ring round the place to look at."""
RING_SHARE = 1 / 90
"""The ring's line in heights of the stage."""
EDGE = 2
"""Pixels of ink on either side of it, so that it is seen on white, too."""


def draw_replay(
    canvas: Canvas,
    rect: Rect,
    replay: Replay,
    elapsed_s: float,
    judging: Judging,
    side: Side,
    who: str = N_("You"),
) -> None:
    """What is on after so many seconds.

    side : the patient's, whose judged limb is amber; who : what the patient is called
    """
    moment, held = replay.at(elapsed_s)
    scale = canvas.scale
    foot, stages = take_bottom(rect, scale.body * 1.5, scale.gap)
    for box, frame, name in zip(
        grid(stages, 2, 1, scale.gap), (moment.own, moment.model), (_(who), _("Model")), strict=True
    ):
        _draw_stage(canvas, box, replay, frame, name, held, judged_bones(judging, side, LINES))
    canvas.text(_foot_words(replay, held), foot, scale.body, bold=held, align="centre")


def _foot_words(replay: Replay, held: bool) -> str:
    if held:
        return _("Here is the largest difference.")
    return _("Repetition {number}, slowly").format(number=replay.repetition)


def _draw_stage(
    canvas: Canvas, box: Rect, replay: Replay, frame: PoseFrame, name: str, held: bool, judged: set[Bone]
) -> None:
    canvas.panel(box, theme.STAGE, theme.AMBER if held else None, thick=max(3, box.h // 90))
    label, room = take_top(inset(box, canvas.scale.gap), canvas.scale.lead * 1.3)
    canvas.text(name, label, canvas.scale.lead, bold=True, colour=theme.WHITE, align="centre")
    fitted, trunk = _fitted(frame, replay, room)
    thick = max(3, round(room.h * RING_SHARE))
    _draw_round(canvas, fitted, "nose", room, HEAD_TRUNKS * trunk, 0)
    draw_skeleton(canvas, fitted, room, True, judged, LINES)
    if held:
        _draw_round(canvas, fitted, replay.mark, room, RING_TRUNKS * trunk, thick)


def _fitted(frame: PoseFrame, replay: Replay, room: Rect) -> tuple[PoseFrame, float]:
    """The frame in heights of the room, so that both people fit it in every moment; and a trunk in pixels."""
    least, most = replay.least, replay.most
    width, height = most - least + 2 * MARGIN_TRUNKS
    trunk = min(room.w / width, room.h / height)
    return changed(frame, image=(frame.image - (least + most) / 2) * trunk / room.h), float(trunk)


def _draw_round(
    canvas: Canvas, frame: PoseFrame, landmark: str, room: Rect, radius: float, thick: int
) -> None:
    """A ring of this thickness round a landmark, with a dark edge; a disk where that is 0."""
    at = BODY.index[landmark]
    if frame.visibility[at] < MIN_VISIBILITY or not np.isfinite(frame.image[at]).all():
        return
    place = on_screen(frame, landmark, room, True)
    edge = EDGE if thick else 0
    canvas.dot(place, radius + edge, theme.OUTLINE, thick + 2 * edge)
    canvas.dot(place, radius, theme.WHITE, thick)
