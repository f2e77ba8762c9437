"""What is set, who did what, and what is kept of whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

if TYPE_CHECKING:
    from aotrainer.access import Lock
    from aotrainer.audit import Audited
    from aotrainer.forgetting import Traces
    from aotrainer.records import FilmRecord


def settings(listed: Sequence[tuple[str, str]]) -> RenderableType:
    """What is set for one person, by name."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, value in listed:
        table.add_row(name, escape(value) or "[dim]-[/]")
    return table


def lock(kept: Lock, shown: str) -> list[tuple[str, str]]:
    """How the therapist's area is locked; shown : whose name is on the first screen."""
    return [
        ("PIN or password", "set" if kept.sealed else "none"),
        ("wrong tries", str(kept.failed)),
        ("locks after", f"{kept.idle_min} minutes" if kept.sealed else "-"),
        ("shown", shown),
    ]


def audit(trail: Sequence[Audited], people: Mapping[str, str]) -> RenderableType:
    """Who did what; people : names by uid, of those who are still in the record."""
    table = Table(box=None, pad_edge=False)
    for title in ("When (UTC)", "Who", "Did", "About", "What"):
        table.add_column(title, overflow="fold")
    for line in trail:
        about = people.get(line.patient, line.patient) if line.patient else ""
        what = ", ".join(f"{name}: {value}" for name, value in line.details.items())
        table.add_row(
            f"{line.at:%Y-%m-%d %H:%M}", escape(line.who), line.deed.value, escape(about), escape(what)
        )
    return table


def films(kept: Sequence[FilmRecord]) -> RenderableType:
    """The films of somebody's sets, and when each will be deleted."""
    if not kept:
        return "No videos are kept."
    table = Table(box=None, pad_edge=False)
    for title in ("When (UTC)", "Exercise", "Set", "Deleted on (UTC)"):
        table.add_column(title)
    for film in kept:
        table.add_row(
            f"{film.started_at:%Y-%m-%d %H:%M}",
            escape(film.exercise_id),
            str(film.set_number),
            f"{film.delete_at:%Y-%m-%d %H:%M}",
        )
    return table


def traces(found: Traces) -> Iterator[str]:
    """Where somebody is, before they are forgotten."""
    yield f"Record     {found.attempts} attempts" if found.patient else "Record     (not there any more)"
    if found.films:
        yield f"Videos     {found.films}, not part of --export: see aotrainer videos"
    named = {
        "Copy": found.copies,
        "Log": found.logs,
        "Report": found.reports,
        "Damaged": found.unreadable,
    }
    for title, paths in named.items():
        for path in paths:
            yield f"{title:<10} {path}"
    if found.unreadable:
        yield "What is damaged cannot be searched and will be deleted."
    yield "Exports and copies elsewhere are not known here: delete them yourself."
