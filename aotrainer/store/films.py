"""Which attempts have a film, until when, and the key that opens them all."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from aotrainer.film_file import new_key
from aotrainer.records import FilmRecord
from aotrainer.store.models import PatientRow, SessionRow, SettingRow, TrialRow, VideoRow
from aotrainer.store.transactions import Transactions
from aotrainer.trial import Patient

KEY = "film key"
LATEST = "latest time"
"""Names of settings."""


class Films(Transactions):
    """Films of attempts; the files are looked after by `aotrainer.retention`."""

    def film_key(self) -> bytes:
        """The key of this record's films, drawn when it is asked for the first time.

        It is kept in the record: who has only the films sees nothing, and where the record itself is
        encrypted they are as safe as it is.
        """
        with self._writing() as session:
            row = session.get(SettingRow, KEY)
            if row is None:
                row = SettingRow(name=KEY, value={"key": b64encode(new_key()).decode()})
                session.add(row)
            return b64decode(row.value["key"])

    def keep_film(self, trial_id: int, file: str, delete_at: datetime) -> None:
        """Note that an attempt has a film, and until when."""
        with self._writing() as session:
            session.merge(VideoRow(trial_id=trial_id, file=file, delete_at=delete_at))

    def films(self, patient: Patient | None = None) -> tuple[FilmRecord, ...]:
        """All films, or somebody's, oldest first."""
        with self._reading() as session:
            return _films(session) if patient is None else _films(session, PatientRow.id == patient.id)

    def drop_film(self, trial_id: int) -> None:
        """Note that a film is gone."""
        with self._writing() as session:
            session.execute(delete(VideoRow).where(VideoRow.trial_id == trial_id))

    def latest_time(self, now: datetime) -> datetime:
        """Now, or the latest time that any program at this record ever had: a clock may be set back."""
        with self._writing() as session:
            row = session.get(SettingRow, LATEST)
            latest = now if row is None else max(now, datetime.fromisoformat(row.value["at"]))
            session.merge(SettingRow(name=LATEST, value={"at": latest.isoformat()}))
            return latest


def _films(session: Session, *only: ColumnElement[bool]) -> tuple[FilmRecord, ...]:
    found = session.execute(
        select(VideoRow, TrialRow, PatientRow.uid)
        .join(TrialRow, TrialRow.id == VideoRow.trial_id)
        .join(SessionRow, SessionRow.id == TrialRow.session_id)
        .join(PatientRow, PatientRow.id == SessionRow.patient_id)
        .where(*only)
        .order_by(TrialRow.started_at)
    )
    return tuple(
        FilmRecord(
            trial_id=trial.id,
            file=video.file,
            delete_at=video.delete_at,
            patient=uid or "",
            exercise_id=trial.exercise_id,
            set_number=trial.set_number,
            started_at=trial.started_at,
        )
        for video, trial, uid in found
    )
