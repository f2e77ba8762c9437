"""The command line: the one place that reads settings."""

from __future__ import annotations

import sys

from aotrainer.cli import (
    access,
    charts,
    encryption,
    exchange,
    exercise_files,
    persons,
    plans,
    record,
    reports,
    start,
    stations,
    training,
    videos,
)
from aotrainer.cli.app import app
from aotrainer.cli.console import USAGE_ERROR, complain, keep_logs_quiet, keep_native_code_quiet
from aotrainer.errors import AotrainerError

__all__ = ["app", "main"]

ROOMS = (
    start,
    training,
    persons,
    plans,
    charts,
    reports,
    exercise_files,
    exchange,
    record,
    encryption,
    stations,
    access,
    videos,
)
"""Whoever is imported has added its commands."""


def main() -> None:
    """Run the command line; an error that a person can mend is one line, never a traceback."""
    keep_native_code_quiet()
    keep_logs_quiet()
    try:
        app()
    except AotrainerError as error:
        complain(error)
        sys.exit(USAGE_ERROR)
