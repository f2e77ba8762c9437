"""What a patient is asked before and after training."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aotrainer.care import Care

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
