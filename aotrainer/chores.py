"""What has to be done at the start and each hour, beside everything else."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from types import TracebackType
from typing import Self

HOUR_S = 3600.0
WAIT_S = 5.0
"""How long to wait for a chore at the end."""


class Chores:
    """Does something now and then while the block runs, in a thread of its own."""

    def __init__(self, act: Callable[[], None], every_s: float = HOUR_S) -> None:
        self._act, self._every_s = act, every_s
        self._ended = Event()
        self._thread = Thread(target=self._run, name="chores", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join(WAIT_S)

    def _run(self) -> None:
        while not self._ended.is_set():
            self._act()
            self._ended.wait(self._every_s)
