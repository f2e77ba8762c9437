"""Old attempts by today's algorithm, beside what was said at the time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aotrainer.assembly import open_library
from aotrainer.audit import Deed
from aotrainer.exchange.rescoring import rescore
from aotrainer.exercises import Library
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import ALGORITHM, Score
from aotrainer.store import Store
from aotrainer.trial import Patient, Trial
from tests.exchange.builders import ANNA
from tests.exchange.conftest import Another
from tests.store.builders import NOON, trial

EXERCISE = "shoulder_abduction"


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library()


def of_the_model(library: Library, **changed: object) -> Trial:
    """An attempt of long ago in which the patient did just what the model does, three times."""
    exercise, model = library.exercise(EXERCISE), library.reference(EXERCISE)
    length = model.duration_s + 1 / 30
    motion = Motion(
        np.concatenate([model.times_s + n * length for n in range(3)]),
        *(np.concatenate([getattr(model, each)] * 3) for each in ("image", "world", "visibility")),
    )
    then = Unscorable(Reason.FAILED, "Something went wrong in this program while this set was judged.")
    judging = exercise.judging
    kept = replace(
        trial(), judging=judging, side=judging.model_side, model_side=judging.model_side, motion=motion,
        outcome=then, algorithm="1", exercise_version=exercise.version,
        display=replace(trial().display, rate=1.0),
    )  # fmt: skip
    return replace(kept, **changed)


def keep(store: Store, *trials: Trial) -> Patient:
    anna = store.add_patient("Anna", NOON)
    session = store.begin_session(anna, "priming", NOON)
    for each in trials:
        store.save_trial(session, each)
    return anna


def test_both_scores_are_kept(another: Another, library: Library) -> None:
    store = another()
    attempt = of_the_model(library)
    anna = keep(store, attempt)
    (found,) = rescore(store, library, anna, NOON, "me")
    assert isinstance(found.anew, Score)
    assert found.anew.total > 95
    (record,) = store.history(anna)
    assert store.load_trial(record.trial_id).outcome == attempt.outcome
    assert store.rescorings(anna)[record.trial_id][ALGORITHM].total == pytest.approx(found.anew.total)
    (line,) = store.audit_trail(anna.uid)
    assert (line.deed, line.details["rescored"]) == (Deed.CHANGED, 1)


def test_done_twice_it_is_kept_once(another: Another, library: Library) -> None:
    store = another()
    anna = keep(store, of_the_model(library))
    first, second = (one.anew for _ in range(2) for one in rescore(store, library, anna, NOON, "me"))
    assert isinstance(first, Score) and isinstance(second, Score)
    assert first.total == second.total
    assert [len(each) for each in store.rescorings(anna).values()] == [1]


def test_it_is_judged_by_the_thresholds_of_its_time(another: Another, library: Library) -> None:
    store = another()
    hasty = of_the_model(library)
    slow = replace(hasty.motion, times_s=4 * hasty.motion.times_s)
    strict, lenient = (
        replace(hasty, uid=uid, motion=slow, judging=replace(hasty.judging, weights={"tempo": weight}))
        for uid, weight in (("0" * 32, 1.0), ("1" * 32, 0.0))
    )
    anna = keep(store, strict, lenient)
    first, second = rescore(store, library, anna, NOON, "me")
    assert isinstance(first.anew, Score) and isinstance(second.anew, Score)
    assert first.anew.total < 50 < 99 < second.anew.total


def test_what_todays_algorithm_scored_is_left_alone(another: Another, library: Library) -> None:
    store = another()
    anna = keep(store, of_the_model(library, algorithm=ALGORITHM))
    assert list(rescore(store, library, anna, NOON, "me")) == []
    assert store.audit_trail() == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"motion": None},
        {"exercise_id": "gone"},
        {"outcome": Unscorable(Reason.OTHER_PERSON, "Somebody else was in the picture.")},
    ],
)
def test_what_cannot_be_scored_again_says_why(
    another: Another, library: Library, changed: dict[str, object]
) -> None:
    store = another()
    anna = keep(store, of_the_model(library, **changed))
    (found,) = rescore(store, library, anna, NOON, "me")
    assert found.anew is None
    assert found.why
    assert store.rescorings(anna) == {}


def test_another_version_of_the_exercise_is_told(store: Store, library: Library) -> None:
    found = list(rescore(store, library, store.patient(ANNA), NOON, "me"))
    told = [each.why for each in found if each.record.exercise_id == "reach_forward"]
    assert told
    assert all("version 3" in why for why in told)
    assert Path(store.path).is_file()
