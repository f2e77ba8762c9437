import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.errors import BandError
from aotrainer.motion.dtw import Band, Reference
from tests.motion.dtw.recursion import by_recursion

lengths = st.integers(1, 15)


class TestSakoeChiba:
    def test_allows_the_radius_and_the_difference_of_the_lengths(self):
        band = Band.sakoe_chiba(4, 6, 1)
        assert list(zip(band.first.tolist(), band.last.tolist(), strict=True)) == [
            (0, 3),
            (0, 4),
            (1, 5),
            (2, 5),
        ]

    def test_of_radius_0_is_the_diagonal(self):
        x, y = np.arange(5.0)[:, None], np.array([1.0, 1, 5, 3, 4])[:, None]
        assert Reference(x).distance(y, band=Band.sakoe_chiba(5, 5, 0)) == ((x - y) ** 2).sum()

    @given(lengths, lengths, st.integers(0, 15))
    def test_always_leads_through(self, m, n, radius):
        band = Band.sakoe_chiba(m, n, radius)
        assert by_recursion(np.where(band.outside, np.inf, 0.0))[-1, -1] == 0

    def test_a_negative_radius_is_refused(self):
        with pytest.raises(BandError, match="0 or more"):
            Band.sakoe_chiba(4, 4, -1)


class TestSlanted:
    def test_follows_the_line_between_the_corners(self):
        band = Band.slanted(3, 9, 2.5)
        assert band.first.tolist() == [0, 2, 6]
        assert band.last.tolist() == [2, 6, 8]

    @given(lengths, lengths, st.floats(0, 4))
    def test_always_leads_through(self, m, n, radius):
        band = Band.slanted(m, n, radius)
        assert by_recursion(np.where(band.outside, np.inf, 0.0))[-1, -1] == 0

    def test_is_no_wider_than_said(self):
        assert Band.slanted(5, 5, 0).outside.sum() == 20
        assert Band.slanted(5, 5, float("inf")).outside.sum() == 0

    def test_a_radius_that_is_no_number_is_refused(self):
        with pytest.raises(BandError, match="0 or more"):
            Band.slanted(4, 4, float("nan"))


class TestBand:
    @given(st.data(), lengths, lengths)
    def test_is_refused_exactly_when_no_path_leads_through(self, data, m, n):
        column = st.lists(st.integers(0, n - 1), min_size=m, max_size=m)
        first, last = np.array(data.draw(column)), np.array(data.draw(column))
        j = np.arange(n)
        open_cells = (j >= first[:, None]) & (j <= last[:, None])
        reachable = by_recursion(np.where(open_cells, 0.0, np.inf))[-1, -1] == 0
        try:
            Band(first, last, n)
            accepted = True
        except BandError:
            accepted = False
        assert accepted == reachable

    def test_is_made_of_anything_whole_and_stays_as_it_is(self):
        limits = np.array([0, 0, 3], np.uint8)
        band = Band(limits, [255, 255, 255], 256)
        limits[:] = 9
        assert band.first.tolist() == [0, 0, 3]
        with pytest.raises(ValueError, match="read-only"):
            band.first[0] = 1

    @pytest.mark.parametrize(
        "make",
        [
            lambda: Band([0.5, 0], [4, 4], 5),
            lambda: Band(["a"], ["b"], 5),
            lambda: Band.sakoe_chiba(5, 5, 1.5),
            lambda: Band.sakoe_chiba(5.5, 5, 1),
            lambda: Band.sakoe_chiba(0, 5, 1),
            lambda: Band.slanted(5, 0, 1),
        ],
    )
    def test_what_makes_no_band_is_refused(self, make):
        with pytest.raises(BandError):
            make()

    @pytest.mark.parametrize(
        ("first", "last", "words"),
        [
            ([0, 3], [1, 4], "No path"),
            ([0, 0], [1, 5], "leaves"),
            ([-1, 0], [1, 4], "leaves"),
            ([0], [1, 4], "limits"),
            ([], [], "limits"),
        ],
    )
    def test_says_what_is_wrong(self, first, last, words):
        with pytest.raises(BandError, match=words):
            Band(np.array(first, int), np.array(last, int), 5)
