"""Who may see what, who did what, and forgetting somebody."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aotrainer import printout
from aotrainer.assembly import kept_guard, open_store
from aotrainer.audit import Deed
from aotrainer.cli.app import app
from aotrainer.cli.audited import note
from aotrainer.cli.console import out
from aotrainer.cli.options import DataFolder, database, require_record
from aotrainer.errors import AotrainerError

if TYPE_CHECKING:
    from aotrainer.forgetting import Traces
    from aotrainer.store import Store
    from aotrainer.trial import Patient


@app.command()
def access(
    remove_pin: Annotated[
        bool, typer.Option("--remove-pin", help="Somebody forgot it: do without, until a new one is chosen.")
    ] = False,
    data: DataFolder = None,
) -> None:
    """Say how the therapist's area is locked, or remove a PIN that was forgotten."""
    require_record(data)
    with open_store(database(data)) as store:
        guard = kept_guard(store, time.monotonic())
        if remove_pin and not guard.now.sealed:
            out.print("There is no PIN.")
        elif remove_pin:
            guard.unseal(time.monotonic())
            note(store, Deed.CHANGED, access="PIN removed")
        shown = next((each.name for each in store.patients() if each.uid == guard.now.only), "everybody")
        out.print(printout.settings(printout.lock(guard.now, shown)), highlight=False)


@app.command()
def audit(
    person: Annotated[
        str | None, typer.Argument(help="About whom: a name in the record, or the uid of who was forgotten.")
    ] = None,
    data: DataFolder = None,
) -> None:
    """List who opened, changed, exported and deleted what."""
    require_record(data)
    with open_store(database(data)) as store:
        people = {each.uid: each.name for each in store.patients()}
        about = _uid_of(store, person) if person is not None else None
        out.print(printout.audit(store.audit_trail(about), people))


@app.command()
def forget(
    person: Annotated[str, typer.Argument(help="Whom; a name in the record.")],
    export: Annotated[
        Path | None, typer.Option(help="Write a record with only this person to that folder first.")
    ] = None,
    data: DataFolder = None,
) -> None:
    """Remove a person from the record, its backups and its logs, for ever."""
    from aotrainer import forgetting
    from aotrainer.store.forgetting import write_only

    require_record(data)
    with open_store(database(data)) as store:
        traces = forgetting.traces_of(person, store)
        for line in printout.traces(traces):
            out.print(line, highlight=False, soft_wrap=True, markup=False)
        _require_consent(traces)
        if export is not None and traces.patient is not None:
            target = export / database(None).name
            write_only(traces.patient, store.path, target)
            note(store, Deed.EXPORTED, traces.patient, what="a record of their own")
            out.print(f"Exported   {target}", highlight=False, soft_wrap=True, markup=False)
        forgetting.forget(traces, store)
        _show_everybody(store, traces.patient)
        note(store, Deed.DELETED, traces.patient, copies=len(traces.copies))
        out.print("Forgotten.")


def _uid_of(store: Store, person: str) -> str:
    return person if store.audit_trail(person) else store.patient(person).uid


def _show_everybody(store: Store, forgotten: Patient | None) -> None:
    """Patient mode cannot show somebody who is not there."""
    guard = kept_guard(store, time.monotonic())
    if forgotten is not None and guard.now.only == forgotten.uid:
        guard.change(time.monotonic(), only="")


def _require_consent(traces: Traces) -> None:
    typed = typer.prompt("There is no way back. Type the name to go on", default="", show_default=False)
    if typed.split() != traces.name.split():
        raise AotrainerError("That is another name.", "Nothing was changed.")
