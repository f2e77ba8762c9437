"""A therapist looks back: what was done, what changed, every set again; and what is said of it."""

import shutil
import stat
from dataclasses import replace

import pygame
import pytest
from typer.testing import CliRunner

from aotrainer import cli, config
from aotrainer.audit import Deed
from aotrainer.care import Care
from aotrainer.chart.correction import Correction, Ruling, corrections_of
from aotrainer.chart.measurement import Measurement
from aotrainer.chart.note import Note
from aotrainer.language import ENGLISH, speak
from aotrainer.review.measured import goals, measure_courses, notes
from aotrainer.store import Store
from aotrainer.ui.scanning import SWITCH, following
from aotrainer.ui.scene import Pop, Push, Replace
from aotrainer.ui.scenes import home_scene
from aotrainer.ui.scenes.entrance import UnlockScene, cover
from aotrainer.ui.scenes.planning import PlanScene
from aotrainer.ui.scenes.reviewing.over_time import ExerciseScene
from aotrainer.ui.scenes.reviewing.overview import ReviewScene
from aotrainer.ui.scenes.reviewing.ruling import RulingScene
from tests.ui.gallery import trials
from tests.ui.past import DAYS, WEEKS, keep_past, read
from tests.ui.stage import SIZES, Clock, photograph, unasked
from tests.ui.test_home import by_keyboard, by_mouse, typed

RAISED = ("shoulder_abduction", "right")
REPETITIONS = 2
"""Of every attempt that was judged."""


@pytest.fixture(autouse=True)
def _english_again():
    yield
    speak(ENGLISH)


def by_switch(scene, key):
    """Wait until the ring is where it is wanted."""
    for _each in scene.buttons():
        if scene.focus.key == key:
            break
        scene.focus.key = following(scene.buttons(), scene.focus.key)
    assert scene.focus.key == key
    return scene.handle(pygame.event.Event(SWITCH))


WAYS = pytest.mark.parametrize("press", [by_keyboard, by_mouse, by_switch])


@pytest.fixture(scope="session")
def past(empty_record, tmp_path_factory, exercises):
    """A record with two months of Anna's training, and the numbers of her attempts."""
    path, clock = tmp_path_factory.mktemp("past") / config.DATABASE, Clock()
    shutil.copy(empty_record, path)
    with Store.open(path, config.shipped("migrations"), clock.utc()) as store:
        kept = keep_past(store, unasked(store, "Anna", clock), trials(exercises))
    return path, kept


@pytest.fixture
def store(past, clock):
    """Where the commands look for it, too."""
    path = config.data_folder() / config.DATABASE
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(past[0], path)
    with Store.open(path, config.shipped("migrations"), clock.utc()) as own:
        yield own


@pytest.fixture
def anna(store):
    return store.patient("Anna")


@pytest.fixture
def therapist(services):
    return replace(services, author="Lena")


@pytest.fixture
def kept(past):
    """The numbers of her attempts."""
    return past[1]


@pytest.fixture
def review(therapist, anna):
    return read(therapist, anna)


def trail(store):
    return [(line.deed, line.patient, dict(line.details)) for line in store.audit_trail()]


def button(scene, key):
    return next(each for each in scene.buttons() if each.key == key)


def said(store, anna, trial):
    return corrections_of(store.entries(anna)).get(trial, ())


def told(*arguments):
    result = CliRunner().invoke(cli.app, [*map(str, arguments)], catch_exceptions=False)
    return " ".join(result.output.split())


def write(scene, words, press=by_keyboard):
    """Type it, and take it."""
    for event in typed(words):
        scene.handle(event)
    return press(scene, "add")


class TestTheWayIn:
    @WAYS
    def test_leads_from_the_first_screen_to_a_repetition(self, therapist, anna, press, store):
        home = home_scene(therapist)
        care = press(home, "care").scene
        review = press(care, "progress").scene
        for _n in range(2):
            review.step(100.0)
        exercise = press(review, "exercise:0").scene
        sets = press(exercise, "sets").scene
        repetitions = press(sets, "set:0").scene
        assert isinstance(press(repetitions, "repetition:2").scene, RulingScene)
        assert trail(store)[-1] == (Deed.OPENED, anna.uid, {"what": "review"})
        assert press(repetitions, "back") == Pop()

    def test_says_that_it_reads_before_it_does(self, therapist, anna, printer):
        review = ReviewScene(therapist, anna)
        review.step(100.0)
        assert review.look.course is None
        words = [word.words for word in photograph(review, SIZES[0], printer).written]
        assert "Reading …" in words
        review.step(100.1)
        assert review.look.course is not None

    def test_is_covered_when_the_therapist_has_gone(self, therapist, review, clock):
        therapist.guard.seal("2580", clock())
        clock.now_s += 3600
        assert isinstance(cover(therapist, [review], clock()), UnlockScene)

    def test_of_somebody_who_never_trained_tells_so(self, therapist, store, clock, printer):
        review = read(therapist, unasked(store, "Ben", clock))
        words = [word.words for word in photograph(review, SIZES[0], printer).written]
        assert "Nothing was done yet." in words


