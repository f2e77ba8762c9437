"""Every screen in every state of it, for tests that look at all of them and for the contact sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aotrainer.access import Guard
from aotrainer.assembly import RULES as RULE_FILE
from aotrainer.care import MAX_CHECKLIST, MAX_WORDS, Care
from aotrainer.chart.plan import Plan, Prescription
from aotrainer.chart.presets import COURSES
from aotrainer.config import shipped
from aotrainer.errors import CameraError, ModelError, ServerGoneError, StoreError
from aotrainer.event import Event
from aotrainer.exercises import Exercise, Library
from aotrainer.language import _
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.placement import Check, Tick
from aotrainer.motion.placing_words import PARTS, turn_words
from aotrainer.motion.pose import PoseFrame, Side
from aotrainer.motion.watching import Lasting, Watching
from aotrainer.practice.level import Level
from aotrainer.practice.rules import read_rules
from aotrainer.practice.schedule import Schedule, Shown
from aotrainer.practice.tiring import Tired
from aotrainer.protocol import Protocol
from aotrainer.session import Farewell, Phase, StopReason
from aotrainer.session.attempt import make_display, make_trial
from aotrainer.session.doing import Doing
from aotrainer.session.observing import Observing
from aotrainer.store.server_failures import AWAY
from aotrainer.trial import Ending, Patient, Trial, TrialKind
from aotrainer.ui.kept_care import KeptCare
from aotrainer.ui.running import Running
from aotrainer.ui.scene import Pop, Scene
from aotrainer.ui.scenes import VIEWS, home_scene
from aotrainer.ui.scenes.access import AccessScene
from aotrainer.ui.scenes.alone import AloneScene, away_note
from aotrainer.ui.scenes.care import CareScene
from aotrainer.ui.scenes.checklist import USUAL, ChecklistScene, OwnQuestionScene
from aotrainer.ui.scenes.choices import AddPersonScene, DoseScene, PeopleScene
from aotrainer.ui.scenes.choosing import DemonstratorScene, RegionScene
from aotrainer.ui.scenes.comfort import NAMES as COMFORTS
from aotrainer.ui.scenes.comfort import ComfortScene
from aotrainer.ui.scenes.entrance import OfferScene, UnlockScene
from aotrainer.ui.scenes.feedback import FeedbackScene
from aotrainer.ui.scenes.home import problem_note
from aotrainer.ui.scenes.language import LanguageScene
from aotrainer.ui.scenes.message import ErrorScene, QuitScene
from aotrainer.ui.scenes.phase import PhaseScene
from aotrainer.ui.scenes.pin import AgainScene, NewPinScene
from aotrainer.ui.scenes.plan_lists import CourseScene, VersionsScene
from aotrainer.ui.scenes.planning import PlanScene, UnkeptScene, why_note
from aotrainer.ui.scenes.prescribing import AddingScene, PrescriptionScene
from aotrainer.ui.scenes.trouble import TroubleScene
from aotrainer.ui.services import Services
from tests.ui.past import reviews
from tests.ui.stage import CLIP_S, DOSE, FPS, Clock, arm_raise, task, unasked

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff the Third"
LONG_QUESTION = (
    "Is the chair against the wall, are the brakes of the wheelchair on and are your shoes closed?"
)
EMERGENCY = "In an emergency press the red button on your wrist, or call the ward on 0123 456789 at once."
SET_S = 2.5 * CLIP_S
DAY = replace(DOSE, sets=2, observe_s=30, imitate_s=40, rest_s=20)
SHORT_ARM_DEG = 55.0
RULES = read_rules(shipped("exercises", *RULE_FILE))[0]

State = tuple[str, Scene]


@dataclass(frozen=True)
class Gallery:
    """Where the states come from: real scenes on a scripted stage."""

    services: Services
    clock: Clock
    exercises: Mapping[str, Exercise]
    full: Library

    def states(self) -> Iterator[State]:
        """Each by its name. Draw one before the next is made: time and the record go on between them."""
        yield from self.before_anybody()
        yield from self.first_screens()
        yield from self.session_screens()

    def before_anybody(self) -> Iterator[State]:
        """On a new computer."""
        services = self.services
        home = home_scene(services)
        yield "language", LanguageScene(services, lambda: home)
        yield "home, new", home
        yield "people, nobody", PeopleScene(services, home.plan)
        yield "leave?", QuitScene()
        yield "problems", problem_note(services.library.problems * 5)
        yield (
            "error",
            ErrorScene(
                StoreError("The record cannot be written: the disk is full.", "Free some space."),
                way_back=True,
            ),
        )
        yield "error nobody foresaw", ErrorScene(None, way_back=False)
        gone = ServerGoneError(*AWAY, path="db.clinic:5432/aotrainer")
        yield "alone", AloneScene(services, gone, lambda: home)
        yield "alone, later", away_note(gone)

    def first_screens(self) -> Iterator[State]:
        """For who trains, and for the therapist."""
        services = self.services
        patient = unasked(services.store, LONG_NAME, self.clock)
        home, full = home_scene(services), home_scene(replace(services, library=self.full))
        for place in (home, full):
            place.plan.patient = patient
        yield "home", home
        for exercise in (*services.library.exercises, *services.library.exercises):
            home.plan.toggle(exercise, "left" if (exercise, "right") in home.plan.picked else "right")
        yield "home, all chosen", home
        full.plan.toggle("leg_0", "left")
        yield "home, pages", full
        services.store.keep_care(patient, Care(ratings=False, fall_risk=True))
        whole = replace(services.library, exercises=self.exercises)
        falling = home_scene(replace(services, library=whole))
        falling.plan.patient = patient
        yield "home, may fall", falling
        falling.press("after")
        yield "home, may fall, second page", falling
        services.store.keep_care(patient, Care(ratings=False))
        yield "regions", RegionScene(full.pages, 0, full.plan.picked, print)
        yield "doses", DoseScene(services, home.plan)
        yield "demonstrator", DemonstratorScene(services, home.plan)
        yield "person, typed", AddPersonScene(services, home.plan, 1)
        taken = AddPersonScene(services, home.plan, 1)
        taken.typed, taken.fresh = LONG_NAME, False
        taken.press("add")
        yield "person, taken", taken
        for number in range(11):
            services.store.add_patient(f"{number} {LONG_NAME}"[:40], self.clock.utc())
        yield "people, many", PeopleScene(services, home.plan)
        yield from self.settings(home.plan)
        yield from self.plans(patient)
        yield from reviews(
            replace(services, author=LONG_NAME), patient, self.exercises, trials(self.exercises)
        )

    def plans(self, patient: Patient) -> Iterator[State]:
        """The therapist's plan, and the first screen that follows it."""
        library = replace(self.services.library, exercises=self.exercises)
        services = replace(self.services, library=library, author=LONG_NAME)
        yield "plan, none", PlanScene(services, patient)
        names = tuple(self.exercises)
        full = Plan(
            tuple(Prescription(name, "left", 3, 12, rate=0.5) for name in (*names[:8], "my_own_exercise")),
            7,
            12,
        )
        for name, plan in (
            ("two", Plan(tuple(Prescription(name, "right") for name in names[:2]), 5, 4)),
            ("full", replace(COURSES["franceschini"].applied(full), days_a_week=7)),
        ):
            scene = PlanScene(services, patient)
            scene.draft.plan = plan
            yield f"plan, {name}", scene
            yield f"plan, {name}, unkept", UnkeptScene(scene.draft)
            scene.draft.keep()
            self.clock.now_s += 1
            yield f"plan, {name}, kept", PlanScene(services, patient)
            scene.press("more")
            yield f"plan, {name}, more", scene
            home = home_scene(services)
            home.plan.choose(patient, ())
            home.press("care")
            home.step(self.clock())
            yield f"home, plan of {name}", home
            yield f"doses, plan of {name}", DoseScene(services, home.plan)
            yield f"therapist, plan of {name}", CareScene(services, home.plan)
        usual = services.store.care(patient)
        services.store.keep_care(patient, replace(usual, fall_risk=True))
        falling = home_scene(services)
        falling.plan.choose(patient, ())
        falling.press("care")
        falling.step(self.clock())
        yield "home, plan of somebody who may fall", falling
        services.store.keep_care(patient, usual)
        yield "plan, why", why_note(scene.draft)
        for each in (full.prescriptions[0], full.prescriptions[-1]):
            prescription = PrescriptionScene(services.library, scene.draft, each)
            for key in PrescriptionScene.names:
                prescription.focus.key = key
                yield f"prescription, {each.exercise_id}, {key}", prescription
        yield "plan, adding", AddingScene(services.library, scene.draft)
        yield "plan, presets", CourseScene(scene.draft)
        scene.draft.plan = Plan()
        for _n in range(4):
            scene.draft.keep()
        yield "plan, versions", VersionsScene(scene.draft)

    def settings(self, plan) -> Iterator[State]:
        """Of the computer and of one person."""
        comfort = ComfortScene(self.services)
        for name in COMFORTS:
            comfort.focus.key = name
            yield f"settings, {name}", comfort
        care = CareScene(self.services, plan)
        for page in range(care._pages):
            care.page = page
            for name in care._shown():
                care.focus.key = name
                yield f"therapist, {name}", care
        checklist = ChecklistScene(care.care)
        yield "checklist", checklist
        questions = [_(question) for question in USUAL] + [LONG_QUESTION[:60]] * (MAX_CHECKLIST - len(USUAL))
        asked = Care(checklist=tuple(f"{n} {q}" if n >= len(USUAL) else q for n, q in enumerate(questions)))
        self.services.store.keep_care(plan.patient, asked)
        checklist = ChecklistScene(KeptCare(self.services.store, plan.patient))
        yield "checklist, full", checklist
        yield from self.access(plan.patient)
        own = OwnQuestionScene(print)
        own.typed = LONG_QUESTION[:60]
        yield "own question", own

    def access(self, patient: Patient) -> Iterator[State]:
        """The door of the therapist's area."""
        guard = Guard(since_s=self.clock())
        services = replace(self.services, guard=guard)
        yield "PIN, offer", OfferScene(services, Pop)
        for name in AccessScene.names:
            access = AccessScene(services, patient)
            access.focus.key = name
            yield f"access, {name}", access
        new = NewPinScene(services, Pop)
        yield "PIN, new", new
        new.typed = "1234"
        new.press("ok")
        yield "PIN, new, too easy", new
        again = AgainScene(services, Pop, "2580")
        yield "PIN, once more", again
        again.typed = "0000"
        yield "PIN, not the same", again.press("ok").scene
        guard.seal("2580", self.clock())
        guard.change(self.clock(), only=patient.uid)
        yield "access, locked", AccessScene(services, patient)
        yield "PIN, another", NewPinScene(services, Pop)
        unlock = UnlockScene(services, Pop)
        unlock.typed = "258011"
        yield "PIN, typed", unlock
        unlock.press("ok")
        yield "PIN, wrong", unlock
        guard.change(self.clock(), failed=9)
        unlock.step(self.clock())
        yield "PIN, wait", unlock

    def session_screens(self) -> Iterator[State]:
        """Everything that a session shows."""
        yield from self.questions()
        yield from self.placing()
        yield from self.watching()
        yield from self.doing()
        yield from self.results()
        yield from self.rests()
        yield from self.ends()

    def questions(self) -> Iterator[State]:
        """Before the training."""
        asking = Care(checklist=((LONG_QUESTION * 2)[:MAX_WORDS],), settle_s=180.0)
        running = self.running(asking)
        yield "question", running.scene()
        for name in ("pain", "fatigue"):
            running.session.answer(1, self.later(running))
            scene = running.scene()
            yield name, scene
            scene.chosen = 10
            yield f"{name}, chosen", scene
        running.session.answer(1, self.later(running))
        for seconds in (2, 6):
            yield f"settle, {seconds} s", self.stepped(running, seconds)
        self.led_to(running, Phase.INTRODUCE)
        yield "introduce", self.stepped(running)
        for name in ("elbow_flexion", "sit_to_stand"):
            falling = self.running(Care(ratings=False, fall_risk=True), tasks=(name,))
            yield f"introduce, may fall, {name}", falling.scene()
        seated = self.running(Care(ratings=False, fall_risk=True), tasks=("seated_shoulder_abduction",))
        chosen = replace(seated.session.task, in_place_of=self.exercises["shoulder_abduction"])
        seated.session.course.tasks[0] = chosen
        yield "introduce, seated version", seated.scene()
        reminded = self.running(Care(ratings=False, mirroring_min=10))
        self.clock.now_s += 601
        yield "introduce, reminder", reminded.scene()

    def placing(self) -> Iterator[State]:
        """The camera check."""
        running = self.running()
        self.led_to(running, Phase.PLACE)
        yield "place, no picture", running.scene()
        self.services.worker.pose = PoseFrame.nobody
        yield "place, nobody", self.stepped(running)
        self.services.worker.pose = arm_raise
        yield "place, all right", self.stepped(running)
        cramped = _("Step back a little: {part} has to stay in the picture, all the way.")
        for words in (
            cramped.format(part=_(PARTS["right_shoulder"])),
            turn_words(0.0, 45.0),
            _("It is too bright. Turn the camera away from the window, or close the curtain."),
            _("The camera is slow. Close other programs, or make the room brighter, and wait a moment."),
            _("Somebody else is in the picture. Who helps should stand beside the camera, or behind you."),
        ):
            running = self.running()
            self.led_to(running, Phase.PLACE)
            scene = self.stepped(running, 0.1)
            wrong = (Check.FACING, Check.LIGHT)
            running.session.placing.ticks = tuple(Tick(check, check not in wrong, words) for check in Check)
            yield f"place, {words[:24]}", scene

    def watching(self) -> Iterator[State]:
        """The model, and who watches it."""
        for name, watching in (
            ("", Watching()),
            (", nobody there", Watching(presence=Lasting(False), last_s=0.0)),
            (", looking away", Watching(gaze=Lasting(False))),
            (", moving along", Watching(stillness=Lasting(False))),
        ):
            running = self.running()
            scene = self.in_phase(running, Phase.OBSERVE)
            last_s = None if watching.last_s is None else running.time_s(self.clock())
            running.session.observing.watching = replace(watching, last_s=last_s)
            yield f"observe{name}", scene
        running = self.running()
        scene = self.in_phase(running, Phase.OBSERVE)
        running.session.observing = Observing((running.elapsed_s(self.clock()) - 0.5,))
        yield "observe, dot", scene
        running.shows_control = True
        yield "observe, control film", scene

    def doing(self) -> Iterator[State]:
        """The countdown and the set."""
        running = self.running()
        self.led_to(running, Phase.OBSERVE)
        self.services.worker.close()
        scene = self.in_phase(running, Phase.GET_READY)
        yield "get ready, no picture", scene
        self.clock.now_s += 1
        for _n in range(16):
            self.clock.now_s += 1
            scene.step(self.clock())
        yield "get ready, long without a picture", scene
        self.services.worker.open()
        yield "get ready", self.stepped(running, 0.5)
        for name, care in (
            ("", Care(ratings=False)),
            (", from memory", Care(ratings=False, kind=TrialKind.FROM_MEMORY)),
            (", own pace", Care(ratings=False, kind=TrialKind.SELF_PACED)),
            (", lines only", Care(ratings=False, skeleton_only=True)),
            (", tempo guide", Care(ratings=False, tempo_guide=True)),
        ):
            yield f"imitate{name}", self.in_phase(self.running(care), Phase.IMITATE)
        running = self.running(Care(ratings=False, grading="apply"), rules=RULES)
        scene = self.in_phase(running, Phase.IMITATE)
        running.session.doing.assisted_s = [1.0, 2.0]
        yield "imitate, goal, helped", scene
        self.services.worker.pose = lambda time_s: replace(arm_raise(CLIP_S / 2), time_s=time_s)
        yield "imitate, waiting for the start", self.in_phase(self.running(), Phase.IMITATE)
        self.services.worker.pose = arm_raise

    def results(self) -> Iterator[State]:
        """Feedback."""
        good, poor, unseen = trials(self.exercises)
        for name, done in (
            ("", (poor,)),
            (", nothing to change", (good,)),
            (", several", (poor, good, poor)),
            (", not judged", (unseen,)),
        ):
            yield f"feedback{name}", self.feedback(self.running(), *done)
        scene = self.feedback(self.running(), poor)
        self.clock.now_s += 2
        scene.press("show")
        scene.step(self.clock())
        yield "replay", scene
        self.clock.now_s += -scene.replay.moments[0].time_s * 2 + 0.5 if scene.replay else 0
        scene.now_s = self.clock()
        yield "replay, worst moment", scene

    def feedback(self, running: Running, *done: Trial) -> FeedbackScene:
        """After these sets."""
        session = running.session
        self.led_to(running, Phase.PLACE)
        session.trials.extend(
            replace(trial, exercise_id=session.task.exercise.id, side=session.task.side) for trial in done
        )
        session.course.met.append(session.task)
        session.phase, session.told = Phase.FEEDBACK, Shown(len(done))
        session.linger(running.time_s(self.later(running)))
        scene = FeedbackScene(running)
        scene.now_s = self.clock()
        return scene

    def rests(self) -> Iterator[State]:
        """Between sets."""
        good, _poor, unseen = trials(self.exercises)
        yield "rest, next set", self.rest(self.running(), good)
        running = self.running(tasks=("elbow_flexion", "hand_to_mouth"), dose=replace(DAY, sets=1))
        yield "rest, next exercise", self.rest(running, good)
        asking = self.running(Care(ratings=False, feedback=Schedule.ON_REQUEST))
        scene = self.rest(asking, good)
        asking.session.told = Shown(0)
        yield "rest, how did it go?", scene
        tired = self.running()
        tired.session.tired = Tired.SMALLER
        yield "rest, tired", self.rest(tired, good)
        for grading, outcome, times in (
            ("propose", good, 3),
            ("propose", unseen, 2),
            ("apply", good, 3),
            ("apply", unseen, 2),
        ):
            level = Level(0.75, 1.0, True, 8)
            running = self.running(Care(ratings=False, grading=grading), rules=RULES, level=level)
            scene = self.rest(running, outcome)
            for _n in range(times):
                running.session.graded.took(running.session.task, outcome.outcome, has_part=True)
            yield f"rest, {grading} {running.session.graded.proposal.step}", scene

    def rest(self, running: Running, *done: Trial) -> PhaseScene:
        """After these sets and their feedback."""
        self.feedback(running, *done)
        running.session.advance(running.time_s(self.clock()))
        return self.stepped(running, 0.5)

    def ends(self) -> Iterator[State]:
        """STOP, the last questions, the last words, and what goes wrong."""
        good, poor, unseen = trials(self.exercises)
        for name, care in (
            ("", Care(ratings=False)),
            (", own words", Care(emergency=EMERGENCY, ratings=False)),
        ):
            running = self.running(care)
            running.stop(self.later(running))
            yield f"stopped{name}", running.scene()
        asked = self.running(Care(), answered=True)
        asked.stop(self.later(asked))
        asked.session.give_reason(StopReason.FATIGUE, self.later(asked))
        yield "pain, afterwards", asked.scene()
        for farewell in Farewell:
            for count in (0, 2):
                running = self.running(Care(ratings=False, emergency=EMERGENCY))
                yield (
                    f"summary, {farewell.value}, {count} sets",
                    self.summary(running, farewell, *[good, poor][:count]),
                )
        many = self.running(tasks=tuple(self.exercises)[:9])
        for each in many.session.tasks:
            many.session.course.met.append(each)
            many.session.trials += [
                replace(good, exercise_id=each.exercise.id, side=each.side, set_number=n) for n in (1, 2, 3)
            ]
        yield "summary, many", self.summary(many, Farewell.COMPLETED)
        many.session.farewell = Farewell.DIZZY
        yield "summary, many, dizzy", many.scene()
        yield "summary, not judged", self.summary(self.running(), Farewell.COMPLETED, unseen, good)
        for error in (
            CameraError("The camera is used by another program.", "Close the other program, then try again."),
            ModelError("The pose model is missing.", "Reinstall aotrainer."),
        ):
            yield f"trouble, {type(error).__name__}", TroubleScene(self.running(), error)

    def summary(self, running: Running, farewell: Farewell, *done: Trial) -> PhaseScene:
        """The last screen."""
        if done:
            self.feedback(running, *done)
        running.session.stop(running.time_s(self.later(running)))
        running.session.give_reason(None, running.time_s(self.later(running)))
        running.session.farewell = farewell
        return running.scene()

    def running(
        self,
        care: Care | None = None,
        tasks: Sequence[str] = ("shoulder_abduction",),
        side: Side = "right",
        dose: Protocol = DAY,
        *,
        rules=None,
        level: Level | None = None,
        answered: bool = False,
    ) -> Running:
        """A session of somebody, before its first phase."""
        services = replace(self.services, rules=rules)
        patient = self.person()
        services.store.keep_care(patient, care or Care(ratings=False))
        made = [task(self.exercises, name, side) for name in tasks]
        running = Running(services, patient, made, dose, VIEWS)
        if level is not None:
            running.session.graded._levels[(made[0].exercise.id, side)] = level
        while answered and running.session.question:
            running.session.answer(1, self.later(running))
        return running

    def person(self) -> Patient:
        """Always the same."""
        known = [each for each in self.services.store.patients() if each.name == LONG_NAME]
        return known[0] if known else unasked(self.services.store, LONG_NAME, self.clock)

    def later(self, running: Running) -> float:
        """A second later, in the session's time."""
        self.clock.now_s += 1
        running.step(self.clock())
        return running.time_s(self.clock())

    def led_to(self, running: Running, phase: Phase) -> None:
        """On to a phase, one second in each before it."""
        for _n in range(20):
            if running.phase is phase:
                return
            self.later(running)
            if running.phase is not phase:
                running.advance(self.clock())
        raise RuntimeError(f"{phase} never came")

    def in_phase(self, running: Running, phase: Phase) -> PhaseScene:
        """The scene of a phase, a second after it began."""
        self.led_to(running, phase)
        return self.stepped(running, 1.0)

    def stepped(self, running: Running, seconds: float = 1.0) -> PhaseScene:
        """The scene of the phase under way, so many seconds later."""
        scene = running.scene()
        self.clock.now_s += seconds
        scene.step(self.clock())
        return scene


