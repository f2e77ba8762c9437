"""Back to an older schema, for an older aotrainer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from aotrainer.errors import StoreError
from aotrainer.store import migrate
from aotrainer.store.backup import back_up
from aotrainer.store.failures import plain_words
from aotrainer.store.restoring import require_not_in_use
from aotrainer.store.upgrade import revisions, stored_revision


def take_back(database: Path, migrations: Path, revision: str, now: datetime) -> Path:
    """Change a record's schema to an older revision, and return the copy that was made before.

    Raises `StoreError` for a revision that is not older, and for a record that is in use.
    """
    known = revisions(migrations)
    with plain_words(database):
        require_not_in_use(database)
        present = stored_revision(database)
        older = known[: known.index(present)] if present in known else ()
        if revision not in older:
            raise StoreError(
                "There is no older schema {revision} to go back to from {present}.",
                "Choose one of: {older}.",
                revision=revision,
                present=present,
                older=", ".join(older) or "-",
            )
        copy = back_up(database, now)
        migrate.downgrade(database, migrations, revision)
        return copy
