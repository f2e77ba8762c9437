"""What a record keeps of people scores as what the landmarker saw of them, but for those on an edge."""

from __future__ import annotations

import json

from aotrainer.motion.packing import pack, unpack
from tests.rendered.golden import GOLDEN, scores, shipped_library

NEAR, FEW, EDGE = 0.1, 0.02, 2.0
"""Points by which almost all are the same; the share of those on the edge of a rule, and what it costs."""


def test_what_is_kept_scores_as_what_was_seen() -> None:
    seen = json.loads(GOLDEN.read_text())
    kept = dict(scores(shipped_library(), lambda motion: unpack(pack(motion))))
    assert {title: row[-1] for title, row in kept.items()} == {title: row[-1] for title, row in seen.items()}
    apart = [abs(row[1] - seen[title][1]) for title, row in kept.items()]
    assert max(apart) < EDGE
    assert sum(each > NEAR for each in apart) <= FEW * len(apart)
