"""The parts that algorithm 2 tells besides shape, range and tempo, and how well an attempt was seen.

Plain new columns: SQLite adds them without copying a table, so that ids stay as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PARTS = ("part_hold", "part_smoothness", "part_posture")


def upgrade() -> None:
    """Of earlier attempts they are not known."""
    for column in (*PARTS, "confidence"):
        op.add_column("trial", sa.Column(column, sa.Double(), nullable=True))
    for column in PARTS:
        op.add_column("repetition", sa.Column(column, sa.Double(), nullable=True))


def downgrade() -> None:
    """Forget them."""
    for column in PARTS:
        op.drop_column("repetition", column)
    for column in (*PARTS, "confidence"):
        op.drop_column("trial", column)
