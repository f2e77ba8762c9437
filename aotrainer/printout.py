"""Results for the terminal: tables for people, JSON for other programs."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from aotrainer.clips import words
from aotrainer.event import Event, What
from aotrainer.exercises import Compensation, Exercise, Library, Unit, cue_words
from aotrainer.motion.advice import cue_of, praise_key
from aotrainer.motion.compensation import UNITS as UNIT_OF
from aotrainer.motion.compensation import Observed
from aotrainer.motion.judging import PARTS, Unscorable
from aotrainer.motion.parts import ScoredRepetition
from aotrainer.motion.pose import Side
from aotrainer.motion.score import Score

if TYPE_CHECKING:
    from aotrainer.access import Lock
    from aotrainer.audit import Audited
    from aotrainer.forgetting import Traces
    from aotrainer.learn import Lesson
    from aotrainer.records import FilmRecord
    from aotrainer.store import SessionRecord, TrialRecord

NOTHING_TO_CHANGE = "Do it just like that again."
UNITS: dict[Unit, str] = {"deg": "degrees", "trunk_lengths": "trunk lengths", "share": "of the movement"}
FOUND_BY = {"moving_limb": "it moved more", "facing_side": "it faced the camera"}


def outcome(exercise: Exercise, result: Score | Unscorable, asked: Side | None) -> RenderableType:
    """A score with its parts and repetitions, or why there is none; says who chose the side."""
    if isinstance(result, Unscorable):
        return f"[bold]{escape(exercise.title)}[/]: no score. {escape(result.words)}"
    parts = result.parts
    cue = cue_of(result, exercise.judging)
    found = "" if asked else f" ({FOUND_BY[exercise.judging.side_rule]})"
    return Group(
        f"[bold]{escape(exercise.title)}[/], {result.side} side{found}: [bold]{result.total:.0f}[/] of 100",
        "   ".join(f"{part} {told:.0f}" for part in PARTS if not math.isnan(told := getattr(parts, part))),
        _repetitions(exercise, result),
        *_relative(exercise),
        f"Good:   {exercise.praise[praise_key(result, cue)]}",
        f"Change: {cue_words(exercise, cue) if cue else NOTHING_TO_CHANGE}",
    )


def _relative(exercise: Exercise) -> list[str]:
    target = exercise.target
    return [f"Compare these degrees with the model's only. {escape(target.why)}"] if target.why else []


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
    for title, paths in (("Copy", found.copies), ("Log", found.logs), ("Damaged", found.unreadable)):
        for path in paths:
            yield f"{title:<10} {path}"
    if found.unreadable:
        yield "What is damaged cannot be searched and will be deleted."
    yield "Exports and copies elsewhere are not known here: delete them yourself."


def lesson(found: Lesson, view: str) -> RenderableType:
    """What a therapist's video shows."""
    count = len(found.repetitions)
    table = Table(box=None, pad_edge=False)
    for heading in ("Repetition", "From (s)", "To (s)", "From (°)", "To (°)", ""):
        table.add_column(heading)
    for number, rep in enumerate(found.repetitions):
        numbers = (f"{rep.start_s:.1f}", f"{rep.end_s:.1f}", f"{rep.start_deg:.0f}", f"{rep.turn_deg:.0f}")
        table.add_row(str(number + 1), *numbers, "the model" if number == found.kept else "")
    joint = found.joints[0].replace("_", " ")
    return Group(
        f"{count} {'repetition' if count == 1 else 'repetitions'} of the {found.side} {joint}, seen from the "
        f"{view} ({found.azimuth_deg:.0f}°).",
        table,
    )


def outcome_json(exercise: Exercise, result: Score | Unscorable, asked: Side | None) -> str:
    """The same for other programs; angles in degrees, times in seconds of the video."""
    head: dict[str, Any] = {"exercise": exercise.id, "exercise_version": exercise.version}
    if isinstance(result, Unscorable):
        return json.dumps(
            head | {"scorable": False, "reason": result.reason.value, "words": result.words}, indent=2
        )
    body = {
        "scorable": True,
        "algorithm": result.algorithm,
        "side": result.side,
        "side_from": "asked" if asked else "movement",
        "total": round(result.total, 1),
        "confidence": _rounded(result.confidence),
        "consistency": _rounded(result.consistency),
        "parts": {part: _rounded(value) for part, value in asdict(result.parts).items()},
        "joint": exercise.judging.primary_joint,
        "model_range_deg": round(result.model_range_deg, 1),
        "repetitions": [_repetition_json(rep) for rep in result.repetitions],
    }
    return json.dumps(head | body, indent=2)


def exercises(library: Library) -> RenderableType:
    """The exercises by region: what each is called, how it is done, and what of whom can be shown."""
    table = Table(box=None, pad_edge=False)
    table.add_column("Exercise", no_wrap=True)
    for column in ("What it is", "Posture", "Views", "Shown by"):
        table.add_column(column)
    for region, group in groupby(library.exercises.values(), key=lambda exercise: exercise.region):
        table.add_row(f"[bold]{region.capitalize()}[/]")
        for exercise in group:
            shown = exercise.showing.views, library.demonstrators(exercise.id)
            table.add_row(
                f"  {exercise.id}",
                escape(exercise.title),
                words(exercise.posture),
                *(", ".join(map(words, names)) for names in shown),
            )
    return table


