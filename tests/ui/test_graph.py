"""Plots and days on the screen: what is where, and told by more than colour."""

from datetime import date, timedelta

import pygame
import pytest
from pygame import Rect

from aotrainer.review.axes import Axes
from aotrainer.review.calendar import Day, Week
from aotrainer.review.exercise import TOTAL
from aotrainer.review.progress import Point, progress
from aotrainer.review.wellbeing import Rating
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.day_squares import draw_days
from aotrainer.ui.graph import Graph, draw_progress, draw_ratings

MONDAY = date(2026, 3, 2)
AXES = Axes(MONDAY, MONDAY + timedelta(weeks=4), 100.0)
PLACE = Rect(40, 30, 500, 300)


@pytest.fixture
def canvas(printer):
    blank = Canvas(pygame.Surface((640, 400)), printer)
    blank.fill(theme.PAPER)
    return blank


def days(*values, older=0):
    points = (Point(MONDAY + timedelta(days=7 * n), (v,), n >= older) for n, v in enumerate(values))
    return progress(points, 10, 5)


def painted(canvas, colour, within):
    part = canvas.surface.subsurface(within)
    return pygame.mask.from_threshold(part, colour, (1, 1, 1)).count()


class TestPlot:
    def test_days_go_to_the_right_and_values_up(self, canvas):
        graph = Graph(canvas, PLACE, AXES)
        assert graph.place(MONDAY, 0.0) == PLACE.bottomleft
        assert graph.place(AXES.last, 100.0) == PLACE.topright

    def test_a_line_joins_what_can_be_compared_and_the_rest_is_hollow(self, canvas):
        draw_progress(canvas, PLACE, days(20, 30, 50, 60, 70, older=1), AXES, 100.0, TOTAL)
        assert painted(canvas, theme.TEAL, PLACE) > painted(canvas, theme.QUIET, PLACE) > 0
        hollow = Canvas(pygame.Surface((640, 400)), canvas._printer)
        Graph(hollow, PLACE, AXES).rings([(MONDAY, 50.0)])
        x, y = (round(at) for at in Graph(hollow, PLACE, AXES).place(MONDAY, 50.0))
        assert hollow.surface.get_at((x, y))[:3] == theme.CARD

    def test_the_newest_value_and_the_model_are_named_apart(self, canvas):
        for values in ((20, 20, 20, 99), (20, 20, 20, 2), (90, 95, 99, 100)):
            canvas.written.clear()
            draw_progress(canvas, PLACE, days(*values), AXES, 100.0, TOTAL)
            model = next(word for word in canvas.written if word.words == "model")
            newest = next(word for word in canvas.written[::-1] if word.words == str(values[-1]))
            assert not model.place.inflate(0, -12).colliderect(newest.place.inflate(0, -12))
            assert canvas.rect.contains(newest.place)
        assert canvas.overflows == []

    def test_before_is_hollow_and_after_is_full(self, canvas):
        rated = [Rating(MONDAY + timedelta(days=n), 1, 8) for n in range(20)]
        draw_ratings(canvas, PLACE, rated, Axes(MONDAY, AXES.last, 10.0))
        upper, lower = Rect(PLACE.x, PLACE.y, PLACE.w, 150), Rect(PLACE.x, PLACE.y + 150, PLACE.w, 150)
        assert painted(canvas, theme.TEAL, upper) > 0 == painted(canvas, theme.TEAL, lower)

    def test_the_same_before_and_after_is_a_dot_in_a_ring(self, canvas):
        draw_ratings(canvas, PLACE, [Rating(MONDAY, 5, 5)], Axes(MONDAY, AXES.last, 10.0))
        ring = pygame.mask.from_threshold(canvas.surface, theme.QUIET, (1, 1, 1)).get_bounding_rects()
        full = pygame.mask.from_threshold(canvas.surface, theme.TEAL, (1, 1, 1)).get_bounding_rects()
        assert any(each.contains(full[0]) and each.w > full[0].w for each in ring)


class TestDays:
    def test_the_weekdays_are_in_letters_of_one_size(self, printer):
        large = Canvas(pygame.Surface((640, 400)), printer, zoom=1.3)
        draw_days(large, PLACE, (), MONDAY)
        assert len({each.size for each in large.written}) == 1
        assert len(large.written) == 7

    def test_trained_ended_early_and_not_trained_differ_by_more_than_colour(self, canvas):
        done = (Day(MONDAY, sets=2), Day(MONDAY + timedelta(days=1), sets=2, whole=False))
        rest = tuple(Day(MONDAY + timedelta(days=n)) for n in range(2, 7))
        draw_days(canvas, PLACE, [Week(1, done + rest)], MONDAY + timedelta(days=6))
        height = PLACE.h / 8
        rows = [Rect(PLACE.x, round(PLACE.y + height * n), PLACE.w, round(height)) for n in (1, 2, 3)]
        full, hollow, none = (painted(canvas, theme.TEAL, row) for row in rows)
        assert full > hollow > none == 0

    def test_the_newest_twelve_weeks_are_shown(self, canvas):
        weeks = [
            Week(n, tuple(Day(MONDAY + timedelta(days=7 * n + k)) for k in range(7))) for n in range(1, 31)
        ]
        draw_days(canvas, PLACE, weeks, MONDAY + timedelta(weeks=31))
        numbers = [word.words for word in canvas.written if word.words.isdigit()]
        assert numbers == [str(n) for n in range(19, 31)]
