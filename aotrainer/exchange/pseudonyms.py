"""What must not leave the machine: names, and free words in which names may stand.

Unless names are asked for, a person is called by the beginning of their uid, therapists and computers are
numbered in the order in which they appear, and of what was typed in free words nothing is told but that there
was something. Numbers, dates and the program's own words stay. Who has the record can still say who is who;
nobody else can. What was veiled once stays the same when it is veiled again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from aotrainer.event import Event, What
from aotrainer.holdings import LaterScore, Page, Person, Sitting
from aotrainer.identity import SHORTEST, UID_LENGTH, pseudonym
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.score import Score
from aotrainer.trial import Trial

WITHHELD = "[withheld]"
"""Stands for free words."""
CODED = frozenset(
    {
        *("arm", "decline", "demonstrator", "exercise", "instead", "kind", "missing", "perspective", "phase"),
        *("reason", "side", "step", "views", "what", "why"),
    }
)
"""Names under which an event has a code or a phrase of the program; any other text is free words."""
CODED_IN_CHART = frozenset(
    {"exercise_id", "kind", "measure", "protocol_id", "ruling", "side", "status", "unit"}
)
"""The same for pages of the chart, where it has to be one word."""
PHRASE = re.compile(r"[\w ,;:./%+-]{0,120}")
"""What a phrase of the program looks like."""
ONE_WORD = re.compile(r"[A-Za-z0-9_.:%/+-]{0,64}")
FREE_IN = frozenset({(What.TROUBLE, "what"), (What.CHECKED, "item"), (What.ENDED, "item")})
"""Where an event has free words under a name that elsewhere stands for a code."""
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
"""What the program calls its values."""
NOBODYS = re.compile(r"[0-9a-f]{32}|\d{4}-\d\d-\d\d([T ][0-9:.]{5,15}(Z|[+-]\d\d:?\d\d)?)?")
"""Uids and dates say nobody's name, wherever they stand."""
MIN_NAME = 2
"""Letters of a name that is looked for in the program's words."""


@dataclass(slots=True)
class Veil:
    """Names shown or not; `known` are those that must not be seen, in lower case.

    therapists, stations : numbers that were given so far
    """

    shown: bool
    known: frozenset[str] = frozenset()
    therapists: dict[str, str] = field(default_factory=dict)
    stations: dict[str, str] = field(default_factory=dict)

    def person(self, person: Person, label: str) -> Person:
        """Somebody, called by their label; the words that were typed for them are left out."""
        if self.shown:
            return person
        return replace(person, name=label, care=replace(person.care, checklist=(), emergency=""))

    def sitting(self, sitting: Sitting) -> Sitting:
        """A session."""
        if self.shown:
            return sitting
        return replace(
            sitting,
            station=_numbered(self.stations, "station", sitting.station),
            events=tuple(map(self._event, sitting.events)),
            trials=tuple(map(self._trial, sitting.trials)),
        )

    def page(self, page: Page) -> Page:
        """A page of the chart."""
        if self.shown:
            return page
        author = _numbered(self.therapists, "therapist", page.entry.author) or ""
        content = self._mapping(page.entry.content, CODED_IN_CHART, ONE_WORD)
        return replace(page, entry=replace(page.entry, author=author, content=content))

    def later_score(self, later: LaterScore) -> LaterScore:
        """Another algorithm's score."""
        return later if self.shown else replace(later, outcome=self._outcome(later.outcome))

    def _event(self, event: Event) -> Event:
        free = {name for what, name in FREE_IN if what is event.what}
        details = {
            name: WITHHELD if name in free and value else value for name, value in event.details.items()
        }
        return replace(event, details=self._mapping(details, CODED, PHRASE))

    def _trial(self, trial: Trial) -> Trial:
        display = replace(trial.display, perspective=self._own_words(trial.display.perspective))
        return replace(trial, display=display, outcome=self._outcome(trial.outcome))

    def _outcome(self, outcome: Score | Unscorable) -> Score | Unscorable:
        """The program's own words may name somebody only where they name an exercise of the therapist's."""
        if isinstance(outcome, Score):
            return outcome
        named = self._own_words(outcome.named)
        return replace(outcome, words=self._own_words(outcome.words), named=named)

    def _own_words(self, words: str) -> str:
        spoken = set(re.findall(r"\w+", words.casefold()))
        return WITHHELD if spoken & self.known else words

    def _mapping(
        self, content: Mapping[str, Any], coded: Collection[str], alike: re.Pattern[str]
    ) -> dict[str, Any]:
        """With free words withheld, at any depth; `coded` names have words that look like `alike`."""

        def veiled(name: str, value: Any) -> Any:
            if isinstance(value, Mapping):
                return self._mapping(value, coded, alike)
            if isinstance(value, list | tuple):
                return [veiled(name, each) for each in value]
            if not isinstance(value, str) or not value or NOBODYS.fullmatch(value):
                return value
            return self._own_words(value) if name in coded and alike.fullmatch(value) else WITHHELD

        return {
            (name if NAME.fullmatch(name) else WITHHELD): veiled(name, value)
            for name, value in content.items()
        }


def words_of_names(names: Iterable[str]) -> frozenset[str]:
    """Each word of the names that is long enough to be recognised, in lower case."""
    words = {word for name in names for word in re.findall(r"\w+", name.casefold())}
    return frozenset(word for word in words if len(word) >= MIN_NAME)


def labels(uids: Iterable[str]) -> dict[str, str]:
    """By uid: `sub-` and its first digits, at least eight, as many as tell all of them apart."""
    uids = tuple(uids)
    length = next(
        n for n in range(SHORTEST, UID_LENGTH + 1) if len({uid[:n] for uid in uids}) == len(set(uids))
    )
    return {uid: pseudonym(uid, length) for uid in uids}


def _numbered(given: dict[str, str], word: str, name: str | None) -> str | None:
    if name is None:
        return None
    return given.setdefault(name, f"{word}-{len(given) + 1}")
