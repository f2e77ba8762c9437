"""What the record tells about the past: frozen, without landmarks, cheap to list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aotrainer.motion.judging import Reason
from aotrainer.motion.pose import Side
from aotrainer.trial import Ending


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One sitting.

    started_at, ended_at : timezone-aware UTC; ended_at and ending are None while the session runs, and for
        ever if the program was killed
    app_version : the version of aotrainer that ran it; trials : how many attempts were kept
    """

    session_id: int
    protocol_id: str
    started_at: datetime
    ended_at: datetime | None
    ending: Ending | None
    app_version: str
    trials: int


@dataclass(frozen=True, slots=True)
class FilmRecord:
    """The film of one attempt.

    file : its name in the folder of films; delete_at, started_at : timezone-aware UTC
    patient : whose it is, by their uid
    """

    trial_id: int
    file: str
    delete_at: datetime
    patient: str
    exercise_id: str
    set_number: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class TrialRecord:
    """One attempt, in the numbers that a history shows.

    started_at : timezone-aware UTC; duration_s : seconds of doing
    total, shape, range, tempo : 0-100, None when the attempt could not be judged
    hold, smoothness, posture, confidence : the same, None for algorithm 1 as well
    symmetry : the same, None also where one side moves or the other was not seen
    reason, words : why not, None when it was judged
    repetitions : how many were judged; best_range_deg, mean_range_deg : their excursions of the primary joint
    rate : speed of the clip, 1.0 being the movement's own; observed_s : seconds watched
    """

    trial_id: int
    session_id: int
    exercise_id: str
    exercise_version: int
    protocol_id: str
    set_number: int
    side: Side
    started_at: datetime
    duration_s: float
    ending: Ending
    total: float | None
    shape: float | None
    range: float | None
    tempo: float | None
    hold: float | None
    smoothness: float | None
    posture: float | None
    symmetry: float | None
    confidence: float | None
    reason: Reason | None
    words: str | None
    repetitions: int
    best_range_deg: float | None
    mean_range_deg: float | None
    algorithm: str
    rate: float
    observed_s: float
