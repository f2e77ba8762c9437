"""Charts, later scores and the audit trail: pages are added, never changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from aotrainer.audit import Audited, Deed
from aotrainer.chart import Entry, Kind, in_force
from aotrainer.errors import StoreError, UnknownPatientError
from aotrainer.identity import new_uid
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.store import Store
from aotrainer.trial import Patient
from tests.store.builders import NOON, trial
from tests.store.conftest import BOTH

ENGINES = BOTH

NOTE = Entry(Kind.NOTE, NOON, "Lena", {"words": "Sleeps badly; <b>=1+1</b>"})


def test_a_page_comes_back_as_it_was_written(store: Store, anna: Patient) -> None:
    store.keep_entry(anna, NOTE)
    assert store.entries(anna) == (NOTE,)


def test_a_page_that_arrives_twice_is_kept_once(store: Store, anna: Patient) -> None:
    store.keep_entry(anna, NOTE)
    store.keep_entry(anna, NOTE)
    assert store.entries(anna) == (NOTE,)


def test_a_newer_page_stands_in_the_place_of_an_older_one_which_is_kept(store: Store, anna: Patient) -> None:
    newer = Entry(Kind.NOTE, NOON, "Lena", {"words": "Sleeps well"}, replaces=NOTE.uid)
    withdrawn = Entry(Kind.NOTE, NOON, "Lena", {}, replaces=newer.uid, withdrawn=True)
    store.keep_entry(anna, NOTE)
    store.keep_entry(anna, newer)
    assert in_force(store.entries(anna), Kind.NOTE) == (newer,)
    store.keep_entry(anna, withdrawn)
    assert in_force(store.entries(anna), Kind.NOTE) == ()
    assert store.entries(anna) == (NOTE, newer, withdrawn)


def test_each_page_is_in_one_chart(store: Store, anna: Patient) -> None:
    bert = store.add_patient("Bert", NOON)
    store.keep_entry(anna, NOTE)
    assert store.entries(bert) == ()
    with pytest.raises(UnknownPatientError):
        store.keep_entry(Patient(99, "Nobody"), NOTE)


def test_a_page_about_an_attempt_says_which(store: Store, anna: Patient, session: int) -> None:
    trial_id = store.save_trial(session, trial())
    page = Entry(Kind.CORRECTION, NOON, "Lena", {"what": "assisted", "repetition": 2}, trial_id=trial_id)
    store.keep_entry(anna, page)
    assert store.entries(anna) == (page,)
    with pytest.raises(StoreError):
        store.keep_entry(anna, Entry(Kind.CORRECTION, NOON, "Lena", {}, trial_id=trial_id + 1))


def test_a_later_score_stands_beside_the_first(store: Store, anna: Patient, session: int) -> None:
    first = trial()
    trial_id = store.save_trial(session, first)
    anew = Unscorable(Reason.NO_MOVEMENT, "Nothing moved.")
    store.keep_rescoring(trial_id, "99", NOON + timedelta(days=1), anew)
    store.keep_rescoring(trial_id, "99", NOON + timedelta(days=2), anew)
    assert store.rescorings(anna) == {trial_id: {"99": anew}}
    assert store.load_trial(trial_id).algorithm == first.algorithm


def test_what_arrives_twice_is_kept_once(store: Store, anna: Patient) -> None:
    uid = new_uid()
    session = store.begin_session(anna, "priming", NOON, uid)
    assert store.begin_session(anna, "priming", NOON, uid) == session
    attempt = trial()
    trial_id = store.save_trial(session, attempt)
    assert store.save_trial(session, attempt) == trial_id
    assert len(store.history(anna)) == len(store.sessions(anna)) == 1
    assert store.load_trial(trial_id).uid == attempt.uid


def test_the_audit_trail_is_added_to(store: Store, anna: Patient) -> None:
    lines = (
        Audited(Deed.OPENED, NOON, "Lena", anna.uid),
        Audited(Deed.REFUSED, NOON, "somebody"),
        Audited(Deed.EXPORTED, NOON, "Lena", anna.uid, {"format": "csv", "trials": 3}),
    )
    for line in lines:
        store.audit(line)
    assert store.audit_trail() == lines
    assert store.audit_trail(anna.uid) == (lines[0], lines[2])
