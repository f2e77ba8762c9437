"""What is kept of one person while a therapist looks back: read once, and worked out anew after each word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from aotrainer.audit import Deed
from aotrainer.chart import Entry
from aotrainer.chart.correction import Corrected, Correction, corrections_of
from aotrainer.chart.writing import Writer
from aotrainer.reports import folder_of, write_page
from aotrainer.review import Course, Kept, Reader, course_of, gather
from aotrainer.review.kept import Key, with_corrections
from aotrainer.trial import Patient

if TYPE_CHECKING:
    from aotrainer.ui.services import Services


class LookingBack:
    """Shared by the screens of a review. Whoever opens one is in the audit trail.

    kept, course : None until they were `read`, which takes about a second with a year of daily training
    """

    def __init__(self, services: Services, patient: Patient) -> None:
        self.services, self.patient = services, patient
        self.kept: Kept | None = None
        self.course: Course | None = None
        self._by_exercise: Mapping[Key, Sequence[Corrected]] = {}
        self._by_id: Mapping[int, Corrected] = {}
        self._said: Mapping[int, Sequence[Correction]] = {}
        services.audited(Deed.OPENED, patient, what="review")

    @property
    def today(self) -> date:
        """Where the computer stands."""
        return self.services.utc_now().astimezone().date()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All pages of the chart."""
        return tuple(self.kept.entries) if self.kept else ()

    @property
    def writer(self) -> Writer:
        """Who writes now."""
        return Writer(self.services.author, self.services.utc_now())

    @property
    def folder(self) -> Path:
        """Where reports are written."""
        return folder_of(self.services.store.path)

    def read(self) -> None:
        """Everything, from the record; raises `StoreError`.

        A station without its server knows too little of anybody to tell how they get on.
        """
        store = self.services.store
        kept = gather(store, self.patient)
        if store.alone is not None:
            raise store.alone
        self._keep(kept)

    @property
    def not_counted(self) -> Sequence[Key]:
        """Exercises of which a therapist has said that no set is valid, so that this can be taken back."""
        counted = {(each.exercise_id, each.side) for each in self.course.exercises} if self.course else ()
        return [key for key in self._by_exercise if key not in counted]

    def trials(self, key: Key) -> Sequence[Corrected]:
        """Every attempt at an exercise on one side, the newest last."""
        return self._by_exercise.get(key, ())

    def trial(self, trial_id: int) -> Corrected:
        """One of them, with what a therapist said of it so far."""
        return self._by_id[trial_id]

    def said(self, trial_id: int) -> Sequence[Correction]:
        """What a therapist says of an attempt, in force."""
        return self._said.get(trial_id, ())

    def write(self, page: Entry) -> None:
        """Put a page into the chart, and note that; raises `StoreError`."""
        store = self.services.store
        store.keep_entry(self.patient, page)
        self.services.audited(Deed.CHANGED, self.patient, chart=page.kind.value)
        if self.kept is not None:
            entries = store.entries(self.patient)
            anew = dict(self._by_id)
            if page.trial_id is not None:
                record = anew[page.trial_id].original
                (anew[page.trial_id],) = with_corrections(store, [record], entries)
            self._keep(replace(self.kept, entries=entries, trials=tuple(anew.values())))

    def report(self, reader: Reader) -> Path:
        """Write one, and note it; raises `ReportError`."""
        if self.course is None:
            raise RuntimeError("Nothing was read yet.")
        file = write_page(self.course, reader, self.patient, self.folder)
        self.services.audited(Deed.EXPORTED, self.patient, what="report", reader=reader)
        return file

    def _keep(self, kept: Kept) -> None:
        self.kept, self._by_exercise = kept, _by_exercise(kept)
        self._by_id = {each.original.trial_id: each for each in kept.trials}
        self._said = corrections_of(kept.entries)
        self.course = course_of(kept, self.services.library.exercises, self.today)


def _by_exercise(kept: Kept) -> Mapping[Key, Sequence[Corrected]]:
    found: dict[Key, list[Corrected]] = {}
    for each in kept.trials:
        found.setdefault((each.original.exercise_id, each.original.side), []).append(each)
    return found
