"""Every screen speaks the language that was chosen, and forgets no word; `test_drawing` fits them."""

import gettext
import re
from dataclasses import replace

import pytest

from aotrainer import language as languages
from aotrainer.errors import StoreError
from aotrainer.language import ENGLISH, LANGUAGES, _, speak
from aotrainer.motion.gates import SEEN_PARTS
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.session import Phase
from aotrainer.ui.scenes import home_scene
from aotrainer.ui.scenes.message import ErrorScene
from aotrainer.ui.scenes.trouble import TroubleScene
from tests.ui.gallery import EMERGENCY, LONG_NAME, LONG_QUESTION, trials
from tests.ui.past import TYPED
from tests.ui.stage import SIZES, photograph, unasked

OF_FILES = ("squat.toml [view]", "/reports")
OWN_WORDS = (LONG_NAME, LONG_QUESTION, EMERGENCY, *TYPED, *OF_FILES, "Esc", *LANGUAGES.values(), "Sprache")
"""Of people, therapists and files, which nobody translates; and of no language."""
KNOWN_BY = 12
"""So many letters of them are enough, at either end: they may be cut."""


@pytest.fixture(params=[code for code in LANGUAGES if code != ENGLISH])
def language(request):
    speak(request.param)
    yield request.param
    speak(ENGLISH)


def words_on(printer, scene, size=SIZES[0]):
    """All words of a scene, none of which may be too long for its place."""
    canvas = photograph(scene, size, printer)
    assert canvas.overflows == []
    return [word.words for word in canvas.written]


def test_what_could_not_be_judged_is_named_and_fits(language, gallery, printer):
    """With the part of the body or the other exercise that it names."""
    unseen = trials(gallery.exercises)[2]
    for reason, named in (
        *((Reason.NOT_SEEN, part) for part in SEEN_PARTS.values()),
        *((Reason.OTHER_EXERCISE, exercise.title) for exercise in gallery.exercises.values()),
    ):
        outcome = Unscorable.about(reason, named)
        words = words_on(printer, gallery.feedback(gallery.running(), replace(unseen, outcome=outcome)))
        assert outcome.in_words() in words
        assert outcome.words not in words


def test_an_error_is_told_in_the_language_and_logged_in_english(language, printer):
    error = StoreError("There is a patient called “{name}” already.", "Shorten the name.", name="Anna")
    told = ErrorScene(error, way_back=True)
    assert str(error) == "There is a patient called “Anna” already. Shorten the name."
    assert told.heading == _("There is a patient called “{name}” already.").format(name="Anna")
    assert (told.heading, told.words) == error.in_words()
    assert told.heading != error.what
    for size in SIZES:
        words_on(printer, told, size)


def test_a_lost_camera_is_told_in_the_language(language, gallery, printer):
    running = gallery.running()
    words = words_on(printer, TroubleScene(running, StoreError("The pose model cannot be loaded.")))
    assert _("The pose model cannot be loaded.") in words
    assert _("Try again") in words
    assert "Try again" not in words


class Marked(gettext.NullTranslations):
    """Puts everything it is asked for in brackets, so that what it was never asked for stands out."""

    def gettext(self, message):
        return f"[{message}]"

    def ngettext(self, msgid1, msgid2, n):
        return f"[{msgid1 if n == 1 else msgid2}]"

    def pgettext(self, context, message):
        return f"[{message}]"


def unmarked(phrase):
    """What is not in brackets, however deep; those of words that were cut have no end."""
    phrase = re.sub(r"…$", "]", phrase)
    while phrase != (less := re.sub(r"\[[^\[\]]*\]", "", phrase)):
        phrase = less
    return phrase


def test_no_word_is_forgotten(gallery, printer, monkeypatch):
    monkeypatch.setattr(languages._spoken, "catalogue", Marked())
    said = {
        word.words
        for _name, scene in gallery.states()
        for word in photograph(scene, SIZES[0], printer).written
    }
    assert len(said) > 250
    forgotten = {words for words in said if re.search("[a-z]", unmarked(words), re.IGNORECASE)}
    assert {words for words in forgotten if not somebodys(words)} == set()


def somebodys(words):
    """Whether words are somebody's own, perhaps cut at either end."""
    return any(own[:KNOWN_BY] in words or words[-KNOWN_BY:] in own for own in OWN_WORDS)


def test_a_session_in_german(services, store, clock, gallery, printer):
    unasked(store, LONG_NAME, clock)
    speak("de")
    try:
        home = words_on(printer, home_scene(services))
        running = gallery.running(side="left", tasks=("shoulder_abduction",))
        said = {
            phase: words_on(printer, gallery.in_phase(running, phase))
            for phase in (Phase.INTRODUCE, Phase.PLACE, Phase.OBSERVE, Phase.GET_READY, Phase.IMITATE)
        }
        good = trials(gallery.exercises)[0]
        feedback = words_on(printer, gallery.feedback(gallery.running(), good))
        rest = words_on(printer, gallery.rest(gallery.running(), good))
    finally:
        speak(ENGLISH)
    assert "Wer übt?" in home
    assert "Links" in home
    assert "Ellenbogen beugen und strecken" in home
    assert "Bevor Sie beginnen" in said[Phase.INTRODUCE]
    assert "Jetzt Ihr linker Arm" in said[Phase.INTRODUCE]
    assert "Ihr linker Arm: Das Vorbild bewegt sich links von Ihnen." in said[Phase.OBSERVE]
    assert "STOPP" in said[Phase.IMITATE]
    assert "Arm zur Seite heben  •  Durchgang 1 von 2" in feedback
    assert "Als Nächstes" in rest


def test_the_language_can_change_while_a_screen_is_shown(services, printer):
    home = home_scene(services)
    assert "Who trains?" in words_on(printer, home)
    speak("it")
    try:
        words = words_on(printer, home)
    finally:
        speak(ENGLISH)
    assert "Who trains?" not in words
    assert _("Who trains?") == "Who trains?"
