"""What every scene of a session has: the heading, the STOP button, and the session going on underneath."""

from __future__ import annotations

from typing import ClassVar

from pygame import Rect

from aotrainer.session import Phase
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Push, Replace, Transition
from aotrainer.ui.scenes.trouble import TroubleScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import dotted

DEAD_TIME_S = 0.8
"""A press this soon after a scene appeared was meant for the one before: hands tremble. STOP always works."""


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
        return (Button(self.main_key, self.main_label, place, Look.MAIN),)

    def press(self, key: str) -> Transition | None:
        """STOP ends the session; any other button goes on to the next phase."""
        now_s = self.running.services.clock()
        if key == "stop":
            self.running.stop(now_s)
        elif now_s - self._shown_s >= DEAD_TIME_S:
            self.running.advance(now_s)
        return self._turn()

    def cancel(self) -> Transition | None:
        """Escape is STOP."""
        return self.press("stop")

    def leave(self) -> Transition | None:
        """Closing the window is STOP: it shows what was kept, and can be closed then."""
        return self.press("stop")

    def step(self, now_s: float) -> Transition | None:
        """Lead the session on."""
        self.now_s = now_s
        self.running.step(now_s)
        if self.running.trouble is not None:
            return Push(TroubleScene(self.running, self.running.trouble))
        return self._turn()

    def paint(self, canvas: Canvas) -> None:
        """Heading and caption, then the phase itself."""
        layout = SessionLayout.of(canvas.size)
        canvas.text(self.caption(), layout.caption, canvas.scale.body, colour=theme.QUIET, cut=True)
        canvas.text(self.heading, layout.heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        self.show(canvas, layout)

    def caption(self) -> str:
        """Which exercise and set this is."""
        session = self.running.session
        return dotted((session.task.exercise.title, f"Set {session.set_number} of {session.protocol.sets}"))

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Draw the phase."""

    def close(self) -> None:
        """Left while it was still under way: end the session, keeping what was done."""
        if self.running.phase is self.phase:
            self.running.close()

    def _turn(self) -> Transition | None:
        return None if self.running.phase is self.phase else Replace(self.running.scene())

    def _stop_button(self) -> Button:
        return Button("stop", "STOP", SessionLayout.of(self.size).stop, Look.STOP, caption="Esc")
