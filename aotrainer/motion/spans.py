"""Which rises of a calm signal are whole repetitions, and where they begin and end, in one forward pass.

1. *Turning points*: the angle has turned when it has gone back by the smallest excursion that counts. Tremor
   and hesitation go back by less.
2. *Whole or not*: each peak is followed down both sides to where the movement rests. A peak from which the
   angle does not come back far enough is a dip at the top or a stop on the way, and belongs to the next.
3. *Begin and end*: outwards from where the angle is near this repetition's own rest to where its speed has
   fallen to a share of the peak speed, the usual onset and offset of a movement (Teasdale et al., *Journal of
   Motor Behavior* 1993;25:97). Where the rests before and after differ, the higher one says what is near.

**Recordings that grow.** Every decision rests on what came before it and on the rest that follows at once. A
repetition is final when the angle has rested for `REST_S` and a second after it, or has risen again by the
smallest excursion: every longer recording holds it, at the same times but for two frames (the end of a
recording is smoothed with less). It is counted earlier, as soon as it slows down on its way back; from then
on its end may move later. What goes on after that, far below the rest that it came from, is taken back, for
it was no repetition; and a tremor may make the count of a slow movement waver while it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import scipy

from aotrainer.motion.arrays import BoolArray, FloatArray
from aotrainer.motion.clean import RATE_HZ

MIN_SHARE_OF_USUAL = 0.25
"""A rise smaller than this share of the usual one is a hesitation or a half-hearted start. The usual one is
the median so far: what comes later must not take back what was counted."""
SPIKE_S = 0.4
"""A median over this time takes away the tracker's leaps, which last up to half of it."""
SCATTER_DEG = 4.0
"""How much an angle at rest wanders by the tracker's own error (1-5 degrees)."""
MIN_RETURN = 0.7
"""Way there and way back must be alike by this share, `SCATTER_DEG` aside. Less means that the movement was
not finished, or was under way already when the recording began. To those who marked the repetitions in the
KIMORE recordings, people who come back by half or two thirds have not finished."""
NEAR_REST = 0.15
"""Near rest is at most this share of the rise above it, or `SCATTER_DEG` if that is more."""
LOWER_PART = 0.5
"""A stop above this share of the rise holds the position, however long; a long one below it is a rest."""
REST_S = 2.0
"""Who keeps still for so long is at rest, wherever that is; less is a stop on the way."""
ONSET_SHARE = 0.1
"""A movement begins and ends where its speed is this share of its peak."""
DRIFT_DEG_S = 1.5
"""An angle at rest drifts so fast, by breathing and by the tracker: what is slower is no movement ..."""
DRIFT_SHARE = 0.15
"""... unless this share of the peak speed is less, as when a small movement is done slowly."""
SLOWED = 0.5
"""A movement on its way back is about to end when its speed is down to this share of its peak: it is counted
then, and when the recording ends just there."""


@dataclass(frozen=True, slots=True)
class Span:
    """From rest over a peak to rest, in frames, and how many degrees up and down.

    begun : it was under way when the recording began; settled : it came to rest
    """

    start: int
    peak: int
    end: int
    rise: float
    fall: float
    begun: bool
    settled: bool

    @property
    def height(self) -> float:
        """The lesser of the way up and the way down."""
        return min(self.rise, self.fall)

    @property
    def returns(self) -> bool:
        """Whether it comes back far enough, wherever it began."""
        return self.fall + SCATTER_DEG >= MIN_RETURN * self.rise

    @property
    def whole(self) -> bool:
        """Whether all of it was seen, there and back."""
        if self.begun and self.rise < (1 - NEAR_REST) * self.fall:
            return False
        return self.settled and self.returns and self.rise + SCATTER_DEG >= MIN_RETURN * self.fall


@dataclass(frozen=True, slots=True, eq=False)
class _Slope:
    """One side of a peak, from the peak outwards: degrees, and degrees per second of going down; both (n,).

    ends : beyond it the recording ends, not the slope
    """

    level: FloatArray
    speed: FloatArray
    ends: bool

    def near(self, rest: float) -> float:
        """The highest angle that is near a rest."""
        return rest + max(NEAR_REST * (float(self.level[0]) - rest), SCATTER_DEG)

    def comes_near(self, rest: float) -> int | None:
        return _first(self.level <= self.near(rest))

    def stop(self, rest: float) -> int | None:
        """The frame in which the movement to a rest stops, if it does so here."""
        near = self.comes_near(rest) or 0
        fastest = float(self.speed[: near + 1].max())
        slow = max(ONSET_SHARE * fastest, min(DRIFT_DEG_S, DRIFT_SHARE * fastest))
        after = _first(self.speed[near:] <= slow)
        return None if after is None else near + after

    def long_rest(self, lowest: float) -> tuple[int, float] | None:
        """The first long rest in the lower part of the way to an angle: its frame, and where it is."""
        peak, count = float(self.level[0]), frames(REST_S)
        low = _first(self.level <= peak - LOWER_PART * (peak - lowest))
        if low is None or len(self.level) - low < count:
            return None
        still = _first(_spread(self.level[low:], count) <= (self.near(lowest) - lowest) / 2)
        if still is None:
            return None
        begin = low + still
        return begin, float(np.median(self.level[begin : begin + count]))

    def rest_after(self, before: float) -> float:
        """The angle at which a repetition from a rest ends: near it, at a long rest, or as low as it gets."""
        near, long = self.comes_near(before), self.long_rest(before)
        if near is not None and (long is None or near <= long[0]):
            stop = self.stop(before)
            return float(self.level[-1 if stop is None else stop])
        return float(self.level.min()) if long is None else long[1]

    def settles(self, before: float) -> bool:
        """Whether it turns or slows down where enough of the way back to a rest is done.

        The last moments say little: the median has not seen what follows.
        """
        if not self.ends:
            return True
        peak = float(self.level[0])
        back = _first(self.level <= peak - MIN_RETURN * (peak - before) + SCATTER_DEG)
        if back is None:
            return False
        sure = self.speed[back : len(self.speed) - frames(SPIKE_S / 2)]
        return bool((sure <= SLOWED * self.speed.max()).any())


