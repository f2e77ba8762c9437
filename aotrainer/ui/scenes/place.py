"""The camera check: one's own picture with an outline to step into, and in words what is still to be done."""

from __future__ import annotations

import pygame
from pygame import Rect

from aotrainer.language import N_, _
from aotrainer.motion.placement import Tick
from aotrainer.session import Phase
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, fitted, inset, take_bottom, take_left, take_top
from aotrainer.ui.picture import Film
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Transition
from aotrainer.ui.scenes.camera_view import CAMERA_FPS, show_camera
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.silhouette import draw_silhouette
from aotrainer.ui.words import side_call

NAMES = {
    "person": N_("You are in the picture"),
    "in_picture": N_("All that moves fits"),
    "distance": N_("Distance"),
    "facing": N_("Direction"),
    "light": N_("Room light"),
    "frame_rate": N_("Camera speed"),
    "alone": N_("Nobody else"),
}
WAITING = N_("Starting the camera …")


class PlaceScene(PhaseScene):
    """It goes on by itself when every mark is set, or when the person says so."""

    phase = Phase.PLACE
    fps = CAMERA_FPS
    heading = N_("Find your place")
    main_key = "go_on"
    main_label = N_("Go on anyway")

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        self._film = Film()

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """A press on somebody in the picture chooses them; all else is for the buttons."""
        if event.type == pygame.MOUSEBUTTONUP and event.button == 1:
            self._choose(event.pos)
        return super().handle(event)

    def _choose(self, at: tuple[int, int]) -> None:
        picture = self.running.services.worker.picture
        if picture is None:
            return
        size = (picture.image.shape[1], picture.image.shape[0])
        place = fitted(size, SessionLayout.of(self.size).stage)
        if place.collidepoint(at):
            x, y = (place.centerx - at[0]) / place.h, (at[1] - place.centery) / place.h
            self.running.services.worker.choose(x, y)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The newest answers."""
        placing = self.running.session.placing
        return placing.ticks if placing else ()

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Mirror and outline on the left, the marks on the right, what to do below."""
        task, scale = self.running.session.task, canvas.scale
        place = show_camera(canvas, layout.stage, self.running, self._film)
        if place is None:
            box = inset(layout.stage, scale.margin)
            canvas.text(_(WAITING), box, scale.lead, colour=theme.WHITE, align="centre")
        else:
            own_side = task.side == task.exercise.judging.model_side
            draw_silhouette(canvas, place, task.reference, mirrored=own_side)
        canvas.text(self._advice(), layout.band, scale.lead, bold=True)
        column = take_bottom(layout.column, scale.button, scale.margin)[1]
        self._show_marks(canvas, column)

    def _advice(self) -> str:
        """The first thing to be put right; which side it is about when nothing is."""
        wrong = next((tick for tick in self.ticks if not tick.fulfilled), None)
        return wrong.words if wrong else side_call(self.running.session.task)

    def _show_marks(self, canvas: Canvas, rect: Rect) -> None:
        height, size = rect.h / len(NAMES), canvas.scale.body
        done = {tick.check.value: tick.fulfilled for tick in self.ticks}
        beside = take_left(take_top(rect, height)[0], size, canvas.scale.gap // 2)[1]
        most = canvas.common_size(map(_, NAMES.values()), beside, size, bold=True)
        for name, label in NAMES.items():
            row, rect = take_top(rect, height)
            mark, words = take_left(row, size, canvas.scale.gap // 2)
            box = Rect(0, 0, mark.w, mark.w)
            box.center = mark.center
            if done.get(name):
                canvas.tick(box, theme.TEAL)
            else:
                canvas.panel(box, theme.CARD, theme.QUIET, radius=box.w // 5)
            canvas.text(_(label), words, size, bold=not done.get(name, True), most=most)
