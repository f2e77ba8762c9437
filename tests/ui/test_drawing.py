"""Every scene at every size: drawn once, nothing cut, nothing outside, state untouched."""

from dataclasses import replace
from itertools import combinations, zip_longest

import numpy as np
import pygame
import pytest
from pygame import Rect

from aotrainer.care import Care
from aotrainer.comfort import TEXT_SIZES, THEMES
from aotrainer.config import shipped
from aotrainer.exercises import load_exercises
from aotrainer.exercises.cue_words import LONGER
from aotrainer.language import ENGLISH, LANGUAGES, speak
from aotrainer.motion.advice import Cue
from aotrainer.motion.pose import BODY, PoseFrame
from aotrainer.protocol import PRESETS
from aotrainer.session import Farewell, Phase
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.overlay import draw_skeleton, judged_bones, on_screen
from aotrainer.ui.picture import Film
from aotrainer.ui.scenes import feedback, home_scene, place
from aotrainer.ui.scenes.choices import AddPersonScene
from aotrainer.ui.scenes.summary import emergency_words
from aotrainer.ui.screen import Screen
from aotrainer.ui.text import ELLIPSIS, line_height
from aotrainer.ui.theme import Scale
from aotrainer.ui.widgets import Button
from tests.ui.gallery import EMERGENCY, LONG_NAME, trials
from tests.ui.stage import SIZES, arm_raise, photograph, unasked

NAMES = list(load_exercises(shipped("exercises"))[0])
SMALLEST = SIZES[0]
OTHERS = [code for code in LANGUAGES if code != ENGLISH]
UNUSUAL = [(1280, 800), (1024, 768), (1200, 1920), (2560, 700)]
LETTERS = (TEXT_SIZES[0], TEXT_SIZES[-1])
NO_FAULTS: list[list[str]] = [[] for _ in SIZES]
BLANK = 0.25
"""Of a letter size, above and below what is drawn of a line: less is no overlap."""


@pytest.fixture(autouse=True)
def _english_again():
    yield
    speak(ENGLISH)


def faults(scene, size, printer, zoom=1.0, palette="light"):
    """What is cut, outside, too small, or over something else."""
    canvas = photograph(scene, size, printer, zoom=zoom, palette=palette)
    buttons, least = scene.buttons(), Scale.of(size).smallest
    written = [word for word in canvas.written if word.words.strip()]
    return [
        *(f"cut: {words}" for words in canvas.overflows),
        *(f"too small: {word.words}" for word in written if word.size < least),
        *(f"outside: {word.words}" for word in written if not canvas.rect.contains(ink(word))),
        *(f"outside: {button.key}" for button in buttons if not canvas.rect.contains(button.rect)),
        *(f"overlap: {a.key}, {b.key}" for a, b in combinations(buttons, 2) if a.rect.colliderect(b.rect)),
        *(
            f"overlap: {a.words}, {b.words}"
            for a, b in combinations(written, 2)
            if ink(a).colliderect(ink(b))
        ),
        *(
            f"on the button {button.key}: {word.words}"
            for button in buttons
            for word in written
            if ink(word).colliderect(button.rect) and not belongs(word, button)
        ),
    ]


def ink(word):
    """Where letters are, without the blank above and below them."""
    return word.place.inflate(0, -round(2 * BLANK * word.size))


def belongs(word, button):
    """Whether words are a button's own, and stay on it; a long name may be cut."""
    own = (button.label, button.caption)
    said = word.words in own or (button.name and button.label.startswith(word.words.rstrip(ELLIPSIS)))
    return said and button.rect.contains(ink(word))


def all_faults(gallery, sizes, printer, zooms=LETTERS, palette="light"):
    """Of every state, by its name."""
    return {
        f"{name}, {size[0]}, letters {zoom}": found
        for name, scene in gallery.states()
        for size in sizes
        for zoom in zooms
        if (found := faults(scene, size, printer, zoom, palette))
    }


@pytest.mark.parametrize("size", SIZES)
def test_every_screen_in_every_state_is_whole(gallery, printer, size):
    assert all_faults(gallery, [size], printer) == {}


