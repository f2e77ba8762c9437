"""Do it: oneself as in a mirror, the model small beside it, and how often so far."""

from __future__ import annotations

from pygame import Rect

from aotrainer.playback import frame_index_at
from aotrainer.session import Phase
from aotrainer.task import ModelClip
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, centred, grid, take_bottom, take_top
from aotrainer.ui.picture import Film, Image
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Transition
from aotrainer.ui.scenes.camera_view import CAMERA_FPS, show_camera
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.words import clock_words, dotted, plural


class ImitateScene(PhaseScene):
    """The mirror, the model, the repetitions and the time left."""

    phase = Phase.IMITATE
    fps = CAMERA_FPS
    heading = "Your turn"
    main_key = "done"
    main_label = "Done"

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        self.image: Image | None = None
        self._film, self._model = Film(), Film()

    def step(self, now_s: float) -> Transition | None:
        """Choose the model's frame that is due."""
        transition = super().step(now_s)
        if self.running.phase is self.phase:
            film, rate = self.running.film(self._clip), self.running.session.protocol.rate
            due = frame_index_at(self.running.elapsed_s(now_s), film.fps, rate, film.frames)
            self.image = film.image(due)
        return transition

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Mirror left; model, count and time in the column; the cue words below."""
        task = self.running.session.task
        show_camera(canvas, layout.stage, self.running, self._film)
        cues = dotted(task.exercise.cue_words)
        canvas.text(cues, layout.band, canvas.scale.lead, bold=True)
        column = take_bottom(layout.column, canvas.scale.button, canvas.scale.margin)[1]
        model, rest = take_top(column, column.w * 9 / 16, canvas.scale.gap)
        canvas.panel(model, theme.STAGE)
        if self.image is not None:
            self._model.draw(canvas, self.image, model, task.mirrored(self._clip.file.view))
        self._show_numbers(canvas, rest)

    def _show_numbers(self, canvas: Canvas, rect: Rect) -> None:
        left, right = grid(rect, 2, 1, canvas.scale.gap)
        for place, label in ((left, f"repetition{plural(self._count)}"), (right, "time left")):
            foot = take_bottom(place, canvas.scale.smallest * 1.4)[0]
            canvas.text(label, foot, canvas.scale.smallest, align="centre", colour=theme.QUIET)
        number, ring = (take_bottom(place, canvas.scale.smallest * 1.4)[1] for place in (left, right))
        canvas.text(str(self._count), number, round(canvas.scale.number * 1.3), bold=True, align="centre")
        side = min(ring.w, ring.h)
        canvas.ring(centred(ring, side, side), self.remaining_share, clock_words(self.remaining_s))

    @property
    def _clip(self) -> ModelClip:
        """While one moves, the model moves as it does in the picture of oneself."""
        return self.running.session.task.judged_clip

    @property
    def _count(self) -> int:
        return self.running.session.repetitions
