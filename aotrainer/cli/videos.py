"""The films of somebody's sets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aotrainer import printout
from aotrainer.assembly import open_store
from aotrainer.audit import Deed
from aotrainer.cli.app import app
from aotrainer.cli.audited import account, note
from aotrainer.cli.console import complain, out
from aotrainer.cli.options import DataFolder, database, require_record
from aotrainer.errors import VideoError

if TYPE_CHECKING:
    from aotrainer.records import FilmRecord
    from aotrainer.store import Store


@app.command()
def videos(
    person: Annotated[str, typer.Argument(help="Whose; a name in the record.")],
    export: Annotated[
        Path | None, typer.Option(help="Write them to that folder as ordinary, unencrypted videos.")
    ] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Delete all of them now.")] = False,
    data: DataFolder = None,
) -> None:
    """List the videos that are kept of a person and until when; write them out, or delete them."""
    from aotrainer.retention import delete_due, delete_film

    require_record(data)
    now = datetime.now(UTC)
    with open_store(database(data)) as store:
        delete_due(store, now)
        patient = store.patient(person)
        films = store.films(patient)
        out.print(printout.films(films))
        if export is not None and films:
            note(store, Deed.EXPORTED, patient, what="videos", count=len(films))
            _write(store, films, export)
        if delete:
            gone = sum(delete_film(store, film, account(), now) for film in films)
            out.print(f"{gone} of {len(films)} deleted.", highlight=False)


def _write(store: Store, films: tuple[FilmRecord, ...], folder: Path) -> None:
    from aotrainer.retention import folder_of
    from aotrainer.tracking.filming import write_video

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for film in films:
        name = f"{film.started_at:%Y-%m-%d_%H%M%S}_{film.exercise_id}_set{film.set_number}.mp4"
        try:
            write_video(folder_of(store.path) / film.file, store.film_key(), folder / name)
        except VideoError as error:
            complain(error)
        else:
            out.print(str(folder / name), highlight=False, soft_wrap=True, markup=False)
