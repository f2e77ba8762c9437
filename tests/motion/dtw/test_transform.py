import numpy as np
import pytest

from aotrainer.errors import AlignmentError
from aotrainer.motion.dtw import Reference, derivative, shape
from tests.motion.dtw.examples import movement


class TestDerivative:
    def test_is_the_slope(self):
        x = np.column_stack([np.arange(5.0), 3 * np.arange(5.0)])
        assert derivative(x).tolist() == [[1.0, 3.0]] * 5

    def test_is_that_of_the_paper(self):
        x = np.array([0.0, 1.0, 4.0])[:, None]
        assert derivative(x)[1, 0] == ((1 - 0) + (4 - 0) / 2) / 2

    def test_does_not_see_an_offset(self):
        x = movement(40)
        moved = x + np.array([5.0, -1, 0, 2, 3, 1])
        assert Reference(derivative(x)).distance(derivative(moved)) == pytest.approx(0.0, abs=1e-20)
        assert Reference(x).distance(moved) > 1

    def test_needs_three_frames(self):
        with pytest.raises(AlignmentError, match="3 frames"):
            derivative(np.zeros((2, 1)))


class TestShape:
    def test_of_reach_0_is_the_values(self):
        x = movement(10)
        assert (shape(x, 0) == x).all()

    def test_puts_neighbours_side_by_side(self):
        around = shape(np.array([[1.0], [2.0], [3.0]]), 1) * np.sqrt(3)
        assert around == pytest.approx(np.array([[1, 1, 2], [1, 2, 3], [2, 3, 3]]))

    def test_matches_moments_that_look_alike_when_one_moves_less(self):
        t = np.linspace(0, 1, 60)
        truth = t**1.3 * 59
        x, y = np.sin(2 * np.pi * t)[:, None], 0.6 * np.sin(2 * np.pi * t**1.3)[:, None]

        def error_frames(path):
            return np.abs(path[:, 0] - truth[path[:, 1]]).mean()

        plain = error_frames(Reference(x).align(y).path)
        assert error_frames(Reference(shape(x, 8)).align(shape(y, 8)).path) < plain / 2
        assert error_frames(Reference(derivative(x)).align(derivative(y)).path) < plain

    def test_a_negative_reach_is_refused(self):
        with pytest.raises(AlignmentError, match="0 or more"):
            shape(np.zeros((3, 1)), -1)
