"""Words stay words, whatever is in them."""

from xml.etree import ElementTree as ET

from hypothesis import example, given, settings
from hypothesis import strategies as st

from aotrainer.review.markup import element, joined, name

HOSTILE = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "' onload='alert(1)",
    '" onmouseover="alert(1)',
    "]]><svg onload=alert(1)>",
    "&lt;b&gt; &#60; &amp;",
    "{{7*7}} ${7*7} %s {0}",
    '=HYPERLINK("http://example.org")',
    "Robert'); DROP TABLE patient;--",
    "\u202eevil\u202c \x00\x1b[31m \ud800 \ufffe",
    "javascript:alert(1)",
)


def parsed(markup):
    return ET.fromstring(markup)  # noqa: S314 (our own markup)


def shown(words):
    """What can be shown of words at all: blanks count alike."""
    return " ".join(words.split())


@settings(max_examples=2000)
@given(st.text())
@example(HOSTILE[0])
@example(HOSTILE[9])
def test_any_words_are_one_text_in_one_element(words):
    tree = parsed(element("p", words, title=words))
    assert (tree.tag, len(tree), list(tree.attrib)) == ("p", 0, ["title"])
    kept = shown("".join(tree.itertext()))
    assert kept == shown(tree.attrib["title"])
    assert set(kept) <= set(words) | {" "}


def test_nothing_that_can_be_shown_is_lost():
    words = "Zoë O'Neill-Łukasz <3 & “friends” 日本 \u200dü"
    assert "".join(parsed(element("p", words)).itertext()) == words


def test_marks_that_turn_the_direction_are_left_out():
    assert "".join(parsed(name("a\u202eb\u2066c")).itertext()) == "abc"


def test_markup_is_put_in_as_it_is_and_nothing_as_nothing():
    inner = joined("a < b", None, element("br"), 0.1 + 0.2)
    assert element("p", inner, class_="x", aria_label=None) == '<p class="x">a &lt; b<br/>0.3</p>'
