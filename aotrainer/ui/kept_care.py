"""What a therapist set for one person, read once: screens ask for it with every picture they draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from aotrainer.care import Care
from aotrainer.trial import Patient

if TYPE_CHECKING:
    from aotrainer.store import Store


def note_nothing(_changes: Mapping[str, Any]) -> None:
    """For where nobody asks who changed what."""


class KeptCare:
    """Shared by the screens that show and change it.

    now : as it was read or kept last
    """

    def __init__(
        self, store: Store, patient: Patient, note: Callable[[Mapping[str, Any]], None] = note_nothing
    ) -> None:
        """`note` is told by name what was set anew."""
        self.patient, self._store, self._note = patient, store, note
        self.now = store.care(patient)

    def change(self, **changes: Any) -> None:
        """Keep some values anew, beside what another program may have kept meanwhile."""
        before = self.read()
        care: Care = replace(before, **changes)
        self._store.keep_care(self.patient, care, before)
        self.now = care
        self._note(changes)

    def read(self) -> Care:
        """As it is now, whoever kept it."""
        self.now = self._store.care(self.patient)
        return self.now
