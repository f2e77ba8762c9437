"""Are repetitions of real people found where humans saw them? KIMORE: healthy people (CG) and patients (GPP).

    AOTRAINER_DATA=FOLDER python -m tests.bench.kimore

One signal a person and exercise, 30 a second, with the boundaries that humans marked: Es1 lifting the arms,
Es2 tilting the trunk to left and right in turn, Es3 turning it to left and right in turn. The product's own
finder is asked, with `MIN_EXCURSION` for all.

*What goes in.* Every signal is scaled so that its usual range (percentiles `USUAL`) becomes 0-100. Es2 is
signed, and upright is 0: each side is scaled and searched by itself, as the product judges the trunk towards
one side at a time (`aotrainer.motion.gates`).

*What comes out.* The marks have no rests: one repetition ends where the next begins, mostly in the second
half of the rest between them. Two repetitions found share the middle of their rest, unless it is longer than
`LONG_REST` of what they last themselves: then the end of the one and the start of the other count apart. A
boundary is right within `TOLERANCE_S` of one that was marked, each used once.

*What counts.* In Es2 and Es3 the first mark is always the first frame, whatever happens there: it says when
the recording began and is left out. Who marked the repetitions left some out, mostly the first attempts: the
table has figures for everything found, and for what lies between the first and the last mark.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import RATE_HZ
from aotrainer.motion.reps import find_repetitions, without_spikes

VARIABLE = "AOTRAINER_DATA"
FOLDER = "kimore_repetitions"
EXERCISES = ("Es1", "Es2", "Es3")
SIGNED = "Es2"
GROUPS = ("CG", "GPP", "")
MIN_EXCURSION = 10.0
"""Of 100: the shipped exercises ask for between a tenth and a third of what the model does."""
USUAL = (2.0, 98.0)
TOLERANCE_S = 0.5
LONG_REST = 0.5
FIRST_FRAMES = 2
FAINT = 15.0
"""Of 100: a marked repetition whose rise is smaller hardly shows in the signal."""
CUT_S = 0.5
"""A repetition this near to the recording's first or last frame may be cut off there."""

Span = tuple[float, float]
"""Start and end in seconds."""


@dataclass(frozen=True)
class Recording:
    """One person doing one exercise; name is GROUP/.../PERSON, marks in seconds."""

    name: str
    signals: tuple[FloatArray, ...]
    marks: tuple[float, ...]

    @property
    def duration_s(self) -> float:
        return len(self.signals[0]) / RATE_HZ


@dataclass(frozen=True)
class Outcome:
    """Boundaries right, found and marked, and how many repetitions too many; kinds says what went wrong."""

    name: str
    right: int
    found: int
    marked: int
    too_many: int
    kinds: Counter[str]


def load(folder: Path, exercise: str) -> tuple[list[Recording], list[str]]:
    """All people of an exercise, and the names of those whose signal ends before their marks do."""
    marked = _rows(folder / f"{exercise}_boundaries.csv")
    signals = _rows(folder / f"{exercise}_signal.csv")
    last = len(signals) // len(marked)  # Rows of Es2 come in pairs; the second is the tilt.
    recordings, short = [], []
    for (name, frames), (_, signal) in zip(marked, signals[last - 1 :: last], strict=True):
        if len(signal) < frames[-1]:
            short.append(name)
        else:
            kept = tuple(float(frame / RATE_HZ) for frame in frames if frame > FIRST_FRAMES)
            recordings.append(Recording(name, _scaled(signal, exercise == SIGNED), kept))
    return recordings, short


def _rows(file: Path) -> list[tuple[str, FloatArray]]:
    cells = [line.split(",") for line in file.read_text().splitlines() if line.strip()]
    return [(name, np.array([float(value) for value in values if value])) for name, *values in cells]


def _scaled(signal: FloatArray, signed: bool) -> tuple[FloatArray, ...]:
    known = signal[np.isfinite(signal)]
    if signed:
        top = np.percentile(np.abs(known), USUAL[1])
        return tuple(100 * np.maximum(side * signal, 0) / top for side in (1, -1))
    low, high = np.percentile(known, USUAL)
    return (100 * (signal - low) / (high - low),)


def find(recording: Recording) -> list[Span]:
    """The repetitions of all sides, in their order."""
    found = []
    for signal in recording.signals:
        times_s = np.arange(len(signal)) / RATE_HZ
        found += [(rep.start_s, rep.end_s) for rep in find_repetitions(times_s, signal, MIN_EXCURSION)]
    return sorted(found)


def boundaries(found: Sequence[Span]) -> list[float]:
    """Where one repetition becomes the next, as it would have been marked; see the module's docstring."""
    if not found:
        return []
    between: list[float] = []
    for (start, end), (next_start, next_end) in pairwise(found):
        long_s = LONG_REST * (end - start + next_end - next_start) / 2
        rest = (end, next_start)
        between += rest if next_start - end > long_s else (sum(rest) / 2,)
    return [found[0][0], *between, found[-1][1]]


