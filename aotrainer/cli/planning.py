"""A plan as it is written on the command line, and as it is printed there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table

from aotrainer.chart.home import advice, minutes_of
from aotrainer.chart.plan import Key, Plan, Prescription, Version
from aotrainer.chart.presets import Course, usual
from aotrainer.errors import PlanError
from aotrainer.exercises import Library
from aotrainer.language import counted
from aotrainer.motion.pose import SIDES

NONE = "none"
"""Written for a value that is not set."""
VALUES = {"sets": int, "repetitions": int, "protocol": str, "rate": float, "range_share": float}
"""What may be said of an exercise, and how it is read."""
FIELDS = {"protocol": "protocol_id"}
"""The names of those that a prescription calls otherwise."""
NOTHING = "Nothing is prescribed."


def changed(
    plan: Plan, library: Library, settings: Iterable[str], removed: Iterable[str], course: Course | None
) -> Plan:
    """The plan with exercises taken out and in, all with a preset's dose if one is named.

    settings : as `EXERCISE:SIDE,sets=3,repetitions=10`: what is said here of an exercise counts most
    removed : as `EXERCISE:SIDE`, or `EXERCISE` for both sides

    Raises `PlanError`, or `ExerciseError` for an exercise that is not there.
    """
    wanted = [_setting(words) for words in settings]
    plan = plan.without(*(key for words in removed for key in _out(plan, words)))
    for key, _values in wanted:
        plan = plan.having(plan.prescribed(key) or usual(library.exercise(key[0]), key[1]))
    plan = course.applied(plan) if course else plan
    for key, values in wanted:
        known = plan.prescribed(key)
        plan = plan.having(replace(known, **values)) if known else plan
    return plan


def lasting(plan: Plan, times: int | None, days: int | None, weeks: int | None) -> Plan:
    """So often a day and a week, and for other weeks, 0 being until it is changed; None leaves each."""
    plan = plan if times is None else replace(plan, times_a_day=times)
    plan = plan if days is None else replace(plan, days_a_week=days)
    return plan if weeks is None else replace(plan, weeks=weeks or None)


def table(plan: Plan, version: Version | None) -> RenderableType:
    """What is prescribed, how much that is, and gentle words with their source."""
    if not plan.prescriptions:
        return NOTHING
    return Group(_prescriptions(plan), *_below(plan, version))


def history(person: str, versions: Sequence[Version]) -> RenderableType:
    """All versions, oldest first, in local time."""
    listed = Table(title=escape(person), title_justify="left", box=None, pad_edge=False)
    for column in ("When", "By"):
        listed.add_column(column, no_wrap=True)
    listed.add_column("Plan", overflow="fold")
    for version in versions:
        listed.add_row(
            f"{version.at.astimezone():%Y-%m-%d %H:%M}",
            escape(version.author),
            escape(str(version.problem) if version.problem else "; ".join(_told(version.plan))),
        )
    return listed


def _below(plan: Plan, version: Version | None) -> Iterator[str]:
    weeks = f"for {counted(plan.weeks, 'week')}" if plan.weeks else "until it is changed"
    minutes = counted(minutes_of(plan.day_s), "minute")
    yield f"{_often(plan)} {weeks}, about {minutes} a day."
    if version:
        yield f"Since {version.at.astimezone():%Y-%m-%d %H:%M}, by {escape(version.author)}."
    told = advice(plan)
    yield from (f"{each.words}." for each in told)
    yield from dict.fromkeys(each.source for each in told)


def _prescriptions(plan: Plan) -> Table:
    listed = Table(box=None, pad_edge=False)
    for column in ("Exercise", "Side", "Sets", "Repetitions", "Protocol", "Rate", "Range"):
        listed.add_column(column, no_wrap=True)
    for each in plan.prescriptions:
        listed.add_row(
            escape(each.exercise_id),
            each.side,
            str(each.sets),
            str(each.repetitions or "-"),
            each.protocol_id,
            f"{each.rate:g}",
            f"{each.range_share:g}",
        )
    return listed


def _told(plan: Plan) -> Iterator[str]:
    """One version in a few words."""
    if not plan.prescriptions:
        yield NOTHING
        return
    for each in plan.prescriptions:
        times = f", {counted(each.repetitions, 'repetition')}" if each.repetitions else ""
        yield f"{each.exercise_id} {each.side}: {each.sets} x {each.protocol_id}{times}, rate {each.rate:g}"
    yield _often(plan)


def _often(plan: Plan) -> str:
    times = f"{plan.times_a_day} times a day, " if plan.times_a_day > 1 else ""
    return f"{times}{counted(plan.days_a_week, 'day')} a week"


def _setting(words: str) -> tuple[Key, dict[str, Any]]:
    name, *values = (part.strip() for part in words.split(","))
    return _key(name), dict(map(_value, values))


def _key(words: str) -> Key:
    name, _colon, side = words.partition(":")
    for known in SIDES:
        if side == known:
            return name, known
    raise PlanError(
        "{words!r} does not say which side.", "Write EXERCISE:left or EXERCISE:right.", words=words
    )


def _value(words: str) -> tuple[str, Any]:
    name, _equals, value = words.partition("=")
    if name not in VALUES:
        raise PlanError(
            "{words!r} is not known.", "Write name=value, with one of: {names}.",
            words=words, names=", ".join(VALUES),
        )  # fmt: skip
    if name == "repetitions" and value == NONE:
        return name, None
    try:
        return FIELDS.get(name, name), VALUES[name](value)
    except ValueError as cause:
        raise PlanError("{name} cannot be {value!r}.", "Write a number.", name=name, value=value) from cause


def _out(plan: Plan, words: str) -> list[Key]:
    """Those that are meant to be taken out; raises `PlanError` where the plan has none of them."""
    meant = [each.key for each in plan.prescriptions if words in (each.exercise_id, _written(each))]
    if not meant:
        raise PlanError(
            "{words!r} is not in the plan.", "In it: {names}.",
            words=words, names=", ".join(map(_written, plan.prescriptions)) or "nothing",
        )  # fmt: skip
    return meant


def _written(each: Prescription) -> str:
    return f"{each.exercise_id}:{each.side}"
