import numpy as np
import pytest

from aotrainer.errors import AlignmentError
from aotrainer.motion.dtw import Reference, batch
from tests.motion.dtw.examples import movement, noisy


def archive(lengths):
    return [noisy(movement(n, tempo=0.8 + 0.01 * n), seed=k) for k, n in enumerate(lengths)]


@pytest.mark.parametrize("frames", [1, 30, batch.STRIP, batch.STRIP + 1, 2 * batch.STRIP + 30])
@pytest.mark.parametrize("metric", ["sqeuclidean", "euclidean"])
def test_equals_one_by_one(frames, metric):
    reference = Reference(movement(frames), metric=metric, weights=[1, 2, 3, 4, 5, 6])
    recordings = archive([*range(1, 80, 3), 200, 151, 90] * 2)
    distances, problems = reference.score_many(recordings)
    assert not problems
    expected = [reference.distance(recording) for recording in recordings]
    assert distances == pytest.approx(expected, rel=1e-10)


def test_one_reference_scores_archive_after_archive():
    reference = Reference(movement(50))
    recordings = archive([120, 30, 60])
    first, _ = reference.score_many(recordings)
    again, _ = reference.score_many(recordings[1:])
    assert (again == first[1:]).all()


def test_single_precision_keeps_six_digits():
    reference = Reference(movement(120))
    recordings = archive([100, 130, 170])
    distances, _ = reference.score_many(recordings, dtype=np.float32)
    assert distances == pytest.approx([reference.distance(y) for y in recordings], rel=1e-5)


def test_the_reference_itself_has_no_distance():
    x = movement(150)
    distances, _ = Reference(x).score_many([x, noisy(x)])
    assert distances[0] == 0.0
    assert distances[1] > 0.0


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
