"""What a therapist set for each person, what was set for the computer, and what happened in a session.

Plain new columns and tables: SQLite adds them without copying a table, so that ids stay as they are.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TRIAL_COLUMNS = (
    ("picture_px", sa.JSON()),
    ("window_px", sa.JSON()),
    ("kind", sa.String()),
    ("assisted_s", sa.JSON()),
)


def upgrade() -> None:
    """Nothing was set, and of earlier sessions nothing more is known."""
    op.add_column("patient", sa.Column("care", sa.JSON(), nullable=True))
    for name, kind in TRIAL_COLUMNS:
        op.add_column("trial", sa.Column(name, kind, nullable=True))
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_event_session_id_session"), ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_event_session_id_at"), "event", ["session_id", "at"])


def downgrade() -> None:
    """Forget it."""
    op.drop_index(op.f("ix_event_session_id_at"), "event")
    op.drop_table("event")
    op.drop_table("setting")
    for name, _ in reversed(TRIAL_COLUMNS):
        op.drop_column("trial", name)
    op.drop_column("patient", "care")
