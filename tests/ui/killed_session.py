"""A program of its own in the middle of a session: `python -m tests.ui.killed_session RECORD NAME`.

It says when its first set is saved and the second under way, and then waits to be killed.
"""

import sys
import time
from pathlib import Path

from aotrainer.care import Care
from aotrainer.config import shipped
from aotrainer.exercises import Library, load_exercises
from aotrainer.store import Store
from aotrainer.trial import Patient
from aotrainer.ui.running import Running
from aotrainer.ui.scenes import VIEWS
from aotrainer.ui.services import Services
from tests.ui.stage import DOSE, Clock, FakeClip, FakeWorker, task

TICK_S = 0.1


def main(path: Path, name: str) -> None:
    """Train until the second set."""
    clock = Clock()
    exercises = load_exercises(shipped("exercises"))[0]
    store = Store.open(path, shipped("migrations"), clock.utc())
    patient: Patient = store.add_patient(name, clock.utc())
    store.keep_care(patient, Care(ratings=False))
    services = Services(
        library=Library(exercises, (), {}),
        store=store,
        make_task=lambda name, side, wished: task(exercises, name, side, wished),
        open_clip=lambda _path: FakeClip(),
        worker=FakeWorker(clock),
        clock=clock,
        utc_now=clock.utc,
        protocol=DOSE,
    )
    running = Running(services, patient, [task(exercises, "shoulder_abduction", "right")], DOSE, VIEWS)
    for _until_the_check_and_watching in range(2):
        clock.now_s += TICK_S
        running.advance(clock())
    while not (running.session.trials and running.session.repetitions and running.phase == "imitate"):
        clock.now_s += TICK_S
        running.step(clock())
    sys.stdout.write("in the second set\n")
    sys.stdout.flush()
    time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
