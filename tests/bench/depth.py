"""Can MediaPipe's degrees be corrected so that they are right within 5? On rendered patients, and on people.

    AOTRAINER_DATA=FOLDER python -m tests.bench.depth [TRUE TRACKED ...]

*Before*: the angle in the picture, which is what the product shows, and the angle of the world landmarks.
*After*: the angle in the picture with a small regression for each joint (`depth_fit.FORMS`), fitted to other
bodies, other movements, or other views than the one it is tried on. All against the body's true angle in
space; *perfect* is the true angle in the picture, what a tracker without any error would show there.

1. Every joint of the side that is judged, by view: mean absolute error and bias of the frames' angles.
2. The same for how far the angle goes, where it truly goes at least `MOVES_DEG`.
3. What a person is shown: how far the primary joint of an exercise goes in the repetitions that are found.
4. Keraal: real people by Vicon, corrected by what was fitted to all rendered ones (`keraal`).
5. The verdict on rendered bodies: where a correction is worse than the picture that it is to correct.

The patients are those of `tests/rendered`, and of further pairs of folders, see `depth_cases.more`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from aotrainer.exercises import Library
from aotrainer.motion.angles import joint_angle_deg
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.pose import SIDES
from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import reference_direction, repetitions_in
from tests.bench import data, keraal
from tests.bench.depth_cases import Case, more, patients
from tests.bench.depth_fit import BONES, FORMS, VIEWS, Series, clues, fit, held_out, series, space_deg
from tests.rendered.golden import shipped_library

APART = ("body", "movement", "view")
MOVES_DEG = 15.0
USUAL = (2.0, 98.0)
"""Percentiles: how far an angle goes, the tracker's leaps aside."""
FEW = 3
"""Fewer recordings of a view decide nothing."""

Ways = Mapping[str, Sequence[FloatArray]]
"""By what it is told, the degrees of every recording, frame by frame."""


def all_of(cases: Sequence[Case], joint: str) -> dict[int, Series]:
    """A joint of every case in which it is seen, by the case's number."""
    every = (series(one.seen, one.true, joint, one.side, one.movement, one.body) for one in cases)
    return {number: one for number, one in enumerate(every) if one is not None}


def told(recordings: Sequence[Series]) -> Ways:
    """Everything to compare: a perfect tracker, what there is, and every form held out in every way."""
    before = {
        "perfect": [one.plane for one in recordings],
        "picture": [one.picture for one in recordings],
        "space": [one.space for one in recordings],
    }
    after = {f"{form} {apart}": held_out(recordings, form, apart) for form in FORMS for apart in APART}
    return before | after


def angle_errors(recordings: Sequence[Series], degrees: Sequence[FloatArray]) -> FloatArray:
    """(recordings, 2) mean absolute error and bias of the frames."""
    errors = [found - one.true for one, found in zip(recordings, degrees, strict=True)]
    return np.array([(np.abs(one).mean(), one.mean()) for one in errors])


def range_errors(recordings: Sequence[Series], degrees: Sequence[FloatArray]) -> FloatArray:
    """(recordings, 2) absolute error and error of how far the angle goes; NaN where it truly hardly moves."""
    far = np.array([(_far(one.true), _far(found)) for one, found in zip(recordings, degrees, strict=True)])
    error = np.where(far[:, 0] >= MOVES_DEG, far[:, 1] - far[:, 0], np.nan)
    return np.stack([np.abs(error), error], axis=1)


def _far(angle: FloatArray) -> float:
    low, high = np.percentile(angle, USUAL)
    return float(high - low)


MEASURES = {"angle": angle_errors, "range": range_errors}


def table(joint: str, recordings: Sequence[Series], ways: Ways, measure: str) -> Iterator[str]:
    """A line for each view: how many, and error and bias of every way."""
    errors = {way: MEASURES[measure](recordings, degrees) for way, degrees in ways.items()}
    for view in (*VIEWS, "all"):
        here = np.array([view in (one.view, "all") for one in recordings])
        here &= np.isfinite(errors["picture"][:, 0])
        if here.any():
            cells = (_pair(one[here]) for one in errors.values())
            yield f"{joint:11}{view:8}{here.sum():4} {' '.join(cells)}"


def _pair(errors: FloatArray) -> str:
    mae, bias = errors.mean(axis=0)
    return f"{mae:6.1f}{bias:+7.1f}" if np.isfinite(mae) else " " * 13


def heading(first: str, ways: Sequence[str]) -> str:
    """Of the tables."""
    return f"{first:19}   n {' '.join(f'{way:>13}' for way in ways)}"


def failures(recordings: Sequence[Series], ways: Ways) -> dict[str, list[str]]:
    """For every form, where it is worse than the picture: with what apart, from where, in what."""
    found: dict[str, list[str]] = {form: [] for form in FORMS}
    views = np.array([one.view for one in recordings])
    for measure, errors in MEASURES.items():
        before = errors(recordings, ways["picture"])[:, 0]
        for form in FORMS:
            for apart in APART:
                after = errors(recordings, ways[f"{form} {apart}"])[:, 0]
                for view in VIEWS:
                    here = (views == view) & np.isfinite(before) & np.isfinite(after)
                    if here.sum() >= FEW and after[here].mean() > before[here].mean():
                        change = f"{before[here].mean():.1f} to {after[here].mean():.1f}"
                        found[form].append(f"{measure} from the {view}, other {apart}: {change}")
    return found


