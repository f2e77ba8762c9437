"""Typing in the value of an outcome measure: one that is known, or the therapist's own."""

from __future__ import annotations

from dataclasses import replace

from aotrainer.chart import text
from aotrainer.chart.measurement import MAX_NAME, MAX_UNIT, Measurement
from aotrainer.chart.outcomes import MEASURES, OWN, OutcomeMeasure
from aotrainer.language import N_, _, number, pgettext
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.scene import Pop, Replace, Transition
from aotrainer.ui.scenes.message import MessageScene
from aotrainer.ui.scenes.numbers import NumberScene
from aotrainer.ui.scenes.reviewing.rows import Row, RowsScene
from aotrainer.ui.scenes.typing import TypingScene

MEASURE = "measure:"
LONGEST = 12
"""Letters of a number."""
TYPE_IT = N_("What was measured today. Typed in again on the same day, the new value counts.")


class MeasuresScene(RowsScene):
    """All that are known, and one's own."""

    columns, per_column = 2, 5

    def __init__(self, look: LookingBack) -> None:
        super().__init__(focus=f"{MEASURE}{next(iter(MEASURES))}")
        self.look = look

    def title(self) -> str:
        """The question."""
        return _("What was measured?")

    @property
    def count(self) -> int:
        """Of measures, with one's own."""
        return len(MEASURES) + 1

    def row(self, n: int) -> Row:
        """By its name; one's own is the last."""
        known = list(MEASURES.values())
        if n == len(known):
            return Row(f"{MEASURE}{OWN}", pgettext("measure", "Something else"))
        return Row(f"{MEASURE}{known[n].id}", _(known[n].name))

    def press(self, key: str) -> Transition | None:
        """Type in its value; of one's own, its name first."""
        if not key.startswith(MEASURE):
            return super().press(key)
        name = key.removeprefix(MEASURE)
        if name == OWN:
            return Replace(OwnNameScene(self.look))
        return Replace(ValueScene(self.look, MEASURES[name]))


class ValueScene(NumberScene):
    """A number, with the bounds below it."""

    private = True

    def __init__(self, look: LookingBack, measure: OutcomeMeasure) -> None:
        super().__init__(measure.name, TYPE_IT, longest=LONGEST)
        self.look, self.measure, self.whole = look, measure, measure.whole
        if measure.lowest is not None and measure.highest is not None:
            self.note = _("From {low} to {high} {unit}.").format(
                low=number(measure.lowest), high=number(measure.highest), unit=_(measure.unit)
            )

    def take(self) -> Transition:
        """Keep it; raises `ChartError` for what cannot be."""
        one, today = self.measure, self.look.today
        value = text.number(self.typed)
        if one.id == OWN:
            taken = Measurement(OWN, value, today, one.name, one.unit, one.higher_is_better)
        else:
            taken = Measurement(one.id, value, today)
        self.look.write(self.look.writer.measurement(self.look.entries, taken))
        return Pop()


class OwnNameScene(TypingScene):
    """How one's own measure is called."""

    private = True

    def __init__(self, look: LookingBack) -> None:
        super().__init__(N_("What was measured?"), N_("A name for it."), longest=MAX_NAME)
        self.look = look

    def take(self) -> Transition:
        """The unit is next."""
        return Replace(OwnUnitScene(self.look, text.line(self.typed, MAX_NAME, _("A name for it."))))


class OwnUnitScene(TypingScene):
    """In what it is counted."""

    private = True

    def __init__(self, look: LookingBack, name: str) -> None:
        super().__init__(N_("In which unit?"), N_("For instance: seconds."), longest=MAX_UNIT)
        self.look, self._name = look, name

    def take(self) -> Transition:
        """Whether more is better is next."""
        unit = text.line(self.typed, MAX_UNIT, _("In which unit?"))
        return Replace(DirectionScene(self.look, OutcomeMeasure(OWN, self._name, unit, None, None, True)))


class DirectionScene(MessageScene):
    """Whether more of it is better."""

    private = True

    def __init__(self, look: LookingBack, measure: OutcomeMeasure) -> None:
        super().__init__(
            _("Is more better?"),
            _("It tells whether a difference is a change for the better."),
            (("more", _("More is better")), ("less", _("Less is better")), ("back", _("Back"))),
        )
        self.look, self._measure = look, measure

    def press(self, key: str) -> Transition | None:
        """The value is next."""
        if key == "back":
            return Pop()
        return Replace(ValueScene(self.look, replace(self._measure, higher_is_better=key == "more")))
