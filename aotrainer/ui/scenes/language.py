"""The very first screen on a computer: which language, each in its own."""

from __future__ import annotations

from collections.abc import Callable

from aotrainer.language import LANGUAGES, of_the_system, spoken
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.layout import grid, list_places
from aotrainer.ui.scene import Push, Replace, Scene, Transition
from aotrainer.ui.scenes.message import QuitScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.services import Services
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button, Look

HEADING = "Language  •  Sprache  •  Idioma  •  Lingua"
"""In every language at once, since none is chosen."""
COLUMNS = 2


class LanguageScene(Screen):
    """One large button for each language; what comes next opens in the one that was chosen."""

    def __init__(self, services: Services, following: Callable[[], Scene]) -> None:
        super().__init__(focus=of_the_system() or spoken())
        self.services, self._following = services, following

    def buttons(self) -> tuple[Button, ...]:
        """One for each language, by its own name."""
        scale = Scale.of(self.size)
        _, body, foot = list_places(self.size)
        cells = grid(body.union(foot), COLUMNS, -(-len(LANGUAGES) // COLUMNS), scale.margin)
        return tuple(
            Button(code, name, cell, Look.MAIN, large=True)
            for (code, name), cell in zip(LANGUAGES.items(), cells, strict=True)
        )

    def press(self, key: str) -> Transition | None:
        """Speak that language from now on."""
        self.services.comforts.change(language=key)
        return Replace(self._following())

    def go_on(self) -> Transition | None:
        """A remote takes the one in focus: none of them is the main one."""
        return self.press(self.focus.key) if self.focus.key in LANGUAGES else None

    def cancel(self) -> Transition | None:
        """Ask before leaving."""
        return Push(QuitScene())

    def paint(self, canvas: Canvas) -> None:
        """The heading."""
        heading = list_places(canvas.size)[0]
        canvas.text(HEADING, heading, canvas.scale.title, bold=True, colour=theme.TEAL, align="centre")
