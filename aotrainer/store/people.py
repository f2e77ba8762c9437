"""Who is in the record, and what was set for them and for the computer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from aotrainer.care import Care
from aotrainer.clips import Demonstrator
from aotrainer.errors import StoreError, UnknownPatientError
from aotrainer.identity import new_uid
from aotrainer.language import N_
from aotrainer.store import names, queries
from aotrainer.store.models import PatientRow, SettingRow
from aotrainer.store.transactions import Transactions
from aotrainer.trial import Patient


class People(Transactions):
    """Patients and settings."""

    def add_patient(self, name: str, now: datetime) -> Patient:
        """Add a person; raises `StoreError` for a name that is empty, too long, or taken in any case."""
        name = names.tidy(name)
        with self._writing() as session:
            taken = session.scalar(select(PatientRow.name).where(PatientRow.name_key == names.key(name)))
            if taken is not None:
                raise StoreError(
                    N_("There is a patient called “{name}” already."),
                    N_("Choose that one, or add something that tells the two apart."),
                    name=taken,
                )
            row = PatientRow(name=name, name_key=names.key(name), created_at=now, uid=new_uid())
            session.add(row)
            session.flush()
            return queries.patient(row)

    def patient(self, name: str) -> Patient:
        """The patient of that name, whatever its case; raises `UnknownPatientError` that names the likely."""
        known = {names.key(each.name): each for each in self.patients()}
        found = known.get(names.key(name))
        if found is None:
            raise _mistaken(name, (each.name for each in known.values()))
        return found

    def patients(self) -> tuple[Patient, ...]:
        """Everybody, the most recently used first; then, who never had a session, by name."""
        with self._reading() as session:
            return queries.patients(session)

    def choose_demonstrator(self, patient: Patient, demonstrator: Demonstrator | None) -> Patient:
        """Note whom a patient is shown from now on, None for whoever an exercise was filmed with."""
        with self._writing() as session:
            row = patient_row(session, patient)
            row.demonstrator = demonstrator
            return queries.patient(row)

    def care(self, patient: Patient) -> Care:
        """What was set for a patient."""
        with self._reading() as session:
            return Care.from_json(patient_row(session, patient).care or {})

    def keep_care(self, patient: Patient, care: Care, instead_of: Care | None = None) -> None:
        """Set it anew.

        instead_of : what was read before it was changed. Raises `StoreError` where somebody else, as at
            another computer, has set something else meanwhile: that is not overwritten unseen.
        """
        with self._writing() as session:
            row = patient_row(session, patient)
            if instead_of is not None and Care.from_json(row.care or {}) != instead_of:
                raise StoreError(
                    N_("Somebody else has just changed what is set for {name}."),
                    N_("See what is set now, and change it again if it is still needed."),
                    name=row.name,
                )
            row.care = care.to_json() or None

    def setting(self, name: str) -> Mapping[str, Any]:
        """What was set for this computer under a name; empty when nothing was."""
        with self._reading() as session:
            row = session.get(SettingRow, name)
            return {} if row is None else row.value

    def keep_setting(self, name: str, value: Mapping[str, Any]) -> None:
        """Set it anew."""
        with self._writing() as session:
            session.merge(SettingRow(name=name, value=dict(value)))


def patient_row(session: Session, patient: Patient) -> PatientRow:
    """The row of somebody; raises `UnknownPatientError` for who was forgotten meanwhile."""
    row = session.get(PatientRow, patient.id)
    if row is None:
        raise _unknown(patient.name, N_("Choose somebody on the first screen of aotrainer."))
    return row


def _unknown(name: str, remedy: str, **values: str) -> UnknownPatientError:
    return UnknownPatientError(
        N_("Nobody called “{name}” is in the record."), remedy, name=names.shown(name), **values
    )


def _mistaken(name: str, known: Iterable[str]) -> UnknownPatientError:
    """Only commands ask by a name; the app shows who there is."""
    near = " or ".join(f"“{each}”" for each in names.near(name, known))
    meant = f"Did you mean {near}? " if near else ""
    return _unknown(name, "{meant}`aotrainer history` lists everybody.", meant=meant)
