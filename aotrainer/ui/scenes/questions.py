"""What is asked before and after: the therapist's checklist, pain and fatigue."""

from __future__ import annotations

import pygame
from pygame import Rect

from aotrainer.care import RATING_RANGE
from aotrainer.language import N_, _
from aotrainer.session import Phase, Question, Session
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, grid, take_bottom, take_right, take_top
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Quit, Transition
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look

RATINGS = range(RATING_RANGE[0], RATING_RANGE[1] + 1)
ASKED = {"pain": N_("How much does it hurt now?"), "fatigue": N_("How tired are you now?")}
TEN = 10
DIGITS = (
    *range(pygame.K_0, pygame.K_9 + 1),
    pygame.K_KP_0,
    *range(pygame.K_KP_1, pygame.K_KP_9 + 1),
)
"""Keys for 0 to 9, above the letters and beside them; any other key nobody assigned is STOP."""
ENDS = {
    "pain": (N_("No pain"), N_("Worst pain imaginable")),
    "fatigue": (N_("Not tired"), N_("Completely exhausted")),
}


YES_NO = dict.fromkeys((pygame.K_y, pygame.K_j, pygame.K_s), "yes") | {pygame.K_n: "no"}
"""The letters with which yes and no begin in the languages that are spoken."""


class QuestionScene(PhaseScene):
    """One question at a time: yes or no; or a number, which is chosen and then confirmed.

    question : the one on the screen; chosen : the number, None as long as there is none
    """

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        self.question: Question = running.session.question or Question("pain")
        self.chosen: int | None = None
        self.focus.key = "yes" if self.question.about == "checklist" else "rating:0"

    def choices(self, layout: SessionLayout) -> tuple[Button, ...]:
        """Yes and no, or eleven numbers and one to confirm."""
        scale = Scale.of(self.size)
        foot, body = take_bottom(layout.whole, scale.button, scale.margin)
        if self.question.about == "checklist":
            no, yes = grid(foot, 2, 1, scale.margin)
            return Button("yes", _("Yes"), yes, Look.MAIN), Button("no", _("No"), no)
        row = _scale_row(body, scale)
        ratings = [
            Button(f"rating:{n}", str(n), cell, chosen=n == self.chosen, large=True)
            for n, cell in zip(RATINGS, grid(row, len(RATINGS), 1, scale.gap // 2), strict=True)
        ]
        main = take_right(foot, layout.column.w)[0]
        return (*ratings, Button("next", _("Next"), main, Look.MAIN, enabled=self.chosen is not None))

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """A digit chooses that number; all else is for the buttons."""
        if event.type == pygame.KEYDOWN and event.key in DIGITS and self.question.about != "checklist":
            return self.press(f"rating:{DIGITS.index(event.key) % TEN}")
        if event.type == pygame.KEYDOWN and event.key in YES_NO and self.question.about == "checklist":
            return self.press(YES_NO[event.key])
        return super().handle(event)

    def press(self, key: str) -> Transition | None:
        """Choose, or answer."""
        if key == "stop":
            return super().press(key)
        if key.startswith("rating:"):
            self._choose(int(key.removeprefix("rating:")))
            return None
        answer = {"yes": 1, "no": 0}.get(key, self.chosen)
        if answer is None:
            return None
        return self.ask(lambda session, now_s: session.answer(answer, now_s))

    def _choose(self, rating: int) -> None:
        if self.is_ready(self.running.services.clock()):
            self.chosen, self.focus.key = rating, "next"

    def caption(self) -> str:
        """Whose training it is."""
        return self.running.patient.name

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """The question, and what the ends of the scale mean."""
        scale = canvas.scale
        body = take_bottom(layout.whole, scale.button, scale.margin)[1]
        if self.question.about == "checklist":
            canvas.text(self.question.item, body, scale.title)
            return
        row = _scale_row(body, scale)
        question = Rect(body.x, body.y, body.w, row.y - body.y - scale.gap)
        canvas.text(_(ASKED[self.question.about]), question, scale.title)
        ends = Rect(row.x, row.bottom + scale.gap, row.w, scale.lead * 2.6)
        least, most = grid(ends, 2, 1, scale.margin)
        low, high = ENDS[self.question.about]
        canvas.text(_(low), least, scale.lead, top=True, colour=theme.QUIET)
        canvas.text(_(high), most, scale.lead, top=True, align="right", colour=theme.QUIET)

    @property
    def current(self) -> bool:
        """Until it is answered: the next question is another scene."""
        return super().current and self.running.session.question is self.question


class CheckInScene(QuestionScene):
    """Before the training."""

    phase = Phase.CHECK_IN
    heading = N_("Before you start")


class CheckOutScene(QuestionScene):
    """After it."""

    phase = Phase.CHECK_OUT
    heading = N_("Before you go")

    def leave(self) -> Transition | None:
        """The training is over: whoever closes the window need not answer."""
        now_s = self.running.services.clock()
        self.running.act(now_s, Session.skip_questions)
        return Quit()


def _scale_row(body: Rect, scale: Scale) -> Rect:
    """Where the eleven numbers are."""
    lower = take_top(body, body.h * 0.4)[1]
    return take_top(lower, scale.button * 1.25)[0]
