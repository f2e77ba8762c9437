"""What every scene of a session has: the heading, the STOP button, and the session going on underneath."""

from __future__ import annotations

from typing import ClassVar

import pygame
from pygame import Rect

from aotrainer.errors import AotrainerError
from aotrainer.language import N_, _
from aotrainer.session import Phase
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, take_top
from aotrainer.ui.running import Act, Running
from aotrainer.ui.scanning import DEAD_TIME_S
from aotrainer.ui.scene import Push, Replace, Scene, Transition
from aotrainer.ui.scenes.trouble import FailedScene, TroubleScene, UnsavedScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import dotted

CALM = (Phase.INTRODUCE, Phase.FEEDBACK, Phase.REST)
"""Phases in which a therapist has a moment."""
REMINDER = N_("For the therapist: jaw, shoulders, breath. What of the patient's tension is yours now?")
REMINDER_LEASTS = 2.5
"""The height of its two lines, in the smallest letters."""


class PhaseScene(Screen):
    """Shows one phase, and gives way to the scene of the next."""

    phase: ClassVar[Phase]
    heading: ClassVar[str] = ""
    main_key: ClassVar[str | None] = None
    main_label: ClassVar[str] = ""

    def __init__(self, running: Running) -> None:
        super().__init__(focus=self.main_key)
        self.running = running
        self.now_s = self._shown_s = running.services.clock()
        self.reminds = self.phase in CALM and running.take_reminder(self.now_s)

    @property
    def remaining_s(self) -> float:
        """Seconds until the next phase."""
        return self.running.remaining_s(self.now_s)

    @property
    def remaining_share(self) -> float:
        """The part of this phase that is still to come."""
        return self.remaining_s / self.running.session.duration_s()

    def buttons(self) -> tuple[Button, ...]:
        """What this phase offers, and STOP."""
        return (*self.choices(SessionLayout.of(self.size)), self._stop_button())

    def choices(self, layout: SessionLayout) -> tuple[Button, ...]:
        """The one button of this phase, at the foot of the column, if it has one."""
        if self.main_key is None:
            return ()
        height, column = Scale.of(self.size).button, layout.column
        place = Rect(column.x, column.bottom - height, column.w, height)
        return (Button(self.main_key, _(self.main_label), place, Look.MAIN),)

    def press(self, key: str) -> Transition | None:
        """STOP stops the session; any other button goes on to the next phase, unless hands trembled."""
        now_s = self.running.services.clock()
        if key == "stop":
            self.running.stop(now_s)
        elif self.current and self.is_ready(now_s):
            self.running.advance(now_s)
        return self.turn()

    def ask(self, act: Act) -> Transition | None:
        """Do what a press asks the session for, unless hands trembled."""
        now_s = self.running.services.clock()
        if self.is_ready(now_s):
            self.running.act(now_s, act)
        return self.turn()

    def is_ready(self, now_s: float) -> bool:
        """Whether a press is meant for this scene."""
        return now_s - self._shown_s >= DEAD_TIME_S

    def cancel(self) -> Transition | None:
        """Escape is STOP."""
        return self.press("stop")

    def unassigned(self, _event: pygame.event.Event) -> Transition | None:
        """Whoever needs to stop presses what they find."""
        return self.press("stop")

    def leave(self) -> Transition | None:
        """Closing the window is STOP; closed again it is gone."""
        return self.press("stop")

    def step(self, now_s: float) -> Transition | None:
        """Lead the session on."""
        self.now_s = now_s
        self.running.step(now_s)
        if self.running.keeping.problem is not None:
            self.running.note_trouble(self.running.keeping.problem)
            return Push(UnsavedScene(self.running, self.running.keeping.problem))
        if self.running.trouble is not None:
            return Push(TroubleScene(self.running, self.running.trouble))
        return self.turn()

    def failed(self, error: AotrainerError | None) -> Scene:
        """Tell it, keep in the log that it happened, and offer the ways on."""
        self.running.note_trouble(error)
        return FailedScene(self.running, error)

    def paint(self, canvas: Canvas) -> None:
        """Heading and caption, then the phase itself."""
        layout = SessionLayout.of(canvas.size)
        caption, heading = layout.caption, layout.heading
        if self.reminds:
            caption, heading = take_top(caption.union(heading), canvas.scale.smallest * REMINDER_LEASTS)
        words = _(REMINDER) if self.reminds else self.caption()
        canvas.text(words, caption, canvas.scale.body, colour=theme.QUIET, cut=not self.reminds)
        canvas.text(_(self.heading), heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        self.show(canvas, layout)

    def caption(self) -> str:
        """Which exercise and set this is; and, whoever is filmed has to know it, that sets are filmed."""
        session = self.running.session
        number = _("Set {number} of {count}").format(number=session.set_number, count=session.protocol.sets)
        filmed = (_("Video is on"),) if self.running.is_filmed else ()
        return dotted((*filmed, _(session.task.exercise.title), number))

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Draw the phase."""

    @property
    def current(self) -> bool:
        """Whether this is still what the session is at."""
        return self.running.phase is self.phase

    def close(self) -> None:
        """Left while it was still under way: end the session, keeping what was done."""
        if self.current:
            self.running.close()

    def turn(self) -> Transition | None:
        """To the scene of what has come meanwhile."""
        return None if self.current else Replace(self.running.scene())

    def _stop_button(self) -> Button:
        return Button("stop", _("STOP"), SessionLayout.of(self.size).stop, Look.STOP, caption="Esc")
