"""Encrypting the record as a whole, and the way back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aotrainer import config
from aotrainer.assembly import open_file
from aotrainer.audit import Deed
from aotrainer.cli.audited import note
from aotrainer.cli.console import agrees, out
from aotrainer.cli.options import DataFolder, own_file, require_file
from aotrainer.cli.record import db
from aotrainer.errors import AotrainerError
from aotrainer.record_key import RING, Key

if TYPE_CHECKING:
    from aotrainer.store.encryption import Recoded

Wipe = Annotated[bool, typer.Option("--wipe", help="Delete the originals without asking.")]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", help="Write the key to this new file, too.", show_default=False),
]


@db.command()
def encrypt(wipe: Wipe = False, key_file: KeyFile = None, data: DataFolder = None) -> None:
    """Encrypt the record and its backups; prints the key, without which nobody can ever open them."""
    from aotrainer.store import dbapi, encryption

    file = _file_here(data)
    if dbapi.is_encrypted(file):
        raise AotrainerError("The record is encrypted already.", "The way back: aotrainer db decrypt")
    encryption.require_ready(file)
    done = encryption.encrypt(file, RING.key() or _new_key(key_file))
    with open_file(file) as store:
        note(store, Deed.CHANGED, what="the record is encrypted")
    out.print("The record is encrypted.")
    _dispose(done, wipe)


@db.command()
def decrypt(wipe: Wipe = False, data: DataFolder = None) -> None:
    """Make the record and its backups plain files again; needs the key."""
    from aotrainer.store import dbapi, encryption

    file = _file_here(data)
    if dbapi.is_plain(file):
        raise AotrainerError("The record is not encrypted.", "Nothing was changed.")
    done = encryption.decrypt(file)
    with open_file(file) as store:
        note(store, Deed.CHANGED, what="the record is decrypted")
    out.print("The record can be opened without a key.")
    _dispose(done, wipe)


def _file_here(data: Path | None) -> Path:
    file = own_file(data)
    require_file(file)
    return file


def _new_key(file: Path | None) -> Key:
    """Told before anything is encrypted with it: whatever happens then, somebody has it."""
    key = Key.drawn()
    if file is not None:
        _write(key, file)
    out.print("The key of this record:", highlight=False)
    out.print(f"  {key.in_groups}", highlight=False, soft_wrap=True)
    out.print("Print it, and keep it away from this computer. Without it, all that was recorded is lost.")
    out.print(
        f"From now on, aotrainer needs it in {config.KEY_VARIABLE}, or in the file that"
        f" {config.KEY_FILE_VARIABLE} names.",
        highlight=False,
    )
    return key


def _write(key: Key, file: Path) -> None:
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
            new.write(f"{key.in_groups}\n")
    except OSError as cause:
        raise AotrainerError(
            f"The key cannot be written to {file}: {cause.strerror}.", "Name a new file; nothing was changed."
        ) from cause


def _dispose(done: Recoded, wipe: bool) -> None:
    """The originals are set aside until somebody says that all is well."""
    from aotrainer.store.forgetting import wipe as delete

    for words, paths in (("Could not be read, left as it is", done.left), ("Original", done.originals)):
        for path in paths:
            out.print(f"{words}: {path}", highlight=False, soft_wrap=True, markup=False)
    if not done.originals:
        return
    if wipe or agrees("Delete the originals now?"):
        for path in done.originals:
            delete(path)
    else:
        out.print("The originals stay where they are, until you delete them.")
