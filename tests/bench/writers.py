"""Twenty stations write 500 trials each while the server is killed and started again: is all there, once?

    python -m tests.bench.writers                    # 20 writers, 500 trials each, 2 restarts, both ways
    python -m tests.bench.writers --writers 3 --trials 10

Two ways of writing: as the app does, through a `Station`, which keeps first and hands over later; and
straight to the server, trying the same trial again whenever it is not known whether it was kept. Each writer
is a process of its own; all write for the same five people. The server is a real one, started for this.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np

from aotrainer.errors import StoreError
from aotrainer.event import Event, What
from aotrainer.identity import new_uid
from aotrainer.store import Store
from aotrainer.store.errand import sessions_waiting
from aotrainer.store.server import ServerStore, upgrade_server
from aotrainer.store.station import Station
from aotrainer.trial import Ending, Patient
from tests.store.builders import MIGRATIONS, NOON, trial
from tests.store.clinic_server import ClinicServer

Way = Literal["station", "direct"]
WAYS: tuple[Way, ...] = ("station", "direct")
PEOPLE = ("Anna", "Berta", "Carl", "Dora", "Emil")
A_SITTING = 25
"""Trials in a session."""
DOWN_S = 3.0
"""How long the server is away."""
LOOK_S = 0.5
PATIENCE_S = 7200.0
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it; times in seconds.

    missing, twice : trials that are not on the server though they were kept, or more than once
    half : trials without all of their repetitions and landmarks; left : sessions still at a station
    """

    way: Way
    written: int
    missing: int
    twice: int
    half: int
    events: int
    open_sessions: int
    left: int
    whole_s: float
    median_s: float
    p99_s: float
    longest_s: float


