"""Words for the patient that any exercise can use, where its file has none of its own."""

from __future__ import annotations

from collections.abc import Mapping

CUES: Mapping[str, str] = {
    "hold": "Stay there for a moment, as if somebody took a photograph, before you come back.",
    "smoothness": "Go in one even sweep, as if you painted a line on the wall.",
    "unsure": "Turn as the model is turned, in good light, so that more of the movement can be seen.",
    "symmetry": "Let both sides go equally far, as if a bar joined them.",
    "posture": "Let everything else be as quiet as it is in the model.",
    "trunk_lean": "Keep your shirt as upright as the model's.",
    "trunk_turn": "Keep your shirt buttons pointing where the model's point.",
    "shoulder_hike": "Leave a wide gap between your collar and your ear.",
    "elbow_bend": "Reach long, as if to touch the far wall.",
    "weight_shift": "Keep your belt buckle above the middle of your feet.",
    "pelvic_drop": "Keep your belt level, like a tray.",
    "neck_bend": "Keep looking straight ahead, your chin level.",
}
"""The one thing to change, worded towards the outside world; of a leaning trunk, `trunk` comes first."""
