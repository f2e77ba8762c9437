"""What a therapist set for one person: what is asked, what protects, and how watching and doing are done.

Every value has a default that is safe for somebody who trains alone at home.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, Self, get_args

from aotrainer.errors import CareError
from aotrainer.language import N_, Words
from aotrainer.practice.breathing import Pace
from aotrainer.practice.schedule import Schedule
from aotrainer.research import CODES
from aotrainer.trial import TrialKind

RATING_RANGE = (0, 10)
"""Pain and fatigue are rated on the numeric scale of eleven steps."""
SETTLING_RANGE_S = (0.0, 600.0)
MAX_CHECKLIST, MAX_WORDS = 8, 160
MIRRORING_RANGE_MIN = (0, 60)
VIDEO_RANGE_DAYS = (0, 365)

RANGES = {
    "pain_limit": (N_("Pain that ends a session"), RATING_RANGE),
    "settle_s": (N_("Settling breaths, in seconds"), SETTLING_RANGE_S),
    "mirroring_min": (N_("Minutes between reminders"), MIRRORING_RANGE_MIN),
    "video_days": (N_("Days to keep films"), VIDEO_RANGE_DAYS),
}
"""What the settings that are numbers are called, and their limits."""

Grading = Literal["off", "propose", "apply"]


@dataclass(frozen=True, slots=True)
class Care:
    """One person's settings; raises `CareError` for what cannot be.

    checklist : questions to be answered with yes before anything starts, in the therapist's words
    ratings : ask for pain and fatigue before and after
    pain_limit : above this the session ends (5 of 10 is a common rule during exercise; the therapist decides)
    settle_s : seconds of slow breathing before the start, 0 for none; pace : how slow
    fall_risk : seated versions take the place of standing ones
    kind : how sets are done; skeleton_only : patients see lines instead of their own picture
    tempo_guide : a mark, and a tone, lead through each repetition
    feedback : when feedback is shown
    grading : whether the next step is adapted: not at all, proposed, or applied within the limits for home
    probes : now and then a coloured dot has to be answered while watching
    mirroring_min : minutes between reminders for the therapist to look after their own tension, 0 for none
    emergency : what to do in an emergency, in the therapist's words; empty for the usual words
    video_days : days for which a film of each set is kept, encrypted; 0 for no film at all
    arm : code of the arm in a trial against a control film, one of `research.CODES`; empty outside a trial
    """

    checklist: tuple[str, ...] = ()
    ratings: bool = True
    pain_limit: int = 5
    settle_s: float = 0.0
    pace: Pace = field(default_factory=Pace)
    fall_risk: bool = False
    kind: TrialKind = TrialKind.WITH_MODEL
    skeleton_only: bool = False
    tempo_guide: bool = False
    feedback: Schedule = Schedule.EVERY_TRIAL
    grading: Grading = "off"
    probes: bool = False
    mirroring_min: int = 0
    emergency: str = ""
    arm: str = ""
    video_days: int = 0

    def __post_init__(self) -> None:
        for name, (words, limits) in RANGES.items():
            _within(words, getattr(self, name), limits)
        _one_of(N_("Graded practice"), self.grading, get_args(Grading))
        _one_of(N_("Arm of a trial"), self.arm, ("", *CODES))
        if len(self.checklist) > MAX_CHECKLIST or any(len(each) > MAX_WORDS for each in self.checklist):
            raise CareError(
                N_("The checklist is too long."),
                N_("Keep to {count} questions of {letters} letters."),
                count=MAX_CHECKLIST,
                letters=MAX_WORDS,
            )

    @property
    def done_as(self) -> TrialKind:
        """How sets are done: in a trial the model is seen while watching only, if at all."""
        return TrialKind.FROM_MEMORY if self.arm and self.kind is TrialKind.WITH_MODEL else self.kind

    def to_json(self) -> dict[str, Any]:
        """Only what differs from the defaults, so that a better default reaches whoever never chose."""
        usual = asdict(Care())
        return {name: value for name, value in asdict(self).items() if value != usual[name]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` wrote; a value this version does not know is left out."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in data.items() if name in known}
        if "checklist" in values:
            values["checklist"] = tuple(values["checklist"])
        for name, kind in (("kind", TrialKind), ("feedback", Schedule)):
            if name in values:
                values[name] = kind(values[name])
        if "pace" in values:
            values["pace"] = Pace(**values["pace"])
        return cls(**values)


def _within(name: str, value: float, limits: tuple[float, float]) -> None:
    low, high = limits
    if not low <= value <= high:
        raise CareError(
            N_("{name}: it cannot be {value}."),
            N_("Choose a number between {low} and {high}."),
            name=Words(name),
            value=value,
            low=low,
            high=high,
        )


def _one_of(name: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise CareError(
            N_("{name}: “{value}” is not known."),
            N_("Choose one of: {choices}."),
            name=Words(name),
            value=value,
            choices=", ".join(filter(None, choices)),
        )
