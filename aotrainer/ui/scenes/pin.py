"""A new PIN or password: typed, and typed once more."""

from __future__ import annotations

from collections.abc import Callable

from aotrainer.access import require_good
from aotrainer.audit import Deed
from aotrainer.errors import AccessError
from aotrainer.language import N_, _
from aotrainer.ui.layout import grid, list_places
from aotrainer.ui.scene import Pop, Replace, Transition
from aotrainer.ui.scenes.pad import PadScene
from aotrainer.ui.services import Services
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button

NOTE = N_("Four digits or more. Or a password of eight characters or more, with a keyboard.")
DIFFERENT = (N_("These two were not the same."), N_("Choose it once more."))
AGAIN_NOTE = N_("Write it down and keep it where patients do not look.")


class NewPinScene(PadScene):
    """Chooses a PIN; where there is one, it can be removed, too.

    then : where to go when it is in force
    """

    def __init__(self, services: Services, then: Callable[[], Transition], problem: str = "") -> None:
        super().__init__(N_("A new PIN or password"), NOTE, problem)
        self.services, self._then = services, then

    def more(self) -> tuple[Button, ...]:
        """A way to do without."""
        place = grid(list_places(self.size)[2], 3, 1, Scale.of(self.size).margin)[1]
        return (Button("remove", _("No PIN"), place),) if self.services.guard.now.sealed else ()

    def press(self, key: str) -> Transition | None:
        """As on any pad, or do without."""
        if key != "remove":
            return super().press(key)
        self.services.guard.unseal(self.services.clock())
        self.services.audited(Deed.CHANGED, access="PIN removed")
        return Pop()

    def take(self) -> Transition:
        """Ask for it once more; raises `AccessError` for what is too easy."""
        require_good(self.typed)
        return Replace(AgainScene(self.services, self._then, self.typed))


class AgainScene(PadScene):
    """The same once more, since nobody saw what was typed."""

    def __init__(self, services: Services, then: Callable[[], Transition], chosen: str) -> None:
        super().__init__(N_("The same once more"), AGAIN_NOTE)
        self.services, self._then, self._chosen = services, then, chosen

    def take(self) -> Transition:
        """In force from now on; if it was another one, choose anew."""
        if self.typed != self._chosen:
            words = " ".join(AccessError(*DIFFERENT).in_words())
            return Replace(NewPinScene(self.services, self._then, words))
        self.services.guard.seal(self.typed, self.services.clock())
        self.services.audited(Deed.CHANGED, access="PIN set")
        return self._then()
