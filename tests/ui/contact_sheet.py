"""All screens on a few sheets, to be looked at: `python -m tests.ui.contact_sheet FOLDER --language de`."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import cv2
import pygame

from aotrainer.comfort import TEXT_SIZES, THEMES
from aotrainer.config import shipped
from aotrainer.exercises import load_exercises
from aotrainer.language import LANGUAGES, speak
from aotrainer.store import Store
from aotrainer.ui.canvas import Printer
from aotrainer.ui.layout import grid
from tests.ui.gallery import Gallery
from tests.ui.stage import SIZES, Clock, FakeClip, FakeWorker, few, many, photograph, staged

COLUMNS, ROWS, GAP = 3, 4, 12
CELL = (640, 375)


def main() -> None:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--theme", choices=THEMES, default="light")
    parser.add_argument("--zoom", type=float, choices=TEXT_SIZES, default=1.0)
    parser.add_argument("--size", type=int, choices=range(len(SIZES)), default=0, help=f"one of {SIZES}")
    parser.add_argument("--only", default="", help="states whose names begin so, each on its own picture")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode(SIZES[asked.size])
    pictures = []
    with TemporaryDirectory() as record:
        clock = Clock()
        with Store.open(Path(record) / "record.db", shipped("migrations"), clock.utc()) as store:
            speak(asked.language)
            draw(store, clock, asked, pictures)
    name = f"{asked.language}-{asked.theme}-{SIZES[asked.size][0]}"
    per_sheet = COLUMNS * ROWS
    for first in range(0, len(pictures), per_sheet):
        sheet = pygame.Surface((COLUMNS * (CELL[0] + GAP), ROWS * (CELL[1] + GAP)))
        sheet.fill((120, 60, 120))
        cells = grid(sheet.get_rect(), COLUMNS, ROWS, GAP)
        for picture, cell in zip(pictures[first : first + per_sheet], cells, strict=False):
            sheet.blit(pygame.transform.smoothscale(picture, CELL), cell)
        pygame.image.save(sheet, str(asked.folder / f"{name}-{first // per_sheet}.png"))


def draw(store: Store, clock: Clock, asked: argparse.Namespace, pictures: list[pygame.Surface]) -> None:
    """Every state, in its order."""
    exercises = load_exercises(shipped("exercises"))[0]
    worker = FakeWorker(clock)
    image = cv2.imread(str(shipped("media") / "stills" / "shoulder_abduction.jpg"))
    if image is not None:
        worker.image = cv2.resize(image, (640, 360))
    services = staged(few(exercises), exercises, store, clock, worker)
    if image is not None:
        services = replace(services, open_clip=lambda _path: Still(image))
    printer = Printer()
    for name, scene in Gallery(services, clock, exercises, many(exercises)).states():
        if asked.only and not name.startswith(asked.only):
            continue
        canvas = photograph(scene, SIZES[asked.size], printer, palette=asked.theme, zoom=asked.zoom)
        pictures.append(canvas.surface)
        if asked.only:
            pygame.image.save(canvas.surface, str(asked.folder / f"{name.replace(' ', '_')}.png"))


class Still(FakeClip):
    """The same picture all the time."""

    def __init__(self, picture) -> None:
        super().__init__()
        self.picture = picture

    def image(self, _index: int):
        return self.picture


if __name__ == "__main__":
    main()
