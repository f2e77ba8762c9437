"""Charts, an audit trail, scores of later algorithms, videos; and names that are the same on every computer.

Plain new columns, indexes and tables: SQLite adds them without copying a table, so that ids stay as they are.
"""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NAMED = ("patient", "session", "trial", "event")
NAMED_ANEW = ("patient", "session", "trial")
"""Events of old records arrive nowhere twice, and need no name."""
TABLES = ("video", "audit", "rescoring", "entry")


def upgrade() -> None:
    """Everybody and everything gets a name; nothing was written into a chart yet."""
    for table in NAMED:
        op.add_column(table, sa.Column("uid", sa.String(32), nullable=True))
    for table in NAMED_ANEW:
        name_all(table)
    for table in NAMED:
        op.create_index(op.f(f"ix_{table}_uid"), table, ["uid"], unique=True)
    op.add_column("session", sa.Column("station", sa.String(), nullable=True))
    create_entry()
    create_rescoring()
    create_audit()
    create_video()


def name_all(table: str) -> None:
    rows = sa.table(table, sa.column("id", sa.Integer), sa.column("uid", sa.String))
    connection = op.get_bind()
    for number in connection.execute(sa.select(rows.c.id)).scalars().all():
        connection.execute(rows.update().where(rows.c.id == number).values(uid=uuid.uuid4().hex))


def create_entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(32), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("trial_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("replaces", sa.String(32), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_entry_patient_id_patient"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trial.id"], name=op.f("fk_entry_trial_id_trial"), ondelete="CASCADE"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_entry_uid"), "entry", ["uid"], unique=True)
    op.create_index(op.f("ix_entry_trial_id"), "entry", ["trial_id"])
    op.create_index(op.f("ix_entry_patient_id_at"), "entry", ["patient_id", "at"])


def create_rescoring() -> None:
    op.create_table(
        "rescoring",
        sa.Column("trial_id", sa.Integer(), nullable=False),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("total", sa.Double(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("trial_id", "algorithm", name=op.f("pk_rescoring")),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trial.id"], name=op.f("fk_rescoring_trial_id_trial"), ondelete="CASCADE"
        ),
    )


def create_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("deed", sa.String(), nullable=False),
        sa.Column("patient", sa.String(32), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )


def create_video() -> None:
    op.create_table(
        "video",
        sa.Column("trial_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("delete_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("trial_id", name=op.f("pk_video")),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trial.id"], name=op.f("fk_video_trial_id_trial"), ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    """Forget it."""
    for table in TABLES:
        op.drop_table(table)
    op.drop_column("session", "station")
    for table in reversed(NAMED):
        op.drop_index(op.f(f"ix_{table}_uid"), table)
        op.drop_column(table, "uid")
