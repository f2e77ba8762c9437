"""`Reference`: a model movement, ready to be compared with recordings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from aotrainer.errors import AlignmentError, BandError
from aotrainer.motion.arrays import FloatArray, IntArray
from aotrainer.motion.dtw import batch, bidirectional, forward, steps
from aotrainer.motion.dtw.alignment import Alignment, Pattern
from aotrainer.motion.dtw.band import Band
from aotrainer.motion.dtw.cost import CostMatrix, LocalCost, Metric
from aotrainer.motion.dtw.frames import Frames, check_width, checked_frames, checked_weights
from aotrainer.motion.dtw.stream import Stream
from aotrainer.motion.dtw.wavefront import Wavefront

DEFAULT_GAP_COST = 1.0
"""Cost of a pair of frames that share no visible feature, per unit of weight: for directions, which have two
features each, that of 90 degrees. Not seen is neither good nor free."""


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a recording, recording[begin:end], that follows the reference at this distance."""

    begin: int
    end: int
    distance: float


class Reference:
    """A model movement, prepared once; everything that compares recordings with it is a method.

    values : (m, d) features of its frames
    weights : (d,) how much each feature counts; 1 if not given
    visibility : (m, d) or (m,) in 0..1, 0 where missing (such a value is ignored, and may be NaN)
    metric : "sqeuclidean", or "euclidean" for its root; see `cost`
    gap_cost : of frames that share no visible feature, per unit of weight
    pattern : how a path may step; see `alignment.Pattern`

    Recordings are (n, d), of any length, real type and memory order, with a visibility of their own. Methods
    raise `AlignmentError` for what cannot be aligned, saying what to do. One reference may be used by several
    threads.
    """

    def __init__(
        self,
        values: ArrayLike,
        *,
        weights: ArrayLike | None = None,
        visibility: ArrayLike | None = None,
        metric: Metric = "sqeuclidean",
        gap_cost: float = DEFAULT_GAP_COST,
        pattern: Pattern = "symmetric1",
    ) -> None:
        frames = checked_frames("reference", values, visibility)
        if metric not in ("sqeuclidean", "euclidean"):
            raise AlignmentError(f"There is no metric {metric!r}.", "Take sqeuclidean or euclidean.")
        if pattern not in ("symmetric1", *steps.STEPS):
            raise AlignmentError(
                f"There is no pattern {pattern!r}.", f"Take symmetric1, {', '.join(steps.STEPS)}."
            )
        if not 0 <= gap_cost < np.inf:
            raise AlignmentError(f"The gap cost is {gap_cost}.", "Give 0 or more.")
        self.pattern = pattern
        self._local = LocalCost(frames, checked_weights(weights, frames.values.shape[1]), metric, gap_cost)
        self._spare: list[Wavefront] = []

    def __len__(self) -> int:
        return len(self._local.reference)

    def distance(
        self, recording: ArrayLike, visibility: ArrayLike | None = None, *, band: Band | None = None
    ) -> float:
        """The accumulated cost of the best path; 0 for the reference itself, exactly."""
        return self.align(recording, visibility, band=band).distance

    def align(
        self,
        recording: ArrayLike,
        visibility: ArrayLike | None = None,
        *,
        band: Band | None = None,
        open_begin: bool = False,
        open_end: bool = False,
        exact: bool = False,
    ) -> Alignment:
        """The best path, and what every feature adds at every step.

        open_begin, open_end : the recording may hold something else before and after the movement. A begin
            can be open for symmetric1 and asymmetric only: the others favour a short stretch.
        exact : search on costs from differences, with ties decided as `forward` says. Without, costs are
            good to about 1e-13 of the largest squared value, and which of equally good paths is found is
            not defined; the distance is an exact sum either way.

        Raises `BandError` for a band of other lengths or together with an open end.
        """
        costs = self._local.facing(self._checked(recording, visibility))
        _check_band(band, costs.shape, open_begin or open_end)
        if open_begin and self.pattern in ("symmetric2", "symmetricP1"):
            raise AlignmentError(
                f"The pattern {self.pattern} has no open begin.", "Take symmetric1 or asymmetric."
            )
        weights: FloatArray | None = None
        if self.pattern != "symmetric1":
            path, weights = steps.shortest_path(
                _banded(costs, band, exact), self.pattern, open_begin=open_begin, open_end=open_end
            )
        elif exact or open_begin or open_end:
            path = forward.shortest_path(
                _banded(costs, band, exact), open_begin=open_begin, open_end=open_end
            )
        else:
            path = self._shortest_path(costs, band)
        cost = costs.along(path)
        if weights is not None:
            cost *= weights[:, None]
        return Alignment(path, cost, float(cost.sum()), len(self), self.pattern)

    def find(
        self, recording: ArrayLike, *, max_distance: float, min_frames: int = 1, max_frames: int | None = None
    ) -> tuple[Match, ...]:
        """Repetitions of the reference in a long recording: the best stretch, the best of the rest, ...

        max_distance : a stretch further away is no repetition
        min_frames, max_frames : of a stretch
        """
        stream = self.stream()
        states = [stream.update(frame) for frame in self._checked(recording, None).values]
        found: list[Match] = []
        for state in sorted(states, key=lambda state: state.cost):
            match = Match(state.begin, state.frame + 1, max(state.cost, 0.0))
            length = match.end - match.begin
            if match.distance > max_distance:
                break
            if length < min_frames or (max_frames is not None and length > max_frames):
                continue
            if all(match.end <= other.begin or other.end <= match.begin for other in found):
                found.append(match)
        return tuple(sorted(found, key=lambda match: match.begin))

    def score_many(
        self,
        recordings: Sequence[ArrayLike],
        visibilities: Sequence[ArrayLike | None] | None = None,
        *,
        dtype: type[np.floating[Any]] = np.float64,
    ) -> tuple[FloatArray, dict[int, AlignmentError]]:
        """Distances of an archive, (N,), and what is wrong with those that cannot be aligned, which are NaN.

        dtype : float32 halves the time and leaves 6 digits
        """
        distances = np.full(len(recordings), np.nan)
        problems: dict[int, AlignmentError] = {}
        plain: dict[int, FloatArray] = {}
        for k, recording in enumerate(recordings):
            try:
                frames = self._checked(recording, None if visibilities is None else visibilities[k])
                if self._is_plain(frames):
                    plain[k] = frames.values
                else:
                    distances[k] = self.align(frames.values, frames.visibility).distance
            except AlignmentError as error:
                problems[k] = error
        by_length = sorted(plain, key=lambda k: len(plain[k]))
        if by_length:
            archive = batch.Archive(self._local, len(plain[by_length[-1]]), dtype)
            for first in range(0, len(by_length), batch.GROUP):
                group = by_length[first : first + batch.GROUP]
                distances[group] = archive.distances([plain[k] for k in group])
        return distances, problems

    def stream(self, *, open_begin: bool = True) -> Stream:
        """Follow a recording while it is made; symmetric1."""
        if self.pattern != "symmetric1":
            raise AlignmentError(
                f"A stream cannot follow the pattern {self.pattern}.", "Make the reference with symmetric1."
            )
        return Stream(self._local, open_begin)

    def cost_matrix(self, recording: ArrayLike, visibility: ArrayLike | None = None) -> FloatArray:
        """(m, n) local costs of all pairs of frames, from differences."""
        return self._local.facing(self._checked(recording, visibility)).exactly()

    def _checked(self, recording: ArrayLike, visibility: ArrayLike | None) -> Frames:
        frames = checked_frames("recording", recording, visibility)
        check_width(self._local.reference.values.shape[1], frames.values.shape[1])
        return frames

    def _is_plain(self, frames: Frames) -> bool:
        seen = self._local.reference.visibility is None and frames.visibility is None
        return seen and self.pattern == "symmetric1"

    def _shortest_path(self, costs: CostMatrix, band: Band | None) -> IntArray:
        m, n = costs.shape
        if m == n and band is None:
            straight = np.repeat(np.arange(m)[:, None], 2, axis=1)
            if not costs.along(straight).any():
                return straight
        needed = bidirectional.diagonals_needed(m, n)
        # Making room takes as long as an alignment, so it is kept; popping is safe between threads.
        space = self._spare.pop() if self._spare else Wavefront(m, needed, fronts=2)
        if space.diagonals < needed:
            space = Wavefront(m, max(needed, space.diagonals * 5 // 4), fronts=2)
        path = bidirectional.shortest_path(costs, space, band)
        self._spare.append(space)
        return path


def dtw_alignment(
    x: ArrayLike,
    y: ArrayLike,
    weights: ArrayLike | None = None,
    x_visibility: ArrayLike | None = None,
    y_visibility: ArrayLike | None = None,
    gap_cost: float = DEFAULT_GAP_COST,
) -> Alignment:
    """Align a recording y (n, d) with a reference x (m, d), once; see `Reference`."""
    return Reference(x, weights=weights, visibility=x_visibility, gap_cost=gap_cost).align(y, y_visibility)


def dtw_distance(x: ArrayLike, y: ArrayLike, weights: ArrayLike | None = None) -> float:
    """The distance of a recording y (n, d) from a reference x (m, d), once; see `Reference`."""
    return Reference(x, weights=weights).distance(y)


def _check_band(band: Band | None, shape: tuple[int, int], open_ended: bool) -> None:
    if band is None:
        return
    if open_ended:
        raise BandError("A band fixes both ends.", "Leave out the band, or the open end.")
    if (len(band.first), band.frames) != shape:
        made_for = len(band.first), band.frames
        raise BandError(f"The band is for {made_for} frames, not {shape}.", "Make one for these lengths.")


def _banded(costs: CostMatrix, band: Band | None, exact: bool) -> FloatArray:
    matrix = costs.exactly() if exact else costs.matrix()
    return matrix if band is None else np.where(band.outside, np.inf, matrix)
