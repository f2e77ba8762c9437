"""Watch the model: the clip as large as it goes, at the protocol's rate, for the whole dose."""

from __future__ import annotations

import pygame
from pygame import Rect

from aotrainer.playback import frame_index_at
from aotrainer.session import Phase
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, inset, take_left, take_top
from aotrainer.ui.picture import Film, Image
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Transition
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.words import clock_words, side_guard


class ObserveScene(PhaseScene):
    """The clip, which side it is about, how long it takes, and a few words to keep in mind.

    view, frame : the clip on the screen and the number of its frame, always those that are due
    """

    phase = Phase.OBSERVE
    heading = "Watch. Keep still."

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        self.view = running.session.task.clips[0].file.view
        self.frame = 0
        self.image: Image | None = None
        self._film = Film()

    def step(self, now_s: float) -> Transition | None:
        """Choose the frame that is due."""
        transition = super().step(now_s)
        if self.running.phase is self.phase:
            clip, seconds = self.running.session.task.clip_at(
                self.running.elapsed_s(now_s), self.running.session.protocol.rate
            )
            film = self.running.film(clip)
            self.view, self.frame = clip.file.view, frame_index_at(seconds, film.fps, 1.0, film.frames)
            self.image = film.image(self.frame)
        return transition

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Clip and words."""
        canvas.panel(layout.stage, theme.STAGE)
        task = self.running.session.task
        if self.image is not None:
            self._film.draw(canvas, self.image, layout.stage, task.mirrored(self.view))
        canvas.text(side_guard(task, self.view), layout.band, canvas.scale.lead, bold=True)
        ring, words = take_top(
            layout.column, min(layout.column.w, layout.column.h * 0.5), canvas.scale.margin
        )
        canvas.ring(inset(ring, canvas.scale.gap), self.remaining_share, clock_words(self.remaining_s))
        show_cues(canvas, words, task.exercise.cue_words)


def show_cues(canvas: Canvas, rect: Rect, cues: tuple[str, ...]) -> None:
    """A few words to keep in mind, one below the other."""
    scale = canvas.scale
    line = min(scale.lead * 1.6, rect.h / max(1, len(cues)))
    for cue in cues:
        place, rect = take_top(rect, line)
        dot, words = take_left(place, scale.gap, scale.gap)
        pygame.draw.circle(canvas.surface, theme.TEAL, dot.center, scale.gap / 2)
        canvas.text(cue, words, scale.lead)
