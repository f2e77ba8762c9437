"""When the app starts and the record is damaged or gone: what there is of it, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from aotrainer.language import N_, _, ngettext
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.scene import Pop, Quit, Replace, Transition
from aotrainer.ui.scenes.message import MessageScene
from aotrainer.ui.widgets import Button

LEAVE = ("leave", N_("Leave it"))
NEW = ("new", N_("Begin a new record"))
MEND_ANYWAY = ("mend", N_("Save what can be read"))
MOMENT = N_("One moment …")


@dataclass(frozen=True, slots=True)
class Loss:
    """What is wrong with the record.

    gone : there is no file any more; if not, it is damaged
    copy_at : when the newest good copy was made; None if there is none
    """

    gone: bool
    copy_at: datetime | None


@dataclass(frozen=True, slots=True)
class Rescue:
    """How it was mended.

    saved, lost : sets that a damaged file told beyond the copy, and that could not be read, at most
    bare : of those saved, how many are without their landmarks: they keep their scores
    """

    saved: int = 0
    lost: int = 0
    bare: int = 0


class DamagedScene(MessageScene):
    """Use the newest good copy, or leave everything as it is; nothing is deleted either way.

    `settled` tells whether the record may be opened now.
    """

    def __init__(self, loss: Loss, mend: Callable[[], Rescue]) -> None:
        heading = _("The record is gone.") if loss.gone else _("The record is damaged.")
        super().__init__(heading, _words(loss), tuple(_choices(loss)))
        self._mend = mend
        self._announced = False
        self._mending = False
        self.settled = False

    def buttons(self) -> tuple[Button, ...]:
        """None while it is being mended."""
        return () if self._mending else super().buttons()

    def press(self, key: str) -> Transition | None:
        """Mend it, begin anew, or end the program."""
        if key == "leave":
            return Quit()
        if key == "new":
            self.settled = True
            return Pop()
        self._mending, self._announced = True, False
        return None

    def step(self, now_s: float) -> Transition | None:  # noqa: ARG002 (mending takes what time it takes)
        """Mend it once the screen says that this takes a moment: of a large record it takes seconds."""
        if not self._mending:
            return None
        if not self._announced:
            self._announced = True
            return None
        self._mending = False  # if it fails, the choice is there again
        rescue = self._mend()
        self.settled = True
        return Replace(MendedScene(rescue))

    def cancel(self) -> Transition | None:
        """Escape leaves everything as it is."""
        return Quit()

    def paint(self, canvas: Canvas) -> None:
        """What is wrong; while it is being mended, a word of patience."""
        if self._mending:
            self._paint(canvas, _(MOMENT), "")
        else:
            super().paint(canvas)


class MendedScene(MessageScene):
    """What is in the record now, and what is missing."""

    def __init__(self, rescue: Rescue) -> None:
        super().__init__(_("The record is back."), "\n".join(_told(rescue)), (("go_on", _("Go on")),))

    def press(self, _key: str) -> Transition | None:
        """To the first screen."""
        return Pop()

    def cancel(self) -> Transition | None:
        """The only way is on."""
        return Pop()

    def leave(self) -> Transition | None:
        """Closing the window ends the program."""
        return Quit()


def _choices(loss: Loss) -> Iterator[tuple[str, str]]:
    if loss.copy_at is not None:
        yield "mend", _("Use the copy of {date}").format(date=f"{loss.copy_at.astimezone():%Y-%m-%d}")
    elif not loss.gone:
        yield MEND_ANYWAY[0], _(MEND_ANYWAY[1])
    if loss.gone:
        yield NEW[0], _(NEW[1])
    yield LEAVE[0], _(LEAVE[1])


def _words(loss: Loss) -> str:
    when = "" if loss.copy_at is None else f"{loss.copy_at.astimezone():%Y-%m-%d %H:%M}"
    if loss.gone:
        return _("Its file was moved or deleted. The newest good copy is of {date}.").format(date=when)
    if loss.copy_at is None:
        return _(
            "There is no good copy of it. What can be read goes into a new record. "
            "The damaged file is kept under another name."
        )
    return _(
        "The newest good copy is of {date}. What was done since is added, as far as it can be read. "
        "The damaged file is kept under another name."
    ).format(date=when)


def _told(rescue: Rescue) -> Iterator[str]:
    yield ngettext(
        "{count} set was added to the copy.", "{count} sets were added to the copy.", rescue.saved
    ).format(count=rescue.saved)
    if rescue.bare:
        yield ngettext(
            "{count} of them has its score, but no movement to show.",
            "{count} of them have their scores, but no movement to show.",
            rescue.bare,
        ).format(count=rescue.bare)
    if rescue.lost:
        yield ngettext(
            "{count} set could not be read.", "{count} sets could not be read.", rescue.lost
        ).format(count=rescue.lost)
    yield _("Please tell whoever looks after this computer: its disk may be failing.")