def right(found: Sequence[float], marked: Sequence[float]) -> int:
    """How many of the found boundaries, in their order, are each within tolerance of one that was marked."""
    hits = i = j = 0
    while i < len(found) and j < len(marked):
        if abs(found[i] - marked[j]) <= TOLERANCE_S:
            hits, i, j = hits + 1, i + 1, j + 1
        elif found[i] < marked[j]:
            i += 1
        else:
            j += 1
    return hits


def judge(recording: Recording, found: Sequence[Span]) -> Outcome:
    """What was found against what was marked."""
    marks, places = recording.marks, boundaries(found)
    kinds = Counter(_kind(recording, found, span) for span in pairwise(marks))
    kinds["not marked, before"] = sum(sum(span) / 2 < marks[0] for span in found)
    kinds["not marked, after"] = sum(sum(span) / 2 > marks[-1] for span in found)
    return Outcome(
        recording.name,
        right(sorted(places), marks),
        len(places),
        len(marks),
        len(found) - (len(marks) - 1),
        kinds,
    )


def within(recording: Recording, found: Sequence[Span]) -> list[Span]:
    """What was found between the first and the last mark."""
    return [span for span in found if recording.marks[0] <= sum(span) / 2 <= recording.marks[-1]]


def _kind(recording: Recording, found: Sequence[Span], marked: Span) -> str:
    count = sum(marked[0] <= sum(span) / 2 <= marked[1] for span in found)
    if count == 1:
        return "found"
    if count > 1:
        return "found twice: comes back most of the way in between"
    if _height(recording, marked) < FAINT:
        return f"missed: rises by less than {FAINT:.0f} of 100"
    if marked[0] <= CUT_S or marked[1] >= recording.duration_s - CUT_S:
        return "missed: cut off by the recording"
    return "missed: other"


def _height(recording: Recording, marked: Span) -> float:
    """How far the signal rises above the higher of its lowest points before and after the middle."""
    start, end = (round(at * RATE_HZ) for at in marked)
    middle = (start + end) // 2
    calm = [without_spikes(signal) for signal in recording.signals]
    rises = [
        one[start:end].max() - max(one[start:middle].min(), one[middle:end].min())
        for one in calm
        if np.isfinite(one[start:end]).all()
    ]
    return float(max(rises, default=0.0))


def report(folder: Path) -> str:
    """The table and what went wrong, as text; folder holds the CSV files."""
    lines = [
        "                     between the marks                     everything found",
        "               n     F1  precision recall exact  off<=1      F1  exact  off<=1",
    ]
    notes: list[str] = []
    everything: list[tuple[Outcome, Outcome]] = []
    for exercise in EXERCISES:
        recordings, short = load(folder, exercise)
        found = [(one, find(one)) for one in recordings]
        outcomes = [(judge(one, within(one, spans)), judge(one, spans)) for one, spans in found]
        lines += [_line(exercise, group, outcomes) for group in GROUPS]
        notes += _notes(exercise, outcomes, short)
        everything += outcomes
    lines += [_line("all", group, everything) for group in GROUPS]
    return "\n".join([*lines, "", *notes])


def _line(title: str, group: str, outcomes: Sequence[tuple[Outcome, Outcome]]) -> str:
    chosen = [pair for pair in outcomes if pair[0].name.startswith(group)]
    inside, every = ([pair[k] for pair in chosen] for k in (0, 1))
    hits, found, marked = (sum(getattr(one, what) for one in inside) for what in ("right", "found", "marked"))
    return (
        f"{title:5} {group or 'both':5} {len(chosen):4}  {_f1(inside):.3f}    {hits / found:.3f}  "
        f"{hits / marked:.3f}  {_off(inside, 0)}   {_off(inside, 1)}     {_f1(every):.3f}  "
        f"{_off(every, 0)}   {_off(every, 1)}"
    )


def _f1(outcomes: Sequence[Outcome]) -> float:
    hits = sum(one.right for one in outcomes)
    return 2 * hits / sum(one.found + one.marked for one in outcomes)


def _off(outcomes: Sequence[Outcome], by: int) -> str:
    return f"{np.mean([abs(one.too_many) <= by for one in outcomes]):4.0%}"


def _notes(exercise: str, outcomes: Sequence[tuple[Outcome, Outcome]], short: Sequence[str]) -> list[str]:
    kinds = sum((every.kinds for _, every in outcomes), Counter[str]())
    lines = [f"{exercise}: {', '.join(short)} left out, the signal ends before the marks"] if short else []
    return [*lines, *(f"{exercise}: {count:4} {kind}" for kind, count in sorted(kinds.items()) if count)]


def main() -> None:
    """Print the report, or say that the data is not there."""
    folder = Path(os.environ.get(VARIABLE, "")) / FOLDER
    if VARIABLE not in os.environ or not folder.is_dir():
        print(f"KIMORE is not there: set {VARIABLE} to the folder that holds {FOLDER}/.")
        return
    print(report(folder))


if __name__ == "__main__":
    main()