def exercise(library: Library, chosen: Exercise) -> RenderableType:
    """What a therapist has to know of one exercise before choosing it."""
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column()
    for label, lines in _card(library, chosen):
        for n, line in enumerate(lines):
            table.add_row("" if n else label, escape(line))
    return Group(f"[bold]{escape(chosen.title)}[/] ({chosen.id}, version {chosen.version})", table)


def _card(library: Library, chosen: Exercise) -> Iterator[tuple[str, Sequence[str]]]:
    target, dose = chosen.target, chosen.dose
    shown_by = ", ".join(map(words, library.demonstrators(chosen.id)))
    joint = words(chosen.judging.primary_joint)
    yield "Region", [f"{chosen.region}, {words(chosen.posture)}"]
    yield "Shown", [f"{', '.join(map(words, chosen.showing.views))}; by {shown_by}"]
    yield "Not for", chosen.contraindications
    yield "Patient", [chosen.caution]
    yield "Seated", [chosen.seated_variant] if chosen.seated_variant else []
    yield "In part", [chosen.part_action] if chosen.part_action else []
    yield (
        "Target",
        [f"{joint} {target.excursion_deg:g}° in {target.repetition_s:g} s, held {target.hold_s:g} s"],
    )
    yield "", [f"only compared with the model's: {target.why}"] if target.why else []
    yield "Dose", [f"{dose.protocol}, {dose.repetitions} repetitions, {dose.sessions_per_week} times a week"]
    yield "Watch for", [_compensation(each) for each in chosen.compensations]


def _compensation_json(each: Observed) -> dict[str, Any]:
    return {
        "name": each.name,
        "size": round(each.size, 3),
        "limit": each.limit,
        "unit": UNIT_OF[each.name],
        "past_limit": each.counts,
        "time_s": round(each.time_s, 2),
    }


def _rounded(value: float, places: int = 1) -> float | None:
    return round(value, places) if math.isfinite(value) else None


def _compensation(each: Compensation) -> str:
    return f"{words(each.name)}, from {each.limit:g} {UNITS[each.unit]} on: {each.look_for} ({each.source})"


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
        log = events[record.session_id]
        table.add_row(
            f"{record.started_at.astimezone():%Y-%m-%d %H:%M}",
            str(record.trials),
            _ratings(log, What.PAIN),
            _ratings(log, What.FATIGUE),
            str(sum(event.what is What.ASSISTED for event in log) or ""),
            escape(_ended(record, log)),
        )
    return table


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


def unfinished(sessions: Sequence[SessionRecord]) -> Iterator[str]:
    """A line for each session without an end: the program or the computer stopped in its middle."""
    for each in sessions:
        if each.ended_at is None:
            sets = "1 set" if each.trials == 1 else f"{each.trials} sets"
            began = f"{each.started_at.astimezone():%Y-%m-%d %H:%M}"
            yield f"Unfinished, or still under way: the session of {began}, {sets}."


def _how_it_went(record: TrialRecord) -> str:
    early = "stopped early; " if record.ending == "stopped" else ""
    if record.total is None:
        return early + (record.words or "")
    told = {part: getattr(record, part) for part in PARTS}
    return early + ", ".join(f"{part} {value:.0f}" for part, value in told.items() if value is not None)


def _repetitions(exercise: Exercise, score: Score) -> Table:
    joint = exercise.judging.primary_joint
    columns = ("Repetition", "From (s)", "To (s)", f"{words(joint).capitalize()} from (°)", "to (°)", "Score")
    table = Table(*columns, box=None, pad_edge=False)
    for number, scored in enumerate(score.repetitions, start=1):
        rep = scored.repetition
        table.add_row(
            str(number),
            f"{rep.start_s:.1f}",
            f"{rep.end_s:.1f}",
            f"{rep.start_deg:.0f}",
            f"{rep.turn_deg:.0f}",
            f"{scored.total:.0f}",
        )
    return table


def _repetition_json(scored: ScoredRepetition) -> dict[str, Any]:
    rep = scored.repetition
    return {
        "start_s": round(rep.start_s, 2),
        "turn_s": round(rep.turn_s, 2),
        "end_s": round(rep.end_s, 2),
        "start_deg": round(rep.start_deg, 1),
        "peak_deg": round(rep.turn_deg, 1),
        "total": round(scored.total, 1),
        "parts": {part: _rounded(value) for part, value in asdict(scored.parts).items()},
        "segment_error_deg": {name: _rounded(value) for name, value in scored.segment_error_deg.items()},
        "out_error_deg": _rounded(scored.out_error_deg),
        "back_error_deg": _rounded(scored.back_error_deg),
        "hold_s": _rounded(scored.hold_s, 2),
        "restless": scored.restless,
        "short_cm": _rounded(scored.short_cm),
        "other_side_deg": _rounded(scored.other_side_deg),
        "spectral_arc_length": _rounded(scored.arc_length, 2),
        "compensations": [_compensation_json(each) for each in scored.compensations],
    }
