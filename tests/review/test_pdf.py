"""The report on paper: two sheets, however much there is to tell, and nothing is fetched for it."""

import io
import sys

import pypdf
import pytest

from aotrainer.errors import ReportError
from aotrainer.language import LANGUAGES, speak
from aotrainer.review import READERS, report
from aotrainer.review.pdf import to_pdf
from tests.review.test_report import VERSION, crowded

A4_MM = (210, 297)
MM = 72 / 25.4


def written(page):
    """The PDF, or a skip where WeasyPrint's library Pango is not installed."""
    try:
        return pypdf.PdfReader(io.BytesIO(to_pdf(page)))
    except ReportError as error:
        if "one more package" in str(error):
            pytest.skip("WeasyPrint or Pango is missing: apt-get install libpango-1.0-0 libpangoft2-1.0-0")
        raise


@pytest.mark.parametrize("reader", READERS)
def test_eight_weeks_are_two_sheets_of_a4(course, reader):
    pdf = written(report(course, reader, VERSION))
    assert len(pdf.pages) == 2
    box = pdf.pages[0].mediabox
    assert [round(float(side) / MM) for side in (box.width, box.height)] == list(A4_MM)
    assert "Ada Lovelace" in pdf.pages[0].extract_text()


@pytest.mark.slow
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_more_than_fits_is_still_two_sheets_in_every_language(ada, reader, code):
    speak(code)
    assert len(written(report(crowded(ada), reader, VERSION)).pages) == 2


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x.png"])
def test_nothing_is_loaded(address):
    written("<p>words</p>")
    with pytest.raises(ReportError, match="outside itself"):
        to_pdf(f'<p>words<img src="{address}"></p>')


def test_without_the_package_the_command_that_installs_it_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(ReportError, match="pip install weasyprint"):
        to_pdf("<p>words</p>")
