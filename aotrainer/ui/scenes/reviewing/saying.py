"""What a therapist types of a set or a repetition: a count, or a note; either can be taken back."""

from __future__ import annotations

from aotrainer.chart import text
from aotrainer.chart.correction import MAX_LETTERS, Correction, Ruling
from aotrainer.errors import ChartError
from aotrainer.language import N_, _
from aotrainer.ui.layout import grid, list_places
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.scene import Pop, Transition
from aotrainer.ui.scenes.numbers import NumberScene
from aotrainer.ui.scenes.typing import TypingScene
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button

MAX_DIGITS = 4


class Saying(TypingScene):
    """What was said before is the proposal; subclasses know what it `means`."""

    private = True
    ruling: Ruling

    def __init__(
        self,
        words: tuple[str, str],
        look: LookingBack,
        trial_id: int,
        repetition: int | None,
        before: str,
        longest: int,
    ) -> None:
        super().__init__(*words, before, longest)
        self.look, self._id, self._repetition, self._before = look, trial_id, repetition, before

    def means(self) -> Correction:
        """What was typed; raises `ChartError` for what makes no sense."""
        raise NotImplementedError

    def take(self) -> Transition:
        """Say it from now on."""
        page = self.look.writer.correction(self.look.entries, self._id, self.means())
        self.look.write(page)
        return Pop()

    def buttons(self) -> tuple[Button, ...]:
        """Between the others, a way to take it back."""
        if not self._before:
            return super().buttons()
        middle = grid(list_places(self.size)[2], 3, 1, Scale.of(self.size).margin)[1]
        return (*super().buttons(), Button("undo", _("Take it back"), middle))

    def press(self, key: str) -> Transition | None:
        """Take it back; or as on any line to type into."""
        if key != "undo":
            return super().press(key)
        page = self.look.writer.withdrawal(self.look.entries, self._id, self.ruling, self._repetition)
        self.look.write(page)
        return Pop()


class NoteOnScene(Saying):
    """A note on a set or a repetition."""

    ruling = Ruling.NOTE

    def __init__(
        self, look: LookingBack, trial_id: int, repetition: int | None, said: Correction | None
    ) -> None:
        words = (N_("Your note"), N_("It stands beside the numbers and changes none."))
        super().__init__(words, look, trial_id, repetition, said.words if said else "", MAX_LETTERS)

    def means(self) -> Correction:
        """In the therapist's words."""
        return Correction(self.ruling, self._repetition, words=self.typed)


class CountScene(Saying, NumberScene):
    """How many repetitions of a set there were."""

    ruling = Ruling.COUNT
    whole = True

    def __init__(
        self, look: LookingBack, trial_id: int, repetition: int | None, said: Correction | None
    ) -> None:
        words = (N_("How many repetitions were there?"), N_("Yours counts; the computed one is kept."))
        super().__init__(words, look, trial_id, repetition, str(said.count) if said else "", MAX_DIGITS)

    def means(self) -> Correction:
        """A whole number."""
        value = text.number(self.typed)
        if value != round(value):
            raise ChartError(*text.NO_NUMBER)
        return Correction(self.ruling, self._repetition, count=round(value))
