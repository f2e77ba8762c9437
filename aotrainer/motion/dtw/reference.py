"""`Reference`: a model movement, ready to be compared with recordings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from aotrainer.errors import AlignmentError, BandError
from aotrainer.motion.arrays import FloatArray, IntArray
from aotrainer.motion.dtw import batch, bidirectional, forward, steps
from aotrainer.motion.dtw.alignment import Alignment, Pattern
from aotrainer.motion.dtw.band import Band
from aotrainer.motion.dtw.cost import CostMatrix, LocalCost, Metric
from aotrainer.motion.dtw.frames import (
    LARGEST_WEIGHT,
    Frames,
    check_width,
    checked_frames,
    checked_weights,
)
from aotrainer.motion.dtw.matches import Limits, Match, find_matches
from aotrainer.motion.dtw.stream import Stream
from aotrainer.motion.dtw.wavefront import Wavefront

DEFAULT_GAP_COST = 1.0
"""Cost of a pair of frames that share no visible feature, per unit of weight: for directions, which have two
features each, that of 90 degrees. Not seen is neither good nor free."""

_KEPT_BYTES = 16_000_000
"""Room for an alignment is kept for the next unless it takes more."""


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
        frames = checked_frames("reference", values, visibility).copy()
        if metric not in ("sqeuclidean", "euclidean"):
            raise AlignmentError(f"There is no metric {metric!r}.", "Take sqeuclidean or euclidean.")
        if pattern not in ("symmetric1", *steps.STEPS):
            known = ", ".join(["symmetric1", *steps.STEPS])
            raise AlignmentError(f"There is no pattern {pattern!r}.", f"Take one of {known}.")
        if not (isinstance(gap_cost, int | float) and 0 <= gap_cost <= LARGEST_WEIGHT):
            raise AlignmentError(
                f"The gap cost is {gap_cost!r}.", "Give a number of 0 or more, not infinite."
            )
        self._pattern: Pattern = pattern
        self._local = LocalCost(frames, checked_weights(weights, frames.values.shape[1]), metric, gap_cost)
        self._spare: list[Wavefront] = []

    def __len__(self) -> int:
        return len(self._local.reference)

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_spare": []}  # its views would be copied one by one

    @property
    def pattern(self) -> Pattern:
        """How a path may step."""
        return self._pattern

    def distance(
        self, recording: ArrayLike, visibility: ArrayLike | None = None, *, band: Band | None = None
    ) -> float:
        """The accumulated cost of the best path; exactly 0 for the reference itself, as far as it is seen."""
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

        open_begin, open_end : the recording may hold something else before and after the movement. The end is
            where the distance is least (symmetric1) or the normalized distance (the other patterns). A begin
            can be open for symmetric1 and asymmetric only: the others favour a short stretch.
        exact : search on costs from differences, with ties decided as `forward` says. Without, the path is
            good to the rounding that `cost` states, and which of equally good paths is found is not
            defined; the distance is an exact sum either way.

        Raises `BandError` for a band of other lengths, together with an open end, or without a path of the
        pattern.
        """
        frames = self._checked(recording, visibility)
        return self._align(frames, band, open_begin=open_begin, open_end=open_end, exact=exact)

    def find(
        self,
        recording: ArrayLike,
        visibility: ArrayLike | None = None,
        *,
        max_distance: float,
        min_frames: int = 1,
        max_frames: int | None = None,
    ) -> tuple[Match, ...]:
        """Repetitions of the reference in a long recording; see `find_matches` for the limits. symmetric1."""
        frames = self._checked(recording, visibility)
        limits = Limits(max_distance, min_frames, max_frames)
        return find_matches(frames, self.stream(), self._distance, limits)

    def score_many(
        self,
        recordings: Iterable[ArrayLike],
        visibilities: Iterable[ArrayLike | None] | None = None,
        *,
        dtype: type[np.floating[Any]] = np.float64,
    ) -> tuple[FloatArray, dict[int, AlignmentError]]:
        """Distances of an archive, (N,), and what is wrong with those that cannot be aligned, which are NaN.

        Recordings of which everything is seen are computed many at a time, if the pattern is symmetric1.

        dtype : float32 may take half the time, and leaves 4 to 6 digits
        """
        archive = batch.checked_archive(recordings, visibilities, dtype)
        distances = np.full(len(archive), np.nan)
        problems: dict[int, AlignmentError] = {}
        frames: dict[int, Frames] = {}
        for k, (recording, visibility) in enumerate(archive):
            try:
                frames[k] = self._checked(recording, visibility)
            except AlignmentError as problem:
                problems[k] = problem
        groups = list(batch.in_groups({k: len(f) for k, f in frames.items() if self._is_plain(f)}))
        if groups:
            room = batch.Archive(self._local, len(frames[groups[-1][-1]]), dtype)
            for group in groups:
                distances[group] = room.distances([frames[k].values for k in group])
        for k in frames:
            if np.isnan(distances[k]):
                try:
                    distances[k] = self._distance(frames[k])
                except AlignmentError as problem:
                    problems[k] = problem
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

    def _align(
        self,
        frames: Frames,
        band: Band | None = None,
        *,
        open_begin: bool = False,
        open_end: bool = False,
        exact: bool = False,
    ) -> Alignment:
        costs = self._local.facing(frames)
        _check_band(band, costs.shape, open_begin or open_end)
        if open_begin and self.pattern in ("symmetric2", "symmetricP1"):
            raise AlignmentError(
                f"The pattern {self.pattern} has no open begin.", "Take symmetric1 or asymmetric."
            )
        weights: FloatArray | None = None
        straight = None if exact else _straight_path_without_cost(costs, band)
        if straight is not None:
            path = straight
        elif self.pattern != "symmetric1":
            found = steps.shortest_path(
                _banded(costs, band, exact), self.pattern, open_begin=open_begin, open_end=open_end
            )
            if found is None:
                raise _no_path(self.pattern, costs.shape, band, open_end)
            path, weights = found
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

    def _distance(self, frames: Frames) -> float:
        return self._align(frames).distance

    def _shortest_path(self, costs: CostMatrix, band: Band | None) -> IntArray:
        m, n = costs.shape
        needed = bidirectional.diagonals_needed(m, n)
        try:  # making room takes as long as an alignment, so it is kept
            space = self._spare.pop()
        except IndexError:
            space = Wavefront(m, needed, fronts=2)
        if space.diagonals < needed:
            space = Wavefront(m, max(needed, space.diagonals * 5 // 4), fronts=2)
        path = bidirectional.shortest_path(costs, space, band)
        if space.total.nbytes <= _KEPT_BYTES:
            self._spare.append(space)
        return path


def _straight_path_without_cost(costs: CostMatrix, band: Band | None) -> IntArray | None:
    """The diagonal, if it costs nothing: no path is better, and rounding shall not make one look so."""
    m, n = costs.shape
    if m != n:
        return None
    straight = np.repeat(np.arange(m)[:, None], 2, axis=1)
    if band is not None and band.outside[straight[:, 0], straight[:, 1]].any():
        return None
    return None if costs.along(straight).any() else straight


def _check_band(band: Band | None, shape: tuple[int, int], open_ended: bool) -> None:
    if band is None:
        return
    if not isinstance(band, Band):
        raise BandError(f"{band!r} is no band.", "Make one with Band.sakoe_chiba or Band.slanted.")
    if open_ended:
        raise BandError("A band fixes both ends.", "Leave out the band, or the open end.")
    made_for = len(band.first), band.frames
    if made_for != shape:
        raise BandError(f"The band is for {made_for} frames, not {shape}.", "Make one for these lengths.")


def _banded(costs: CostMatrix, band: Band | None, exact: bool) -> FloatArray:
    matrix = costs.exactly() if exact else costs.matrix()
    return matrix if band is None else np.where(band.outside, np.inf, matrix)


def _no_path(pattern: Pattern, shape: tuple[int, int], band: Band | None, open_end: bool) -> AlignmentError:
    what = f"No path of the pattern {pattern} leads through all of {shape[0]} and {shape[1]} frames"
    if band is not None:
        return BandError(f"{what} within the band.", "Make it wider, or use symmetric1.")
    remedy = "Use symmetric1, which has no tempo limit"
    return AlignmentError(f"{what}.", f"{remedy}." if open_end else f"{remedy}, or an open end.")