def run(server: ClinicServer, way: Way, writers: int, trials: int, restarts: int, folder: Path) -> Outcome:
    """Let them write, and count."""
    name = f"writers_{new_uid()}"
    server.psql(f"CREATE DATABASE {name}")
    address = server.address(name)
    upgrade_server(address, MIGRATIONS)
    with ServerStore.at(address, MIGRATIONS) as store:
        for person in PEOPLE:
            store.add_patient(person, NOON)
    began_s = time.monotonic()
    with _processes(writers, way, address, trials, folder) as results:
        for number in range(restarts):
            _wait_for(server, name, writers * trials * (number + 1) // (restarts + 1))
            server.kill()
            time.sleep(DOWN_S)
            server.start()
        told = [result.get(PATIENCE_S) for result in results]
    whole_s = time.monotonic() - began_s
    uids = {uid for said, _ in told for uid in said}
    times_s = np.concatenate([taken for _, taken in told])
    kept = server.psql("SELECT uid FROM trial", name).splitlines()
    whole = "SELECT count(*) FROM trial t JOIN recording r ON r.trial_id = t.id WHERE 3 ="
    whole += " (SELECT count(*) FROM repetition p WHERE p.trial_id = t.id)"
    stations = [folder / str(number) / "station.db" for number in range(writers)]
    return Outcome(
        way=way,
        written=len(uids),
        missing=len(uids - set(kept)),
        twice=len(kept) - len(set(kept)),
        half=len(kept) - int(server.psql(whole, name)),
        events=int(server.psql("SELECT count(DISTINCT uid) FROM event", name)),
        open_sessions=int(server.psql("SELECT count(*) FROM session WHERE ended_at IS NULL", name)),
        left=sum(_left(file) for file in stations if file.exists()),
        whole_s=whole_s,
        median_s=float(np.median(times_s)),
        p99_s=float(np.quantile(times_s, 0.99)),
        longest_s=float(times_s.max()),
    )


def write_as_station(number: int, address: str, trials: int, folder: Path) -> tuple[list[str], np.ndarray]:
    """As the app does; waits at the end until all is handed over."""
    own = folder / str(number) / "station.db"
    with _until_it_is_there(lambda: Station.at(own, address, MIGRATIONS, lambda: NOON)) as station:
        told = _write(station, number, trials, _until_it_is_there)
        while sessions_waiting(station._local):
            time.sleep(LOOK_S)
    return told


def write_directly(number: int, address: str, trials: int, _: Path) -> tuple[list[str], np.ndarray]:
    """Straight to the server, until it says that it is kept."""
    with _until_it_is_there(lambda: ServerStore.at(address, MIGRATIONS)) as store:
        return _write(store, number, trials, _until_it_is_there)


def _until_it_is_there(act: Callable[[], T]) -> T:
    until_s = time.monotonic() + PATIENCE_S
    while True:
        try:
            return act()
        except StoreError:
            if time.monotonic() > until_s:
                raise
            time.sleep(0.1)


def _write(
    store: Store, number: int, trials: int, surely: Callable[[Callable[[], T]], T]
) -> tuple[list[str], np.ndarray]:
    uids, times_s = [], []
    attempt, people = trial(), surely(lambda: _everybody(store))
    for first in range(0, trials, A_SITTING):
        at, uid = NOON + timedelta(hours=first), new_uid()
        person = people[(number + first // A_SITTING) % len(people)]
        session = surely(lambda at=at, uid=uid, who=person: store.begin_session(who, "priming", at, uid))
        for index in range(first, min(first + A_SITTING, trials)):
            each = replace(attempt, uid=new_uid(), set_number=index)
            note = Event(What.PAIN, at, {"rating": index % 11})
            began_s = time.monotonic()
            surely(lambda each=each, session=session: store.save_trial(session, each))
            times_s.append(time.monotonic() - began_s)
            uids.append(each.uid)
            surely(lambda note=note, session=session: store.save_event(session, note))
        surely(lambda session=session, at=at: store.end_session(session, at, Ending.COMPLETED))
    return uids, np.array(times_s)


def _everybody(store: Store) -> tuple[Patient, ...]:
    """A station that loses its server before it met anybody knows nobody."""
    people = store.patients()
    if len(people) < len(PEOPLE):
        raise StoreError("The people are not known yet.", "Wait for the server.")
    return people


WRITE = {"station": write_as_station, "direct": write_directly}


@contextmanager
def _processes(writers: int, way: Way, address: str, trials: int, folder: Path) -> Iterator[list]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.builders"])
    with context.Pool(writers) as pool:
        yield [
            pool.apply_async(WRITE[way], (number, address, trials, folder), error_callback=_say)
            for number in range(writers)
        ]
        pool.close()
        pool.join()


def _say(error: BaseException) -> None:
    print("a writer failed:", repr(error))


def _wait_for(server: ClinicServer, database: str, trials: int) -> None:
    until_s = time.monotonic() + PATIENCE_S
    while int(server.psql("SELECT count(*) FROM trial", database)) < trials:
        if time.monotonic() > until_s:
            raise TimeoutError(f"there are never {trials} trials")
        time.sleep(LOOK_S)


def _left(file: Path) -> int:
    with Store.open(file, MIGRATIONS, NOON) as local:
        return sessions_waiting(local)


def main() -> None:
    """Both ways, in a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--trials", type=int, default=500)
    parser.add_argument("--restarts", type=int, default=2)
    parser.add_argument("--way", choices=WAYS)
    asked = parser.parse_args()
    server = ClinicServer()
    try:
        for way in WAYS if asked.way is None else (asked.way,):
            with tempfile.TemporaryDirectory() as folder:
                told = run(server, way, asked.writers, asked.trials, asked.restarts, Path(folder))
            print(
                f"{told.way}: {told.written} trials by {asked.writers} writers, {asked.restarts} restarts, "
                f"{told.whole_s:.0f} s: {told.missing} missing, {told.twice} twice, {told.half} not whole; "
                f"{told.events} events; {told.open_sessions} sessions without their end, "
                f"{told.left} left at stations; a trial took {1000 * told.median_s:.0f} ms "
                f"(99 %: {1000 * told.p99_s:.0f}, longest {told.longest_s:.1f} s)"
            )
    finally:
        server.remove()


if __name__ == "__main__":
    main()
