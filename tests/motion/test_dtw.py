import numpy as np
import pytest
from dtaidistance import dtw_ndim
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from aotrainer.errors import AlignmentError
from aotrainer.motion.dtw import dtw_alignment, dtw_distance


def by_recursion(x, y, w):
    """The definition, cell by cell."""
    total = np.full((len(x) + 1, len(y) + 1), np.inf)
    total[0, 0] = 0
    for i, a in enumerate(x, start=1):
        for j, b in enumerate(y, start=1):
            before = min(total[i - 1, j - 1], total[i - 1, j], total[i, j - 1])
            total[i, j] = (w * (a - b) ** 2).sum() + before
    return total[-1, -1]


# Small whole numbers make ties, which is where engines differ.
sequences = st.integers(1, 3).flatmap(
    lambda d: st.tuples(
        *(
            st.integers(1, 9).flatmap(
                lambda n, d=d: arrays(float, (n, d), elements=st.integers(-3, 3).map(float))
            )
            for _ in range(2)
        )
    )
)


@given(sequences)
def test_equals_the_recursion(pair):
    x, y = pair
    w = np.arange(1.0, x.shape[1] + 1)
    alignment = dtw_alignment(x, y, w)
    assert alignment.distance == pytest.approx(by_recursion(x, y, w), abs=1e-9)
    assert alignment.cost.sum() == pytest.approx(alignment.distance, abs=1e-12)


@given(sequences)
def test_the_path_runs_from_corner_to_corner_in_allowed_steps(pair):
    x, y = pair
    path = dtw_alignment(x, y).path
    assert path[0].tolist() == [0, 0]
    assert path[-1].tolist() == [len(x) - 1, len(y) - 1]
    steps = {tuple(step) for step in np.diff(path, axis=0).tolist()}
    assert steps <= {(1, 1), (1, 0), (0, 1)}


def test_agrees_with_dtaidistance():
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(70, 5)), rng.normal(size=(90, 5))
    assert np.sqrt(dtw_distance(x, y)) == pytest.approx(dtw_ndim.distance(x, y), rel=1e-12)


def test_equal_sequences_have_no_distance_at_all():
    x = np.random.default_rng(4).normal(size=(50, 4)) * 1e6
    assert dtw_distance(x, x.copy()) == 0.0


def test_a_stretched_sequence_costs_next_to_nothing():
    t = np.linspace(0, 1, 100)
    x = np.column_stack([np.sin(2 * np.pi * t), np.cos(2 * np.pi * t)])
    y = np.column_stack([np.sin(2 * np.pi * t**1.5), np.cos(2 * np.pi * t**1.5)])
    warped = dtw_alignment(x, y)
    assert warped.feature_cost.sum() < 1e-3
    assert ((x - y) ** 2).sum(axis=1).mean() > 0.1


def test_an_unseen_feature_does_not_count():
    x, y = np.zeros((4, 2)), np.zeros((4, 2))
    y[:, 1] = np.nan
    seen = np.column_stack([np.ones(4), np.zeros(4)])
    assert dtw_alignment(x, y, y_visibility=seen).distance == 0.0


def test_frames_with_nothing_in_common_cost_the_gap():
    x, y = np.zeros((1, 2)), np.zeros((1, 2))
    assert dtw_alignment(x, y, y_visibility=np.zeros((1, 2)), gap_cost=0.5).distance == 1.0


@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        (np.zeros((0, 2)), np.zeros((3, 2)), "shape"),
        (np.zeros((3, 2)), np.zeros((3, 1)), "features a frame"),
        (np.zeros((3, 2)), np.full((3, 2), np.nan), "not a number"),
        (np.zeros((3, 2)), np.full((3, 2), np.inf), "not a number"),
        (np.zeros(3), np.zeros((3, 1)), "shape"),
    ],
)
def test_what_cannot_be_aligned_is_refused(x, y, words):
    with pytest.raises(AlignmentError, match=words):
        dtw_distance(x, y)
