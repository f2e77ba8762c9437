"""Small things to keep: bodies that move, scores, trials and records of other releases."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import numpy as np

from aotrainer.config import shipped
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.motion.packing import rounded
from aotrainer.motion.pose import BODY, Motion
from aotrainer.motion.score import Score, score_motion
from aotrainer.store import Store
from aotrainer.trial import Display, Ending, Trial
from tests.figure import ABDUCTION

MIGRATIONS = shipped("migrations")
NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)

DISPLAY = Display(
    rate=0.75,
    observed_s=46.5,
    loops=7,
    clip_mirrored=True,
    perspective="third person, as in a mirror; first person",
    demonstrator="older_man",
    views=("front", "first_person"),
)

STANDING = {
    "shoulder": (0.10, -0.25),
    "elbow": (0.12, -0.10),
    "wrist": (0.13, 0.03),
    "hip": (0.06, 0.0),
    "knee": (0.06, 0.2),
    "ankle": (0.06, 0.4),
}
"""Where the left one is in a frontal picture, in picture heights; the right one is its mirror image."""


def arm_raises(repetitions: int, peak_deg: float = 100.0, seed: int | None = None) -> Motion:
    """Somebody who faces the camera and raises the right arm to the side, 3 s a time, at 30 Hz.

    With a seed, as a landmarker sees it: jitter of 1/500 picture height, visibility that wavers about a half,
    and now and then nobody at all.
    """
    times = np.arange(0, 3 * repetitions + 1, 1 / 30)
    image = np.zeros((len(times), 33, 2))
    for name, (x, y) in STANDING.items():
        image[:, BODY.index[f"left_{name}"]] = x, y
        image[:, BODY.index[f"right_{name}"]] = -x, y
    phase = np.clip(times - 0.5, 0, 3 * repetitions) * 2 * np.pi / 3
    angle = np.radians(10 + (peak_deg - 10) * (1 - np.cos(phase)) / 2)
    outwards = np.stack([-np.sin(angle), np.cos(angle)], axis=1)
    shoulder = image[:, BODY.index["right_shoulder"]]
    image[:, BODY.index["right_elbow"]] = shoulder + 0.15 * outwards
    image[:, BODY.index["right_wrist"]] = shoulder + 0.28 * outwards
    world = np.concatenate([image * 2, np.zeros((*image.shape[:2], 1))], axis=2)
    motion = Motion(times, image, world, np.full(image.shape[:2], 0.97))
    return motion if seed is None else _as_tracked(motion, np.random.default_rng(seed))


def _as_tracked(motion: Motion, rng: np.random.Generator) -> Motion:
    visibility = rng.uniform(0.4995, 1.0, motion.visibility.shape)
    visibility[:, BODY.index["right_pinky"]] = rng.uniform(0.49999, 0.50001, len(motion))
    image = motion.image + rng.normal(0, 0.002, motion.image.shape)
    world = motion.world + rng.normal(0, 0.005, motion.world.shape)
    visibility[40:43] = 0
    image[40:43], world[40:43] = np.nan, np.nan
    return replace(
        motion, times_s=1e6 + motion.times_s + 1e-5, image=image, world=world, visibility=visibility
    )


REFERENCE = arm_raises(1)


@cache
def scored(repetitions: int = 3, seed: int = 1) -> tuple[Motion, Score]:
    """An attempt that falls a little short of the reference, as it is kept, and its score."""
    motion = rounded(arm_raises(repetitions, 85.0, seed))
    score = score_motion(REFERENCE, motion, ABDUCTION, "right", 0.75)
    assert isinstance(score, Score), score
    return motion, score


def trial(number: int = 1, *, after: timedelta = timedelta(), judged: bool = True) -> Trial:
    """An attempt; its set is `number`."""
    motion, outcome = scored() if judged else (None, Unscorable(Reason.NOBODY, "Nobody was seen, “sorry”."))
    return Trial(
        exercise_id="shoulder_abduction",
        exercise_version=3,
        protocol_id="priming",
        set_number=number,
        side="left",
        model_side="right",
        display=DISPLAY,
        started_at=NOON + after,
        duration_s=60.25,
        ending=Ending.COMPLETED if judged else Ending.STOPPED,
        outcome=outcome,
        algorithm="1",
        judging=ABDUCTION,
        motion=motion,
    )


def next_release(folder: Path, upgrade: str = "pass", downgrade: str = "pass") -> Path:
    """The migrations of a release after this one, with one revision more."""
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision = '9999', '{head()}'\n"
        f"def upgrade():\n    {upgrade}\n"
        f"def downgrade():\n    {downgrade}\n"
    )
    return folder


def head() -> str:
    """The newest revision of this release."""
    return max(path.name for path in (MIGRATIONS / "versions").glob("*.py"))[:4]


def record_with_one_trial(path: Path, migrations: Path = MIGRATIONS) -> int:
    """A record at `path` that holds one person's one trial; its id."""
    with Store.open(path, migrations, NOON) as store:
        session = store.begin_session(store.add_patient("Anna", NOON), "priming", NOON)
        return store.save_trial(session, trial())
