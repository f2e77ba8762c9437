"""A `Trial` as rows, and rows as a `Trial`."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from aotrainer.audit import Audited
from aotrainer.chart import Entry, Kind
from aotrainer.clips import Demonstrator, View
from aotrainer.event import Event, What
from aotrainer.identity import new_uid
from aotrainer.motion import formats
from aotrainer.motion.formats import Landmarks
from aotrainer.motion.judging import PARTS, Unscorable
from aotrainer.motion.parts import ScoredRepetition
from aotrainer.motion.pose import Motion, Side
from aotrainer.motion.score import Score
from aotrainer.store import codec
from aotrainer.store.models import (
    AuditRow,
    EntryRow,
    EventRow,
    RecordingRow,
    RepetitionRow,
    RescoringRow,
    TrialRow,
)
from aotrainer.trial import Display, Ending, Trial, TrialKind


def trial_row(session_id: int, trial: Trial) -> TrialRow:
    """The row of a trial, with those of its repetitions and its recording."""
    display, outcome = trial.display, trial.outcome
    row = TrialRow(
        session_id=session_id,
        exercise_id=trial.exercise_id,
        exercise_version=trial.exercise_version,
        protocol_id=trial.protocol_id,
        set_number=trial.set_number,
        side=trial.side,
        model_side=trial.model_side,
        rate=display.rate,
        observed_s=display.observed_s,
        loops=display.loops,
        clip_mirrored=display.clip_mirrored,
        camera_mirrored=display.camera_mirrored,
        perspective=display.perspective,
        demonstrator=display.demonstrator,
        views=list(display.views) or None,
        picture_px=display.picture_px and list(display.picture_px),
        window_px=display.window_px and list(display.window_px),
        kind=trial.kind.value,
        assisted_s=list(trial.assisted_s) or None,
        started_at=trial.started_at,
        duration_s=trial.duration_s,
        ending=trial.ending.value,
        algorithm=trial.algorithm,
        judging=codec.to_json(trial.judging),
        outcome=codec.to_json(outcome),
        uid=trial.uid,
        recording=_recording_row(trial.motion),
    )
    if isinstance(outcome, Score):
        _describe_score(row, outcome)
    else:
        row.reason, row.words = outcome.reason.value, outcome.words
    return row


def trial_of(row: TrialRow) -> Trial:
    """The trial that `trial_row` wrote; damaged or unknown content raises one of `codec.UNREADABLE`."""
    return Trial(
        exercise_id=row.exercise_id,
        exercise_version=row.exercise_version,
        protocol_id=row.protocol_id,
        set_number=row.set_number,
        side=cast(Side, row.side),
        model_side=cast(Side, row.model_side),
        display=Display(
            rate=row.rate,
            observed_s=row.observed_s,
            loops=row.loops,
            clip_mirrored=row.clip_mirrored,
            camera_mirrored=row.camera_mirrored,
            perspective=row.perspective,
            demonstrator=cast(Demonstrator | None, row.demonstrator),
            views=cast(tuple[View, ...], tuple(row.views or ())),
            picture_px=_size(row.picture_px),
            window_px=_size(row.window_px),
        ),
        started_at=row.started_at,
        duration_s=row.duration_s,
        ending=Ending(row.ending),
        outcome=codec.outcome_from_json(row.outcome),
        algorithm=row.algorithm,
        judging=codec.judging_from_json(row.judging),
        motion=motion_of(row.recording),
        kind=TrialKind(row.kind or TrialKind.WITH_MODEL),
        assisted_s=tuple(row.assisted_s or ()),
        uid=row.uid or new_uid(),
    )


def event_row(session_id: int, event: Event) -> EventRow:
    """The row of what happened in a session."""
    return EventRow(
        session_id=session_id,
        at=event.at,
        what=event.what.value,
        details=codec.to_json(event.details),
        uid=event.uid,
    )


def event_of(row: EventRow) -> Event:
    """The event that `event_row` wrote; of old records it gets a name that is not kept."""
    return Event(What(row.what), row.at, row.details, row.uid or new_uid())


def entry_row(patient_id: int, entry: Entry) -> EntryRow:
    """The row of a page of somebody's chart."""
    return EntryRow(
        uid=entry.uid,
        patient_id=patient_id,
        trial_id=entry.trial_id,
        kind=entry.kind.value,
        at=entry.at,
        author=entry.author,
        replaces=entry.replaces,
        withdrawn=entry.withdrawn,
        content=codec.to_json(entry.content),
    )


def entry_of(row: EntryRow) -> Entry | None:
    """The page that `entry_row` wrote; None for a kind that only a newer aotrainer knows."""
    if row.kind not in set(Kind):
        return None
    return Entry(
        Kind(row.kind), row.at, row.author, row.content, row.trial_id, row.replaces, row.withdrawn, row.uid
    )


def audit_row(audited: Audited) -> AuditRow:
    """The row of a line of the audit trail."""
    return AuditRow(
        at=audited.at,
        who=audited.who,
        deed=audited.deed.value,
        patient=audited.patient,
        details=dict(audited.details),
    )


def rescoring_row(trial_id: int, algorithm: str, at: datetime, outcome: Score | Unscorable) -> RescoringRow:
    """The row of what another algorithm says of an attempt."""
    total = codec.finite(outcome.total) if isinstance(outcome, Score) else None
    return RescoringRow(
        trial_id=trial_id, algorithm=algorithm, at=at, total=total, outcome=codec.to_json(outcome)
    )


def _size(pixels: list[int] | None) -> tuple[int, int] | None:
    return None if pixels is None else (pixels[0], pixels[1])


def _describe_score(row: TrialRow, score: Score) -> None:
    row.total = codec.finite(score.total)
    row.confidence = codec.finite(score.confidence)
    for part in PARTS:
        setattr(row, f"part_{part}", codec.finite(getattr(score.parts, part)))
    row.repetitions = [_repetition_row(*numbered) for numbered in enumerate(score.repetitions, start=1)]


def _repetition_row(number: int, scored: ScoredRepetition) -> RepetitionRow:
    rep, parts = scored.repetition, scored.parts
    return RepetitionRow(
        number=number,
        start_s=rep.start_s,
        turn_s=rep.turn_s,
        end_s=rep.end_s,
        start_deg=rep.start_deg,
        turn_deg=rep.turn_deg,
        total=codec.finite(scored.total),
        **{f"part_{part}": codec.finite(getattr(parts, part)) for part in PARTS},
        tempo_excess=codec.finite(scored.tempo_excess),
        segment_error_deg=codec.to_json(scored.segment_error_deg),
    )


def _recording_row(motion: Motion | None) -> RecordingRow | None:
    if motion is None:
        return None
    return recording_row(formats.small(motion))


def recording_row(landmarks: Landmarks) -> RecordingRow:
    """The row of what was recorded, in the form in which it comes."""
    return RecordingRow(format=landmarks.format, landmarks=landmarks.content)


def motion_of(row: RecordingRow | None) -> Motion | None:
    """The landmarks that a trial was saved with; damaged ones raise one of `codec.UNREADABLE`."""
    return None if row is None else Landmarks(row.format, row.landmarks).motion()
