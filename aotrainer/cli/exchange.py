"""Out of the record and into it; and newer scores of old attempts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from aotrainer.assembly import open_library, open_store
from aotrainer.cli.app import app
from aotrainer.cli.audited import account
from aotrainer.cli.console import out
from aotrainer.cli.options import DataFolder, ExercisesFolder, database, require_record
from aotrainer.errors import AotrainerError
from aotrainer.exchange import FORMATS
from aotrainer.motion.score import ALGORITHM, Score
from aotrainer.trial import Patient

if TYPE_CHECKING:
    from aotrainer.exchange.importing import TakenIn
    from aotrainer.exchange.rescoring import Outcome, Rescored
    from aotrainer.store import Store

KINDS = {
    "person": "people",
    "session": "sessions",
    "event": "events",
    "attempt": "attempts",
    "page": "pages of charts",
    "later score": "later scores",
}


@app.command(name="export")
def export_people(
    names_and_folder: Annotated[
        list[str],
        typer.Argument(metavar="NAME... FOLDER", help="Who, and the folder to make; with --all, only it."),
    ],
    form: Annotated[str, typer.Option("--format", help=f"One of {', '.join(FORMATS)}.")] = "csv",
    everybody: Annotated[bool, typer.Option("--all", help="Everybody in the record.")] = False,
    names: Annotated[
        bool, typer.Option("--names", help="With names and free words, instead of under pseudonyms.")
    ] = False,
    data: DataFolder = None,
) -> None:
    """Write what is known of people into a new folder: tables, FHIR bundles, a research folder, landmarks."""
    from aotrainer.exchange.exporting import export  # brings the database, which most commands do without

    *chosen, folder = names_and_folder
    if bool(chosen) == everybody:
        raise AotrainerError("It is not clear whom to export.", "Say NAME FOLDER, or --all FOLDER.")
    require_record(data)
    with open_store(database(data)) as store:
        patients = store.patients() if everybody else _named(store, chosen)
        export(store, patients, form, Path(folder), datetime.now(UTC), account(), names=names)
    out.print(folder, highlight=False, soft_wrap=True, markup=False)


@app.command(name="import")
def import_folder(
    folder: Annotated[Path, typer.Argument(help="A folder that was exported with --format research.")],
    data: DataFolder = None,
) -> None:
    """Take over what a research folder holds; what is in the record already stays as it is."""
    from aotrainer.exchange.importing import take_in

    with open_store(database(data)) as store:
        for line in _counted(take_in(store, folder, datetime.now(UTC), account())):
            out.print(line, highlight=False)


@app.command(name="rescore")
def rescore_history(
    name: Annotated[str | None, typer.Argument(help="Whose attempts; everybody's when not given.")] = None,
    data: DataFolder = None,
    own: ExercisesFolder = None,
) -> None:
    """Score old attempts by today's algorithm, and keep both scores."""
    from aotrainer.exchange.rescoring import rescore

    require_record(data)
    library = open_library(own, data)
    with open_store(database(data)) as store:
        for patient in store.patients() if name is None else (store.patient(name),):
            found = list(rescore(store, library, patient, datetime.now(UTC), account()))
            if found:
                out.print(_table(patient, found))
                for why, count in Counter(each.why for each in found if each.why).items():
                    out.print(f"{count} of them: {why}", style="dim", highlight=False, markup=False)
            else:
                nothing = f"{patient.name}: nothing to score again."
                out.print(nothing, highlight=False, markup=False)


def _named(store: Store, names: Iterable[str]) -> tuple[Patient, ...]:
    """Each of them once."""
    return tuple({found.id: found for found in map(store.patient, names)}.values())


def _counted(taken: TakenIn) -> Iterable[str]:
    for kind, many in KINDS.items():
        new, known = taken.new.get(kind, 0), taken.known.get(kind, 0)
        if new or known:
            yield f"{many:<16} {new} new" + (f", {known} here already" if known else "")


def _table(patient: Patient, found: Iterable[Rescored]) -> Table:
    table = Table(box=None, pad_edge=False, title=escape(patient.name), title_justify="left")
    for heading in ("When", "Exercise", "Side", "Version", "Score", "Version", "Score", "Change"):
        table.add_column(heading, no_wrap=heading == "When")
    for each in found:
        record = each.record
        table.add_row(
            f"{record.started_at.astimezone():%Y-%m-%d}",
            escape(record.exercise_id),
            record.side,
            escape(record.algorithm),
            _short(each.then),
            ALGORITHM,
            "-" if each.anew is None else _short(each.anew),
            _change(each),
        )
    return table


def _short(outcome: Outcome) -> str:
    return f"{outcome.total:.0f}" if isinstance(outcome, Score) else outcome.reason.value.replace("_", " ")


def _change(each: Rescored) -> str:
    if isinstance(each.then, Score) and isinstance(each.anew, Score):
        return f"{each.anew.total - each.then.total:+.0f}"
    return ""
