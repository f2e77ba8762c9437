"""Pages that a therapist writes, and those whose place they take."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from aotrainer.chart import Kind, in_force
from aotrainer.chart.correction import Correction, Ruling, corrections_of
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.note import Note
from aotrainer.chart.writing import Writer
from aotrainer.errors import ChartError

DAY = date(2026, 11, 22)
MIA = Writer("Mia", datetime(2026, 11, 22, 9, tzinfo=UTC))
LATER = Writer("Mia", MIA.at + timedelta(days=20))
CUP = Goal("Drink from my cup", DAY)
ASSISTED = Correction(Ruling.ASSISTED, repetition=2)


def values(entries):
    return [entry.content["value"] for entry in in_force(entries, Kind.MEASUREMENT)]


def goals(entries):
    return [Goal.from_json(entry.content) for entry in in_force(entries, Kind.GOAL)]


def test_a_page_tells_who_wrote_it_and_when():
    page = MIA.measurement([], Measurement("fma_ue", 31, DAY))
    assert (page.author, page.at, page.replaces) == (MIA.author, MIA.at, None)


def test_of_one_day_the_newest_value_of_a_measure_counts():
    chart = []
    for measure, value, on in (("fma_ue", 31, DAY), ("bbt", 9, DAY), ("fma_ue", 32, DAY)):
        chart.append(MIA.measurement(chart, Measurement(measure, value, on)))
    chart.append(LATER.measurement(chart, Measurement("fma_ue", 40, DAY + timedelta(days=7))))
    assert values(chart) == [9, 32, 40]
    assert chart[2].replaces == chart[0].uid


def test_a_goal_is_reached_and_set_again_under_its_first_date():
    chart = [MIA.goal([], CUP)]
    chart.append(LATER.reached(chart, CUP.words, DAY + timedelta(days=9)))
    assert goals(chart) == [Goal(CUP.words, DAY, DAY + timedelta(days=9))]
    chart.append(MIA.reached(chart, CUP.words, None))
    assert goals(chart) == [CUP]
    chart.append(MIA.goal(chart, Goal(CUP.words, DAY + timedelta(days=12))))
    assert goals(chart) == [CUP]


def test_a_goal_that_was_never_set_is_not_reached():
    with pytest.raises(ChartError):
        MIA.reached([MIA.goal([], CUP)], "Fly", DAY)


def test_nothing_is_written_of_a_day_that_is_still_to_come():
    tomorrow = MIA.at.astimezone().date() + timedelta(days=1)
    chart = [MIA.goal([], CUP)]
    for write in (
        lambda: MIA.measurement([], Measurement("fma_ue", 31, tomorrow)),
        lambda: MIA.goal([], Goal("Walk", tomorrow)),
        lambda: MIA.reached(chart, CUP.words, tomorrow),
    ):
        with pytest.raises(ChartError, match="still to come"):
            write()


def test_a_goal_of_a_clock_that_was_ahead_can_be_reached():
    ahead = LATER.goal([], Goal("Walk", DAY + timedelta(days=9)))
    assert goals([MIA.reached([ahead], "Walk", DAY + timedelta(days=9))])


def test_the_value_of_a_measure_and_a_day_is_taken_back_with_all_before_it():
    chart, cups = [], Measurement("own", 3, DAY, "Cups", "cups")
    for taken in (
        Measurement("fma_ue", 31, DAY),
        Measurement("fma_ue", 32, DAY),
        Measurement("bbt", 9, DAY),
        cups,
        replace(cups, name="Cups of tea"),
    ):
        chart.append(MIA.measurement(chart, taken))
    chart.append(MIA.measurement_withdrawn(chart, "fma_ue", DAY))
    chart.append(MIA.measurement_withdrawn(chart, "own", DAY, "Cups"))
    chart.append(MIA.measurement_withdrawn(chart, "Cups of tea", DAY))
    assert (values(chart), len(chart)) == ([9], 8)
    for measure, day in (("fma_ue", DAY), ("bbt", DAY + timedelta(days=1))):
        with pytest.raises(ChartError, match="Nothing like it"):
            MIA.measurement_withdrawn(chart, measure, day)


def test_a_goal_is_taken_back_and_may_be_set_anew():
    chart = [MIA.goal([], CUP)]
    chart.append(LATER.reached(chart, CUP.words, DAY + timedelta(days=9)))
    chart.append(MIA.goal_withdrawn(chart, CUP.words))
    assert goals(chart) == []
    with pytest.raises(ChartError, match="Nothing like it"):
        MIA.goal_withdrawn(chart, CUP.words)
    chart.append(MIA.goal(chart, CUP))
    assert goals(chart) == [CUP]


def test_a_note_is_taken_back_by_its_words_or_how_it_begins():
    chart = [MIA.note(Note(words)) for words in ("Leans.", "Leans. Next: a cup.\nHeavy.", "Slept badly.")]
    with pytest.raises(ChartError, match="2 notes begin so"):
        MIA.note_withdrawn(chart, "Lean")
    chart.append(MIA.note_withdrawn(chart, "leans."))
    chart.append(MIA.note_withdrawn(chart, "Leans. next: a cup. H"))
    assert [entry.content["words"] for entry in in_force(chart, Kind.NOTE)] == ["Slept badly."]
    for words in ("Leans.", "badly", " "):
        with pytest.raises(ChartError, match="Nothing like it"):
            MIA.note_withdrawn(chart, words)


def test_a_ruling_takes_the_place_of_the_same_one_and_leaves_all_others():
    chart = []
    for trial, said in ((1, ASSISTED), (1, Correction(Ruling.ASSISTED)), (2, ASSISTED)):
        chart.append(MIA.correction(chart, trial, said))
    again = Correction(Ruling.ASSISTED, repetition=2, words="I held the elbow.")
    chart.append(MIA.correction(chart, 1, again))
    assert corrections_of(chart) == {1: (Correction(Ruling.ASSISTED), again), 2: (ASSISTED,)}


def test_a_ruling_is_taken_back_and_both_pages_stay():
    chart = [MIA.correction([], 1, ASSISTED)]
    chart.append(MIA.withdrawal(chart, 1, Ruling.ASSISTED, 2))
    assert (corrections_of(chart), len(chart)) == ({}, 2)
    with pytest.raises(ChartError):
        MIA.withdrawal(chart, 1, Ruling.ASSISTED, 2)
