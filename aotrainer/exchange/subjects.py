"""Everybody who is exported, with everything about them: what each writer gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from aotrainer.chart import Kind, in_force
from aotrainer.exchange.pseudonyms import Veil, labels, words_of_names
from aotrainer.holdings import LaterScore, Page, Person, Sitting
from aotrainer.store import Store
from aotrainer.trial import Patient


@dataclass(frozen=True, slots=True)
class Subject:
    """One person, by names or under a pseudonym.

    label : the pseudonym, `sub-` and hexadecimal digits
    sittings : each call reads them anew, one at a time
    """

    label: str
    person: Person
    pages: tuple[Page, ...]
    later_scores: tuple[LaterScore, ...]
    sittings: Callable[[], Iterator[tuple[str, Sitting]]]

    @property
    def in_force(self) -> frozenset[str]:
        """The uids of the pages of the chart that were not replaced or withdrawn."""
        entries = [page.entry for page in self.pages]
        return frozenset(entry.uid for kind in Kind for entry in in_force(entries, kind))

    @property
    def taken_back(self) -> frozenset[str]:
        """The uids of the pages that were withdrawn, and of those in whose place they stood."""
        pages = {page.entry.uid: page.entry for page in self.pages}
        found: set[str] = set()
        for entry in pages.values():
            before = entry.replaces if entry.withdrawn else None
            while before in pages and before not in found:
                found.add(before)
                before = pages[before].replaces
        return frozenset(found)


def subjects(store: Store, patients: Iterable[Patient], *, names: bool) -> Iterator[Subject]:
    """The patients, in the order of their uids, so that two records that hold the same give the same.

    The chart is read before the sessions: nothing in it is about an attempt that is not in one of them.
    """
    chosen = [(store.person(patient), patient) for patient in patients]
    called = labels(person.uid for person, _ in chosen)
    everybody = words_of_names(each.name for each in store.patients()) - _labels_in(called.values())
    veil = Veil(shown=names, known=everybody)
    for person, patient in sorted(chosen, key=lambda each: each[0].uid):
        yield _subject(store, patient, person, called[person.uid], veil)


def _subject(store: Store, patient: Patient, person: Person, label: str, veil: Veil) -> Subject:
    def sittings() -> Iterator[tuple[str, Sitting]]:
        for number, sitting in enumerate(store.sittings(patient), start=1):
            yield f"ses-{number:03}", veil.sitting(sitting)

    return Subject(
        label,
        veil.person(person, label),
        tuple(map(veil.page, store.pages(patient))),
        tuple(map(veil.later_score, store.later_scores(patient))),
        sittings,
    )


def _labels_in(called: Iterable[str]) -> frozenset[str]:
    """Words of pseudonyms: somebody who came in under one is called so, and it is no secret."""
    return words_of_names(called)
