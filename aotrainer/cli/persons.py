"""What one person has done, and what is set for them; who is in which arm of a trial."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aotrainer import care_commands, printout
from aotrainer.assembly import open_store
from aotrainer.audit import Deed
from aotrainer.care import Care
from aotrainer.cli.app import app
from aotrainer.cli.audited import note
from aotrainer.cli.console import out
from aotrainer.cli.options import DataFolder, database
from aotrainer.errors import UnknownPatientError
from aotrainer.research import KEY_SETTING, arm_of

if TYPE_CHECKING:
    from aotrainer.store import Store
    from aotrainer.trial import Patient


@app.command()
def history(
    patient: Annotated[
        str | None, typer.Argument(help="Name as it was given when the person was added.", show_default=False)
    ] = None,
    data: DataFolder = None,
) -> None:
    """List everything a patient has done or, without a name, everybody in the record."""
    with open_store(database(data)) as store:
        if patient is None:
            note(store, Deed.OPENED, what="everybody")
            everybody = [(store.person(each), store.sessions(each)) for each in store.patients()]
            out.print(printout.everybody(everybody), highlight=False)
            return
        person = store.patient(patient)
        note(store, Deed.OPENED, person, what="history")
        records, sessions = store.history(person), store.sessions(person)
        events = store.events_of(person)
    if records:
        out.print(printout.history(patient, records))
    if sessions:
        out.print(printout.sessions(sessions, events))
    else:
        out.print(f"{patient} has not done anything yet.", markup=False, highlight=False)
    for line in printout.unfinished(sessions):
        out.print(line, style="dim", highlight=False)


@app.command()
def care(
    person: Annotated[str, typer.Argument(help="Whose settings; a name in the record.")],
    change: Annotated[
        list[str] | None, typer.Option("--set", help="name=value; may be given several times.")
    ] = None,
    add: Annotated[bool, typer.Option("--add", help="Add this person to the record first.")] = False,
    data: DataFolder = None,
) -> None:
    """Show what is set for one person, or change it: safety, feedback, graded practice, a trial's arm."""
    with open_store(database(data)) as store:
        before = Care() if add else store.care(_somebody(store, person))
        settings = care_commands.changed(before, change or ())
        arm_of(settings.arm, store.setting(KEY_SETTING))  # told now rather than to the participant
        patient = store.add_patient(person, datetime.now(UTC)) if add else store.patient(person)
        if not change:
            note(store, Deed.OPENED, patient, what="settings")
        else:
            store.keep_care(patient, settings, before)
            note(store, Deed.CHANGED, patient, care=", ".join(sorted(care_commands.named(change))))
        out.print(printout.settings(care_commands.listed(settings)), highlight=False)


def _somebody(store: Store, name: str) -> Patient:
    """Whoever has that name; raises `UnknownPatientError` that also says how somebody is added."""
    try:
        return store.patient(name)
    except UnknownPatientError as error:
        raise UnknownPatientError(error.what, f"{error.remedy} For somebody new: --add.") from error


@app.command()
def allocate(
    participants: Annotated[int, typer.Argument(min=1, max=10_000, help="How many codes to draw.")],
    folder: Annotated[Path, typer.Argument(help="Where the list and the key are written.")],
    seed: Annotated[int, typer.Option(help="The same number gives the same list.")],
    data: DataFolder = None,
) -> None:
    """Draw up a trial against a control film: a list of blind codes, and a key for who is not blinded."""
    with open_store(database(data)) as store:
        for path in care_commands.allocate(store, folder, participants, seed):
            out.print(str(path), highlight=False, soft_wrap=True, markup=False)
        note(store, Deed.EXPORTED, what="allocation of a trial")


@app.command(name="trial-key")
def trial_key(
    file: Annotated[Path, typer.Argument(help="key-for-the-unblinded.csv of the trial.")],
    data: DataFolder = None,
) -> None:
    """Take a trial's key over to another computer; for who is not blinded."""
    with open_store(database(data)) as store:
        care_commands.load_key(store, file)
        note(store, Deed.IMPORTED, what="key of a trial")
    out.print("The key is in the record.")
