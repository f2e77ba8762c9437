"""Does the tracker see what was filmed? Every clip through the real landmarker, against the true motion."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aotrainer.exercises import Exercise as Filed
from aotrainer.motion.angles import joint_angle_deg
from aotrainer.motion.archive import from_bytes, to_bytes
from aotrainer.motion.clean import clean
from aotrainer.motion.pose import Motion, Side
from aotrainer.motion.score import Score, score_motion
from aotrainer.tracking.recording import track_video

from .scene import Take


@dataclass(frozen=True)
class Seen:
    """What became of one clip.

    found : share of the frames in which the landmarker found the demonstrator
    tracked_deg, true_deg : excursion of the primary joint in this view, as tracked and as it was
    score : against the exercise's reference; None in views that are not judged, or unscorable
    """

    take: Take
    found: float
    tracked_deg: float
    true_deg: float
    score: float | None
    words: str = ""


def tracked(video: Path, cache: Path) -> Motion:
    """The landmarks in a video; kept by the video's content."""
    kept = cache / f"{hashlib.sha256(video.read_bytes()).hexdigest()[:16]}.npz"
    if not kept.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(to_bytes(track_video(video)))
    return from_bytes(kept.read_bytes())


def look_at(take: Take, filed: Filed, reference: Motion, motion: Motion, truth: Motion) -> Seen:
    """Compare one clip as tracked with what was filmed, and with the reference."""
    judging = filed.judging
    excursions = [_excursion_deg(one, judging.primary_joint, judging.model_side) for one in (motion, truth)]
    found = float((motion.visibility > 0).any(axis=1).mean())
    if not take.judged:
        return Seen(take, found, *excursions, None)
    outcome = score_motion(reference, motion, judging)
    if isinstance(outcome, Score):
        return Seen(take, found, *excursions, outcome.total)
    return Seen(take, found, *excursions, None, outcome.words)


def _excursion_deg(motion: Motion, joint: str, side: Side) -> float:
    angle = joint_angle_deg(clean(motion), joint, side)
    known = angle[np.isfinite(angle)]
    return float(np.ptp(known)) if len(known) else float("nan")


def page(seen: Sequence[Seen], filed: Mapping[str, Filed]) -> str:
    """The page about the library."""
    return INTRODUCTION + table(seen, filed)


INTRODUCTION = """# The library, as the tracker sees it

Made by `python -m media.studio track`: every clip went through the real landmarker (the `full` model, video
mode). *found* is the share of frames in which it found the demonstrator. *true* is how far the primary joint
went in the picture of the view that is judged, from the rendered person's own joint centres; *tracked* is the
same angle from the landmarks. Angles that the tracker cannot see in degrees are judged *relative* to the
model only; the exercise file says why. *score* is that of the clip against the exercise's reference motion,
which comes from the clip of one demonstrator: how well the three agree.

"""


def _remark(file: Filed) -> str:
    return " (relative)" if file.target.judged == "relative" else ""


def table(seen: Sequence[Seen], filed: Mapping[str, Filed]) -> str:
    """All of it as a Markdown table."""
    lines = [
        "| exercise | view | demonstrator | found | angle | true | tracked | score |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in seen:
        name, judged = one.take.exercise.name, one.take.judged
        file = filed[name]
        cells = [
            name,
            one.take.view + (" (judged)" if judged else ""),
            one.take.demonstrator,
            f"{one.found:.1%}",
            file.judging.primary_joint if judged else "",
            f"{one.true_deg:.0f}°" if judged else "",
            f"{one.tracked_deg:.0f}°{_remark(file)}" if judged else "",
            (f"{one.score:.0f}" if one.score is not None else one.words) if judged else "",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
