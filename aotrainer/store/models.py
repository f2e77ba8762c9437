"""The tables. A change here needs a migration: `tests/store` compares the two.

Deleting: a session takes its trials with it, and a trial its repetitions and its recording, because none of
them means anything without the other. A patient who still has sessions cannot be deleted by a stray
statement (RESTRICT); forgetting somebody is to be said in full, sessions first. Ids are never used twice, so
that an old export cannot come to point at somebody else.

The landmarks have a table of their own. They are several times larger than the rest of a trial, and SQLite
copies whole tables when a later migration alters them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Double, ForeignKey, Index, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from aotrainer.motion.pose import SIDES
from aotrainer.store.columns import UtcDateTime
from aotrainer.store.names import MAX_NAME
from aotrainer.trial import Ending

Json = dict[str, Any]
UID = 32
"""Characters of `identity.new_uid`."""


class Base(DeclarativeBase):
    """All tables, with names for every constraint so that a migration can find it again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime, float: Double(), Json: JSON}


def _one_of(column: str, values: Sequence[str]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class PatientRow(Base):
    """A person whose trials are kept."""

    __tablename__ = "patient"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    """Never used twice, not even after the patient was forgotten."""
    name: Mapped[str] = mapped_column(String(MAX_NAME))
    """The name or pseudonym as the therapist wrote it, without the spaces round it."""
    name_key: Mapped[str] = mapped_column(unique=True)
    """The name without its case and spelling variants (`names.key`); no two patients may share one."""
    created_at: Mapped[datetime]
    """When the patient was added."""
    demonstrator: Mapped[str | None]
    """Whom the patient is shown, one of `clips.TO_CHOOSE`; empty for whoever an exercise was filmed with. Not
    constrained here, because a new demonstrator must not need a new schema."""
    uid: Mapped[str | None] = mapped_column(String(UID), index=True, unique=True)
    """The same on every computer and in every export; drawn for old records by 0006."""
    care: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """What the therapist set for this person, where it differs from the defaults of `Care`."""


class SettingRow(Base):
    """What was set for this computer: how it shows, sounds and listens."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    """What is set."""
    value: Mapped[Json]
    """To what."""


class SessionRow(Base):
    """One sitting of one patient."""

    __tablename__ = "session"
    __table_args__ = (
        _one_of("ending", tuple(Ending)),
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended"),
        Index(None, "patient_id", "started_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    """Never used twice."""
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id", ondelete="RESTRICT"))
    """Whose session it is."""
    protocol_id: Mapped[str]
    """The dose that was chosen, by its id in `aotrainer.protocol`."""
    started_at: Mapped[datetime]
    """When it began."""
    ended_at: Mapped[datetime | None]
    """When it ended; empty while it runs, and for ever if the program was killed."""
    ending: Mapped[str | None]
    """How it ended: one of `Ending`; empty together with `ended_at`."""
    app_version: Mapped[str]
    """The version of aotrainer that ran it."""
    uid: Mapped[str | None] = mapped_column(String(UID), index=True, unique=True)
    """The same everywhere: a session that is handed over twice is kept once."""
    station: Mapped[str | None]
    """The computer on which it was; empty in records from before 0006."""


class EventRow(Base):
    """What happened in a session beside the attempts."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "session_id", "at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    """Never used twice, and larger for what happened later."""
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    """The session in which it happened."""
    at: Mapped[datetime]
    """When."""
    what: Mapped[str]
    """One of `event.What`. Not constrained here, because a new kind must not need a new schema."""
    details: Mapped[Json]
    """By name, with units in the names."""
    uid: Mapped[str | None] = mapped_column(String(UID), index=True, unique=True)
    """The same everywhere; empty in records from before 0006."""


class TrialRow(Base):
    """One attempt, with what was shown before it, how it was judged and how it went."""

    __tablename__ = "trial"
    __table_args__ = (
        _one_of("side", SIDES),
        _one_of("model_side", SIDES),
        _one_of("ending", tuple(Ending)),
        CheckConstraint("(reason IS NULL) = (words IS NULL)", name="words"),
        CheckConstraint("total IS NULL OR reason IS NULL", name="outcome"),
        Index(None, "session_id", "started_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    """Never used twice."""
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"))
    """The session it belongs to."""
    exercise_id: Mapped[str]
    """The exercise's id, as in its file."""
    exercise_version: Mapped[int]
    """The version of the exercise file."""
    protocol_id: Mapped[str]
    """The dose in force, by its id in `aotrainer.protocol`."""
    set_number: Mapped[int]
    """Which set of the exercise, from 1."""
    side: Mapped[str]
    """The patient's side that was asked for: left or right."""
    model_side: Mapped[str]
    """The side that the reference shows: left or right."""
    rate: Mapped[float]
    """Speed at which the clip was shown, 1.0 being the movement's own."""
    observed_s: Mapped[float]
    """Seconds of watching before the attempt."""
    loops: Mapped[int]
    """Whole passes of the clip that were watched."""
    clip_mirrored: Mapped[bool]
    """Whether the view that is judged was flipped, so that the moving limb is on the patient's side."""
    camera_mirrored: Mapped[bool]
    """Whether patients saw themselves as in a mirror."""
    perspective: Mapped[str]
    """From where the demonstrator was seen, in words."""
    demonstrator: Mapped[str | None]
    """Who was seen: one of `clips.DEMONSTRATORS`; empty in records from before 0002."""
    views: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """The views that took turns, in their order, of `clips.VIEWS`; empty in records from before 0002."""
    picture_px: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    """Width and height of the clip on the screen; empty in records from before 0005."""
    window_px: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    """Width and height of the window; empty in records from before 0005."""
    kind: Mapped[str | None]
    """How the set was done: one of `care.TrialKind`; empty in records from before 0005: with the model."""
    assisted_s: Mapped[list[float] | None] = mapped_column(JSON(none_as_null=True))
    """Seconds of the recording at which the therapist marked a repetition as assisted."""
    started_at: Mapped[datetime]
    """When the doing began."""
    duration_s: Mapped[float]
    """Seconds of doing."""
    ending: Mapped[str]
    """How the attempt ended: one of `Ending`."""
    algorithm: Mapped[str]
    """The version of the scoring that gave the outcome."""
    total: Mapped[float | None]
    """The score, 0-100; empty when the attempt could not be judged."""
    part_shape: Mapped[float | None]
    """Shape, 0-100; empty when not judged."""
    part_range: Mapped[float | None]
    """Range of motion, 0-100; empty when not judged."""
    part_tempo: Mapped[float | None]
    """Tempo, 0-100; empty when not judged."""
    part_hold: Mapped[float | None]
    """Hold, 0-100; empty when not judged, or by algorithm 1."""
    part_smoothness: Mapped[float | None]
    """Smoothness, 0-100; empty when not judged, or by algorithm 1."""
    part_posture: Mapped[float | None]
    """Posture, 0-100; empty when not judged, or by algorithm 1."""
    part_symmetry: Mapped[float | None]
    """Symmetry, 0-100; empty when not told, as where one side moves."""
    confidence: Mapped[float | None]
    """How well it was seen, 0-100; empty when not judged, or by algorithm 1."""
    reason: Mapped[str | None]
    """Why it could not be judged: one of `Reason`; empty when it was. Not constrained here, because a new
    way of judging brings new reasons and must not need a new schema."""
    words: Mapped[str | None]
    """The reason in the words that the patient read."""
    judging: Mapped[Json]
    """The thresholds in force (`Judging`)."""
    outcome: Mapped[Json]
    """The whole `Score` or `Unscorable`, from which it is made again; the columns above are for queries."""

    uid: Mapped[str | None] = mapped_column(String(UID), index=True, unique=True)
    """The same everywhere: a trial that arrives twice is kept once."""

    repetitions: Mapped[list[RepetitionRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="RepetitionRow.number"
    )
    recording: Mapped[RecordingRow | None] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class RepetitionRow(Base):
    """One repetition of a judged attempt."""

    __tablename__ = "repetition"

    trial_id: Mapped[int] = mapped_column(ForeignKey("trial.id", ondelete="CASCADE"), primary_key=True)
    """The attempt it belongs to."""
    number: Mapped[int] = mapped_column(primary_key=True)
    """Which one of the attempt, from 1."""
    start_s: Mapped[float]
    """Seconds of the recording at which the limb left rest."""
    turn_s: Mapped[float]
    """Seconds of the recording at the turning point."""
    end_s: Mapped[float]
    """Seconds of the recording at which the limb was back."""
    start_deg: Mapped[float]
    """Angle of the primary joint at rest, degrees."""
    turn_deg: Mapped[float]
    """Angle of the primary joint at the turning point, degrees."""
    total: Mapped[float | None]
    """The repetition's score, 0-100; empty if it came out as no number."""
    part_shape: Mapped[float | None]
    """Shape, 0-100."""
    part_range: Mapped[float | None]
    """Range of motion, 0-100."""
    part_tempo: Mapped[float | None]
    """Tempo, 0-100."""
    part_hold: Mapped[float | None]
    """Hold, 0-100; empty if judged by algorithm 1."""
    part_smoothness: Mapped[float | None]
    """Smoothness, 0-100; empty if judged by algorithm 1."""
    part_posture: Mapped[float | None]
    """Posture, 0-100; empty if judged by algorithm 1."""
    part_symmetry: Mapped[float | None]
    """Symmetry, 0-100; empty when not told, as where one side moves."""
    tempo_excess: Mapped[float | None]
    """1 on target, above 1 how many times too slow, below 1 too fast."""
    segment_error_deg: Mapped[Json]
    """Deviation of each segment from the model's path, degrees by segment name."""


class RecordingRow(Base):
    """The landmarks of one attempt, as tracked; absent when nothing was recorded."""

    __tablename__ = "recording"

    trial_id: Mapped[int] = mapped_column(ForeignKey("trial.id", ondelete="CASCADE"), primary_key=True)
    """The attempt it belongs to."""
    format: Mapped[int]
    """How `landmarks` is written: one of `motion.formats`."""
    landmarks: Mapped[bytes] = mapped_column(LargeBinary)
    """A `Motion`, compressed."""


class EntryRow(Base):
    """One page of somebody's chart (`chart.Entry`); never changed, only replaced by a newer one."""

    __tablename__ = "entry"
    __table_args__ = (Index(None, "patient_id", "at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    """Never used twice, and larger for what was written later."""
    uid: Mapped[str] = mapped_column(String(UID), index=True, unique=True)
    """The same everywhere: a page that arrives twice is kept once."""
    patient_id: Mapped[int] = mapped_column(ForeignKey("patient.id", ondelete="RESTRICT"))
    """Whose chart it is in."""
    trial_id: Mapped[int | None] = mapped_column(ForeignKey("trial.id", ondelete="CASCADE"), index=True)
    """The attempt it is about; empty for one that is about the person."""
    kind: Mapped[str]
    """One of `chart.Kind`. Not constrained here, because a new kind must not need a new schema."""
    at: Mapped[datetime]
    """When it was written."""
    author: Mapped[str]
    """Who wrote it."""
    replaces: Mapped[str | None] = mapped_column(String(UID))
    """The uid of the page in whose place it stands."""
    withdrawn: Mapped[bool]
    """Whether nothing stands in that page's place any more."""
    content: Mapped[Json]
    """By name, with units in the names."""


class RescoringRow(Base):
    """What a newer algorithm says of an old attempt; the outcome of its day stays with the trial."""

    __tablename__ = "rescoring"

    trial_id: Mapped[int] = mapped_column(ForeignKey("trial.id", ondelete="CASCADE"), primary_key=True)
    """The attempt."""
    algorithm: Mapped[str] = mapped_column(primary_key=True)
    """The version of the scoring that gave this outcome."""
    at: Mapped[datetime]
    """When it was scored again."""
    total: Mapped[float | None]
    """The score, 0-100; empty when the attempt could not be judged."""
    outcome: Mapped[Json]
    """The whole `Score` or `Unscorable`."""


class AuditRow(Base):
    """Who saw, changed, exported or deleted what (`audit.Audited`).

    Refers to nobody by id, because it outlives whom it is about.
    """

    __tablename__ = "audit"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    """Never used twice, and larger for what was done later."""
    at: Mapped[datetime]
    """When."""
    who: Mapped[str]
    """As they are known to the program."""
    deed: Mapped[str]
    """One of `audit.Deed`."""
    patient: Mapped[str | None] = mapped_column(String(UID))
    """The uid of the person it was about."""
    details: Mapped[Json]
    """By name; no names of persons."""


class VideoRow(Base):
    """A video of one attempt, kept encrypted beside the record, only where the therapist wished it."""

    __tablename__ = "video"

    trial_id: Mapped[int] = mapped_column(ForeignKey("trial.id", ondelete="CASCADE"), primary_key=True)
    """The attempt."""
    file: Mapped[str]
    """Its name in the folder of videos."""
    delete_at: Mapped[datetime]
    """When it is to be deleted."""
