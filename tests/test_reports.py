"""Reports that the app writes: where, for whose eyes, and under which name."""

import stat
from dataclasses import replace
from datetime import date

import pytest

from aotrainer.errors import ReportError
from aotrainer.reports import reports_of, write_page
from aotrainer.review import course_of
from aotrainer.trial import Patient
from tests.review.builders import kept, record_of, session
from tests.review.pages import harmless, read
from tests.store.builders import scored

ANNA = Patient(1, "Anna ../../<b>", uid="0123456789abcdef")
TODAY = date(2026, 3, 10)


@pytest.fixture
def course():
    return course_of(kept([session(1)], [record_of(scored()[1])]), {}, TODAY)


def test_a_report_is_named_by_a_number_and_for_its_owners_eyes_only(course, tmp_path):
    file = write_page(course, "chart", ANNA, tmp_path / "reports")
    assert file == tmp_path / "reports" / "report-sub-01234567-chart-2026-03-10.html"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)] == [0o600, 0o700]
    harmless(read(file.read_text()))


def test_everybodys_own_are_found_again(course, tmp_path):
    mine = [write_page(course, reader, ANNA, tmp_path) for reader in ("chart", "patient")]
    write_page(course, "chart", replace(ANNA, uid="fedcba98"), tmp_path)
    assert reports_of(ANNA, tmp_path) == mine
    assert reports_of(replace(ANNA, uid=""), tmp_path) == []


def test_of_one_day_the_newest_stays(course, tmp_path):
    write_page(course, "chart", ANNA, tmp_path)
    assert write_page(replace(course, name="Anna Bell"), "chart", ANNA, tmp_path).read_text().count("Bell")
    assert len(list(tmp_path.iterdir())) == 1


def test_where_nothing_can_be_written_it_says_so(course, tmp_path):
    (tmp_path / "reports").write_text("a file in the place of the folder")
    with pytest.raises(ReportError):
        write_page(course, "chart", ANNA, tmp_path / "reports")