class TestAtAGlance:
    def test_tells_the_days_what_changed_and_by_how_much(self, review, printer):
        words = [word.words for word in photograph(review, SIZES[0], printer).written]
        assert button(review, "exercise:0").caption == "Changed: better"
        assert "+40" in words, "points more than at the start"
        told = next(word for word in words if word.startswith("This week: 2 of"))
        assert f"Days trained: {WEEKS * DAYS} of {7 * WEEKS - 2}" in told

    def test_every_measure_can_be_looked_at(self, review):
        exercise = review.press("exercise:0").scene
        shown = [each.key for each in exercise.buttons() if each.key.startswith("measure:")]
        assert {"measure:total", "measure:range_deg", "measure:tempo"} <= set(shown)
        for key in shown:
            by_keyboard(exercise, key)
            assert button(exercise, key).chosen

    def test_the_side_can_be_read_in_the_title(self, therapist, review, printer):
        hand = replace(review.look.course.exercises[0], title="Put your hand behind your back", side="left")
        speak("it")
        words = [
            each.words for each in photograph(ExerciseScene(review.look, hand), SIZES[0], printer).written
        ]
        assert "Portare la mano dietro la schiena, sinistra" in words

    def test_pain_and_tiredness_have_room_to_differ_by_a_point(self, review, printer):
        for zoom in (1.0, 1.3):
            canvas = photograph(review.press("wellbeing").scene, SIZES[0], printer, zoom=zoom)
            none, worst = (
                next(each.place for each in canvas.written if each.words == n) for n in ("0", "10")
            )
            assert none.centery - worst.centery >= 150

    def test_a_year_of_sets_is_turned_page_by_page(self, review):
        sets = review.press("exercise:0").scene.press("sets").scene
        newest = button(sets, "set:0").caption
        by_mouse(sets, "before")
        assert f"set:{sets.count - 1}" in [each.key for each in sets.buttons()]
        by_mouse(sets, "after")
        assert button(sets, "set:0").caption == newest == "30 December 2025  •  set 1"


