"""A series cut into repetitions by the pace that it keeps, for a trace that shows some of them faintly.

`find_repetitions` asks of every repetition that it stands out. One trace of a movement to both sides in turn
may show one side so faintly that it does not: a hand's distance from the camera, say, while the trunk turns.
People keep a pace, though, and where the next repetition has to be a faint one is seen.

The usual duration is half the time after which the trace is most like itself. Then, of all ways to cut the
recording into repetitions and pauses, the best is taken (dynamic programming, as in Bellman and Roth, *J Am
Stat Assoc* 1969;64:1079): what speaks for a repetition is how far it rises, and against it how far its
duration is from the usual one, how high it begins and ends, and by how much its ends differ.

**Only for who is known to go to both sides in turn.** Of somebody who goes to one side and rests for as long
in between, rests are counted that hold any bump: there, `find_repetitions` is right. It needs the whole
recording, and says nothing while one is under way. The app judges each side by itself and does not need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aotrainer.motion.arrays import BoolArray, FloatArray, IntArray
from aotrainer.motion.clean import RATE_HZ
from aotrainer.motion.reps import calm
from aotrainer.motion.spans import frames, search

STEP = 6
"""Frames between two places where a cut may be: a fifth of a second."""
SHORTEST, LONGEST = 4, 50
"""Steps of a repetition."""
USUAL = (2.0, 98.0)
"""Between these percentiles a trace counts as 0 to 100, with its leaps and its outliers cut off."""
REST_PERCENTILE = 10.0
LEAST_RISE = 2.0
"""Of 100: what does not rise by so much above what is before it and after it was not seen."""
KNEE = 8.0
"""Of 100: up to about here a height counts in proportion, and beyond by its logarithm."""
PLAIN_RISE = 10.0
"""Of 100: the rise of a repetition that shows plainly, by which the pace is first told."""
STRONG_SHARE, STRONG_PERCENTILE = 0.5, 80.0
"""Of those the strong ones rise by at least this share of this percentile."""
PAIR = (1.4, 2.8)
"""A repetition to each side takes so many times as long as a strong one."""
PLACES = 25
"""At so many places a piece is looked at."""

Span = tuple[float, float]
"""Start and end in seconds."""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a cut is worth, beside the rise of each repetition, which counts as it is.

    repetition : for each repetition; pace : against the squared logarithm of how many times longer or shorter
    than usual it is; high : against how high above rest it begins and ends; apart : against the difference of
    the two; pause : against a pause, however long
    """

    repetition: float = 0.5
    pace: float = 9.0
    high: float = 0.2
    apart: float = 0.5
    pause: float = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """All that may be a repetition and ends at one step: (k,) where each starts, and what tells for it."""

    starts: IntArray
    shows: BoolArray
    rise: FloatArray
    off_pace: FloatArray
    high: FloatArray
    apart: FloatArray

    def worth(self, worth: Worth) -> FloatArray:
        """(k,) of each; nothing is worth less than one that was not seen."""
        total = (
            worth.repetition
            + self.rise
            - worth.pace * self.off_pace
            - worth.high * self.high
            - worth.apart * self.apart
        )
        return np.where(self.shows, total, -np.inf)


def find_series(times_s: FloatArray, trace: FloatArray, worth: Worth | None = None) -> tuple[Span, ...]:
    """From second to second the repetitions to both sides in turn, in a trace (n,) sampled at `RATE_HZ`.

    The trace may be in any unit, and is larger while somebody is away from rest, on whichever side. NaN is
    bridged. One repetition ends where the next begins, unless there is a pause between them.
    """
    cut = cut_at(list(pieces_of(trace)), worth or Worth())
    return tuple((float(times_s[start * STEP]), float(times_s[end * STEP])) for start, end in cut)