_made: dict[str, tuple[Trial, Trial, Trial]] = {}


def trials(exercises: Mapping[str, Exercise]) -> tuple[Trial, Trial, Trial]:
    """One as good as the model, one that stops short, one that cannot be judged; scored once."""
    if "trials" not in _made:
        nobody = Unscorable(
            Reason.NO_REPETITION, "No whole repetition was seen. Begin and end where the model does."
        )
        good, poor = (_trial(exercises, top_deg) for top_deg in (90.0, SHORT_ARM_DEG))
        _made["trials"] = good, poor, replace(poor, outcome=nobody)
    return _made["trials"]


def _trial(exercises: Mapping[str, Exercise], top_deg: float) -> Trial:
    of = task(exercises, "shoulder_abduction", "right")
    doing = Doing(of, 0.0)
    doing.take([arm_raise(n / FPS, "right", top_deg) for n in range(int(SET_S * FPS))], 0.0)
    level = Level(1.0, 1.0, True, 8)
    return make_trial(
        of, level, doing, make_display(of, 1.0, 2, None, None),
        protocol_id="tiny", kind=TrialKind.WITH_MODEL, set_number=1, started_at=Clock().utc(),
        duration_s=SET_S, ending=Ending.COMPLETED,
    )  # fmt: skip


def logged(gallery: Gallery) -> list[Event]:
    """What was noted in the latest session."""
    store = gallery.services.store
    return list(store.events(store.sessions(gallery.person())[-1].session_id))
