"""A finished set as a trial: what was shown, what was done, and how it went."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from aotrainer.language import N_
from aotrainer.motion.crowding import explained
from aotrainer.motion.judging import Judging, Reason, Unscorable
from aotrainer.motion.packing import rounded
from aotrainer.motion.pose import Motion
from aotrainer.motion.score import ALGORITHM, Score, score_motion
from aotrainer.practice.level import Level
from aotrainer.session.doing import Doing
from aotrainer.task import Task, perspective
from aotrainer.trial import Display, Ending, Trial, TrialKind

WITHOUT_CAMERA = N_("You went on without the camera, so this set was not judged.")
FAILED = N_("Something went wrong in this program while this set was judged.")

log = logging.getLogger(__name__)

CONTROL_FILM = "control film: moving geometry, version 1"
"""In the record, in the place of a perspective."""


def make_trial(
    task: Task,
    level: Level,
    doing: Doing,
    display: Display,
    *,
    protocol_id: str,
    kind: TrialKind,
    set_number: int,
    started_at: datetime,
    duration_s: float,
    ending: Ending,
) -> Trial:
    """The set as it is kept; scoring it is done here, and takes a moment."""
    judging, frames = level.judging(_paced(task.exercise.judging, kind)), doing.frames()
    # What is judged is what is kept, so that it is judged alike whenever it is judged again.
    motion = rounded(Motion.from_frames(frames)) if frames else None
    return Trial(
        exercise_id=task.exercise.id,
        exercise_version=task.exercise.version,
        protocol_id=protocol_id,
        set_number=set_number,
        side=task.side,
        model_side=judging.model_side,
        display=display,
        started_at=started_at,
        duration_s=duration_s,
        ending=ending,
        outcome=_unseen() if doing.unseen else explained(_outcome(task, motion, judging, level.rate), frames),
        algorithm=ALGORITHM,
        judging=judging,
        motion=motion,
        kind=kind,
        assisted_s=tuple(doing.assisted_s),
    )


def make_display(
    task: Task,
    rate: float,
    loops: int,
    picture_px: tuple[int, int] | None,
    window_px: tuple[int, int] | None,
    *,
    control: bool = False,
) -> Display:
    """What was shown before a set of a task; of a control film, its length alone is the model's."""
    judged, views = task.judged_clip.file, task.views(loops)
    return Display(
        rate=rate,
        observed_s=task.watching_s(loops, rate),
        loops=loops,
        clip_mirrored=task.mirrored(judged.view) and not control,
        perspective=CONTROL_FILM if control else perspective(views),
        demonstrator=None if control else judged.demonstrator,
        views=() if control else views,
        picture_px=picture_px,
        window_px=window_px,
    )


def _paced(judging: Judging, kind: TrialKind) -> Judging:
    """Who chooses the tempo loses nothing by it."""
    if kind is not TrialKind.SELF_PACED:
        return judging
    return replace(judging, weights={**judging.weights, "tempo": 0.0})


def _outcome(task: Task, motion: Motion | None, judging: Judging, rate: float) -> Score | Unscorable:
    if motion is None:
        return Unscorable(Reason.NOBODY, N_("The camera gave no pictures. Check it, then try again."))
    try:
        return score_motion(task.reference, motion, judging, task.side, rate, task.others, askew=task.askew)
    except Exception:
        # Whatever it was: the set was done. It is kept with its landmarks, and can be judged later.
        log.exception("a set of %s could not be judged", task.exercise.id)
        return Unscorable(Reason.FAILED, FAILED)


def _unseen() -> Unscorable:
    """A set that nobody saw, or not to its end."""
    return Unscorable(Reason.NOBODY, WITHOUT_CAMERA)
