"""The camera is lost: what happened, and the way back. The session's time stands still meanwhile."""

from __future__ import annotations

from aotrainer.errors import AotrainerError, ModelError
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Pop, Transition
from aotrainer.ui.scenes.message import MessageScene

AGAIN = ("again", "Try again")
STOP = ("stop", "Stop the session")


class TroubleScene(MessageScene):
    """Try the camera again, or stop; what was done is kept either way."""

    def __init__(self, running: Running, error: AotrainerError) -> None:
        choices = (STOP,) if isinstance(error, ModelError) else (AGAIN, STOP)
        super().__init__(error.what, error.remedy, choices)
        self.running = running

    def press(self, key: str) -> Transition | None:
        """Open the camera again, or end the session; the scene below then goes on from there."""
        if key == "stop":
            self.running.stop(self.running.services.clock())
        else:
            self.running.services.worker.open()
        return Pop()

    def cancel(self) -> Transition | None:
        """Escape is STOP, as everywhere in a session."""
        return self.press("stop")

    def leave(self) -> Transition | None:
        """Closing the window is STOP."""
        return self.press("stop")
