"""The server with the record is away: said when the app is opened so, and on the first screen later."""

from __future__ import annotations

from collections.abc import Callable

from aotrainer.errors import AotrainerError
from aotrainer.language import N_, _
from aotrainer.ui.scene import Quit, Replace, Scene, Transition
from aotrainer.ui.scenes.message import MessageScene, NoteScene
from aotrainer.ui.services import Services

WORDS = N_(
    "Whoever has trained at this computer can train now. What they do is kept here, and goes to the server "
    "by itself when it is back."
)


class AloneScene(MessageScene):
    """Go on without the server, or leave; goes on by itself when the server is there."""

    def __init__(self, services: Services, why: AotrainerError, then: Callable[[], Scene]) -> None:
        choices = (("go_on", _("Go on without it")), ("quit", _("Quit")))
        super().__init__(why.in_words()[0], _(WORDS), choices)
        self._store, self._then = services.store, then

    def step(self, now_s: float) -> Transition | None:
        """The server may answer while somebody reads."""
        return Replace(self._then()) if self._store.alone is None else super().step(now_s)

    def press(self, key: str) -> Transition | None:
        """To the first screen, or out."""
        return Quit() if key == "quit" else Replace(self._then())


def away_note(why: AotrainerError | None) -> NoteScene:
    """The same for who asks later; by then the server may be back."""
    return NoteScene(why.in_words()[0], _(WORDS)) if why else NoteScene(_("The server is back."), "")
