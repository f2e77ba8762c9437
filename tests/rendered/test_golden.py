"""A score that changes without anybody meaning it is a fault; one that is meant has a new `ALGORITHM`."""

import json

import pytest

from tests.rendered.golden import GOLDEN, scores, shipped_library

ROUNDING = 0.02


def test_everybody_scores_what_they_did_when_the_algorithm_was_named():
    kept = json.loads(GOLDEN.read_text())
    now = dict(scores(shipped_library()))
    assert now.keys() == kept.keys()
    for title, row in now.items():
        assert [row[0], row[-1]] == [kept[title][0], kept[title][-1]], title
        assert row[1:-1] == pytest.approx(kept[title][1:-1], abs=ROUNDING), title
