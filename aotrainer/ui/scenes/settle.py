"""Settling before the training: a disk to breathe with."""

from __future__ import annotations

from aotrainer.language import N_, _
from aotrainer.practice.breathing import INVITATION, NOT_A_TREATMENT, TITLE, phase_at
from aotrainer.session import Phase
from aotrainer.ui import theme
from aotrainer.ui.breath import draw_breath
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, take_bottom, take_left, take_top
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.words import clock_words


class SettleScene(PhaseScene):
    """The disk on the left; what it is, the time left, and a button to go on at any time."""

    phase = Phase.SETTLE
    heading = TITLE
    main_key = "go_on"
    main_label = N_("Go on now")

    def caption(self) -> str:
        """Whose training it is."""
        return self.running.patient.name

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Nothing moves but the disk."""
        scale = canvas.scale
        breath = phase_at(self.running.elapsed_s(self.now_s), self.running.session.care.pace)
        draw_breath(canvas, take_left(layout.whole, layout.stage.w)[0], breath)
        column = take_bottom(layout.column, scale.button, scale.margin)[1]
        words, rest = take_top(column, column.h * 0.45, scale.gap)
        canvas.text(_(INVITATION), words, scale.lead, top=True)
        note, time = take_bottom(rest, rest.h * 0.55, scale.gap)
        canvas.text(clock_words(self.remaining_s), time, scale.title, bold=True)
        canvas.text(_(NOT_A_TREATMENT), note, scale.body, colour=theme.QUIET)
