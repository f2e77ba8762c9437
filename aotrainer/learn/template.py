"""The exercise file that `learn` writes: measured numbers, and plain words for the therapist to improve."""

from __future__ import annotations

from aotrainer.learn.lesson import Lesson

REGION_OF = {
    "shoulder": "shoulder",
    "elbow": "elbow",
    "reach": "reaching",
    "arm_swing": "reaching",
    "hand_lift": "wrist",
    "forearm_turn": "forearm",
    "forearm_swing": "shoulder",
    "trunk_lean": "trunk",
    "side_bend": "trunk",
    "trunk_turn": "trunk",
    "hip": "leg",
    "knee": "leg",
    "heel_lift": "leg",
    "leg_swing": "leg",
}
RELATIVE = {
    "trunk_turn": "The camera sees less than half of a turn about the vertical.",
    "forearm_turn": "The tracker sees the knuckles of a small hand only roughly.",
}
"""Joints whose degrees only mean something beside the model's, and why."""
VIEWS = ((25.0, "front"), (65.0, "oblique"), (115.0, "side"), (180.0, "back"))
"""What a view is called up to so many degrees from straight ahead."""
SMALLEST_SHARE, SMALLEST_DEG = 0.2, 8.0
"""A rise under this share of the model's, or under the tracker's error twice, is no repetition."""

PLACES = {
    "front": "Face the camera, two to three steps away, with all that moves in the picture.",
    "oblique": "Two to three steps away. Turn half way, with all that moves in the picture.",
    "side": "Two to three steps away, one side to the camera, with all that moves in the picture.",
    "back": "Turn your back to the camera, two to three steps away, with all that moves in the picture.",
}


def view_name(azimuth_deg: float) -> str:
    """What the view from this side is called."""
    return next(name for limit, name in VIEWS if abs(azimuth_deg) <= limit)


def exercise_toml(lesson: Lesson, exercise_id: str) -> str:
    """The text of the exercise file."""
    view = view_name(lesson.azimuth_deg)
    return TEMPLATE.format(
        id=exercise_id,
        title=exercise_id.replace("_", " ").capitalize(),
        region=REGION_OF[lesson.joints[0]],
        posture="seated" if lesson.seated else "standing",
        side=lesson.side,
        view=view,
        azimuth=round(lesson.azimuth_deg / 5) * 5,
        place=PLACES[view],
        joint=lesson.joints[0],
        smallest=max(SMALLEST_DEG, round(SMALLEST_SHARE * lesson.model.excursion_deg)),
        segments="\n".join(f"{name} = {0.5 if name == 'trunk' else 1.0}" for name in lesson.segments),
        excursion=round(lesson.model.excursion_deg),
        seconds=round(lesson.model.duration_s, 1),
        judged=_judged(lesson.joints[0]),
        cues="\n".join(
            f'{name} = "Watch once more how the model\'s {_words(name)} goes."' for name in lesson.segments
        ),
    )


def _judged(joint: str) -> str:
    if joint not in RELATIVE:
        return 'judged = "degrees"'
    return f'judged = "relative"\nwhy = "{RELATIVE[joint]}"'


def _words(segment: str) -> str:
    return segment.replace("_", " ")


TEMPLATE = """\
# Learned from a video. The numbers were measured; the words are a beginning: make them yours.
id = "{id}"
version = 1
title = "{title}"
region = "{region}"
posture = "{posture}"
instruction = "Watch the model, then do the same movement."
cue_words = ["watch", "do the same", "slowly back"]
caution = "Stop before it hurts."
contraindications = ["To be set by the therapist."]

# The limb that moves decides the side; for two that move alike write "facing_side".
side_rule = "moving_limb"
model_side = "{side}"

[view]
name = "{view}"
# Measured from the body in the video: degrees from straight ahead, positive towards the person's left.
azimuth_deg = {azimuth}
tolerance_deg = 40
instruction = "{place}"

[display]
views = ["{view}"]
demonstrator = "own"

[primary]
# The angle that tells the repetitions, and the smallest rise that counts as one.
joint = "{joint}"
min_excursion_deg = {smallest}

[segments]
# What is compared with the model, and how much each counts.
{segments}

[target]
excursion_deg = {excursion}
repetition_s = {seconds}
hold_s = 0
{judged}

[dose]
protocol = "priming"
repetitions = 8
sessions_per_week = 5

[scoring]
# Mean deviation from the model's path that costs nothing (the tracker's own error, 1-5 degrees) and the one
# that leaves half.
shape_free_deg = 5
shape_half_deg = 25
# How much less of the model's range the tracker may see in another body: that is not missed.
range_free_share = 0.07
# How many times slower than shown, or faster than real, leaves half of the tempo.
tempo_half_ratio = 2.0
# By how much less smooth than the model leaves half (spectral arc length, healthy about -1.5).
smoothness_half = 2.0
# How differently the rest of the body may move, on average, until half of the posture is left.
posture_half_deg = 30

[weights]
# The total is the product of the parts. 1 counts in full, 0.5 as its root, 0 not at all.
shape = 1.0
range = 1.0
tempo = 0.5
hold = 0.2
smoothness = 0.5
posture = 1.0

[[compensations]]
name = "trunk_lean"
look_for = "The trunk makes up for the limb."
limit_deg = 10
source = "Common starting point; set it for the patient."

[cues]
range = "Go a little further, as the model does."
too_fast = "Take your time, on the way there and back."
too_slow = "Try to move a little more briskly, in one go."
{cues}

[praise]
range = "You went as far as the model."
shape = "You followed the model's path closely."
tempo = "Your speed was just right."
any = "You kept going. Every repetition counts."
"""
