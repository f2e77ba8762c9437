"""Opening the app."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Annotated

import typer

from aotrainer import __version__, check, config
from aotrainer.assembly import make_services, open_for_training, open_library
from aotrainer.chores import Chores
from aotrainer.cli.app import app
from aotrainer.cli.console import out
from aotrainer.cli.options import (
    DataFolder,
    ExercisesFolder,
    Rate,
    Shower,
    demonstrator_named,
    source_of,
)
from aotrainer.cli.safekeeping import can_be_opened, daily_copy, was_left_open
from aotrainer.clips import Demonstrator
from aotrainer.errors import NoDisplayError
from aotrainer.exercises import Library
from aotrainer.protocol import DEFAULT_RATE
from aotrainer.record_key import RING
from aotrainer.tracking.camera import Source


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    data: DataFolder = None,
    camera: Annotated[
        str, typer.Option(help="Camera number, stream address or video file to use as the camera.")
    ] = "0",
    rate: Rate = DEFAULT_RATE,
    demonstrator: Shower = None,
    own: ExercisesFolder = None,
    fullscreen: Annotated[bool, typer.Option(help="Use the whole screen.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Show the version and leave.")] = False,
) -> None:
    """Open the app, when no command is given."""
    RING.ask(config.record_key)
    if version:
        out.print(f"aotrainer {__version__}", highlight=False)
    if data is not None:
        os.environ[config.DATA_FOLDER_VARIABLE] = str(data)  # so that it holds for every command
    if own is not None:
        os.environ[config.EXERCISES_FOLDER_VARIABLE] = str(own)
    if not version and context.invoked_subcommand is None:
        library, shower = open_library(own), demonstrator_named(demonstrator)
        _open_app(library, source_of(camera), rate, shower, fullscreen)


def _open_app(
    library: Library, source: Source, rate: float, shower: Demonstrator | None, fullscreen: bool
) -> None:
    if not check.has_display():
        raise NoDisplayError
    from aotrainer.ui import App, first_scene, show_welcome  # brings pygame, which most commands do without

    show_welcome(fullscreen=fullscreen)
    from aotrainer.retention import tidy  # brings the store, while the welcome is on the screen

    folder = config.data_folder()
    record = config.own_file(folder)
    _log_to(folder)
    left_open = was_left_open(record)  # before anybody else opens it
    if not can_be_opened(record, library, source, fullscreen=fullscreen):
        return
    with open_for_training(folder) as store, daily_copy(record, again=left_open):
        services = make_services(store, library, source, rate, shower)
        with Chores(lambda: tidy(store, datetime.now(UTC))):
            App(services, first_scene(services), fullscreen=fullscreen).run()


class PrivateLog(RotatingFileHandler):
    """A log that only its owner can read: what went wrong may name somebody."""

    def _open(self) -> TextIOWrapper:
        private = os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        return TextIOWrapper(os.fdopen(private, "ab"), encoding="utf-8")


def _log_to(folder: Path) -> None:
    """What went wrong is written beside the record; nobody has to read it on the screen."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handler = PrivateLog(folder / "aotrainer.log", maxBytes=1_000_000, backupCount=2)
    logging.basicConfig(
        handlers=[handler], level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s"
    )
