"""Results for the terminal: tables for people, JSON for other programs."""

from aotrainer.printout.catalogue import exercise, exercises, lesson
from aotrainer.printout.course import everybody, history, sessions, unfinished
from aotrainer.printout.keeping import audit, films, lock, losses, settings, traces
from aotrainer.printout.scores import outcome, outcome_json

__all__ = [
    "audit",
    "everybody",
    "exercise",
    "exercises",
    "films",
    "history",
    "lesson",
    "lock",
    "losses",
    "outcome",
    "outcome_json",
    "sessions",
    "settings",
    "traces",
    "unfinished",
]
