from dataclasses import replace

import numpy as np
import pytest

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.clean import clean
from aotrainer.motion.likeness import NEAREST, likeness, usual
from aotrainer.motion.pose import BODY, mirror
from tests.figure import abduction, raise_and_lower


def done(peak=150.0, lean=0.0, elbow=0.0, duration_s=4.0, **how):
    lift = raise_and_lower(peak_deg=peak, duration_s=duration_s)
    return clean(abduction(lift, lean_deg=lean * lift / peak, elbow_deg=elbow, **how))


PEAKS = (140, 144, 148, 152, 156)
OWN = usual([done(peak=peak) for peak in PEAKS])


def test_another_one_like_the_usual_ones_is_as_usual():
    found = likeness(done(peak=146), OWN)
    assert found.as_usual
    assert found.times_usual == pytest.approx(1, abs=0.3)


@pytest.mark.parametrize(
    "other", [{"lean": 20}, {"elbow": 60}, {"peak": 90}], ids=["leaning", "bent elbow", "stopping short"]
)
def test_what_the_body_does_otherwise_is_not(other):
    found = likeness(done(**other), OWN)
    assert not found.as_usual
    assert found.times_usual > 2


def test_the_further_away_the_more_unlike():
    leaning = [likeness(done(lean=lean), OWN).away_deg for lean in (0, 5, 10, 20)]
    assert leaning == sorted(leaning)


def test_slower_or_faster_alone_is_as_usual():
    for duration_s in (2.5, 8.0):
        assert likeness(done(duration_s=duration_s), OWN).as_usual


def test_it_is_the_same_for_any_size_and_place_in_the_picture():
    here, there = (
        likeness(done(lean=10, **how), OWN).away_deg for how in ({}, {"scale": 0.2, "at": (0.3, 0.1)})
    )
    assert there == pytest.approx(here, abs=1e-6)


def test_it_is_the_same_on_the_other_side():
    other = usual([mirror(done(peak=peak)) for peak in PEAKS])
    here = likeness(done(lean=10), OWN)
    assert likeness(mirror(done(lean=10)), other).away_deg == pytest.approx(here.away_deg, abs=1e-6)


def test_whoever_varies_more_may_vary_more():
    varied = usual([done(peak=peak) for peak in (90, 110, 130, 150, 170)])
    assert likeness(done(peak=120), varied).times_usual < likeness(done(peak=120), OWN).times_usual


def test_two_usual_ways_are_both_as_usual():
    ways = usual([done(peak=peak, elbow=elbow) for elbow in (0, 60) for peak in PEAKS])
    assert likeness(done(elbow=60), ways).as_usual
    assert likeness(done(), ways).as_usual
    assert not likeness(done(elbow=120), ways).as_usual


def test_one_that_went_wrong_among_the_usual_ones_does_not_vouch_for_another():
    own = usual([*(done(peak=peak) for peak in PEAKS), done(lean=30)])
    assert likeness(done(lean=30), own).times_usual > 2


def test_what_was_not_seen_is_no_difference():
    seen = done(peak=146)
    hidden = [BODY.index[f"{side}_{name}"] for side in ("left", "right") for name in ("knee", "ankle")]
    visibility, image, world = seen.visibility.copy(), seen.image.copy(), seen.world.copy()
    visibility[:, hidden], image[:, hidden], world[:, hidden] = 0.0, np.nan, np.nan
    behind_a_table = replace(seen, visibility=visibility, image=image, world=world)
    assert likeness(behind_a_table, OWN).as_usual


def test_too_few_repetitions_are_no_habit():
    with pytest.raises(InvalidMotionError, match="too few"):
        usual([done(peak=peak) for peak in PEAKS[:NEAREST]])
