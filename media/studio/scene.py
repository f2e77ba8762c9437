"""One exercise by one person: the poses, the things, and the set it is filmed on; and its views, or takes."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np

from .bodies import DEMONSTRATORS, PATIENTS, Person
from .camera import Camera, View, camera_of
from .contact import seat_under
from .figure import Actor
from .furniture import chair
from .geometry import Array
from .human import Human, build_human
from .limbs import Angles
from .movements import Exercise
from .pose import Stance, stand
from .props import Placement, Prop, placed
from .renderer import Studio
from .rooms import Backdrop
from .skin import cached_skin
from .surfaces import Surface, build_surface
from .timeline import Movement, alive, sample
from .wardrobe import dress
from .wheel import open_wheel

FPS = 30
PEOPLE = len(DEMONSTRATORS) + len(PATIENTS)
GREY = Backdrop(floor=(0.40, 0.41, 0.43), wall=(0.40, 0.41, 0.43))
POSING = ("limbs", "pose", "stepping", "contact", "grasp", "grip", "support", "timeline")
"""The modules whose work shows in the stances and placements: a change in them alone is no reason to film."""
ASIDE = (
    *("__init__", "__main__", "scene", "look", "bodies", "camera", "filming", "truth", "verify", "wheel"),
    *("patients", "matrix", "simulate", "build_models", "askew"),
)
"""The modules that have no part in how a frame looks, or whose part is in the fingerprint by itself."""


@dataclass(frozen=True)
class Take:
    """One clip to film."""

    exercise: Exercise
    view: str
    demonstrator: str

    @property
    def name(self) -> str:
        return f"{self.exercise.name}.{self.view}.{self.demonstrator}"

    @property
    def judged(self) -> bool:
        """Whether attempts are compared in this view."""
        return self.view == self.exercise.judged

    @property
    def is_reference(self) -> bool:
        """Whether the reference motion is taken from it."""
        return self.judged and self.demonstrator == self.exercise.demonstrator


def takes(exercise: Exercise) -> Iterator[Take]:
    """All views with the exercise's own demonstrator, and the judged view with the others."""
    for view in exercise.views:
        yield Take(exercise, view, exercise.demonstrator)
    for name in DEMONSTRATORS:
        if name != exercise.demonstrator:
            yield Take(exercise, exercise.judged, name)


@dataclass(frozen=True, eq=False)
class Scene:
    """An exercise performed by one person, with its contacts solved for that body."""

    exercise: Exercise
    person: Person
    human: Human
    movement: Movement
    poses: Sequence[Angles]  # one for every frame

    @cached_property
    def stances(self) -> list[Stance]:
        """One for every frame."""
        return [stand(self.human, pose) for pose in self.poses]

    @property
    def peak(self) -> int:
        """The number of the frame that is farthest from rest: the picture of the movement."""
        places = np.array([stance.positions for stance in self.stances])
        return int(np.linalg.norm(places - places[0], axis=2).sum(axis=1).argmax())

    @cached_property
    def props(self) -> tuple[Prop, ...]:
        return self.exercise.props(self.human, self.movement)

    @cached_property
    def furniture(self) -> tuple[Prop, ...]:
        return chair(seat_under(self.human, self.movement.rest)) if self.exercise.seated else ()

    @cached_property
    def placements(self) -> list[dict[str, Placement]]:
        """Where every prop is, frame by frame."""
        first = {prop.name: self._grasp(prop) for prop in self.props}
        return [
            {prop.name: placed(prop, self.human, stance, first[prop.name]) for prop in self.props}
            for stance in self.stances
        ]

    def _grasp(self, prop: Prop) -> Stance:
        """The first stance that holds a prop."""
        return next((stance for stance in self.stances if prop.name in stance.held), self.stances[0])

    def camera(self, view: str, size: tuple[int, int]) -> Camera:
        """Where a view is filmed from; the picture's size is in pixels, width first."""
        return camera_of(self.exercise.views[view], self.human, stand(self.human, self.movement.rest), size)

    def studio(
        self, wheel: Path, cache: Path, backdrop: Backdrop = GREY, helpers: Sequence[Actor] = ()
    ) -> Studio:
        """The set with the dressed person in it, and with helpers."""
        me = actor(self.person, wheel, cache)
        return Studio(me.human, me.surface, me.skin, (*self.furniture, *self.props), backdrop, helpers)

    def key(self, camera: Camera) -> str:
        """A fingerprint of all that decides a clip: it is filmed again only when this changes."""
        total = hashlib.sha256(_sources())
        for stance, places in zip(self.stances, self.placements, strict=True):
            _feed(total, stance.rotations, stance.positions, np.array([stance.blink, stance.breath]))
            for turn, at in places.values():
                _feed(total, turn, at)
        _feed(total, camera.matrix, self.human.mesh.vertices)
        total.update(f"{self.person.outfit} {self.person.complexion} {camera.size}".encode())
        total.update(" ".join(prop.fingerprint for prop in (*self.furniture, *self.props)).encode())
        return total.hexdigest()[:16]


def judged_view(exercise: Exercise) -> View:
    """From where attempts are compared; raises `TypeError` where no webcam could be."""
    view = exercise.views[exercise.judged]
    if not isinstance(view, View):
        raise TypeError(f"{exercise.name} is judged from nowhere a webcam could be.")
    return view


def build_scene(exercise: Exercise, person: Person, wheel: Path) -> Scene:
    """Build the body, solve its movement (a few seconds), and have it shown once as a demonstrator does."""
    human = body(person, wheel)
    movement = exercise.build(human)
    return Scene(exercise, person, human, movement, alive(sample(movement, FPS), FPS))


def actor(person: Person, wheel: Path, cache: Path) -> Actor:
    """Somebody dressed."""
    human = body(person, wheel)
    skin = cached_skin(cache, open_wheel(wheel), human, person.outfit, person.complexion)
    return Actor(human, _surface(person, wheel), skin)


@lru_cache(maxsize=PEOPLE)
def body(person: Person, wheel: Path) -> Human:
    """The body of a person."""
    return build_human(open_wheel(wheel), person.targets)


@lru_cache(maxsize=PEOPLE)
def _surface(person: Person, wheel: Path) -> Surface:
    human = body(person, wheel)
    return build_surface(human, dress(human, person.outfit))


def _feed(total: hashlib._Hash, *arrays: Array) -> None:
    for array in arrays:
        total.update((np.round(array, 4) + 0.0).astype("f4").tobytes())


@cache
def _sources() -> bytes:
    """The code and the shaders that turn a stance into a picture."""
    here = Path(__file__).parent
    code = [path for path in sorted(here.glob("*.py")) if path.stem not in (*POSING, *ASIDE)]
    shaders = sorted((here / "shaders").iterdir())
    return b"".join([*map(_meaning, code), *(path.read_bytes() for path in shaders)])


def _meaning(path: Path) -> bytes:
    """The code without its comments and docstrings, which change no picture."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value.value = ""
    return ast.dump(tree).encode()
