"""Every name on a screen has its words, in every language."""

from typing import get_args

from aotrainer.clips import DEMONSTRATORS, VIEWS, words
from aotrainer.exercises import REGIONS, Posture
from aotrainer.language import speak
from aotrainer.motion.angles import JOINTS
from aotrainer.motion.pose import SIDES
from aotrainer.ui import names
from aotrainer.ui.scenes.choosing import AS_FILMED
from aotrainer.ui.scenes.plan import ALL, PLANNED


def test_every_name_can_be_said():
    assert set(names.REGIONS) == {ALL, PLANNED, *REGIONS}
    assert set(names.POSTURES) == set(map(words, get_args(Posture)))
    assert set(names.SIDES) == set(SIDES)
    assert set(names.JOINTS) == set(map(words, JOINTS))
    assert set(names.VIEWS) == set(map(words, VIEWS))
    assert set(names.DEMONSTRATORS) == {AS_FILMED, *map(words, DEMONSTRATORS)}


def test_a_name_is_told_by_its_list():
    assert names.named("demonstrator", "older_man") == "older man"
    speak("de")
    try:
        assert names.named("demonstrator", "older_man") == "älterer Mann"
        assert names.named("joint", "reach") == "Reichweite"
    finally:
        speak("en")


def test_only_the_first_letter_becomes_a_capital():
    assert names.capital("linker Arm") == "Linker Arm"
    assert names.capital("left arm") == "Left arm"
    assert names.capital("") == ""
