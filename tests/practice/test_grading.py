from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aotrainer.config import shipped
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.practice.grading import REPEAT, Counted, Said, counted, proposal
from aotrainer.practice.level import EASIER, HARDER, Level
from aotrainer.practice.rules import read_rules
from tests.store.builders import scored

RULES, _ = read_rules(shipped("exercises", "rules", "grading.toml"))
USUAL = Level(rate=0.75, range_share=1.0, whole=True, repetitions=10)
_, SCORE = scored()


def points(total, confidence=90.0):
    return replace(SCORE, total=total, confidence=confidence)


def unscorable(reason):
    return Unscorable(reason, "…")


GOOD, FAIR, FAILED = points(90), points(60), points(20)
UNSEEN = unscorable(Reason.NOT_SEEN)

HOME, CLINIC = RULES.home, RULES.clinic
outcomes = st.lists(
    st.one_of(
        st.floats(0, 100).map(points),
        st.sampled_from(Said),
        st.sampled_from(Reason).map(unscorable),
    ),
    max_size=8,
)


def levels(limits):
    return st.builds(
        Level,
        st.floats(*limits.rate).map(lambda x: round(x, 3)),
        st.floats(*limits.range_share).map(lambda x: round(x, 3)),
        st.booleans(),
        st.integers(*limits.repetitions),
    )


def step(level, sets, **others):
    found = proposal(level, sets, RULES, **{"has_part": True, **others})
    return found and found.step


@pytest.mark.parametrize(
    ("outcome", "what"),
    [
        (points(75), Counted.GOOD),
        (points(74.9), Counted.FAIR),
        (points(50), Counted.FAIR),
        (points(49.9), Counted.FAILED),
        (points(20, confidence=30), Counted.NOTHING),
        (points(60, confidence=float("nan")), Counted.FAIR),
        (Said.CANNOT, Counted.FAILED),
        (Said.LOST_TRACK, Counted.NOTHING),
        (unscorable(Reason.NO_MOVEMENT), Counted.FAILED),
        (unscorable(Reason.NO_REPETITION), Counted.FAILED),
        (unscorable(Reason.NOBODY), Counted.NOTHING),
        (unscorable(Reason.WRONG_VIEW), Counted.NOTHING),
        (unscorable(Reason.OTHER_PERSON), Counted.NOTHING),
    ],
)
def test_what_a_set_counts_as(outcome, what):
    assert counted(outcome, RULES) is what


def test_two_failures_make_it_easier():
    assert step(USUAL, [FAILED]) is None
    assert step(USUAL, [FAILED, FAILED]) == "slower"
    assert step(USUAL, [FAILED, Said.CANNOT]) == "slower"


def test_three_good_ones_make_it_harder():
    assert step(USUAL, [GOOD, GOOD]) is None
    assert step(USUAL, [GOOD, GOOD, GOOD]) == "faster"


def test_one_of_another_kind_begins_a_new_row():
    assert step(USUAL, [FAILED, FAIR, FAILED]) is None
    assert step(USUAL, [GOOD, GOOD, FAILED, GOOD]) is None


def test_the_cameras_fault_neither_makes_nor_breaks_a_row():
    assert step(USUAL, [UNSEEN, UNSEEN, UNSEEN]) is None
    assert step(USUAL, [FAILED, UNSEEN, FAILED, UNSEEN]) == "slower"
    assert step(USUAL, [GOOD, UNSEEN, GOOD, GOOD]) == "faster"


def test_who_lost_track_watches_once_more_and_nothing_changes():
    found = proposal(USUAL, [FAILED, FAILED, Said.LOST_TRACK], RULES, has_part=True)
    assert (found.step, found.level) == (REPEAT, USUAL)
    assert found.for_patient == "Watch once more, then do it again."


def test_the_steps_are_tried_in_their_order():
    level, taken = USUAL, []
    while found := proposal(level, [FAILED, FAILED], RULES, has_part=True):
        level = found.level
        taken.append(found.step)
    assert taken == ["slower", *["smaller"] * 5, "part", *["fewer"] * 4]
    assert level == Level(0.5, 0.5, False, 2)


def test_no_part_is_proposed_of_an_exercise_that_has_none():
    lowest = replace(USUAL, rate=0.5, range_share=0.5)
    assert step(lowest, [FAILED, FAILED]) == "part"
    assert step(lowest, [FAILED, FAILED], has_part=False) == "fewer"


def test_words_say_what_changes_and_why():
    easier = proposal(USUAL, [FAILED, FAILED], RULES, has_part=True)
    assert easier.for_therapist == (
        "2 sets in a row were below 50 points or could not be done. "
        "Show the model at 0.5 times its speed instead of 0.75."
    )
    assert easier.for_patient == "Next, the model moves more slowly. Take your time."
    larger = proposal(replace(USUAL, range_share=0.8), [GOOD] * 3, RULES, has_part=True)
    assert larger.for_therapist == (
        "3 sets in a row reached 75 points. Ask for 90 % of the model's range instead of 80 %."
    )


def test_at_home_a_step_further_down_waits_for_the_therapist():
    at_the_limit = Level(HOME.rate[0], HOME.range_share[0], False, HOME.repetitions[0])
    found = proposal(at_the_limit, [FAILED, FAILED], RULES, has_part=True, at_home=True)
    assert (found.step, found.ask_therapist) == ("smaller", True)
    assert "therapist" in found.for_patient
    assert not proposal(at_the_limit, [FAILED, FAILED], RULES, has_part=True).ask_therapist


@given(levels(CLINIC), outcomes, st.booleans(), st.booleans())
def test_no_proposal_leaves_the_limits(level, sets, has_part, at_home):
    found = proposal(level, sets, RULES, has_part, at_home)
    assert found is None or CLINIC.allow(found.level)


@given(levels(HOME), outcomes, st.booleans())
def test_what_may_be_applied_at_home_stays_within_its_limits(level, sets, has_part):
    found = proposal(level, sets, RULES, has_part, at_home=True)
    assert found is None or found.ask_therapist or HOME.allow(found.level)


@given(levels(CLINIC), outcomes, st.booleans(), st.booleans())
def test_nothing_gets_easier_after_good_sets_nor_harder_after_failed_ones(level, sets, has_part, at_home):
    assert step(level, [*sets, GOOD], has_part=has_part, at_home=at_home) not in EASIER
    assert step(level, [*sets, FAILED], has_part=has_part, at_home=at_home) not in HARDER


@given(levels(CLINIC), st.sampled_from([GOOD, FAIR, FAILED]), st.booleans(), st.booleans())
def test_the_same_outcome_again_and_again_ends_at_a_level_that_stays(level, outcome, has_part, at_home):
    for _ in range(50):
        found = proposal(level, [outcome] * 3, RULES, has_part, at_home)
        if found is None:
            break
        assert found.level != level
        level = found.level
    assert found is None


@given(levels(CLINIC), st.booleans())
def test_a_proposal_changes_one_thing(level, has_part):
    for outcome in (GOOD, FAILED):
        found = proposal(level, [outcome] * 3, RULES, has_part)
        if found:
            fields = ("rate", "range_share", "whole", "repetitions")
            assert sum(getattr(found.level, name) != getattr(level, name) for name in fields) == 1


def test_a_level_outside_the_limits_is_not_taken_further_out():
    hard = replace(USUAL, repetitions=CLINIC.repetitions[1] + 10, rate=1.0, range_share=1.0)
    assert step(hard, [GOOD] * 3) is None
