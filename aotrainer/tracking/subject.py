"""Which person in the picture is the patient, and that the landmarks are theirs and nobody else's.

The landmarker follows one body and does not know whose. So whoever is the patient is chosen among all people
in the picture (by a point, by a box, or as the largest near the middle) and followed by continuity. While
others are there, the landmarker is shown the surroundings of the patient only; where it leaps to somebody
else all the same, or two people cannot be told apart, the frame is marked instead of holding a wrong body.

Somebody who passes in front of the patient takes the landmarker along, and for a moment the two are found as
one. Then nothing is believed until they are apart again: whoever stands where the patient stood is them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.pose import PoseFrame
from aotrainer.tracking.camera import Picture
from aotrainer.tracking.people import Box, Person, largest_in_the_middle

MARGIN, LOST_MARGIN = 0.4, 0.8
"""Sizes of the patient (one and a half trunks) left visible around them: a hand at 3 m/s goes 0.13 from one
picture to the next; a lost patient may have taken a step."""
STEP, SPEED_S, LONGEST_S = 0.3, 3.0, 0.3
"""Sizes by which a body may move at once and in a second (2.3 m/s), for as long as it was not seen; further
means that the landmarker has gone over to another person."""
ALIKE = 0.5
"""A body that has become so much smaller, or as much larger, is another one."""
NEAR = 1.0
"""Sizes within which somebody found anew is still the patient."""
TOO_CLOSE = 0.1
"""Share by which heads and trunks overlap from which on the landmarker mixes two bodies up: 0.6 trunk lengths
off, measured on one person who passes in front of another."""
BESIDE = 1.3
"""Sizes between two people within which one may hide the other until the next look."""
MERGED_S, DOUBTED_S = 3.0, 10.0
"""Who is found alone for so long after two people met is alone: the other one went away, or keeps behind. It
takes longer where they are not quite where the patient was: the other one may stand in front."""
IN_PLACE = 0.6
"""Share by which head and trunk overlap with where they were, of somebody who has not moved."""
LOOK_S, BESIDE_S = 0.9, 0.35
"""How often everybody in the picture is looked for: alone, and beside others, who may walk in between."""
FORGOTTEN_S = 5.0
"""Who has not been seen for so long has left, and somebody else may be the patient."""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody who is not the patient, and where they are going.

    velocity : (2,) picture heights per second
    """

    person: Person
    seen_s: float
    velocity: FloatArray

    def core_at(self, time_s: float) -> Box:
        """Where head and trunk will be if they go on like this."""
        return self.person.core.moved(self.velocity * (time_s - self.seen_s))