def shown(
    library: Library, cases: Sequence[Case], joint: str, those: Mapping[int, Series], ways: Ways
) -> list[str]:
    """A line for each exercise that this joint tells: how far it goes in the repetitions that are found."""
    rows: dict[str, list[list[float]]] = {}
    for at, (number, one) in enumerate(those.items()):
        case, judging = cases[number], library.exercises[cases[number].exercise].judging
        if case.judged and judging.primary_joint == joint:
            direction = reference_direction(library.reference(case.exercise), judging)
            found = repetitions_in(case.seen, judging, case.side, direction)
            if found:
                degrees = [one.true, *(each[at] for each in ways.values())]
                far = [_excursion(one, each, found) for each in degrees]
                rows.setdefault(case.exercise, []).append(far)
    return [_shown(joint, exercise, np.array(each)) for exercise, each in sorted(rows.items())]


def _excursion(one: Series, degrees: FloatArray, found: Sequence[Repetition]) -> float:
    if len(degrees) != len(one.times_s):
        return float("nan")
    spans = [degrees[(one.times_s >= rep.start_s) & (one.times_s <= rep.end_s)] for rep in found]
    return float(np.mean([np.ptp(each) for each in spans if len(each)]))


def _shown(joint: str, exercise: str, far: FloatArray) -> str:
    errors = far[:, 1:] - far[:, :1]
    cells = (_pair(np.stack([np.abs(one), one], axis=1)) for one in errors.T)
    return f"{exercise:26}{joint:11}{far[:, 0].mean():4.0f} {len(far):3} {' '.join(cells)}"


def people(folder: Path, recordings: Mapping[str, Sequence[Series]]) -> Iterator[str]:
    """Both executions, both arms: error and bias of the angle, then error of how far it goes."""
    fits = {(joint, form): fit(recordings[joint], form) for joint in keraal.JOINTS for form in FORMS}
    for name in keraal.EXECUTIONS:
        motion = keraal.blazepose(folder, name)
        true, kinect = keraal.vicon(folder, name, motion), keraal.kinect(folder, name, motion)
        for joint in keraal.JOINTS:
            for side in SIDES:
                angles = (
                    joint_angle_deg(motion, joint, side),
                    space_deg(motion, joint, side),
                    true[side, joint],
                )
                hints = clues(motion, joint, side)
                one = Series(name, "", "front", motion.times_s, *angles, kinect[side, joint], hints)
                ways = {"picture": one.picture, "space": one.space}
                ways |= {form: fits[joint, form](one) for form in FORMS} | {"kinect": one.plane}
                yield f"{name} {side:6}{joint:9}{_person(one.true, ways)}"


def _person(true: FloatArray, ways: Mapping[str, FloatArray]) -> str:
    known = np.isfinite(np.stack([true, *ways.values()])).all(axis=0)
    far = _far(true[known])
    cells = []
    for degrees in ways.values():
        errors = (degrees - true)[known]
        cells.append(f"{np.abs(errors).mean():6.1f}{errors.mean():+6.1f}{_far(degrees[known]) - far:+6.0f}")
    return f"{far:4.0f} {' '.join(cells)}"


def report(cases: Sequence[Case], library: Library, folder: Path | None) -> Iterator[str]:
    """All tables, line by line; folder holds Keraal."""
    series_of = {joint: all_of(cases, joint) for joint in BONES}
    lists = {joint: list(those.values()) for joint, those in series_of.items()}
    ways = {joint: told(those) for joint, those in lists.items()}
    columns = list(next(iter(ways.values())))
    yield f"{len(cases)} recordings, {len({one.body for one in cases})} bodies. Degrees: error and bias."
    for measure in MEASURES:
        yield f"\n{heading(measure, columns)}"
        for joint, those in lists.items():
            yield from table(joint, those, ways[joint], measure)
    yield f"\n{'what is shown':26}{'':11}true   n {' '.join(f'{way:>13}' for way in columns)}"
    for joint, with_numbers in series_of.items():
        yield from shown(library, cases, joint, with_numbers, ways[joint])
    yield "\nKeraal, front: how far in truth; error, bias, error of how far"
    if folder is None:
        yield data.missing("Keraal", keraal.FOLDER)
    else:
        yield f"{'':20}true {' '.join(f'{way:>18}' for way in ('picture', 'space', *FORMS, 'kinect'))}"
        yield from people(folder, lists)
    yield "\nWorse than the picture"
    for joint, those in lists.items():
        for form, where in failures(those, ways[joint]).items():
            yield f"{joint:11}{form:5} {len(where):2}  {'; '.join(where[:2])}"


def main() -> None:
    """Print the report of the repository's patients, and of those in further pairs of folders."""
    library = shipped_library()
    cases, pairs = list(patients(library)), [Path(each) for each in sys.argv[1:]]
    for truth, tracked in zip(pairs[::2], pairs[1::2], strict=True):
        cases += more(truth, tracked, library)
    for line in report(cases, library, data.folder(keraal.FOLDER)):
        print(line)


if __name__ == "__main__":
    main()
