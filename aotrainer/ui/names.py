"""What is chosen from fixed lists, as people call it: regions, postures, joints, views and demonstrators.

Each list is a context of its own: a bare word such as "reach" or "back" means something else elsewhere.
"""

from __future__ import annotations

from typing import Literal

from aotrainer.clips import words
from aotrainer.language import NP_, pgettext

List = Literal["region", "posture", "side", "joint", "view", "demonstrator"]

REGIONS = (
    NP_("region", "shoulder"),
    NP_("region", "elbow"),
    NP_("region", "forearm"),
    NP_("region", "wrist"),
    NP_("region", "reaching"),
    NP_("region", "trunk"),
    NP_("region", "leg"),
    NP_("region", "balance"),
    NP_("region", "all exercises"),
    NP_("region", "today's plan"),
)
POSTURES = (NP_("posture", "standing"), NP_("posture", "seated"), NP_("posture", "standing up"))
SIDES = (NP_("side", "left"), NP_("side", "right"))
"""Of an exercise whose title names the limb: whole phrases would take two lines on a small button."""
JOINTS = (
    NP_("joint", "shoulder"),
    NP_("joint", "elbow"),
    NP_("joint", "hip"),
    NP_("joint", "knee"),
    NP_("joint", "reach"),
    NP_("joint", "hand lift"),
    NP_("joint", "heel lift"),
    NP_("joint", "leg swing"),
    NP_("joint", "trunk lean"),
    NP_("joint", "side bend"),
    NP_("joint", "trunk turn"),
    NP_("joint", "forearm turn"),
    NP_("joint", "forearm swing"),
    NP_("joint", "arm swing"),
)
"""What the primary joint does, as in: reach, you about 40°."""
VIEWS = (
    NP_("view", "front"),
    NP_("view", "oblique"),
    NP_("view", "side"),
    NP_("view", "back"),
    NP_("view", "first person"),
)
DEMONSTRATORS = (
    NP_("demonstrator", "man"),
    NP_("demonstrator", "woman"),
    NP_("demonstrator", "older man"),
    NP_("demonstrator", "own"),
    NP_("demonstrator", "as filmed"),
)


def named(kind: List, name: str) -> str:
    """A name from one of the lists, as files write it, in the language in use: `older_man` as `older man`."""
    return pgettext(kind, words(name))


def capital(phrase: str) -> str:
    """The phrase with a capital at its beginning; the others stay, for German has them within."""
    return phrase[:1].upper() + phrase[1:]
