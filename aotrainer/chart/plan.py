"""The plan: what somebody is to practise, how, and how often. Each version is a page of the chart.

What protects a person (`Care`) and how far graded practice goes (`practice.rules`) is not said again here: a
plan is where practice begins, and both hold for it as for anything else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, Self

from aotrainer.chart.entry import Entry, Kind, in_force
from aotrainer.errors import PlanError
from aotrainer.language import N_
from aotrainer.motion.pose import SIDES, Side
from aotrainer.practice.level import RANGE_SHARES
from aotrainer.practice.rules import MOST_REPETITIONS
from aotrainer.protocol import DEFAULT_PROTOCOL, DEFAULT_RATE, PRESETS, RATE_RANGE, Protocol, day_s

MOST_PRESCRIPTIONS = 12
"""Each takes minutes: more could not be practised in a day."""
MOST_SETS = 10
"""Ten of the shortest sets take twenty minutes."""
DAYS_OF_A_WEEK = 7
MOST_TIMES_A_DAY = 4
"""Published courses practise once or twice a day (Franceschini 2012)."""
MOST_WEEKS = 52
"""Published courses end after one day to eight weeks (Borges 2022, CD011887); after a year, look again."""
USUAL_DAYS = 5
"""A week, in the published courses after stroke (Franceschini 2010, 2012)."""
NEWER = N_("This plan was written by a newer aotrainer."), N_("Update this one.")

Key = tuple[str, Side]
"""An exercise's id and the side."""