@dataclass(frozen=True, slots=True)
class Subject:
    """The patient's place in the picture, as last seen, and everybody else's.

    asked : a box in which the patient is said to be, until the next look; of no size for a point
    home : where the latest look that told everybody apart found the patient
    merged_s : since when two people are found as one; None if they are not
    """

    patient: Person | None = None
    others: tuple[Other, ...] = ()
    seen_s: float = -math.inf
    asked: Box | None = None
    home: Person | None = None
    merged_s: float | None = None

    def ask(self, box: Box) -> Subject:
        """With the wish that whoever is there be the patient."""
        return replace(self, asked=box)

    def among(self, people: Sequence[Person], time_s: float) -> Subject:
        """After a look at everybody."""
        if self._merged(people, time_s):
            since = time_s if self.merged_s is None else self.merged_s
            return replace(self, patient=self.home, others=(), merged_s=since)
        mine = self._mine(people, time_s)
        others = tuple(self._other(one, time_s) for one in people if one is not mine)
        if mine is None:
            return replace(self, others=others)
        followed = (
            self.asked is None and time_s - self.seen_s < LONGEST_S and _apart(self.patient, mine) < STEP
        )
        patient = self.patient if followed else mine
        return Subject(patient, others, max(time_s, self.seen_s), home=mine)

    def view(self, picture: Picture) -> Picture:
        """The picture with everything black but the patient and what is around them, if others are there."""
        if self.patient is None or not self.beside_others:
            return picture
        lost = picture.time_s - self.seen_s > LONGEST_S
        box = self.patient.whole.wider((LOST_MARGIN if lost else MARGIN) * self.patient.size)
        height, width = picture.image.shape[:2]
        rows = _pixels(box.top, box.bottom, height, height)
        columns = _pixels(box.left, box.right, height, width)
        image = np.zeros_like(picture.image)
        image[rows, columns] = picture.image[rows, columns]
        return Picture(picture.time_s, image)

    def followed(self, frame: PoseFrame) -> tuple[Subject, PoseFrame]:
        """After tracking: the frame if it is the patient's; if it may not be, one without anybody.

        It is marked as crowded where others are there: somebody alone should not hear of others.
        """
        if frame.has_person and self._is_patient(found := Person.of(frame), frame.time_s):
            return replace(self, patient=found, seen_s=frame.time_s), frame
        return self, PoseFrame.nobody(frame.time_s, crowded=self.beside_others)

    @property
    def beside_others(self) -> bool:
        """Whether somebody else is there, or was a moment ago and is hidden."""
        return bool(self.others) or self.merged_s is not None

    def wants_look(self, since_s: float) -> bool:
        """Whether everybody has to be looked for again, so long after the latest look."""
        return since_s >= (BESIDE_S if self.beside_others else LOOK_S)

    def _merged(self, people: Sequence[Person], time_s: float) -> bool:
        """Whether somebody who was beside the patient has vanished, and not for long."""
        if self.asked is not None or self.home is None or len(people) != 1:
            return False
        if self.merged_s is not None:
            in_place = people[0].core.overlap(self.home.core) >= IN_PLACE
            return time_s - self.merged_s < (MERGED_S if in_place else DOUBTED_S)
        return any(_apart(self.home, other.person) < BESIDE for other in self.others)

    def _mine(self, people: Sequence[Person], time_s: float) -> Person | None:
        if not people:
            return None
        if self.asked is not None:
            return _at(self.asked, people)
        if len(people) == 1 and not self.beside_others:
            return people[0]
        # Beside others the landmarker may have been taken along; alone it is right, and newer.
        last = self.home if self.beside_others else self.patient
        if last is not None:
            nearest = min(people, key=lambda one: _apart(last, one))
            if _apart(last, nearest) <= NEAR:
                return nearest
            if time_s - self.seen_s < FORGOTTEN_S:
                return None
        return largest_in_the_middle(people)

    def _other(self, one: Person, time_s: float) -> Other:
        """Somebody who is not the patient, with the way since the latest look if they were there."""
        for before in self.others:
            step = one.core.centre - before.person.core.centre
            if _apart(before.person, one) < NEAR and time_s > before.seen_s:
                return Other(one, time_s, step / (time_s - before.seen_s))
        return Other(one, time_s, np.zeros(2))

    def _is_patient(self, found: Person, time_s: float) -> bool:
        if self.patient is None:
            return True
        core = self.patient.core
        if self.merged_s is not None or any(
            other.core_at(time_s).overlap(core) > TOO_CLOSE for other in self.others
        ):
            return False
        unseen_s = min(time_s - self.seen_s, LONGEST_S)
        near = _apart(self.patient, found) <= STEP + SPEED_S * unseen_s
        return near and ALIKE <= found.size / self.patient.size <= 1 / ALIKE


def _apart(one: Person | None, other: Person) -> float:
    """How far two people are from each other, in the first one's sizes; none if there is no first one."""
    if one is None:
        return 0.0
    return float(np.linalg.norm(one.core.centre - other.core.centre)) / one.size


def _at(asked: Box, people: Sequence[Person]) -> Person:
    """Who overlaps most with a box, or is nearest to it."""
    x, y = asked.centre

    def fits(one: Person) -> tuple[float, bool, float]:
        away = float(np.linalg.norm(one.core.centre - asked.centre))
        return one.whole.overlap(asked), one.core.holds(x, y), -away

    return max(people, key=fits)


def _pixels(low: float, high: float, height: int, length: int) -> slice:
    """The pixels between two places in picture heights from the middle."""
    first, last = (round(at * height + length / 2) for at in (low, high))
    return slice(max(0, first), max(0, last))
