"""What one person has done: attempts and sessions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from aotrainer.event import Event, What
from aotrainer.language import counted
from aotrainer.motion.judging import PARTS

if TYPE_CHECKING:
    from aotrainer.holdings import Person
    from aotrainer.store import SessionRecord, TrialRecord


def everybody(people: Sequence[tuple[Person, Sequence[SessionRecord]]]) -> RenderableType:
    """Who is in the record, since when, and how much they trained; days in local time."""
    if not people:
        return "Nobody is in the record yet. Add somebody in the app, or: aotrainer care NAME --add"
    table = Table(box=None, pad_edge=False)
    table.add_column("Name", overflow="fold")
    for column in ("Since", "Sessions", "Last session"):
        table.add_column(column, no_wrap=True)
    for person, sittings in people:
        last = _day(sittings[-1].started_at) if sittings else "–"
        table.add_row(escape(person.name), _day(person.added_at), str(len(sittings)), last)
    return table


def history(patient: str, records: Sequence[TrialRecord]) -> RenderableType:
    """Everything a patient has done, oldest first, in local time."""
    table = Table(title=escape(patient), title_justify="left", box=None, pad_edge=False)
    for column in ("No.", "When", "Exercise", "Side", "Set", "Reps", "Score"):
        table.add_column(column, no_wrap=True)
    table.add_column("How it went", overflow="fold")
    for record in records:
        table.add_row(
            str(record.trial_id),
            f"{record.started_at.astimezone():%Y-%m-%d %H:%M}",
            record.exercise_id,
            record.side,
            str(record.set_number),
            str(record.repetitions),
            "–" if record.total is None else f"{record.total:.0f}",
            escape(_how_it_went(record)),
        )
    return table


def sessions(records: Sequence[SessionRecord], events: Mapping[int, Sequence[Event]]) -> RenderableType:
    """Each sitting: how it ended and why, pain and fatigue before and after, how often somebody helped."""
    table = Table(title="Sessions", title_justify="left", box=None, pad_edge=False)
    for column in ("When", "Sets", "Pain", "Fatigue", "Helped"):
        table.add_column(column, no_wrap=True)
    table.add_column("How it ended", overflow="fold")
    for record in records:
        log = events.get(record.session_id, ())
        table.add_row(
            f"{record.started_at.astimezone():%Y-%m-%d %H:%M}",
            str(record.trials),
            _ratings(log, What.PAIN),
            _ratings(log, What.FATIGUE),
            str(sum(event.what is What.ASSISTED for event in log) or ""),
            escape(_ended(record, log)),
        )
    return table


def unfinished(sessions: Sequence[SessionRecord]) -> Iterator[str]:
    """A line for each session without an end: the program or the computer stopped in its middle."""
    for each in sessions:
        if each.ended_at is None:
            began = f"{each.started_at.astimezone():%Y-%m-%d %H:%M}"
            yield f"Unfinished, or still under way: the session of {began}, {counted(each.trials, 'set')}."


def _day(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d}"


def _how_it_went(record: TrialRecord) -> str:
    early = "stopped early; " if record.ending == "stopped" else ""
    if record.total is None:
        return early + (record.words or "")
    told = {part: getattr(record, part) for part in PARTS}
    return early + ", ".join(f"{part} {value:.0f}" for part, value in told.items() if value is not None)


def _ratings(log: Sequence[Event], what: What) -> str:
    """Before and after, as `3, 5`."""
    return ", ".join(str(event.details["rating"]) for event in log if event.what is what)


def _ended(record: SessionRecord, log: Sequence[Event]) -> str:
    told = dict.fromkeys(_why(event) for event in log)
    return "; ".join([str(record.ending or "not ended"), *(why for why in told if why)])


def _why(event: Event) -> str:
    """What a therapist has to know of the way a session ended."""
    details = event.details
    match event.what:
        case What.REASON:
            return f"stopped: {details['reason'] or 'no reason given'}"
        case What.ENDED if details["why"] == "pain":
            return f"pain {details['rating']} was above the limit of {details['limit']}"
        case What.ENDED:
            return f"answered no: {details.get('item', '')}"
        case What.CANNOT:
            return f"could not do {details['exercise']}"
        case What.BEGAN if details["at_start"] is False:
            return f"began {details['exercise']} elsewhere than the model"
        case What.TIRED:
            return f"repetitions declined ({details['decline']})"
    return ""
