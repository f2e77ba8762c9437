"""What other processes do with the same record. Each says through its pipe what it has done."""

from __future__ import annotations

import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path

from aotrainer.store import Store
from tests.store.builders import MIGRATIONS, NOON, trial


def save_and_die(database: Path, pipe: Connection) -> None:
    """Save one trial, say its id, and be killed at once."""
    store = Store.open(database, MIGRATIONS, NOON)
    session = store.begin_session(store.add_patient("Anna", NOON), "priming", NOON)
    pipe.send(store.save_trial(session, trial()))
    os.kill(os.getpid(), signal.SIGKILL)


def save_for_ever(database: Path, pipe: Connection) -> None:
    """Save trials until killed, saying each id when `save_trial` has returned."""
    store = Store.open(database, MIGRATIONS, NOON)
    session = store.begin_session(store.add_patient("Anna", NOON), "priming", NOON)
    while True:
        pipe.send(store.save_trial(session, trial()))


def open_and_close(database: Path, pipe: Connection) -> None:
    """Wait for the others, and open the record at the same moment."""
    pipe.send("ready")
    pipe.recv()
    Store.open(database, MIGRATIONS, NOON).close()
    pipe.send("done")
