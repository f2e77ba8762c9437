"""What the log of a session is told, by name and unit."""

from __future__ import annotations

from dataclasses import asdict

from aotrainer.event import Detail
from aotrainer.practice.grading import Proposal
from aotrainer.session.observing import Observing
from aotrainer.session.placing import Placing
from aotrainer.session.starting import Starting
from aotrainer.task import Task
from aotrainer.trial import Display

Details = dict[str, Detail]


def placed(placing: Placing | None, now_s: float, after_s: float) -> Details:
    """In place, or going on all the same."""
    return {
        "passed": placing is not None and placing.fulfilled(now_s),
        "missing": [check.value for check in placing.missing] if placing else [],
        "after_s": after_s,
    }


def watched(task: Task, shown: Display, seconds: float, arm: str, observing: Observing) -> Details:
    """What exactly was shown, for how long, and how it was watched."""
    return {
        "exercise": task.exercise.id,
        "side": task.side,
        "seconds": seconds,
        "dose_s": shown.observed_s,
        "loops": shown.loops,
        "rate": shown.rate,
        "perspective": shown.perspective,
        "views": list(shown.views),
        "demonstrator": shown.demonstrator,
        "mirrored": shown.clip_mirrored,
        "arm": arm,
        "sound": False,
        "picture_px": list(shown.picture_px) if shown.picture_px else None,
        "window_px": list(shown.window_px) if shown.window_px else None,
        **observing.told(),
    }


def began(task: Task, starting: Starting) -> Details:
    """How a set began, and by which plan; `at_start` is None where that was not seen."""
    return {
        "plan": task.dosage.plan if task.dosage else None,
        "exercise": task.exercise.id,
        "side": task.side,
        "waited_s": starting.waited_s,
        "at_start": starting.at_start,
    }


def graded(task: Task, step: Proposal, *, applied: bool) -> Details:
    """An easier or harder step of an exercise, taken or proposed."""
    return {
        "exercise": task.exercise.id,
        "side": task.side,
        "step": step.step,
        "applied": applied,
        **asdict(step.level),
    }
