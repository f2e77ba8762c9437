"""kill -9 at random moments of real sessions: is everything that was finished kept, once, and sound?

`python -m tests.bench.kill --kills 200` runs the real app under SDL's dummy driver with a scripted person
before a scripted camera, set after set, in a process of its own (`killed`). That process says each set's name
as soon as its feedback is on the screen. One in five is killed while it starts, makes or opens the record;
the others at a random moment of a set, whether it is watched, done, scored, saved or copied. Then the record
is looked through, and the next process starts on it.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from aotrainer.config import shipped
from aotrainer.store import Store
from aotrainer.store.copies import copies, is_good
from tests.bench.killed import train_for_ever

STARTING = 0.2
"""The share of processes that are killed before their first set."""
MOST_SETS = 3
"""How many sets a process may finish before the one in which it is killed."""
STARTS_IN_S, SET_TAKES_S = 4.0, 1.0
"""Seconds, on an idle computer: how long a start takes until the first set is finished, and then each."""
PATIENCE_S = 600.0
"""Seconds after which a process that has said nothing more has hung."""
ANEW_EVERY = 10
"""Every so many kills a new record is begun, so that its making is hit, too."""
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.bench.killed"])
"""One helper imports everything once; each process is a fork of it."""


@dataclass
class Tally:
    """What came of it."""

    kills: int = 0
    finished: int = 0
    lost: int = 0
    doubled: int = 0
    unsound: int = 0
    not_started: int = 0
    bad_copies: int = 0
    kept: int = 0
    moments: Counter[str] = field(default_factory=Counter)

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.unsound or self.not_started or self.bad_copies)


def run(folder: Path, kills: int, seed: int, tell: Callable[[str], None]) -> Tally:
    """Kill so many processes at the record in `folder`, and look at it after each."""
    rng, tally = random.Random(seed), Tally()  # noqa: S311 (no secret)
    finished: list[str] = []
    for number in range(kills):
        if number % ANEW_EVERY == 0:
            shutil.rmtree(folder, ignore_errors=True)
            finished = []
        database = folder / "aotrainer.db"
        named = _live_and_die(database, rng, tally)
        finished += named
        tally.kills += 1
        tally.finished += len(named)
        _look(database, finished, tally)
        if (number + 1) % 10 == 0:
            tell(str(tally))
    return tally


def _live_and_die(database: Path, rng: random.Random, tally: Tally) -> list[str]:
    """Start a process, kill it at some moment, and return the names of the sets it finished."""
    here, there = PROCESSES.Pipe()
    process = PROCESSES.Process(target=train_for_ever, args=(database, there), daemon=True)
    process.start()
    there.close()
    named = _live(here, rng, tally)
    tally.not_started += process.exitcode is not None
    with suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    with suppress(EOFError, OSError):
        while True:
            named.append(here.recv())
    here.close()
    tally.moments["in a session" if named else "before the first set was finished"] += 1
    return named


def _live(pipe: Connection, rng: random.Random, tally: Tally) -> list[str]:
    """Let it train until some moment; the names that it said until then."""
    if not pipe.poll(PATIENCE_S) or pipe.recv() != "started":
        tally.not_started += 1
        return []
    if rng.random() < STARTING:
        time.sleep(rng.uniform(0, STARTS_IN_S))
        return []
    named: list[str] = []
    took_s = SET_TAKES_S
    for _ in range(rng.randint(1, MOST_SETS)):
        began_s = time.monotonic()
        if not pipe.poll(PATIENCE_S):
            tally.not_started += 1
            return named
        named.append(pipe.recv())
        took_s = min(took_s, time.monotonic() - began_s) if len(named) > 1 else took_s
    time.sleep(rng.uniform(0, took_s))
    return named


def _look(database: Path, finished: list[str], tally: Tally) -> None:
    """Everything finished is there, once, whole; nothing else is wrong."""
    if "damaged" in finished:
        tally.unsound += 1
        return
    if not database.exists():
        tally.lost += len(finished)
        return
    with Store.open(database, shipped("migrations"), datetime.now(UTC)) as store:
        tally.unsound += store.check() != ()
        people = store.patients()
        uids = Counter()
        for patient in people:
            for record in store.history(patient):
                trial = store.load_trial(record.trial_id)
                uids[trial.uid] += 1
                tally.unsound += trial.motion is None or record.repetitions == 0
    tally.lost += len(set(finished) - set(uids))
    tally.doubled += sum(count > 1 for count in uids.values()) + max(0, len(people) - 1)
    tally.kept = len(uids)
    tally.bad_copies += sum(not is_good(copy.path) for copy in copies(database))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        tally = run(Path(name) / "clinic", asked.kills, asked.seed, print)
    print(tally)
    sys.exit(0 if tally.clean else 1)


if __name__ == "__main__":
    main()
