from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from aotrainer.motion.judging import Reason
from aotrainer.motion.pose import BODY, mirror, opposite
from aotrainer.motion.replay import AROUND_S, HELD_S, SPEED, replay_of
from aotrainer.motion.score import Score, score_motion
from tests.figure import ABDUCTION, abduction, raise_and_lower
from tests.rendered import INDEX, seen
from tests.rendered.golden import shipped_library

MODEL = abduction(raise_and_lower(peak_deg=150))
LIBRARY = shipped_library()
LOW = [title for title, told in INDEX.items() if told["name"] in ("low_range", "typical")]
ONE = raise_and_lower(1, 150, 4.5)
THREE = np.tile(ONE, 3)


def in_repetition(number, size):
    """(n,) of three repetitions, this size at the top of one of them and nothing elsewhere."""
    return np.concatenate([size * ONE / ONE.max() * (n == number) for n in (1, 2, 3)])


def replayed(attempt, judging=ABDUCTION, side="right", model=MODEL):
    score = score_motion(model, attempt, judging, side, 0.75)
    assert isinstance(score, Score), score
    return replay_of(model, attempt, judging, score)


@cache
def short():
    lifts = [raise_and_lower(1, peak_deg, 4.5) for peak_deg in (110, 80, 100)]
    attempt = abduction(np.concatenate(lifts))
    return attempt, score_motion(MODEL, attempt, ABDUCTION, "right", 0.75), replayed(attempt)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_repetition_with_the_flaw_is_shown_at_the_limb_that_has_it(number):
    replay = replayed(abduction(THREE, elbow_deg=in_repetition(number, 90)))
    assert (replay.repetition, replay.about, replay.mark) == (number, "shape", "right_wrist")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_compensation_is_shown_when_it_was_largest(number):
    lean_deg = in_repetition(number, 60)
    replay = replayed(abduction(THREE, lean_deg=lean_deg))
    assert (replay.repetition, replay.about, replay.mark) == (number, "trunk_lean", "right_shoulder")
    largest_s = np.argmax(lean_deg) / 30
    assert replay.moments[replay.worst].own.time_s == pytest.approx(largest_s, abs=0.3)


def test_a_short_range_is_shown_at_both_turning_points_of_the_shortest():
    _, score, replay = short()
    worst = replay.moments[replay.worst]
    assert (replay.about, replay.repetition, replay.mark) == ("range", 2, "right_wrist")
    assert worst.own.time_s == pytest.approx(score.repetitions[1].repetition.turn_s, abs=0.35)
    assert worst.model.time_s == pytest.approx(2.5, abs=0.1)
    own, model = (frame.image[BODY.index["right_wrist"]] for frame in (worst.own, worst.model))
    assert own[1] - model[1] == pytest.approx(
        0.56 / 0.5 * (np.cos(np.radians(80)) - np.cos(np.radians(150))), abs=0.1
    )


def test_who_stops_short_waits_while_the_model_goes_on():
    replay = short()[2]
    wrists = [
        [getattr(one, who).image[BODY.index["right_wrist"], 1] for one in replay.moments]
        for who in ("own", "model")
    ]
    assert np.ptp(wrists[0]) < np.ptp(wrists[1]) / 2


def test_it_lasts_from_a_second_before_to_a_second_after():
    replay = short()[2]
    times_s = [moment.time_s for moment in replay.moments]
    assert times_s[replay.worst] == 0
    assert times_s[0] == pytest.approx(-AROUND_S, abs=0.05)
    assert times_s[-1] == pytest.approx(AROUND_S, abs=0.05)
    for who in ("own", "model"):
        frames_s = [getattr(moment, who).time_s for moment in replay.moments]
        steps_s = np.diff(frames_s)
        assert (steps_s >= -1e-9).all()
        assert (steps_s <= np.diff(times_s) + 0.05).all()


def test_a_flaw_at_the_very_beginning_has_a_second_before_it_too():
    replay = replayed(MODEL)
    assert replay.moments[0].time_s == pytest.approx(-AROUND_S, abs=0.05)
    assert replay.moments[-1].time_s == pytest.approx(AROUND_S, abs=0.05)


def test_size_and_place_in_the_picture_do_not_show():
    lift = raise_and_lower(2, 100, 4.5)
    near, far = (
        replayed(abduction(lift, scale=scale, at=at)) for scale, at in ((0.4, (0, 0)), (0.2, (0.3, 0.1)))
    )
    for one, other in zip(near.moments, far.moments, strict=True):
        np.testing.assert_allclose(one.own.image, other.own.image, atol=0.01)
    wrist = near.moments[near.worst].own.image[BODY.index["left_wrist"]]
    model = near.moments[near.worst].model.image[BODY.index["left_wrist"]]
    np.testing.assert_allclose(wrist, model, atol=0.02)


