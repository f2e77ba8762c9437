"""What a therapist sets for one person: safety first, then how watching and doing are done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aotrainer.audit import Deed
from aotrainer.chart.plan import Plan as ChartPlan
from aotrainer.chart.plan import plan_in_force
from aotrainer.language import N_, _, ngettext
from aotrainer.practice.breathing import NOT_A_TREATMENT
from aotrainer.practice.schedule import Schedule
from aotrainer.trial import TrialKind
from aotrainer.ui.kept_care import KeptCare
from aotrainer.ui.names import capital, named
from aotrainer.ui.plan_words import duration_words, plan_words
from aotrainer.ui.scene import Pop, Push, Scene, Transition
from aotrainer.ui.scenes.access import OPEN, PROTECTED, AccessScene
from aotrainer.ui.scenes.checklist import ChecklistScene
from aotrainer.ui.scenes.choosing import AS_FILMED, DemonstratorScene
from aotrainer.ui.scenes.message import NoteScene
from aotrainer.ui.scenes.plan import Plan
from aotrainer.ui.scenes.planning import PlanScene
from aotrainer.ui.scenes.reviewing.overview import ReviewScene
from aotrainer.ui.scenes.settings import OFF, ON, SettingsScene
from aotrainer.ui.scenes.typing import TypingScene
from aotrainer.ui.services import Services
from aotrainer.ui.words import dotted

CHOICES: dict[str, tuple[object, ...]] = {
    "ratings": (True, False),
    "pain_limit": tuple(range(11)),
    "fall_risk": (False, True),
    "settle_s": (0.0, 120.0, 180.0),
    "feedback": tuple(Schedule),
    "grading": ("off", "propose", "apply"),
    "kind": tuple(TrialKind),
    "tempo_guide": (False, True),
    "skeleton_only": (False, True),
    "probes": (False, True),
    "mirroring_min": (0, 10, 15),
    "video_days": (0, 7, 30, 90),
}
"""What each setting of `Care` may be here, in the order in which it is offered."""
WORDS: dict[object, str] = {
    Schedule.EVERY_TRIAL: N_("After every set"),
    Schedule.SUMMARY_3: N_("After every 3 sets"),
    Schedule.SUMMARY_5: N_("After every 5 sets"),
    Schedule.FADED: N_("Less from week to week"),
    Schedule.ON_REQUEST: N_("When asked for"),
    "off": N_("Off"),
    "propose": N_("Propose steps"),
    "apply": N_("Take steps at home"),
    TrialKind.WITH_MODEL: N_("With the model"),
    TrialKind.FROM_MEMORY: N_("From memory"),
    TrialKind.SELF_PACED: N_("At one's own pace"),
}


NO_VIDEOS = (
    N_("No videos are kept here."),
    N_("The record is on a server: nobody would delete them on this computer in time."),
)
SET, USUAL_WORDS = N_("Your words"), N_("The usual words")


class CareScene(SettingsScene):
    """Pages of settings for the person who trains."""

    private = True
    heading = N_("For the therapist")
    names = {  # noqa: RUF012 (a mapping that is never changed)
        "plan": N_("Plan"),
        "progress": N_("Progress"),
        "checklist": N_("Questions at the start"),
        "ratings": N_("Ask for pain and fatigue"),
        "pain_limit": N_("Pain that ends a session"),
        "fall_risk": N_("May fall: seated versions"),
        "settle_s": N_("Settling breaths"),
        "feedback": N_("Feedback"),
        "grading": N_("Graded practice"),
        "kind": N_("How sets are done"),
        "shower": N_("Demonstrator"),
        "tempo_guide": N_("Tempo guide"),
        "skeleton_only": N_("Show lines, not the face"),
        "probes": N_("Attention dots"),
        "mirroring_min": N_("Your own tension"),
        "emergency": N_("In an emergency"),
        "video_days": N_("Video of each set"),
        "access": N_("PIN and lock"),
    }
    notes = {  # noqa: RUF012
        "plan": N_("What to practise, how, and on how many days. Each version is kept."),
        "progress": N_("What was done, whether it gets better, and every set again."),
        "checklist": N_("Each is answered with yes or no. A no ends the session."),
        "ratings": N_("From 0 to 10, before and after."),
        "pain_limit": N_("A rating above this ends the session. 5 is a common rule, not a proven one."),
        "fall_risk": N_("Exercises are done seated, where there is a seated version."),
        "settle_s": NOT_A_TREATMENT,
        "feedback": N_("Less is often remembered better. You see every set at any time."),
        "grading": N_("Easier after two sets that failed, harder after three good ones."),
        "kind": N_("From memory: the model is hidden. Own pace: the tempo costs no points."),
        "shower": N_("Who shows the movements."),
        "tempo_guide": N_("A mark beside the mirror moves as the model does."),
        "skeleton_only": N_("The camera's picture stays hidden."),
        "probes": N_("Now and then a dot has to be answered while watching."),
        "emergency": N_("Whom to call; patients read it when they stop or feel dizzy."),
        "mirroring_min": N_("A reminder for you: jaw, shoulders, breath. No evidence, just an offer."),
        "video_days": N_("Kept encrypted on this computer, then deleted. Ask the person first."),
        "access": N_("Who may come here, and whose names are shown on the first screen."),
    }

    def __init__(self, services: Services, plan: Plan) -> None:
        super().__init__()
        if plan.patient is None:
            raise RuntimeError("Nobody was chosen.")
        self.services, self.plan = services, plan
        self.care = KeptCare(services.store, plan.patient, self._note)
        self._planned, self._away = self._read_plan(), False

    def title(self) -> str:
        """For whom: settings for the wrong person would not protect the right one."""
        return dotted((super().title(), self.care.patient.name))

    def choice(self, name: str) -> str:
        """What is chosen, in words."""
        if name == "plan":
            return plan_words(self._planned)
        if name == "progress":
            return _("Look back")
        if name == "shower":
            return capital(named("demonstrator", self.services.shown_to(self.plan.patient) or AS_FILMED))
        if name == "access":
            return _(PROTECTED if self.services.guard.now.sealed else OPEN)
        if name == "video_days" and self.services.films is None:
            return _(OFF)
        value = getattr(self.care.now, name)
        if name == "checklist":
            return ngettext("{count} question", "{count} questions", len(value)).format(count=len(value))
        if name == "emergency":
            return _(SET if value else USUAL_WORDS)
        return _choice_words(name, value)

    def change(self, name: str) -> Transition | None:
        """Step to the next choice, or open the screen for it."""
        opened = self._opened(name)
        if opened is not None:
            self._away = True
            return Push(opened)
        now, choices = getattr(self.care.read(), name), CHOICES[name]
        following = choices[(choices.index(now) + 1) % len(choices)] if now in choices else choices[0]
        self.care.change(**{name: following})
        return None

    def step(self, _now_s: float) -> Transition | None:
        """Read the plan again when its screen was left; this one asks for it with every picture."""
        if self._away:
            self._planned, self._away = self._read_plan(), False
        return None

    def _read_plan(self) -> ChartPlan:
        version = plan_in_force(self.services.store.entries(self.care.patient))
        return version.plan if version else ChartPlan()

    def _opened(self, name: str) -> Scene | None:
        """The screen of a setting that has one."""
        screens: dict[str, Callable[[], Scene]] = {
            "plan": lambda: PlanScene(self.services, self.care.patient),
            "progress": lambda: ReviewScene(self.services, self.care.patient),
            "shower": lambda: DemonstratorScene(self.services, self.plan),
            "emergency": lambda: EmergencyScene(self.care),
            "checklist": lambda: ChecklistScene(self.care),
            "access": lambda: AccessScene(self.services, self.care.patient),
            **({} if self.services.films else {"video_days": lambda: NoteScene(*map(_, NO_VIDEOS))}),
        }
        return screens[name]() if name in screens else None

    def _note(self, changes: Mapping[str, Any]) -> None:
        """What was set goes into the audit trail by its name: its words may be about somebody."""
        self.services.audited(Deed.CHANGED, self.care.patient, care=", ".join(sorted(changes)))


def _choice_words(name: str, value: object) -> str:
    if isinstance(value, bool):
        return _(ON if value else OFF)
    if name == "pain_limit":
        return _("Above {rating} of 10").format(rating=value)
    if name == "settle_s" and isinstance(value, float):
        return duration_words(value) if value else _(OFF)
    if name == "mirroring_min" and isinstance(value, int):
        said = ngettext("Every {count} minute", "Every {count} minutes", value)
        return said.format(count=value) if value else _(OFF)
    if name == "video_days" and isinstance(value, int):
        said = ngettext("Kept for {count} day", "Kept for {count} days", value)
        return said.format(count=value) if value else _(OFF)
    return _(WORDS[value])


class EmergencyScene(TypingScene):
    """What to do in an emergency, in the therapist's words."""

    def __init__(self, care: KeptCare) -> None:
        note = N_("For instance a name and a telephone number.")
        super().__init__(N_("In an emergency"), note, care.now.emergency)
        self._care = care

    def take(self) -> Transition:
        """Say this from now on."""
        self._care.change(emergency=self.typed.strip())
        return Pop()
