"""Are repetitions of real people found where humans saw them? KIMORE: healthy people (CG) and patients (GPP).

    AOTRAINER_DATA=FOLDER python -m tests.bench.kimore

One signal a person and exercise, 30 a second, with the boundaries that humans marked: Es1 lifting the arms,
Es2 tilting the trunk to left and right in turn, Es3 turning it to left and right in turn. The product's own
finder is asked, with `MIN_EXCURSION` for all.

*What the figures are*, as the programs say that made and read them (bruceyo/EGCN, `tools/segmentation`): Es1
and Es3 follow the right thumb, its height and its distance from the camera. Es2 is by how much the right hand
is farther to the side of the breast bone than the left one is. A marked repetition of Es2 and Es3 is to one
side, and the sides take turns; the first figure of a row is 1 or 0 for the side that comes first, and no
mark. Frames count from 1.

*What goes in.* Every signal is scaled so that its usual range (percentiles `USUAL`) becomes 0-100. Es2 is
signed, and upright is 0: each side is scaled and searched by itself, as the product judges the trunk towards
one side at a time (`aotrainer.motion.gates`). A lean that takes an arm past the vertical makes the signal
less again, though never nothing: what is found on one side without being upright in between is one lean.

*What comes out.* The marks have no rests: one repetition ends where the next begins, mostly in the second
half of the rest between them. Two repetitions found share the middle of their rest, unless it is longer than
`LONG_REST` of what they last themselves: then the end of the one and the start of the other count apart. A
boundary is right within `TOLERANCE_S` of one that was marked, each used once.

*What counts.* Who marked the repetitions left some out, mostly the first attempts: the table has figures for
everything found, and for what lies between the first and the last mark. A first or last repetition that the
recording cuts off is no whole one, and its mark is left out.

*What hardly shows.* Turning to the right carries the thumb of Es3 away from the camera. Turning to the left
takes it across the body and hardly away at all: a tenth of these turns stand out by less than 7 of 100, and
more bumps than those stand out by more and are none. No height tells them apart; the pace does (`series`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.clean import RATE_HZ
from aotrainer.motion.reps import find_repetitions, without_spikes
from aotrainer.motion.series import USUAL, Span
from tests.bench import data

FOLDER = "kimore_repetitions"
EXERCISES = ("Es1", "Es2", "Es3")
SIGNED = "Es2"
SIDES = {"Es1": ("", ""), "Es2": ("", ""), "Es3": ("across the body", "away from the camera")}
"""Where a repetition moves the thumb, by the first figure of a row if it is the first, and then in turn."""
GROUPS = ("CG", "GPP", "")
MIN_EXCURSION = 10.0
"""Of 100: the shipped exercises ask for between a tenth and a third of what the model does."""
TOLERANCE_S = 0.5
LONG_REST = 0.5
FAINT = 15.0
"""Of 100: a marked repetition whose rise is smaller hardly shows in the signal."""
CUT_S = 0.5
"""A repetition this near to the recording's first or last frame may be cut off there ..."""
CUT = 30.0
"""... and is if the signal is above this there: of 100, a finished one has come back by 70."""

HEADER = (
    "                     between the marks                     everything found",
    "               n     F1  precision recall exact  off<=1      F1  exact  off<=1",
)


@dataclass(frozen=True)
class Recording:
    """One person doing one exercise; name is GROUP/.../PERSON, marks in seconds, sides one a repetition.

    cut : how many marked repetitions are left out because the recording cuts them off
    """

    name: str
    signals: tuple[FloatArray, ...]
    marks: tuple[float, ...]
    sides: tuple[str, ...]
    cut: int = 0

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


Outcomes = tuple[Outcome, Outcome]
"""Between the marks, and of everything found."""


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
            recordings.append(_recording(name, exercise, signal, frames))
    return recordings, short


def _recording(name: str, exercise: str, signal: FloatArray, frames: FloatArray) -> Recording:
    sides, first = SIDES[exercise], 0
    if any(sides) or exercise == SIGNED:
        first, frames = int(frames[0]), frames[1:]
    in_turn = tuple(sides[(first + k) % 2] for k in range(len(frames) - 1))
    marks = tuple(float(at) for at in (frames - 1) / RATE_HZ)
    return _without_cut(Recording(name, _scaled(signal, exercise == SIGNED), marks, in_turn))


