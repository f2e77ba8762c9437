"""The patients there are: one typical for each exercise, and a matrix of all that can go otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import cycle

from .bodies import PATIENTS
from .movements import EXERCISES, Exercise, arms, forearm, handling, reaching
from .patients import Attempt, Compensation

TYPICAL = Attempt("", "typical", tempo=1.15, excursion=0.85, compensations={"trunk_lean": 3.0}, varied=True)
"""A little slower, a little less far, a little with the trunk."""
DEMOS = tuple(
    Attempt(
        name, "demo", tempo=1.18, excursion=0.82, varied=True, pauses_s=(3.7, 0.3, 0.2), yaw_deg=4, lift_deg=3
    )
    for name in ("shoulder_abduction", "elbow_flexion", "hand_to_mouth", "sit_to_stand")
)
"""The patients that the app shows in place of a webcam; they wait for the end of the countdown."""
YAWS_DEG, LIFTS_DEG = (6.0, -8.0, 3.0, -4.0), (3.0, 6.0, 1.0)
"""Nobody stands exactly where the camera's picture is drawn."""

COMPENSATIONS: Mapping[str, Mapping[Compensation, float]] = {
    "trunk_lean": {"trunk_lean": 18.0},
    "trunk_flex": {"trunk_flex": 20.0},
    "trunk_turn": {"trunk_turn": 25.0},
    "shoulder_hike": {"shoulder_hike": 18.0},
    "elbow_bend": {"elbow_bend": 45.0},
    "weight_shift": {"weight_shift": 8.0},
}
ARM_ONLY = ("shoulder_hike", "elbow_bend")
"""Compensations of an arm movement; they mean nothing in a leg's."""
ARM_EXERCISES = {one.name for part in (arms, forearm, reaching, handling) for one in part.EXERCISES}


def typical(names: Sequence[str] = ()) -> Iterator[Attempt]:
    """One patient for every exercise, bodies and cameras in turn."""
    chosen = [name for name in EXERCISES if not names or name in names]
    for name, body, yaw, lift in zip(
        chosen, cycle(PATIENTS), cycle(YAWS_DEG), cycle(LIFTS_DEG), strict=False
    ):
        yield replace(TYPICAL, exercise=name, body=body, yaw_deg=yaw, lift_deg=lift)


def otherwise(names: Sequence[str] = ()) -> Iterator[Attempt]:
    """All that can go otherwise, for every exercise: tempo, range, compensation, side, camera, room."""
    for name in names or EXERCISES:
        one = Attempt(name, repetitions=2, body="heavy_man")
        yield one
        yield from _doing(one)
        yield from _compensating(one, EXERCISES[name])
        yield from _seeing(one)


def _doing(one: Attempt) -> Iterator[Attempt]:
    yield replace(one, name="fast", tempo=0.55, body="tall_woman")
    yield replace(one, name="slow", tempo=1.9, body="older_woman")
    yield replace(one, name="low_range", excursion=0.5)
    yield replace(one, name="half", repetitions=3, half=(1,), body="older_woman")
    yield replace(one, name="halting", hesitations=2, tempo=1.4, body="tall_woman")
    yield replace(one, name="tremor", tremor_deg=2.5, body="older_woman")
    yield replace(one, name="long_pauses", pauses_s=(2.5, 2.5, 2.5))
    yield replace(one, name="wrong_side", side="left", body="tall_woman")
    yield replace(one, name="still", repetitions=0, pauses_s=(0.0, 0.0, 5.0))
    yield replace(one, name="wrong_exercise", asked=_another(one.exercise), body="older_woman")


def _compensating(one: Attempt, exercise: Exercise) -> Iterator[Attempt]:
    arm = exercise.name in ARM_EXERCISES
    for name, degrees in COMPENSATIONS.items():
        if (name in ARM_ONLY and not arm) or (name == "weight_shift" and exercise.seated):
            continue
        yield replace(one, name=name, compensations=degrees)


def _seeing(one: Attempt) -> Iterator[Attempt]:
    yield replace(one, name="camera_left", yaw_deg=20.0, body="older_woman")
    yield replace(one, name="camera_right", yaw_deg=-20.0, body="tall_woman")
    yield replace(one, name="camera_high", lift_deg=15.0)
    yield replace(one, name="far", nearness=0.6, body="tall_woman")
    yield replace(one, name="cut_off", nearness=2.2, body="tall_woman")
    for room in ("cluttered", "dim", "side_light", "behind_arm_rest"):
        yield replace(one, name=room, room=room, body="older_woman")
    yield replace(one, name="helper", helper=True, body="older_woman")


def _another(name: str) -> str:
    """The next exercise that is judged from where this one is, by name."""
    view = EXERCISES[name].judged
    alike = [other for other, exercise in EXERCISES.items() if exercise.judged == view]
    return alike[(alike.index(name) + 1) % len(alike)]
