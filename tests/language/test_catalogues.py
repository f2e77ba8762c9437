"""The catalogues say in every language what the sources say in English, and nothing is missing."""

import gettext
import re
from string import Formatter

import pytest

from aotrainer.language import FOLDER
from tests.language.catalogues import (
    HEADERS,
    OTHERS,
    TEMPLATE,
    Undated,
    as_mo,
    as_po,
    mo_path,
    po_path,
    read,
    template,
    translated,
    updated,
)
from tests.language.extraction import Found, all_words

ENDS = (".", "?", "!", "…", ":")
AGAIN = "bring the catalogues up to date with: python -m tests.language"


@pytest.fixture(scope="module")
def words():
    return template(all_words())


@pytest.fixture(params=OTHERS)
def code(request):
    return request.param


@pytest.fixture
def entries(code):
    return [each for each in read(po_path(code), code) if each.id]


def keys(catalog):
    return {(each.context, each.id) for each in catalog if each.id}


def pairs(message):
    """Each phrase with its translations: of counted things, both forms have to fit both."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return list(zip(message.id, message.string, strict=True))


def placeholders(phrase):
    return sorted((name, spec) for _, name, spec, _ in Formatter().parse(phrase) if name is not None)


def end(phrase):
    return phrase[-1] if phrase.endswith(ENDS) else ""


def test_the_words_of_screens_and_of_exercises_are_found(words):
    found = keys(words)
    assert (None, "STOP") in found
    assert (None, ("{count} set", "{count} sets")) in found
    assert ("what comes after the rest", "Next") in found
    assert ("demonstrator", "older man") in found
    for of_an_exercise in (
        "Bend and stretch your elbow",
        "arm by your side",
        "Stop before it hurts. Do not force a stiff elbow straight.",
        "Two to three steps away. Turn half way, so that your moving arm is nearer to the camera.",
        "Press a towel gently between your elbow and your side while the hand moves.",
        "You bent and stretched as far as the model.",
    ):
        assert (None, of_an_exercise) in found


def test_the_template_holds_the_words_of_the_sources(words):
    assert keys(read(TEMPLATE)) == keys(words), AGAIN


def test_a_catalogue_holds_the_words_of_the_sources(words, code):
    assert keys(read(po_path(code), code)) == keys(words), AGAIN


def test_everything_is_translated_and_nothing_is_a_guess(entries):
    assert [each.id for each in entries if not translated(each.string) or each.fuzzy] == []


def test_a_translation_has_the_same_placeholders(entries):
    wrong = [
        (english, other)
        for each in entries
        for english, other in pairs(each)
        if placeholders(english) != placeholders(other)
    ]
    assert wrong == []


def test_a_translation_begins_and_ends_like_the_words(entries):
    """A sentence stays a sentence, a label a label, and no space comes or goes."""
    wrong = [
        (english, other)
        for each in entries
        for english, other in pairs(each)
        if end(english) != end(other) or other != other.strip() or "  " in other or "\n" in other
    ]
    assert wrong == []


def test_a_number_stays_with_its_unit(entries):
    """There is a no-break space between them, so that no line ends with a bare number."""
    apart = re.compile(r"[\d}] (s|min|cm|%)(\W|$)")
    assert [other for each in entries for _, other in pairs(each) if apart.search(other)] == []


def test_a_translation_of_lower_case_words_can_be_put_within_a_line(entries, code):
    """Only German nouns have a capital of their own."""
    wrong = [
        other
        for each in entries
        for english, other in pairs(each)
        if english[0].islower() and other[0].isupper() and code != "de"
    ]
    assert wrong == []


def test_the_compiled_catalogue_is_that_of_the_text(words, code):
    text = updated(words, code, read(po_path(code), code))
    assert mo_path(code).read_bytes() == as_mo(text), AGAIN


def test_one_and_several_have_their_forms(code):
    with mo_path(code).open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    none, one, two = (catalogue.ngettext("{count} set", "{count} sets", count) for count in (0, 1, 2))
    entry = read(po_path(code), code).get(("{count} set", "{count} sets"))
    assert one == entry.string[0]
    assert none == two == entry.string[1]


def test_nothing_tells_a_date_or_a_machine(code):
    header = po_path(code).read_text("utf-8").split("\n\n", 1)[0]
    assert set(re.findall(r'^"([\w-]+):', header, re.M)) == HEADERS
    assert not re.search(r"\b20\d\d\b", header)
    assert str(FOLDER.parent) not in po_path(code).read_text("utf-8")


def test_what_is_known_stays_when_words_come_and_go():
    known = updated(template([Found("one", "a.py"), Found("two", "a.py")]), "de", Undated(locale="de"))
    known.get("one").string, known.get("two").string = "eins", "zwei"
    found = [Found("three", "a.py"), Found(("one", "many"), "b.py"), Found("two", "b.py")]
    catalog = updated(template(found), "de", known)
    assert [each.id for each in catalog if each.id] == ["three", ("one", "many"), "two"]
    assert [each.id for each in catalog if each.id and translated(each.string)] == ["two"]
    assert catalog.get("two").string == "zwei"
    assert as_po(catalog) == as_po(updated(template(found), "de", known))
    assert as_mo(catalog) == as_mo(updated(template(found), "de", known))


def test_an_exercise_of_a_therapist_is_said_as_it_is_written(code):
    with mo_path(code).open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Butter a slice of bread") == "Butter a slice of bread"
