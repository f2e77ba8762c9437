"""What the score is worth, in one run: on people, on rendered patients, on real clips, and in time.

    AOTRAINER_DATA=FOLDER python -m tests.bench.validity

1. UI-PRMD: correct and incorrect movements told apart, beside naive baselines (`ui_prmd`).
2. KIMORE: repetitions found where humans saw them (`kimore`).
3. Rendered patients, as tracked by the real landmarker (`tests/rendered`): does each get the right message?
4. The same people made worse step by step (`ladders`), and the spread between bodies and cameras.
5. Real clips of people who never heard of us.
6. How long it takes to judge a minute, beside tracking it.

Each part whose data is not there says so.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from aotrainer.config import shipped
from aotrainer.exercises import Library
from aotrainer.motion.clean import clean
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import Score, score_motion
from aotrainer.tracking.camera import pictures
from aotrainer.tracking.landmarker import Landmarker
from aotrainer.tracking.recording import track_video
from tests.bench import data, kimore, ladders, series, ui_prmd
from tests.rendered import INDEX, seen
from tests.rendered.golden import shipped_library
from tests.rendered.messages import expected, judge, message

SAME = ("correct", "camera_left", "camera_right")
"""Three bodies before three cameras, 20 degrees to either side."""
ALIKE_POINTS = 5.0
SAME_VIEW_DEG = 15.0
PRAISED_POINTS = 75.0
CLIPS = {
    "lateral_raise_4reps.mp4": "shoulder_abduction",
    "walk_past.mp4": "shoulder_abduction",
    "sit_and_arms.mp4": "seated_shoulder_abduction",
}
MINUTE_S = 60.0
FRAMES_TIMED = 60
TIMES = 5
"""The quickest counts: what else the machine does only adds."""


def messages(every: Library) -> Iterator[str]:
    """The confusion table of every kind of patient, and the share that was told the right thing."""
    got: dict[str, Counter[str]] = defaultdict(Counter)
    right = []
    for title, told in INDEX.items():
        exercise = every.exercises[told["asked"]]
        said = message(exercise, judge(every, exercise.id, seen(title)))
        wanted = expected(every, told, exercise)
        got[told["name"]][said if wanted else f"({said})"] += 1
        if wanted:
            right.append(said in wanted)
    for name, counts in sorted(got.items()):
        yield f"{name:16} " + ", ".join(f"{said} {count}" for said, count in counts.most_common())
    yield f"right in {np.mean(right):.1%} of {len(right)}; in brackets, flaws that do not show from that view"


def mistaken(every: Library) -> Iterator[str]:
    """Typical patients judged as each other exercise that is filmed from about there: is any praised?"""
    got: Counter[str] = Counter()
    praised = []
    for title, told in INDEX.items():
        if told["name"] != "typical":
            continue
        done = every.exercises[told["exercise"]]
        for exercise in every.exercises.values():
            away = abs(exercise.judging.azimuth_deg - done.judging.azimuth_deg)
            if away > SAME_VIEW_DEG or done.title not in every.others(exercise.id):
                continue
            outcome = judge(every, exercise.id, seen(title))
            got["a score" if isinstance(outcome, Score) else outcome.reason.value] += 1
            if isinstance(outcome, Score) and outcome.total >= PRAISED_POINTS:
                praised.append(f"  {outcome.total:.0f} points for {done.id} as {exercise.id}")
    yield ", ".join(f"{said} {count}" for said, count in got.most_common())
    yield f"{PRAISED_POINTS:g} points or more: {len(praised)} of {got.total()}"
    yield from praised


def spread(every: Library) -> Iterator[str]:
    """Correct movements by three bodies before three cameras: how far their totals are apart."""
    totals: dict[str, dict[str, float]] = defaultdict(dict)
    for title, told in INDEX.items():
        if told["name"] in SAME:
            outcome = judge(every, told["exercise"], seen(title))
            totals[told["exercise"]][told["name"]] = outcome.total if isinstance(outcome, Score) else 0.0
    apart = {name: float(np.ptp(list(each.values()))) for name, each in totals.items() if len(each) > 1}
    for name, points in sorted(apart.items(), key=lambda item: -item[1]):
        each = ", ".join(f"{case} {total:.0f}" for case, total in totals[name].items())
        yield f"{name:26} {points:4.1f} points: {each}"
    near = np.mean([points <= ALIKE_POINTS for points in apart.values()])
    yield f"within {ALIKE_POINTS:g} points: {near:.0%} of {len(apart)} exercises"


def clips(every: Library, folder: Path) -> Iterator[str]:
    """What is said of each real clip."""
    for file, name in CLIPS.items():
        outcome = score_motion(
            every.reference(name), track_video(folder / file), every.exercises[name].judging
        )
        if isinstance(outcome, Unscorable):
            yield f"{file}: {outcome.words}"
            continue
        reached = [
            f"{rep.repetition.start_deg:.0f}-{rep.repetition.turn_deg:.0f}" for rep in outcome.repetitions
        ]
        yield f"{file}: {len(reached)} repetitions ({', '.join(reached)} degrees), {outcome.total:.0f} of 100"


def speed(every: Library) -> str:
    """CPU time of judging a minute against its model and the whole library, and of tracking it."""
    name, title = "shoulder_abduction", "shoulder_abduction.typical.older_woman"
    once = clean(seen(title))
    minute = once
    while minute.duration_s < MINUTE_S:
        later = Motion(once.times_s + minute.times_s[-1] + 1 / 30, once.image, once.world, once.visibility)
        minute = minute.followed_by(later)
    minute = minute.between(0, MINUTE_S)
    judged_s = min(_taken_s(lambda: judge(every, name, minute)) for _ in range(TIMES))
    film = shipped("media", "demo", f"{name}.webm")
    with Landmarker() as landmarker:
        shown = [picture for _, picture in zip(range(FRAMES_TIMED), pictures(film), strict=False)]
        began = time.process_time()
        for picture in shown:
            landmarker.detect(picture)
        tracked_s = (time.process_time() - began) / FRAMES_TIMED * len(minute)
    return (
        f"A minute of {len(minute)} frames is judged in {1000 * judged_s:.0f} ms of CPU time, "
        f"1/{tracked_s / judged_s:.0f} of what tracking it takes."
    )


def _taken_s(work: Callable[[], object]) -> float:
    """CPU time."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Print all of it."""
    every, video = shipped_library(), data.folder("video")
    print("# UI-PRMD: AUROC, correct against incorrect\n")
    ui_prmd.main()
    print("\n# KIMORE: repetitions\n")
    kimore.main()
    print("\n# KIMORE: turns to both sides, by their pace\n")
    series.main()
    print("\n# Rendered patients: messages\n", *messages(every), sep="\n")
    print("\n# Rendered patients: judged as what they did not do\n", *mistaken(every), sep="\n")
    print("\n# Rendered people: worse step by step\n", *ladders.report(every), sep="\n")
    print(
        "\n# Rendered patients: the same movement by other bodies, before other cameras\n",
        *spread(every),
        sep="\n",
    )
    print("\n# Real clips\n")
    print(*(clips(every, video) if video else [data.missing("The video", "video")]), sep="\n")
    print("\n# Time\n")
    print(speed(every))


if __name__ == "__main__":
    main()
