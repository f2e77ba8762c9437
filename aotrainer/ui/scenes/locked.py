"""When the app starts and the key of the encrypted record is not there."""

from __future__ import annotations

from aotrainer.errors import AotrainerError
from aotrainer.language import _
from aotrainer.ui.scene import Pop, Quit, Transition
from aotrainer.ui.scenes.message import MessageScene


class LockedScene(MessageScene):
    """Why the record cannot be opened, and what to do; `again` tells whether somebody did it."""

    def __init__(self, error: AotrainerError) -> None:
        choices = (("again", _("Try again")), ("leave", _("Quit")))
        super().__init__(_("The record is locked."), "\n".join(error.in_words()), choices)
        self.again = False

    def press(self, key: str) -> Transition | None:
        """Try again, or end the program."""
        self.again = key == "again"
        return Pop() if self.again else Quit()

    def cancel(self) -> Transition | None:
        """Escape ends the program."""
        return Quit()
