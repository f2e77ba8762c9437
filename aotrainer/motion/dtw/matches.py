"""Where a long recording holds the reference: stretches that follow it and do not overlap.

The best stretch of all is taken first. What is left before and after it is then searched anew, since the best
way to a moment may have begun in the stretch that is now taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from aotrainer.errors import AlignmentError
from aotrainer.motion.dtw.frames import Frames
from aotrainer.motion.dtw.stream import Stream


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of a recording, recording[begin:end], that follows the reference at this distance."""

    begin: int
    end: int
    distance: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What a stretch has to be like to be a repetition.

    max_distance : the largest accumulated cost. It grows with the number of features and with length: take
        a multiple of what a good repetition has.
    min_frames, max_frames : the best stretch to a moment is passed over if it is shorter or longer
    """

    max_distance: float
    min_frames: int = 1
    max_frames: int | None = None

    def __post_init__(self) -> None:
        if not self.max_distance >= 0:
            raise AlignmentError(f"The largest distance is {self.max_distance}.", "Give 0 or more.")

    def allow_length(self, match: Match) -> bool:
        """Whether it is neither too short nor too long."""
        length = match.end - match.begin
        return length >= self.min_frames and (self.max_frames is None or length <= self.max_frames)


def find_matches(
    frames: Frames, stream: Stream, distance: Callable[[Frames], float], limits: Limits
) -> tuple[Match, ...]:
    """Repetitions in a recording, in order; it takes as long as several streams over it.

    stream : with an open begin
    distance : of a stretch, exactly
    """
    found: list[Match] = []
    gaps = [(0, len(frames))]
    while gaps:
        first, last = gaps.pop()
        match = _best(frames[first:last], stream, limits)
        if match is None:
            continue
        begin, end = first + match.begin, first + match.end
        exact = distance(frames[begin:end])
        if exact <= limits.max_distance:
            found.append(Match(begin, end, exact))
            gaps += [(a, b) for a, b in ((first, begin), (end, last)) if a < b]
    return tuple(sorted(found, key=lambda match: match.begin))


def _best(frames: Frames, stream: Stream, limits: Limits) -> Match | None:
    """The stretch of least cost that has an allowed length."""
    stream.reset()
    seen = [None] * len(frames) if frames.visibility is None else frames.visibility
    states = [stream.update(values, seen[k]) for k, values in enumerate(frames.values)]
    matches = (Match(state.begin, state.frame + 1, state.cost) for state in states)
    return min(filter(limits.allow_length, matches), key=lambda match: match.distance, default=None)