def _without_cut(recording: Recording) -> Recording:
    """Without a first and a last repetition that the recording cuts off."""
    marks = recording.marks
    begun = marks[0] <= CUT_S and _level(recording, marks[0]) > CUT
    unfinished = marks[-1] >= recording.duration_s - CUT_S and _level(recording, marks[-1]) > CUT
    first, last = int(begun), len(marks) - int(unfinished)
    return replace(
        recording,
        marks=marks[first:last],
        sides=recording.sides[first : last - 1],
        cut=int(begun) + int(unfinished),
    )


def _level(recording: Recording, at_s: float) -> float:
    """How high the signal is at a moment, on the side where it is higher; NaN is low."""
    frame = round(at_s * RATE_HZ)
    return float(max(np.nan_to_num(without_spikes(signal)[frame]) for signal in recording.signals))


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
        spans = [(rep.start_s, rep.end_s) for rep in find_repetitions(times_s, signal, MIN_EXCURSION)]
        found += _leans(spans, signal) if len(recording.signals) > 1 else spans
    return sorted(found)


def _leans(spans: Sequence[Span], signal: FloatArray) -> list[Span]:
    """What was found of one side, joined where it is not upright in between."""
    calm, leans = without_spikes(signal), list(spans[:1])
    for start, end in spans[1:]:
        since, until = (round(at * RATE_HZ) for at in (leans[-1][1], start))
        if (calm[since : until + 1] > 0).all():
            leans[-1] = (leans[-1][0], end)
        else:
            leans.append((start, end))
    return leans


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
    spans = zip(recording.sides, pairwise(marks), strict=True)
    kinds = Counter(f"{side} {_kind(recording, found, span)}".strip() for side, span in spans)
    kinds["not marked, before"] = sum(sum(span) / 2 < marks[0] for span in found)
    kinds["not marked, after"] = sum(sum(span) / 2 > marks[-1] for span in found)
    kinds["marked and left out: cut off by the recording"] = recording.cut
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


def both(recording: Recording, found: Sequence[Span]) -> Outcomes:
    """What was found, judged between the marks and as a whole."""
    return judge(recording, within(recording, found)), judge(recording, found)


def _kind(recording: Recording, found: Sequence[Span], marked: Span) -> str:
    count = sum(marked[0] <= sum(span) / 2 <= marked[1] for span in found)
    if count == 1:
        return "found"
    if count > 1:
        return "found twice: comes back most of the way in between"
    if _height(recording, marked) < FAINT:
        return f"missed: rises by less than {FAINT:.0f} of 100"
    if marked[0] <= CUT_S or marked[1] >= recording.duration_s - CUT_S:
        return "missed: under way at the first or last moment"
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
    lines = list(HEADER)
    notes: list[str] = []
    everything: list[Outcomes] = []
    for exercise in EXERCISES:
        recordings, short = load(folder, exercise)
        outcomes = [both(one, find(one)) for one in recordings]
        lines += [line(exercise, group, outcomes) for group in GROUPS]
        notes += _notes(exercise, outcomes, short)
        everything += outcomes
    lines += [line("all", group, everything) for group in GROUPS]
    return "\n".join([*lines, "", *notes])


def line(title: str, group: str, outcomes: Sequence[Outcomes]) -> str:
    """A row of the table, of the people whose names begin with a group."""
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


def _notes(exercise: str, outcomes: Sequence[Outcomes], short: Sequence[str]) -> list[str]:
    kinds = sum((every.kinds for _, every in outcomes), Counter[str]())
    lines = [f"{exercise}: {', '.join(short)} left out, the signal ends before the marks"] if short else []
    return [*lines, *(f"{exercise}: {count:4} {kind}" for kind, count in sorted(kinds.items()) if count)]


def main() -> None:
    """Print the report, or say that the data is not there."""
    folder = data.folder(FOLDER)
    print(report(folder) if folder else data.missing("KIMORE", FOLDER))


if __name__ == "__main__":
    main()
