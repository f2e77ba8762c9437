"""The lock of the therapist's area, and whose name is shown on the first screen."""

from __future__ import annotations

from aotrainer.access import IDLE_MINUTES
from aotrainer.audit import Deed
from aotrainer.language import N_, _, ngettext
from aotrainer.trial import Patient
from aotrainer.ui.scene import Pop, Push, Transition
from aotrainer.ui.scenes.pin import NewPinScene
from aotrainer.ui.scenes.settings import SettingsScene
from aotrainer.ui.services import Services

PROTECTED, OPEN = N_("Locked with a PIN"), N_("Open to everybody")
ONLY, EVERYBODY = N_("Only this person"), N_("Everybody")


class AccessScene(SettingsScene):
    """For the whole record, but for whom patient mode shows: that is the person who was chosen."""

    private = True
    heading = N_("PIN and lock")
    names = {  # noqa: RUF012 (a mapping that is never changed)
        "pin": N_("PIN or password"),
        "idle_min": N_("Locks by itself"),
        "only": N_("Names on the first screen"),
        "close": N_("Lock it now"),
    }
    notes = {  # noqa: RUF012
        "pin": N_("It keeps patients from this area. It does not encrypt the record."),
        "idle_min": N_("When nobody touches anything for so long; and whenever a session starts."),
        "only": N_("Patient mode: others are neither shown nor chosen without the PIN."),
        "close": N_("Leads to the first screen."),
    }

    def __init__(self, services: Services, patient: Patient) -> None:
        super().__init__()
        self.services, self.patient = services, patient

    def choice(self, name: str) -> str:
        """What is chosen, in words."""
        lock = self.services.guard.now
        if name == "pin":
            return _(PROTECTED if lock.sealed else OPEN)
        if name == "idle_min":
            minutes = lock.idle_min
            return ngettext("After {count} minute", "After {count} minutes", minutes).format(count=minutes)
        if name == "only":
            return _(ONLY if lock.only else EVERYBODY)
        return _("Lock")

    def change(self, name: str) -> Transition | None:
        """Step to the next choice; what needs a PIN asks for one first."""
        guard, now_s = self.services.guard, self.services.clock()
        lock = guard.look(now_s)
        if name == "pin" or not lock.sealed:
            return Push(NewPinScene(self.services, Pop))
        if name == "close":
            guard.close()
            return Pop(2)
        if name == "only":
            guard.change(now_s, only="" if lock.only else self.patient.uid)
        else:
            guard.change(now_s, idle_min=_next(lock.idle_min))
        self.services.audited(Deed.CHANGED, self.patient if name == "only" else None, access=name)
        return None


def _next(minutes: int) -> int:
    return next((choice for choice in IDLE_MINUTES if choice > minutes), IDLE_MINUTES[0])
