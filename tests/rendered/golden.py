"""What everybody in `tests/rendered` scores: numbers that change only when somebody means them to.

`golden.json` holds the version of the scoring algorithm, and of every typical patient and demonstrator the
total, the parts (null where not told), and how many repetitions there are. Made by `regenerate golden`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

from aotrainer.config import shipped
from aotrainer.exercises import Library, load_library
from aotrainer.motion.judging import PARTS
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import ALGORITHM, Score, score_motion
from aotrainer.protocol import DEFAULT_RATE
from tests.rendered import people

GOLDEN = Path(__file__).parent / "golden.json"
Row = list[float | str | None]


def shipped_library() -> Library:
    """The shipped exercises alone."""
    return load_library(shipped("exercises"), shipped("media"), shipped("nowhere"))


def scores(
    library: Library, change: Callable[[Motion], Motion] = lambda motion: motion
) -> Iterator[tuple[str, Row]]:
    """Title, and algorithm, total, parts and repetitions; or the reason for having none.

    change : is done to every motion before it is scored
    """
    for title, exercise, motion in people():
        judging = library.exercises[exercise].judging
        outcome = score_motion(
            library.reference(exercise),
            change(motion),
            judging,
            shown_rate=DEFAULT_RATE,
            askew=library.askew(exercise),
        )
        yield title, _row(outcome) if isinstance(outcome, Score) else [ALGORITHM, outcome.reason.value]


def _row(score: Score) -> Row:
    told = [score.total, *(getattr(score.parts, part) for part in PARTS)]
    return [
        ALGORITHM,
        *(None if math.isnan(value) else round(value, 2) for value in told),
        len(score.repetitions),
    ]
