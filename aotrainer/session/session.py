"""The session as a state machine: arrive, meet the exercise, watch, do, see how it went, rest, and so on.

`Session.step(now_s, poses)` is called once a tick and returns the phase. Time and poses come in; a finished
`Trial` goes out through `record` **before** its feedback is shown, and what else happens through `note` at
once: what a patient has seen or said is already kept. There is no clock, camera, database or screen in here,
so a whole session is tested in milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from aotrainer.care import Care
from aotrainer.event import Detail, What
from aotrainer.motion.placement import Surroundings
from aotrainer.motion.pose import PoseFrame
from aotrainer.motion.score import Score
from aotrainer.practice.grading import Proposal
from aotrainer.practice.level import Level
from aotrainer.practice.probe import probes
from aotrainer.practice.rules import Rules
from aotrainer.practice.schedule import NOTHING, THE_TRIAL, shown
from aotrainer.practice.tiring import Tired, Tiring, tired
from aotrainer.protocol import Protocol
from aotrainer.session.attempt import make_display, make_trial
from aotrainer.session.course import Course, PartOf, no_part
from aotrainer.session.doing import Doing
from aotrainer.session.grading import Graded, Key, key_of
from aotrainer.session.observing import Observing
from aotrainer.session.phase import Farewell, Phase, StopReason
from aotrainer.session.placing import Placing
from aotrainer.session.questions import Question, after, before, ending, noted
from aotrainer.session.starting import Starting
from aotrainer.session.stopping import ASKED_NOTHING_MORE, Stop, farewell
from aotrainer.session.telling import began, graded, placed, watched
from aotrainer.session.timing import duration_s
from aotrainer.task import Task
from aotrainer.trial import Display, Ending, Trial

UNKNOWN = Surroundings(brightness=0.5, people=1)
"""When nobody looks at the picture itself."""

NO_LEVELS: Mapping[Key, Level] = {}

Note = Callable[[What, Mapping[str, Detail]], None]


class Session:
    """Leads through all tasks, each in as many sets as its protocol asks for.

    protocol : the dose of each task that has none of its own
    care : what the therapist set for this person
    record : keeps a trial; called once a set, and has to have kept it when it returns
    note : keeps what else happens, at once
    started_at : timezone-aware UTC at `now_s`, the clock of every later call
    weeks : since this person's first session
    rules : by which practice becomes easier or harder; levels : where earlier sessions left it
    part_of : the part action of a task, None if it has none
    control : whether a control film is watched in the model's place

    Public state, for drawing: `phase`, whether there is a `camera`, what is practised (`course`) and how hard
    (`graded`), the camera check (`placing`), the dose of watching (`observing`), the set under way
    (`doing`), the `trials` so far, the `farewell` at the end, whether it came before its
    time (`early`), and a rating above the limit (`pain`).
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        protocol: Protocol,
        care: Care,
        record: Callable[[Trial], None],
        note: Note,
        started_at: datetime,
        now_s: float,
        *,
        weeks: float = 0.0,
        rules: Rules | None = None,
        levels: Mapping[Key, Level] = NO_LEVELS,
        part_of: PartOf = no_part,
        control: bool = False,
    ) -> None:
        self.care = care
        self.graded = Graded(protocol, care.grading, rules, dict(levels))
        self.course = Course(tasks, protocol, self.graded, part_of)
        self.trials: list[Trial] = []
        self.doing: Doing | None = None
        self.placing: Placing | None = None
        self.observing = Observing()
        self.farewell, self.early = Farewell.COMPLETED, False
        self.pain: int | None = None
        self.told = NOTHING
        self.tired: Tired | None = None
        self.camera, self._control = True, control
        self.picture_px: tuple[int, int] | None = None
        self.window_px: tuple[int, int] | None = None
        self._record, self._note = record, note
        self._weeks, self._tiring = weeks, rules.tiring if rules else Tiring()
        self._started_at, self._started_s = started_at, now_s
        self._asked = list(before(care))
        self._stopped = Stop(Phase.CHECK_IN, 0.0)
        self._kept: Doing | None = None
        self._starting: Starting | None = None
        self._elsewhere: set[Key] = set()
        self._camera_runs = False
        self._entered_s = self._stepped_s = now_s
        self.phase = self._first_phase()

    @property
    def tasks(self) -> Sequence[Task]:
        """All exercises, whole or in part, as they are done."""
        return self.course.tasks

    @property
    def task(self) -> Task:
        """The exercise under way; in the summary, the last one."""
        return self.course.task

    @property
    def protocol(self) -> Protocol:
        """The dose of the exercise under way."""
        return self.course.protocol

    @property
    def set_number(self) -> int:
        """Which set of it, from 1."""
        return self.course.set_number

    @property
    def next_task(self) -> Task | None:
        """What comes after this set: the same exercise again, the next one, or nothing."""
        return self.course.next_task

    @property
    def trial(self) -> Trial | None:
        """The latest finished trial."""
        return self.trials[-1] if self.trials else None

    @property
    def repetitions(self) -> int:
        """How many were counted in this set."""
        return len(self.doing.repetitions) if self.doing else 0

    @property
    def question(self) -> Question | None:
        """What is to be answered now."""
        return self._asked[0] if self._asked else None

    @property
    def proposed(self) -> Proposal | None:
        """The next step, as long as it waits for a therapist to accept it here."""
        waits = self.care.grading == "propose" and not self.graded.applied
        return self.graded.proposal if waits else None

    @property
    def rate(self) -> float:
        """How fast the clip is shown, 1.0 being its own speed."""
        return self.course.level.rate

    @property
    def goal(self) -> int | None:
        """After how many repetitions the set ends; None where time alone ends it."""
        return self.course.goal

    @property
    def waits_for_start(self) -> bool:
        """Whether the set under way stands still until the patient is where the model starts."""
        return self.phase is Phase.IMITATE and self._starting is not None and self._starting.holds

    def elapsed_s(self, now_s: float) -> float:
        """Seconds in this phase, but for those in which it stood still."""
        return now_s - self._entered_s

    def duration_s(self) -> float:
        """How long this phase takes; infinite for those that stay until they are left."""
        watching_s, was_tiring = self.course.watching_s, self.tired is not None
        return duration_s(self.phase, self.protocol, self.care, watching_s, tired=was_tiring)

    def remaining_s(self, now_s: float) -> float:
        """Seconds until this phase ends by itself; the countdown starts when the camera gives pictures."""
        if self._waits_for_camera():
            return self.duration_s()
        return max(0.0, self.duration_s() - self.elapsed_s(now_s))

    def step(
        self, now_s: float, poses: Sequence[PoseFrame] = (), surroundings: Surroundings = UNKNOWN
    ) -> Phase:
        """Take in what was tracked since the last call, and go on to the next phase when it is time."""
        if poses and self._waits_for_camera():
            self._camera_runs, self._entered_s = True, now_s
        since_s, self._stepped_s = now_s - self._stepped_s, now_s
        if self.phase is Phase.OBSERVE:
            self.observing.take(poses)
            if self.observing.deserted(now_s):
                self._entered_s += since_s  # watching that nobody does is not part of the dose
        if self.phase is Phase.PLACE and self.placing:
            self.placing.take(poses, surroundings, now_s)
            if self.placing.fulfilled(now_s):
                return self.advance(now_s)
        if self.phase is Phase.GET_READY and self._starting:
            self._starting.look(poses, now_s)
        if self.phase is Phase.IMITATE and self.doing:
            self._do(self.doing, poses, now_s, since_s)
        if self.elapsed_s(now_s) >= self.duration_s() and not self._waits_for_camera():
            self.advance(now_s)
        return self.phase

    def advance(self, now_s: float) -> Phase:
        """Go on to the next phase now, as when the patient says "done" or "next"."""
        match self.phase:
            case Phase.SETTLE:
                self._say(What.SETTLED, seconds=self.elapsed_s(now_s))
                self._enter(Phase.INTRODUCE, now_s)
            case Phase.INTRODUCE:
                self._enter_place(now_s)
            case Phase.PLACE:
                self._say(What.PLACED, **placed(self.placing, now_s, self.elapsed_s(now_s)))
                self._watch(now_s)
            case Phase.OBSERVE:
                self._say(What.WATCHED, **self._watched(self.elapsed_s(now_s)))
                self._enter(Phase.GET_READY, now_s)
            case Phase.GET_READY:
                self._start_set(now_s)
            case Phase.IMITATE:
                self._finish_set(now_s, Ending.COMPLETED)
                self._enter(self._after_set() if self.told.nothing else Phase.FEEDBACK, now_s)
            case Phase.FEEDBACK:
                self._enter(self._after_set(), now_s)
            case Phase.REST:
                self._next_set(now_s)
            case Phase.CHECK_IN | Phase.CHECK_OUT | Phase.STOPPED | Phase.SUMMARY:
                pass  # left by an answer only
        return self.phase

    def answer(self, value: int, now_s: float) -> Phase:
        """Answer the question that is asked: 1 or 0 to an item of the checklist, a rating from 0 to 10."""
        question = self._asked.pop(0)
        what, details = noted(question, value, self.phase)
        self._say(what, **details)
        end = ending(question, value, self.care)
        if end is not None and self.farewell is not Farewell.DIZZY:
            self.pain = value if question.about == "pain" else None
            return self._end(now_s, *end)
        if not self._asked:
            self._enter(self._after_questions(), now_s)
        return self.phase

    def skip_questions(self, now_s: float) -> Phase:
        """The window closes before the last questions are answered: the training is over all the same."""
        if self.phase is Phase.CHECK_OUT:
            self._asked = []
            self._enter(Phase.SUMMARY, now_s)
        return self.phase

    def answer_dot(self, now_s: float) -> None:
        """Something was pressed while watching: if a dot is there, it is answered."""
        if self.phase is Phase.OBSERVE:
            self.observing.answer(self.elapsed_s(now_s))

    def lost_track(self, now_s: float) -> Phase:
        """The patient wants to watch again; what was done of a set is kept."""
        self._say(What.LOST_TRACK, phase=self.phase.value, after_s=self.elapsed_s(now_s))
        self._break_off(now_s)
        return self._watch(now_s)

    def cannot(self, now_s: float) -> Phase:
        """The patient cannot do this one: on to a part of it, or else to the next exercise."""
        phase, too_much = self.phase, self.task.exercise.id
        self._break_off(now_s)
        instead = self.course.take_part()
        name = instead.exercise.id if instead else None
        self._say(What.CANNOT, exercise=too_much, phase=phase.value, instead=name)
        more = instead is not None or self.course.skip()
        return self._enter(Phase.INTRODUCE if more else self._leaving(), now_s)

    def leave_out(self, now_s: float) -> Phase:
        """The exercise cannot be shown: on to the next one, or to the end."""
        self._break_off(now_s)
        return self._enter(Phase.INTRODUCE if self.course.skip() else self._leaving(), now_s)

    def go_without_camera(self, now_s: float) -> None:
        """From now on nobody is seen: watching and doing go on, and sets are kept as not judged."""
        self.camera = False
        if self.doing:
            self.doing.unseen = True
        if self.phase is Phase.PLACE:
            self.advance(now_s)
        elif self.phase is Phase.GET_READY:
            self._entered_s = now_s  # the countdown waited for the camera

    def ask_feedback(self, now_s: float) -> Phase:
        """The patient wants to know how the latest set went, whatever the schedule."""
        if self.phase is Phase.REST and self.trials:
            self.told = THE_TRIAL
            self._say(What.ASKED)
            self._enter(Phase.FEEDBACK, now_s)
        return self.phase

    def linger(self, now_s: float) -> None:
        """Begin the time for feedback anew: somebody looks closer."""
        if self.phase is Phase.FEEDBACK:
            self._entered_s = now_s

    def accept(self) -> None:
        """The therapist accepts the step that is proposed."""
        step = self.proposed
        if step is not None and self.phase is Phase.REST:
            self.course.accept()
            self._say(What.GRADED, **graded(self.course.asked_for, step, applied=True))

    def assist(self, now_s: float) -> None:
        """The therapist helps with the repetition under way."""
        if self.phase is Phase.IMITATE and self.doing:
            self.doing.assist(now_s)
            self._say(What.ASSISTED, at_s=self.doing.assisted_s[-1])

    def stop(self, now_s: float) -> Phase:
        """Stop at once, keeping what was done of the set under way, and ask why."""
        if self.phase in (Phase.STOPPED, Phase.SUMMARY):
            return self.phase
        self._say(What.STOPPED, phase=self.phase.value)
        self._stopped = Stop(self.phase, self.elapsed_s(now_s))
        self._break_off(now_s)
        return self._enter(Phase.STOPPED, now_s)

    def resume(self, now_s: float) -> Phase:
        """STOP was not meant: watching goes on where it was, and a turn is done once more."""
        self._say(What.RESUMED)
        if self._stopped.phase is Phase.OBSERVE:
            return self._enter(Phase.OBSERVE, now_s - self._stopped.after_s)
        there = self._stopped.resumed_in
        if there is Phase.REST:
            there = self._after_set()
        return self._enter_place(now_s) if there is Phase.PLACE else self._enter(there, now_s)

    def give_reason(self, reason: StopReason | None, now_s: float) -> Phase:
        """Why it was stopped, None if nobody says; then the last questions, but for who feels dizzy."""
        self._say(What.REASON, reason=reason.value if reason else None)
        if self._stopped.phase is Phase.OBSERVE:
            self._say(What.WATCHED, **self._watched(self._stopped.after_s))
        self.early, self.farewell = True, farewell(reason)
        if reason in ASKED_NOTHING_MORE:
            return self._enter(Phase.SUMMARY, now_s)
        return self._enter(self._leaving(), now_s)

    def _after_set(self) -> Phase:
        return Phase.REST if self.next_task else self._leaving()

    def _do(self, doing: Doing, poses: Sequence[PoseFrame], now_s: float, since_s: float) -> None:
        """The set under way; while it waits for its start, its time stands still."""
        counted = doing.take(poses, now_s)
        if self._starting is not None and self._starting.holds:
            self._entered_s += since_s
            self._wait(self._starting, doing, poses, now_s)
        elif counted:
            self._counted(now_s)

    def _wait(self, starting: Starting, doing: Doing, poses: Sequence[PoseFrame], now_s: float) -> None:
        """Until the patient is where the model starts; a repetition from another start counts."""
        starting.look(poses, now_s)
        if doing.repetitions:
            starting.open()
        elif not starting.holds:
            self.doing = doing.anew(now_s)
        if not starting.holds:
            self._begun(starting)

    def _begun(self, starting: Starting) -> None:
        """A set has begun; who begins elsewhere once is not held again."""
        if starting.at_start is False:
            self._elsewhere.add(key_of(self.task))
        self._say(What.BEGAN, **began(self.task, starting))

    def _counted(self, now_s: float) -> None:
        """Repetitions were counted anew: the set ends when enough are done, or when they decline."""
        done = self.doing.repetitions if self.doing else ()
        self.tired = tired(done, self._tiring)
        if self.tired:
            self._say(What.TIRED, decline=self.tired.value, repetitions=len(done))
        if self.tired or (self.goal is not None and len(done) >= self.goal):
            self.advance(now_s)

    def _first_phase(self) -> Phase:
        if self._asked:
            return Phase.CHECK_IN
        return Phase.SETTLE if self.care.settle_s else Phase.INTRODUCE

    def _after_questions(self) -> Phase:
        return Phase.SUMMARY if self.phase is Phase.CHECK_OUT else self._first_phase()

    def _leaving(self) -> Phase:
        """The last questions, if there are any."""
        self._asked = list(after(self.care))
        return Phase.CHECK_OUT if self._asked else Phase.SUMMARY

    def _end(self, now_s: float, farewell: Farewell, details: Mapping[str, Detail]) -> Phase:
        """A rule of the therapist's ends the session; after the training, it only chooses the last words."""
        if self.phase is not Phase.CHECK_OUT:
            self._say(What.ENDED, why=farewell.value, **details)
            self._asked, self.early = [], True
        self.farewell = farewell
        return self._enter(Phase.CHECK_OUT if self._asked else Phase.SUMMARY, now_s)

    def _enter(self, phase: Phase, now_s: float) -> Phase:
        if phase is Phase.GET_READY:
            self._camera_runs = False
            self._starting = Starting(self.task, may_hold=key_of(self.task) not in self._elsewhere)
        self.phase, self._entered_s = phase, now_s
        return phase

    def _enter_place(self, now_s: float) -> Phase:
        """The camera check, or past it."""
        if not self.camera:
            return self._watch(now_s)
        self.placing = Placing(self.task, now_s)
        return self._enter(Phase.PLACE, now_s)

    def _watch(self, now_s: float) -> Phase:
        """The dose of watching, from its first second."""
        self.observing = Observing(self._dots())
        return self._enter(Phase.OBSERVE, now_s)

    def _dots(self) -> tuple[float, ...]:
        """When dots appear while watching: not to be foreseen, and the same when the session is replayed."""
        if not self.care.probes:
            return ()
        watching_s = self.course.watching_s
        seed = int(self._started_at.timestamp()) + len(self.trials)
        return probes(watching_s, seed, watching_s / self.course.loops)

    def _waits_for_camera(self) -> bool:
        return self.camera and self.phase is Phase.GET_READY and not self._camera_runs

    def _watched(self, seconds: float) -> dict[str, Detail]:
        return watched(self.task, self._display(), seconds, self.care.arm, self.observing)

    def _start_set(self, now_s: float) -> None:
        self.doing, self.tired = Doing(self.task, now_s), None
        self.doing.unseen = not self.camera
        self.course.met.append(self.task)
        self._enter(Phase.IMITATE, now_s)
        if self._starting is not None:
            self._starting.begin(now_s)
            if not self._starting.holds:
                self._begun(self._starting)

    def _next_set(self, now_s: float) -> Phase:
        return self._enter(Phase.INTRODUCE, now_s) if self.course.go_on() else self._watch(now_s)

    def _break_off(self, now_s: float) -> None:
        if self.phase is Phase.IMITATE:
            self._finish_set(now_s, Ending.STOPPED)

    def _finish_set(self, now_s: float, ending: Ending) -> None:
        doing = self.doing
        if doing is None or doing is self._kept:
            return  # something failed after it was kept, and is tried again
        trial = make_trial(
            self.task,
            self.course.level,
            doing,
            self._display(),
            protocol_id=self.protocol.id,
            kind=self.care.done_as,
            set_number=self.set_number,
            started_at=self._started_at + timedelta(seconds=doing.start_s - self._started_s),
            duration_s=now_s - doing.start_s,
            ending=ending,
        )
        self._record(trial)
        self._kept = doing
        self.trials.append(trial)
        judged = isinstance(trial.outcome, Score)
        last = self.next_task is None
        self.told = shown(self.care.feedback, len(self.trials), last, self._weeks, judged=judged)
        step = self.course.took(trial.outcome)
        if step is not None:
            self._say(What.GRADED, **graded(self.course.asked_for, step, applied=self.graded.applied))

    def _display(self) -> Display:
        return make_display(
            self.task, self.rate, self.course.loops, self.picture_px, self.window_px, control=self._control
        )

    def _say(self, what: What, **details: Detail) -> None:
        self._note(what, details)
