"""The program's command line, to which each room adds its commands."""

from __future__ import annotations

import typer

app = typer.Typer(
    help="Watch a movement, do it at once, see how it went, keep the record.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
