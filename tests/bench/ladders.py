"""Does more of a flaw always cost more? Rendered people as tracked, each made worse step by step.

The recordings are those of `tests/rendered`, with all that the landmarker got wrong. One flaw at a time is
added to each, in steps: done slower or faster, not as far, with the trunk leaning along, halting. A ladder
holds if no step brings points, `NOISE_POINTS` aside; what can no longer be judged has no points. Typical
patients lean a little by themselves, so that some ladders the other way begin by setting that right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from aotrainer.exercises import Exercise, Library
from aotrainer.motion.clean import clean
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import Motion, Side
from aotrainer.motion.score import Score, score_motion
from aotrainer.motion.segmentation import followed_deg
from aotrainer.protocol import DEFAULT_RATE
from tests.rendered import people

NOISE_POINTS = 3.0
"""Slower is also held longer, and halting shifts when the tracker errs: a third of what is ever called a
change (`baseline.DEFAULT_MDC_POINTS`)."""
LEGS = ("hip", "knee", "ankle", "heel", "foot_index")
STOPS_S = 1.0
"""One hesitation a second."""

Flaw = Callable[[Motion, Judging, Side, float], Motion]


def slower(motion: Motion, _: Judging, __: Side, times: float) -> Motion:
    """So many times as long."""
    return replace(motion, times_s=motion.times_s[0] + times * (motion.times_s - motion.times_s[0]))


def shorter(motion: Motion, _: Judging, __: Side, share: float) -> Motion:
    """Every point goes this share of its way from where it rests."""
    return replace(motion, image=_part_of_way(motion.image, share), world=_part_of_way(motion.world, share))


def _part_of_way(points: np.ndarray, share: float) -> np.ndarray:
    first = np.isfinite(points).argmax(axis=0)
    rest = np.take_along_axis(points, first[None], axis=0)
    return np.asarray(rest + share * (points - rest))


def leaning(motion: Motion, judging: Judging, side: Side, most_deg: float) -> Motion:
    """All above the hips turned about their middle, in the picture, by most when the limb is furthest."""
    angle = followed_deg(motion, judging.primary_joint, side)
    known = np.flatnonzero(np.isfinite(angle))
    away = np.abs(np.interp(np.arange(len(angle)), known, angle[known]) - np.median(angle[known[:5]]))
    turn = np.radians(most_deg) * away / away.max()
    above = [k for k, name in enumerate(motion.skeleton.landmarks) if not name.endswith(LEGS)]
    image = motion.image.copy()
    hips = image[:, [motion.column(f"{one}_hip") for one in ("left", "right")]].mean(axis=1, keepdims=True)
    x, y = np.moveaxis(image[:, above] - hips, 2, 0)
    c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
    image[:, above] = np.stack([c * x - s * y, s * x + c * y], axis=2) + hips
    return replace(motion, image=image)


def halting(motion: Motion, _: Judging, __: Side, depth: float) -> Motion:
    """Time that slows down once a second, at 1 to a stand; the whole lasts as long."""
    times = motion.times_s - motion.times_s[0]
    cycles = max(1, round(times[-1] / STOPS_S)) / times[-1]
    wave = depth * np.sin(2 * np.pi * cycles * times) / (2 * np.pi * cycles)
    return replace(motion, times_s=motion.times_s[0] + np.maximum.accumulate(times + wave + 1e-9 * times))


FLAWS: Mapping[str, tuple[Flaw, tuple[float, ...]]] = {
    "slower": (slower, (1.0, 1.5, 2.0, 2.7, 3.5)),
    "faster": (slower, (1.0, 0.8, 0.65, 0.5, 0.4)),
    "shorter": (shorter, (1.0, 0.85, 0.7, 0.55, 0.4)),
    "leaning one way": (leaning, (0.0, 8.0, 16.0, 24.0, 32.0)),
    "leaning the other way": (leaning, (0.0, -8.0, -16.0, -24.0, -32.0)),
    "halting": (halting, (0.0, 0.25, 0.5, 0.75, 0.99)),
}


def report(library: Library) -> Iterator[str]:
    """How many ladders hold, by flaw, and those that do not."""
    held: Counter[str] = Counter()
    broken = []
    count = 0
    for title, name_of, seen in people():
        exercise, motion = library.exercises[name_of], clean(seen)
        judged = score_motion(library.reference(exercise.id), motion, exercise.judging)
        if not isinstance(judged, Score):
            continue
        count += 1
        for name, (flaw, steps) in FLAWS.items():
            points = [
                _points(library, exercise, flaw(motion, exercise.judging, judged.side, step))
                for step in steps
            ]
            holds = bool((np.diff(points) <= NOISE_POINTS).all())
            held[name] += holds
            if not holds:
                broken.append(f"  {title}, {name}: {', '.join(f'{each:.0f}' for each in points)}")
    for name in FLAWS:
        yield f"{name:22} {held[name]} of {count} ladders hold"
    yield f"all                    {held.total() / (count * len(FLAWS)):.1%}"
    yield from broken


def _points(library: Library, exercise: Exercise, motion: Motion) -> float:
    judging = exercise.judging
    side = judging.model_side if judging.side_rule == "moving_limb" else None
    askew = library.askew(exercise.id)
    outcome = score_motion(library.reference(exercise.id), motion, judging, side, DEFAULT_RATE, askew=askew)
    return outcome.total if isinstance(outcome, Score) else 0.0
