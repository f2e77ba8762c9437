"""A plan while a therapist changes it: it is in the chart once it is kept, as a new version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aotrainer.audit import Deed
from aotrainer.chart.plan import Key, Plan, Prescription, Version, new_version, plan_in_force, versions
from aotrainer.chart.presets import Course
from aotrainer.trial import Patient

if TYPE_CHECKING:
    from aotrainer.ui.services import Services


class Draft:
    """Shared by the screens that show and change it.

    plan : as it is so far; versions : those in the chart, the newest last
    may_fall : whether exercises are done seated where they can be
    course : the preset that was chosen, whose dose exercises that are added get, too; None for their own
    """

    def __init__(self, services: Services, patient: Patient) -> None:
        self.patient, self.services = patient, services
        self.course: Course | None = None
        self.may_fall = services.store.care(patient).fall_risk
        self._read()
        self.plan = self._kept

    @property
    def changed(self) -> bool:
        """Whether there is something to keep."""
        return self.plan != self._kept

    @property
    def in_force(self) -> Version | None:
        """The version that holds, with its date."""
        return self._in_force

    def toggle(self, prescription: Prescription) -> None:
        """Take an exercise in on a side, or out if it is there."""
        if self.plan.prescribed(prescription.key) is not None:
            self.plan = self.plan.without(prescription.key)
        else:
            self.plan = self.plan.having(self.course.dosed(prescription) if self.course else prescription)

    def choose(self, course: Course) -> None:
        """Give a preset's dose to all exercises, those as well that are added later."""
        self.course, self.plan = course, course.applied(self.plan)

    def change(self, key: Key, prescription: Prescription) -> None:
        """Put another prescription in the place of one."""
        self.plan = self.plan.changing(key, prescription)

    def keep(self) -> None:
        """Write the plan into the chart as its newest version, and note it; raises `StoreError`."""
        store, now = self.services.store, self.services.utc_now()
        page = new_version(store.entries(self.patient), self.plan, now, self.services.author)
        store.keep_entry(self.patient, page)
        self.services.audited(Deed.CHANGED, self.patient, chart="plan")
        self._read()

    def _read(self) -> None:
        entries = self.services.store.entries(self.patient)
        self.versions, self._in_force = versions(entries), plan_in_force(entries)
        self._kept = self._in_force.plan if self._in_force else Plan()
