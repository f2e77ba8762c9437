import pytest

from aotrainer.language import ENGLISH, speak
from aotrainer.motion.gates import SEEN_PARTS
from aotrainer.motion.judging import LANDMARKS, Reason, Unscorable
from tests.figure import ABDUCTION


def test_seen_from_where_it_was_filmed_nothing_is_forgiven():
    assert ABDUCTION.askew(0.0) == ABDUCTION


@pytest.mark.parametrize(("off_deg", "more"), [(20, 1.5), (-20, 1.5), (40, 2), (170, 2)])
def test_a_camera_askew_is_forgiven_in_proportion_and_at_most_twice(off_deg, more):
    lenient = ABDUCTION.askew(off_deg)
    assert lenient.shape_half_deg == pytest.approx(more * ABDUCTION.shape_half_deg)
    assert lenient.posture_half_deg == pytest.approx(more * ABDUCTION.posture_half_deg)
    assert lenient.limits == ABDUCTION.limits
    assert lenient.tempo_half_ratio == ABDUCTION.tempo_half_ratio


def test_only_a_weight_makes_a_movement_one_of_both_sides():
    assert not ABDUCTION.two_sided


def test_every_landmark_that_may_be_missed_has_words():
    assert set(SEEN_PARTS) == set(LANDMARKS)


def test_what_could_not_be_judged_is_kept_in_english_and_told_in_the_language():
    fixed = Unscorable(Reason.NOBODY, "Nobody was seen. Step into the picture, in good light.")
    part = Unscorable.about(Reason.NOT_SEEN, SEEN_PARTS["left_knee"])
    other = Unscorable.about(Reason.OTHER_EXERCISE, "Stand up and sit down")
    speak("de")
    try:
        said = [each.in_words() for each in (fixed, part, other)]
    finally:
        speak(ENGLISH)
    assert part.words.startswith("Your left knee was not seen well enough. Move")
    assert other.words.startswith("That looked like another exercise: Stand up and sit down. Watch")
    assert said[0] == "Es war niemand zu sehen. Kommen Sie ins Bild, bei gutem Licht."
    assert said[1].startswith("Ihr linkes Knie war nicht gut genug zu sehen.")
    assert said[2].startswith("Das sah wie eine andere Übung aus: Aufstehen und hinsetzen.")
    assert [each.in_words() for each in (fixed, part, other)] == [fixed.words, part.words, other.words]
