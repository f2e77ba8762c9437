"""Several stations write at once while the server is killed and started again; see `tests.bench.writers`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.writers import WAYS, Way, run
from tests.store.clinic_server import ClinicServer


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_lost_and_nothing_is_twice(server: ClinicServer, way: Way, tmp_path: Path) -> None:
    told = run(server, way, writers=3, trials=12, restarts=1, folder=tmp_path)
    assert told.written == told.events == 36
    assert (told.missing, told.twice, told.half) == (0, 0, 0)
    assert (told.open_sessions, told.left) == (0, 0)
