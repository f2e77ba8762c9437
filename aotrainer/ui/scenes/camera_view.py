"""The person as in a mirror, with the skeleton the camera sees."""

from __future__ import annotations

from pygame import Rect

from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.overlay import draw_skeleton, judged_bones
from aotrainer.ui.picture import Film
from aotrainer.ui.running import Running

CAMERA_FPS = 20
"""How often a camera scene is drawn while no pose comes; each new pose is drawn at once."""


def show_camera(canvas: Canvas, rect: Rect, running: Running, film: Film) -> bool:
    """Draw the newest picture, mirrored, and the newest body on it; False while there is none."""
    canvas.panel(rect, theme.STAGE)
    picture = running.services.worker.picture
    if picture is None:
        return False
    place = film.draw(canvas, picture.image, rect, mirrored=True)
    if running.pose is not None and running.pose.has_person:
        task = running.session.task
        judged = judged_bones(task.exercise.judging, task.side)
        draw_skeleton(canvas, running.pose, place, mirrored=True, judged=judged)
    return True
