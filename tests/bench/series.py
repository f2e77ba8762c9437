"""Are turns to both sides found where one trace hardly shows those to one side? KIMORE's Es3, by its pace.

    AOTRAINER_DATA=FOLDER python -m tests.bench.series

What the traces are, and how they are judged, is told in `kimore`. The weights of the cut (`Worth`) are chosen
for each person on all the others. Two controls stand beside it:

- *a metronome* of the same pace that sees nothing else of a trace but its best phase: it tells nearly as well
  how many repetitions there are, and less well where;
- *one side only*: every turn across the body is taken out. What is counted then was not done.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import RATE_HZ
from aotrainer.motion.series import STEP, Span, Worth, cut_at, find_series, pieces_of, scaled, usual_s
from tests.bench import data
from tests.bench.kimore import (
    EXERCISES,
    FOLDER,
    GROUPS,
    HEADER,
    Outcomes,
    Recording,
    both,
    find,
    line,
    load,
    within,
)

EXERCISE = "Es3"
SETTINGS = tuple(
    Worth(*one) for one in product((0.0, 0.5, 1.0), (4.0, 6.0, 9.0, 12.0), (0.1, 0.2, 0.4), (0.25, 0.5))
)
"""From these the others choose."""
PHASE_S = 0.05
NOISE = 0.5
"""Of 100: what is left of a turn that is taken out."""


def report(folder: Path) -> str:
    """The tables as text; folder holds the CSV files."""
    every = {name: load(folder, name)[0] for name in EXERCISES}
    turns = every[EXERCISE]
    chosen, settings = chosen_on_others(turns)
    rest = [both(one, find(one)) for name in EXERCISES if name != EXERCISE for one in every[name]]
    ticks = [both(one, metronome(one)) for one in turns]
    return "\n".join(
        [
            *HEADER,
            *(line(EXERCISE, group, chosen) for group in GROUPS),
            *(line("all", group, [*rest, *chosen]) for group in GROUPS),
            "",
            f"weights that the others chose: {settings} different ones",
            "a metronome of the same pace:",
            line(EXERCISE, "", ticks),
            "with every turn across the body taken out, counted exactly:",
            f"  by its pace {one_sided(turns, by_pace):4.0%}",
            f"  by find_repetitions {one_sided(turns, find):4.0%}",
        ]
    )


def by_pace(recording: Recording) -> list[Span]:
    """As the product does it."""
    (trace,) = recording.signals
    return list(find_series(np.arange(len(trace)) / RATE_HZ, trace))


def chosen_on_others(recordings: Sequence[Recording]) -> tuple[list[Outcomes], int]:
    """What is found with the weights that do best for all others, and how many different ones that are."""
    pieces = [list(pieces_of(one.signals[0])) for one in recordings]
    tried = [
        [
            both(one, _in_seconds(cut_at(ending, worth)))
            for one, ending in zip(recordings, pieces, strict=True)
        ]
        for worth in SETTINGS
    ]
    counts = np.array([[(one.right, one.found + one.marked) for one, _ in row] for row in tried])
    best = [int(np.argmax(_f1(np.delete(counts, k, axis=1)))) for k in range(len(recordings))]
    return [tried[setting][k] for k, setting in enumerate(best)], len(set(best))


def _f1(counts: FloatArray) -> FloatArray:
    right, either = counts.sum(axis=1).T
    return np.asarray(2 * right / either)


def _in_seconds(cut: Sequence[tuple[int, int]]) -> list[Span]:
    return [(start * STEP / RATE_HZ, end * STEP / RATE_HZ) for start, end in cut]


def metronome(recording: Recording) -> list[Span]:
    """One repetition after the other, from where the ticks are lowest."""
    level = scaled(recording.signals[0])
    each_s, frames = usual_s(level), np.arange(len(level))

    def ticks(phase_s: float) -> FloatArray:
        return np.arange(phase_s, len(level) / RATE_HZ, each_s)

    def height(phase_s: float) -> float:
        return float(np.mean(np.interp(ticks(phase_s) * RATE_HZ, frames, level)))

    return [(float(a), float(b)) for a, b in pairwise(ticks(min(np.arange(0, each_s, PHASE_S), key=height)))]


def one_sided(recordings: Sequence[Recording], count: Callable[[Recording], Sequence[Span]]) -> float:
    """The share that is counted exactly where every turn across the body is taken out."""
    right = [
        len(within(one, count(_taken_out(one)))) == sum(side.startswith("away") for side in one.sides)
        for one in recordings
        if len(one.sides) > 2
    ]
    return float(np.mean(right))


def _taken_out(recording: Recording) -> Recording:
    """Straight from where each turn across the body begins to where it ends, with a little noise."""
    trace, noise = recording.signals[0].copy(), np.random.default_rng(3)
    for side, marks in zip(recording.sides, pairwise(recording.marks), strict=True):
        start, end = (min(round(at * RATE_HZ), len(trace) - 1) for at in marks)
        if side.startswith("across"):
            straight = np.linspace(trace[start], trace[end], end - start + 1)
            trace[start : end + 1] = straight + noise.normal(0, NOISE, len(straight))
    return replace(recording, signals=(trace,))


def main() -> None:
    """Print the report, or say that the data is not there."""
    folder = data.folder(FOLDER)
    print(report(folder) if folder else data.missing("KIMORE", FOLDER))


if __name__ == "__main__":
    main()
