import copy
import pickle
import threading
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aotrainer.errors import AlignmentError, BandError
from aotrainer.motion.dtw import Band, Reference
from tests.motion.dtw.examples import movement, noisy, pairs
from tests.motion.dtw.recursion import by_recursion, local_costs, steps_of

SYMMETRIC_STEPS = {(1, 1), (1, 0), (0, 1)}


class TestAlign:
    @settings(max_examples=1000)
    @given(pairs())
    def test_equals_the_recursion(self, pair):
        x, y = pair
        w = np.arange(1.0, x.shape[1] + 1)
        expected = by_recursion(local_costs(x, y, w))[-1, -1]
        assert Reference(x, weights=w).align(y).distance == pytest.approx(expected, abs=1e-9)

    @settings(max_examples=1000)
    @given(pairs())
    def test_exactly_equals_the_recursion_to_the_bit(self, pair):
        x, y = pair
        x, y = x * 0.1, y * 0.7
        costs = local_costs(x, y)
        assert (Reference(x).cost_matrix(y) == costs).all()
        path = Reference(x).align(y, exact=True).path
        along = costs[tuple(path.T)]
        total = along[0]
        for cost in along[1:]:
            total = cost + total
        assert total == by_recursion(costs)[-1, -1]

    @settings(max_examples=1000)
    @given(pairs(), st.integers(0, 4), st.booleans())
    def test_equals_the_recursion_within_a_band(self, pair, radius, slanted):
        x, y = pair
        band = (Band.slanted if slanted else Band.sakoe_chiba)(len(x), len(y), radius)
        expected = by_recursion(np.where(band.outside, np.inf, local_costs(x, y)))[-1, -1]
        for exact in (False, True):
            alignment = Reference(x).align(y, band=band, exact=exact)
            assert alignment.distance == pytest.approx(expected, abs=1e-9)
            assert not band.outside[tuple(alignment.path.T)].any()

    @settings(max_examples=500)
    @given(pairs(), st.booleans())
    def test_equals_the_recursion_with_open_ends(self, pair, open_end):
        x, y = pair
        last_row = by_recursion(local_costs(x, y), open_begin=True)[-1]
        expected = last_row.min() if open_end else last_row[-1]
        alignment = Reference(x).align(y, open_begin=True, open_end=open_end)
        assert alignment.distance == pytest.approx(expected, abs=1e-9)
        assert alignment.path[0, 0] == 0
        assert alignment.path[-1, 0] == len(x) - 1
        part = Reference(x).align(y[alignment.begin : alignment.end])
        assert part.distance == pytest.approx(expected, abs=1e-9)

    @pytest.mark.parametrize(("m", "n"), [(150, 200), (200, 150), (1, 300), (300, 1), (257, 257), (60, 400)])
    def test_equals_the_recursion_at_the_sizes_of_a_repetition(self, m, n):
        x, y = movement(m), noisy(movement(n, tempo=1.3))
        expected = by_recursion(local_costs(x, y))[-1, -1]
        reference = Reference(x)
        assert reference.align(y).distance == pytest.approx(expected, rel=1e-12)
        assert reference.align(y, exact=True).distance == pytest.approx(expected, rel=1e-12)

    def test_recordings_of_any_length_share_a_reference(self):
        reference = Reference(movement(40))
        lengths = [7, 90, 3, 41, 300, 40, 1, 299]
        recordings = [noisy(movement(n, tempo=0.8), seed=n) for n in lengths]
        again = [reference.align(recording).distance for recording in recordings]
        assert again == [Reference(movement(40)).align(recording).distance for recording in recordings]

    @given(pairs(), st.booleans())
    def test_the_path_runs_from_corner_to_corner_in_allowed_steps(self, pair, exact):
        x, y = pair
        path = Reference(x).align(y, exact=exact).path
        assert path[0].tolist() == [0, 0]
        assert path[-1].tolist() == [len(x) - 1, len(y) - 1]
        assert steps_of(path) <= SYMMETRIC_STEPS

    def test_on_ties_both_sequences_step_together_then_the_reference(self):
        still = np.zeros((2, 1))
        assert Reference(still).align(still, exact=True).path.tolist() == [[0, 0], [1, 1]]
        longer = Reference(np.zeros((4, 1))).align(still, exact=True)
        assert longer.path.tolist() == [[0, 0], [1, 0], [2, 0], [3, 1]]

    @given(pairs(), st.sampled_from(["sqeuclidean", "euclidean"]), st.booleans())
    def test_the_parts_add_up(self, pair, metric, exact):
        x, y = pair
        x = x + 0.1
        w = np.arange(1.0, x.shape[1] + 1)
        alignment = Reference(x, weights=w, metric=metric).align(y, exact=exact)
        for parts in (alignment.cost, alignment.feature_cost, alignment.frame_cost):
            assert parts.sum() == pytest.approx(alignment.distance, abs=1e-12)
        assert alignment.frame_cost.shape == x.shape
        assert alignment.frame_cost.sum(axis=0) == pytest.approx(alignment.feature_cost, abs=1e-12)

    @given(pairs(), st.floats(-1e4, 1e4), st.floats(1e-9, 1e4))
    def test_equal_sequences_have_no_distance_at_all(self, pair, offset, size):
        x = pair[0] * size + offset
        assert Reference(x).distance(x.copy()) == 0.0
        assert Reference(x, metric="euclidean").align(x.copy(), exact=True).distance == 0.0

    def test_nor_have_equal_sequences_that_hardly_move(self):
        x = 0.1 + 1e-9 * movement(80)
        x[0] += 1000
        assert Reference(x).distance(x) == 0.0
        assert Reference(x).distance(x, band=Band.sakoe_chiba(80, 80, 5)) == 0.0
        assert Reference(x).align(x, open_end=True).distance == 0.0
        assert Reference(x, pattern="symmetric2").distance(x) == 0.0

    def test_a_part_of_the_reference_at_fault_is_where_the_cost_is(self):
        x = movement(60)
        y = x.copy()
        y[20:25, 2] += 3.0
        alignment = Reference(x).align(y)
        assert alignment.feature_cost.argmax() == 2
        assert 18 <= alignment.frame_cost.sum(axis=1).argmax() <= 27

    def test_half_of_the_way_costs_nothing_for_what_is_left_out(self):
        x = np.sin(np.linspace(0, np.pi, 61))[:, None] * [1.0, 2.0]
        half = np.vstack([x[:15], x[15::-1]])
        alignment = Reference(x).align(half, exact=True)
        assert alignment.nearest_cost.shape == half.shape
        assert alignment.nearest_cost.sum() == pytest.approx(0, abs=1e-12)
        assert alignment.distance > 1

    @given(pairs())
    def test_the_nearest_match_of_a_frame_is_the_cheapest_of_its_matches(self, pair):
        alignment = Reference(pair[0]).align(pair[1], exact=True)
        for frame, cost in enumerate(alignment.nearest_cost.sum(axis=1)):
            assert cost == alignment.cost[alignment.path[:, 1] == frame].sum(axis=1).min()

    def test_a_stretched_sequence_costs_next_to_nothing(self):
        x, y = movement(100), movement(100, tempo=1.5)
        assert Reference(x).align(y).normalized_distance < 0.005
        assert ((x - y) ** 2).sum(axis=1).mean() > 0.1

    @pytest.mark.parametrize("slower", [2.5, 6.0])
    def test_a_much_slower_patient_still_aligns(self, slower):
        alignment = Reference(movement(60)).align(movement(round(60 * slower)))
        assert alignment.normalized_distance < 0.005

    def test_an_open_begin_and_end_find_the_movement_in_its_surroundings(self):
        x = movement(50)
        y = np.concatenate([np.full((30, 6), 4.0), x, np.full((20, 6), -4.0)])
        alignment = Reference(x).align(y, open_begin=True, open_end=True)
        assert (alignment.begin, alignment.end, alignment.distance) == (30, 80, 0.0)

    def test_a_large_offset_costs_no_accuracy(self):
        x, y = movement(50), noisy(movement(70, tempo=1.2))
        here, away = Reference(x).distance(y), Reference(x + 1e4).distance(y + 1e4)
        assert away == pytest.approx(here, rel=1e-9)

    def test_the_root_metric_is_the_sum_of_roots(self):
        x, y = movement(50), noisy(movement(70, tempo=1.2))
        expected = by_recursion(np.sqrt(local_costs(x, y)))[-1, -1]
        assert Reference(x, metric="euclidean").distance(y) == pytest.approx(expected, rel=1e-9)

    @pytest.mark.parametrize(
        "convert",
        [
            lambda a: a.astype(np.float32),
            lambda a: np.asfortranarray(a),
            lambda a: np.repeat(np.repeat(a, 2, axis=0), 3, axis=1)[::2, ::3],
            lambda a: a[::-1].copy()[::-1],
            lambda a: a.tolist(),
            lambda a: a.astype(int),
        ],
    )
    def test_any_real_array_will_do(self, convert):
        x, y = np.round(8 * movement(30)), np.round(8 * movement(40))
        assert Reference(convert(x)).distance(convert(y)) == Reference(x).distance(y)

    def test_the_input_is_left_as_it_was(self):
        x, y = movement(30), movement(40)
        before = x.copy(), y.copy()
        Reference(x).align(y, np.full(40, 0.5))
        assert (x == before[0]).all()
        assert (y == before[1]).all()

    def test_later_changes_of_the_input_change_nothing(self):
        x, w, seen, y = movement(30), np.ones(6), np.ones((30, 6)), movement(40, tempo=1.2)
        seen[3] = 0
        plain, weighted = Reference(x, weights=w), Reference(x, visibility=seen)
        before = plain.distance(y), weighted.distance(y)
        x[:], w[:], seen[:] = 0, 0, 1
        assert (plain.distance(y), weighted.distance(y)) == before

    def test_a_used_reference_can_be_copied(self):
        reference, y = Reference(movement(30)), movement(40, tempo=1.2)
        distance = reference.distance(y)
        assert copy.deepcopy(reference).distance(y) == distance
        assert pickle.loads(pickle.dumps(reference)).distance(y) == distance  # noqa: S301

    @pytest.mark.slow
    def test_a_reference_can_be_used_any_number_of_times(self):
        reference = Reference(movement(600, 2))
        reference.align(movement(600, 2, tempo=1.1))
        expected = Reference(movement(600, 2)).distance(movement(10, 2))
        assert {reference.distance(movement(10, 2)) for _ in range(1200)} == {expected}

    def test_threads_may_share_a_reference(self):
        reference = Reference(movement(60))
        recordings = [noisy(movement(50 + k), seed=k) for k in range(30)]
        expected = [reference.distance(recording) for recording in recordings]
        got = [[0.0] * 30 for _ in range(4)]

        def work(results):
            for k, recording in enumerate(recordings):
                results[k] = reference.distance(recording)

        threads = [threading.Thread(target=work, args=(results,)) for results in got]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert got == [expected] * 4


