"""Of several repetitions, the one that is most like all the others: what a model movement is made of.

The medoid by dynamic time warping (Petitjean, Ketterlin and Gancarski, *Pattern Recognition* 44:678, 2011,
discuss it beside the average): a real repetition, so that its clip and its motion belong together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.arrays import FloatArray
from aotrainer.motion.dtw import Reference
from aotrainer.motion.features import segment_directions
from aotrainer.motion.pose import Motion, Side
from aotrainer.motion.reps import Repetition


def most_typical(
    motion: Motion, repetitions: Sequence[Repetition], segments: Sequence[str], side: Side
) -> int:
    """The number of the repetition with the smallest summed distance to the others.

    motion : cleaned; segments : whose directions are compared

    Raises `InvalidMotionError` when there is no repetition in which all segments were seen.
    """
    pieces = [_directions(motion, rep, segments, side) for rep in repetitions]
    whole = [number for number, piece in enumerate(pieces) if len(piece) > 1]
    if not whole:
        raise InvalidMotionError(
            "In no repetition was the whole limb seen.", "Film it again, with all of it in the picture."
        )
    totals = [_distance_to_all(pieces[number], [pieces[other] for other in whole]) for number in whole]
    return whole[int(np.argmin(totals))]


def _directions(motion: Motion, rep: Repetition, segments: Sequence[str], side: Side) -> FloatArray:
    """(m, 2S); empty when a segment was out of sight for a part of it."""
    directions, _ = segment_directions(motion.between(rep.start_s, rep.end_s), segments, side)
    flat = directions.reshape(len(directions), -1)
    return flat if np.isfinite(flat).all() else flat[:0]


def _distance_to_all(own: FloatArray, others: Sequence[FloatArray]) -> float:
    reference = Reference(own)
    return float(sum(reference.distance(other) / (len(own) + len(other)) for other in others))
