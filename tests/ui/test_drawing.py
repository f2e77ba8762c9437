"""Every scene at every size: drawn once, nothing cut, nothing outside, state untouched."""

from dataclasses import replace

import numpy as np
import pygame
import pytest
from pygame import Rect

from aotrainer.config import shipped
from aotrainer.errors import StoreError
from aotrainer.exercises import load_exercises
from aotrainer.exercises.cue_words import LONGER
from aotrainer.motion.advice import Cue
from aotrainer.motion.pose import BODY, PoseFrame
from aotrainer.protocol import PRESETS
from aotrainer.ui import theme
from aotrainer.ui.canvas import Canvas
from aotrainer.ui.overlay import draw_skeleton, judged_bones, on_screen
from aotrainer.ui.picture import Film
from aotrainer.ui.running import Running
from aotrainer.ui.scenes import VIEWS, home_scene
from aotrainer.ui.scenes.choices import AddPersonScene, DoseScene, PeopleScene
from aotrainer.ui.scenes.choosing import DemonstratorScene, RegionScene
from aotrainer.ui.scenes.message import ErrorScene, QuitScene
from tests.ui.stage import DOSE, SIZES, arm_raise, photograph, task

NAMES = list(load_exercises(shipped("exercises"))[0])
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff the Third"


@pytest.fixture
def patient(store, clock):
    return store.add_patient(LONG_NAME, clock.utc())


def check(scene, size, printer):
    canvas = photograph(scene, size, printer)
    assert canvas.overflows == []
    buttons = scene.buttons()
    assert all(canvas.rect.contains(button.rect) for button in buttons)
    assert all(not a.rect.colliderect(b.rect) for i, a in enumerate(buttons) for b in buttons[i + 1 :]), (
        "two buttons overlap"
    )


@pytest.mark.parametrize("size", [*SIZES, (1280, 800), (1024, 768), (1200, 1920), (2560, 700)])
def test_the_first_screens_fit(services, patient, printer, size, clock, store, forty):
    home, full = home_scene(services), home_scene(replace(services, library=forty))
    full.plan.toggle("leg_0", "left")
    for scene in (
        home,
        full,
        RegionScene(full.pages, 0, full.plan, print),
        DemonstratorScene(services, home.plan),
        PeopleScene(services, home.plan),
        AddPersonScene(services, home.plan, 1),
        DoseScene(services, home.plan),
        QuitScene(),
        ErrorScene(
            StoreError("The record cannot be written: the disk is full.", "Free some space."), way_back=True
        ),
        ErrorScene(None, way_back=False),
    ):
        check(scene, size, printer)


@pytest.mark.parametrize("size", SIZES)
def test_every_dose_and_choice_fits_the_first_screen(services, patient, printer, size):
    home = home_scene(services)
    for dose in PRESETS.values():
        home.plan.dose = dose
        for name in services.library.exercises:
            home.plan.toggle(name, "left")
            check(home, size, printer)


@pytest.mark.parametrize("size", SIZES)
def test_every_page_of_forty_exercises_fits_the_first_screen(services, patient, printer, size, forty):
    home = home_scene(replace(services, library=replace(forty, problems=services.library.problems)))
    for _ in home.pages:
        check(home, size, printer)
        home.press("after")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", ["left", "right"])
def test_every_phase_of_every_exercise_fits(services, patient, exercises, clock, printer, name, side):
    running = Running(services, patient, [task(exercises, name, side)], DOSE, VIEWS)
    scene, seen = running.scene(), set()
    services.worker.pose = lambda t: arm_raise(t, side)
    for _ in range(1000):
        if running.phase == "summary":
            break
        if running.elapsed_s(clock()) > 0.5 and running.phase not in seen:
            seen.add(running.phase)
            for size in SIZES:
                check(scene, size, printer)
        if running.phase == "introduce" and running.phase in seen:
            running.advance(clock())
        transition = scene.step(clock())
        scene = transition.scene if transition else scene
        clock.now_s += 0.25
    for size in SIZES:
        check(scene, size, printer)
    assert len(seen) == 6


def longest_cues(exercise):
    """Everything to change, with the longest that can be said of it."""
    for key in exercise.cues:
        if key in LONGER:
            yield Cue(key, 12.0, "s")
        elif key == "range":
            yield Cue(key, 105.0, "cm", way="across")
        else:
            yield Cue(key, phase="turn")


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_of_feedback_fits(services, patient, exercises, clock, printer, name, monkeypatch):
    from aotrainer.ui.scenes import feedback

    running = Running(services, patient, [task(exercises, name, "right")], DOSE, VIEWS)
    running.advance(clock())
    scene = running.scene()
    for _ in range(1000):
        if running.phase == "feedback":
            break
        transition = scene.step(clock())
        scene = transition.scene if transition else scene
        clock.now_s += 0.25
    exercise = exercises[name]
    for praise in exercise.praise:
        monkeypatch.setattr(feedback, "praise_key", lambda *_, key=praise: key)
        for cue in (*longest_cues(exercise), None):
            monkeypatch.setattr(feedback, "cue_of", lambda *_, cue=cue: cue)
            assert photograph(scene, (1024, 600), printer).overflows == []


def test_drawing_changes_nothing(services, patient, printer):
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
