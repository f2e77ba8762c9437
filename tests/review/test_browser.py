"""The report in a browser: printed, and checked for accessibility by axe-core.

Needs Chromium (`apt-get install chromium`). The checker comes with the extra `test`; another release of it is
used when the variable AXE_CORE names its file (`node_modules/axe-core/axe.min.js`).
"""

import io
import json
import os
import re
import shutil
import subprocess
from html import unescape
from importlib.resources import files
from pathlib import Path

import pypdf
import pytest

from aotrainer.language import LANGUAGES, speak
from aotrainer.review import READERS, report
from tests.review.test_report import VERSION, crowded

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(os.environ.get("AXE_CORE") or files("axe_core_python") / "axe.min.js")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
CHECK = """
<script>axe.run({resultTypes: ["violations", "incomplete"]}).then(found => {
  document.body.innerHTML = ""; const told = document.createElement("pre"); told.id = "found";
  told.textContent = JSON.stringify({violations: found.violations.map(each => [each.id, each.nodes[0].html]),
    passes: found.passes.length}); document.body.append(told) })</script>
"""

BESIDE = """
<script>const edge = document.querySelector("h1").getBoundingClientRect().right;
  const told = document.createElement("pre"); told.id = "found";
  told.textContent = JSON.stringify([...document.querySelectorAll("body *")].filter(
    each => each.getBoundingClientRect().right > edge + 0.5).map(each => each.outerHTML.slice(0, 200)));
  document.body.append(told)</script>
"""
"""Tells what reaches over the right edge of the text."""

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")


def browse(folder, *arguments):
    command = [CHROMIUM, *QUIET, f"--user-data-dir={folder / 'profile'}", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def checked(page, folder):
    """What axe-core finds in a page."""
    return found_by(f"<script>{AXE.read_text()}</script>{CHECK}", page, folder)


def found_by(script, page, folder):
    """What a script finds in a page, whose policy is taken out so that it may run there."""
    page = re.sub("<meta http-equiv[^>]*>", "", page)
    (folder / "report.html").write_text(page.replace("</body>", f"{script}</body>"))
    shown = browse(folder, "--virtual-time-budget=20000", "--dump-dom", f"file://{folder}/report.html")
    return json.loads(unescape(re.search('<pre id="found">(.*?)</pre>', shown, re.DOTALL)[1]))


@pytest.mark.slow
@needs_chromium
@pytest.mark.parametrize("reader", READERS)
def test_it_prints_on_two_sheets(course, ada, reader, tmp_path):
    for told in (course, crowded(ada)):
        (tmp_path / "report.html").write_text(report(told, reader, VERSION))
        printed = tmp_path / "report.pdf"
        browse(
            tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={printed}", f"file://{tmp_path}/report.html"
        )
        assert len(pypdf.PdfReader(io.BytesIO(printed.read_bytes())).pages) == 2


@pytest.mark.slow
@needs_chromium
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_an_accessibility_checker_finds_nothing(course, reader, code, tmp_path):
    speak(code)
    found = checked(report(course, reader, VERSION), tmp_path)
    assert found["violations"] == []
    assert found["passes"] > 10


@pytest.mark.slow
@needs_chromium
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_nothing_reaches_over_the_margin(course, ada, reader, code, tmp_path):
    speak(code)
    for told in (course, crowded(ada)):
        assert found_by(BESIDE, report(told, reader, VERSION), tmp_path) == []


@needs_chromium
def test_it_would_find_something(course, tmp_path):
    page = report(course, "patient", VERSION).replace(' lang="en"', "").replace("#4a4a4a", "#d0d0d0")
    found = {name for name, _ in checked(page, tmp_path)["violations"]}
    assert found == {"html-has-lang", "color-contrast"}
