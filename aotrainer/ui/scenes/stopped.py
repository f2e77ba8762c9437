"""After STOP: everything stands still; why, or go on after all."""

from __future__ import annotations

import pygame

from aotrainer.language import N_, _
from aotrainer.session import Phase, Session, StopReason
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, grid, take_bottom
from aotrainer.ui.scene import Quit, Transition
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.scenes.summary import emergency_words
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look

WORDS = {
    StopReason.PAIN: N_("Something hurts"),
    StopReason.FATIGUE: N_("I am tired"),
    StopReason.DIZZY: N_("I feel dizzy or unwell"),
    StopReason.OTHER: N_("Something else"),
}

EMERGENCY_LEADS = 2.5
"""Two lines of what a therapist wrote, in letters as large as leads."""


class StoppedScene(PhaseScene):
    """Four reasons and a way back; closing the window needs no reason."""

    phase = Phase.STOPPED
    heading = N_("You have stopped. Why?")

    def buttons(self) -> tuple[Button, ...]:
        """The reasons, large, and the way back below them."""
        layout, scale = SessionLayout.of(self.size), Scale.of(self.size)
        foot, body = take_bottom(layout.whole, scale.button, scale.margin)
        body = take_bottom(body, scale.lead * EMERGENCY_LEADS, scale.gap)[1]
        reasons = [
            Button(reason.value, _(words), cell, large=True)
            for (reason, words), cell in zip(WORDS.items(), grid(body, 2, 2, scale.margin), strict=True)
        ]
        return (*reasons, Button("resume", _("It was a mistake: go on"), foot, Look.MAIN))

    def press(self, key: str) -> Transition | None:
        """The reason ends the training; the way back leads on with it."""
        if key == "resume":
            return self.ask(Session.resume)
        return self.ask(lambda session, now_s: session.give_reason(StopReason(key), now_s))

    def cancel(self) -> Transition | None:
        """Escape again gives no reason."""
        return self.ask(lambda session, now_s: session.give_reason(None, now_s))

    def leave(self) -> Transition | None:
        """The window is closed a second time: that needs no reason, and nothing more is asked."""
        self.running.close()
        return Quit()

    def unassigned(self, _event: pygame.event.Event) -> Transition | None:
        """It is stopped already."""

    def caption(self) -> str:
        """What is kept."""
        return _("Everything you did is kept.")

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """What to do in an emergency, above the way back."""
        scale = canvas.scale
        body = take_bottom(layout.whole, scale.button, scale.margin)[1]
        place = take_bottom(body, scale.lead * EMERGENCY_LEADS)[0]
        words = emergency_words(self.running.session.care)
        canvas.text(words, place, scale.lead, bold=True, align="centre")