class TestWhatIsSaidOfASet:
    @pytest.fixture
    def sets(self, review):
        return review.press("exercise:0").scene.press("sets").scene

    @WAYS
    def test_a_repetition_was_assisted_and_the_command_tells_it(self, sets, store, anna, kept, press):
        repetitions = sets.press("set:0").scene
        ruling = repetitions.press("repetition:1").scene
        press(ruling, "assisted")
        assert said(store, anna, kept[-1]) == (Correction(Ruling.ASSISTED, repetition=1),)
        assert button(ruling, "assisted").chosen
        assert "assisted" in button(repetitions, "repetition:1").caption
        assert "assisted" in told("repetitions", kept[-1])
        page = store.entries(anna)[-1]
        assert (page.author, page.trial_id) == ("Lena", kept[-1])
        assert (Deed.CHANGED, anna.uid, {"chart": "correction"}) in trail(store)

    def test_it_is_taken_back_by_the_same_mark_and_never_erased(self, sets, store, anna, kept):
        ruling, before = sets.press("set:0").scene.press("repetition:1").scene, len(store.entries(anna))
        for _n in range(2):
            by_keyboard(ruling, "not_valid")
        assert said(store, anna, kept[-1]) == ()
        assert not button(ruling, "not_valid").chosen
        assert len(store.entries(anna)) == before + 2

    def test_a_set_that_is_not_valid_counts_for_nothing_at_once(self, sets, review):
        done = review.look.course.exercises[0].sets
        by_keyboard(sets.press("set:0").scene.press("whole").scene, "not_valid")
        assert review.look.course.exercises[0].sets == done - 1
        assert button(sets, "set:0").label == "no score, 0 repetitions, not valid"

    def test_repetitions_are_counted_by_hand(self, sets, store, anna, kept):
        whole = sets.press("set:0").scene.press("whole").scene
        counting = by_keyboard(whole, "count").scene
        assert write(counting, "twelve 1,5") is None
        assert counting.typed == "1,5", "letters are not taken"
        assert "digits" in counting.problem
        counting.typed = ""
        assert write(counting, "12") == Pop()
        assert button(sets, "set:0").label.endswith("12 repetitions")
        again = by_keyboard(whole, "count").scene
        assert again.typed == "12"
        assert by_keyboard(again, "undo") == Pop()
        assert said(store, anna, kept[-1]) == ()
        assert button(sets, "set:0").label.endswith(f"{REPETITIONS} repetitions")

    def test_who_has_one_switch_types_a_number_too(self, sets):
        counting = by_switch(sets.press("set:0").scene.press("whole").scene, "count").scene
        for key in ("sign:1", "sign:9", "delete", "sign:2"):
            by_switch(counting, key)
        assert by_switch(counting, "add") == Pop()
        assert button(sets, "set:0").label.endswith("12 repetitions")

    def test_a_count_has_no_decimal_mark(self, sets):
        counting = sets.press("set:0").scene.press("whole").scene.press("count").scene
        assert (
            "".join(each.label for each in counting.buttons() if each.key.startswith("sign:")) == "1234567890"
        )

    def test_where_no_set_counts_any_more_that_can_be_taken_back(self, sets, review, kept):
        for n in range(sets.count):
            by_keyboard(sets.press(f"set:{n}").scene.press("whole").scene, "not_valid")
        assert review.look.course.exercises == ()
        assert button(review, "exercise:0").caption == "No set counts"
        again = by_keyboard(review, "exercise:0").scene
        assert again.title() == sets.title()
        by_keyboard(again.press("set:0").scene.press("whole").scene, "not_valid")
        assert [each.sets for each in review.look.course.exercises] == [1]

    def test_a_note_stands_beside_it(self, sets, printer, kept):
        ruling = sets.press("set:0").scene.press("repetition:2").scene
        assert write(by_keyboard(ruling, "note").scene, "Sat on the edge.") == Pop()
        words = [word.words for word in photograph(ruling, SIZES[0], printer).written]
        assert any("Sat on the edge." in word for word in words)
        assert "Sat on the edge." in told("repetitions", kept[-1])

    def test_one_repetition_after_the_other_is_seen_again(self, sets, clock):
        ruling = sets.press("set:0").scene.press("repetition:1").scene
        assert ruling.replay.repetition == 1
        by_mouse(ruling, "after")
        assert (ruling.repetition, ruling.replay.repetition) == (2, 2)
        by_mouse(ruling, "after")
        assert ruling.repetition == 1

    def test_the_replay_moves(self, sets, clock, printer):
        ruling = sets.press("set:0").scene.press("repetition:1").scene
        pictures = []
        for _n in range(2):
            clock.now_s += 0.7
            ruling.step(clock())
            pictures.append(pygame.image.tobytes(photograph(ruling, SIZES[0], printer).surface, "RGB"))
        assert pictures[0] != pictures[1]

    def test_a_set_without_a_score_tells_why_and_takes_a_word_too(self, sets, store, anna, printer):
        number = next(n for n in range(sets.count) if sets.row(n).label.startswith("no score, 0"))
        unjudged = sets.press(f"set:{number}").scene
        words = [word.words for word in photograph(unjudged, SIZES[0], printer).written]
        assert any("No whole repetition was seen" in word for word in words)
        whole = unjudged.press("whole").scene
        assert whole.replay is None
        by_keyboard(whole, "assisted")
        assert button(whole, "assisted").chosen


