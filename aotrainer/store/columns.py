"""Column types that mean the same in SQLite and in PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from aotrainer.errors import StoreError


def as_utc(moment: datetime) -> datetime:
    """The same moment in UTC; raises `StoreError` for a datetime that does not know its time zone."""
    if moment.tzinfo is None:
        raise StoreError(
            f"{moment.isoformat()} could be any time zone's, so it cannot be kept.",
            "Give a timezone-aware datetime, such as datetime.now(UTC).",
        )
    return moment.astimezone(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A timezone-aware moment, in UTC in the database and in UTC when read.

    SQLite has no type for it: there it is ISO 8601 text with a Z, such as 2026-03-01T09:30:00.000000Z, which
    sorts by time and says its zone to whoever opens the file with another program.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text with a Z in SQLite, TIMESTAMP WITH TIME ZONE elsewhere."""
        if dialect.name != "sqlite":
            return super().load_dialect_impl(dialect)
        return dialect.type_descriptor(
            sqlite.DATETIME(  # type: ignore[no-untyped-call]
                storage_format="%(year)04d-%(month)02d-%(day)02dT"
                "%(hour)02d:%(minute)02d:%(second)02d.%(microsecond)06dZ",
                regexp=r"(\d+)-(\d+)-(\d+)T(\d+):(\d+):(\d+)\.(\d+)Z",
            )
        )

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """To UTC; a naive datetime raises `StoreError`."""
        return None if value is None else as_utc(value)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None or value.tzinfo is None:
            return None if value is None else value.replace(tzinfo=UTC)
        return value.astimezone(UTC)
