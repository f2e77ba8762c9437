"""From the record into a new folder: who, in which format, by name or not; and that it is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from aotrainer.audit import Audited, Deed
from aotrainer.errors import ExchangeError
from aotrainer.exchange import FORMATS
from aotrainer.exchange.csv_folder import write_csv
from aotrainer.exchange.fhir import bundle, look_through
from aotrainer.exchange.landmarks import write_npz
from aotrainer.exchange.new_folder import NewFolder, new_folder
from aotrainer.exchange.research_folder import write_research
from aotrainer.exchange.subjects import Subject, subjects
from aotrainer.store import Store
from aotrainer.trial import Patient

Write = Callable[[NewFolder, Iterable[Subject], datetime], None]


def write_fhir(folder: NewFolder, those: Iterable[Subject], at: datetime) -> None:
    """A bundle for each person, looked through where `fhir.resources` is installed."""
    for subject in those:
        made = bundle(subject, at)
        look_through(made)
        folder.write_json(f"{subject.label}.json", made)


WRITERS: Mapping[str, Write] = {
    "csv": lambda folder, those, _: write_csv(folder, those),
    "fhir": write_fhir,
    "research": lambda folder, those, _: write_research(folder, those),
    "npz": lambda folder, those, _: write_npz(folder, those),
}


def export(
    store: Store,
    patients: Sequence[Patient],
    form: str,
    path: Path,
    now: datetime,
    who: str,
    *,
    names: bool = False,
) -> None:
    """Write a new folder, and into the audit trail that it was written, for each person.

    form : one of `FORMATS`; names : with names and free words, which otherwise stay here
    who : as they are known to the program

    Raises `ExchangeError` or `StoreError`; then there is no folder.
    """
    if form not in FORMATS:
        raise ExchangeError(f"There is no format {form!r}.", f"Say one of {', '.join(FORMATS)}.")
    if not patients:
        raise ExchangeError("There is nobody to export.", "Add a person on the first screen of aotrainer.")
    with new_folder(path) as folder:
        WRITERS[form](folder, subjects(store, patients, names=names), now)
        for patient in patients:
            details = {"format": form, "names": "yes" if names else "no"}
            store.audit(Audited(Deed.EXPORTED, now, who, patient.uid, details))
