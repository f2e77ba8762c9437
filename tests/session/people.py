"""The session's people, exercises and clock, for all of its tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from aotrainer.care import Care
from aotrainer.clips import ClipFile
from aotrainer.config import shipped
from aotrainer.exercises import load_exercise
from aotrainer.motion.placement import Surroundings
from aotrainer.motion.pose import Motion, PoseFrame, Side
from aotrainer.protocol import PRESETS, Protocol
from aotrainer.session import Phase, Session
from aotrainer.task import ModelClip, Task
from aotrainer.trial import Trial
from tests.figure import abduction, raise_and_lower

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
MODEL = abduction(raise_and_lower(peak_deg=150))
EXERCISE = load_exercise(shipped("exercises", "shoulder_abduction.toml"))
PROTOCOL = replace(
    PRESETS["priming"], observe_s=20, imitate_s=15, sets=2, get_ready_s=3, feedback_s=5, rest_s=4
)
CLIPS = (ModelClip(ClipFile(Path("front.webm"), "front", "woman"), 6.0),)
RIGHT = Task(EXERCISE, "right", MODEL, CLIPS)
LEFT = Task(EXERCISE, "left", MODEL, CLIPS)
TICK_S = 0.1
BEGIN_S = 100.0
UNASKED = Care(ratings=False)
"""Nothing is asked, nothing is set."""
PASSED_OVER = (Phase.INTRODUCE, Phase.PLACE)


def frames_of(motion: Motion, start_s: float) -> list[PoseFrame]:
    """A motion as the camera gives it from `start_s` on."""
    return [
        PoseFrame(start_s + t, image, world, visibility)
        for t, image, world, visibility in zip(
            motion.times_s, motion.image, motion.world, motion.visibility, strict=True
        )
    ]


class Patient:
    """Does three repetitions in every set, before a camera that runs from get-ready on."""

    def __init__(self, side: Side = "right", peak_deg: float = 120.0) -> None:
        self._motion = abduction(raise_and_lower(3, peak_deg=peak_deg), side)
        self._waiting: list[PoseFrame] = []

    def poses(self, session: Session, now_s: float) -> list[PoseFrame]:
        """What the camera gives at this moment of a session."""
        if session.phase is Phase.GET_READY:
            self._waiting = frames_of(self._motion, now_s + session.remaining_s(now_s))
            return [PoseFrame.nobody(now_s)]
        if session.phase is not Phase.IMITATE:
            return []
        due = [frame for frame in self._waiting if frame.time_s <= now_s]
        self._waiting = self._waiting[len(due) :]
        return due


class Log:
    """Keeps what a session notes: (what, details), and the trials."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, dict[str, object]]] = []
        self.trials: list[Trial] = []

    def note(self, what: object, details: object) -> None:
        """One line."""
        self.lines.append((str(what), dict(details)))  # type: ignore[call-overload]

    @property
    def kinds(self) -> list[str]:
        """What happened, without details."""
        return [what for what, _ in self.lines]

    def of(self, what: str) -> dict[str, object]:
        """The details of the newest line of a kind."""
        return next(details for kind, details in reversed(self.lines) if kind == what)


def begun(
    tasks: Sequence[Task] = (RIGHT,),
    protocol: Protocol = PROTOCOL,
    care: Care = UNASKED,
    log: Log | None = None,
    **more: object,
) -> tuple[Session, list[Trial]]:
    """A session at its first moment, and the list of the trials it will keep."""
    log = log or Log()
    session = Session(tasks, protocol, care, log.trials.append, log.note, START, BEGIN_S, **more)  # type: ignore[arg-type]
    return session, log.trials


def in_place(session: Session, now_s: float) -> None:
    """Ready at once for the exercise, and going on without the camera check."""
    while session.phase in PASSED_OVER:
        session.advance(now_s)


def run(session: Session, patient: Patient, until_s: float = 10_000.0) -> list[tuple[Phase, float]]:
    """Step to the summary, ready at once for each exercise; (phase, seconds since the start) at changes."""
    now = BEGIN_S
    in_place(session, now)
    changes = [(session.phase, 0.0)]
    while session.phase is not Phase.SUMMARY and now < until_s:
        now += TICK_S
        before = session.phase
        in_place(session, now)
        if session.step(now, patient.poses(session, now)) is not before:
            changes.append((session.phase, round(now - BEGIN_S, 1)))
    return changes


def surroundings(people: int = 1, brightness: float = 0.5) -> Surroundings:
    """A well-lit room."""
    return Surroundings(brightness=brightness, people=people)