class TestVisibility:
    def test_an_unseen_feature_does_not_count(self):
        x, y = np.zeros((4, 2)), np.zeros((4, 2))
        y[:, 1] = np.nan
        seen = np.column_stack([np.ones(4), np.zeros(4)])
        assert Reference(x).align(y, seen).distance == 0.0

    def test_what_is_seen_speaks_for_the_whole(self):
        x, y = np.zeros((1, 4)), np.array([[1.0, 1.0, np.nan, np.nan]])
        assert Reference(x).align(y, ~np.isnan(y)).distance == 4.0

    def test_frames_with_nothing_in_common_cost_the_gap(self):
        x, y = np.zeros((1, 2)), np.zeros((1, 2))
        alignment = Reference(x, gap_cost=0.5, weights=[1.0, 3.0]).align(y, np.zeros((1, 2)))
        assert alignment.distance == 2.0
        assert alignment.feature_cost.tolist() == [0.5, 1.5]
        rooted = Reference(x, gap_cost=0.5, weights=[1.0, 3.0], metric="euclidean").align(y, np.zeros((1, 2)))
        assert rooted.distance == pytest.approx(np.sqrt(2.0))

    def test_whole_frames_may_be_missing(self):
        x = movement(40)
        y = x.copy()
        y[10:13] = np.nan
        seen = np.isfinite(y).all(axis=1)
        assert Reference(x, gap_cost=0.0).align(y, seen).distance == 0.0
        assert Reference(y, gap_cost=0.0, visibility=seen).align(x).distance == 0.0

    @settings(max_examples=500)
    @given(pairs(longest=8), st.data())
    def test_equals_the_recursion_on_the_stated_cost(self, pair, data):
        x, y = pair
        d = x.shape[1]
        weight = st.sampled_from([0.0, 0.25, 1.0])
        u, v = (
            np.array(data.draw(st.lists(weight, min_size=k * d, max_size=k * d))).reshape(k, d)
            for k in (len(x), len(y))
        )
        w = np.arange(1.0, d + 1)
        cost = np.empty((len(x), len(y)))
        for i, j in np.ndindex(cost.shape):
            shared = w * u[i] * v[j]
            whole = (shared * (x[i] - y[j]) ** 2).sum() * w.sum()
            cost[i, j] = whole / shared.sum() if shared.any() else w.sum()
        expected = by_recursion(cost)[-1, -1]
        reference = Reference(x, weights=w, visibility=u)
        for exact in (False, True):
            alignment = reference.align(y, v, exact=exact)
            assert alignment.distance == pytest.approx(expected, abs=1e-9)
            assert alignment.cost.sum() == pytest.approx(alignment.distance, abs=1e-12)

    @pytest.mark.parametrize("offset", [0.0, 1e6, 1e8])
    def test_what_is_hidden_costs_no_accuracy_far_from_zero(self, offset):
        x, y = movement(60, seed=1), noisy(movement(75, tempo=1.3, seed=1))
        seen = np.ones(x.shape)
        seen[:45, 1:] = 0
        reference = Reference(x + offset, visibility=seen)
        exact = reference.align(y + offset, exact=True).distance
        assert reference.distance(y + offset) == pytest.approx(exact, rel=1e-6)

    def test_equal_sequences_have_no_distance_when_partly_hidden(self):
        x = 0.3 + 1e-7 * movement(50)
        seen = np.random.default_rng(2).random(x.shape) < 0.7
        seen[:, 0] = True
        assert Reference(x).align(x, seen).distance == 0.0


