"""The exercises, as the angles a demonstrator goes through. Times in seconds, angles in degrees (see `pose`).

The right side moves; the application flips the picture for the left one.
"""

from . import arms, forearm, handling, legs, reaching, seated_legs, steps, trunk
from .common import Exercise

REGIONS = (arms, forearm, reaching, handling, trunk, legs, steps, seated_legs)

EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise for region in REGIONS for exercise in region.EXERCISES
}

__all__ = ["EXERCISES", "Exercise"]
