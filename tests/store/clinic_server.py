"""A real PostgreSQL server on loopback, with a folder of its own: started, stopped, killed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

PATIENCE_S = 300.0
USERS = ("postgres", "nobody")
"""PostgreSQL refuses to run as root."""
PASSWORD = "s3cret/with:odd@signs"  # noqa: S105 (of a server that lives as long as the tests)


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None where it is not installed."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: each.parent.name):
        if (folder / "initdb").is_file():
            return folder
    found = shutil.which("initdb")
    return None if found is None else Path(found).resolve().parent


class ClinicServer:
    """One server with its own data; every commit waits for the disk, as it does by default."""

    def __init__(self) -> None:
        self._programs = programs()
        self._user = _ordinary_user()
        self.folder = Path(tempfile.mkdtemp(prefix="aotrainer-postgres-"))
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._run_initdb()
        self.start()

    def address(self, database: str, user: str = "clinic") -> str:
        """As it would stand in AOTRAINER_DATABASE_URL."""
        password = PASSWORD.replace("/", "%2F").replace(":", "%3A").replace("@", "%40")
        return f"postgresql://{user}:{password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(str(self._program("postgres")), "-D", str(self.folder / "data"), "-p", str(self.port)),
                    *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
                    *("-c", "max_connections=60"),
                ],
                stdout=subprocess.DEVNULL,
                stderr=log,
                **self._as_user(),
            )
        ready = [self._program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        until = time.monotonic() + PATIENCE_S
        while subprocess.run(ready, check=False).returncode != 0:
            if time.monotonic() > until or self._process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it in order; whoever is connected is dropped."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Stop it as a cut of power would: it has to recover at the next start."""
        self._end(signal.SIGQUIT)

    def freeze(self) -> None:
        """It takes what is sent and answers nothing, as a computer that sleeps or a disk that hangs."""
        self._signal_all(signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on where it was."""
        self._signal_all(signal.SIGCONT)

    def remove(self) -> None:
        """For good."""
        if self._process is not None:
            self.kill()
        shutil.rmtree(self.folder)

    def psql(self, statement: str, database: str = "postgres") -> str:
        """What the server answers to its owner."""
        asked = [self._program("psql"), "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1"]
        answer = subprocess.run(
            [*asked, "-p", str(self.port), "-U", "clinic", "-d", database, "-c", statement],
            env={**os.environ, "PGPASSWORD": PASSWORD},
            capture_output=True,
            text=True,
            check=True,
        )
        return answer.stdout.strip()

    def _run_initdb(self) -> None:
        secret = self.folder / "secret"
        secret.write_text(PASSWORD)
        if self._user is not None:
            for path in (self.folder, secret):
                os.chown(path, self._user.pw_uid, self._user.pw_gid)
        subprocess.run(
            [
                *(self._program("initdb"), "-D", self.folder / "data", "-U", "clinic", "--encoding", "UTF8"),
                *("--locale", "C", "--auth", "scram-sha-256", "--pwfile", secret),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            **self._as_user(),
        )
        secret.unlink()

    def _program(self, name: str) -> Path:
        assert self._programs is not None
        return self._programs / name

    def _as_user(self) -> dict[str, object]:
        if self._user is None:
            return {"cwd": self.folder}
        return {"cwd": self.folder, "user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}

    def _signal_all(self, what: signal.Signals) -> None:
        assert self._process is not None
        main = self._process.pid
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for pid in (main, *map(int, children)):
            os.kill(pid, what)

    def _end(self, how: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(how)
        self._process.wait(PATIENCE_S)
        self._process = None


def _ordinary_user() -> pwd.struct_passwd | None:
    """Who the server runs as when root tests; None for whoever tests."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name: each for each in pwd.getpwall()}
    return next(known[name] for name in USERS if name in known)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
