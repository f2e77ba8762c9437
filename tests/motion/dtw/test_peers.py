"""Agreement with other libraries, where their definition is ours; they are needed for development only."""

import os
import warnings

import dtw as dtw_python
import numpy as np
import pytest
from dtaidistance import dtw_ndim

from aotrainer.motion.dtw import Band, Reference
from aotrainer.motion.dtw.forward import accumulated
from aotrainer.motion.dtw.steps import accumulated as accumulated_by_steps
from tests.motion.dtw.examples import movement, noisy

os.environ["NUMBA_DISABLE_JIT"] = "1"  # compiling tslearn takes ten seconds, and these series are short
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from tslearn import metrics as tslearn

SHAPES = [(30, 40), (70, 50), (150, 200), (1, 7), (40, 100)]


def example(m, n):
    return movement(m), noisy(movement(n, tempo=1.3), size=0.2)


@pytest.fixture(params=SHAPES, ids=str)
def pair(request):
    return example(*request.param)


class TestDtaidistance:
    """Its distance is the root of the accumulated squares."""

    def test_distance(self, pair):
        x, y = pair
        assert np.sqrt(Reference(x).distance(y)) == pytest.approx(dtw_ndim.distance(x, y), rel=1e-9)

    def test_within_a_band(self, pair):
        x, y = pair
        band = Band.sakoe_chiba(len(x), len(y), 10)
        expected = dtw_ndim.distance(x, y, window=11)
        assert np.sqrt(Reference(x).distance(y, band=band)) == pytest.approx(expected, rel=1e-9)


class TestTslearn:
    """Likewise; the radius of its band is ours."""

    def test_distance(self, pair):
        x, y = pair
        assert np.sqrt(Reference(x).distance(y)) == pytest.approx(tslearn.dtw(x, y), rel=1e-9)

    def test_within_a_band(self, pair):
        x, y = pair
        band = Band.sakoe_chiba(len(x), len(y), 7)
        expected = tslearn.dtw(x, y, global_constraint="sakoe_chiba", sakoe_chiba_radius=7)
        assert np.sqrt(Reference(x).distance(y, band=band)) == pytest.approx(expected, rel=1e-9)

    def test_a_stretch_of_a_recording(self, pair):
        x, y = pair
        found = Reference(x).align(y, open_begin=True, open_end=True)
        _, expected = tslearn.dtw_subsequence_path(x, y)
        assert np.sqrt(found.distance) == pytest.approx(expected, rel=1e-9)


class TestDtwPython:
    """It adds up Euclidean distances, and knows the step patterns by the same names."""

    @pytest.mark.parametrize(
        ("pattern", "shape"),
        [
            *((pattern, shape) for pattern in ("symmetric1", "symmetric2") for shape in SHAPES),
            *((pattern, shape) for pattern in ("symmetricP1", "asymmetric") for shape in SHAPES[:3]),
        ],
    )
    def test_distance(self, pattern, shape):
        x, y = example(*shape)
        alignment = Reference(x, metric="euclidean", pattern=pattern).align(y)
        expected = dtw_python.dtw(x, y, step_pattern=pattern)
        assert alignment.distance == pytest.approx(expected.distance, rel=1e-9)
        if pattern != "symmetric1":  # which it does not normalize
            assert alignment.normalized_distance == pytest.approx(expected.normalizedDistance, rel=1e-9)

    @pytest.mark.parametrize("pattern", ["symmetricP1", "asymmetric"])
    def test_row_by_row_patterns_agree_to_the_bit(self, pattern):
        costs = np.random.default_rng(5).random((60, 80))
        expected = dtw_python.dtw(costs, step_pattern=pattern, keep_internals=True).costMatrix
        assert (accumulated_by_steps(costs, pattern) == np.where(np.isnan(expected), np.inf, expected)).all()

    def test_accumulated_costs_agree_to_the_bit(self):
        costs = np.random.default_rng(6).random((60, 80))
        expected = dtw_python.dtw(costs, step_pattern="symmetric1", keep_internals=True).costMatrix
        assert (accumulated(costs) == expected).all()
