"""Eight weeks of training, kept once and looked at by many tests."""

from collections.abc import Iterator
from datetime import UTC

import pytest

from aotrainer.language import ENGLISH, speak
from aotrainer.review import Course, Kept, course_of, gather
from aotrainer.store import Store
from tests.review import eight_weeks


@pytest.fixture(scope="session")
def record(tmp_path_factory) -> Iterator[Store]:
    """A record with Ada's eight weeks; to be read only."""
    with eight_weeks.open_record(tmp_path_factory.mktemp("eight")) as store:
        eight_weeks.keep(store)
        yield store


@pytest.fixture(scope="session")
def ada(record) -> Kept:
    """All that is kept of her."""
    return gather(record, record.patient("Ada Lovelace"), UTC)


@pytest.fixture(scope="session")
def course(ada) -> Course:
    """Her course, worked out."""
    return course_of(ada, eight_weeks.library().exercises, eight_weeks.LAST_DAY, eight_weeks.DAYS_A_WEEK)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Whatever language a test speaks, the next one begins in English."""
    yield
    speak(ENGLISH)
