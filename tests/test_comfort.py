"""Settings of the screen: checked, kept, and in use at once."""

import pytest

from aotrainer import language
from aotrainer.comfort import CHOICES, Comfort, Comforts, next_choice
from aotrainer.errors import SettingError, StoreError


@pytest.fixture(autouse=True)
def _english_again():
    yield
    language.speak("en")


def test_at_first_nobody_has_chosen_a_language():
    assert Comfort().language == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": "xx"},
        {"theme": "pink"},
        {"text": 2.0},
        {"text": True},
        {"sounds": 1},
        {"scanning_s": -1.0},
        {"scanning_s": False},
        {"hands_free": "yes"},
    ],
)
def test_what_cannot_be_chosen_is_refused(wrong):
    with pytest.raises(SettingError, match=next(iter(wrong))):
        Comfort(**wrong)


def test_it_comes_back_as_it_was_kept():
    comfort = Comfort("de", "dark", 1.3, sounds=False, voice=True, scanning_s=2.5, hands_free=True)
    assert Comfort.from_json(comfort.to_json()) == comfort


def test_settings_of_another_version_are_taken_as_far_as_they_are_known():
    kept = {"theme": "contrast", "smell": "roses", "text": 7, "language": None, "voice": True}
    assert Comfort.from_json(kept) == Comfort(theme="contrast", voice=True)


@pytest.mark.parametrize("name", CHOICES)
def test_steps_lead_through_every_choice_and_round(name):
    first = seen = next_choice(name, CHOICES[name][-1])
    found = [first]
    while (seen := next_choice(name, seen)) != first:
        found.append(seen)
    assert found == [choice for choice in CHOICES[name] if choice != ""]


def test_a_change_is_kept_and_in_use():
    kept = []
    comforts = Comforts(keep=kept.append)
    comforts.change(language="de", text=1.15)
    assert kept == [comforts.now] == [Comfort("de", text=1.15)]
    assert language.spoken() == "de"


@pytest.mark.parametrize("wrong", [{"theme": "pink"}, {"smell": "roses"}])
def test_a_wrong_change_changes_nothing(wrong):
    kept = []
    comforts = Comforts(keep=kept.append)
    with pytest.raises(SettingError):
        comforts.change(**wrong)
    assert (comforts.now, kept) == (Comfort(), [])


def test_what_cannot_be_kept_is_not_used_either():
    def full(_):
        raise StoreError("The disk is full.", "Free some space.")

    comforts = Comforts(keep=full)
    with pytest.raises(StoreError):
        comforts.change(theme="dark")
    assert comforts.now.theme == "light"
