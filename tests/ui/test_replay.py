from dataclasses import replace
from functools import cache

import numpy as np
import pygame
import pytest

from aotrainer.motion.pose import BODY
from aotrainer.motion.replay import SPEED, replay_of
from aotrainer.motion.score import score_motion
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.replay import draw_replay
from tests.figure import ABDUCTION, abduction, raise_and_lower
from tests.ui.stage import SIZES


@cache
def replay(side="right"):
    model = abduction(raise_and_lower(peak_deg=150))
    attempt = abduction(raise_and_lower(2, 90, 4.5), side)
    return replay_of(model, attempt, ABDUCTION, score_motion(model, attempt, ABDUCTION, side, 0.75))


def worst_s(shown):
    """When the worst moment stands still."""
    return -shown.moments[0].time_s / SPEED + 0.5


def drawn(printer, elapsed_s, side="right", size=(1024, 600)):
    canvas = Canvas(pygame.Surface(size), printer)
    canvas.surface.fill(theme.PAPER)
    draw_replay(canvas, canvas.rect, replay(side), elapsed_s, ABDUCTION, side)
    return canvas


def places(canvas, colour):
    return pygame.mask.from_threshold(canvas.surface, colour, (1, 1, 1)).get_bounding_rects()


@pytest.mark.parametrize("size", SIZES)
def test_all_words_fit(printer, size):
    for elapsed_s in (0.0, worst_s(replay())):
        assert drawn(printer, elapsed_s, size=size).overflows == []


def test_each_is_seen_as_in_a_mirror(printer):
    right, left = (limbs(drawn(printer, 0.0, side)) for side in ("right", "left"))
    for who in (0, 1):
        assert right[who].centerx > left[who].centerx


def limbs(canvas):
    """Where the judged limb is, of the patient and of the model."""
    amber = places(canvas, theme.AMBER)
    own = [one for one in amber if one.centerx < canvas.rect.centerx]
    model = [one for one in amber if one.centerx > canvas.rect.centerx]
    return own[0].unionall(own[1:]), model[0].unionall(model[1:])


def test_the_worst_moment_is_framed_and_said(printer):
    before, held = drawn(printer, 0.0), drawn(printer, worst_s(replay()))
    framed = max(rect.h for rect in places(held, theme.AMBER))
    assert framed > 0.8 * held.rect.h
    assert max(rect.h for rect in places(before, theme.AMBER)) < 0.8 * before.rect.h


def test_both_bodies_stay_within_their_stages_in_every_moment(printer):
    for tenth in range(0, 60, 4):
        canvas = drawn(printer, tenth / 10)
        assert all(canvas.rect.inflate(-4, -4).contains(rect) for rect in places(canvas, theme.WHITE))


def test_what_was_not_seen_is_not_drawn(printer):
    shown = replay()
    unseen = np.zeros(len(BODY.landmarks))
    blind = [
        replace(one, own=replace(one.own, visibility=unseen), model=replace(one.model, visibility=unseen))
        for one in shown.moments
    ]
    canvas = Canvas(pygame.Surface((1024, 600)), printer)
    draw_replay(canvas, canvas.rect, replace(shown, moments=tuple(blind)), 0.0, ABDUCTION, "right")
    assert places(canvas, theme.AMBER) == []


def test_drawing_changes_nothing(printer):
    first, second = (pygame.image.tobytes(drawn(printer, 1.0).surface, "RGB") for _ in range(2))
    assert first == second