@pytest.mark.slow
@pytest.mark.parametrize("size", UNUSUAL)
def test_in_a_window_of_another_shape_too(gallery, printer, size):
    assert all_faults(gallery, [size], printer, zooms=(1.0,)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("code", OTHERS)
def test_in_every_language_on_the_smallest_screen(gallery, printer, code):
    speak(code)
    assert all_faults(gallery, [SMALLEST], printer) == {}


@pytest.mark.slow
@pytest.mark.parametrize("code", OTHERS)
def test_in_every_language_on_the_largest_screen(gallery, printer, code):
    speak(code)
    assert all_faults(gallery, SIZES[-1:], printer, zooms=(1.0,)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("palette", THEMES[1:])
def test_in_every_palette(gallery, printer, palette):
    assert all_faults(gallery, [SMALLEST], printer, zooms=(1.0,), palette=palette) == {}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_what_to_do_in_an_emergency_is_as_large_as_a_lead(gallery, printer, size, code):
    speak(code)
    for care in (Care(ratings=False), Care(emergency=EMERGENCY, ratings=False)):
        running = gallery.running(care)
        running.stop(gallery.later(running))
        scene, words = running.scene(), emergency_words(care)
        assert faults(scene, size, printer) == []
        [shown] = [word for word in photograph(scene, size, printer).written if word.words == words]
        assert shown.size >= Scale.of(size).lead


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_no_side_takes_two_lines_on_the_first_screen(services, printer, size, code):
    speak(code)
    home = home_scene(services)
    canvas = photograph(home, size, printer)
    sides = {button.label for button in home.buttons() if button.key.startswith("side:")}
    heights = [word.place.h for word in canvas.written if word.words in sides]
    assert len(heights) == 2 * len(services.library.exercises)
    assert max(heights) < 2 * line_height(Scale.of(size).smallest)


@pytest.mark.parametrize("size", SIZES)
def test_every_dose_fits_the_first_screen(services, store, clock, printer, size):
    unasked(store, LONG_NAME, clock)
    home = home_scene(services)
    for dose in PRESETS.values():
        home.plan.dose = dose
        for name in services.library.exercises:
            home.plan.toggle(name, "left")
            assert faults(home, size, printer) == []


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_forty_exercises_fits_the_first_screen(services, store, clock, printer, size, forty):
    unasked(store, LONG_NAME, clock)
    home = home_scene(replace(services, library=replace(forty, problems=services.library.problems)))
    for _ in home.pages:
        assert faults(home, size, printer) == []
        home.press("after")


ABOUT_AN_EXERCISE = (Phase.INTRODUCE, Phase.PLACE, Phase.OBSERVE, Phase.GET_READY, Phase.IMITATE)


class TestLetters:
    """As large as they are wished, and of one size in one row or list."""

    @pytest.fixture
    def sizes(self, printer):
        def of(scene, *words):
            written = photograph(scene, SMALLEST, printer, zoom=TEXT_SIZES[-1]).written
            return [next(each.size for each in written if each.words == said) for said in words]

        return of

    def test_buttons_of_one_row_look_alike(self, sizes):
        class Row(Screen):
            def buttons(self):
                labels = ("Back", "Next page", "Measures")
                return tuple(
                    Button(said, said, Rect(20 + 170 * n, 500, 150, 66)) for n, said in enumerate(labels)
                )

        small, medium, large = sizes(Row(), "Back", "Next page", "Measures")
        assert small == medium == large > Scale.of(SMALLEST).body

    def test_rows_of_a_list_look_alike_where_one_is_long(self, sizes):
        labels = ("Raise your arm", "Raise your arm to the front, sitting, left arm")

        class List(Screen):
            def buttons(self):
                return tuple(
                    Button(said, said, Rect(20, 100 + 90 * n, 600, 70), caption="2 sets")
                    for n, said in enumerate(labels)
                )

        short, long = sizes(List(), *labels)
        assert Scale.of(SMALLEST).body <= short == long < Scale.of(SMALLEST).lead

    def test_one_label_that_has_to_shrink_leaves_the_others_to_be_read(self, sizes):
        class Row(Screen):
            def buttons(self):
                return (
                    Button("short", "Back", Rect(20, 500, 150, 66)),
                    Button("long", "Conservation", Rect(190, 500, 150, 66)),
                )

        short, long = sizes(Row(), "Back", "Conservation")
        assert long <= short == Scale.of(SMALLEST).body

    def test_what_to_take_care_of_is_as_large_as_what_to_do(self, gallery, sizes):
        scene = next(scene for name, scene in gallery.states() if name == "introduce")
        exercise = scene.running.session.task.exercise
        do, be, care = sizes(scene, exercise.instruction, exercise.placing, exercise.caution)
        assert do == be == care > Scale.of(SMALLEST).body

    def test_what_stands_below_each_other_is_of_one_size(self, gallery, printer):
        marks, parts = set(place.NAMES.values()), {label for _name, label in feedback.PARTS}
        found = []
        for name, scene in gallery.session_screens():
            written = photograph(scene, SMALLEST, printer, zoom=TEXT_SIZES[-1]).written
            for listed in (marks, parts):
                sizes = [each.size for each in written if each.words in listed]
                if len(sizes) == len(listed):
                    found.append(name)
                    assert len(set(sizes)) == 1, name
        assert len(found) > 2

    def test_all_of_a_proposal_is_shown_to_be_replaced(self, services, printer):
        scene = AddPersonScene(services, home_scene(services).plan, 1)
        canvas = photograph(scene, SMALLEST, printer, zoom=TEXT_SIZES[-1])
        proposed = next(each.place for each in canvas.written if each.words == scene.typed)
        for x in (proposed.x + 10, proposed.right - 10):
            column = {tuple(canvas.surface.get_at((x, y))[:3]) for y in range(proposed.y, proposed.bottom)}
            assert theme.TEAL_PALE in column


def phases_of(gallery, name, side="right"):
    """Each phase of an exercise, with feedback, the rest and the end."""
    running = gallery.running(tasks=(name,), side=side)
    for phase in ABOUT_AN_EXERCISE:
        yield gallery.in_phase(running, phase)
    good = trials(gallery.exercises)[0]
    running = gallery.running(tasks=(name,), side=side)
    yield gallery.rest(running, good)
    yield gallery.summary(running, Farewell.STOPPED)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_phase_of_every_exercise_fits(gallery, printer, name):
    for scene in phases_of(gallery, name):
        for size in SIZES:
            assert faults(scene, size, printer) == []
        assert faults(scene, SMALLEST, printer, TEXT_SIZES[-1]) == []
    for scene in phases_of(gallery, name, "left"):
        assert faults(scene, SMALLEST, printer) == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_said_to_who_may_fall_fits_with_every_exercise(gallery, printer, code):
    speak(code)
    library = replace(gallery.services.library, exercises=gallery.exercises)
    for name, exercise in gallery.exercises.items():
        running = gallery.running(Care(ratings=False, fall_risk=True), tasks=(name,))
        assert [faults(running.scene(), size, printer) for size in SIZES] == NO_FAULTS, name
        seated = library.seated(name)
        if seated is not None:
            running = gallery.running(Care(ratings=False, fall_risk=True), tasks=(seated,))
            running.session.course.tasks[0] = replace(running.session.task, in_place_of=exercise)
            assert [faults(running.scene(), size, printer) for size in SIZES] == NO_FAULTS, name


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_exercise_fits_the_first_screen_of_who_may_fall(gallery, printer, code):
    speak(code)
    library = replace(gallery.services.library, exercises=gallery.exercises)
    home = home_scene(replace(gallery.services, library=library))
    home.plan.patient = gallery.person()
    gallery.services.store.keep_care(home.plan.patient, Care(ratings=False, fall_risk=True))
    for _ in home.pages:
        for size in SIZES[::2]:
            assert faults(home, size, printer) == []
        home.press("after")


@pytest.mark.slow
@pytest.mark.parametrize("code", OTHERS)
def test_every_phase_of_every_exercise_fits_in_every_language(gallery, printer, code):
    speak(code)
    for name in NAMES:
        for scene in phases_of(gallery, name):
            assert faults(scene, SMALLEST, printer) == [], name


def longest_cues(exercise):
    """Everything to change, with the longest that can be said of it."""
    for key in exercise.cues:
        if key in LONGER:
            yield Cue(key, 12.0, "s")
        elif key == "range":
            yield Cue(key, 105.0, "cm", way="across")
        else:
            yield Cue(key, phase="turn")


@pytest.mark.slow
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_of_feedback_fits(gallery, printer, code):
    speak(code)
    poor = trials(gallery.exercises)[1]
    for name in NAMES:
        exercise = gallery.exercises[name]
        scene = gallery.feedback(gallery.running(tasks=(name,)), poor)
        for praise, cue in zip_longest(exercise.praise, [*longest_cues(exercise), None], fillvalue="any"):
            shown_cue = None if cue == "any" else cue
            scene.summary = replace(scene.summary, praise=praise, cue=shown_cue)
            for zoom in LETTERS if code == ENGLISH else LETTERS[:1]:
                assert faults(scene, SMALLEST, printer, zoom) == [], f"{name}: {praise}, {cue}"


def test_words_over_others_are_noticed(printer):
    class Clumsy(Screen):
        def buttons(self):
            return (Button("ok", "Ok", Rect(300, 300, 200, 60)),)

        def paint(self, canvas):
            canvas.text("one thing", Rect(20, 20, 400, 40), 30)
            canvas.text("another thing", Rect(60, 30, 400, 40), 30)
            canvas.text("below it", Rect(280, 310, 400, 40), 30)
            canvas.text("tiny", Rect(20, 500, 400, 40), 9)
            canvas.text("unbreakable" * 9, Rect(20, 400, 100, 40), 30)

    found = faults(Clumsy(), SMALLEST, printer)
    assert {fault.partition(":")[0] for fault in found} >= {"cut", "too small", "overlap", "on the button ok"}


def test_drawing_changes_nothing(services, printer):
    scene = home_scene(services)
    first = photograph(scene, (1024, 600), printer).surface
    second = photograph(scene, (1024, 600), printer).surface
    assert pygame.image.tobytes(first, "RGB") == pygame.image.tobytes(second, "RGB")


def test_a_mirrored_landmark_is_where_the_mirrored_picture_shows_it():
    place = Rect(100, 50, 640, 360)
    pose = arm_raise(2.0, "right")
    x, y = on_screen(pose, "right_wrist", place, mirrored=False)
    mirrored_x, mirrored_y = on_screen(pose, "right_wrist", place, mirrored=True)
    assert x < place.centerx < mirrored_x
    assert mirrored_x - place.centerx == pytest.approx(place.centerx - x)
    assert y == mirrored_y


def test_the_picture_is_mirrored_with_the_skeleton(printer):
    image = np.zeros((90, 160, 3), np.uint8)
    image[:, :80] = (0, 0, 255)
    canvas = Canvas(pygame.Surface((320, 180)), printer)
    Film().draw(canvas, image, canvas.rect, mirrored=True)
    assert canvas.surface.get_at((300, 90))[:3] == (255, 0, 0)
    assert canvas.surface.get_at((20, 90))[:3] == (0, 0, 0)


def test_a_picture_keeps_its_proportions(printer):
    canvas = Canvas(pygame.Surface((400, 400)), printer)
    place = Film().draw(canvas, np.zeros((90, 160, 3), np.uint8), canvas.rect, mirrored=False)
    assert place.size == (400, 225)


def test_the_judged_limb_stands_out_and_unsure_points_are_left_out(exercises, printer):
    canvas = Canvas(pygame.Surface((640, 360)), printer)
    judged = judged_bones(exercises["shoulder_abduction"].judging, "right")
    assert judged == {
        ("right_shoulder", "right_elbow"),
        ("right_elbow", "right_wrist"),
        ("right_shoulder", "right_hip"),
    }
    pose = arm_raise(2.0, "right")
    draw_skeleton(canvas, pose, canvas.rect, True, judged)
    wrist = on_screen(pose, "right_wrist", canvas.rect, True)
    assert canvas.surface.get_at((round(wrist[0]), round(wrist[1])))[:3] == theme.AMBER
    blank = Canvas(pygame.Surface((640, 360)), printer)
    unsure = PoseFrame(0.0, pose.image, pose.world, np.full(len(BODY.landmarks), 0.4))
    draw_skeleton(blank, unsure, blank.rect, True, judged)
    assert not pygame.mask.from_threshold(blank.surface, theme.AMBER, (1, 1, 1)).count()
