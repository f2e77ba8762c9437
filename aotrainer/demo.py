"""A full short session on a bundled recording instead of a camera, led by nobody.

It goes through the same scenes, tracking, scoring and record as a real one, in real time, and photographs
every scene. Without a screen it draws into memory.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from aotrainer.care import Care
from aotrainer.errors import AotrainerError, UnknownPatientError
from aotrainer.protocol import Protocol
from aotrainer.trial import Patient, Trial
from aotrainer.ui import App, Push, Quit, Scene, Services, Transition, home_scene, session_scene
from aotrainer.ui.scenes.feedback import FeedbackScene
from aotrainer.ui.scenes.home import HomeScene
from aotrainer.ui.scenes.introduce import IntroduceScene
from aotrainer.ui.scenes.message import MessageScene
from aotrainer.ui.scenes.place import PlaceScene
from aotrainer.ui.scenes.questions import QuestionScene
from aotrainer.ui.scenes.summary import SummaryScene
from aotrainer.ui.screenshots import Screenshots

if TYPE_CHECKING:
    import pygame

DOSE = Protocol(
    "demo",
    "Demo: one look, one set",
    observe_s=5,
    imitate_s=90,
    sets=1,
    source="No dose: just enough to see every screen. The doing ends when the recording does.",
    feedback_s=5,
)
PATIENT = "Demo patient"
RATING = 2
"""Of pain and fatigue: below every limit."""
SETTLE_S = 8.0
"""Just enough to see a breath."""
PLACE_S = 8.0
"""After so long it goes on without the camera check: a busy computer may be too slow for it."""
LINGER_S = 2.5
"""How long the first and the last scene stay."""


def run_demo(services: Services, exercise_id: str, screenshots: Path) -> Trial:
    """Run the session and give its trial back, as it was read from the record afterwards."""
    patient = _patient(services)
    side = services.library.exercise(exercise_id).judging.model_side
    task = services.make_task(exercise_id, side, services.shown_to(patient))
    before = len(services.store.history(patient))
    guide = _Guide(Screenshots(screenshots), lambda: session_scene(services, patient, [task], DOSE))
    App(services, home_scene(services), observer=guide.look).run()
    records = services.store.history(patient)
    if len(records) == before:
        raise AotrainerError(
            "The demo ended before anything was done.", "See what it needs with: aotrainer check"
        )
    return services.store.load_trial(records[-1].trial_id)


def _patient(services: Services) -> Patient:
    try:
        return services.store.patient(PATIENT)
    except UnknownPatientError:
        patient = services.store.add_patient(PATIENT, services.utc_now())
        services.store.keep_care(patient, Care(settle_s=SETTLE_S))
        return patient


class _Guide:
    """Takes the place of the person at the keyboard, and photographs what there is to see."""

    def __init__(self, screenshots: Screenshots, begin: Callable[[], Scene]) -> None:
        self._screenshots, self._begin = screenshots, begin
        self._scene: Scene | None = None
        self._since_s = 0.0
        self._begun = self._replayed = False

    def look(self, scene: Scene, surface: pygame.Surface, now_s: float) -> Transition | None:
        """Called by the app after each drawn frame."""
        self._screenshots.look(scene, surface, now_s)
        if scene is not self._scene:
            self._scene, self._since_s = scene, now_s
        if isinstance(scene, MessageScene):
            return Quit()
        if now_s - self._since_s < LINGER_S:
            return None
        if isinstance(scene, HomeScene) and not self._begun:
            self._begun = True
            return Push(self._begin())
        if isinstance(scene, IntroduceScene):
            return scene.press("watch")
        if isinstance(scene, PlaceScene) and now_s - self._since_s > PLACE_S:
            return scene.press("go_on")
        if isinstance(scene, QuestionScene):
            return scene.press(f"rating:{RATING}" if scene.chosen is None else "next")
        if isinstance(scene, FeedbackScene) and not self._replayed:
            self._replayed = True
            return scene.press("show")
        return Quit() if isinstance(scene, (HomeScene, SummaryScene)) else None
