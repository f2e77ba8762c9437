"""Solids are closed the right way round, and as large as told."""

from __future__ import annotations

import numpy as np
import pytest

from media.studio.furniture import Seat, chair, stand, support_chair, table
from media.studio.objects import BOX_SIZE, CUP_HEIGHT, CUP_RADIUS, cardboard_box, cup, folded_cloth
from media.studio.props import Prop
from media.studio.solids import Solid, box, joined, turned

GREY = (0.5, 0.5, 0.5)
SEAT = Seat(height=0.45, front=0.40, back=0.0, floor=0.0)
THINGS = [cup(), cardboard_box(), folded_cloth(), table(), stand(), support_chair(), *chair(SEAT)]


def extent(prop: Prop) -> np.ndarray:
    return np.ptp(np.concatenate([solid.points for solid in prop.solids]), axis=0)


def outward(solid: Solid) -> np.ndarray:
    """Of each triangle with an area: whether it turns round its normals."""
    a, b, c = (solid.points[solid.triangles[:, k]] for k in range(3))
    across = np.cross(b - a, c - a)
    with_area = np.linalg.norm(across, axis=1) > 1e-10
    return ((across * solid.normals[solid.triangles].mean(axis=1)).sum(axis=1) > 0)[with_area]


@pytest.mark.parametrize("prop", THINGS, ids=lambda prop: prop.name)
def test_all_surfaces_look_outwards(prop: Prop) -> None:
    for solid in prop.solids:
        assert outward(solid).mean() > 0.95
        assert np.linalg.norm(solid.normals, axis=1) == pytest.approx(1, abs=1e-6)


def test_a_box_has_the_size_told_and_round_edges() -> None:
    block = box((1, 2, 3), (0.3, 0.2, 0.1), GREY, edge=0.01)
    assert np.ptp(block.points, axis=0) == pytest.approx((0.3, 0.2, 0.1))
    corner = np.array([1.15, 2.10, 3.05])
    assert np.linalg.norm(block.points - corner, axis=1).min() > 0.005


def test_a_doubled_point_of_a_profile_is_a_sharp_edge() -> None:
    can = turned([(0.1, 0), (0.1, 0.2), (0.1, 0.2), (0, 0.2)], GREY)
    assert np.unique(np.round(np.abs(can.normals[:, 1]), 6)).tolist() == [0, 1]


def test_things_have_their_real_sizes() -> None:
    across, height, _ = extent(cup())
    assert height == pytest.approx(CUP_HEIGHT, abs=0.003)
    assert 2 * CUP_RADIUS < across < 2 * CUP_RADIUS + 0.04  # with its handle
    assert extent(cardboard_box()) == pytest.approx(BOX_SIZE, abs=0.005)
    assert extent(table())[1] == pytest.approx(0.72)


def test_solids_of_one_kind_are_drawn_as_one() -> None:
    blocks = [box((x, 0, 0), (0.1, 0.1, 0.1), GREY) for x in (0, 1)] + [box((2, 0, 0), (0.1,) * 3, (1, 0, 0))]
    one, other = joined(blocks)
    assert len(one.points) == 2 * len(other.points)
    assert one.triangles.max() == len(one.points) - 1


def test_the_same_thing_has_the_same_fingerprint_and_another_place_another() -> None:
    moved = cup((np.eye(3), np.array([0.1, 0, 0])))
    assert cup().fingerprint == cup().fingerprint != moved.fingerprint
