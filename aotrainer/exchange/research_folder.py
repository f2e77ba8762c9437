"""A research folder modelled on BIDS-Motion, from which a record can be made again.

BIDS-Motion: Jeung et al., *Sci Data* 11:716, 2024.

    participants.tsv                         who, under pseudonyms, with the code of the arm
    SUB/SUB_sessions.tsv                     their sessions
    SUB/SES/beh/*_task-doing_beh.tsv         every attempt: what was shown before it, and how it went
    SUB/SES/beh/*_task-watching_beh.tsv      the video-parameter log: every dose of watching
    SUB/SES/beh/*_task-session_events.tsv    whatever else happened
    SUB/SES/motion/*_motion.tsv              landmarks with their times; repetitions in *_events.tsv
    sourcedata/randomisation.tsv             codes in the order of enrolment
    sourcedata/aotrainer/                    the record itself (`exact`)

Without sessions there is no folder of a session, and without landmarks none for motion.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from aotrainer import __version__
from aotrainer.exchange import rows
from aotrainer.exchange.columns import Row, Table
from aotrainer.exchange.exact import ExactWriter
from aotrainer.exchange.faithful import encode
from aotrainer.exchange.motion_files import (
    CHANNEL_COLUMNS,
    REFERENCE_FRAMES,
    SAID_BY_BIDS,
    TRACKING_SYSTEM,
    channels,
    repetition_events,
    samples,
    sidecar,
    tracked_points,
)
from aotrainer.exchange.new_folder import NewFolder
from aotrainer.exchange.readme import README
from aotrainer.exchange.subjects import Subject
from aotrainer.exchange.tables import EVENTS, PARTICIPANTS, REPETITIONS, SESSIONS, TRIALS, WATCHED
from aotrainer.exchange.tsv import to_tsv
from aotrainer.holdings import Sitting
from aotrainer.motion.pose import Motion
from aotrainer.trial import Trial

BIDS_VERSION = "1.10.0"
DESCRIPTION = {
    "Name": "Action observation training recorded by aotrainer",
    "BIDSVersion": BIDS_VERSION,
    "DatasetType": "raw",
    "GeneratedBy": [{"Name": "aotrainer", "Version": __version__}],
    "SourceDatasets": [{"URL": "file://./sourcedata/aotrainer"}],
}
MAX_LABEL = 40
"""Letters of a task's label: some disks cannot have longer names of files."""
TIMED = ("onset", "duration")
"""Columns that BIDS itself explains."""
EVENT_HEAD = {
    "trial_type": "What it was.",
}
TURN = "Seconds since the first frame at the turning point."
SCANS = {"filename": "The recording, below this folder.", "acq_time": "When it began, UTC."}


def write_research(folder: NewFolder, subjects: Iterable[Subject]) -> None:
    """The whole folder; sessions are taken one at a time."""
    folder.write_json("dataset_description.json", DESCRIPTION)
    folder.write_text("README", README)
    exact, people = ExactWriter(folder), []
    for subject in subjects:
        people.append(rows.participant(subject))
        exact.subject(subject)
        sessions = []
        for label, sitting in subject.sittings():
            exact.sitting(subject.label, label, sitting)
            sessions.append(rows.session(subject, label, sitting))
            _write_sitting(folder, subject, label, sitting)
        name = f"{subject.label}/{subject.label}_sessions"
        _write_table(folder, name, _without(SESSIONS, "participant_id"), sessions)
    _write_table(folder, "participants", PARTICIPANTS, people)
    drawn = sorted(
        (row for row in people if row["arm"]), key=lambda row: (str(row["added_at"]), str(row["uid"]))
    )
    folder.append("sourcedata/randomisation.tsv", to_tsv(("participant_id", "added_at", "arm"), drawn))
    exact.finish()


