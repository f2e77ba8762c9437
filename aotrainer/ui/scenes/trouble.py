"""What a session tells when something fails, and the ways on. The session's time stands still meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aotrainer.errors import AotrainerError, ModelError, StoreError
from aotrainer.language import N_, _
from aotrainer.session import Phase
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Pop, Quit, Transition
from aotrainer.ui.scenes.message import UNEXPECTED, UNEXPECTED_REMEDY, MessageScene

AGAIN = ("again", N_("Try again"))
OTHER = ("other", N_("Other camera"))
WITHOUT = ("without", N_("Go on without the camera"))
LEAVE_OUT = ("leave_out", N_("Leave this exercise out"))
GO_ON = ("go_on", N_("Go on, save later"))
LEAVE = ("leave", N_("Leave without saving"))
STOP = ("stop", N_("Stop the session"))

UNSAVED = N_("This could not be saved yet.")
WAITS = N_("What you did is not lost: it waits, and is saved as soon as that is possible.")
LEAVING = N_("What you did last is not saved yet, and is lost if you leave now.")
SHOWS = frozenset({Phase.INTRODUCE, Phase.PLACE, Phase.OBSERVE, Phase.GET_READY, Phase.IMITATE, Phase.REST})
"""Phases that are about an exercise still to be done."""


def _in_words(choices: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((key, _(label)) for key, label in choices)


class TroubleScene(MessageScene):
    """The camera is lost: try it again, or another one, or do without, or stop; what was done is kept."""

    def __init__(self, running: Running, error: AotrainerError) -> None:
        super().__init__(*error.in_words(), _in_words(_ways_on(running, error)))
        self.running = running

    def press(self, key: str) -> Transition | None:
        """Open a camera, go on without, or end the session; the scene below then goes on from there."""
        match key:
            case "stop":
                self.running.stop(self.running.services.clock())
            case "without":
                self.running.go_without_camera()
            case _:
                self.running.open_camera(other=key == "other")
        return Pop()

    def cancel(self) -> Transition | None:
        """Escape is STOP, as everywhere in a session."""
        return self.press("stop")

    def leave(self) -> Transition | None:
        """Closing the window is STOP."""
        return self.press("stop")


class FailedScene(MessageScene):
    """A scene of a session has failed: try again, leave the exercise out, or end the session.

    error : None when nobody foresaw it
    """

    def __init__(self, running: Running, error: AotrainerError | None) -> None:
        what, remedy = error.in_words() if error else (_(UNEXPECTED), _(UNEXPECTED_REMEDY))
        ways = (AGAIN, LEAVE_OUT, STOP) if error and running.phase in SHOWS else (AGAIN, STOP)
        super().__init__(what, remedy, _in_words(ways))
        self.running = running

    def press(self, key: str) -> Transition | None:
        """The scene below tries again, or shows the next exercise; or it is left, which ends the session."""
        if key == "stop":
            return Pop(2)
        if key == "leave_out":
            self.running.leave_out()
        return Pop()

    def cancel(self) -> Transition | None:
        """Escape is STOP."""
        return self.press("stop")

    def leave(self) -> Transition | None:
        """Closing the window is STOP."""
        return self.press("stop")


class UnsavedScene(MessageScene):
    """The record cannot take what was done: try again, or go on and save it later.

    way_out : when the session is being left, where to; then this is the last chance
    """

    def __init__(self, running: Running, error: StoreError, way_out: Pop | Quit | None = None) -> None:
        choices = (AGAIN, LEAVE if way_out else GO_ON)
        super().__init__(_(UNSAVED), "", _in_words(choices))
        self.running, self._way_out = running, way_out
        self._tell(error)

    def press(self, key: str) -> Transition | None:
        """Save what waits, if that works now; or go on."""
        if key == "again":
            return self._save()
        self.running.keeping.postpone()
        return Pop(self._way_out.count + 1) if isinstance(self._way_out, Pop) else self._way_out or Pop()

    def cancel(self) -> Transition | None:
        """Escape tries again: nothing is lost by it."""
        return self.press("again")

    def leave(self) -> Transition | None:
        """Closing the window goes on; the session below asks once more before anything is lost."""
        return self.press("go_on")

    def _save(self) -> Transition | None:
        """Back if that worked; if not, say why, which may have changed."""
        keeping = self.running.keeping
        keeping.again()
        if keeping.problem is None:
            return Pop()
        self._tell(keeping.problem)
        return None

    def _tell(self, error: StoreError) -> None:
        lost = _(LEAVING if self._way_out else WAITS)
        self.words = "\n".join((lost, *error.in_words()))


def _ways_on(running: Running, error: AotrainerError) -> Iterator[tuple[str, str]]:
    if not isinstance(error, ModelError):
        yield AGAIN
        if running.services.worker.several:
            yield OTHER
    yield WITHOUT
    yield STOP
