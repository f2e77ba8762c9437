"""The stack, the window's own keys, and what becomes of errors."""

import logging

import pygame
import pytest

from aotrainer.errors import StoreError
from aotrainer.ui import App, Pop, Push, Quit, Replace, show_welcome
from aotrainer.ui.scenes.message import ErrorScene
from aotrainer.ui.screen import Screen
from tests.ui.stage import pressed


class Probe(Screen):
    """Does what a test tells it, and notes what happens to it."""

    def __init__(self, answer=None):
        super().__init__()
        self.answer, self.raises, self.log = answer, None, []

    def step(self, now_s):
        self.log.append(now_s)
        if self.raises:
            raise self.raises
        answer, self.answer = self.answer, None
        return answer

    def close(self):
        self.log.append("closed")


@pytest.fixture
def app(services):
    pygame.event.clear()
    apps = []

    def make(scene, **options):
        apps.append(App(services, scene, size=(1024, 600), **options))
        pygame.event.clear()
        return apps[-1]

    return make


def test_push_pop_replace_and_quit(app):
    first, second, third = Probe(), Probe(), Probe()
    running = app(first)
    first.answer = Push(second)
    running.tick()
    assert running.scene is second
    second.answer = Replace(third)
    running.tick()
    assert running.scene is third
    assert second.log[-1] == "closed"
    third.answer = Pop()
    running.tick()
    assert running.scene is first
    first.answer = Quit()
    running.tick()
    assert running.scene is None
    assert first.log[-1] == "closed"


def test_time_comes_from_the_given_clock(app, clock):
    scene = Probe()
    running = app(scene)
    running.tick()
    clock.now_s += 5
    running.tick()
    assert scene.log == [100.0, 105.0]


def test_the_worker_starts_after_the_first_frame_and_ends_with_the_app(services, worker, monkeypatch):
    monkeypatch.setattr(pygame, "quit", lambda: None)
    drawn = []

    def look(scene, surface, now_s):
        drawn.append(list(worker.calls))
        return Quit() if len(drawn) == 3 else None

    App(services, Probe(), observer=look).run()
    assert drawn == [[], ["start"], ["start"]]
    assert worker.calls == ["start", "stop"]


def test_an_error_becomes_a_message_with_try_again_and_back(app, caplog):
    below, scene = Probe(), Probe()
    running = app(below)
    below.answer = Push(scene)
    running.tick()
    scene.raises = StoreError("The disk is full.", "Free some space, then try again.")
    running.tick()
    message = running.scene
    assert isinstance(message, ErrorScene)
    assert (message.heading, message.words) == ("The disk is full.", "Free some space, then try again.")
    scene.raises = None
    pygame.event.post(pressed(pygame.K_RETURN))
    running.tick()
    assert running.scene is scene
    scene.raises = StoreError("Again.", "Sorry.")
    running.tick()
    pygame.event.post(pressed(pygame.K_TAB))
    pygame.event.post(pressed(pygame.K_RETURN))
    running.tick()
    assert running.scene is below
    assert scene.log[-1] == "closed"


def test_an_unexpected_error_is_logged_and_told_without_a_traceback(app, caplog):
    scene = Probe()
    running = app(scene)
    scene.raises = ZeroDivisionError("division by zero")
    with caplog.at_level(logging.ERROR):
        running.tick()
    assert isinstance(running.scene, ErrorScene)
    assert "division" not in running.scene.heading + running.scene.words
    assert "ZeroDivisionError" in caplog.text


def test_a_word_of_welcome_is_there_at_once():
    show_welcome(size=(1024, 600))
    picture = pygame.surfarray.array3d(pygame.display.get_surface())
    assert (picture != picture[0, 0]).any()


def test_escape_on_an_error_of_the_first_scene_tries_again(app):
    scene = Probe()
    running = app(scene)
    scene.raises = StoreError("The disk is full.", "Free some space.")
    running.tick()
    assert [button.key for button in running.scene.buttons()] == ["again", "quit"]
    scene.raises = None
    pygame.event.post(pressed(pygame.K_ESCAPE))
    running.tick()
    assert running.scene is scene


def test_an_error_while_closing_does_not_hide_the_rest(app, caplog):
    class Stubborn(Probe):
        def close(self):
            raise StoreError("The disk is full.", "Free some space.")

    below, scene = Probe(), Stubborn()
    running = app(below)
    below.answer = Push(scene)
    running.tick()
    scene.answer = Quit()
    running.tick()
    assert running.scene is None
    assert below.log[-1] == "closed"


def test_a_scene_learns_the_size_of_the_window(app):
    scene = Probe()
    app(scene).tick()
    assert scene.size == (1024, 600)


@pytest.mark.parametrize("key", [pressed(pygame.K_F11), pressed(pygame.K_RETURN, pygame.KMOD_LALT)])
def test_f11_and_alt_enter_change_to_full_screen_and_back(app, key):
    running = app(Probe())
    for expected in (True, False):
        pygame.event.post(key)
        running.tick()
        assert bool(pygame.display.get_surface().get_flags() & pygame.FULLSCREEN) is expected
    assert pygame.display.get_surface().get_size() == (1024, 600)


def test_the_observer_sees_each_frame_and_may_lead(app):
    first, second, seen = Probe(), Probe(), []

    def look(scene, surface, now_s):
        seen.append((scene, surface.get_size(), now_s))
        return Push(second) if scene is first else None

    running = app(first, observer=look)
    running.tick()
    running.tick()
    assert [scene for scene, _, _ in seen] == [first, second]
    assert seen[0][1:] == ((1024, 600), 100.0)
