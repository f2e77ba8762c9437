"""The exercises: one TOML file each, read into frozen `Exercise`s.

A file that is wrong does not stop the others: `load_exercises` returns what could be read together with all
problems found, each naming the file, the line and what to mend. Every threshold that a therapist may question
is in the file, with the reason beside it. `load_library` adds a therapist's own folder, and knows the media.
"""

from aotrainer.exercises.cue_words import cue_words
from aotrainer.exercises.exercise import (
    REGIONS,
    Compensation,
    Dose,
    Exercise,
    Fault,
    Judged,
    Posture,
    Region,
    Target,
    Unit,
)
from aotrainer.exercises.library import (
    Library,
    ids_in,
    load_exercise,
    load_exercises,
    load_library,
)
from aotrainer.exercises.media import Media, load_askew, load_reference, missing_media
from aotrainer.exercises.reading import NAME, read_exercise

__all__ = [
    "NAME",
    "REGIONS",
    "Compensation",
    "Dose",
    "Exercise",
    "Fault",
    "Judged",
    "Library",
    "Media",
    "Posture",
    "Region",
    "Target",
    "Unit",
    "cue_words",
    "ids_in",
    "load_askew",
    "load_exercise",
    "load_exercises",
    "load_library",
    "load_reference",
    "missing_media",
    "read_exercise",
]
