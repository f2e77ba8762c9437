"""The window, the stack of scenes, and the loop that leads them by the clock."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from functools import partial

import pygame

from aotrainer.comfort import Theme
from aotrainer.errors import AotrainerError, NoDisplayError
from aotrainer.language import N_, _
from aotrainer.ui import theme
from aotrainer.ui.announcing import Announcer
from aotrainer.ui.canvas import Canvas, Printer
from aotrainer.ui.hands import Hands
from aotrainer.ui.hold import draw_hold
from aotrainer.ui.inputs import POINTING, Inputs
from aotrainer.ui.scanning import SWITCH
from aotrainer.ui.scene import Pop, Push, Quit, Replace, Scene, Transition
from aotrainer.ui.scenes.entrance import cover
from aotrainer.ui.scenes.message import ErrorScene
from aotrainer.ui.screen import Screen
from aotrainer.ui.services import Services
from aotrainer.ui.sound import Tone

Observer = Callable[[Scene, pygame.Surface, float], Transition | None]
"""Called after each drawn frame with the topmost scene, the window and the time; may ask for a transition."""

TITLE = "aotrainer"
WELCOME = N_("One moment …")
START_SIZE = (1280, 720)
MAX_FPS = 60
TOUCHES = (*POINTING, pygame.MOUSEWHEEL, pygame.KEYDOWN, pygame.TEXTINPUT, pygame.JOYBUTTONDOWN, SWITCH)
"""Events that tell of a person."""

log = logging.getLogger(__name__)


class App:
    """Runs scenes until none is left.

    The worker is started after the first frame is on the screen, and stopped when the app ends.
    An error of a scene becomes a message scene: a patient never sees a traceback; it is logged.
    While the window is minimised, time stands still for scenes.
    """

    def __init__(
        self,
        services: Services,
        first_scene: Scene,
        *,
        size: tuple[int, int] = START_SIZE,
        fullscreen: bool = False,
        observer: Observer | None = None,
        max_fps: int = MAX_FPS,
    ) -> None:
        self.services = services
        self._stack: list[Scene] = [first_scene]
        self._window_size, self._fullscreen = size, fullscreen
        self._observer = observer
        self._max_fps = max_fps
        self._ticked_s = 0.0
        self._told: tuple[Scene, tuple[int, int]] | None = None
        self._open_window()
        self._printer, self._inputs, self._hands = Printer(), Inputs(), Hands()
        self._announcer = Announcer(services.sounds, services.voice)

    @property
    def scene(self) -> Scene | None:
        """The topmost scene."""
        return self._stack[-1] if self._stack else None

    def run(self) -> None:
        """Show scenes until the last one is left; then end everything safely."""
        try:
            self.tick()
            self.services.worker.start()
            self.services.sounds.start()
            while self.scene is not None:
                self._wait(self.scene)
                self.tick()
        finally:
            self._apply(Quit())
            self.services.worker.stop()
            self.services.voice.close()
            self.services.sounds.close()
            pygame.quit()

    def tick(self) -> None:
        """One round: what the person did, what the time brought, and a new picture."""
        self._ticked_s = time.monotonic()
        now_s = self.services.clock()
        for event in pygame.event.get():
            self._handle(event, now_s)
        self._look_for_hands(now_s)
        self._cover(now_s)
        if pygame.display.get_active():
            self._show_next(now_s)
        if self._observer is not None and self.scene is not None:
            self._apply(self._observer(self.scene, _window(), now_s))

    def _show_next(self, now_s: float) -> None:
        """What the time brought, and a new picture."""
        self._guarded(lambda scene: scene.step(now_s))
        if not self._hands.share:
            self._inputs.step(self.scene, now_s, self.services.comforts.now.offered_s)
        self._announcer.look(self.scene)
        self._guarded(self._draw)
        pygame.display.flip()

    def _cover(self, now_s: float) -> None:
        """What is for therapists only is covered when nobody has touched anything for a while."""
        covered = cover(self.services, self._stack, now_s)
        if covered is not None:
            self._stack.append(covered)

    def _look_for_hands(self, now_s: float) -> None:
        """A raised arm is a switch, wherever arms have nothing else to do; the camera stays on for it."""
        worker, wanted = self.services.worker, self.services.comforts.now.hands_free
        if wanted is not worker.stays_on:
            worker.stay_on(wanted)
        meant = wanted and isinstance(self.scene, Screen) and self.scene.hands_speak
        if self._hands.look(worker.newest, meant=meant):
            self._handle(pygame.event.Event(SWITCH), now_s)

    def _wait(self, scene: Scene) -> None:
        """Until the scene has to be drawn again, or there is a new pose, which is drawn at once."""
        news = self.services.worker.news
        due_s = self._ticked_s + 1 / min(self._max_fps, scene.fps)
        news.wait(max(0.0, due_s - time.monotonic()))
        news.clear()

    def _open_window(self) -> None:
        open_window(self._window_size, self._fullscreen)

    def _handle(self, event: pygame.event.Event, now_s: float) -> None:
        if event.type in TOUCHES:
            self.services.guard.touched(now_s)
        if self._take(event):
            return
        every_s = self.services.comforts.now.offered_s
        for known in self._inputs.read(event, self.scene, _window().get_size(), now_s, every_s):
            if known.type == SWITCH:
                self.services.sounds.play(Tone.PRESSED)
            self._guarded(partial(_let_handle, event=known))

    def _take(self, event: pygame.event.Event) -> bool:
        """Whether an event was the window's own business."""
        if event.type == pygame.VIDEORESIZE:
            return True
        if event.type != pygame.KEYDOWN:
            return False
        alt_enter = event.key == pygame.K_RETURN and event.mod & pygame.KMOD_ALT
        if event.key != pygame.K_F11 and not alt_enter:
            return False
        if not self._fullscreen:
            self._window_size = _window().get_size()
        self._fullscreen = not self._fullscreen
        self._open_window()
        return True

    def _draw(self, scene: Scene) -> None:
        comfort = self.services.comforts.now
        canvas = Canvas(
            _window(),
            self._printer,
            palette=comfort.theme,
            zoom=comfort.text,
            scanned=comfort.offered_s > 0,
        )
        scene.draw(canvas)
        draw_hold(canvas, self._hands.share)

    def _guarded(self, act: Callable[[Scene], Transition | None]) -> None:
        """Let the topmost scene act, and turn what goes wrong into a message."""
        self._tell_size()
        scene = self.scene
        if scene is None:
            return
        try:
            self._apply(act(scene))
        except AotrainerError as error:
            log.warning("%s in %s", error, type(scene).__name__, exc_info=error)
            self._show(scene, error)
        except Exception:
            log.exception("unexpected error in %s", type(scene).__name__)
            self._show(scene, None)

    def _show(self, scene: Scene, error: AotrainerError | None) -> None:
        if isinstance(scene, ErrorScene):
            raise RuntimeError("An error cannot be shown.") from error
        told = scene.failed(error) or ErrorScene(error, way_back=len(self._stack) > 1)
        self._stack.append(told)

    def _tell_size(self) -> None:
        """Every scene learns the size of the window before anything else happens to it."""
        scene, size = self.scene, _window().get_size()
        if scene is not None and self._told != (scene, size):
            self._told = (scene, size)
            scene.handle(pygame.event.Event(pygame.VIDEORESIZE, size=size, w=size[0], h=size[1]))

    def _apply(self, transition: Transition | None) -> None:
        match transition:
            case Push(scene):
                self._stack.append(scene)
            case Replace(scene):
                self._drop(1)
                self._stack.append(scene)
            case Pop(count):
                self._drop(count)
            case Quit():
                self._drop(len(self._stack))
            case None:
                pass

    def _drop(self, count: int) -> None:
        for _each in range(min(count, len(self._stack))):
            scene = self._stack.pop()
            try:
                scene.close()
            except Exception:
                # The others have to be closed all the same: each may have something to save.
                log.exception("%s could not be closed in order", type(scene).__name__)


