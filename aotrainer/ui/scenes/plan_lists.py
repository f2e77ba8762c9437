"""The lists behind a plan: presets to begin with, and earlier versions."""

from __future__ import annotations

from pygame import Rect

from aotrainer.chart.presets import COURSES
from aotrainer.language import _
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.draft import Draft
from aotrainer.ui.layout import grid, list_places, take_left
from aotrainer.ui.plan_words import version_words, whole_words
from aotrainer.ui.scene import Pop, Transition
from aotrainer.ui.screen import Screen
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button

VERSIONS_PER_PAGE = 4
COURSE_SHARE = 0.52
"""Of the width, for a preset's name; beside it, where it is from."""


class CourseScene(Screen):
    """Ways to fill in a plan, each with its source."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(focus=next(iter(COURSES)))
        self.draft = draft

    def buttons(self) -> tuple[Button, ...]:
        """One for each, and back."""
        foot = list_places(self.size)[2]
        courses = [
            Button(course.id, _(course.title), place)
            for course, (place, _beside) in zip(COURSES.values(), self._rows(), strict=True)
        ]
        return (*courses, Button("back", _("Back"), grid(foot, 3, 1, Scale.of(self.size).margin)[0]))

    def press(self, key: str) -> Transition | None:
        """Give all exercises of the plan this dose; or back."""
        if key in COURSES:
            self.draft.choose(COURSES[key])
        return Pop()

    def paint(self, canvas: Canvas) -> None:
        """The question, and where each is from."""
        heading = list_places(canvas.size)[0]
        canvas.text(_("How much?"), heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        for course, (_button, place) in zip(COURSES.values(), self._rows(), strict=True):
            canvas.text(_(course.source), place, canvas.scale.body, colour=theme.QUIET)

    def _rows(self) -> list[tuple[Rect, Rect]]:
        scale = Scale.of(self.size)
        rows = grid(list_places(self.size)[1], 1, len(COURSES), scale.gap)
        return [take_left(row, row.w * COURSE_SHARE, scale.margin) for row in rows]


class VersionsScene(Screen):
    """All versions of a plan, the newest first; each can be taken up again, as a new one."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(focus="version:0")
        self.draft, self.page = draft, 0
        self._newest_first = draft.versions[::-1]

    def buttons(self) -> tuple[Button, ...]:
        """The versions of this page; more, and back."""
        scale, (_heading, body, foot) = Scale.of(self.size), list_places(self.size)
        first = self.page * VERSIONS_PER_PAGE
        versions = [
            Button(
                f"version:{first + n}",
                whole_words(version.plan),
                cell,
                caption=version_words(version),
                enabled=version.problem is None,
            )
            for n, (version, cell) in enumerate(
                zip(self._newest_first[first:], grid(body, 1, VERSIONS_PER_PAGE, scale.gap), strict=False)
            )
        ]
        back, more, _right = grid(foot, 3, 1, scale.margin)
        last = Button("back", _("Back"), back)
        return (*versions, Button("more", _("More"), more), last) if self._pages > 1 else (*versions, last)

    def press(self, key: str) -> Transition | None:
        """Begin with a version, for the therapist to change or to keep; turn the page; or back."""
        if key == "more":
            self.page = (self.page + 1) % self._pages
            return None
        if key.startswith("version:"):
            self.draft.plan = self._newest_first[int(key.removeprefix("version:"))].plan
        return Pop()

    def paint(self, canvas: Canvas) -> None:
        """Whose they are, and what pressing one does."""
        heading, _body, foot = list_places(canvas.size)
        canvas.text(_("Versions of the plan"), heading, canvas.scale.title, bold=True, colour=theme.TEAL)
        note = grid(foot, 3, 1, canvas.scale.margin)[2]
        words = _("Choose one to begin with it again.")
        canvas.text(words, note, canvas.scale.body, colour=theme.QUIET)

    @property
    def _pages(self) -> int:
        return -(-len(self._newest_first) // VERSIONS_PER_PAGE)
