"""A finer surface keeps to the coarse one."""

from __future__ import annotations

import numpy as np
import pytest

from media.studio.subdivide import subdivide

CUBE = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
CORNERS = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)


@pytest.fixture(scope="module")
def fine():
    return subdivide(8, CUBE, [np.zeros((4, 2))] * 6)


def test_each_quad_becomes_four(fine) -> None:
    assert len(fine.quads) == 24
    assert fine.stencil.shape == fine.spread.shape == (8 + 12 + 6, 8)


def test_both_ways_to_the_fine_vertices_are_averages(fine) -> None:
    assert np.asarray(fine.stencil.sum(axis=1)).ravel() == pytest.approx(1)
    assert np.asarray(fine.spread.sum(axis=1)).ravel() == pytest.approx(1)


def test_the_stencil_rounds_the_corners_and_the_spread_does_not(fine) -> None:
    assert np.abs(fine.stencil @ CORNERS)[:8].max() < 0.7
    assert fine.spread @ CORNERS == pytest.approx(np.vstack([CORNERS, (fine.spread @ CORNERS)[8:]]))
    assert np.abs(fine.spread @ CORNERS).max() == pytest.approx(1)
