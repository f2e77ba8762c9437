"""Whom a patient is shown, and who and what was seen before an attempt.

Plain new columns: SQLite adds them without copying a table, so that ids stay as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is chosen, and of earlier attempts nothing is known."""
    op.add_column("patient", sa.Column("demonstrator", sa.String(), nullable=True))
    op.add_column("trial", sa.Column("demonstrator", sa.String(), nullable=True))
    op.add_column("trial", sa.Column("views", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Forget them."""
    op.drop_column("trial", "views")
    op.drop_column("trial", "demonstrator")
    op.drop_column("patient", "demonstrator")