@dataclass(frozen=True, slots=True)
class Prescription:
    """One exercise on one side; raises `PlanError` for what cannot be.

    sets : how often watching and doing are repeated
    repetitions : after so many a set ends; None where its time alone ends it
    protocol_id : one of `protocol.PRESETS`: how long to watch and to do in each set
    rate : how fast the model is shown, 1.0 being its own speed
    range_share : share of the model's range to aim at
    """

    exercise_id: str
    side: Side
    sets: int = PRESETS[DEFAULT_PROTOCOL].sets
    repetitions: int | None = None
    protocol_id: str = DEFAULT_PROTOCOL
    rate: float = DEFAULT_RATE
    range_share: float = 1.0

    def __post_init__(self) -> None:
        if not isinstance(self.exercise_id, str) or not self.exercise_id:
            raise PlanError(N_("A prescription needs an exercise."), N_("Choose one."))
        _one_of("side", self.side, SIDES)
        _one_of("protocol", self.protocol_id, PRESETS)
        _whole("sets", self.sets, (1, MOST_SETS))
        if self.repetitions is not None:
            _whole("repetitions", self.repetitions, (1, MOST_REPETITIONS))
        _within("speed", self.rate, RATE_RANGE)
        _within("share of the range", self.range_share, RANGE_SHARES)

    @property
    def key(self) -> Key:
        """What there is one of in a plan."""
        return self.exercise_id, self.side

    @property
    def dose(self) -> Protocol:
        """Its protocol, with the sets and the speed that are prescribed."""
        return replace(PRESETS[self.protocol_id], sets=self.sets, rate=self.rate)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be practised on each day of training; raises `PlanError` for what cannot be.

    prescriptions : in the order in which they are practised; none of them means that nothing is prescribed
    days_a_week : 1-7
    times_a_day : how often all of it is practised on such a day
    weeks : for so many from the day of this version; None until it is changed
    """

    prescriptions: tuple[Prescription, ...] = ()
    days_a_week: int = USUAL_DAYS
    weeks: int | None = None
    times_a_day: int = 1

    def __post_init__(self) -> None:
        _whole("days a week", self.days_a_week, (1, DAYS_OF_A_WEEK))
        _whole("times a day", self.times_a_day, (1, MOST_TIMES_A_DAY))
        if self.weeks is not None:
            _whole("weeks", self.weeks, (1, MOST_WEEKS))
        if len(self.prescriptions) > MOST_PRESCRIPTIONS:
            raise PlanError(
                N_("There are too many exercises in the plan."),
                N_("Keep to {most}."),
                most=MOST_PRESCRIPTIONS,
            )
        if len({each.key for each in self.prescriptions}) < len(self.prescriptions):
            raise PlanError(
                N_("An exercise is in the plan twice, on the same side."), N_("Take one of them out.")
            )

    @property
    def day_s(self) -> float:
        """Seconds of one day: sets and rests, without questions, placing, and passes played to their end."""
        return self.times_a_day * day_s([each.dose for each in self.prescriptions])

    def prescribed(self, key: Key) -> Prescription | None:
        """What is prescribed of an exercise on a side."""
        return next((each for each in self.prescriptions if each.key == key), None)

    def having(self, prescription: Prescription) -> Self:
        """With it, in the place of what was prescribed of the same exercise and side, or at the end."""
        if self.prescribed(prescription.key) is None:
            return replace(self, prescriptions=(*self.prescriptions, prescription))
        return self.changing(prescription.key, prescription)

    def changing(self, key: Key, prescription: Prescription) -> Self:
        """With another prescription in the place of one."""
        changed = (prescription if each.key == key else each for each in self.prescriptions)
        return replace(self, prescriptions=tuple(changed))

    def without(self, *keys: Key) -> Self:
        """Without these."""
        return replace(self, prescriptions=tuple(each for each in self.prescriptions if each.key not in keys))

    def to_json(self) -> dict[str, Any]:
        """Everything, defaults as well: a page of the chart has to be understood without this program."""
        return {**asdict(self), "prescriptions": [asdict(each) for each in self.prescriptions]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """What `to_json` wrote; fields this version does not know are left out.

        Raises `PlanError` for what is no plan, or has values that only a newer aotrainer knows.
        """
        try:
            listed = tuple(Prescription(**_known(Prescription, each)) for each in data["prescriptions"])
            return cls(**{**_known(cls, data), "prescriptions": listed})
        except (KeyError, TypeError, ValueError, AttributeError, PlanError) as cause:
            raise PlanError(*NEWER) from cause


@dataclass(frozen=True, slots=True)
class Version:
    """A plan as it stood from a moment on.

    at : timezone-aware UTC; author : who wrote it; uid : of its page
    problem : why it cannot be used here, and then the plan is empty; None for all others
    """

    plan: Plan
    at: datetime
    author: str
    uid: str
    problem: PlanError | None = None

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """What a page of the chart says; one that withdraws another says that nothing is prescribed."""
        try:
            plan = Plan() if entry.withdrawn else Plan.from_json(entry.content)
        except PlanError as problem:
            return cls(Plan(), entry.at, entry.author, entry.uid, problem)
        return cls(plan, entry.at, entry.author, entry.uid)

    def is_over(self, now: datetime) -> bool:
        """Whether the weeks it was made for have passed."""
        return self.plan.weeks is not None and now >= self.at + timedelta(weeks=self.plan.weeks)


def versions(entries: Iterable[Entry]) -> tuple[Version, ...]:
    """All that there were, in the order of the chart, the newest last."""
    return tuple(Version.of(entry) for entry in entries if entry.kind is Kind.PLAN)


def plan_in_force(entries: Iterable[Entry]) -> Version | None:
    """The version that holds; None where there never was one, or it was withdrawn.

    Where two stations wrote one each without knowing of the other, the later one holds; both are kept.
    """
    pages = in_force(entries, Kind.PLAN)
    return Version.of(max(pages, key=lambda page: page.at)) if pages else None


def plan_at(entries: Iterable[Entry], moment: datetime) -> Version | None:
    """The version that held at a moment (timezone-aware); None where none did.

    One whose weeks are over holds until it is changed, as on the first screen.
    """
    return plan_in_force(entry for entry in entries if entry.at <= moment)


def new_version(entries: Iterable[Entry], plan: Plan, at: datetime, author: str) -> Entry:
    """The page by which a plan takes the place of the one in force; at : timezone-aware UTC."""
    before = plan_in_force(entries)
    return Entry(Kind.PLAN, at, author, plan.to_json(), replaces=before.uid if before else None)


def prescribed_since(entries: Iterable[Entry]) -> Mapping[Key, datetime]:
    """From when on each exercise of the plan in force has been prescribed just as it is now."""
    pages = tuple(entries)
    now = plan_in_force(pages)
    told = (Version(Plan(), datetime.min, "", ""), *versions(pages))
    since: dict[Key, datetime] = {}
    for before, after in pairwise(told):
        for each in after.plan.prescriptions:
            if before.plan.prescribed(each.key) != each:
                since[each.key] = after.at
    return {each.key: since.get(each.key, now.at) for each in now.plan.prescriptions} if now else {}


def training_day(trained: Collection[date], today: date) -> int:
    """Which day of training of this week today is, from 1; a week begins on Monday.

    trained : days on which something was done, in the person's own time zone, like today
    """
    monday = today - timedelta(days=today.weekday())
    return 1 + len({day for day in trained if monday <= day < today})


def _known(kind: type[Plan | Prescription], data: Mapping[str, Any]) -> dict[str, Any]:
    names = {field.name for field in fields(kind)}
    return {name: value for name, value in data.items() if name in names}


def _whole(name: str, value: object, limits: tuple[int, int]) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise PlanError(
            N_("{name}: it has to be a whole number."), N_("Write it without a decimal point."), name=name
        )
    _within(name, value, limits)


def _within(name: str, value: float, limits: tuple[float, float]) -> None:
    low, high = limits
    if not low <= value <= high:
        raise PlanError(
            N_("{name}: it cannot be {value}."),
            N_("Choose a number between {low} and {high}."),
            name=name,
            value=value,
            low=low,
            high=high,
        )


def _one_of(name: str, value: str, choices: Collection[str]) -> None:
    if value not in choices:
        raise PlanError(
            N_("{name}: “{value}” is not known."),
            N_("Choose one of: {choices}."),
            name=name,
            value=value,
            choices=", ".join(choices),
        )
