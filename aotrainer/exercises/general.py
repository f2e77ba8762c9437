"""Words for the patient that any exercise can use, where its file has none of its own."""

from __future__ import annotations

from collections.abc import Mapping

from aotrainer.language import N_

CUES: Mapping[str, str] = {
    "hold": N_("Stay there for a moment, as if somebody took a photograph, before you come back."),
    "smoothness": N_("Go in one even sweep, as if you painted a line on the wall."),
    "unsure": N_("Turn as the model is turned, in good light, so that more of the movement can be seen."),
    "symmetry": N_("Let both sides go equally far, as if a bar joined them."),
    "posture": N_("Let everything else be as quiet as it is in the model."),
    "trunk_lean": N_("Keep your shirt as upright as the model's."),
    "trunk_turn": N_("Keep your shirt buttons pointing where the model's point."),
    "shoulder_hike": N_("Leave a wide gap between your collar and your ear."),
    "elbow_bend": N_("Reach long, as if to touch the far wall."),
    "weight_shift": N_("Keep your belt buckle above the middle of your feet."),
    "pelvic_drop": N_("Keep your belt level, like a tray."),
    "neck_bend": N_("Keep looking straight ahead, your chin level."),
}
"""The one thing to change, worded towards the outside world; of a leaning trunk, `trunk` comes first."""
