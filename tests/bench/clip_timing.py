"""Is every frame on the screen the one that is due? The observe scene in a real window, for a minute.

    xvfb-run -s "-screen 0 1280x720x24" python -m tests.bench.clip_timing [--seconds 60]

A clip whose frames carry their number as a bar code is shown at 0.75x. After every flip the code is read back
**from the window's pixels**, together with the time, and compared with the frame due at the time the scene
was stepped (`choice`) and at the time of the flip (`screen`, which includes drawing).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np

from aotrainer import config
from aotrainer.assembly import open_library
from aotrainer.clips import ClipFile
from aotrainer.playback import Clip, frame_index_at
from aotrainer.protocol import PRESETS
from aotrainer.session import Phase
from aotrainer.store import Store
from aotrainer.task import ModelClip, Task
from aotrainer.tracking.worker import TrackingWorker

EXERCISE = "shoulder_abduction"
BITS = 8
FRAMES = 180
FPS = 30
WIDTH, HEIGHT = 1280, 720


def coded_clip(path: Path) -> None:
    """A clip of grey pictures with a column of `BITS` black or white bars in the middle."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"VP90"), FPS, (WIDTH, HEIGHT))
    for number in range(FRAMES):
        image = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
        for bit in range(BITS):
            top = bit * HEIGHT // BITS
            image[top : top + HEIGHT // BITS, WIDTH // 3 : 2 * WIDTH // 3] = 255 * (number >> bit & 1)
        writer.write(image)
    writer.release()


class Reader:
    """Reads the number off the window after every flip."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, float, int]] = []

    def look(self, scene, surface, now_s):
        """Note the time of the step, of the flip, and the number on the screen."""
        import pygame

        from aotrainer.ui import Quit

        flipped_s = time.monotonic()
        running = scene.running
        if running.phase is Phase.INTRODUCE:
            running.session.advance(running.time_s(now_s))
            return None
        if running.phase is not Phase.OBSERVE:
            return Quit()
        pixels = pygame.surfarray.array3d(surface)[:, :, 1].T
        number = read_code(pixels)
        if number is not None:
            self.rows.append((running.elapsed_s(now_s), running.elapsed_s(flipped_s), number))
        return None


def read_code(pixels) -> int | None:
    """The number shown, from the rectangle of the clip found by its grey margins; None if there is none."""
    grey = np.abs(pixels.astype(int) - 128) < 12
    columns = np.flatnonzero(grey.mean(axis=0) > 0.35)
    rows = np.flatnonzero(grey.mean(axis=1) > 0.2)
    if len(columns) < 50 or len(rows) < 50:
        return None
    left, right, top, bottom = columns[0], columns[-1], rows[0], rows[-1]
    middle = (left + right) // 2
    centres = top + (bottom - top) * (np.arange(BITS) + 0.5) / BITS
    levels = [pixels[int(y) - 3 : int(y) + 4, middle - 10 : middle + 10].mean() for y in centres]
    if any(60 < level < 200 for level in levels):
        return None
    return sum((level > 128) << bit for bit, level in enumerate(levels))


def main() -> None:
    """Show the clip and print the deviations."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        coded_clip(folder / "coded.webm")
        reader = show(folder, seconds)
    report(reader)


def show(folder: Path, seconds: float) -> Reader:
    """The observe scene in the real app."""
    from aotrainer.ui import App, Services, session_scene

    library = open_library()
    dose = replace(PRESETS["priming"], observe_s=seconds, sets=1)
    reader = Reader()
    with Store.open(folder / "bench.db", config.shipped("migrations"), datetime.now(UTC)) as store:
        services = Services(
            library=library,
            store=store,
            make_task=lambda *_: None,
            open_clip=Clip,
            worker=TrackingWorker("none", "lite"),
            clock=time.monotonic,
            utc_now=lambda: datetime.now(UTC),
            protocol=dose,
        )
        coded = ModelClip(ClipFile(folder / "coded.webm", "front", "man"), FRAMES / FPS)
        task = Task(library.exercises[EXERCISE], "right", library.reference(EXERCISE), (coded,))
        patient = store.add_patient("bench", datetime.now(UTC))
        App(services, session_scene(services, patient, [task], dose), observer=reader.look).run()
    return reader


def report(reader: Reader) -> None:
    """Print how far the frames shown were from those due."""
    stepped, flipped, shown = (np.array(column) for column in zip(*reader.rows, strict=True))
    for name, times in (("choice", stepped), ("screen", flipped)):
        due = np.array([frame_index_at(t, FPS, 0.75, FRAMES) for t in times])
        off = np.abs((due - shown + FRAMES // 2) % FRAMES - FRAMES // 2)
        print(
            f"{name}: {len(off)} pictures in {times[-1]:.0f} s, {(off == 0).mean():.1%} the one due, "
            f"worst {off.max()} frames ({off.max() / (FPS * 0.75) * 1000:.0f} ms)"
        )
    print(f"longest time between two pictures {np.diff(flipped).max() * 1000:.0f} ms")


if __name__ == "__main__":
    main()
