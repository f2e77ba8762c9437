"""A connection that gives up on a server which takes what is sent and answers nothing.

The operating system notices a cut line (`server_engine.SILENT_S`), the server itself a statement that takes
long. Neither helps where the server's computer sleeps or its disk hangs: whoever waits then waits for good,
and with them the screen.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Any

import psycopg

ANSWER_S = 12.0
"""How long nothing at all may come: longer than one waits for another station (`server_engine.LOCK_S`)."""


class ImpatientConnection(psycopg.Connection[Any]):
    """Raises `psycopg.OperationalError`, and is closed, when nothing came for `ANSWER_S`."""

    def wait(self, gen: Any, *args: Any, **named: Any) -> Any:
        """Wait for an answer of the server, but not for ever."""
        return super().wait(self._while_it_answers(gen), *args, **named)

    def _while_it_answers(self, gen: Any) -> Generator[Any, Any, Any]:
        """What psycopg waits for, which is told every tenth of a second whether anything came."""
        heard_s = time.monotonic()
        try:
            wanted = next(gen)
            while True:
                came = yield wanted
                if came:
                    heard_s = time.monotonic()
                elif time.monotonic() - heard_s > ANSWER_S:
                    self.close()
                    raise psycopg.OperationalError("the server does not answer")
                wanted = gen.send(came)
        except StopIteration as end:
            return end.value
