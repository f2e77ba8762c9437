import numpy as np
import pytest

from aotrainer.errors import AlignmentError
from aotrainer.motion.dtw import Reference, batch
from tests.motion.dtw.examples import movement, noisy


def archive(lengths):
    return [noisy(movement(n, tempo=0.8 + 0.01 * n), seed=k) for k, n in enumerate(lengths)]


def together(reference, recordings, dtype=np.float64):
    """The distances that are computed in groups; NaN for those left to the engine for one pair."""
    room = batch.Archive(reference._local, max(map(len, recordings)), dtype)
    return room.distances(recordings)


@pytest.mark.parametrize("frames", [1, 30, batch.STRIP, batch.STRIP + 1, 2 * batch.STRIP + 30])
@pytest.mark.parametrize("metric", ["sqeuclidean", "euclidean"])
def test_equals_one_by_one(frames, metric):
    reference = Reference(movement(frames), metric=metric, weights=[1, 2, 3, 4, 5, 6])
    recordings = archive([*range(1, 80, 3), 200, 151, 90] * 2)
    distances, problems = reference.score_many(recordings)
    assert not problems
    expected = [reference.distance(recording) for recording in recordings]
    assert distances == pytest.approx(expected, rel=1e-10)


def test_groups_are_of_like_length_and_leave_out_the_few():
    lengths = dict(enumerate([300] * 60 + [310] * 9 + [900] * 7 + [20_000]))
    groups = list(batch.in_groups(lengths))
    assert [len(group) for group in groups] == [50, 19]
    assert sorted(key for group in groups for key in group) == list(range(69))


def test_room_is_used_again():
    reference = Reference(movement(50))
    room = batch.Archive(reference._local, 120)
    recordings = archive([120, 30, 60])
    first = room.distances(recordings)
    assert (room.distances(recordings[1:]) == first[1:]).all()


def test_single_precision_keeps_some_digits():
    reference = Reference(movement(120))
    recordings = archive([100, 110, 120, 130, 140, 105, 115, 125])
    assert not np.isnan(together(reference, recordings, np.float32)).any()
    distances, _ = reference.score_many(recordings, dtype=np.float32)
    assert distances == pytest.approx([reference.distance(y) for y in recordings], rel=1e-4)


@pytest.mark.parametrize("metric", ["sqeuclidean", "euclidean"])
@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_where_rounding_has_a_say_the_distance_is_exact(metric, dtype):
    x = movement(150)
    reference = Reference(x, metric=metric)
    close = [x, x + 1e-3, noisy(x, size=1e-6), 1e-9 + x, *archive([150] * 6)]
    assert np.isnan(together(reference, close, dtype)[[0, 3]]).all()
    distances, _ = reference.score_many(close, dtype=dtype)
    assert distances[0] == 0.0
    assert distances[:4] == pytest.approx([reference.distance(y) for y in close[:4]], rel=1e-3)


def test_what_overflows_single_precision_is_computed_all_the_same():
    reference = Reference(1e20 * movement(30))
    recordings = [1e20 * noisy(movement(40), seed=k) for k in range(9)]
    distances, _ = reference.score_many(recordings, dtype=np.float32)
    assert distances.tolist() == [reference.distance(y) for y in recordings]


def test_what_cannot_be_scored_is_named_and_the_rest_is_scored():
    x = movement(30)
    recordings = [movement(40), np.full((10, 6), np.nan), movement(20)[:, :3], movement(25), np.zeros((0, 6))]
    distances, problems = Reference(x).score_many(recordings)
    assert np.isnan(distances).tolist() == [False, True, True, False, True]
    assert sorted(problems) == [1, 2, 4]
    assert all(isinstance(problem, AlignmentError) for problem in problems.values())
    assert "features a frame" in str(problems[2])


def test_hidden_parts_are_taken_into_account():
    x, y = movement(30), movement(40)
    hidden = y.copy()
    hidden[5:9, 2] = np.nan
    reference = Reference(x)
    distances, problems = reference.score_many([y, hidden], [None, np.isfinite(hidden)])
    assert not problems
    assert distances[1] == reference.distance(hidden, np.isfinite(hidden))
    assert distances[0] == pytest.approx(reference.distance(y), rel=1e-12)


def test_other_patterns_are_scored_too():
    reference = Reference(movement(30), pattern="asymmetric")
    distances, problems = reference.score_many([movement(40), movement(90)])
    assert distances[0] == reference.distance(movement(40))
    assert "no tempo limit" in str(problems[1])


def test_an_empty_archive_has_no_distances():
    distances, problems = Reference(movement(30)).score_many([])
    assert distances.shape == (0,)
    assert not problems


def test_an_archive_may_be_any_iterable():
    recordings = archive([30, 40])
    distances, _ = Reference(movement(30)).score_many(iter(recordings))
    assert distances.tolist() == Reference(movement(30)).score_many(recordings)[0].tolist()


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        ((movement(30),), {}, "Put this one in a list"),
        (([movement(30)], []), {}, "1 recordings and 0 visibilities"),
        (([movement(30)],), {"dtype": int}, "Take float64 or float32"),
    ],
)
def test_what_is_no_archive_is_refused(arguments, settings, words):
    with pytest.raises(AlignmentError, match=words):
        Reference(movement(30)).score_many(*arguments, **settings)
