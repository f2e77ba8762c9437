"""Do it: oneself as in a mirror, the model small beside it or hidden, and how often so far."""

from __future__ import annotations

import pygame
from pygame import Rect

from aotrainer.language import N_, _, ngettext
from aotrainer.motion.tempo_guide import TempoGuide, tempo_guide
from aotrainer.playback import Image, frame_index_at
from aotrainer.session import Phase, Session
from aotrainer.task import ModelClip
from aotrainer.trial import TrialKind
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import SessionLayout, centred, grid, inset, take_bottom, take_left, take_top
from aotrainer.ui.picture import Film
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Transition
from aotrainer.ui.scenes.camera_view import CAMERA_FPS, show_camera
from aotrainer.ui.scenes.helping import ACTS, help_buttons
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.sound import Tone
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button
from aotrainer.ui.words import BEGIN_HERE, BEGIN_HERE_IN_TRIAL, clock_words, dotted

ASSIST_KEY = pygame.K_a
"""The therapist's: a helping hand was given."""
MODEL_SHARE = 0.65
"""At most so much of the column is the model's, however wide a window is."""
HIDDEN = {
    TrialKind.FROM_MEMORY: N_("Now from memory"),
    TrialKind.SELF_PACED: N_("At your own pace"),
}
IN_TRIAL = N_("Now do the movement")


class ImitateScene(PhaseScene):
    """The mirror, the model, the repetitions and the time left.

    seconds : of the model's clip, at its own speed
    """

    phase = Phase.IMITATE
    fps = CAMERA_FPS
    hands_speak = False
    heading = N_("Your turn")
    main_key = "done"
    main_label = N_("Done")

    def __init__(self, running: Running) -> None:
        super().__init__(running)
        self.image: Image | None = None
        self.seconds = 0.0
        self.guide = self._make_guide()
        self._film, self._model = Film(), Film()

    def handle(self, event: pygame.event.Event) -> Transition | None:
        """The therapist's key marks a helping hand; all else is for the buttons."""
        if event.type == pygame.KEYDOWN and event.key == ASSIST_KEY:
            now_s = self.running.services.clock()
            self.running.act(now_s, Session.assist)
            return self.turn()
        return super().handle(event)

    def choices(self, layout: SessionLayout) -> tuple[Button, ...]:
        """Done, and above it the ways out of what is too much."""
        scale = Scale.of(self.size)
        column = take_bottom(layout.column, scale.button, scale.gap)[1]
        return (*super().choices(layout), *help_buttons(take_bottom(column, scale.button)[0], scale))

    def press(self, key: str) -> Transition | None:
        """Help, or on."""
        if key not in ACTS:
            return super().press(key)
        return self.ask(ACTS[key])

    def step(self, now_s: float) -> Transition | None:
        """Choose the model's frame that is due."""
        transition = super().step(now_s)
        if self.current:
            film, rate = self.running.film(self._clip), self.running.session.rate
            elapsed_s = self.running.elapsed_s(now_s)
            before_s, self.seconds = self.seconds, (elapsed_s * rate) % (film.frames / film.fps)
            self._sound_tempo(before_s)
            if self._kind is TrialKind.WITH_MODEL:
                self.image = film.image(frame_index_at(elapsed_s, film.fps, rate, film.frames))
        return transition

    def caption(self) -> str:
        """Which exercise and set, and how often somebody helped."""
        helped = len(self.running.session.doing.assisted_s) if self.running.session.doing else 0
        words = _("Helped: {count}").format(count=helped)
        return dotted((super().caption(), words)) if helped else super().caption()

    def show(self, canvas: Canvas, layout: SessionLayout) -> None:
        """Mirror left; model, count and time in the column; the cue words below."""
        show_camera(canvas, layout.stage, self.running, self._film)
        if self.guide is not None:
            _draw_guide(canvas, layout.stage, self.guide.at(self.seconds))
        canvas.text(self._words(), layout.band, canvas.scale.lead, bold=True)
        buttons = 2 * canvas.scale.button + canvas.scale.gap
        column = take_bottom(layout.column, buttons, canvas.scale.gap)[1]
        model, rest = take_top(column, min(column.w * 9 / 16, column.h * MODEL_SHARE), canvas.scale.gap)
        self._show_model(canvas, model)
        self._show_numbers(canvas, rest)

    def _show_model(self, canvas: Canvas, rect: Rect) -> None:
        canvas.panel(rect, theme.STAGE)
        if self._kind in HIDDEN:
            words = _(IN_TRIAL if self.running.in_trial else HIDDEN[self._kind])
            box = inset(rect, canvas.scale.margin)
            canvas.text(words, box, canvas.scale.title, bold=True, colour=theme.WHITE, align="centre")
        elif self.image is not None:
            task = self.running.session.task
            self._model.draw(canvas, self.image, rect, task.mirrored(self._clip.file.view))

    def _show_numbers(self, canvas: Canvas, rect: Rect) -> None:
        left, right = grid(rect, 2, 1, canvas.scale.gap)
        counted = ngettext("repetition", "repetitions", self._count)
        for place, label in ((left, counted), (right, _("time left"))):
            foot = take_bottom(place, canvas.scale.smallest * 1.4)[0]
            canvas.text(label, foot, canvas.scale.smallest, align="centre", colour=theme.QUIET)
        number, ring = (take_bottom(place, canvas.scale.smallest * 1.4)[1] for place in (left, right))
        canvas.text(self._done(), number, round(canvas.scale.number * 1.3), bold=True, align="centre")
        side = min(ring.w, ring.h)
        canvas.ring(centred(ring, side, side), self.remaining_share, clock_words(self.remaining_s))

    def _words(self) -> str:
        """Where to begin, as long as the set waits for it; then a few words to keep in mind."""
        if self.running.session.waits_for_start:
            return _(BEGIN_HERE_IN_TRIAL if self.running.in_trial else BEGIN_HERE)
        return dotted(map(_, self.running.session.task.exercise.cue_words))

    def _done(self) -> str:
        goal = self.running.session.goal
        return str(self._count) if goal is None else f"{self._count}/{goal}"

    def _sound_tempo(self, before_s: float) -> None:
        """A tone when the model sets out and when it turns back."""
        call = self.guide.passed(before_s, self.seconds) if self.guide else None
        if call is not None:
            self.running.services.sounds.play(Tone.OUT if call == "out" else Tone.BACK)

    def _make_guide(self) -> TempoGuide | None:
        if not self.running.session.care.tempo_guide or self._kind is TrialKind.SELF_PACED:
            return None
        task = self.running.session.task
        return tempo_guide(task.reference, task.exercise.judging)

    @property
    def _kind(self) -> TrialKind:
        return self.running.session.care.done_as

    @property
    def _clip(self) -> ModelClip:
        """While one moves, the model moves as it does in the picture of oneself."""
        return self.running.session.task.judged_clip

    @property
    def _count(self) -> int:
        return self.running.session.repetitions


def _draw_guide(canvas: Canvas, stage: Rect, share: float) -> None:
    """A mark that goes up and down beside the mirror in the model's tempo."""
    scale = canvas.scale
    bar = take_left(inset(stage, scale.margin), scale.margin)[0]
    canvas.panel(bar, theme.TRACK, radius=bar.w // 2)
    radius = bar.w * 0.8
    canvas.dot((bar.centerx, bar.bottom - bar.w / 2 - share * (bar.h - bar.w)), radius, theme.AMBER)
