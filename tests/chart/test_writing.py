"""Pages that a therapist writes, and those whose place they take."""

from datetime import UTC, date, datetime, timedelta

import pytest

from aotrainer.chart import Kind, in_force
from aotrainer.chart.correction import Correction, Ruling, corrections_of
from aotrainer.chart.goal import Goal
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.writing import Writer
from aotrainer.errors import ChartError

DAY = date(2026, 11, 22)
MIA = Writer("Mia", datetime(2026, 11, 22, 9, tzinfo=UTC))
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
    chart.append(MIA.measurement(chart, Measurement("fma_ue", 40, DAY + timedelta(days=7))))
    assert values(chart) == [9, 32, 40]
    assert chart[2].replaces == chart[0].uid


def test_a_goal_is_reached_and_set_again_under_its_first_date():
    chart = [MIA.goal([], CUP)]
    chart.append(MIA.reached(chart, CUP.words, DAY + timedelta(days=9)))
    assert goals(chart) == [Goal(CUP.words, DAY, DAY + timedelta(days=9))]
    chart.append(MIA.goal(chart, Goal(CUP.words, DAY + timedelta(days=12))))
    assert goals(chart) == [CUP]


def test_a_goal_that_was_never_set_is_not_reached():
    with pytest.raises(ChartError):
        MIA.reached([MIA.goal([], CUP)], "Fly", DAY)


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