def _write_sitting(folder: NewFolder, subject: Subject, label: str, sitting: Sitting) -> None:
    place, stem = f"{subject.label}/{label}", f"{subject.label}_{label}"
    behaviour = f"{place}/beh/{stem}_task"
    for name, table, found in (
        ("doing", TRIALS, rows.trials(subject, label, sitting)),
        ("watching", WATCHED, rows.watching(subject, label, sitting)),
    ):
        _write_table(folder, f"{behaviour}-{name}_beh", table, list(found), {"TaskName": name})
    events = [
        {
            "onset": row["after_start_s"],
            "duration": None,
            "trial_type": row["what"],
            **{name: row[name] for name in ("at", "uid", "details")},
        }
        for row in rows.events(subject, label, sitting)
    ]
    told = _described(EVENT_HEAD) | {name: EVENTS.described()[name] for name in ("at", "uid", "details")}
    _write(folder, f"{behaviour}-session_events", told, events, first=TIMED)
    _write_recordings(folder, subject, label, sitting)


def _write_recordings(folder: NewFolder, subject: Subject, label: str, sitting: Sitting) -> None:
    place, stem = f"{subject.label}/{label}", f"{subject.label}_{label}"
    runs: Counter[str] = Counter()
    scans: list[Row] = []
    for trial in sitting.trials:
        if trial.motion is not None:
            task = task_label(trial.exercise_id)
            runs[task] += 1
            found = list(rows.repetitions(subject, label, trial))
            motion = tracked_points(trial.motion)
            name = _write_recording(
                folder, f"{place}/motion/{stem}_task-{task}", runs[task], trial, motion, found
            )
            began = encode(trial.started_at)
            scans.append({"filename": name.removeprefix(f"{place}/"), "acq_time": f"{began[:26]}Z"})
    if scans:
        _write(folder, f"{place}/{stem}_scans", _described(SCANS), scans)


def _write_recording(
    folder: NewFolder, stem: str, run: int, trial: Trial, motion: Motion, repetitions: Sequence[Row]
) -> str:
    """The files of one recording; returns the name of the one with the numbers."""
    base = f"{stem}_tracksys-{TRACKING_SYSTEM}_run-{run:02}"
    name = f"{base}_motion.tsv"
    folder.write_text(name, samples(motion))
    folder.write_json(f"{base}_motion.json", sidecar(trial, motion))
    folder.append(f"{base}_channels.tsv", to_tsv(tuple(CHANNEL_COLUMNS), channels(motion)))
    told: dict[str, Any] = _described(CHANNEL_COLUMNS)
    told["reference_frame"]["Levels"] = REFERENCE_FRAMES
    folder.write_json(f"{base}_channels.json", told)
    events = list(repetition_events(repetitions, float(motion.times_s[0])))
    described = REPETITIONS.described()
    names = [name for name in REPETITIONS.names if name not in SAID_BY_BIDS]
    told = _described(EVENT_HEAD | {"turn_s": TURN}) | {name: described[name] for name in names}
    _write(folder, f"{stem}_run-{run:02}_events", told, events, first=TIMED)
    return name


def task_label(exercise_id: str) -> str:
    """An exercise's id in letters and digits only, as BIDS has its labels: `lift_box` becomes `liftbox`."""
    return re.sub(r"[^A-Za-z0-9]", "", exercise_id)[:MAX_LABEL] or "exercise"


def _without(table: Table, *names: str) -> Table:
    columns = tuple(column for column in table.columns if column.name not in names)
    return Table(table.name, table.about, columns)


def _write_table(
    folder: NewFolder, name: str, table: Table, found: Sequence[Row], more: dict[str, Any] | None = None
) -> None:
    _write(folder, name, table.described(), found, more)


def _write(
    folder: NewFolder,
    name: str,
    told: dict[str, Any],
    found: Sequence[Row],
    more: dict[str, Any] | None = None,
    first: Sequence[str] = (),
) -> None:
    """A table, and beside it what its columns mean; `first` come before them and need no words."""
    folder.append(f"{name}.tsv", to_tsv((*first, *told), found))
    folder.write_json(f"{name}.json", (more or {}) | told)


def _described(words: dict[str, str]) -> dict[str, Any]:
    return {name: {"Description": about} for name, about in words.items()}
