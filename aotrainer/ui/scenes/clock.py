"""When the app starts and the clock says that the last session is still to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from aotrainer.language import _
from aotrainer.ui.scene import Push, Replace, Scene, Transition
from aotrainer.ui.scenes.message import MessageScene, QuitScene
from aotrainer.ui.services import Services

SLACK = timedelta(hours=1)
"""How much earlier than the newest session the clock may be before somebody is told: more than two computers
of one clinic differ, and less than spoils a day's order."""


class ClockScene(MessageScene):
    """Set the clock and look again, or go on: what is done then has a wrong date, and is kept."""

    def __init__(self, services: Services, following: Callable[[], Scene]) -> None:
        super().__init__(
            _("The clock of this computer seems to be wrong."),
            "",
            (("again", _("Look again")), ("go_on", _("Go on as it is"))),
        )
        self.services, self._following = services, following
        self._tell()

    def press(self, key: str) -> Transition | None:
        """On, if the clock is right now or nobody minds."""
        if key == "go_on" or not is_behind(self.services):
            return Replace(self._following())
        self._tell()
        return None

    def cancel(self) -> Transition | None:
        """Ask before leaving."""
        return Push(QuitScene())

    def _tell(self) -> None:
        newest = _newest(self.services)
        self.words = _(
            "It says {now}, but the last session here was on {last}. Set the clock first: "
            "otherwise the days of the training are in the wrong order."
        ).format(now=_shown(self.services.utc_now()), last="" if newest is None else _shown(newest))


def is_behind(services: Services) -> bool:
    """Whether the clock says that the newest session in the record is still to come."""
    newest = _newest(services)
    return newest is not None and services.utc_now() < newest - SLACK


def _newest(services: Services) -> datetime | None:
    """When the newest session of all began; the one who had it comes first."""
    people = services.store.patients()
    sessions = services.store.sessions(people[0]) if people else ()
    return sessions[-1].started_at if sessions else None


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
