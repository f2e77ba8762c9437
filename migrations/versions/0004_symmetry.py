"""How alike both sides did a movement that both do.

Plain new columns: SQLite adds them without copying a table, so that ids stay as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("trial", "repetition")


def upgrade() -> None:
    """Of earlier attempts it is not known."""
    for table in TABLES:
        op.add_column(table, sa.Column("part_symmetry", sa.Double(), nullable=True))


def downgrade() -> None:
    """Forget it."""
    for table in reversed(TABLES):
        op.drop_column(table, "part_symmetry")
