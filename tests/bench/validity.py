"""What the score is worth, in one run: on people, on rendered patients, on real clips, and in time.

    AOTRAINER_DATA=FOLDER python -m tests.bench.validity

1. UI-PRMD: correct and incorrect movements told apart, beside naive baselines (`ui_prmd`).
2. KIMORE: repetitions found where humans saw them (`kimore`).
3. Rendered patients, as tracked by the real landmarker (`tests/rendered`): does each get the right message?
4. Real clips of people who never heard of us.
5. How long it takes to judge a minute, beside tracking it.

Each part whose data is not there says so.
"""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from aotrainer.config import shipped
from aotrainer.exercises import Exercise, Library, load_library
from aotrainer.motion.advice import cue_key
from aotrainer.motion.clean import clean
from aotrainer.motion.judging import Unscorable
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import Score, score_motion
from aotrainer.protocol import DEFAULT_RATE
from aotrainer.tracking.camera import pictures
from aotrainer.tracking.landmarker import Landmarker
from aotrainer.tracking.recording import track_video
from tests.bench import kimore, ui_prmd
from tests.rendered import INDEX, seen

AS_ASKED = (
    "correct",
    "long_pauses",
    "tremor",
    "camera_left",
    "camera_right",
    "camera_high",
    "far",
    "cluttered",
    "dim",
    "side_light",
    "behind_arm_rest",
)
"""Nothing is wrong with what these do: nothing should be changed."""
RIGHT: dict[str, set[str]] = {
    **{name: {"nothing"} for name in AS_ASKED},
    "typical": {"nothing", "range"},
    "helper": {"nothing", "other_person"},
    "fast": {"too_fast"},
    "slow": {"too_slow"},
    "low_range": {"range"},
    "half": {"range"},
    "halting": {"smoothness", "too_slow", "nothing"},
    "wrong_side": {"wrong_side", "wrong_view"},
    "wrong_exercise": {"other_exercise"},
}
MEASURED_AS = {"trunk_flex": "trunk_lean"}
"""Compensations whose name in the studio is another one; each should be told by its own."""
CLIPS = {
    "lateral_raise_4reps.mp4": "shoulder_abduction",
    "walk_past.mp4": "shoulder_abduction",
    "sit_and_arms.mp4": "seated_shoulder_abduction",
}
MINUTE_S = 60.0
FRAMES_TIMED = 60


def library() -> Library:
    """The shipped exercises."""
    return load_library(shipped("exercises"), shipped("media"), shipped("nowhere"))


def judge(every: Library, name: str, motion: Motion) -> Score | Unscorable:
    """As the app does: the model's side is asked for where a limb decides it."""
    judging = every.exercises[name].judging
    side = judging.model_side if judging.side_rule == "moving_limb" else None
    return score_motion(every.reference(name), motion, judging, side, DEFAULT_RATE, every.others(name))


def message(exercise: Exercise, outcome: Score | Unscorable) -> str:
    """What the patient is told: the reason, the cue, or nothing to change."""
    if isinstance(outcome, Unscorable):
        return outcome.reason.value
    return cue_key(outcome, exercise.judging) or "nothing"


def expected(told: dict[str, Any], exercise: Exercise) -> set[str]:
    """The messages that are right for a patient; empty where the flaw does not show from there."""
    name = told["name"]
    if name in RIGHT:
        return RIGHT[name]
    compensation = MEASURED_AS.get(name, name)
    return {compensation} if compensation in exercise.judging.limits else set()


def messages(every: Library) -> Iterator[str]:
    """The confusion table of every kind of patient, and the share that was told the right thing."""
    got: dict[str, Counter[str]] = defaultdict(Counter)
    right = []
    for title, told in INDEX.items():
        exercise = every.exercises[told["asked"]]
        said, wanted = message(exercise, judge(every, exercise.id, seen(title))), expected(told, exercise)
        got[told["name"]][said if wanted else f"({said})"] += 1
        if wanted:
            right.append(said in wanted)
    for name, counts in sorted(got.items()):
        yield f"{name:16} " + ", ".join(f"{said} {count}" for said, count in counts.most_common())
    yield f"right in {np.mean(right):.1%} of {len(right)}; in brackets, flaws that do not show from that view"


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
    judge(every, name, minute)
    began = time.process_time()
    judge(every, name, minute)
    judged_s = time.process_time() - began
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


def main() -> None:
    """Print all of it."""
    data, every = Path(os.environ.get(kimore.VARIABLE, "nowhere")), library()
    print("# UI-PRMD: AUROC, correct against incorrect\n")
    ui_prmd.main()
    print("\n# KIMORE: repetitions\n")
    kimore.main()
    print("\n# Rendered patients: messages\n", *messages(every), sep="\n")
    print("\n# Real clips\n")
    if (data / "video").is_dir():
        print(*clips(every, data / "video"), sep="\n")
    else:
        print(f"There are none: set {kimore.VARIABLE} to the folder that holds video.")
    print("\n# Time\n")
    print(speed(every))


if __name__ == "__main__":
    main()
