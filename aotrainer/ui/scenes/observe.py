"""Watch the model: the clip as large as it goes, at the protocol's rate, for the whole dose."""

from __future__ import annotations

from collections.abc import Sequence

import pygame
from pygame import Rect

from aotrainer.language import N_, _
from aotrainer.playback import Image, frame_index_at
from aotrainer.practice.probe import QUESTION
from aotrainer.session import Phase, Session
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.inputs import LAST_BUTTON
from aotrainer.ui.layout import SessionLayout, fitted, inset, take_bottom, take_left, take_top
from aotrainer.ui.pattern import draw_pattern
from aotrainer.ui.picture import Film
from aotrainer.ui.remote import says_something
from aotrainer.ui.running import Running
from aotrainer.ui.scanning import DEAD_TIME_S, SWITCH
from aotrainer.ui.scene import Transition
from aotrainer.ui.scenes.helping import ACTS, help_buttons
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button
from aotrainer.ui.words import clock_words, side_guard


class ObserveScene(PhaseScene):
    """The clip, which side it is about, how long it takes, and a few words to keep in mind.

    view, frame : the clip on the screen and the number of its frame, always those that are due
    """

    phase = Phase.OBSERVE
    heading = N_("Watch. Keep still.")

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        self.view = running.session.task.clips[0].file.view
        self.frame = 0
        self.image: Image | None = None
        self._film = Film()
        self._answered_s = float("-inf")

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """While a dot waits, any press answers it; Escape and the STOP button stop all the same."""
        now_s = self.running.services.clock()
        if self._is_press(event):
            if self.awaits_answer:
                self._answered_s = now_s
                self.running.act(now_s, Session.answer_dot)
                return self.turn()
            if now_s - self._answered_s < DEAD_TIME_S:
                return None  # the same press once more: hands tremble
        return super().handle(event)

    def step(self, now_s: float) -> Transition | None:
        """Choose the frame that is due."""
        transition = super().step(now_s)
        if self.running.phase is self.phase:
            clip, seconds = self.running.session.task.clip_at(
                self.running.elapsed_s(now_s), self.running.session.rate
            )
            film = self.running.film(clip)
            self.view, self.frame = clip.file.view, frame_index_at(seconds, film.fps, 1.0, film.frames)
            self.image = film.image(self.frame)
            self._note_sizes(self.image)
        return transition

    def choices(self, layout: SessionLayout) -> tuple[Button, ...]:
        """Ways out of what is too much."""
        scale = Scale.of(self.size)
        return help_buttons(take_bottom(layout.column, scale.button)[0], scale)

    def press(self, key: str) -> Transition | None:
        """Watching takes its time: there is nothing to go on with."""
        if key == "stop":
            return super().press(key)
        return self.ask(ACTS[key])

    @property
    def dot(self) -> bool:
        """Whether a dot is on the screen."""
        elapsed_s = self.running.elapsed_s(self.now_s)
        return self.current and self.running.session.observing.dot_at(elapsed_s) is not None

    @property
    def awaits_answer(self) -> bool:
        """Whether a press answers a dot, which may just have gone."""
        return self.current and self.running.session.observing.awaits(self.running.elapsed_s(self.now_s))

    def _is_press(self, event: pygame.event.Event) -> bool:
        """A key, a switch, a raised arm; a click or a tap anywhere but on STOP."""
        if event.type == pygame.KEYDOWN:
            return event.key != pygame.K_ESCAPE and says_something(event)
        if event.type == pygame.MOUSEBUTTONDOWN:
            on_stop = SessionLayout.of(self.size).stop.collidepoint(event.pos)
            return event.button <= LAST_BUTTON and not on_stop
        return event.type == SWITCH

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Clip and words."""
        canvas.panel(layout.stage, theme.STAGE)
        task = self.running.session.task
        if self.running.shows_control:
            draw_pattern(canvas, layout.stage, self.running.elapsed_s(self.now_s))
        elif self.image is not None:
            self._film.draw(canvas, self.image, layout.stage, task.mirrored(self.view))
        if self.dot:
            radius = canvas.scale.number
            centre = (layout.stage.right - 1.5 * radius, layout.stage.y + 1.5 * radius)
            canvas.dot(centre, radius, theme.AMBER)
        canvas.text(self._words(), layout.band, canvas.scale.lead, bold=True)
        column = take_bottom(layout.column, canvas.scale.button, canvas.scale.margin)[1]
        ring, words = take_top(column, min(column.w, column.h * 0.5), canvas.scale.margin)
        canvas.ring(inset(ring, canvas.scale.gap), self.remaining_share, clock_words(self.remaining_s))
        if not self.running.shows_control:
            show_cues(canvas, words, [_(cue) for cue in task.exercise.cue_words])

    def _words(self) -> str:
        """What to do now: come back, answer, look, keep still; or else which side it is about."""
        observing = self.running.session.observing
        if observing.deserted(self.running.time_s(self.now_s)):
            return _("The training waits until you are back in the picture.")
        if self.dot:
            return _(QUESTION)
        if not observing.watching.looking:
            return _("Please look at the film.")
        if not observing.watching.still:
            return _("Only watch for now. You move in a moment.")
        if self.running.shows_control:
            return _("Watch the film until it ends.")
        return side_guard(self.running.session.task, self.view)

    def _note_sizes(self, image: Image) -> None:
        """How large the clip is seen belongs to what was shown."""
        stage = SessionLayout.of(self.size).stage
        self.running.session.picture_px = fitted((image.shape[1], image.shape[0]), stage).size
        self.running.session.window_px = self.size


def show_cues(canvas: Canvas, rect: Rect, cues: Sequence[str]) -> None:
    """A few words to keep in mind, one below the other."""
    scale = canvas.scale
    line = min(scale.lead * 1.6, rect.h / max(1, len(cues)))
    beside = take_left(take_top(rect, line)[0], scale.gap, scale.gap)[1]
    most = canvas.common_size(cues, beside, scale.lead)
    for cue in cues:
        place, rect = take_top(rect, line)
        dot, words = take_left(place, scale.gap, scale.gap)
        canvas.dot(dot.center, scale.gap / 2, theme.TEAL)
        canvas.text(cue, words, scale.lead, most=most)
