"""How smooth a session is, live: watching for a quarter of a minute, then doing for a minute.

    python -m tests.bench.live [--seconds 60] [--size full] [--video FILE]

A 30 fps file plays in real time as a camera. Printed: the time from one frame on the screen to the next,
while watching (with the tracking at work for stillness and presence) and while doing; how many of the clip's
frames that were shown were the ones due; poses a second, how long from the capture of a picture
to the moment its skeleton is on the screen, and how many poses got lost on the way from the tracking thread
to the session (pictures that the camera dropped because the landmarker was busy are counted apart).
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np

from aotrainer import check, config
from aotrainer.assembly import make_services, open_library
from aotrainer.care import Care
from aotrainer.playback import Clip, frame_index_at
from aotrainer.protocol import PRESETS
from aotrainer.session import Phase, Session
from aotrainer.store import Store
from aotrainer.tracking.worker import TrackingWorker

EXERCISE = "shoulder_abduction"
FPS = 30
WATCHING_S = 15


def looped(video: Path, seconds: float, folder: str) -> Path:
    """The recording again and again, until it lasts long enough; compressed lightly, as a webcam does."""
    path = Path(folder) / "camera.avi"
    with Clip(video) as clip:
        height, width = clip.image(0).shape[:2]
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), FPS, (width, height))
        for k in range(round((seconds + 5) * FPS)):
            writer.write(clip.image(k % clip.frames))
        writer.release()
    return path


class Watch:
    """Sits in the app's loop and looks at what is on the screen after every flip."""

    def __init__(self) -> None:
        self.latencies_s: list[float] = []
        self.frames_s: dict[Phase, list[float]] = {Phase.OBSERVE: [], Phase.IMITATE: []}
        self.due: list[bool] = []
        self._last_s = -1.0
        self._looked: tuple[object, float] = (None, 0.0)

    def look(self, scene, surface, now_s):
        """Note when a pose is seen for the first time, and leave after the set."""
        from aotrainer.ui import Quit

        running = getattr(scene, "running", None)
        if running is None or running.phase is Phase.FEEDBACK:
            return Quit() if running else None
        if running.phase in (Phase.INTRODUCE, Phase.PLACE):
            running.session.advance(running.time_s(now_s))
        self._time(scene, running.phase)
        self._judge(scene, running, now_s)
        pose = running.pose
        if running.phase is Phase.IMITATE and pose is not None and pose.time_s != self._last_s:
            self._last_s = pose.time_s
            self.latencies_s.append(running.time_s(time.monotonic()) - pose.time_s)
        return None

    def _time(self, scene, phase) -> None:
        before, before_s = self._looked
        self._looked = (scene, time.monotonic())
        if before is scene and phase in self.frames_s:
            self.frames_s[phase].append(self._looked[1] - before_s)

    def _judge(self, scene, running, now_s) -> None:
        """Whether the clip's frame on the screen is the one that is due at the moment it was drawn for."""
        if running.phase is Phase.OBSERVE and getattr(scene, "image", None) is not None:
            session = running.session
            clip, seconds = session.task.clip_at(running.elapsed_s(now_s), session.rate)
            film = running.film(clip)
            self.due.append(scene.frame == frame_index_at(seconds, film.fps, 1.0, film.frames))


def main() -> None:
    """Run the scene and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--size", choices=("full", "lite"), default="full")
    parser.add_argument("--video", type=Path, default=config.shipped("media", "demo", f"{EXERCISE}.webm"))
    parser.add_argument("--window", default="1280x720")
    arguments = parser.parse_args()
    if not check.has_display():
        os.environ["SDL_VIDEODRIVER"] = "dummy"
    with tempfile.TemporaryDirectory() as folder:
        measure(arguments, looped(arguments.video, arguments.seconds, folder), Path(folder))


def measure(arguments: argparse.Namespace, camera: Path, folder: Path) -> None:
    """One set of the given length in the real app."""
    from aotrainer.ui import App, session_scene

    library = open_library()
    now = datetime.now(UTC)
    worker = CountingWorker(camera, arguments.size)
    dose = replace(PRESETS["priming"], observe_s=WATCHING_S, imitate_s=arguments.seconds, sets=1)
    with Store.open(folder / "bench.db", config.shipped("migrations"), now) as store:
        services = replace(make_services(store, library, camera), worker=worker, protocol=dose)
        task = services.make_task(EXERCISE, "right", None)
        patient = store.add_patient("bench", now)
        store.keep_care(patient, Care(ratings=False))
        scene = session_scene(services, patient, [task], dose)
        watch = Watch()
        size = tuple(int(side) for side in arguments.window.split("x"))
        cpu = time.process_time()
        App(services, scene, size=size, observer=watch.look).run()
        report(arguments, watch, scene.running.session, worker, time.process_time() - cpu)


class CountingWorker(TrackingWorker):
    """Counts the poses that the tracking thread queues and those that come out of the queue."""

    def __init__(self, source: Path, size: str) -> None:
        super().__init__(source, size)
        self.drained = 0
        self._poses = self.queue = CountingQueue(maxlen=self._poses.maxlen)

    def drain(self):
        """As ever, and counted."""
        poses = super().drain()
        self.drained += len(poses)
        return poses


class CountingQueue(deque):
    """A queue that knows how much ever went into it."""

    appended = 0

    def append(self, pose):
        """As ever, and counted."""
        self.appended += 1
        super().append(pose)


def report(arguments, watch: Watch, session: Session, worker: CountingWorker, cpu_s: float) -> None:
    """Print the figures."""
    motion = session.trials[0].motion
    intervals = np.diff(motion.times_s)
    p50, p95, worst = np.percentile(np.array(watch.latencies_s) * 1000, [50, 95, 100])
    dropped = np.maximum(np.round(intervals * FPS) - 1, 0).sum()
    lost = worker.queue.appended - worker.drained - len(worker.queue)
    print(f"model {arguments.size}, window {arguments.window}, {os.cpu_count()} cores")
    for phase, frames_s in watch.frames_s.items():
        percentiles = np.percentile(np.array(frames_s) * 1000, [50, 95, 99])
        words = "   ".join(f"{each:.0f}" for each in percentiles)
        print(f"{phase.value:8} frames a second {1 / np.mean(frames_s):5.1f}, times p50/95/99, ms   {words}")
    print(f"clip frames that were due {100 * np.mean(watch.due):5.1f} % of {len(watch.due)}")
    print(f"poses a second           {len(motion) / motion.duration_s:6.1f}")
    print(f"capture to overlay, ms   p50 {p50:.0f}   p95 {p95:.0f}   worst {worst:.0f}")
    print(f"poses lost on the way    {lost:6d}")
    print(f"pictures the camera dropped {dropped:3.0f} of {len(motion) + dropped:.0f}")
    print(f"processor seconds a second {cpu_s / motion.duration_s:6.2f}")


if __name__ == "__main__":
    main()
