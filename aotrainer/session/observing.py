"""One dose of watching: whether somebody is there, keeps still and looks; and the dots they answer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from aotrainer.event import Detail
from aotrainer.motion.pose import PoseFrame
from aotrainer.motion.watching import Watching
from aotrainer.practice.probe import answered, is_answer, probe_at

NEWS_S = 1.0
"""Without a picture for so long nobody can say whether somebody is there, and watching goes on."""


class Observing:
    """From the first second of watching; `watching` is what was seen of the person so far.

    dots : seconds of watching at which a dot has to be answered
    """

    def __init__(self, dots: Sequence[float] = ()) -> None:
        self.watching = Watching()
        self.dots = tuple(dots)
        self._answers_s: list[float] = []

    def take(self, poses: Sequence[PoseFrame]) -> None:
        """Add what was tracked."""
        for pose in poses:
            self.watching = self.watching.after(pose)

    def deserted(self, now_s: float) -> bool:
        """Whether pictures come and nobody is in them."""
        last_s = self.watching.last_s
        return last_s is not None and now_s - last_s < NEWS_S and not self.watching.present

    def dot_at(self, elapsed_s: float) -> float | None:
        """The dot on the screen that still waits for an answer, by when it appeared."""
        dot = probe_at(elapsed_s, self.dots)
        if dot is None or any(is_answer(answer, dot) for answer in self._answers_s):
            return None
        return dot

    def awaits(self, elapsed_s: float) -> bool:
        """Whether something pressed now would answer a dot: one on the screen, or one just gone."""
        return any(
            is_answer(elapsed_s, dot) and not any(is_answer(answer, dot) for answer in self._answers_s)
            for dot in self.dots
        )

    def answer(self, elapsed_s: float) -> None:
        """Something was pressed, or an arm raised."""
        self._answers_s.append(elapsed_s)

    def told(self) -> dict[str, Detail]:
        """How it was watched, for the log; None for what was not seen."""
        seen, answers = self.watching, answered(self.dots, self._answers_s)
        return {
            "tracked_s": seen.watched_s,
            "absent_s": seen.absent_s,
            "moved_s": seen.moved_s,
            "looked_away_s": seen.away_s if math.isfinite(seen.away_s) else None,
            "dots": answers.dots,
            "dots_answered": answers.answered,
            "answers_without_dot": answers.without,
        }
