"""Several computers with one record on a server: what a station still has to hand over."""

from __future__ import annotations

from datetime import UTC, datetime

from aotrainer import config
from aotrainer.assembly import open_file
from aotrainer.cli.console import out
from aotrainer.cli.options import DataFolder, own_file
from aotrainer.cli.record import db
from aotrainer.errors import AotrainerError


@db.command(name="hand-over")
def hand_over(data: DataFolder = None) -> None:
    """Take to the server what this station kept while it was away."""
    address, migrations = config.server_address(), config.shipped("migrations")
    if address is None:
        raise AotrainerError("There is no server to hand over to.", "Set AOTRAINER_DATABASE_URL.")
    from aotrainer.store.station import errand_of

    with open_file(own_file(data)) as local:
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
