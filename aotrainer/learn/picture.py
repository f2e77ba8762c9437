"""What was found in the video, as a picture beside the exercise file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from aotrainer.exercises import load_exercise
from aotrainer.learn.lesson import Lesson
from aotrainer.motion.pose import Motion, PoseFrame
from aotrainer.tracking.cutting import frames_at
from aotrainer.ui.found import save_found_picture


def save_found(lesson: Lesson, motion: Motion, video: Path, file: Path) -> Path:
    """Save the model at rest, half way and at its turning point, with all repetitions; returns the path."""
    rep = lesson.model
    moments_s = (rep.start_s, (rep.start_s + rep.turn_s) / 2, rep.turn_s)
    numbers = [int(np.searchsorted(motion.times_s, moment)) for moment in moments_s]
    exercise = load_exercise(file)
    path = file.with_suffix(".png")
    save_found_picture(
        path,
        f"{exercise.title}: repetitions found in {video.name}",
        list(zip(frames_at(video, numbers), (_frame(motion, n) for n in numbers), strict=True)),
        (lesson.times_s, lesson.angle_deg),
        lesson.repetitions,
        lesson.kept,
        exercise.judging,
        lesson.side,
    )
    return path


def _frame(motion: Motion, number: int) -> PoseFrame:
    return PoseFrame(
        float(motion.times_s[number]),
        motion.image[number],
        motion.world[number],
        motion.visibility[number],
    )
