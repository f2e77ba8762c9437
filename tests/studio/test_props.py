"""A thing lies at rest until it is held, and then goes where its carriers take it."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from media.studio.geometry import Y, Z, rotation
from media.studio.objects import cup
from media.studio.pose import Stance
from media.studio.props import placed

HUMAN = SimpleNamespace(
    rig=SimpleNamespace(index={"wrist.L": 0, "wrist.R": 1}), rest=SimpleNamespace(hand_axis=Z)
)
REST = (np.eye(3), np.array([0.0, 0.7, 0.5]))
HANDS = np.array([[0.2, 0.8, 0.4], [-0.2, 0.8, 0.4]])


def stance(turn: np.ndarray, shift: tuple[float, float, float], held: bool = True) -> Stance:
    """Both hands turned about the origin and shifted."""
    return Stance(np.stack([turn, turn]), HANDS @ turn.T + shift, frozenset({"cup"} if held else ()))


GRASP = stance(np.eye(3), (0, 0, 0))


@pytest.mark.parametrize("bones", [("wrist.R",), ("wrist.R", "wrist.L")])
def test_a_thing_follows_its_carriers(bones: tuple[str, ...]) -> None:
    turn, shift = rotation((1, 2, 3), 40), (0.1, 0.3, -0.2)
    now = placed(cup(REST, bones), HUMAN, stance(turn, shift), GRASP)
    assert now[0] == pytest.approx(turn)
    assert now[1] == pytest.approx(turn @ REST[1] + shift)


def test_it_does_not_jump_when_it_is_grasped() -> None:
    turn, at = placed(cup(REST, ("wrist.R",)), HUMAN, GRASP, GRASP)
    assert turn == pytest.approx(REST[0])
    assert at == pytest.approx(REST[1])


def test_it_stays_when_it_is_not_held() -> None:
    away = stance(rotation(Y, 30), (0.5, 0, 0), held=False)
    assert placed(cup(REST, ("wrist.R",)), HUMAN, away, GRASP) is REST
