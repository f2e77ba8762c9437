"""Where somebody stands in the picture, and where the model's limbs would go from there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aotrainer.motion.arrays import BoolArray, FloatArray, known_median
from aotrainer.motion.features import body_scale, trunk_length
from aotrainer.motion.judging import Judging
from aotrainer.motion.placing_words import ARM
from aotrainer.motion.pose import Motion, Side, in_picture, mirror


@dataclass(frozen=True, slots=True)
class View:
    """The last moments, as tracked and cleaned, in a picture so many heights wide."""

    tracked: Motion
    motion: Motion
    width: float
    judging: Judging
    side: Side

    @property
    def needed(self) -> tuple[str, ...]:
        """The landmarks that have to be seen."""
        return self.judging.landmarks(self.side)

    def place(self, landmark: str) -> FloatArray:
        """(2,) where a landmark mostly is; NaN if it was not seen."""
        return known_median(self.motion.image[:, self.motion.column(landmark)])

    def guess(self, landmark: str) -> FloatArray:
        """(2,) where the tracker believes a landmark to be, seen or not."""
        return known_median(self.tracked.image[:, self.tracked.column(landmark)])

    def inside(self, places: FloatArray) -> BoolArray:
        """(...) whether places (..., 2) lie within the picture."""
        return in_picture(places, self.width)


def model_places(view: View, model: Motion) -> dict[str, FloatArray]:
    """(m, 2) for each needed landmark: where it would be in this picture while the model moves.

    An arm hangs from the shoulder, wherever the hand is now; anything else starts from where it is.
    """
    turned = model if view.side == view.judging.model_side else mirror(model)
    scale = body_scale(view.motion) / trunk_length(turned)
    places = {}
    for name in view.needed if np.isfinite(scale) else ():
        joint = name.partition("_")[2]
        start = f"{view.side}_shoulder" if joint in ARM else name
        path = turned.image[:, turned.column(name)] - turned.image[0, turned.column(start)]
        places[name] = view.place(start) + scale * path
    return places
