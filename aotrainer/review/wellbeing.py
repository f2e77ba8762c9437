"""Pain and fatigue before and after, why sessions ended early, and what could not be judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from aotrainer.event import Event, What
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.records import SessionRecord
from aotrainer.review.kept import Kept
from aotrainer.trial import Ending

BEFORE, AFTER = "check_in", "check_out"
"""Phases of a session, as they stand in its log."""


@dataclass(frozen=True, slots=True)
class Rating:
    """Pain or fatigue of one session, 0-10; None where it was not asked or not answered."""

    day: date
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Stop:
    """A session that ended early.

    kind : "pain", "fatigue", "dizzy", "other", "checklist", "pain_limit", "not_said", or "not_ended" for a
        program or computer that stopped in its middle
    words : the question that was answered with no; empty otherwise
    """

    day: date
    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class NotJudged:
    """Attempts of which no score could be given for one reason; newest : what was said of the last one."""

    reason: Reason
    newest: Unscorable
    days: tuple[date, ...]


def ratings(kept: Kept, what: What) -> tuple[Rating, ...]:
    """Of every session in which it was asked; `what` is PAIN or FATIGUE."""
    found = (_rating(kept, session, what) for session in kept.sessions)
    return tuple(each for each in found if each.before is not None or each.after is not None)


def stops(kept: Kept) -> tuple[Stop, ...]:
    """Every session that did not come to its end, and why."""
    return tuple(_stop(kept, each) for each in kept.sessions if each.ending is not Ending.COMPLETED)


def not_judged(kept: Kept) -> tuple[NotJudged, ...]:
    """By reason, the most frequent first."""
    found: dict[Reason, list[tuple[date, Unscorable]]] = {}
    for each in kept.trials:
        record = each.original
        if record.reason is not None and not each.all_not_valid:
            told = kept.unscorable.get(record.trial_id, Unscorable(record.reason, record.words or ""))
            found.setdefault(record.reason, []).append((kept.day(record.started_at), told))
    listed = [NotJudged(reason, told[-1][1], tuple(day for day, _ in told)) for reason, told in found.items()]
    return tuple(sorted(listed, key=lambda each: -len(each.days)))


def _rating(kept: Kept, session: SessionRecord, what: What) -> Rating:
    asked = [event for event in kept.events.get(session.session_id, ()) if event.what is what]
    return Rating(kept.day(session.started_at), _said(asked[:1], BEFORE), _said(asked[-1:], AFTER))


def _said(asked: Sequence[Event], phase: str) -> int | None:
    told = [event.details.get("rating") for event in asked if event.details.get("phase") == phase]
    return int(told[0]) if told and isinstance(told[0], int | float) else None


def _stop(kept: Kept, session: SessionRecord) -> Stop:
    day = kept.day(session.started_at)
    if session.ending is None:
        return Stop(day, "not_ended")
    told = list(_told(kept.events.get(session.session_id, ())))
    kind, words = told[-1] if told else ("not_said", "")
    return Stop(day, kind, words)


def _told(log: Sequence[Event]) -> Iterator[tuple[str, str]]:
    for event in log:
        details = event.details
        if event.what is What.REASON:
            yield str(details.get("reason") or "not_said"), ""
        elif event.what is What.ENDED and details.get("why") == "pain":
            yield "pain_limit", ""
        elif event.what is What.ENDED:
            yield "checklist", str(details.get("item") or "")
