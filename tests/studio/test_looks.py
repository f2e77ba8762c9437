"""People, clothes, eyelids, breath, grip and pictures. Needs the data wheel: AOTRAINER_STUDIO_WHEEL=PATH."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from media.studio.bodies import DEMONSTRATORS, PATIENTS, Person
from media.studio.camera import Camera, FirstPerson, View, camera_of
from media.studio.garments import sleeve_field
from media.studio.grip import cup_in_hand, hold_cup
from media.studio.hair import hair_field
from media.studio.human import Human, build_human
from media.studio.objects import CUP_RADIUS, cup
from media.studio.parts import bone_share
from media.studio.pose import skin, stand
from media.studio.rooms import ROOMS, Backdrop
from media.studio.surfaces import Surface, build_surface
from media.studio.wardrobe import dress
from media.studio.wheel import WHEEL_NAME, Wheel, open_wheel

WHEEL = Path(os.environ.get("AOTRAINER_STUDIO_WHEEL", f"build/{WHEEL_NAME}"))
STANDING = {"left_habd": 1.0, "right_habd": 1.0}
GREY = Backdrop(floor=(0.40, 0.41, 0.43), wall=(0.40, 0.41, 0.43))
GREY_PIXEL = 255 * 0.41 ** (1 / 2.2)
SIZE = (160, 120)
EVERYONE = {**DEMONSTRATORS, **PATIENTS}


@pytest.fixture(scope="module")
def wheel() -> Wheel:
    if not WHEEL.is_file():
        pytest.skip("no data wheel (AOTRAINER_STUDIO_WHEEL)")
    return open_wheel(WHEEL)


@pytest.fixture(scope="module")
def human(wheel: Wheel) -> Human:
    return build_human(wheel, DEMONSTRATORS["man"].targets)


@pytest.fixture(scope="module")
def surface(human: Human) -> Surface:
    return build_surface(human, dress(human, DEMONSTRATORS["man"].outfit))


def open_studio(human: Human, surface: Surface, *props: object, backdrop: Backdrop = GREY):
    renderer = pytest.importorskip("media.studio.renderer", exc_type=ImportError)
    skin_colour = np.full((4, 4, 3), 200, np.uint8)
    return renderer.Studio(human, surface, skin_colour, props, backdrop)


def front(human: Human) -> Camera:
    return camera_of(View(0, -0.05, 1.1), human, stand(human, STANDING), SIZE)


def share_of(human: Human, *bones: str) -> np.ndarray:
    return bone_share(human, bones) > 0.5


def test_a_blink_moves_the_lids_and_nothing_below_the_head(human: Human) -> None:
    stance = stand(human, STANDING)
    moved = np.linalg.norm(skin(human, replace(stance, blink=1.0)) - skin(human, stance), axis=1)
    assert moved.max() > 0.005
    assert not moved[human.mesh.vertices[:, 1] < human.joints["neck"][1]].any()


def test_a_breath_lifts_the_chest_by_millimetres_and_leaves_the_hands(human: Human) -> None:
    stance = stand(human, STANDING)
    shift = skin(human, replace(stance, breath=1.0)) - skin(human, stance)
    assert 0.003 < shift[:, 2].max() < 0.008
    assert np.abs(shift).max() < 0.008
    assert not shift[share_of(human, "wrist", "finger", "metacarpal", "lowerleg", "foot")].any()


@pytest.mark.parametrize("person", DEMONSTRATORS.values(), ids=DEMONSTRATORS)
def test_demonstrators_show_their_elbows(wheel: Wheel, person: Person) -> None:
    body = build_human(wheel, person.targets)
    elbow = body.joints["l-elbow"][None]
    assert sleeve_field(body, person.outfit.sleeve, elbow)[0] < -0.05


def test_a_long_sleeve_ends_at_the_wrist(human: Human) -> None:
    elbow, wrist, knuckle = (human.joints[f"l-{name}"] for name in ("elbow", "hand", "finger-3-1"))
    left = sleeve_field(human, 1.95, np.stack([elbow, wrist, knuckle]))
    assert left[0] > 0.1
    assert abs(left[1]) < 0.03
    assert left[2] < -0.05


@pytest.mark.parametrize("person", EVERYONE.values(), ids=EVERYONE)
def test_hair_grows_on_the_crown_and_not_in_the_face(wheel: Wheel, person: Person) -> None:
    body = build_human(wheel, person.targets)
    field, eye = hair_field(body, person.outfit.hair), body.joints["l-eye"]
    crown, nose, throat = (-eye[0], 0.10, -0.09), (-eye[0], -0.03, 0.03), (-eye[0], -0.2, 0)
    assert (field(eye + np.array([crown, nose, throat])) > 0).tolist() == [True, False, False]


def test_no_finger_goes_through_the_cup_that_it_holds(human: Human) -> None:
    arm = {**STANDING, "right_elbow": 90.0, "right_sup": 6.0}
    held = stand(human, hold_cup(human, arm, "right"))
    _, foot = cup_in_hand(human, held, "right")
    away = skin(human, held) - foot
    beside = (away[:, 1] > 0) & (away[:, 1] < 0.09)
    gap = np.hypot(away[:, 0], away[:, 2]) - CUP_RADIUS
    for finger in range(1, 5):
        own = gap[
            share_of(human, f"finger{finger}-1.R", f"finger{finger}-2.R", f"finger{finger}-3.R") & beside
        ]
        assert -0.0035 < own.min() < 0.006  # the wall of the cup is as thick, and flesh gives way


def test_the_same_stance_gives_the_same_pixels(human: Human, surface: Surface) -> None:
    studio, stance = open_studio(human, surface), stand(human, STANDING)
    first = studio.frame(stance, front(human))
    studio.frame(stand(human, {**STANDING, "right_elev": 90.0}), front(human))
    assert np.array_equal(first, studio.frame(stance, front(human)))
    assert np.array_equal(first, open_studio(human, surface).frame(stance, front(human)))
    again = studio.frame(stance, front(human))  # though the other one has been torn down
    assert np.array_equal(first, again)


def test_a_person_stands_in_the_picture_before_a_plain_background(human: Human, surface: Surface) -> None:
    picture = open_studio(human, surface).frame(stand(human, STANDING), front(human)).astype(float)
    assert np.abs(picture[:60, :30] - GREY_PIXEL).max() < 8
    assert np.abs(picture[50, 80] - GREY_PIXEL).max() > 30


def test_a_prop_is_drawn_where_it_is_placed(human: Human, surface: Surface) -> None:
    studio, camera, stance = open_studio(human, surface, cup()), front(human), stand(human, STANDING)
    ways = [np.array([x, 0.5, 0.3]) for x in (-0.5, 0.5)]
    left, right = (studio.frame(stance, camera, {"cup": (np.eye(3), at)}).astype(int) for at in ways)
    changed = np.argwhere(np.abs(left - right).max(axis=2) > 25)
    for at in ways:
        x, y = camera.project(at + np.array([0, 0.05, 0]))[0]
        assert np.linalg.norm(changed[:, ::-1] - (x, y), axis=1).min() < 3


def test_nobody_sees_the_inside_of_the_own_head(human: Human, surface: Surface) -> None:
    ahead = camera_of(FirstPerson(0.0, 0.93, 2.0), human, stand(human, STANDING), SIZE)
    picture = open_studio(human, surface).frame(stand(human, STANDING), ahead).astype(float)
    assert np.abs(picture[:60] - GREY_PIXEL).max() < 12


def test_one_sees_ones_own_hands(human: Human, surface: Surface) -> None:
    reaching = stand(human, {**STANDING, "right_elev": 50.0, "right_plane": 80.0, "right_elbow": 40.0})
    camera = camera_of(FirstPerson(-0.05, 0.65, 0.3), human, stand(human, STANDING), SIZE)
    studio = open_studio(human, surface)
    apart = studio.frame(reaching, camera).astype(int) - studio.frame(stand(human, STANDING), camera)
    assert (np.abs(apart).max(axis=2) > 40).mean() > 0.02


@pytest.mark.parametrize("name", ROOMS)
def test_every_room_can_be_filmed_in(human: Human, surface: Surface, name: str) -> None:
    picture = open_studio(human, surface, backdrop=ROOMS[name]).frame(stand(human, STANDING), front(human))
    assert picture.shape == (SIZE[1], SIZE[0], 3)
    assert 15 < picture.mean() < 220


def test_a_helper_stands_where_put(human: Human, surface: Surface) -> None:
    renderer = pytest.importorskip("media.studio.renderer", exc_type=ImportError)
    figure = pytest.importorskip("media.studio.figure", exc_type=ImportError)
    skin_colour = np.full((4, 4, 3), 200, np.uint8)
    helper = figure.Actor(human, surface, skin_colour)
    studio = renderer.Studio(human, surface, skin_colour, (), GREY, (helper,))
    stance, camera = stand(human, STANDING), front(human)
    ways = [(np.eye(3), np.array([x, 0.0, 0.0])) for x in (-0.7, 0.7)]
    one, other = (studio.frame(stance, camera, helpers=[(stance, way)]).astype(int) for way in ways)
    changed = np.abs(one - other).max(axis=2) > 40
    assert changed[:, :50].any()
    assert changed[:, 110:].any()
    assert not changed[40:70, 78:82].any()
