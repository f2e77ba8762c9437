"""The rows of every table, from what is held about one person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aotrainer.chart import Entry
from aotrainer.event import Event, What
from aotrainer.exchange.columns import Column, Row, Value
from aotrainer.exchange.faithful import encode
from aotrainer.exchange.subjects import Subject
from aotrainer.exchange.tables import LISTED, OF_THE_CHART, ON_A_PAGE, SIZES_PX, WATCHED
from aotrainer.holdings import Page, Sitting
from aotrainer.motion.judging import PARTS, Unscorable
from aotrainer.motion.parts import Parts, ScoredRepetition
from aotrainer.motion.score import Score
from aotrainer.trial import Display, Trial

PLAIN_DETAILS = ("exercise", "side", "seconds", "dose_s", "loops", "rate", "perspective", "demonstrator",
                  "mirrored", "arm", "sound", "tracked_s", "absent_s", "moved_s", "looked_away_s", "dots",
                  "dots_answered", "answers_without_dot")  # fmt: skip


FITS: Mapping[str, tuple[type, ...]] = {
    "text": (str,),
    "number": (int, float),
    "whole": (int,),
    "truth": (bool,),
}


def participant(subject: Subject) -> Row:
    """The person's row."""
    person = subject.person
    return {
        "participant_id": subject.label,
        "uid": person.uid,
        "name": person.name,
        "added_at": encode(person.added_at),
        "demonstrator": person.demonstrator,
        "arm": person.care.arm,
        "care": _json(encode(person.care.to_json())),
    }


def session(subject: Subject, label: str, sitting: Sitting) -> Row:
    """A session's row."""
    return {
        "participant_id": subject.label,
        "session_id": label,
        "uid": sitting.uid,
        "protocol_id": sitting.protocol_id,
        "started_at": encode(sitting.started_at),
        "ended_at": encode(sitting.ended_at),
        "ending": encode(sitting.ending),
        "app_version": sitting.app_version,
        "station": sitting.station,
        "trials": len(sitting.trials),
    }


def events(subject: Subject, label: str, sitting: Sitting) -> Iterator[Row]:
    """What happened in a session."""
    for event in sitting.events:
        yield {
            "participant_id": subject.label,
            "session_id": label,
            "uid": event.uid,
            "at": encode(event.at),
            "after_start_s": after_start_s(sitting, event),
            "what": event.what.value,
            "details": _json(encode(event.details)),
        }


def after_start_s(sitting: Sitting, event: Event) -> float:
    """When something happened, in seconds since the session began."""
    return (event.at - sitting.started_at).total_seconds()


def watching(subject: Subject, label: str, sitting: Sitting) -> Iterator[Row]:
    """Each dose of watching; what an older aotrainer did not note is empty."""
    for event in sitting.events:
        if event.what is What.WATCHED:
            details = event.details
            row = {
                "participant_id": subject.label,
                "session_id": label,
                "event_uid": event.uid,
                "at": encode(event.at),
                **{name: _plain(details.get(name)) for name in PLAIN_DETAILS},
                "views": _json(details.get("views")),
                **_sizes(details.get("picture_px"), details.get("window_px")),
            }
            yield {name: row[name] for name in WATCHED.names}


def trials(subject: Subject, label: str, sitting: Sitting) -> Iterator[Row]:
    """The attempts of a session."""
    for trial in sitting.trials:
        yield {
            "participant_id": subject.label,
            "session_id": label,
            "uid": trial.uid,
            "started_at": encode(trial.started_at),
            "duration_s": trial.duration_s,
            "exercise_id": trial.exercise_id,
            "exercise_version": trial.exercise_version,
            "protocol_id": trial.protocol_id,
            "set_number": trial.set_number,
            "kind": trial.kind.value,
            "side": trial.side,
            "model_side": trial.model_side,
            "ending": trial.ending.value,
            **_display(trial.display),
            "assisted_s": _json(encode(trial.assisted_s)),
            "algorithm": trial.algorithm,
            **outcome(trial.outcome),
            "judging": _json(encode(trial.judging)),
            "frames": None if trial.motion is None else len(trial.motion),
        }


def repetitions(subject: Subject, label: str, trial: Trial) -> Iterator[Row]:
    """The repetitions of an attempt."""
    found = trial.outcome.repetitions if isinstance(trial.outcome, Score) else ()
    for number, scored in enumerate(found, start=1):
        yield {
            "participant_id": subject.label,
            "session_id": label,
            "trial_uid": trial.uid,
            "number": number,
            **repetition(scored),
        }


