"""A therapist's word beside what was computed: which numbers count then, and that the original stays."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.chart import Entry, Kind
from aotrainer.chart.correction import Correction, Ruling, corrected, corrections_of, needs_repetitions
from aotrainer.errors import ChartError
from aotrainer.motion.parts import mean_parts
from tests.review.builders import NOON, record_of
from tests.store.builders import scored

SCORE = scored(repetitions=4)[1]
RECORD = record_of(SCORE)


def after(*corrections):
    return corrected(RECORD, corrections, SCORE.repetitions)


def test_without_a_word_the_computed_numbers_count():
    assert after().effective == after().original == RECORD


def test_a_note_changes_no_number():
    told = after(Correction(Ruling.NOTE, words="nice and calm"))
    assert told.effective == RECORD
    assert told.notes == ("nice and calm",)


def test_a_count_stands_in_place_of_the_computed_one():
    told = after(Correction(Ruling.COUNT, count=5), Correction(Ruling.COUNT, count=6))
    assert told.effective == replace(RECORD, repetitions=6)
    assert told.original.repetitions == 4


def test_what_is_not_valid_counts_for_nothing():
    told = after(Correction(Ruling.NOT_VALID)).effective
    assert (told.total, told.shape, told.mean_range_deg, told.repetitions) == (None, None, None, 0)


def test_who_was_helped_has_done_it_but_it_tells_no_score():
    told = after(Correction(Ruling.ASSISTED)).effective
    assert (told.total, told.posture, told.repetitions) == (None, None, 4)


@pytest.mark.parametrize(("ruling", "left"), [(Ruling.NOT_VALID, 3), (Ruling.ASSISTED, 4)])
def test_without_one_repetition_the_means_are_over_the_others(ruling, left):
    kept = SCORE.repetitions[:1] + SCORE.repetitions[2:]
    told = after(Correction(ruling, repetition=2)).effective
    assert told.repetitions == left
    assert told.total == pytest.approx(np.mean([rep.total for rep in kept]))
    assert told.shape == pytest.approx(mean_parts([rep.parts for rep in kept]).shape)
    assert told.mean_range_deg == pytest.approx(np.mean([rep.repetition.excursion_deg for rep in kept]))
    assert told.symmetry is None


def test_without_any_repetition_there_is_no_score():
    told = after(*(Correction(Ruling.NOT_VALID, repetition=n) for n in (1, 2, 3, 4))).effective
    assert (told.total, told.repetitions) == (None, 0)


@given(st.sets(st.integers(1, 4)), st.sets(st.integers(1, 4)))
def test_the_total_lies_between_those_of_the_repetitions_that_are_left(assisted, not_valid):
    said = [Correction(Ruling.ASSISTED, n) for n in assisted]
    told = after(*said, *(Correction(Ruling.NOT_VALID, n) for n in not_valid)).effective
    left = [rep.total for n, rep in enumerate(SCORE.repetitions, 1) if n not in assisted | not_valid]
    assert told.repetitions == 4 - len(not_valid)
    if left:
        assert min(left) - 1e-9 <= told.total <= max(left) + 1e-9
    else:
        assert told.total is None


def test_a_repetition_that_is_not_there_is_refused():
    with pytest.raises(ChartError, match="Repetitions of the attempt: 4"):
        after(Correction(Ruling.ASSISTED, repetition=5))


@pytest.mark.parametrize(
    "told",
    [
        {"ruling": Ruling.COUNT},
        {"ruling": Ruling.NOTE},
        {"ruling": Ruling.ASSISTED, "count": 3},
        {"ruling": Ruling.COUNT, "count": -1},
        {"ruling": Ruling.COUNT, "count": 3, "repetition": 1},
        {"ruling": Ruling.ASSISTED, "repetition": 0},
    ],
)
def test_what_makes_no_sense_is_refused(told):
    with pytest.raises(ChartError):
        Correction(**told)


def test_the_repetitions_are_needed_only_where_one_is_left_out():
    assert not needs_repetitions([Correction(Ruling.NOT_VALID), Correction(Ruling.NOTE, 2, words="x")])
    assert needs_repetitions([Correction(Ruling.ASSISTED, 2)])


def page(correction, trial, minutes=0, **more):
    return Entry(
        Kind.CORRECTION, NOON + timedelta(minutes=minutes), "Mia", correction.to_json(), trial, **more
    )


def test_what_is_taken_back_does_not_count():
    first = page(Correction(Ruling.NOT_VALID), 7)
    second = page(Correction(Ruling.ASSISTED), 8)
    back = page(Correction(Ruling.NOT_VALID), 7, 1, replaces=first.uid, withdrawn=True)
    assert corrections_of([first, second, back]) == {8: (Correction(Ruling.ASSISTED),)}
    assert set(corrections_of([first, second])) == {7, 8}


@given(st.sampled_from([{}, {"ruling": "unheard"}, {"ruling": "count", "count": "x"}, {"ruling": None}]))
def test_content_that_is_none_is_refused(content):
    with pytest.raises(ChartError, match="cannot be read"):
        Correction.from_json(content)