class TestFind:
    def test_finds_every_repetition_and_nothing_else(self):
        rest, x = np.tile(movement(50)[:1], (25, 1)), movement(50)
        pieces, truth, at = [rest], [], 25
        for k, frames in enumerate((45, 60, 52, 110)):
            pieces += [movement(frames, tempo=1 + 0.1 * k), rest]
            truth.append((at, at + frames))
            at += frames + 25
        found = Reference(x).find(noisy(np.concatenate(pieces)), max_distance=10.0, min_frames=20)
        assert len(found) == 4
        for match, (begin, end) in zip(found, truth, strict=True):
            shared = min(match.end, end) - max(match.begin, begin)
            assert shared / (max(match.end, end) - min(match.begin, begin)) > 0.85

    @pytest.mark.parametrize("seed", range(20))
    def test_repetitions_may_touch(self, seed):
        cycle = (1 - np.cos(np.linspace(0, 2 * np.pi, 51)))[:, None]
        cycles = (1 - np.cos(np.linspace(0, 10 * np.pi, 251)))[:, None]
        found = Reference(cycle).find(noisy(cycles, seed), max_distance=5.0, min_frames=20)
        assert len(found) == 5

    def test_hidden_moments_are_bridged(self):
        x = movement(50)
        y = np.concatenate([x + 3, x, x - 3])
        y[70:72] = np.nan
        (match,) = Reference(x).find(y, np.isfinite(y), max_distance=13.0, min_frames=40)
        assert (match.begin, match.end, match.distance) == (50, 100, 12.0)

    def test_the_reference_itself_is_found_at_no_distance(self):
        x = movement(50)
        for metric in ("sqeuclidean", "euclidean"):
            assert Reference(x, metric=metric).find(x, max_distance=1e-12)[0].distance == 0.0

    def test_a_limit_that_is_no_number_is_refused(self):
        with pytest.raises(AlignmentError, match="largest distance"):
            Reference(movement(5)).find(movement(9), max_distance=float("nan"))

    def test_stretches_do_not_overlap_and_come_in_order(self):
        x = movement(20)
        y = noisy(np.concatenate([x] * 6), size=0.2)
        found = Reference(x).find(y, max_distance=1e9)
        assert len(found) >= 6
        assert all(a.end <= b.begin for a, b in pairwise(found))

    def test_the_distance_is_that_of_the_stretch(self):
        x = movement(20)
        reference = Reference(x)
        y = noisy(np.concatenate([x + 2, x, x - 2]))
        (match,) = reference.find(y, max_distance=3.0)
        assert match.distance == pytest.approx(reference.distance(y[match.begin : match.end]), abs=1e-9)

    def test_stretches_may_be_too_short_or_too_long(self):
        x = movement(40)
        limit = 1e-6
        assert Reference(x).find(x, max_distance=limit)
        assert not Reference(x).find(x, max_distance=limit, min_frames=41)
        assert not Reference(x).find(x, max_distance=limit, max_frames=39)