def search(level: FloatArray, min_excursion_deg: float) -> Iterator[Span]:
    """The whole repetitions in a calm angle (n,) at `RATE_HZ` that rests low, in their order."""
    return _Search(level, min_excursion_deg).spans()


@dataclass(slots=True, eq=False)
class _Search:
    """One pass over the peaks of a calm angle (n,).

    since : where the last repetition ended; low : the last turning point that ended none; held : the highest
    peak since then from which the angle has not come back; heights : of every rise so far
    """

    level: FloatArray
    min_excursion_deg: float
    since: int = 0
    low: int = 0
    held: int | None = None
    heights: list[float] = field(default_factory=list)

    def spans(self) -> Iterator[Span]:
        for peak, until in _peaks(self.level, self.min_excursion_deg):
            alone = self._span(self.low, peak, until)
            span = next((one for one in (alone, self._joined(peak, until)) if self._counts(one)), None)
            self.heights.append(alone.height)
            if span is not None:
                self.since = self.low = span.end
                self.held = None
                yield span
            else:
                self._hold(alone, until)

    def _joined(self, peak: int, until: int) -> Span | None:
        """With what is held: a dip at the top, or a stop on the way."""
        return None if self.held is None else self._span(self.since, self._higher(self.held, peak), until)

    def _hold(self, alone: Span, until: int) -> None:
        self.low = until
        if alone.returns:
            self.since, self.held = until, None
        else:
            self.held = alone.peak if self.held is None else self._higher(self.held, alone.peak)

    def _higher(self, one: int, other: int) -> int:
        return other if self.level[other] >= self.level[one] else one

    def _counts(self, span: Span | None) -> bool:
        if span is None or not span.whole or span.rise < self.min_excursion_deg:
            return False
        return span.height >= MIN_SHARE_OF_USUAL * float(np.median([*self.heights, span.height]))

    def _span(self, since: int, peak: int, until: int) -> Span:
        speed = np.gradient(self.level[since : until + 1]) * RATE_HZ
        top = peak - since
        up = _Slope(self.level[since : peak + 1][::-1], speed[: top + 1][::-1], since == 0)
        down = _Slope(self.level[peak : until + 1], -speed[top:], until == len(self.level) - 1)
        lowest = float(up.level.min())
        long = up.long_rest(lowest)
        before = lowest if long is None else long[1]
        after = down.rest_after(before)
        start, end = (slope.stop(max(before, after)) for slope in (up, down))
        return Span(
            start=since if start is None else peak - start,
            peak=peak,
            end=until if end is None else peak + end,
            rise=float(self.level[peak]) - before,
            fall=float(self.level[peak]) - after,
            begun=start is None and up.ends,
            settled=down.settles(before),
        )


def _peaks(level: FloatArray, min_excursion_deg: float) -> Iterator[tuple[int, int]]:
    """Each peak above a turn of at least so many degrees on both sides, and the lowest point before the next.

    The last one is followed to the end of the recording unless the angle has risen again.
    """
    low = peak = 0
    found: int | None = None
    rising = False
    for k, angle in enumerate(level.tolist()):
        if rising:
            if angle > level[peak]:
                peak = k
            elif angle <= level[peak] - min_excursion_deg:
                found, low, rising = peak, k, False
        elif angle < level[low]:
            low = k
        elif angle >= level[low] + min_excursion_deg:
            if found is not None:
                yield found, low
            found, peak, rising = None, k, True
    if found is not None:
        yield found, len(level) - 1


def _spread(values: FloatArray, count: int) -> FloatArray:
    """(n - count + 1,) from the lowest to the highest of so many values in a row."""
    highest, lowest = (
        filtered(values, count, origin=-(count // 2))
        for filtered in (scipy.ndimage.maximum_filter1d, scipy.ndimage.minimum_filter1d)
    )
    return np.asarray((highest - lowest)[: len(values) - count + 1])


def _first(where: BoolArray) -> int | None:
    return int(where.argmax()) if where.any() else None


def frames(seconds: float) -> int:
    """How many frames of a cleaned motion last so long."""
    return round(seconds * RATE_HZ)