def test_the_left_side_is_the_right_one_in_the_mirror():
    lift = raise_and_lower(2, 100, 4.5)
    right, left = replayed(abduction(lift)), replayed(abduction(lift, "left"), side="left")
    assert left.mark == "left_wrist"
    order = BODY.mirror_order
    for one, other in zip(right.moments, left.moments, strict=True):
        for who in ("own", "model"):
            image = getattr(other, who).image[order] * [-1, 1]
            np.testing.assert_allclose(getattr(one, who).image, image, atol=1e-6)


def test_the_worst_moment_stands_still_for_a_second_and_then_it_goes_on_and_round():
    replay = short()[2]
    begin_s = -replay.moments[0].time_s / SPEED
    assert replay.at(0) == (replay.moments[0], False)
    assert replay.at(begin_s + 0.01) == (replay.moments[replay.worst], True)
    assert replay.at(begin_s + HELD_S - 0.01) == (replay.moments[replay.worst], True)
    later, held = replay.at(begin_s + HELD_S + 0.2)
    assert not held
    assert 0 < later.time_s <= 0.2 * SPEED + 1e-6
    assert replay.at(replay.duration_s - 0.01)[0] is replay.moments[-1]
    assert replay.at(replay.duration_s + 0.01) == replay.at(0.01)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_any_repetition_is_shown_whole_with_its_own_worst_moment(number):
    attempt, score, _ = short()
    replay = replay_of(MODEL, attempt, ABDUCTION, score, only=number)
    span = score.repetitions[number - 1].repetition
    assert replay.repetition == number
    assert replay.moments[0].own.time_s == pytest.approx(span.start_s, abs=0.1)
    assert replay.moments[-1].own.time_s == pytest.approx(span.end_s, abs=0.1)
    assert span.start_s <= replay.moments[replay.worst].own.time_s <= span.end_s


def test_both_bodies_are_within_the_bounds():
    replay = short()[2]
    for moment in replay.moments:
        for frame in (moment.own, moment.model):
            places = frame.image[frame.visibility > 0]
            assert (places >= replay.least - 1e-9).all()
            assert (places <= replay.most + 1e-9).all()


def test_a_limb_that_should_have_kept_still_is_shown():
    lift = raise_and_lower(2, 150, 4.5)
    both, other = abduction(lift), abduction(lift, "left")
    columns = [both.column(f"left_{name}") for name in ("elbow", "wrist")]
    image = both.image.copy()
    image[:, columns] = other.image[:, columns]
    replay = replayed(replace(both, image=image))
    assert replay.about == "posture"
    assert replay.mark in ("left_elbow", "left_wrist")


@pytest.mark.slow
@pytest.mark.parametrize("title", LOW)
@pytest.mark.parametrize("mirrored", [False, True])
def test_every_tracked_patient_can_be_shown(title, mirrored):
    name = INDEX[title]["asked"]
    judging, reference = LIBRARY.exercises[name].judging, LIBRARY.reference(name)
    attempt = mirror(seen(title)) if mirrored else seen(title)
    side = opposite(judging.model_side) if mirrored else judging.model_side
    score = score_motion(reference, attempt, judging, side)
    if not isinstance(score, Score):
        assert score.reason is Reason.NO_MOVEMENT
        return
    replay = replay_of(reference, attempt, judging, score)
    worst = replay.moments[replay.worst]
    for frame in (worst.own, worst.model):
        assert np.isfinite(frame.image[BODY.index[replay.mark]]).all()
    assert (replay.most - replay.least < 6).all()


@pytest.mark.parametrize("deg", [-20, 0, 20])
@pytest.mark.parametrize("side", ["left", "right"])
def test_the_model_beside_it_is_seen_from_where_the_patient_was(deg, side):
    lift, part = raise_and_lower(1, 150), raise_and_lower(1, 100, 4.5)
    films = tuple(abduction(lift, azimuth_deg=one) for one in (20, -20))
    seen = abduction(part, azimuth_deg=deg) if side == "right" else mirror(abduction(part, azimuth_deg=deg))
    score = score_motion(MODEL, seen, ABDUCTION, side, 0.75, askew=films)
    assert isinstance(score, Score), score
    replay = replay_of(MODEL, seen, ABDUCTION, score, askew=films)
    first = replay.moments[0]
    wide = [
        np.ptp(one.image[[BODY.index["left_shoulder"], BODY.index["right_shoulder"]], 0])
        for one in (first.own, first.model)
    ]
    assert wide[1] == pytest.approx(wide[0], rel=0.02)