def repetition(scored: ScoredRepetition) -> dict[str, Value]:
    """How one repetition went."""
    rep = scored.repetition
    return {
        "start_s": rep.start_s,
        "turn_s": rep.turn_s,
        "end_s": rep.end_s,
        "start_deg": rep.start_deg,
        "turn_deg": rep.turn_deg,
        "total": scored.total,
        **_parts(scored.parts),
        "tempo_excess": scored.tempo_excess,
        "out_error_deg": scored.out_error_deg,
        "back_error_deg": scored.back_error_deg,
        "hold_s": scored.hold_s,
        "arc_length": scored.arc_length,
        "rest_error_deg": scored.rest_error_deg,
        "restless": scored.restless,
        "short_cm": scored.short_cm,
        "other_side_deg": scored.other_side_deg,
        "segment_error_deg": _json(encode(scored.segment_error_deg)),
        "compensations": _json(encode(scored.compensations)),
    }


def outcome(result: Score | Unscorable) -> dict[str, Value]:
    """An attempt in numbers, or why there are none."""
    if isinstance(result, Unscorable):
        nothing = (
            "total",
            *(f"part_{part}" for part in PARTS),
            "confidence",
            "consistency",
            "model_range_deg",
        )
        return {
            **dict.fromkeys(nothing),
            "repetitions": 0,
            "reason": result.reason.value,
            "words": result.words,
        }
    return {
        "total": result.total,
        **_parts(result.parts),
        "confidence": result.confidence,
        "consistency": result.consistency,
        "model_range_deg": result.model_range_deg,
        "repetitions": len(result.repetitions),
        "reason": None,
        "words": None,
    }


def later_scores(subject: Subject) -> Iterator[Row]:
    """What newer algorithms say."""
    for later in subject.later_scores:
        told = outcome(later.outcome)
        yield {
            "participant_id": subject.label,
            "trial_uid": later.trial,
            "algorithm": later.algorithm,
            "at": encode(later.at),
            **{name: told[name] for name in ("total", "reason", *(f"part_{part}" for part in PARTS))},
        }


def chart(subject: Subject) -> Iterator[tuple[str, Row]]:
    """The pages of the chart, each with the table in which it stands."""
    valid = subject.in_force
    for page in subject.pages:
        kind = page.entry.kind
        for values in _listed(page.entry):
            told = {each.name: _fitting(each, values.get(each.name)) for each in ON_A_PAGE[kind]}
            content = _json(encode(page.entry.content))
            head = _page(subject, page, page.entry.uid in valid)
            yield OF_THE_CHART[kind].name, head | told | {"content": content}


def _listed(entry: Entry) -> list[Mapping[str, Any]]:
    """What is on a page, once for each thing on its list; once if there is none."""
    things = entry.content.get(LISTED.get(entry.kind, ""))
    listed = [each for each in things if isinstance(each, Mapping)] if isinstance(things, Sequence) else []
    return [{**entry.content, **each} for each in listed] or [entry.content]


def _fitting(column: Column, value: Any) -> Value:
    """The value if it is what the column is for; otherwise nothing, and `content` has it."""
    if isinstance(value, FITS[column.kind]) and isinstance(value, str | int | float):
        return value
    return None


def _page(subject: Subject, page: Page, valid: bool) -> dict[str, Value]:
    return {
        "participant_id": subject.label,
        "uid": page.entry.uid,
        "at": encode(page.entry.at),
        "author": page.entry.author,
        "trial_uid": page.trial,
        "replaces": page.entry.replaces,
        "in_force": valid,
    }


def _display(display: Display) -> dict[str, Value]:
    return {
        "rate": display.rate,
        "observed_s": display.observed_s,
        "loops": display.loops,
        "clip_mirrored": display.clip_mirrored,
        "camera_mirrored": display.camera_mirrored,
        "perspective": display.perspective,
        "demonstrator": display.demonstrator,
        "views": _json(list(display.views)),
        **_sizes(display.picture_px, display.window_px),
    }


def _sizes(*sizes: Any) -> dict[str, Value]:
    """Width and height of the clip and of the window, where they are known."""
    pairs = [size if isinstance(size, Sequence) and len(size) == 2 else (None, None) for size in sizes]
    return dict(zip(SIZES_PX, [_plain(pixels) for pair in pairs for pixels in pair], strict=True))


def _parts(parts: Parts) -> dict[str, Value]:
    return {f"part_{part}": getattr(parts, part) for part in PARTS}


def _plain(value: Any) -> Value:
    """A value of one cell; of what should not be there, its JSON."""
    return value if isinstance(value, str | int | float) or value is None else json.dumps(value)


def _json(value: Mapping[str, Any] | Sequence[Any] | Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
