"""Old attempts through today's algorithm; what was said of them at the time is kept beside it.

By the landmarks and by the thresholds that were kept with the attempt, as the clip was shown then: so that
where a number differs, it is the algorithm that differs and nothing else. The model is the exercise's present
one; where the exercise has another version by now, that is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from aotrainer.audit import Audited, Deed
from aotrainer.errors import ExerciseError, InvalidMotionError
from aotrainer.exercises import Library
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.score import ALGORITHM, Score, score_motion
from aotrainer.records import TrialRecord
from aotrainer.store import Store
from aotrainer.trial import Patient, Trial

Outcome = Score | Unscorable


@dataclass(frozen=True, slots=True)
class Rescored:
    """An attempt with both outcomes; anew is None where it could not be scored again, and `why` says so."""

    record: TrialRecord
    then: Outcome
    anew: Outcome | None
    why: str = ""


def rescore(store: Store, library: Library, patient: Patient, now: datetime, who: str) -> Iterator[Rescored]:
    """Somebody's attempts that another algorithm scored, oldest first; each is kept before the next begins.

    Done again, it gives the same: the newest outcome of each algorithm is kept once.
    """
    found = [each for each in store.history(patient) if each.algorithm != ALGORITHM]
    kept = 0
    for record in found:
        trial = store.load_trial(record.trial_id)
        anew, why = _judged(library, trial)
        if anew is not None:
            store.keep_rescoring(record.trial_id, ALGORITHM, now, anew)
            kept += 1
        yield Rescored(record, trial.outcome, anew, why)
    if kept:
        details: dict[str, str | int | None] = {"rescored": kept, "algorithm": ALGORITHM}
        store.audit(Audited(Deed.CHANGED, now, who, patient.uid, details))


def _judged(library: Library, trial: Trial) -> tuple[Outcome | None, str]:
    if trial.motion is None:
        return None, "no landmarks were kept"
    if isinstance(trial.outcome, Unscorable) and trial.outcome.reason in NOT_OF_THE_MOVEMENT:
        return None, "it was not judged for a reason that is not in the landmarks"
    try:
        version = library.exercise(trial.exercise_id).version
        anew = score_motion(
            library.reference(trial.exercise_id),
            trial.motion,
            trial.judging,
            trial.side,
            trial.display.rate,
            library.others(trial.exercise_id),
            askew=library.askew(trial.exercise_id),
        )
    except (ExerciseError, InvalidMotionError) as error:
        return None, error.what
    newer = version != trial.exercise_version
    return anew, f"the exercise was version {trial.exercise_version}, is {version}" if newer else ""


NOT_OF_THE_MOVEMENT = (Reason.NOBODY, Reason.OTHER_PERSON)
"""Reasons that were found in the pictures, or in there being none, and not in the landmarks."""
