"""What is practised in a session, in which order, and how hard: exercises, their sets, their levels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from aotrainer.errors import ProtocolError
from aotrainer.language import N_
from aotrainer.practice.grading import Outcome, Proposal
from aotrainer.practice.level import Level
from aotrainer.protocol import Protocol
from aotrainer.session.grading import Graded
from aotrainer.task import Task

PartOf = Callable[[Task], Task | None]


def no_part(_task: Task) -> None:
    """No exercise has a part."""


class Course:
    """Leads through tasks, each in as many sets as its protocol asks for.

    protocol : of each task that has no dosage of its own
    part_of : the part action of a task, None if it has none

    Public state: the `tasks` as they are done, whole or in part; `set_number` of the present one, from 1; and
    those that were `met` so far. Raises `ProtocolError` without any task.
    """

    def __init__(self, tasks: Sequence[Task], protocol: Protocol, graded: Graded, part_of: PartOf) -> None:
        if not tasks:
            raise ProtocolError(N_("No exercise was chosen."), N_("Choose at least one."))
        self.tasks, self.graded = list(tasks), graded
        self.set_number = 1
        self.met: list[Task] = []
        self._asked_for, self._usual = tuple(tasks), protocol
        self._part_of = cache(part_of)  # clips have to be opened for it
        self._at = 0
        for number in range(len(tasks)):
            self._choose_part(number)

    @property
    def task(self) -> Task:
        """The exercise under way; at the end, the last one."""
        return self.tasks[self._at]

    @property
    def asked_for(self) -> Task:
        """What was chosen: the whole exercise, even while a part of it is done."""
        return self._asked_for[self._at]

    @property
    def protocol(self) -> Protocol:
        """That of the exercise under way."""
        return self._protocol_at(self._at)

    @property
    def goal(self) -> int | None:
        """After how many repetitions a set ends; None where time alone ends it."""
        dosage = self.asked_for.dosage
        return self.level.repetitions if self.graded.on or (dosage and dosage.repetitions) else None

    @property
    def next_task(self) -> Task | None:
        """What comes after this set: the same exercise again, the next one, or nothing."""
        if self.set_number < self.protocol.sets:
            return self.task
        return self.tasks[self._at + 1] if self._at + 1 < len(self.tasks) else None

    @property
    def next_set(self) -> tuple[int, int]:
        """The number of the set after this one, and of how many; not asked where nothing follows."""
        if self.set_number < self.protocol.sets:
            return self.set_number + 1, self.protocol.sets
        return 1, self._protocol_at(self._at + 1).sets

    @property
    def level(self) -> Level:
        """How hard the exercise is practised."""
        return self.graded.level(self.asked_for)

    @property
    def loops(self) -> int:
        """Whole passes of a clip that make up the dose; never less than the protocol's watching time."""
        return self.task.passes_for(self.protocol.observe_s, self.level.rate)

    @property
    def watching_s(self) -> float:
        """Seconds that the dose takes."""
        return self.task.watching_s(self.loops, self.level.rate)

    def go_on(self) -> bool:
        """On to the next set; whether it is one of another exercise."""
        if self.set_number < self.protocol.sets:
            self.set_number += 1
            return False
        return self.skip()

    def skip(self) -> bool:
        """On to the next exercise; whether there is one."""
        if self._at + 1 >= len(self.tasks):
            return False
        self._at, self.set_number = self._at + 1, 1
        return True

    def take_part(self) -> Task | None:
        """A part of the exercise in its place, from its first set on; None if it has none."""
        part = self._part_of(self.task)
        if part is not None:
            self.tasks[self._at], self.set_number = part, 1
        return part

    def took(self, outcome: Outcome) -> Proposal | None:
        """A set ended like this: what may come next, which is in force already where nobody has to agree."""
        if not self.graded.on:
            return None
        step = self.graded.took(self.asked_for, outcome, self._part_of(self.asked_for) is not None)
        if self.graded.applied:
            self._choose_part(self._at)
        return step

    def accept(self) -> None:
        """Put the proposal in force."""
        self.graded.accept(self.asked_for)
        self.graded.proposal = None
        self._choose_part(self._at)

    def _protocol_at(self, number: int) -> Protocol:
        dosage = self._asked_for[number].dosage
        return dosage.protocol if dosage else self._usual

    def _choose_part(self, number: int) -> None:
        """The whole exercise or the part of it, as its level says."""
        whole = self._asked_for[number]
        part = None if self.graded.level(whole).whole else self._part_of(whole)
        self.tasks[number] = part or whole
