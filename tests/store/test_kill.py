"""kill -9 at random moments of real sessions, as `tests/bench/kill.py` does it two hundred times."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import kill

KILLS = 10


@pytest.mark.slow
def test_nothing_finished_is_lost_or_doubled_by_kills(tmp_path: Path) -> None:
    tally = kill.run(tmp_path / "clinic", KILLS, seed=11, tell=lambda _: None)
    assert tally.kills == KILLS
    assert tally.finished > 0, "no session came so far"
    assert tally.clean, tally
