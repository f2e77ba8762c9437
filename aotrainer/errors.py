"""Every error that a person may see: what happened, and what to do about it.

Raised once, where the cause is known; shown once, by the command line or by a scene. `str(error)` is one
line in plain words, so nothing else needs to be formatted and nobody has to read a traceback.
"""

from __future__ import annotations

from collections.abc import Callable

from aotrainer.language import N_, Words, _, number


class AotrainerError(Exception):
    """Something went wrong that the person in front of the screen can be told about.

    `what` says what happened, `remedy` what to do next. Both are sentences without a line break, in English:
    so they stand in logs and on the command line.

    values : stand in both sentences in place of the {names}; `Words` and numbers as the language has them
    """

    def __init__(self, what: str, remedy: str = "", **values: object) -> None:
        self._sentences, self._values = (what, remedy), values
        self.what, self.remedy = self._filled(what, _in_english), self._filled(remedy, _in_english)
        super().__init__(f"{self.what} {self.remedy}".strip())

    def in_words(self) -> tuple[str, str]:
        """What happened and what to do next, in the language in use: so they stand on a screen."""
        what, remedy = (self._filled(_(sentence), _in_use) for sentence in self._sentences)
        return what, remedy

    def _filled(self, sentence: str, say: Callable[[object], object]) -> str:
        said = {name: say(value) for name, value in self._values.items()}
        return sentence.format(**said) if said else sentence


def _in_english(value: object) -> object:
    return f"{value:g}" if isinstance(value, float) else value


def _in_use(value: object) -> object:
    if isinstance(value, Words):
        return _(value)
    return number(value) if isinstance(value, float) else value


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


class CareError(AotrainerError):
    """A setting for one person that cannot be."""


class PlanError(AotrainerError):
    """A plan of what to practise that cannot be."""


class AccessError(AotrainerError):
    """A PIN or password that cannot be used."""


class SettingError(AotrainerError):
    """A setting of the screen that cannot be chosen."""


class VoiceError(AotrainerError):
    """There is no voice that could say something."""


class CameraError(AotrainerError):
    """The camera, stream or video file gives no pictures."""


class VideoError(CameraError):
    """A file that is not a complete, readable video."""


class NoDisplayError(AotrainerError):
    """There is no screen to open a window on."""

    def __init__(self) -> None:
        super().__init__(
            N_("There is no screen to open a window on."),
            N_("Log in to a desktop, or try: aotrainer demo"),
        )


class ModelError(AotrainerError):
    """The pose model is missing, damaged or cannot be loaded."""


class ChartError(AotrainerError):
    """Something that cannot stand in a chart: a value out of range, or no words."""


class ReportError(AotrainerError):
    """A report that cannot be written."""


class StoreError(AotrainerError):
    """The record cannot be read or written."""


class SchemaMismatchError(StoreError):
    """The database was written by another version of aotrainer."""


class DamagedRecordError(StoreError):
    """The record's file is not what was written to it."""


class LockedRecordError(StoreError):
    """The record is encrypted, and cannot be opened with what was given: it is not damaged."""


class RecordGoneError(StoreError):
    """The record's file was moved or deleted while it was in use."""


class ServerGoneError(StoreError):
    """The server with the record does not answer: nobody knows whether what was being written is kept."""


class UnknownPatientError(StoreError):
    """No patient of that name is in the record."""


class ExchangeError(AotrainerError):
    """An export that cannot be written, or a folder that cannot be taken in."""
