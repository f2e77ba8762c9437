"""The person as in a mirror, with the skeleton the camera sees."""

from __future__ import annotations

from pygame import Rect

from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import fitted
from aotrainer.ui.overlay import draw_skeleton, judged_bones
from aotrainer.ui.picture import Film
from aotrainer.ui.running import Running

CAMERA_FPS = 30
"""How often a camera scene is drawn in any case; each new pose is drawn at once."""


def show_camera(canvas: Canvas, rect: Rect, running: Running, film: Film) -> Rect | None:
    """Draw the newest picture, mirrored, and the newest body on it; where it is, None while there is none.

    Patients who do not like to see themselves get the body alone.
    """
    canvas.panel(rect, theme.STAGE)
    picture = running.services.worker.picture
    if picture is None:
        return None
    if running.session.care.skeleton_only:
        place = fitted((picture.image.shape[1], picture.image.shape[0]), rect)
        canvas.panel(place, theme.STAGE, radius=0)
    else:
        place = film.draw(canvas, picture.image, rect, mirrored=True)
    if running.pose is not None and running.pose.has_person:
        task = running.session.task
        judged = judged_bones(task.exercise.judging, task.side)
        draw_skeleton(canvas, running.pose, place, mirrored=True, judged=judged)
    return place
