"""What a therapist sets for one person: stepped through, kept at once, and said in words."""

from dataclasses import replace

import pygame
import pytest

from aotrainer.care import MAX_CHECKLIST, Care
from aotrainer.retention import folder_of
from aotrainer.tracking.filming import Filming
from aotrainer.ui.filmed import FilmRoom
from aotrainer.ui.kept_care import KeptCare
from aotrainer.ui.scene import Pop, Push
from aotrainer.ui.scenes import home_scene
from aotrainer.ui.scenes.care import CHOICES, CareScene
from aotrainer.ui.scenes.checklist import USUAL, ChecklistScene, OwnQuestionScene
from aotrainer.ui.scenes.typing import MAX_LETTERS
from tests.ui.stage import SIZES, photograph, pressed, unasked


@pytest.fixture
def anna(store, clock):
    return store.add_patient("Anna", clock.utc())


@pytest.fixture
def scene(services, store, anna):
    room = FilmRoom(folder_of(store.path), Filming)
    return home_scene(replace(services, films=room)).press("care").scene


def label(scene, key):
    return next(button.label for button in scene.buttons() if button.key == key)


def paged_to(scene, key):
    while key not in [button.key for button in scene.buttons()]:
        scene.press("more")


def letters(words):
    return [pygame.event.Event(pygame.TEXTINPUT, text=letter) for letter in words]


@pytest.mark.parametrize("name", CHOICES)
def test_each_button_steps_through_all_choices_keeps_them_and_says_which(scene, store, anna, name):
    paged_to(scene, name)
    seen = {}
    for _ in CHOICES[name]:
        assert scene.press(name) is None
        seen[getattr(store.care(anna), name)] = label(scene, name)
    assert set(seen) == set(CHOICES[name])
    assert len(set(seen.values())) == len(CHOICES[name]), "two choices look alike"
    assert store.care(anna) == Care(), "once round"


def test_where_no_videos_are_kept_none_can_be_asked_for(services, store, anna):
    store.keep_care(anna, Care(video_days=7))
    scene = home_scene(services).press("care").scene
    paged_to(scene, "video_days")
    assert label(scene, "video_days") == "Off"
    assert "No videos" in scene.press("video_days").scene.heading
    assert store.care(anna).video_days == 7, "elsewhere it still holds"


def test_what_the_choices_do_not_have_leads_to_the_first(scene, store, anna):
    store.keep_care(anna, Care(settle_s=77.0))
    scene.press("settle_s")
    assert store.care(anna).settle_s == CHOICES["settle_s"][0]


def test_settings_belong_to_the_person(scene, store, clock, anna):
    ben = store.add_patient("Ben", clock.utc())
    scene.press("fall_risk")
    assert (store.care(anna).fall_risk, store.care(ben).fall_risk) == (True, False)


def test_every_setting_has_a_name_a_note_and_a_place(scene):
    assert (
        {*CHOICES, "plan", "progress", "checklist", "shower", "emergency", "access"}
        == set(CareScene.names)
        == set(CareScene.notes)
    )
    seen = []
    for _ in range(scene._pages):
        seen += [button.key for button in scene.buttons() if button.key not in ("more", "back")]
        scene.press("more")
    assert seen == list(CareScene.names)
    assert scene.page == 0


def test_the_note_is_on_the_setting_in_focus(scene):
    scene.focus.key = "pain_limit"
    assert "not a proven one" in scene.note()
    scene.focus.key = "back"
    assert scene.note() == "Every change is kept at once."


def test_back_leads_back(scene):
    assert scene.press("back") == Pop()
    assert scene.handle(pressed(pygame.K_ESCAPE)) == Pop()


class TestChecklist:
    @pytest.fixture
    def checklist(self, scene):
        opened = scene.press("checklist")
        assert isinstance(opened, Push)
        assert isinstance(opened.scene, ChecklistScene)
        return opened.scene

    def chosen(self, checklist):
        return [button.label for button in checklist.buttons() if button.chosen]

    def test_offers_usual_questions_and_asks_none_of_them_unless_chosen(self, checklist, store, anna, scene):
        assert checklist.offered == USUAL
        assert self.chosen(checklist) == []
        checklist.press("question:1")
        assert store.care(anna).checklist == (USUAL[1],)
        assert self.chosen(checklist) == [USUAL[1]]
        assert label(scene, "checklist") == "1 question"
        checklist.press("question:1")
        assert store.care(anna).checklist == ()

    def test_takes_a_question_of_the_therapists_own(self, checklist, store, anna):
        own = checklist.press("add").scene
        assert isinstance(own, OwnQuestionScene)
        assert not own.buttons()[0].enabled
        for event in letters("  Glasses on? "):
            own.handle(event)
        assert own.press("add") == Pop()
        assert store.care(anna).checklist == ("Glasses on?",)
        assert checklist.offered == (*USUAL, "Glasses on?")

    def test_is_asked_at_the_start_of_the_next_session(self, checklist, services):
        checklist.press("question:0")
        home = home_scene(services)
        home.plan.picked = {("shoulder_abduction", "right")}
        assert home.press("start").scene.question.item == USUAL[0]

    def test_has_room_for_all_the_usual_and_all_of_ones_own(self, checklist, store, anna, printer):
        store.keep_care(anna, Care(checklist=tuple(f"Own {n}?" for n in range(MAX_CHECKLIST))))
        checklist = ChecklistScene(KeptCare(store, anna))
        questions = [button for button in checklist.buttons() if button.key.startswith("question:")]
        assert len(questions) == len(USUAL) + MAX_CHECKLIST
        assert not next(button for button in checklist.buttons() if button.key == "add").enabled
        checklist.press("question:0")
        assert len(store.care(anna).checklist) == MAX_CHECKLIST, "full"
        for size in SIZES:
            assert photograph(checklist, size, printer).overflows == []


class TestTyping:
    @pytest.fixture
    def typing(self):
        return OwnQuestionScene(lambda _: None)

    def test_letters_spaces_and_the_way_back(self, typing):
        for event in (*letters("Ab c"), pressed(pygame.K_BACKSPACE), pressed(pygame.K_SPACE), *letters(" d")):
            typing.handle(event)
        assert typing.typed == "Ab  d"
        assert typing.handle(pressed(pygame.K_ESCAPE)) == Pop()

    def test_no_letter_is_a_key_of_a_remote_or_stop(self, typing):
        for key in (pygame.K_b, pygame.K_PERIOD, pygame.K_x):
            assert typing.handle(pressed(key)) is None

    def test_ends_where_it_could_not_be_read_any_more(self, typing):
        for event in letters("x" * 100):
            typing.handle(event)
        assert len(typing.typed) == MAX_LETTERS

    def test_of_a_long_question_the_end_is_seen(self, typing, printer):
        for event in letters("Is the chair against the wall and are both brakes closed?"):
            typing.handle(event)
        written = [word.words for word in photograph(typing, SIZES[0], printer).written]
        assert any(words.startswith("…") and words.endswith("brakes closed?") for words in written)


def test_who_is_asked_nothing_starts_at_once(services, store, clock):
    unasked(store, "Ben", clock)
    home = home_scene(services)
    home.plan.picked = {("shoulder_abduction", "right")}
    assert home.press("start").scene.phase == "introduce"


def test_the_words_for_an_emergency_are_typed_and_kept(scene, store, anna):
    typing = scene.press("emergency").scene
    typing.handle(pygame.event.Event(pygame.TEXTINPUT, text="Call Ben, 555 12"))
    typing.press("add")
    assert store.care(anna).emergency == "Call Ben, 555 12"
    assert scene.choice("emergency") == "Your words"
