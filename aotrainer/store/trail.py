"""The audit trail: written line by line, never changed."""

from __future__ import annotations

from sqlalchemy import select

from aotrainer.audit import Audited, Deed
from aotrainer.store.models import AuditRow
from aotrainer.store.rows import audit_row
from aotrainer.store.transactions import Transactions, oldest_first


class Trail(Transactions):
    """Who did what."""

    def audit(self, audited: Audited) -> None:
        """Add a line."""
        with self._writing() as session:
            session.add(audit_row(audited))

    def audit_trail(self, patient: str | None = None) -> tuple[Audited, ...]:
        """All of it or, of one person's uid, what was about them; oldest first."""
        lines = select(AuditRow)
        if patient is not None:
            lines = lines.where(AuditRow.patient == patient)
        with self._reading() as session:
            return tuple(
                Audited(Deed(row.deed), row.at, row.who, row.patient, row.details)
                for row in session.scalars(lines.order_by(*oldest_first(session, AuditRow)))
                if row.deed in set(Deed)
            )
