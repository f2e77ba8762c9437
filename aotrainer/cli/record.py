"""Whether all is there; where the record is, whether it is sound, and copies of it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from aotrainer import check, config, printout
from aotrainer.assembly import open_library, open_store
from aotrainer.audit import Deed
from aotrainer.cli.app import app
from aotrainer.cli.audited import note
from aotrainer.cli.console import agrees, out
from aotrainer.cli.options import (
    DataFolder,
    ExercisesFolder,
    database,
    own_file,
    place_of_record,
    record_in_words,
    require_own_file,
    require_record,
    source_of,
)
from aotrainer.language import counted

if TYPE_CHECKING:
    from aotrainer.store.restoring import Restored

NAMES = {
    "patient": ("person", "people"),
    "session": ("session",),
    "trial": ("set",),
    "event": ("event",),
    "entry": ("chart page",),
    "audit": ("audit line",),
    "rescoring": ("later score",),
    "video": ("line of a video", "lines of videos"),
    "setting": ("setting",),
}
"""What a row of each table is called, and several."""
WIDEST = 200
"""Letters of a line with a copy's name, which is not cut off: it is to be copied from there."""

db = typer.Typer(help="The record: where it is, whether it is sound, and copies of it.", no_args_is_help=True)
app.add_typer(db, name="db")


@app.command(name="check")
def check_all(
    camera: Annotated[str, typer.Option(help="Camera number, stream address or file.")] = "0",
    data: DataFolder = None,
    own: ExercisesFolder = None,
) -> None:
    """See whether camera, model, display, record and clips are there, each in words."""
    library = open_library(own, data)
    findings = [
        check.finding("Camera", lambda: check.camera(source_of(camera))),
        check.finding("Pose model", check.pose_model),
        check.finding("Display", check.display),
        check.finding("Record", lambda: record_in_words(data)),
        *station_findings(data),
        check.finding("Clips", lambda: check.clips(library)),
        *(check.Finding("Exercise file", False, str(problem)) for problem in library.problems),
    ]
    for entry in findings:
        mark = "[green]✓[/]" if entry.fine else "[red]✗[/]"
        out.print(mark, f"{entry.subject:<14}", entry.words, highlight=False, soft_wrap=True)
    if not all(entry.fine for entry in findings):
        raise typer.Exit(1)


def station_findings(data: Path | None) -> list[check.Finding]:
    """What waits for the server here; nothing where there is none."""
    if config.server_address() is None:
        return []
    return [check.finding("Hand-over", lambda: check.waiting(own_file(data)))]


@db.command()
def path(data: DataFolder = None) -> None:
    """Say where the record is kept."""
    out.print(place_of_record(data), highlight=False, soft_wrap=True, markup=False)


@db.command()
def verify(
    copy: Annotated[
        str | None, typer.Argument(help="A copy's name, instead of the record itself.", show_default=False)
    ] = None,
    data: DataFolder = None,
) -> None:
    """Look through the whole record, or a copy of it, for damage."""
    file = database(data)
    if copy is not None:
        from aotrainer.store.restoring import copy_named, require_good  # only here: SQLAlchemy takes a moment

        require_good(named := copy_named(file, copy), config.shipped("migrations"))
        out.print(f"The copy is sound: {named}", highlight=False, soft_wrap=True, markup=False)
        return
    require_record(data)
    out.print(record_in_words(data), highlight=False, soft_wrap=True, markup=False)


@db.command()
def backup(data: DataFolder = None) -> None:
    """Make a copy of the record; safe while the app runs."""
    require_record(data)
    with open_store(database(data)) as store:
        copy = store.backup(datetime.now(UTC))
        note(store, Deed.EXPORTED, what="copy of the record")
    out.print(str(copy), highlight=False, soft_wrap=True, markup=False)