class TestRefusals:
    @pytest.mark.parametrize(
        ("x", "y", "words"),
        [
            (np.zeros((0, 2)), np.zeros((3, 2)), "reference has shape"),
            (np.zeros((3, 2)), np.zeros((3, 0)), "recording has shape"),
            (np.zeros((3, 2)), np.zeros((3, 1)), "features a frame"),
            (np.zeros((3, 2)), np.full((3, 2), np.nan), "not a number.*Set the visibility"),
            (np.zeros((3, 2)), [[0, 0], [0, -np.inf]], "frame 1, feature 1"),
            (np.zeros((3, 2)), np.full((3, 2), 1e200), "too large"),
            (np.zeros(3), np.zeros((3, 1)), "shape"),
            (3.0, np.zeros((3, 1)), "shape"),
            ([["a"]], np.zeros((3, 1)), "read as numbers"),
            ([[1], [1, 2]], np.zeros((3, 1)), "read as numbers"),
            (np.zeros((3, 1)), np.zeros((3, 1), complex), "read as numbers"),
            (np.zeros((3, 1)), np.full((3, 1), np.longdouble("1e400")), "too large"),
            (np.zeros((3, 1)), np.ma.masked_array(np.zeros((3, 1)), mask=True), "masked array"),
        ],
    )
    def test_what_cannot_be_aligned_is_refused(self, x, y, words):
        with pytest.raises(AlignmentError, match=words):
            Reference(x).distance(y)

    @pytest.mark.parametrize(
        ("visibility", "words"),
        [
            (np.ones((3, 2)), "its visibility"),
            (np.full((4, 2), 1.5), "outside 0 to 1"),
            (np.full((4, 2), np.nan), "outside 0 to 1"),
        ],
    )
    def test_a_visibility_that_does_not_fit_is_refused(self, visibility, words):
        with pytest.raises(AlignmentError, match=words):
            Reference(np.zeros((4, 2))).align(np.zeros((4, 2)), visibility)

    def test_a_missing_value_must_be_said_to_be_missing(self):
        y = np.zeros((4, 2))
        y[2, 1] = np.nan
        seen = np.ones((4, 2))
        seen[0, 0] = 0
        with pytest.raises(AlignmentError, match="frame 2, feature 1"):
            Reference(np.zeros((4, 2))).align(y, seen)

    @pytest.mark.parametrize(
        ("settings", "words"),
        [
            ({"weights": [1.0]}, "weights of shape"),
            ({"weights": [1.0, -1.0]}, "negative"),
            ({"weights": [0.0, 0.0]}, "all are 0"),
            ({"weights": [1.0, np.nan]}, "not a number"),
            ({"metric": "cosine"}, "no metric 'cosine'"),
            ({"pattern": "rabiner"}, "no pattern 'rabiner'"),
            ({"gap_cost": -1.0}, "gap cost"),
            ({"gap_cost": "a"}, "gap cost"),
            ({"weights": [1.0, np.inf]}, "too large"),
        ],
    )
    def test_settings_that_make_no_sense_are_refused(self, settings, words):
        with pytest.raises(AlignmentError, match=words):
            Reference(np.zeros((4, 2)), **settings)

    def test_a_band_for_other_lengths_is_refused(self):
        with pytest.raises(BandError, match=r"\(4, 5\) frames, not \(4, 6\)"):
            Reference(np.zeros((4, 1))).align(np.zeros((6, 1)), band=Band.sakoe_chiba(4, 5, 1))

    def test_what_is_no_band_is_refused(self):
        with pytest.raises(BandError, match="is no band"):
            Reference(np.zeros((4, 1))).align(np.zeros((4, 1)), band=5)

    def test_a_band_and_an_open_end_are_refused(self):
        with pytest.raises(BandError, match="both ends"):
            Reference(np.zeros((4, 1))).align(np.zeros((4, 1)), band=Band.sakoe_chiba(4, 4, 1), open_end=True)

    def test_patterns_that_favour_short_stretches_have_no_open_begin(self):
        with pytest.raises(AlignmentError, match="no open begin"):
            Reference(np.zeros((4, 1)), pattern="symmetric2").align(np.zeros((4, 1)), open_begin=True)
        with pytest.raises(AlignmentError, match="stream"):
            Reference(np.zeros((4, 1)), pattern="symmetric2").stream()
