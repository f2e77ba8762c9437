"""The sets of one exercise, the newest first; and the repetitions of a set, each with its flaw."""

from __future__ import annotations

from collections.abc import Sequence

from aotrainer.chart.correction import Corrected
from aotrainer.language import N_, _, ngettext
from aotrainer.motion.score import Score
from aotrainer.review import words
from aotrainer.review.flaws import flaw_words, flaws
from aotrainer.review.kept import Key
from aotrainer.trial import Trial
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import list_places
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.scene import Push, Transition
from aotrainer.ui.scenes.reviewing.rows import Row, RowsScene
from aotrainer.ui.scenes.reviewing.ruling import RulingScene
from aotrainer.ui.words import dotted, points_words

SET, REPETITION = "set:", "repetition:"
ASSISTED, NOT_VALID = N_("assisted"), N_("not valid")
NO_FLAW = N_("nothing to change")
NO_SCORE = N_("no score")


class SetsScene(RowsScene):
    """Every set with its date and points; the person's newest comes first."""

    def __init__(self, look: LookingBack, key: Key, title: str) -> None:
        super().__init__(focus=f"{SET}0")
        self.look, self._key, self._title = look, key, title

    def title(self) -> str:
        """Of which exercise."""
        return self._title

    @property
    def count(self) -> int:
        """Of sets."""
        return len(self._done)

    def row(self, n: int) -> Row:
        """A set, with what a therapist said of it."""
        done = self._done[-1 - n]
        return Row(f"{SET}{n}", set_words(done), _heading(self.look, done))

    def press(self, key: str) -> Transition | None:
        """Open a set."""
        if key.startswith(SET):
            return Push(RepetitionsScene(self.look, self._done[-1 - int(key.removeprefix(SET))]))
        return super().press(key)

    @property
    def _done(self) -> Sequence[Corrected]:
        return self.look.trials(self._key)


class RepetitionsScene(RowsScene):
    """One set: every repetition with its flaw, or why there is no score."""

    def __init__(self, look: LookingBack, done: Corrected) -> None:
        super().__init__(focus=f"{REPETITION}1")
        self.look, self._id = look, done.original.trial_id
        self.trial: Trial = look.services.store.load_trial(self._id)
        score = self.trial.outcome
        self._flaws = flaws(score, self.trial.judging) if isinstance(score, Score) else ()
        if not self._flaws:
            self.focus.key = "whole"

    @property
    def done(self) -> Corrected:
        """As a therapist sees it by now."""
        return self.look.trial(self._id)

    def title(self) -> str:
        """Which set."""
        return _heading(self.look, self.done)

    @property
    def count(self) -> int:
        """Of repetitions."""
        return len(self._flaws)

    def row(self, n: int) -> Row:
        """A repetition, with its flaw and its points."""
        return Row(f"{REPETITION}{n + 1}", flaw_words(self._flaws[n]) or _(NO_FLAW), self._caption(n + 1))

    def foot(self) -> Sequence[tuple[str, str]]:
        """What can be said of all of it."""
        return (("whole", _("The whole set")),)

    def press(self, key: str) -> Transition | None:
        """Look at a repetition, or say something of the set."""
        if key.startswith(REPETITION):
            return Push(self._ruling(int(key.removeprefix(REPETITION))))
        return Push(self._ruling(None)) if key == "whole" else super().press(key)

    def paint(self, canvas: Canvas) -> None:
        """Why there is no score, where there is none."""
        super().paint(canvas)
        if not isinstance(self.trial.outcome, Score):
            body = list_places(canvas.size)[1]
            canvas.text(self.trial.outcome.in_words(), body, canvas.scale.lead, top=True)

    def _ruling(self, number: int | None) -> RulingScene:
        return RulingScene(self.look, self._id, self.trial, number)

    def _caption(self, number: int) -> str:
        outcome, done = self.trial.outcome, self.done
        points = [points_words(outcome.repetitions[number - 1].total)] if isinstance(outcome, Score) else []
        said = [
            _(word)
            for word, found in ((ASSISTED, done.assisted), (NOT_VALID, done.not_valid))
            if number in found
        ]
        return dotted((_("Repetition {number}").format(number=number), *points, *said))


def set_words(done: Corrected) -> str:
    """Points and repetitions that count, and what a therapist said."""
    record = done.effective
    counted = ngettext("{count} repetition", "{count} repetitions", record.repetitions)
    said = ((ASSISTED, done.all_assisted), (NOT_VALID, done.all_not_valid))
    return ", ".join(
        (
            _(NO_SCORE) if record.total is None else points_words(record.total),
            counted.format(count=record.repetitions),
            *(_(word) for word, found in said if found),
        )
    )


def _heading(look: LookingBack, done: Corrected) -> str:
    record = done.original
    day = record.started_at.astimezone(look.kept.zone if look.kept else None).date()
    return dotted((words.day_words(day), _("set {number}").format(number=record.set_number)))
