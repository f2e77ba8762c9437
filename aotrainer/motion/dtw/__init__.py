"""Dynamic time warping, exact and in numpy alone: how a recording follows a model movement.

Where two people do the same movement, neither at the same speed nor evenly, the alignment says which moment
of one belongs to which moment of the other, and how far apart they are there, feature by feature::

    model = Reference(features_of_model, weights=weights)
    alignment = model.align(features_of_attempt)
    alignment.distance, alignment.feature_cost, alignment.frame_cost, alignment.path

To read how one alignment comes about, take the modules in this order: `frames` (what may be aligned),
`cost` (how far two frames are apart), `forward` (from the cost matrix to the path, on one page), `wavefront`
(how numpy does that), `alignment` (what is made of it). The rest are the same recursion for other needs:

| engine          | for                                          | goes by                              |
|-----------------|----------------------------------------------|--------------------------------------|
| `bidirectional` | one recording: `distance`, `align`           | diagonals, from both ends at once    |
| `forward`       | open ends; `exact=True`                      | diagonals                            |
| `steps`         | patterns that limit the tempo, or weigh steps | rows                                 |
| `batch`         | an archive, all seen: `score_many`           | diagonals of many recordings at once |
| `stream`        | live, frame by frame: `stream`, `find`       | rows, with a running minimum         |

Everything here needs numpy and nothing else. `python -m tests.bench.dtw` compares its speed with other
libraries' and with a C loop.
"""

from aotrainer.motion.dtw.alignment import Alignment, Pattern
from aotrainer.motion.dtw.band import Band
from aotrainer.motion.dtw.cost import Metric
from aotrainer.motion.dtw.matches import Match
from aotrainer.motion.dtw.reference import DEFAULT_GAP_COST, Reference
from aotrainer.motion.dtw.stream import Stream, StreamState
from aotrainer.motion.dtw.transform import derivative, shape

__all__ = [
    "DEFAULT_GAP_COST",
    "Alignment",
    "Band",
    "Match",
    "Metric",
    "Pattern",
    "Reference",
    "Stream",
    "StreamState",
    "derivative",
    "shape",
]
