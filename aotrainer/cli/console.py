"""What the command line prints, and where."""

from __future__ import annotations

import logging
import os
import sys

import typer
from rich.console import Console

USAGE_ERROR = 2
"""Exit code when the input was wrong; one line says what to do."""

out = Console()
err = Console(stderr=True)


def complain(problem: object) -> None:
    """One line that says what is wrong, on the terminal's error stream."""
    err.print(str(problem), style="red", markup=False, highlight=False, soft_wrap=True)


def agrees(question: str) -> bool:
    """Whether somebody says yes; whoever cannot answer, as where nobody sits at the terminal, does not."""
    try:
        return typer.confirm(question, default=False)
    except typer.Abort:
        out.print()
        return False


def keep_logs_quiet() -> None:
    """Let nobody log to the terminal: a person is told in a line; the app's own log is beside the record."""
    logging.lastResort = logging.NullHandler()


def keep_native_code_quiet() -> None:
    """Let only Python write to the terminal's error stream.

    The pose library's compiled part writes dozens of internal warnings straight to file descriptor 2, where
    they would bury the one line that is meant for a person.
    """
    sys.stderr.flush()
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, encoding="utf-8", errors="replace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
