"""Whether a file has the tables that its release made.

SQLite checks that the words of a schema can be read, not that they are those that were written: one flipped
bit makes another column of `part_shape`, or forbids what every set holds. A file of an unknown release is
left to those who know it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from hashlib import sha256

from aotrainer.store.models import Base

SHAPES = {
    "0001": "990a18773d1a862f",
    "0002": "2c7f17e88ba0affd",
    "0003": "9fa604448ec6b3c8",
    "0004": "5c4b5bcdea4eb334",
    "0005": "99086bfb68a4dba2",
    "0006": "cb296a8f979215e8",
}
"""By revision: the first digits of the hash of what `_described` says. A new migration brings a new line,
and a test tells which."""
DIGITS = 16
"""Of a hash. It is to find damage, which knows nothing of hashes."""
OURS = {*Base.metadata.tables, "alembic_version"}
"""Other tables are somebody else's business."""
SCHEMA = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
CHECK = re.compile(r"CONSTRAINT (\w+) CHECK (.*?),?\s*$", re.MULTILINE)


def shape_to_be(connection: sqlite3.Connection) -> str | None:
    """The shape of a record of the file's revision; None for a file without one, or of an unknown release."""
    tables = dict(connection.execute(SCHEMA).fetchall())
    if "alembic_version" not in tables:
        return None
    revision = connection.execute("SELECT * FROM alembic_version").fetchone()
    return SHAPES.get(revision[0]) if revision else None


def broken_rules(connection: sqlite3.Connection) -> Iterator[str]:
    """The rules that some row breaks. SQLite's own check leaves them out where a file may only be read.

    Only for a file of a known shape: the rules are taken from it.
    """
    for table, sql in connection.execute(SCHEMA).fetchall():
        for name, rule in CHECK.findall(sql) if table in OURS else ():
            broken = f"SELECT 1 FROM {table} WHERE NOT {rule} LIMIT 1"  # noqa: S608 (our own words)
            if connection.execute(broken).fetchone():
                yield name


def shape_of(connection: sqlite3.Connection) -> str:
    """The beginning of a hash of the tables, their columns and what is allowed in these."""
    tables = {name: sql for name, sql in connection.execute(SCHEMA) if name in OURS}
    lines = [line for name, sql in tables.items() for line in _described(connection, name, sql)]
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()[:DIGITS]


def _described(connection: sqlite3.Connection, table: str, sql: str) -> list[str]:
    """The columns in any order, since a schema may have been taken back and brought forward again."""
    columns = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    return [f"{table}.{name}" for (name,) in columns] + [
        f"{table}: {name} CHECK {rule}" for name, rule in CHECK.findall(sql)
    ]
