"""A report as PDF by WeasyPrint, which is an extra: `pip install weasyprint`.

A report refers to nothing outside itself, its typeface included; should something try to, files of this
computer among them, no PDF is written at all.
"""

from __future__ import annotations

from aotrainer.errors import ReportError
from aotrainer.language import N_


def to_pdf(page: str) -> bytes:
    """The pages of A4 that a report prints on.

    Raises `ReportError` where WeasyPrint is missing, and for a page that would load something.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import FatalURLFetchingError, URLFetcher
    except (ImportError, OSError) as cause:  # OSError: it is there, but the library Pango is not
        raise ReportError(
            N_("A PDF needs one more package."),
            N_("Install it with: pip install weasyprint, or print the HTML report from a browser."),
        ) from cause

    class Nothing(URLFetcher):  # type: ignore[misc,no-any-unimported,unused-ignore]  # an extra, not typed
        def fetch(self, url: str, headers: object = None) -> object:
            if url.startswith("data:font/ttf;"):
                return super().fetch(url, headers)
            raise ValueError(f"nothing is loaded, {headers or url!r} neither")

    try:
        return bytes(HTML(string=page, url_fetcher=Nothing(fail_on_errors=True)).write_pdf())
    except FatalURLFetchingError as cause:
        raise ReportError(
            N_("The report refers to something outside itself."), N_("Make it anew with aotrainer.")
        ) from cause
