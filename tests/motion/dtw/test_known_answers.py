"""Matrices that others have checked by hand, typed in from where they are published."""

import numpy as np
import pytest

from aotrainer.motion.dtw import Reference
from aotrainer.motion.dtw.forward import accumulated
from aotrainer.motion.dtw.steps import accumulated as accumulated_by_steps
from aotrainer.motion.dtw.steps import shortest_path

nan = np.nan


def column(*values):
    return np.array(values, float)[:, None]


class TestMueller:
    """Meinard Müller, Fundamentals of Music Processing, chapter 3.2 (also in librosa's tests)."""

    x, y = column(1, 3, 3, 8, 1), column(2, 0, 0, 8, 7, 2)
    accumulated = np.array(
        [
            [1, 2, 3, 10, 16, 17],
            [2, 4, 5, 8, 12, 13],
            [3, 5, 7, 10, 12, 13],
            [9, 11, 13, 7, 8, 14],
            [10, 10, 11, 14, 13, 9],
        ]
    )

    def test_accumulated_cost(self):
        assert (accumulated(np.abs(self.x - self.y.T)) == self.accumulated).all()

    @pytest.mark.parametrize("exact", [True, False])
    def test_distance(self, exact):
        assert Reference(self.x, metric="euclidean").align(self.y, exact=exact).distance == 9

    def test_path_as_the_docstring_shows_it(self):
        path = Reference(self.x, metric="euclidean").align(self.y, exact=True).path
        assert path.tolist() == [[0, 0], [1, 1], [2, 2], [3, 3], [3, 4], [4, 5]]


class TestLibrosa:
    """librosa, tests/test_dtw.py (see librosa/librosa#920)."""

    x, y = column(1, 2, 3, 4, 5), column(1, 1, 1, 2, 4, 5, 6, 5, 5)

    def test_whole(self):
        path = Reference(self.x, metric="euclidean").align(self.y, exact=True).path
        expected = [[0, 0], [0, 1], [0, 2], [1, 3], [2, 3], [3, 4], [4, 5], [4, 6], [4, 7], [4, 8]]
        assert path.tolist() == expected

    def test_part(self):
        found = Reference(self.x, metric="euclidean").align(self.y, open_begin=True, open_end=True)
        assert found.path.tolist() == [[0, 2], [1, 3], [2, 3], [3, 4], [4, 5]]
        assert (found.begin, found.end) == (2, 6)

    def test_a_part_is_found_where_it_is(self):
        x, y = column(0, 1, 2, 3), column(10, 10, 0, 1, 2, 3, 10, 10)
        found = Reference(x).align(y, open_begin=True, open_end=True)
        assert (found.begin, found.end, found.distance) == (2, 6, 0.0)


class TestCran:
    """The R package dtw's own checks (Giorgino 2009), also those of its Python edition."""

    local = np.ones((6, 6))
    local[1, :] = 0.0
    local[:, 4] = 0.0
    local[1, 4] = 0.01

    def test_symmetric2(self):
        expected = [
            [1, 2, 3, 4, 4.00, 5.00],
            [1, 1, 1, 1, 1.01, 1.01],
            [2, 2, 2, 2, 1.00, 2.00],
            [3, 3, 3, 3, 1.00, 2.00],
            [4, 4, 4, 4, 1.00, 2.00],
            [5, 5, 5, 5, 1.00, 2.00],
        ]
        assert accumulated_by_steps(self.local, "symmetric2") == pytest.approx(np.array(expected))

    def test_asymmetric(self):
        path, weights = shortest_path(self.local, "asymmetric")
        assert (self.local[tuple(path.T)] * weights).sum() == 2
        assert path[:, 0].tolist() == list(range(6))

    def test_asymmetric_accumulated_cost(self):
        local = [
            [1, 1, 2, 2, 3, 3],
            [1, 1, 1, 2, 2, 2],
            [3, 1, 2, 2, 3, 3],
            [3, 1, 2, 1, 1, 2],
            [3, 2, 1, 2, 1, 2],
            [3, 3, 3, 2, 1, 2],
        ]
        expected = [
            [1, nan, nan, nan, nan, nan],
            [2, 2, 2, nan, nan, nan],
            [5, 3, 4, 4, 5, nan],
            [8, 4, 5, 4, 5, 6],
            [11, 6, 5, 6, 5, 6],
            [14, 9, 8, 7, 6, 7],
        ]
        total = accumulated_by_steps(np.array(local, float), "asymmetric")
        assert np.where(np.isinf(total), nan, total) == pytest.approx(np.array(expected), nan_ok=True)

    def test_open_begin_and_end(self):
        reference = Reference(column(2.01, 3.01), metric="euclidean", pattern="asymmetric")
        found = reference.align(column(1, 2, 3, 4), open_begin=True, open_end=True)
        assert found.distance == pytest.approx(0.02)
        assert found.path[:, 1].tolist() == [1, 2]

    def test_hand_checked_rectangle(self):
        x, y = column(1, 2, 3), column(2, 3, 4, 5, 6)
        expected = [[1, 3, 6, 10, 15], [1, 2, 4, 7, 11], [2, 1, 2, 4, 7]]
        assert (accumulated_by_steps(np.abs(x - y.T), "symmetric2") == expected).all()
        alignment = Reference(x, metric="euclidean", pattern="symmetric2").align(y)
        assert alignment.normalized_distance == 0.875
        assert alignment.path.tolist() == [[0, 0], [1, 0], [2, 1], [2, 2], [2, 3], [2, 4]]

    def test_identity_plus_ten(self):
        expected = [[11, 21, 31, 41], [21, 32, 41, 51], [31, 41, 52, 61], [41, 51, 61, 72]]
        assert (accumulated_by_steps(10 + np.eye(4), "symmetric2") == expected).all()


class TestDtaidistance:
    """dtaidistance, tests/test_subsequence.py."""

    def test_best_stretches(self):
        series = column(1, 0, 1, 2, 1, 0, 2, 0, 3, 0, 0)
        found = Reference(column(1, 2, 0)).find(series, max_distance=1.5, min_frames=2)
        # Its segments are 0-1, 2-4 and 5-7; 6-7 is as good as 5-7, and we prefer what begins later.
        assert [(match.begin, match.end - 1) for match in found] == [(0, 1), (2, 4), (6, 7)]
        assert [match.distance for match in found] == [1.0, 1.0, 1.0]

    def test_of_several_features(self):
        series = np.array([[1.0, 1], [2, 2], [3, 3], [1, 1]])
        found = Reference([[2.0, 2.1], [3.1, 3.0]]).align(series, open_begin=True, open_end=True)
        assert (found.begin, found.end - 1) == (1, 2)
        assert np.sqrt(found.distance) / 2 == pytest.approx(0.07071067811865482)
