"""Writes a report from the app, into the folder that it names."""

from __future__ import annotations

from pathlib import Path

from aotrainer.language import _
from aotrainer.review import READERS
from aotrainer.ui.looking_back import LookingBack
from aotrainer.ui.scene import Pop, Replace, Transition
from aotrainer.ui.scenes.message import MessageScene, NoteScene
from aotrainer.ui.text import ELLIPSIS

LONGEST = 64
"""Letters of a path; its end tells where it is."""


class ReportScene(MessageScene):
    """Asks for whom it shall be."""

    private = True

    def __init__(self, look: LookingBack) -> None:
        super().__init__(
            _("Whom is the report for?"),
            _("One page that any browser opens and prints. It goes into the folder of the record."),
            (("patient", _("For the person")), ("chart", _("For the chart")), ("back", _("Back"))),
        )
        self.look = look

    def press(self, key: str) -> Transition | None:
        """Write it, and say where it is."""
        reader = next((reader for reader in READERS if reader == key), None)
        if reader is None:
            return Pop()
        file = self.look.report(reader)
        where = _("It is called {file}. It is in this folder:").format(file=file.name)
        return Replace(
            NoteScene(
                _("The report is written. Only this computer account can read it."),
                f"{where}\n{_end_of(file.parent)}",
            )
        )


def _end_of(folder: Path) -> str:
    path = str(folder)
    return path if len(path) <= LONGEST else ELLIPSIS + path[-LONGEST:]
