"""The model as a camera further round sees it: nobody stands just where the clip was filmed from.

Where the model was filmed from there as well, that film is compared with, and how far the joint goes in the
picture is taken from between the films: of an arm that swings across, a camera 20 degrees round sees a third
less. In what else the two films of one movement differ is the tracker's error, and counts for the patient.

Where it was not, the one film is turned by what is known of its depth (`viewpoint`), for the body's path
only: range and times would be guessed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from aotrainer.errors import InvalidMotionError
from aotrainer.motion.clean import clean
from aotrainer.motion.comparison import model_of
from aotrainer.motion.features import wrapped_deg
from aotrainer.motion.judging import LANDMARKS, Judging
from aotrainer.motion.pace import Pace
from aotrainer.motion.pose import Motion
from aotrainer.motion.reps import Repetition
from aotrainer.motion.segmentation import model_repetition
from aotrainer.motion.template import Extent, Template, template_of
from aotrainer.motion.viewpoint import SMALL_DEG, seen_alike, view_deg

VIEW_ERROR_DEG = 7.0
"""Nine of ten measured views of one place are within this of another body's (266 rendered patients)."""
STEEPEST_DEG = 4.0
"""From the one film's range to the other's takes so many degrees at least: a score must not leap."""
HALF_WAY = 0.5


def off_view_deg(model: Motion, rep: Repetition, seen: Motion, done: Sequence[Repetition]) -> float:
    """By how much further round repetitions were seen than the model's, -180 to 180; 0 if unknown."""
    off = wrapped_deg(view_deg(seen, done) - view_deg(model, [rep]))
    return off if math.isfinite(off) else 0.0


def templates_from(
    off_deg: float, template: Template, model: Motion, films: Sequence[Motion], judging: Judging
) -> tuple[Template, ...]:
    """The model as filmed, and as it looks from nearer to a camera so much further round; the nearest first.

    films : the same movement from further round, at most one on either side
    """
    if abs(off_deg) < SMALL_DEG:
        return (template,)
    rep, turned = template.model.repetition, list(seen_alike(model, off_deg))
    for there, film_off_deg in _filmed(films, model, rep, judging):
        if film_off_deg * off_deg > 0:
            near = off_deg / film_off_deg > HALF_WAY
            extent = _between(template.extent, there.extent, off_deg, film_off_deg)
            both = (there, template) if near else (template, there)
            found = (*both, *_looking_like(turned[-1:], template, judging))
            return tuple(replace(one, extent=extent) for one in found)
    return (template, *_looking_like(turned, template, judging))


def nearest_film(
    model: Motion, films: Sequence[Motion], attempt: Motion, reps: Sequence[Repetition], judging: Judging
) -> Motion:
    """Of the cleaned model and its films, the one seen from nearest to where an attempt was seen from."""

    def off_deg(film: Motion) -> float:
        try:
            return abs(off_view_deg(film, model_repetition(film, judging)[1], attempt, reps))
        except InvalidMotionError:
            return math.inf

    if off_deg(model) < SMALL_DEG:
        return model
    return min((model, *map(clean, films)), key=off_deg)


def _looking_like(motions: Sequence[Motion], template: Template, judging: Judging) -> list[Template]:
    """The template with each of these bodies in the place of its own."""
    rep = template.model.repetition
    return [replace(template, model=model_of(one, rep, judging)) for one in motions]


def _filmed(
    films: Sequence[Motion], model: Motion, rep: Repetition, judging: Judging
) -> Iterator[tuple[Template, float]]:
    """Each film, ready to be compared with, and how far round it is from the model's, as measured.

    One that shows no repetition, by the thresholds of a therapist, say, is left out.
    """
    for film in (clean(one.select(LANDMARKS)) for one in films):
        try:
            there = template_of(film, judging, None)
        except InvalidMotionError:
            continue
        yield there, off_view_deg(model, rep, film, [there.model.repetition])


def _between(front: Extent, there: Extent, off_deg: float, film_off_deg: float) -> Extent:
    """What to ask for so much further round than the first film, if the other one is film_off_deg round.

    Beginning with the first film's at `SMALL_DEG`, and the least that it can be: either film may be nearer by
    `VIEW_ERROR_DEG` than it seems.
    """
    further = there.range_deg - front.range_deg
    error_deg = VIEW_ERROR_DEG if further > 0 else -VIEW_ERROR_DEG
    share = (abs(off_deg) - SMALL_DEG) / max(abs(film_off_deg) + error_deg - SMALL_DEG, STEEPEST_DEG)
    durations_s = (*front.durations_s, *there.durations_s)
    return Extent(
        front.range_deg + min(share, 1.0) * further,
        (min(durations_s), max(durations_s)),
        Pace(
            min(front.pace.hold_s, there.pace.hold_s),
            min(front.pace.arc_length, there.pace.arc_length),
        ),
    )
