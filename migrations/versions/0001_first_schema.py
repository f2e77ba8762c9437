"""The first schema: patient, session, trial, repetition, recording."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From an empty file to 0001."""
    create_patient()
    create_session()
    create_trial()
    create_repetition()
    create_recording()


def downgrade() -> None:
    """Back to an empty file."""
    for table in ("recording", "repetition", "trial", "session", "patient"):
        op.drop_table(table)


def create_patient() -> None:
    op.create_table(
        "patient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_patient")),
        sa.UniqueConstraint("name_key", name=op.f("uq_patient_name_key")),
        sqlite_autoincrement=True,
    )


def create_session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("protocol_id", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(), nullable=True),
        sa.Column("app_version", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.ForeignKeyConstraint(
            ["patient_id"], ["patient.id"], name=op.f("fk_session_patient_id_patient"), ondelete="RESTRICT"
        ),
        sa.CheckConstraint("ending IN ('completed', 'stopped')", name=op.f("ck_session_ending")),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name=op.f("ck_session_ended")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_session_patient_id_started_at"), "session", ["patient_id", "started_at"])


def create_trial() -> None:
    op.create_table(
        "trial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.String(), nullable=False),
        sa.Column("exercise_version", sa.Integer(), nullable=False),
        sa.Column("protocol_id", sa.String(), nullable=False),
        sa.Column("set_number", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("model_side", sa.String(), nullable=False),
        sa.Column("rate", sa.Double(), nullable=False),
        sa.Column("observed_s", sa.Double(), nullable=False),
        sa.Column("loops", sa.Integer(), nullable=False),
        sa.Column("clip_mirrored", sa.Boolean(), nullable=False),
        sa.Column("camera_mirrored", sa.Boolean(), nullable=False),
        sa.Column("perspective", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("duration_s", sa.Double(), nullable=False),
        sa.Column("ending", sa.String(), nullable=False),
        sa.Column("algorithm", sa.String(), nullable=False),
        sa.Column("total", sa.Double(), nullable=True),
        sa.Column("part_shape", sa.Double(), nullable=True),
        sa.Column("part_range", sa.Double(), nullable=True),
        sa.Column("part_tempo", sa.Double(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("judging", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_trial_session_id_session"), ondelete="CASCADE"
        ),
        sa.CheckConstraint("side IN ('left', 'right')", name=op.f("ck_trial_side")),
        sa.CheckConstraint("model_side IN ('left', 'right')", name=op.f("ck_trial_model_side")),
        sa.CheckConstraint("ending IN ('completed', 'stopped')", name=op.f("ck_trial_ending")),
        sa.CheckConstraint("(reason IS NULL) = (words IS NULL)", name=op.f("ck_trial_words")),
        sa.CheckConstraint("total IS NULL OR reason IS NULL", name=op.f("ck_trial_outcome")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_trial_session_id_started_at"), "trial", ["session_id", "started_at"])


def create_repetition() -> None:
    op.create_table(
        "repetition",
        sa.Column("trial_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_s", sa.Double(), nullable=False),
        sa.Column("turn_s", sa.Double(), nullable=False),
        sa.Column("end_s", sa.Double(), nullable=False),
        sa.Column("start_deg", sa.Double(), nullable=False),
        sa.Column("turn_deg", sa.Double(), nullable=False),
        sa.Column("total", sa.Double(), nullable=True),
        sa.Column("part_shape", sa.Double(), nullable=True),
        sa.Column("part_range", sa.Double(), nullable=True),
        sa.Column("part_tempo", sa.Double(), nullable=True),
        sa.Column("tempo_excess", sa.Double(), nullable=True),
        sa.Column("segment_error_deg", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("trial_id", "number", name=op.f("pk_repetition")),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trial.id"], name=op.f("fk_repetition_trial_id_trial"), ondelete="CASCADE"
        ),
    )


def create_recording() -> None:
    op.create_table(
        "recording",
        sa.Column("trial_id", sa.Integer(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("landmarks", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("trial_id", name=op.f("pk_recording")),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trial.id"], name=op.f("fk_recording_trial_id_trial"), ondelete="CASCADE"
        ),
    )
