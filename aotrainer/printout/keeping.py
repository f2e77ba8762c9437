"""What is set, who did what, and what is kept of whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from aotrainer.language import counted

if TYPE_CHECKING:
    from aotrainer.access import Lock
    from aotrainer.audit import Audited
    from aotrainer.forgetting import Traces
    from aotrainer.records import FilmRecord

PARTS_OF_SCORES = "sets or repetitions whose score has parts such as posture and smoothness"
NUMBERS = "random numbers by which other computers know what they have already"
WITHOUT_ROOM = {
    "entry.plan": "versions of plans",
    "entry.measurement": "chart pages with outcome measures",
    "entry.goal": "chart pages with goals",
    "entry.note": "chart pages with notes",
    "entry.correction": "chart pages with corrections of attempts",
    "audit": "lines of the audit trail",
    "rescoring": "later scores",
    "video": "videos, which could not be watched any more",
    "event": "events of sessions (pain, fatigue, helping hands, why one was stopped)",
    "setting": "settings of this computer (among them the PIN, if there is one)",
    "patient.care": "people with settings of their own (pain limit, falls, feedback, arm of a trial)",
    "patient.demonstrator": "choices of who shows the movements",
    "session.station": "sessions of which it is known on which computer they were",
    "trial.demonstrator": "sets of which it is known who was seen",
    "trial.views": "sets of which it is known from where the model was seen",
    "trial.picture_px": "sets of which it is known how large the picture was",
    "trial.window_px": "sets of which it is known how large the window was",
    "trial.kind": "sets of which it is known how they were done, as from memory",
    "trial.assisted_s": "sets with marks of a helping hand",
    "trial.confidence": "sets of which it is known how well the person was seen",
}
"""In plain words, what `store.downgrade.losses` names."""


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
        ("locks after", counted(kept.idle_min, "minute") if kept.sealed else "-"),
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
    yield f"Record     {counted(found.attempts, 'attempt') if found.patient else '(not there any more)'}"
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


def losses(found: Mapping[str, int]) -> Iterator[str]:
    """What an older schema cannot hold, the most important first; of columns that say the same, one line."""
    counts: dict[str, int] = {}
    for key in sorted(found, key=_weight):
        words = _without_room(key)
        counts[words] = max(counts.get(words, 0), found[key])
    yield from (f"  {words}: {count}" for words, count in counts.items())


def _weight(key: str) -> tuple[int, str]:
    known = list(WITHOUT_ROOM)
    return (known.index(key), key) if key in WITHOUT_ROOM else (len(known), key)


def _without_room(key: str) -> str:
    name = key.partition(".")[2]
    if name == "uid":
        return NUMBERS
    if name.startswith("part_"):
        return PARTS_OF_SCORES
    return WITHOUT_ROOM.get(key, f"of {key}")
