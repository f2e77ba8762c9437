"""The level on which each exercise of a session is practised, and how it changes after a set."""

from __future__ import annotations

from aotrainer.care import Grading
from aotrainer.practice.grading import REPEAT, Outcome, Proposal, proposal
from aotrainer.practice.level import Level
from aotrainer.practice.rules import Rules
from aotrainer.protocol import Protocol
from aotrainer.task import Task

Key = tuple[str, str]
"""An exercise's id and the side."""


class Graded:
    """Levels by exercise and side.

    known : those of earlier sessions; rules : None, or grading "off", for practice that does not change

    Public state: the `proposal` after the latest set, which a therapist may accept; None when there is none.
    """

    def __init__(
        self, protocol: Protocol, grading: Grading, rules: Rules | None, known: dict[Key, Level]
    ) -> None:
        self.proposal: Proposal | None = None
        self._protocol, self._rules = protocol, rules if grading != "off" else None
        self._at_home = grading == "apply"
        self._levels = dict(known) if self._rules else {}
        self._outcomes: dict[Key, list[Outcome]] = {}

    @property
    def on(self) -> bool:
        """Whether practice is graded at all."""
        return self._rules is not None

    def level(self, task: Task) -> Level:
        """On which an exercise is practised now."""
        return self._levels.get(key_of(task)) or self._first(task)

    def _first(self, task: Task) -> Level:
        """Where practice begins: as prescribed, or as usual."""
        dosage, usual = task.dosage, task.exercise.dose.repetitions
        if dosage is None:
            return Level(self._protocol.rate, 1.0, True, usual)
        return Level(dosage.protocol.rate, dosage.range_share, True, dosage.repetitions or usual)

    def took(self, task: Task, outcome: Outcome, has_part: bool) -> Proposal | None:
        """A set ended; what may come next, and, at home, is in force already."""
        self.proposal = None
        if self._rules is None:
            return None
        outcomes = self._outcomes.setdefault(key_of(task), [])
        outcomes.append(outcome)
        self.proposal = proposal(self.level(task), outcomes, self._rules, has_part, self._at_home)
        if self.applied:
            self.accept(task)
        return self.proposal

    @property
    def applied(self) -> bool:
        """Whether the proposal needs nobody's consent."""
        found = self.proposal
        return found is not None and (found.step == REPEAT or (self._at_home and not found.ask_therapist))

    def accept(self, task: Task) -> None:
        """Put the proposal in force; sets count anew from here."""
        if self.proposal is not None:
            self._levels[key_of(task)] = self.proposal.level
            self._outcomes[key_of(task)] = []


def key_of(task: Task) -> Key:
    """By which a task is known from session to session."""
    return task.exercise.id, task.side
