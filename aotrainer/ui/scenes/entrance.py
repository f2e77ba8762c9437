"""The door of the therapist's area: an offer to lock it, the question for the PIN, and the way in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aotrainer.audit import Deed
from aotrainer.errors import AccessError
from aotrainer.language import N_, _
from aotrainer.trial import Patient
from aotrainer.ui.scene import Pop, Replace, Scene, Transition
from aotrainer.ui.scenes.message import MessageScene
from aotrainer.ui.scenes.pad import PadScene
from aotrainer.ui.scenes.pin import NewPinScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.services import Services
from aotrainer.ui.words import clock_words

Then = Callable[[], Transition]
WRONG = (N_("That was not the right one."), N_("Try again."))
WAIT = N_("Too many wrong tries. Time left until the next one: {time}.")
FORGOTTEN = N_("Forgotten? Whoever looks after this computer can help: see “PIN” in the manual.")


def entrance(services: Services, patient: Patient | None, inside: Callable[[], Scene]) -> Scene:
    """What stands between a button and a screen for therapists: that screen, if it is open already.

    patient : whom it is about, for the audit trail; None for everybody
    """

    def enter() -> Scene:
        services.audited(Deed.OPENED, patient, what="therapist's area")
        return inside()

    now_s = services.clock()
    lock = services.guard.look(now_s)
    if not lock.asked:
        return OfferScene(services, lambda: Replace(enter()))
    if services.guard.is_open(now_s):
        return enter()
    return UnlockScene(services, lambda: Replace(enter()))


def cover(services: Services, stack: Sequence[Scene], now_s: float) -> Scene | None:
    """What to put on top of an area that was left open; None as long as it may be seen."""
    if services.guard.is_open(now_s) or (stack and isinstance(stack[-1], UnlockScene)):
        return None
    private = [number for number, scene in enumerate(stack) if isinstance(scene, Screen) and scene.private]
    return UnlockScene(services, Pop, len(stack) - private[0] + 1) if private else None


class UnlockScene(PadScene):
    """Asks for the PIN or password.

    then : where to go when it was right; out : how many scenes to take away for who does not know it
    """

    fps = 20

    def __init__(self, services: Services, then: Then, out: int = 1) -> None:
        super().__init__(N_("For the therapist: PIN or password"), FORGOTTEN)
        self.services, self._then, self._out = services, then, out
        self._wait_s = services.guard.wait_s(services.clock())

    def step(self, now_s: float) -> Transition | None:
        """The wait goes on."""
        self._wait_s = self.services.guard.wait_s(now_s)
        return None

    def able(self) -> bool:
        """Not while it has to wait."""
        return super().able() and not self._wait_s

    def told(self) -> str:
        """How long the wait is."""
        return _(WAIT).format(time=clock_words(self._wait_s)) if self._wait_s else self.problem

    def take(self) -> Transition | None:
        """In, if it is right; raises `AccessError` if not, and leaves a trace."""
        guard, now_s = self.services.guard, self.services.clock()
        if guard.admits(self.typed, now_s):
            return self._then()
        self._wait_s = guard.wait_s(now_s)
        self.services.audited(Deed.REFUSED, failed=guard.now.failed)
        raise AccessError(*WRONG)

    def press(self, key: str) -> Transition | None:
        """As on any pad; back leads out of the area."""
        return Pop(self._out) if key == "back" else super().press(key)

    def cancel(self) -> Transition | None:
        """Out of the area."""
        return self.press("back")


class OfferScene(MessageScene):
    """Asked once: whether this area shall be locked."""

    def __init__(self, services: Services, then: Then) -> None:
        super().__init__(
            _("Lock this area with a PIN?"),
            _("Then patients cannot change what you set here. Who trains alone at home does not need one."),
            (("pin", _("Choose a PIN")), ("open", _("Go on without"))),
        )
        self.services, self._then = services, then

    def press(self, key: str) -> Transition | None:
        """Choose one, or go on without: it can be chosen at any time."""
        if key == "pin":
            return Replace(NewPinScene(self.services, self._then))
        self.services.guard.change(self.services.clock(), asked=True)
        return self._then()

    def cancel(self) -> Transition | None:
        """Back, and asked again the next time."""
        return Pop()