def show_welcome(
    *, fullscreen: bool = False, size: tuple[int, int] = START_SIZE, palette: Theme = "light"
) -> None:
    """Open the window with a word of welcome, until the record is open and scenes can be made."""
    open_window(size, fullscreen)
    canvas = Canvas(_window(), Printer(), palette=palette)
    canvas.fill(theme.PAPER)
    page = pygame.Rect((0, 0), canvas.size)
    canvas.text(_(WELCOME), page, canvas.scale.title, bold=True, colour=theme.TEAL, align="centre")
    pygame.display.flip()


def open_window(size: tuple[int, int], fullscreen: bool) -> None:
    """Open the one window, or give it another size; raises `NoDisplayError` where nobody could see it."""
    pygame.display.init()
    if pygame.display.get_driver() == "offscreen" and "SDL_VIDEODRIVER" not in os.environ:
        raise NoDisplayError  # SDL fell back to a window that nobody can see
    pygame.font.init()
    pygame.display.set_caption(TITLE)
    if fullscreen:
        pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
    else:
        pygame.display.set_mode(size, pygame.RESIZABLE)


def _let_handle(scene: Scene, event: pygame.event.Event) -> Transition | None:
    return scene.handle(event)


def _window() -> pygame.Surface:
    window = pygame.display.get_surface()
    if window is None:
        raise RuntimeError("There is no window.")
    return window
