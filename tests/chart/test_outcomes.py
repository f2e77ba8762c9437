"""Outcome measures: what can be typed in, what is refused, and when two values differ."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.chart.measurement import Measurement, difference
from aotrainer.chart.outcomes import MEASURES
from aotrainer.errors import ChartError

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)
def test_a_measure_takes_its_range_and_nothing_beyond(measure):
    for value in (measure.lowest, measure.highest):
        assert Measurement(measure.id, value, DAY).value == value
    for value in (measure.lowest - 1, measure.highest + 1, float("nan"), float("inf")):
        with pytest.raises(ChartError):
            Measurement(measure.id, value, DAY)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.id)
def test_every_threshold_has_a_source_and_fits_its_range(measure):
    for each in measure.thresholds:
        assert each.source
        assert 0 < each.amount < measure.highest - measure.lowest


def test_what_was_not_read_in_the_source_is_marked():
    weak = {name for name, measure in MEASURES.items() if any(each.weak for each in measure.thresholds)}
    assert weak == {"fma_ue", "arat", "bbt", "nprs", "copm_performance", "copm_satisfaction"}


def test_only_whole_points_where_only_these_can_be():
    with pytest.raises(ChartError):
        Measurement("fma_ue", 41.5, DAY)
    assert Measurement("wmft_time", 41.5, DAY).value == 41.5


def test_a_measure_that_is_not_known_is_refused_by_the_names_of_those_that_are():
    with pytest.raises(ChartError, match="fma_ue, arat"):
        Measurement("fma", 41, DAY)


def test_a_measure_of_ones_own_needs_a_name_and_a_unit():
    own = Measurement("own", 12, DAY, "Buttons  in two\nminutes", "buttons")
    assert (own.of.name, own.of.unit) == ("Buttons in two minutes", "buttons")
    for name, unit in (("", "buttons"), ("Buttons", ""), ("B" * 61, "buttons")):
        with pytest.raises(ChartError):
            Measurement("own", 12, DAY, name, unit)


@given(
    st.builds(
        Measurement,
        st.just("own"),
        st.floats(allow_nan=False, allow_infinity=False),
        st.dates(),
        st.text("abc äß<>&'\"", min_size=1).filter(str.strip).map(lambda name: name[:60]).filter(str.strip),
        st.just("points"),
        st.booleans(),
    )
)
def test_a_measurement_comes_back_as_it_was_kept(taken):
    assert Measurement.from_json(taken.to_json()) == taken


@pytest.mark.parametrize("content", [{}, {"measure": "fma_ue"}, {"measure": "fma_ue", "value": "x", "on": 3}])
def test_content_that_is_no_measurement_is_refused(content):
    with pytest.raises(ChartError, match="cannot be read"):
        Measurement.from_json(content)


def fma(*values):
    return [Measurement("fma_ue", value, DAY) for value in values]


def test_one_value_is_no_difference():
    assert difference(fma(31)) is None


@pytest.mark.parametrize(
    ("values", "better", "passed"),
    [
        ((31, 31), None, []),
        ((31, 33), True, []),
        ((31, 36), True, [4.25]),
        ((31, 38), True, [6.82, 4.25]),
        ((31, 60, 42), True, [6.82, 9, 4.25]),
        ((42, 31), False, [6.82, 9, 4.25]),
    ],
)
def test_a_difference_tells_the_thresholds_that_it_reached(values, better, passed):
    found = difference(fma(*values))
    assert found.better is better
    assert [each.amount for each in found.passed] == passed


def test_less_pain_is_better():
    found = difference([Measurement("nprs", value, DAY) for value in (4, 2)])
    assert (found.amount, found.better) == (-2, True)