def pieces_of(trace: FloatArray) -> Iterator[Pieces]:
    """What may be a repetition, step by step from the second on."""
    level = scaled(trace)
    if not len(level):
        return
    usual = usual_s(level)
    above_rest = _compressed(level - np.percentile(level, REST_PERCENTILE))[::STEP]
    for end in range(1, len(above_rest)):
        steps = np.arange(SHORTEST, min(LONGEST, end) + 1)
        starts = end - steps
        along = starts[:, np.newaxis] + steps[:, np.newaxis] * np.linspace(0, 1, PLACES)
        heights = np.interp(along * STEP, np.arange(len(level)), level)
        first, last = heights[:, :1], heights[:, -1:]
        yield Pieces(
            starts,
            _rise(heights) >= LEAST_RISE,
            _compressed((heights - np.maximum(first, last)).max(axis=1)),
            np.log(steps * STEP / RATE_HZ / usual) ** 2,
            above_rest[starts] + above_rest[end],
            np.abs(_compressed(first - last)[:, 0]),
        )


def cut_at(ending: Sequence[Pieces], worth: Worth) -> list[tuple[int, int]]:
    """The repetitions of the best cut, each from step to step.

    ending : the pieces that end at each step from 1 on
    """
    count = len(ending) + 1
    # The best until each step: if there is a pause, and if a repetition ends there, which began at `since`.
    pausing, done, since = np.zeros(count), np.full(count, -np.inf), np.zeros(count, dtype=int)
    for step, pieces in enumerate(ending, 1):
        pausing[step] = max(pausing[step - 1], done[step - 1] - worth.pause)
        if len(pieces.starts):
            totals = np.maximum(pausing, done)[pieces.starts] + pieces.worth(worth)
            since[step], done[step] = pieces.starts[int(np.argmax(totals))], totals.max()
    return _traced(pausing, done, since, worth.pause)


def _traced(pausing: FloatArray, done: FloatArray, since: IntArray, pause: float) -> list[tuple[int, int]]:
    """Back along the best cut, from its last step."""
    found: list[tuple[int, int]] = []
    at = len(done) - 1
    pauses = pausing[at] >= done[at]
    while at > 0:
        if pauses:
            at -= 1
            pauses = pausing[at] >= done[at] - pause
        else:
            found.append((int(since[at]), at))
            at = int(since[at])
            pauses = pausing[at] >= done[at]
    return found[::-1]


def scaled(trace: FloatArray) -> FloatArray:
    """Calm, and from 0 to 100; empty if it was never known or never moved."""
    known = np.flatnonzero(np.isfinite(trace))
    if not len(known):
        return np.zeros(0)
    level = calm(np.interp(np.arange(len(trace)), known, trace[known]))
    low, high = np.percentile(trace[known], USUAL)
    return 100 * (level - low) / (high - low) if high > low else np.zeros(0)


def usual_s(level: FloatArray) -> float:
    """Half the time, about as long as two strong repetitions, after which the trace is most like itself."""
    strong_s = _strong_s(level)
    away, count = level - level.mean(), len(level)
    alike = np.correlate(away, away, "full")[count - 1 :] / np.arange(count, 0, -1)
    shortest, longest = (min(frames(times * strong_s), count - 1) for times in PAIR)
    return (shortest + int(np.argmax(alike[shortest : longest + 1]))) / RATE_HZ / 2


def _strong_s(level: FloatArray) -> float:
    """How long repetitions last that show strongly; a second if none does."""
    found = list(search(level, PLAIN_RISE))
    if not found:
        return 1.0
    heights = np.array([span.height for span in found])
    strong = heights >= STRONG_SHARE * np.percentile(heights, STRONG_PERCENTILE)
    lengths = np.array([span.end - span.start for span in found])
    return float(np.median(lengths[strong])) / RATE_HZ


def _rise(heights: FloatArray) -> FloatArray:
    """(k,) how far pieces (k, n) rise above the higher of what is lowest before and after."""
    before = np.minimum.accumulate(heights, axis=1)
    after = np.minimum.accumulate(heights[:, ::-1], axis=1)[:, ::-1]
    return np.asarray((heights - np.maximum(before, after)).max(axis=1))


def _compressed(heights: FloatArray) -> FloatArray:
    return np.asarray(np.sign(heights) * np.log1p(np.abs(heights) / KNEE))
