import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aotrainer.errors import AlignmentError, BandError
from aotrainer.motion.dtw import Band, Reference
from aotrainer.motion.dtw.steps import STEPS, accumulated, shortest_path
from tests.motion.dtw.examples import movement, noisy
from tests.motion.dtw.recursion import steps_of

PATTERNS = sorted(STEPS)

costs = st.tuples(st.integers(1, 9), st.integers(1, 9)).flatmap(
    lambda shape: arrays(float, shape, elements=st.integers(0, 3).map(float))
)


def by_steps(cost, pattern):
    """The definition: the cheapest step to every cell."""
    total = np.full(cost.shape, np.inf)
    total[0, 0] = cost[0, 0]
    for i, j in np.ndindex(cost.shape):
        for step in STEPS[pattern]:
            p, q = i - step.back[0], j - step.back[1]
            if p >= 0 and q >= 0:
                entered = sum(weight * cost[i - a, j - b] for (a, b), weight in step.entered)
                total[i, j] = min(total[i, j], total[p, q] + entered)
    return total


@pytest.mark.parametrize("pattern", PATTERNS)
class TestEveryPattern:
    @given(cost=costs)
    def test_accumulates_as_defined(self, pattern, cost):
        assert (accumulated(cost, pattern) == by_steps(cost, pattern)).all()

    @given(cost=costs)
    def test_the_path_costs_what_was_accumulated(self, pattern, cost):
        total = accumulated(cost, pattern)[-1, -1]
        if np.isinf(total):
            assert shortest_path(cost, pattern) is None
        else:
            path, weights = shortest_path(cost, pattern)
            assert (weights * cost[tuple(path.T)]).sum() == total
            assert path[0].tolist() == [0, 0]
            assert path[-1].tolist() == [cost.shape[0] - 1, cost.shape[1] - 1]

    def test_equal_sequences_have_no_distance(self, pattern):
        x = movement(40)
        alignment = Reference(x, pattern=pattern).align(x)
        assert alignment.distance == 0.0
        assert (alignment.path[:, 0] == alignment.path[:, 1]).all()

    def test_the_parts_add_up(self, pattern):
        alignment = Reference(movement(40), pattern=pattern).align(noisy(movement(50, tempo=1.2)))
        for parts in (alignment.cost, alignment.feature_cost, alignment.frame_cost):
            assert parts.sum() == pytest.approx(alignment.distance, rel=1e-12)

    def test_an_open_end_stops_where_it_fits_best(self, pattern):
        x = movement(40)
        y = np.concatenate([x, np.full((15, 6), 5.0)])
        alignment = Reference(x, pattern=pattern).align(y, open_end=True)
        assert (alignment.begin, alignment.end, alignment.distance) == (0, 40, 0.0)


def test_tempo_limits_hold():
    x, y = movement(40), noisy(movement(60))
    assert steps_of(Reference(x, pattern="asymmetric").align(y).path) <= {(1, 0), (1, 1), (1, 2)}
    steps = np.diff(Reference(x, pattern="symmetricP1").align(y).path, axis=0)
    alone = (steps.sum(axis=1) == 1).astype(int)
    assert (alone[1:] + alone[:-1] < 2).all()


@pytest.mark.parametrize("pattern", ["asymmetric", "symmetricP1"])
def test_a_recording_beyond_the_tempo_limit_is_refused_with_the_way_out(pattern):
    with pytest.raises(AlignmentError, match="no tempo limit, or an open end"):
        Reference(movement(40), pattern=pattern).align(movement(100))


def test_a_band_that_shuts_the_pattern_out_is_refused_as_a_band():
    band = Band([0, 0, 0, 0], [0, 0, 0, 3], 4)
    with pytest.raises(BandError, match="within the band"):
        Reference(movement(4), pattern="asymmetric").align(movement(4) + 1, band=band)


def test_an_open_end_is_not_advised_to_who_has_one():
    with pytest.raises(AlignmentError, match=r"no tempo limit\.$"):
        Reference(movement(5), pattern="symmetricP1").align(movement(1), open_end=True)


def test_asymmetric_finds_a_movement_with_open_ends():
    x = movement(40)
    y = np.concatenate([np.full((20, 6), 5.0), x, np.full((15, 6), -5.0)])
    alignment = Reference(x, pattern="asymmetric").align(y, open_begin=True, open_end=True)
    assert (alignment.begin, alignment.end, alignment.distance) == (20, 60, 0.0)
