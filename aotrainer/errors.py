"""Every error that a person may see: what happened, and what to do about it.

Raised once, where the cause is known; shown once, by the command line or by a scene. `str(error)` is one
line in plain words, so nothing else needs to be formatted and nobody has to read a traceback.
"""

from __future__ import annotations


class AotrainerError(Exception):
    """Something went wrong that the person in front of the screen can be told about.

    `what` says what happened, `remedy` what to do next. Both are sentences without a line break.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.remedy = remedy


class InvalidMotionError(AotrainerError):
    """Landmarks whose shape, order or numbers do not make a motion."""


class AlignmentError(AotrainerError):
    """Two sequences that cannot be aligned: empty, of different width, or not finite."""


class BandError(AlignmentError):
    """A band through which no path leads, or made for other lengths."""


class ExerciseError(AotrainerError):
    """An exercise file that is missing, malformed or contradicts itself."""


class ProtocolError(AotrainerError):
    """A dose or display setting outside what the protocol allows."""


class CameraError(AotrainerError):
    """The camera, stream or video file gives no pictures."""


class VideoError(CameraError):
    """A file that is not a complete, readable video."""


class NoDisplayError(AotrainerError):
    """There is no screen to open a window on."""

    def __init__(self) -> None:
        super().__init__(
            "There is no screen to open a window on.", "Log in to a desktop, or try: aotrainer demo"
        )


class ModelError(AotrainerError):
    """The pose model is missing, damaged or cannot be loaded."""


class StoreError(AotrainerError):
    """The record cannot be read or written."""


class SchemaMismatchError(StoreError):
    """The database was written by another version of aotrainer."""


class UnknownPatientError(StoreError):
    """No patient of that name is in the record."""
