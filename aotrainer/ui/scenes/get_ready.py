"""Get into place: a countdown beside one's own picture, as soon as the camera gives one."""

from __future__ import annotations

from aotrainer.language import N_, _
from aotrainer.session import Phase
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, centred, inset, take_top
from aotrainer.ui.picture import Film
from aotrainer.ui.running import Running
from aotrainer.ui.scenes.camera_view import CAMERA_FPS, show_camera
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.words import clock_words, side_call

WAITING = N_("Starting the camera …")
LONG_WAIT_S = 15.0
WAITING_LONG = N_("The camera takes long. Check its cable, or press STOP.")


class GetReadyScene(PhaseScene):
    """3, 2, 1, and how to place oneself."""

    phase = Phase.GET_READY
    fps = CAMERA_FPS
    hands_speak = False
    heading = N_("Get ready")

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        self._film = Film()

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """The mirror on the left; countdown and placing on the right."""
        task = self.running.session.task
        if not show_camera(canvas, layout.stage, self.running, self._film):
            words = WAITING_LONG if self._waits_long() else WAITING
            box = inset(layout.stage, canvas.scale.margin)
            canvas.text(_(words), box, canvas.scale.lead, colour=theme.WHITE, align="centre")
        canvas.text(side_call(task), layout.band, canvas.scale.lead, bold=True)
        ring, words_box = take_top(layout.column, layout.column.h * 0.42, canvas.scale.margin)
        side = ring.h - canvas.scale.gap
        canvas.ring(centred(ring, side, side), self.remaining_share, clock_words(self.remaining_s))
        canvas.text(_(task.exercise.placing), words_box, canvas.scale.body, top=True)

    def _waits_long(self) -> bool:
        return self.running.elapsed_s(self.now_s) > LONG_WAIT_S
