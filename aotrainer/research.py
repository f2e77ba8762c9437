"""A trial of action observation against a control film, with codes that tell nobody who sees what.

Participants are allocated to code A or B in permuted blocks; which code stands for the model and which for
the control film is drawn once and kept apart. The control film is moving geometry: static landscapes and
geometric patterns are the usual controls of such trials (a review of 70 stroke studies, *Disabil Rehabil*
2023, doi 10.1080/09638288.2023.2191016).
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any, Literal, get_args

from aotrainer.errors import CareError
from aotrainer.language import N_

Code = Literal["A", "B"]
Arm = Literal["model", "control"]

CODES: tuple[Code, ...] = get_args(Code)
ARMS: tuple[Arm, ...] = get_args(Arm)
KEY_SETTING = "arms"
"""The name under which a record keeps the key."""
BLOCK_SIZES = (2, 4)
"""Blocks of either size follow each other at random, so that the end of one cannot be foreseen."""


def allocation(participants: int, seed: int) -> tuple[Code, ...]:
    """A code for each participant in the order of enrolment; never more than two apart in number."""
    random = Random(seed)  # noqa: S311 (a study has to be able to draw the same list again)
    codes: list[Code] = []
    while len(codes) < participants:
        block = list(CODES) * (random.choice(BLOCK_SIZES) // len(CODES))
        random.shuffle(block)
        codes += block
    return tuple(codes[:participants])


def sealed_key(seed: int) -> Mapping[Code, Arm]:
    """Which code stands for which arm; for who is not blinded."""
    arms = list(ARMS)
    Random(~seed).shuffle(arms)  # noqa: S311
    return dict(zip(CODES, arms, strict=True))


def arm_of(code: str, key: Mapping[str, Any]) -> Arm | None:
    """What a participant with this code watches; None outside a trial.

    Raises `CareError` for a code that the key does not have: to show the wrong film would spoil the trial.
    """
    if not code:
        return None
    for arm in ARMS:
        if key.get(code) == arm:
            return arm
    raise CareError(
        N_("This person takes part in a trial whose key is not on this computer."),
        N_("Who is not blinded can load it: aotrainer trial-key FILE."),
    )
