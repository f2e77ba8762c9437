"""Settings that are there at once, and the language before anything else."""

from dataclasses import replace

import pygame
import pytest

from aotrainer import language
from aotrainer.comfort import CHOICES, Comfort, Comforts
from aotrainer.errors import StoreError
from aotrainer.ui import App, theme
from aotrainer.ui.scene import Pop, Push, Replace
from aotrainer.ui.scenes import first_scene, home_scene
from aotrainer.ui.scenes.comfort import ComfortScene
from aotrainer.ui.scenes.home import HomeScene
from aotrainer.ui.scenes.language import LanguageScene
from aotrainer.ui.scenes.message import ErrorScene, QuitScene
from tests.ui.stage import SIZES, clicked, photograph, pressed


@pytest.fixture(autouse=True)
def _english_again():
    yield
    language.speak("en")


@pytest.fixture
def comforts(services):
    return services.comforts


@pytest.fixture
def scene(services):
    return ComfortScene(services)


def label(scene, key):
    return next(button.label for button in scene.buttons() if button.key == key)


def test_the_first_screen_leads_to_the_settings(services):
    opened = home_scene(services).press("settings")
    assert isinstance(opened, Push)
    assert isinstance(opened.scene, ComfortScene)


@pytest.mark.parametrize("name", CHOICES)
def test_each_button_steps_through_all_choices_and_says_which(scene, comforts, name):
    choices = [choice for choice in CHOICES[name] if choice != ""]
    seen = {}
    for _ in choices:
        assert scene.press(name) is None
        seen[getattr(comforts.now, name)] = label(scene, name)
    assert set(seen) == set(choices)
    assert len(set(seen.values())) == len(choices), "two choices look alike"


def test_a_language_is_shown_by_its_own_name(scene, comforts):
    scene.press("language")
    assert comforts.now.language == language.spoken() == "de"
    assert label(scene, "language") == "Deutsch"


def test_back_leads_back(scene):
    assert scene.press("back") == Pop()
    assert scene.handle(pressed(pygame.K_ESCAPE)) == Pop()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", [1.0, 1.3])
def test_every_choice_and_note_fits(scene, printer, size, zoom):
    for name in CHOICES:
        for _ in CHOICES[name]:
            scene.press(name)
            scene.focus.key = name
            language.speak("en")
            assert photograph(scene, size, printer, zoom=zoom).overflows == []


def test_why_there_is_no_voice_is_said_where_it_is_chosen(scene, services, printer):
    services.voice.problem = "No voice is installed. Install it with: pip install pyttsx3"
    scene.focus.key = "voice"
    without = photograph(scene, (1024, 600), printer).surface.copy()
    scene.press("voice")
    canvas = photograph(scene, (1024, 600), printer)
    assert canvas.overflows == []
    note = pygame.Rect(20, 510, 600, 70)
    before, after = (pygame.image.tobytes(each.subsurface(note), "RGB") for each in (without, canvas.surface))
    assert before != after


def test_a_palette_and_letters_are_in_the_next_picture(services):
    pygame.event.clear()
    app = App(services, ComfortScene(services), size=(1024, 600))
    for key, palette in (("theme", "dark"), ("theme", "contrast"), ("theme", "light")):
        app.scene.press(key)
        app.tick()
        seen = pygame.display.get_surface().get_at((2, 2))[:3]
        assert seen == theme.PAPER.shown(palette)


def test_what_cannot_be_kept_is_a_message_and_changes_nothing(services):
    def full(_):
        raise StoreError("The disk is full.", "Free some space.")

    comforts = Comforts(keep=full)
    pygame.event.clear()
    app = App(replace(services, comforts=comforts), ComfortScene(replace(services, comforts=comforts)))
    pygame.event.clear()
    pygame.event.post(pressed(pygame.K_RETURN))
    app.tick()
    assert isinstance(app.scene, ErrorScene)
    assert comforts.now == Comfort()


class TestFirstStart:
    def test_asks_for_the_language_before_anything_else(self, services):
        assert isinstance(first_scene(services), LanguageScene)

    def test_offers_four_large_buttons_each_in_its_own_language(self, services):
        buttons = first_scene(services).buttons()
        assert [button.label for button in buttons] == ["English", "Deutsch", "Español", "Italiano"]
        assert all(button.rect.h > 200 and button.rect.w > 400 for button in buttons)

    def test_goes_on_in_the_language_that_was_pressed(self, services, comforts):
        scene = first_scene(services)
        spanish = scene.buttons()[2]
        chosen = [scene.handle(event) for event in clicked(spanish.rect.center)][-1]
        assert isinstance(chosen, Replace)
        assert isinstance(chosen.scene, HomeScene)
        assert comforts.now.language == language.spoken() == "es"

    def test_does_not_ask_again(self, services, comforts):
        comforts.change(language="it")
        assert isinstance(first_scene(services), HomeScene)

    def test_can_be_left(self, services):
        assert isinstance(first_scene(services).handle(pressed(pygame.K_ESCAPE)).scene, QuitScene)

    def test_a_remote_takes_the_language_in_focus(self, services, comforts):
        scene = first_scene(services)
        scene.handle(pressed(pygame.K_TAB))
        assert isinstance(scene.handle(pressed(pygame.K_PAGEDOWN)), Replace)
        assert comforts.now.language == "de"
