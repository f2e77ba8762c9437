"""A second before and after the worst moment of an attempt, beside the model: "here, look". Or a repetition.

Attempt and model go along the warping path: who stopped short is seen waiting there while the model goes on.
Both are told in trunk lengths from where the middle of the shoulders (in a movement of the arm; else of the
hips) was when the repetition began, so that they can be drawn at the same size and place. Everything comes
from landmarks; no picture is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy

from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.askew import nearest_film
from aotrainer.motion.clean import RATE_HZ, clean
from aotrainer.motion.comparison import Piece, measure
from aotrainer.motion.features import TRUNK_CENTRED, trunk_length
from aotrainer.motion.judging import Judging
from aotrainer.motion.pose import SIDES, Motion, PoseFrame, mirror, other_side
from aotrainer.motion.score import Score, alone, as_filmed
from aotrainer.motion.template import template_of
from aotrainer.motion.worst import Worst, worst_moment

AROUND_S = 1.0
"""Shown before and after the worst moment."""
STEPS_TOGETHER = 7
"""Steps of the warping path that are evened out, for it goes in stairs."""
SPEED = 0.5
"""At which a replay is shown: half as fast as it was."""
HELD_S = 1.0
"""The worst moment stands still for so long ..."""
PAUSE_S = 0.7
"""... and the last one, before it begins again."""


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """One pair of moments that belong together; time_s : from the worst one, negative before it.

    own, model : on the patient's side, their image landmarks in trunk lengths from where the shoulders, or
        hips, were at the beginning of the repetition
    """

    time_s: float
    own: PoseFrame
    model: PoseFrame


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """Moments in their order, the worst among them.

    repetition : which one, from 1; about : the key of the cue that it shows, or "shape"
    mark : the landmark at which to look
    least, most : (2,) the bounds of both bodies in all moments, in trunk lengths
    """

    moments: tuple[Moment, ...]
    worst: int
    repetition: int
    about: str
    mark: str
    least: FloatArray
    most: FloatArray

    @property
    def duration_s(self) -> float:
        """Of one showing, with its pauses."""
        return (self.moments[-1].time_s - self.moments[0].time_s) / SPEED + HELD_S + PAUSE_S

    def at(self, elapsed_s: float) -> tuple[Moment, bool]:
        """What is on after so long, over and over, and whether it is the worst moment standing still."""
        now_s = elapsed_s % self.duration_s
        until_worst_s = -self.moments[0].time_s / SPEED
        if until_worst_s <= now_s < until_worst_s + HELD_S:
            return self.moments[self.worst], True
        passed_s = now_s if now_s < until_worst_s else now_s - HELD_S
        times_s = [moment.time_s for moment in self.moments]
        shown = int(np.searchsorted(times_s, times_s[0] + SPEED * passed_s, side="right")) - 1
        return self.moments[max(0, shown)], False


def replay_of(
    reference: Motion,
    attempt: Motion,
    judging: Judging,
    score: Score,
    only: int | None = None,
    askew: Sequence[Motion] = (),
) -> Replay | None:
    """The worst moment of an attempt that was scored by `judging`; None if it was not seen well enough.

    only : a repetition, from 1: it is shown from its beginning to its end
    askew : the model filmed from further round; the film that looks most like the attempt is shown beside it

    Raises `InvalidMotionError` when the reference holds no repetition.
    """
    model, seen = clean(reference), clean(attempt)
    judging = as_filmed(judging, model)
    same_side = score.side == judging.model_side
    turned = seen if same_side else mirror(seen)
    found = [rep.repetition for rep in score.repetitions]
    model = nearest_film(model, askew, turned, found, judging)
    template = template_of(model, judging, None)
    shown = score if only is None else alone(score, score.repetitions[only - 1])
    worst = worst_moment(shown, measure(turned, judging), template, judging)
    if worst is None:
        return None
    start_s = shown.repetitions[worst.number].repetition.start_s
    anchor = "shoulder" if TRUNK_CENTRED & judging.segments.keys() else "hip"
    moments, at = _moments(
        _from_anchor(seen, anchor, start_s),
        _from_anchor(model if same_side else mirror(model), anchor, template.model.repetition.start_s),
        _steps(worst),
        (worst.piece, template.model.piece),
        whole=only is not None,
    )
    mark = worst.landmark if same_side else other_side(worst.landmark)
    return Replay(moments, at, only or worst.number + 1, worst.about, mark, *_bounds(moments))


def _steps(worst: Worst) -> tuple[FloatArray, int]:
    """(P, 2) the warping path (model, attempt) in fractions of frames, and which step is the worst."""
    path, wanted = worst.followed.path, (worst.model_frame, worst.frame)
    first = 0 if worst.at_the_turn else 1
    here = np.flatnonzero(path[:, first] == wanted[first])
    step = int(here[np.argmin(np.abs(path[here, 1 - first] - wanted[1 - first]))])
    even = scipy.ndimage.uniform_filter1d(path.astype(float), STEPS_TOGETHER, axis=0, mode="nearest")
    even[step] = path[step]
    return even, step


def _from_anchor(motion: Motion, anchor: str, start_s: float) -> Motion:
    """A motion in trunk lengths from where the middle of both hips, or shoulders, was at a moment."""
    pair = motion.image[:, [motion.column(f"{side}_{anchor}") for side in SIDES]]
    middle = np.where(np.isnan(pair), pair[:, ::-1], pair).mean(axis=1)
    known = np.flatnonzero(np.isfinite(middle).all(axis=1))
    at = known[np.argmin(np.abs(motion.times_s[known] - start_s))] if len(known) else 0
    return replace(motion, image=(motion.image - middle[at]) / trunk_length(motion))


def _moments(
    own: Motion, model: Motion, steps: tuple[FloatArray, int], pieces: tuple[Piece, Piece], *, whole: bool
) -> tuple[tuple[Moment, ...], int]:
    """What lies within `AROUND_S` of the worst step, or all steps; and which of it is the worst."""
    path, worst = steps
    passed_s = np.abs(np.diff(path, axis=0)).max(axis=1).cumsum() / RATE_HZ
    times_s = np.concatenate([[0.0], passed_s])
    own_piece, model_piece = pieces
    pair_s = np.stack(
        [
            np.interp(path[:, column], np.arange(len(piece.times_s)), piece.times_s)
            for column, piece in ((1, own_piece), (0, model_piece))
        ],
        axis=1,
    )
    more_s = np.arange(1, round(AROUND_S * RATE_HZ) + 1) / RATE_HZ
    times_s = np.concatenate([-more_s[::-1], times_s, times_s[-1] + more_s]) - times_s[worst]
    before, after = pair_s[0] - more_s[::-1, None], pair_s[-1] + more_s[:, None]
    pair_s = np.concatenate([before, pair_s, after])
    near = np.flatnonzero(np.abs(times_s) <= AROUND_S + 1e-9)
    near = np.arange(len(before), len(before) + len(path)) if whole else near
    moments = tuple(Moment(float(times_s[n]), _at(own, pair_s[n, 0]), _at(model, pair_s[n, 1])) for n in near)
    return moments, int(np.flatnonzero(near == worst + len(more_s))[0])


def _at(motion: Motion, time_s: float) -> PoseFrame:
    """Between two frames, what is known in both. Beyond its ends a motion stands still."""
    place = float(np.interp(time_s, motion.times_s, np.arange(len(motion))))
    before, after = int(np.floor(place)), int(np.ceil(place))
    share = place - before

    def between(values: FloatArray) -> FloatArray:
        return np.asarray((1 - share) * values[before] + share * values[after])

    sure = np.minimum(motion.visibility[before], motion.visibility[after])
    return PoseFrame(time_s, between(motion.image), between(motion.world), sure)


def _bounds(moments: Sequence[Moment]) -> tuple[FloatArray, FloatArray]:
    frames = [frame for moment in moments for frame in (moment.own, moment.model)]
    places = np.concatenate([frame.image[frame.visibility > 0] for frame in frames])
    return (places.min(axis=0), places.max(axis=0)) if len(places) else (np.full(2, -1.0), np.full(2, 1.0))
