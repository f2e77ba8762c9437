import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.errors import AlignmentError
from aotrainer.motion.dtw import Reference
from aotrainer.motion.dtw.forward import accumulated
from tests.motion.dtw.examples import movement, noisy, pairs
from tests.motion.dtw.recursion import by_recursion, local_costs


class TestUpdate:
    @given(pairs(), st.booleans())
    def test_every_row_equals_the_recursion(self, pair, open_begin):
        x, y = pair
        expected = by_recursion(local_costs(x, y), open_begin=open_begin)
        stream = Reference(x).stream(open_begin=open_begin)
        for j, frame in enumerate(y):
            state = stream.update(frame)
            assert stream.row == pytest.approx(expected[:, j], abs=1e-9)
            assert state.cost == stream.row[-1]
            assert state.frame == j

    @given(pairs())
    def test_the_begin_is_where_a_best_match_began(self, pair):
        x, y = pair
        reference = Reference(x)
        stream = reference.stream()
        for j, frame in enumerate(y):
            state = stream.update(frame)
            stretch = y[state.begin : j + 1]
            assert reference.align(stretch).distance == pytest.approx(state.cost, abs=1e-9)
            later = y[state.begin + 1 : j + 1]
            if len(later):
                assert reference.align(later).distance > state.cost - 1e-9

    def test_equals_the_offline_row_after_20_000_frames(self):
        x = movement(60, features=4)
        t = np.arange(20_000)
        y = noisy(x[np.abs((t * (1 + 0.3 * np.sin(t / 900))).astype(int) % 118 - 59)], size=0.1)
        stream = Reference(x).stream()
        costs = [stream.update(frame).cost for frame in y]
        offline = accumulated(Reference(x).cost_matrix(y), open_begin=True)
        assert np.abs(stream.row - offline[:, -1]).max() < 1e-9
        assert np.abs(np.array(costs) - offline[-1]).max() < 1e-9

    def test_the_position_follows_the_movement(self):
        x = movement(80)
        stream = Reference(x).stream(open_begin=False)
        positions = [stream.update(frame).position for frame in noisy(x, size=0.01)]
        assert np.abs(np.array(positions) - np.arange(80)).max() <= 3

    @pytest.mark.parametrize("metric", ["sqeuclidean", "euclidean"])
    def test_the_reference_itself_is_as_near_as_rounding_of_the_sums_lets_it(self, metric):
        x = movement(80)
        stream = Reference(x, metric=metric).stream(open_begin=False)
        for frame in x:
            state = stream.update(frame)
        assert 0.0 <= state.cost < 1e-11

    @pytest.mark.parametrize("size", [1.0, 1000.0])
    def test_equals_the_offline_row_in_the_root_metric_too(self, size):
        reference = Reference(size * movement(60), metric="euclidean")
        y = size * noisy(movement(200, tempo=1.2))
        stream = reference.stream()
        costs = [stream.update(frame).cost for frame in y]
        offline = accumulated(reference.cost_matrix(y), open_begin=True)[-1]
        assert costs == pytest.approx(offline, abs=1e-9 * size)

    def test_a_hidden_feature_is_left_out(self):
        x = movement(30)
        reference, hidden = Reference(x), x.copy()
        hidden[:, 2] = np.nan
        stream = reference.stream(open_begin=False)
        for frame in hidden:
            state = stream.update(frame, np.isfinite(frame))
        assert state.cost == pytest.approx(0.0, abs=1e-12)

    def test_a_reference_with_gaps_streams_too(self):
        x, seen = movement(30), np.ones((30, 6))
        seen[10:12, 1] = 0
        reference = Reference(x, visibility=seen)
        stream = reference.stream(open_begin=False)
        y, y_seen = noisy(movement(40)), np.random.default_rng(3).random((40, 6)) < 0.8
        for frame, frame_seen in zip(y, y_seen, strict=True):
            state = stream.update(frame, frame_seen)
        assert state.cost == pytest.approx(reference.align(y, y_seen).distance, abs=1e-9)

    def test_reset_forgets(self):
        stream = Reference(movement(30)).stream()
        first = [stream.update(frame) for frame in movement(20)]
        stream.reset()
        assert [stream.update(frame) for frame in movement(20)] == first


class TestRefusals:
    @pytest.mark.parametrize(
        ("frame", "words"),
        [
            (np.full(6, np.nan), "not a number"),
            (np.full(6, np.inf), "not a number"),
            (np.full(6, 1e200), "too large"),
            (np.zeros(5), "features a frame"),
            (np.zeros((1, 6)), "shape"),
            (np.array(["a"] * 6), "read as numbers"),
            ([[1], [1, 2]], "read as numbers"),
            (np.ma.masked_array(np.zeros(6)), "masked array"),
        ],
    )
    def test_a_bad_frame_is_refused_and_changes_nothing(self, frame, words):
        stream, twin = Reference(movement(30)).stream(), Reference(movement(30)).stream()
        for good in movement(10):
            stream.update(good)
            twin.update(good)
        with pytest.raises(AlignmentError, match=words):
            stream.update(frame)
        assert stream.update(np.zeros(6)) == twin.update(np.zeros(6))

    def test_a_copy_would_not_follow_and_is_refused(self):
        with pytest.raises(TypeError, match="make another"):
            copy.deepcopy(Reference(movement(30)).stream())

    def test_whole_numbers_and_single_precision_are_fine(self):
        stream, twin = Reference(movement(30)).stream(), Reference(movement(30)).stream()
        frame = np.arange(6)
        assert stream.update(frame) == twin.update(frame.astype(float))
        assert stream.update(frame.astype(np.float32)) == twin.update(frame.tolist())