@db.command(name="list")
def list_copies(data: DataFolder = None) -> None:
    """Show the copies of the record, the newest first, and what each holds."""
    require_own_file()
    from aotrainer.store.backup import ENDINGS
    from aotrainer.store.copies import contents, copies

    found = copies(database(data))
    if not found:
        out.print("There is no copy yet. The app makes one a day; now: aotrainer db backup")
        return
    table = Table("When", "People", "Sets", "Size", "Made", "Copy", box=None, pad_edge=False)
    for copy in found:
        held = contents(copy.path)
        numbers = (str(held.people), str(held.sets)) if held else ("?", _why_closed(copy.path))
        when, size = f"{copy.at.astimezone():%Y-%m-%d %H:%M}", f"{copy.path.stat().st_size / 1e6:.1f} MB"
        table.add_row(when, *numbers, size, ENDINGS[copy.ending], copy.path.name)
    table.width = out.measure(table, options=out.options.update(width=WIDEST)).maximum
    out.print(table, soft_wrap=True)


@db.command()
def restore(
    copy: Annotated[
        str | None,
        typer.Argument(help="A copy's name or file; the newest good one if not given.", show_default=False),
    ] = None,
    data: DataFolder = None,
) -> None:
    """Put a copy in the record's place; what is there now is kept under another name."""
    require_own_file()
    from aotrainer.store.restoring import copy_named
    from aotrainer.store.restoring import restore as put_back

    file = database(data)
    chosen = copy_named(file, copy) if copy is not None else None
    done = put_back(file, config.shipped("migrations"), datetime.now(UTC), chosen)
    with open_store(file) as store:
        note(store, Deed.CHANGED, what="record restored")
    for line in _restored_in_words(done):
        out.print(line, highlight=False, soft_wrap=True, markup=False)


@db.command()
def upgrade(data: DataFolder = None) -> None:
    """Bring the record to this release: a file after a copy; one on a server by this command only."""
    require_record(data)
    address, migrations = config.server_address(), config.shipped("migrations")
    if address is None:
        from aotrainer.store.upgrade import upgrade_file

        before, now = upgrade_file(database(data), migrations, datetime.now(UTC))
    else:
        from aotrainer.store.server import upgrade_server

        before, now = upgrade_server(address, migrations)
    was = f"The schema was {before or 'empty'} and is {now}."
    out.print(f"The schema is {now} already." if before == now else was, highlight=False)


@db.command()
def downgrade(
    revision: Annotated[str, typer.Argument(help="The schema to go back to, such as 0005.")],
    yes: Annotated[bool, typer.Option("--yes", help="Go on without asking, whatever is lost.")] = False,
    data: DataFolder = None,
) -> None:
    """Take the record back to an older schema, for an older aotrainer: after a copy, and after asking."""
    require_own_file()
    require_record(data)
    from aotrainer.store.downgrade import losses, take_back

    file, migrations = database(data), config.shipped("migrations")
    lost = losses(file, migrations, revision)
    if lost:
        _tell(f"Schema {revision} cannot hold, and the record would lose:", *printout.losses(lost))
    if lost and not (yes or agrees("A copy keeps it. Go on?")):
        _tell("Nothing was changed.")
        return
    copy = take_back(file, migrations, revision, datetime.now(UTC))
    _tell(
        f"The record's schema is {revision} now. What was there is in the copy {copy}",
        "Install the older aotrainer before you open the app: this one would upgrade it again.",
        f"The way back, with this aotrainer: aotrainer db restore {copy.name}"
        + (f" --data {shlex.quote(str(data))}" if data else ""),
    )


def _tell(*lines: str) -> None:
    for line in lines:
        out.print(line, highlight=False, soft_wrap=True, markup=False)


def _why_closed(copy: Path) -> str:
    from aotrainer.store.dbapi import is_locked

    return "locked" if is_locked(copy) else "damaged"


def _restored_in_words(done: Restored) -> Iterator[str]:
    yield (
        f"From the copy       {done.copy}" if done.copy else "There was no good copy: a new record was begun."
    )
    if done.set_aside:
        yield f"What was there      {done.set_aside}"
    for rows, words in ((done.saved, "Added beyond it    "), (done.lost, "Could not be read  ")):
        if rows:
            yield f"{words} {', '.join(counted(count, *NAMES[name]) for name, count in rows.items())}"
    if done.bare:
        yield f"Without landmarks   {done.bare} of the sets; their scores are there"
