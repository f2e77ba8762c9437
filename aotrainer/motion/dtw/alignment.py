"""What an alignment says: how far, how matched, and which feature at which moment made the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from aotrainer.motion.arrays import FloatArray, IntArray

Pattern = Literal["symmetric1", "symmetric2", "symmetricP1", "asymmetric"]
"""How a path may step, and how much each step counts; the names are those of the R and Python package dtw.

- symmetric1: to the next frame of either sequence or of both, each counting once. No limit to how much slower
  or faster one may be. The default.
- symmetric2: the same, a step of both counting twice, so that no direction is cheaper by its length.
- symmetricP1: at most twice as slow or twice as fast, over any two steps (Sakoe & Chiba 1978, P = 1).
- asymmetric: each reference frame exactly once; at most twice as slow, and any amount faster.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """How a recording follows a reference.

    path : (P, 2) matched frames, (reference, recording), neither ever going back
    cost : (P, d) the part of each feature in the cost of each match; all of them add up to `distance`
    distance : accumulated cost of the path, 0 for equal sequences
    reference_frames : m
    pattern : how the path may step
    """

    path: IntArray
    cost: FloatArray
    distance: float
    reference_frames: int
    pattern: Pattern

    @property
    def begin(self) -> int:
        """The first frame of the recording that was used."""
        return int(self.path[0, 1])

    @property
    def end(self) -> int:
        """One past the last frame used: `recording[begin:end]` is what was matched."""
        return int(self.path[-1, 1]) + 1

    @property
    def normalized_distance(self) -> float:
        """Distance per step, comparable between recordings of different length.

        Divided by the length of the path (symmetric1), by the frames of both (symmetric2, symmetricP1) or by
        the reference's (asymmetric).
        """
        return self.distance / steps_counted(
            self.pattern, self.reference_frames, self.end - self.begin, len(self.path)
        )

    @property
    def feature_cost(self) -> FloatArray:
        """(d,) the part of each feature in the distance."""
        return np.asarray(self.cost.sum(axis=0))

    @property
    def frame_cost(self) -> FloatArray:
        """(m, d) the part of each feature at each frame of the reference, which adds up to the distance."""
        first_visit = np.searchsorted(self.path[:, 0], np.arange(self.reference_frames))
        return np.asarray(np.add.reduceat(self.cost, first_visit, axis=0))

    @property
    def nearest(self) -> IntArray:
        """(end - begin, 2) of each recording frame, the match that costs least, the earliest of equal ones.

        What the reference does beyond is passed over: half a movement is near to the first half of its way.
        """
        return np.asarray(self.path[self._best])

    @property
    def nearest_cost(self) -> FloatArray:
        """(end - begin, d) the part of each feature in the cost of these matches."""
        return np.asarray(self.cost[self._best])

    @property
    def _best(self) -> IntArray:
        order = np.lexsort((self.cost.sum(axis=1), self.path[:, 1]))
        return np.asarray(order[np.diff(self.path[order, 1], prepend=-1) > 0])


def steps_counted(pattern: Pattern, reference_frames: int, recording_frames: int, path_length: int) -> int:
    """What a distance is divided by to be comparable: all weights on any path, or the path's own length."""
    if pattern == "symmetric1":
        return path_length
    return reference_frames + (0 if pattern == "asymmetric" else recording_frames)
