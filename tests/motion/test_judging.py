import pytest

from tests.figure import ABDUCTION


def test_seen_from_where_it_was_filmed_nothing_is_forgiven():
    assert ABDUCTION.askew(0.0) == ABDUCTION


@pytest.mark.parametrize(("off_deg", "more"), [(20, 1.5), (-20, 1.5), (40, 2), (170, 2)])
def test_a_camera_askew_is_forgiven_in_proportion_and_at_most_twice(off_deg, more):
    lenient = ABDUCTION.askew(off_deg)
    assert lenient.shape_half_deg == pytest.approx(more * ABDUCTION.shape_half_deg)
    assert lenient.posture_half_deg == pytest.approx(more * ABDUCTION.posture_half_deg)
    assert lenient.limits == ABDUCTION.limits
    assert lenient.tempo_half_ratio == ABDUCTION.tempo_half_ratio


def test_only_a_weight_makes_a_movement_one_of_both_sides():
    assert not ABDUCTION.two_sided
