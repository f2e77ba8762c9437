"""How Alembic changes a record: on the connection it is given, in the transaction that is open on it.

Run by `aotrainer.store.migrate`, which passes the connection; needs no alembic.ini and no working directory.
To write the next revision, change `aotrainer/store/models.py`, open a `Store` on an empty file and run
`command.revision(alembic_config(migrations, connection), "what changes", autogenerate=True, rev_id="0002")`;
then read it line by line.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from aotrainer.store.models import Base


def render_item(kind: str, item: Any, _: object) -> str | Literal[False]:
    """Plain types in revisions, so that they do not change when aotrainer's own types do."""
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite cannot alter most things; a batch copies the table
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
