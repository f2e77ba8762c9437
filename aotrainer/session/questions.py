"""What a patient is asked before and after training, what the log is told, and which answers end it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aotrainer.care import Care
from aotrainer.event import Detail, What
from aotrainer.session.phase import Farewell, Phase

About = Literal["checklist", "pain", "fatigue"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    about : an item of the checklist is answered with yes (1) or no (0); pain and fatigue from 0 to 10
    item : the checklist's own words
    """

    about: About
    item: str = ""


RATINGS = (Question("pain"), Question("fatigue"))


def before(care: Care) -> tuple[Question, ...]:
    """Everything to be asked before the start, in its order."""
    return (*(Question("checklist", item) for item in care.checklist), *after(care))


def after(care: Care) -> tuple[Question, ...]:
    """Everything to be asked at the end."""
    return RATINGS if care.ratings else ()


def noted(question: Question, value: int, phase: Phase) -> tuple[What, dict[str, Detail]]:
    """An answer as it is kept in the log."""
    if question.about == "checklist":
        return What.CHECKED, {"item": question.item, "answer": bool(value)}
    return What(question.about), {"rating": value, "phase": phase.value}


def ending(question: Question, value: int, care: Care) -> tuple[Farewell, dict[str, Detail]] | None:
    """How an answer ends the session, and what the log is told of it; None if it goes on."""
    if question.about == "checklist" and not value:
        return Farewell.CHECKLIST, {"item": question.item}
    if question.about == "pain" and value > care.pain_limit:
        return Farewell.PAIN, {"rating": value, "limit": care.pain_limit}
    return None