class TestTheChart:
    @pytest.fixture
    def chart(self, review):
        return review.press("chart").scene

    def test_a_measure_is_typed_in_with_its_bounds(self, chart, store, anna):
        value = by_keyboard(by_keyboard(chart, "add").scene, "measure:arat")
        assert isinstance(value, Replace)
        assert write(value.scene, "58") is None
        assert value.scene.problem.startswith("Action Research Arm Test: it cannot be 58.")
        assert "between 0 and 57" in value.scene.problem
        value.scene.typed = ""
        assert write(value.scene, "41") == Pop()
        assert [each.taken[-1].value for each in measure_courses(store.entries(anna))][1] == 41
        assert "41 points" in button(chart, "item:1").label

    def test_the_same_is_measured_again_by_pressing_it(self, chart, store, anna, clock):
        assert write(by_mouse(chart, "item:0").scene, "44") == Pop()
        newest = measure_courses(store.entries(anna))[0].taken[-1]
        assert (newest.measure, newest.value, newest.on) == ("fma_ue", 44, clock.utc().date())

    @pytest.mark.parametrize(("code", "mark"), [("en", "."), ("de", ","), ("es", ","), ("it", ",")])
    def test_the_pad_has_the_decimal_mark_of_the_language_where_something_is_not_counted(
        self, chart, code, mark
    ):
        speak(code)
        for measure, signs in (("copm_satisfaction", f"1234567890{mark}"), ("arat", "1234567890")):
            value = chart.press("add").scene.press(f"measure:{measure}").scene
            pad = [each.label for each in value.buttons() if each.key.startswith("sign:")]
            assert "".join(pad) == signs

    @pytest.mark.parametrize("typed_in", ["2.5", "2,5"])
    def test_either_decimal_mark_can_be_typed(self, chart, store, anna, typed_in):
        value = chart.press("add").scene.press("measure:copm_satisfaction").scene
        assert write(value, typed_in) == Pop()
        newest = [each.taken[-1] for each in measure_courses(store.entries(anna))]
        assert 2.5 in [each.value for each in newest if each.measure == "copm_satisfaction"]

    def test_another_measure_is_no_other_reason(self, chart):
        speak("it")
        measuring = chart.press("add").scene
        assert button(measuring, "measure:own").label == "Altro"

    def test_values_and_differences_have_the_decimal_sign_of_the_language(self, chart):
        cups = chart.row(chart.count - 1)
        assert "6.75" in cups.label
        assert "+2.25" in cups.caption
        speak("de")
        cups = chart.row(chart.count - 1)
        assert "6,75" in cups.label
        assert "+2,25" in cups.caption

    def test_a_measure_of_ones_own_has_a_name_a_unit_and_a_direction(self, chart, store, anna, clock):
        name = chart.press("add").scene.press("measure:own").scene
        unit = write(name, "Buttons of a shirt").scene
        less = write(unit, "seconds").scene
        assert write(by_keyboard(less, "less").scene, "62,5") == Pop()
        own = [each.taken[-1] for each in measure_courses(store.entries(anna))]
        assert Measurement("own", 62.5, clock.utc().date(), "Buttons of a shirt", "seconds", False) in own

    def test_a_goal_is_set_reached_and_not_reached_after_all(self, chart, store, anna):
        by_keyboard(chart, "list:goals")
        assert write(by_keyboard(chart, "add").scene, "Button a shirt") == Pop()
        assert button(chart, "item:0").label == "Button a shirt"
        for reached in (True, False):
            by_mouse(chart, "item:0")
            assert bool(goals(store.entries(anna))[-1].reached_on) is reached

    def test_a_note_is_written_and_read(self, chart, store, anna):
        by_keyboard(chart, "list:notes")
        assert write(by_keyboard(chart, "add").scene, "Slept badly.") == Pop()
        assert notes(store.entries(anna))[0].words == Note("Slept badly.").words
        note = by_keyboard(chart, "item:0").scene
        assert (note.heading, note.words) == ("2 January 2026  •  Lena", "Slept badly.")
        assert trail(store)[-1] == (Deed.CHANGED, anna.uid, {"chart": "note"})

    @pytest.mark.parametrize(
        ("name", "kind"), [("measures", "measurement"), ("goals", "goal"), ("notes", "note")]
    )
    def test_what_was_written_by_mistake_is_taken_back_and_stays_in_the_record(
        self, chart, store, anna, name, kind
    ):
        by_keyboard(chart, f"list:{name}")
        pages = len(store.entries(anna))
        undo = by_keyboard(chart, "undo").scene
        before, newest = undo.count, undo.row(0).label
        assert by_keyboard(undo.press("item:0").scene, "keep") == Pop()
        assert undo.count == before
        assert by_mouse(undo.press("item:0").scene, "undo") == Pop()
        assert (undo.count, len(store.entries(anna))) == (before - 1, pages + 1)
        assert newest not in [undo.row(n).label for n in range(undo.count)]
        assert trail(store)[-1] == (Deed.CHANGED, anna.uid, {"chart": kind})

    def test_where_nothing_is_written_nothing_can_be_taken_back(self, chart):
        by_keyboard(chart, "list:notes")
        while chart.count:
            chart.press("undo").scene.press("item:0").scene.press("undo")
        assert [key for key, _ in chart.foot()] == ["add"]


class TestTheReport:
    @WAYS
    @pytest.mark.parametrize("reader", ["patient", "chart"])
    def test_is_written_where_it_says(self, review, store, anna, press, reader):
        written = press(press(review, "report").scene, reader).scene
        [file] = (store.path.parent / "reports").iterdir()
        assert file.name in written.words
        assert "Anna" not in file.name
        assert "Anna" in file.read_text()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert trail(store)[-1] == (Deed.EXPORTED, anna.uid, {"what": "report", "reader": reader})

    def test_leads_back_without_one(self, review, store):
        assert by_keyboard(review.press("report").scene, "back") == Pop()
        assert not (store.path.parent / "reports").exists()


def test_the_shelf_of_a_plan_tells_what_is_not_done_alone(therapist, anna, store, exercises, printer):
    whole = replace(therapist, library=replace(therapist.library, exercises=exercises))
    for may_fall in (False, True):
        store.keep_care(anna, Care(ratings=False, fall_risk=may_fall))
        shelf = PlanScene(whole, anna).press("add")
        assert isinstance(shelf, Push)
        words = {word.words for word in photograph(shelf.scene, SIZES[0], printer).written}
        assert bool(words & {"Standing: not alone", "Done seated"}) is may_fall
