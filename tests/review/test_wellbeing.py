"""Pain and fatigue, why sessions ended early, and what could not be judged."""

from datetime import date

import pytest

from aotrainer.event import Event, What
from aotrainer.motion.judging import Reason
from aotrainer.review.wellbeing import Rating, not_judged, ratings, stops
from aotrainer.trial import Ending
from tests.review.builders import NOON, kept, record_of, session
from tests.store.builders import scored

DAY = date(2026, 3, 2)


def asked(rating, phase, what=What.PAIN):
    return Event(what, NOON, {"rating": rating, "phase": phase})


@pytest.mark.parametrize(
    ("log", "told"),
    [
        ([], ()),
        ([asked(3, "check_in"), asked(5, "check_out")], (Rating(DAY, 3, 5),)),
        ([asked(6, "check_in")], (Rating(DAY, 6, None),)),
        ([asked(4, "check_out")], (Rating(DAY, None, 4),)),
        ([asked(4, "check_out", What.FATIGUE)], ()),
    ],
)
def test_ratings_are_told_before_and_after(log, told):
    assert ratings(kept([session(1)], [], events={1: log}), What.PAIN) == told


@pytest.mark.parametrize(
    ("ending", "log", "kind", "words"),
    [
        (None, [], "not_ended", ""),
        (Ending.STOPPED, [], "not_said", ""),
        (Ending.STOPPED, [Event(What.REASON, NOON, {"reason": "dizzy"})], "dizzy", ""),
        (Ending.STOPPED, [Event(What.REASON, NOON, {"reason": None})], "not_said", ""),
        (Ending.STOPPED, [Event(What.ENDED, NOON, {"why": "pain", "rating": 7})], "pain_limit", ""),
        (
            Ending.STOPPED,
            [Event(What.ENDED, NOON, {"why": "checklist", "item": "Firm chair?"})],
            "checklist",
            "Firm chair?",
        ),
    ],
)
def test_a_session_that_ended_early_tells_why(ending, log, kind, words):
    (stop,) = stops(kept([session(1, 0, ending)], [], events={1: log}))
    assert (stop.day, stop.kind, stop.words) == (DAY, kind, words)


def test_a_session_that_came_to_its_end_is_not_among_them():
    assert stops(kept([session(1)], [])) == ()


def test_what_was_not_judged_is_told_by_reason_the_most_frequent_first():
    nothing = {"total": None, "words": "Who?", "repetitions": 0}
    records = [
        record_of(scored()[1], 0, reason=Reason.NOBODY, **nothing),
        record_of(scored()[1], 1, reason=Reason.WRONG_VIEW, **nothing | {"words": "Turn."}),
        record_of(scored()[1], 2, reason=Reason.WRONG_VIEW, **nothing | {"words": "Turn round."}),
        record_of(scored()[1], 3),
    ]
    view, nobody = not_judged(kept([session(1)], records))
    assert (view.reason, len(view.days), view.newest.words) == (Reason.WRONG_VIEW, 2, "Turn round.")
    assert nobody.days == (DAY,)
