"""One repetition, or a whole set: seen again beside the model, and what a therapist says of it.

What was computed stays beside it, and what was said can be taken back.
"""

from __future__ import annotations

from pygame import Rect

from aotrainer.chart.correction import Correction, Ruling
from aotrainer.errors import InvalidMotionError
from aotrainer.language import N_, _
from aotrainer.motion.replay import Replay, replay_of
from aotrainer.motion.score import Score
from aotrainer.review import words
from aotrainer.review.flaws import flaw_words, flaws
from aotrainer.trial import Trial
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import list_places, take_right, take_top
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.names import capital
from aotrainer.ui.replay import draw_replay
from aotrainer.ui.scene import Push, Transition
from aotrainer.ui.scenes.reviewing.rows import AFTER, BEFORE, RowsScene
from aotrainer.ui.scenes.reviewing.saying import CountScene, NoteOnScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look
from aotrainer.ui.words import dotted, points_words

NAMES = {
    Ruling.ASSISTED: N_("Assisted"),
    Ruling.NOT_VALID: N_("Not valid"),
    Ruling.COUNT: N_("Another count"),
    Ruling.NOTE: N_("A note"),
}
"""In the order on the screen."""
TYPED = {Ruling.COUNT: CountScene, Ruling.NOTE: NoteOnScene}
"""What is more than a mark, and where it is typed in."""
OF_THE_SET = (Ruling.COUNT,)
"""Cannot be said of a single repetition."""
RIGHT_SHARE = 0.32
"""Of the width, for what can be said."""
MARK_SHARE = 0.8
"""The height of what can be said, in buttons."""
LONGEST = 60
"""Letters of a note that are shown here."""
NOTHING_TO_SEE = N_("There is nothing to be seen again: no movement was kept, or no model is here.")


class RulingScene(RowsScene):
    """The replay on the left; on the right a mark for each thing that was said.

    repetition : its number from 1 on; None for the whole set, of which the worst moment is shown
    """

    fps = 30
    turns = (N_("The one before"), N_("The next one"))

    def __init__(self, look: LookingBack, trial_id: int, trial: Trial, repetition: int | None) -> None:
        super().__init__(focus=Ruling.ASSISTED.value)
        self.look, self.trial, self.repetition = look, trial, repetition
        self._id, self._began_s, self._now_s = trial_id, look.services.clock(), look.services.clock()
        outcome = trial.outcome
        cues = flaws(outcome, trial.judging) if isinstance(outcome, Score) else ()
        self._flaws = [capital(flaw_words(cue)) for cue in cues]
        self.replay = self._make_replay()

    def step(self, now_s: float) -> Transition | None:
        """The replay goes on."""
        self._now_s = now_s
        return None

    def title(self) -> str:
        """Which repetition, with its points."""
        outcome = self.trial.outcome
        if self.repetition is None or not isinstance(outcome, Score):
            return _("The whole set")
        numbered = _("Repetition {number}").format(number=self.repetition)
        return dotted((numbered, points_words(outcome.repetitions[self.repetition - 1].total)))

    def buttons(self) -> tuple[Button, ...]:
        """What can be said; the repetitions before and after; and back."""
        scale, body = Scale.of(self.size), self._halves()[1]
        said = []
        for ruling in self._rulings:
            cell, body = take_top(body, scale.button * MARK_SHARE, scale.gap)
            chosen = self._said(ruling) is not None
            said.append(Button(ruling.value, _(NAMES[ruling]), cell, Look.TOGGLE, chosen=chosen, large=True))
        return (*said, *super().buttons())

    def press(self, key: str) -> Transition | None:
        """Say it, or take it back; words and numbers are typed."""
        if key in (BEFORE, AFTER):
            self._turn(1 if key == AFTER else -1)
            return None
        ruling = next((each for each in self._rulings if each == key), None)
        if ruling is None:
            return super().press(key)
        if ruling in TYPED:
            return Push(TYPED[ruling](self.look, self._id, self.repetition, self._said(ruling)))
        entries, writer = self.look.entries, self.look.writer
        if self._said(ruling) is not None:
            page = writer.withdrawal(entries, self._id, ruling, self.repetition)
        else:
            page = writer.correction(entries, self._id, Correction(ruling, self.repetition))
        self.look.write(page)
        return None

    def paint(self, canvas: Canvas) -> None:
        """Both bodies, and the words that were said."""
        super().paint(canvas)
        left, right = self._halves()
        if self.replay is None:
            canvas.text(_(NOTHING_TO_SEE), left, canvas.scale.lead, top=True)
        else:
            elapsed_s = self._now_s - self._began_s
            judging, side = self.trial.judging, self.trial.side
            draw_replay(canvas, left, self.replay, elapsed_s, judging, side, N_("Patient"))
        height = len(self._rulings) * (canvas.scale.button * MARK_SHARE + canvas.scale.gap)
        below = take_top(right, height, canvas.scale.gap)[1]
        canvas.text("\n".join(self._words()), below, canvas.scale.body, colour=theme.QUIET, top=True)

    @property
    def _pages(self) -> int:
        """The repetitions are turned like pages."""
        outcome = self.trial.outcome
        return len(outcome.repetitions) if self.repetition and isinstance(outcome, Score) else 1

    @property
    def _rulings(self) -> list[Ruling]:
        return [each for each in NAMES if self.repetition is None or each not in OF_THE_SET]

    def _said(self, ruling: Ruling) -> Correction | None:
        said = self.look.said(self._id)
        return next(
            (each for each in said if (each.ruling, each.repetition) == (ruling, self.repetition)), None
        )

    def _words(self) -> list[str]:
        """What was wrong with it, and what was typed."""
        typed = [said for ruling in TYPED if (said := self._said(ruling)) is not None]
        told = [
            _("Counted: {count}").format(count=each.count)
            if each.ruling is Ruling.COUNT
            else words.shortened(each.words, LONGEST)
            for each in typed
        ]
        flaw = None if self.repetition is None else self._flaws[self.repetition - 1]
        return [*filter(None, [flaw]), *(told or [_("What was computed is kept in any case.")])]

    def _turn(self, step: int) -> None:
        if self.repetition is not None:
            self.repetition = (self.repetition - 1 + step) % self._pages + 1
            self.replay, self._began_s = self._make_replay(), self._now_s

    def _make_replay(self) -> Replay | None:
        """None where there is nothing to be compared."""
        trial, library = self.trial, self.look.services.library
        known = trial.exercise_id in library.exercises
        if trial.motion is None or not isinstance(trial.outcome, Score) or not known:
            return None
        task = self.look.services.make_task(trial.exercise_id, trial.side, None)
        try:
            return replay_of(
                task.reference, trial.motion, trial.judging, trial.outcome, self.repetition, task.askew
            )
        except InvalidMotionError:  # the exercise has another model by now
            return None

    def _halves(self) -> tuple[Rect, Rect]:
        body = list_places(self.size)[1]
        right, left = take_right(body, body.w * RIGHT_SHARE, Scale.of(self.size).margin)
        return left, right
