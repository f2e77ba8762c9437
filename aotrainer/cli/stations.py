"""Several computers with one record on a server: its schema, and what a station still has to hand over."""

from __future__ import annotations

from datetime import UTC, datetime

from aotrainer import config
from aotrainer.assembly import open_file
from aotrainer.cli.console import out
from aotrainer.cli.options import DataFolder, database
from aotrainer.cli.record import db
from aotrainer.errors import AotrainerError


@db.command()
def upgrade(data: DataFolder = None) -> None:
    """Bring the record to this release; one on a server changes by this command only."""
    address, migrations = config.server_address(), config.shipped("migrations")
    if address is None:
        with open_file(database(data)) as store:  # which upgrades it, after a copy
            out.print(f"The record is of this release, {store.place}", highlight=False, soft_wrap=True)
        return
    from aotrainer.store.server import upgrade_server

    before, now = upgrade_server(address, migrations)
    if before == now:
        out.print(f"The schema is {now} already.", highlight=False)
    else:
        out.print(f"The schema was {before or 'empty'} and is {now}.", highlight=False)


@db.command(name="hand-over")
def hand_over(data: DataFolder = None) -> None:
    """Take to the server what this station kept while it was away."""
    address, migrations = config.server_address(), config.shipped("migrations")
    if address is None:
        raise AotrainerError("There is no server to hand over to.", "Set AOTRAINER_DATABASE_URL.")
    from aotrainer.store.station import errand_of

    with open_file((data or config.data_folder()) / config.STATION) as local:
        errand = errand_of(local, address, migrations, lambda: datetime.now(UTC))
        try:
            left = errand.run()
            if errand.trouble is not None:
                raise errand.trouble
        finally:
            errand.close()
    if left:
        out.print(f"{left} {'session is' if left == 1 else 'sessions are'} under way.", highlight=False)
    else:
        out.print("All sessions of this computer are on the server.", highlight=False)
