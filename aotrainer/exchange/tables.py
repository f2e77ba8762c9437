"""Every table that is exported, and what each of its columns means."""

from __future__ import annotations

from collections.abc import Mapping

from aotrainer.chart import Kind
from aotrainer.exchange.columns import Column, Table, kept
from aotrainer.motion.judging import PARTS
from aotrainer.store.models import (
    EntryRow,
    EventRow,
    PatientRow,
    RepetitionRow,
    RescoringRow,
    SessionRow,
    TrialRow,
)

PARTICIPANT = Column(
    "participant_id",
    "text",
    "Who: a pseudonym, the same in every table and at every export of the same people.",
)
SESSION = Column("session_id", "text", "Which of the participant's sessions, counted from the first.")
SIZES_PX = ("picture_width_px", "picture_height_px", "window_width_px", "window_height_px")
SHOWN_SIZES = tuple(
    Column(name, "whole", f"{what} of {shown}, in pixels; empty where unknown.")
    for name, what, shown in zip(
        SIZES_PX,
        ("Width", "Height") * 2,
        ("the clip on the screen",) * 2 + ("the window",) * 2,
        strict=True,
    )
)
PART_COLUMNS = tuple(f"part_{part}" for part in PARTS)

PARTICIPANTS = Table(
    "participants",
    "Everybody.",
    (
        PARTICIPANT,
        *kept(PatientRow, "text", "uid"),
        Column("name", "text", "The name; the pseudonym where names were not asked for."),
        Column("added_at", "moment", "When they were added to the record."),
        *kept(PatientRow, "text", "demonstrator"),
        Column("arm", "text", "Code of the arm in a trial against a control film; empty outside a trial."),
        *kept(PatientRow, "json", "care"),
    ),
)
SESSIONS = Table(
    "sessions",
    "One row per session.",
    (
        PARTICIPANT,
        SESSION,
        *kept(SessionRow, "text", "uid", "protocol_id"),
        *kept(SessionRow, "moment", "started_at", "ended_at"),
        *kept(SessionRow, "text", "ending", "app_version", "station"),
        Column("trials", "whole", "How many attempts were kept."),
    ),
)
EVENTS = Table(
    "events",
    "What happened in the sessions beside the attempts.",
    (
        PARTICIPANT,
        SESSION,
        *kept(EventRow, "text", "uid"),
        *kept(EventRow, "moment", "at"),
        Column("after_start_s", "number", "Seconds since the session began."),
        *kept(EventRow, "text", "what"),
        *kept(EventRow, "json", "details"),
    ),
)
WATCHED = Table(
    "watching",
    "The video-parameter log: what exactly was shown in each dose of watching, and how it was watched.",
    (
        PARTICIPANT,
        SESSION,
        Column("event_uid", "text", "The event that holds the rest."),
        Column("at", "moment", "When the watching ended."),
        Column("exercise", "text", "The exercise's id."),
        Column("side", "text", "The side that was asked for: left or right."),
        Column("seconds", "number", "Seconds that were watched."),
        Column("dose_s", "number", "Seconds that were to be watched."),
        Column("loops", "whole", "Whole passes of a clip."),
        Column("rate", "number", "Speed of the clip, 1.0 being the movement's own."),
        Column("perspective", "text", "From where the demonstrator was seen, in words."),
        Column("views", "json", "The views that took turns, in their order."),
        Column("demonstrator", "text", "Who was seen; empty with a control film."),
        Column("mirrored", "truth", "Whether the view that is judged was flipped."),
        Column("arm", "text", "Code of the arm; empty outside a trial."),
        Column("sound", "truth", "Whether the clip had sound."),
        *SHOWN_SIZES,
        Column("tracked_s", "number", "Seconds in which the participant was followed by the camera."),
        Column("absent_s", "number", "Of them, seconds in which nobody was there."),
        Column("moved_s", "number", "Of them, seconds in which the participant moved."),
        Column("looked_away_s", "number", "Of them, seconds of looking elsewhere; empty where not seen."),
        Column("dots", "whole", "Coloured dots that were to be answered."),
        Column("dots_answered", "whole", "How many of them were."),
        Column("answers_without_dot", "whole", "Answers to nothing."),
    ),
)
TRIALS = Table(
    "trials",
    "One row per attempt: what was shown before it, how it was done, and how it went.",
    (
        PARTICIPANT,
        SESSION,
        *kept(TrialRow, "text", "uid"),
        *kept(TrialRow, "moment", "started_at"),
        *kept(TrialRow, "number", "duration_s"),
        *kept(TrialRow, "text", "exercise_id"),
        *kept(TrialRow, "whole", "exercise_version"),
        *kept(TrialRow, "text", "protocol_id"),
        *kept(TrialRow, "whole", "set_number"),
        *kept(TrialRow, "text", "kind", "side", "model_side", "ending"),
        *kept(TrialRow, "number", "rate", "observed_s"),
        *kept(TrialRow, "whole", "loops"),
        *kept(TrialRow, "truth", "clip_mirrored", "camera_mirrored"),
        *kept(TrialRow, "text", "perspective", "demonstrator"),
        *kept(TrialRow, "json", "views"),
        *SHOWN_SIZES,
        *kept(TrialRow, "json", "assisted_s"),
        *kept(TrialRow, "text", "algorithm"),
        *kept(TrialRow, "number", "total", *PART_COLUMNS, "confidence"),
        Column("consistency", "number", "How alike the repetitions were, 0-100; empty for a single one."),
        Column("model_range_deg", "number", "How far the model's primary joint goes; empty when not judged."),
        Column("repetitions", "whole", "How many were judged."),
        *kept(TrialRow, "text", "reason", "words"),
        *kept(TrialRow, "json", "judging"),
        Column("frames", "whole", "Camera frames with landmarks; empty when nothing was recorded."),
    ),
)
REPETITIONS = Table(
    "repetitions",
    "One row per repetition of a judged attempt.",
    (
        PARTICIPANT,
        SESSION,
        Column("trial_uid", "text", "The attempt."),
        *kept(RepetitionRow, "whole", "number"),
        *kept(RepetitionRow, "number", "start_s", "turn_s", "end_s", "start_deg", "turn_deg", "total"),
        *kept(RepetitionRow, "number", *PART_COLUMNS, "tempo_excess"),
        Column("out_error_deg", "number", "Mean deviation from the model's path on the way there."),
        Column("back_error_deg", "number", "Mean deviation from the model's path on the way back."),
        Column("hold_s", "number", "Seconds at the turning point."),
        Column("arc_length", "number", "Spectral arc length, the smoothness: nearer to 0 is smoother."),
        Column("rest_error_deg", "number", "How differently the rest of the body moved, as a mean."),
        Column("restless", "text", "The segment of the rest that did so most."),
        Column("short_cm", "number", "How much further the limb's end goes in the model."),
        Column("other_side_deg", "number", "Excursion of the other side, in movements of both."),
        *kept(RepetitionRow, "json", "segment_error_deg"),
        Column("compensations", "json", "What the rest of the body did instead, with size, limit and time."),
    ),
)
LATER_SCORES = Table(
    "later_scores",
    "What newer algorithms say of old attempts; what was said at the time is in trials.",
    (
        PARTICIPANT,
        Column("trial_uid", "text", "The attempt."),
        *kept(RescoringRow, "text", "algorithm"),
        *kept(RescoringRow, "moment", "at"),
        *kept(RescoringRow, "number", "total"),
        Column("reason", "text", "Why it could not be judged; empty when it was."),
        *(
            Column(name, "number", f"{name[5:].capitalize()}, 0-100; empty when not told.")
            for name in PART_COLUMNS
        ),
    ),
)
PAGE = (
    PARTICIPANT,
    *kept(EntryRow, "text", "uid"),
    *kept(EntryRow, "moment", "at"),
    *kept(EntryRow, "text", "author"),
    Column("trial_uid", "text", "The attempt that the page is about; empty for one about the person."),
    *kept(EntryRow, "text", "replaces"),
    Column("in_force", "truth", "Whether no newer page stands in its place."),
)
ON_A_PAGE: Mapping[Kind, tuple[Column, ...]] = {
    Kind.PLAN: (
        Column("days_a_week", "whole", "Days of training in a week."),
        Column("times_a_day", "whole", "How often all of it is practised on such a day."),
        Column("weeks", "whole", "For so many weeks from this page on; empty until it is changed."),
        Column("exercise_id", "text", "The exercise that is prescribed; empty where none is."),
        Column("side", "text", "On which side: left or right."),
        Column("sets", "whole", "How often watching and doing are repeated."),
        Column("repetitions", "whole", "After so many a set ends; empty where its time alone ends it."),
        Column("protocol_id", "text", "The dose of each set, by its id in `aotrainer.protocol`."),
        Column("rate", "number", "Speed at which the model is shown, 1.0 being its own."),
        Column("range_share", "number", "Share of the model's range to aim at."),
    ),
    Kind.MEASUREMENT: (
        Column("measure", "text", "The outcome measure's id; own for one that the therapist named."),
        Column("value", "number", "The value, in the measure's unit."),
        Column("on", "text", "The day on which it was taken, ISO 8601."),
        Column("name", "text", "What a measure of one's own is called."),
        Column("unit", "text", "The unit of a measure of one's own."),
        Column("higher_is_better", "truth", "Which way is better, in a measure of one's own."),
    ),
    Kind.GOAL: (
        Column("words", "text", "What the person wants to be able to do."),
        Column("set_on", "text", "The day on which it was set, ISO 8601."),
        Column("reached_on", "text", "The day on which it was reached; empty as long as it is not."),
    ),
    Kind.NOTE: (Column("words", "text", "The note."),),
    Kind.CORRECTION: (
        Column("ruling", "text", "What was said of the attempt: count, assisted, not_valid or note."),
        Column("repetition", "whole", "Of which repetition, from 1; empty for the whole attempt."),
        Column("count", "whole", "How many repetitions there really were; empty unless it was a count."),
        Column("words", "text", "Words to it."),
    ),
}
LISTED = {Kind.PLAN: "prescriptions"}
"""Pages with a list: one row for each thing on it."""
OF_THE_CHART = {
    kind: Table(
        f"{kind.value}s",
        f"The pages of the chart that are a {kind.value}"
        + (", one row for each exercise that is prescribed." if kind in LISTED else "."),
        (
            *PAGE,
            *columns,
            Column("content", "json", "Everything on the page, by name; units in the names."),
        ),
    )
    for kind, columns in ON_A_PAGE.items()
}

TABLES = (
    PARTICIPANTS,
    SESSIONS,
    EVENTS,
    WATCHED,
    TRIALS,
    REPETITIONS,
    LATER_SCORES,
    *OF_THE_CHART.values(),
)
