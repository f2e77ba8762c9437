"""Pictures of the scenes as they come, for the demo, for the README and for whoever looks after the app."""

from __future__ import annotations

from pathlib import Path

import pygame

from aotrainer.ui.scene import Scene

SETTLE_S = 0.8
"""A scene is photographed this long after it appeared, when all of it is there."""


class Screenshots:
    """Saves each scene once, and every few seconds the ones whose picture changes.

    folder : is made if it is not there; pictures of an earlier run are taken away
    again_s : seconds between two pictures of the same scene
    """

    def __init__(self, folder: Path, again_s: float = 2.5) -> None:
        self.folder = folder
        self.saved: list[Path] = []
        self._again_s = again_s
        self._scene: Scene | None = None
        self._due_s = 0.0
        folder.mkdir(parents=True, exist_ok=True)
        for earlier in folder.glob("[0-9][0-9]-*.png"):
            earlier.unlink()

    def look(self, scene: Scene, surface: pygame.Surface, now_s: float) -> None:
        """Call after each drawn frame."""
        if scene is not self._scene:
            self._scene, self._due_s = scene, now_s + SETTLE_S
        if now_s >= self._due_s:
            self._due_s = now_s + self._again_s
            self.save(scene, surface)

    def save(self, scene: Scene, surface: pygame.Surface) -> None:
        """Save what is on the screen now, numbered in the order of the pictures."""
        name = type(scene).__name__.removesuffix("Scene").lower()
        path = self.folder / f"{len(self.saved) + 1:02d}-{name}.png"
        pygame.image.save(surface, str(path))
        self.saved.append(path)
