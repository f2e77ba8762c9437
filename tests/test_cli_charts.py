"""The therapist's commands: measures, goals, notes, corrections, repetitions and reports."""

import stat
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from aotrainer import cli, config
from aotrainer.chart import Kind
from aotrainer.config import user_name
from aotrainer.errors import AotrainerError
from aotrainer.store import Store
from tests.review.pages import harmless, read, text
from tests.store.builders import MIGRATIONS, NOON, trial

runner = CliRunner()


@pytest.fixture
def number():
    """The number of Anna's one attempt, three repetitions, in the usual record."""
    with opened() as store:
        session = store.begin_session(store.add_patient("Anna", NOON), "priming", NOON)
        return store.save_trial(session, trial())


def opened():
    return Store.open(config.data_folder() / config.DATABASE, MIGRATIONS, datetime.now(UTC))


def run(*arguments):
    """What the command prints; an error is raised as it is."""
    result = runner.invoke(cli.app, [*map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def pages(kind):
    with opened() as store:
        return [each for each in store.entries(store.patient("Anna")) if each.kind is kind]


def test_the_history_tells_the_number_of_an_attempt(number):
    assert f"No. When Exercise Side Set Reps Score How it went {number} 2026" in run("history", "Anna")


def test_a_measure_is_typed_in_and_listed(number):
    run("measure", "Anna", "fma_ue", 31, "--on", "2026-09-28", "--by", "Mia")
    told = run("measure", "anna", "own", 3, "--name", "Cups", "--unit", "cups a minute", "--on", "2026-09-28")
    assert "fma_ue 2026-09-28 31 points Cups 2026-09-28 3 cups a minute" in told
    assert [each.author for each in pages(Kind.MEASUREMENT)] == ["Mia", user_name()]


def test_typed_in_again_for_the_same_day_the_new_value_counts_and_the_first_is_kept(number):
    run("measure", "Anna", "fma_ue", 31, "--on", "2026-09-28")
    assert "31 points" not in run("measure", "Anna", "fma_ue", 32, "--on", "2026-09-28")
    assert [each.content["value"] for each in pages(Kind.MEASUREMENT)] == [31, 32]


def test_a_value_that_cannot_be_is_refused_with_the_range(number):
    with pytest.raises(AotrainerError, match="between 0 and 66"):
        run("measure", "Anna", "fma_ue", 67)
    assert pages(Kind.MEASUREMENT) == []


@pytest.mark.parametrize("named", [(), ("--name", "Cups"), ("--unit", "cups")])
def test_a_measure_of_ones_own_says_with_what_it_is_named(number, named):
    with pytest.raises(AotrainerError, match="--name and --unit"):
        run("measure", "Anna", "own", 3, *named)


def test_a_goal_is_set_and_reached(number):
    run("goal", "Anna", "Drink from my cup", "--on", "2026-09-28")
    told = run("goal", "Anna", "Drink from my cup", "--reached", "--on", "2026-11-13")
    assert "Drink from my cup 2026-09-28 2026-11-13" in told
    with pytest.raises(AotrainerError, match="no such goal"):
        run("goal", "Anna", "Fly", "--reached")


def test_a_note_is_kept_as_it_is_written(number):
    told = run("note", "Anna", "[red]bold[/red] <b> =1+1", "--by", "[link]Mia")
    assert "[link]Mia [red]bold[/red] <b> =1+1" in told


def test_what_was_typed_in_by_mistake_is_taken_back_and_kept(number):
    run("measure", "Anna", "fma_ue", 31, "--on", "2026-09-28")
    assert "31" not in run("measure", "Anna", "fma_ue", "--on", "2026-09-28", "--undo")
    run("goal", "Anna", "Fly", "--on", "2026-09-28")
    run("goal", "Anna", "Fly", "--reached", "--on", "2026-09-29")
    assert "Fly 2026-09-28 –" in run("goal", "Anna", "Fly", "--reached", "--undo")
    assert "Fly" not in run("goal", "Anna", "Fly", "--undo")
    run("note", "Anna", "Of somebody else")
    assert "else" not in run("note", "Anna", "of some", "--undo")
    assert [len(pages(kind)) for kind in (Kind.MEASUREMENT, Kind.GOAL, Kind.NOTE)] == [2, 4, 2]


@pytest.mark.parametrize("command", ["measure", "goal", "note"])
def test_what_is_to_be_taken_back_has_to_be_said(number, command):
    with pytest.raises(AotrainerError, match="not clear what to take back"):
        run(command, "Anna", "--undo")


@pytest.mark.parametrize("arguments", [("measure", "Anna", "fma_ue", 31), ("goal", "Anna", "Fly")])
def test_a_day_that_is_still_to_come_is_refused(number, arguments):
    with pytest.raises(AotrainerError, match="still to come"):
        run(*arguments, "--on", "2999-01-01")
    with opened() as store:
        assert store.entries(store.patient("Anna")) == ()


def test_a_repetition_is_set_aside_and_taken_back(number):
    told = run("correct", number, "not_valid", "--repetition", 2, "--words", "stumbled")
    assert "Computed: 62 points, 3 repetitions. Now:" in told.replace("  ", " ") or "Now:" in told
    assert "2 repetitions." in told
    assert "not valid: stumbled" in run("repetitions", number)
    undone = run("correct", number, "not_valid", "--repetition", 2, "--undo")
    computed, now = undone.split("Computed: ")[1].rstrip(".").split(". Now: ")
    assert computed == now
    assert len(pages(Kind.CORRECTION)) == 2


def test_an_attempt_was_assisted_or_counted_by_hand(number):
    assert "Now: no score, 3 repetitions." in run("correct", number, "assisted")
    assert "Now: no score, 5 repetitions." in run("correct", number, "count", "--count", 5)
    assert "All of it: count 5" in run("repetitions", number)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((999, "assisted"), "no attempt 999"),
        (("own", "assisted", "--repetition", 4), "attempt: 3"),
        (("own", "count"), "--count 8"),
        (("own", "assisted", "--count", 3), "Leave --count out"),
        (("own", "assisted", "--undo"), "nothing to undo"),
    ],
)
def test_what_cannot_be_said_is_refused(number, arguments, words):
    told = [number if each == "own" else each for each in arguments]
    with pytest.raises(AotrainerError, match=words):
        run("correct", *told)
    assert pages(Kind.CORRECTION) == []


@pytest.mark.parametrize(("reader", "title"), [("patient", "Ihr Training"), ("chart", "Bericht über")])
def test_a_report_is_a_file_that_only_its_owner_can_read(number, tmp_path, reader, title):
    file = tmp_path / "anna.html"
    assert (
        str(file)
        in run("report", "Anna", "--for", reader, "--output", file, "--language", "de", "--days", 5).replace(
            " ", ""
        )
        or file.is_file()
    )
    page = read(file.read_text())
    harmless(page)
    assert title in text(page)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_reports_of_two_people_on_one_day_are_two_files_that_name_neither(number, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with opened() as store:
        people = [store.patient("Anna"), store.add_patient("Ben", NOON)]
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    names = [f"report-sub-{each.uid[:8]}-patient-{today}.html" for each in people]
    assert [run("report", each.name) for each in people] == names
    assert all(each.name in (tmp_path / name).read_text() for each, name in zip(people, names, strict=True))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--output", "report.txt"), ".html or a .pdf"),
        (("--output", "nowhere/report.html"), "cannot be written"),
        (("--language", "fr"), "not spoken"),
    ],
)
def test_a_report_that_cannot_be_written_says_why(number, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AotrainerError, match=words):
        run("report", "Anna", *arguments)
    assert list(tmp_path.glob("report*")) == []


def test_the_audit_trail_tells_who_looked_and_who_wrote(number, tmp_path):
    run("note", "Anna", "Sleeps badly")
    run("note", "Anna")
    run("correct", str(number), "assisted")
    run("repetitions", str(number))
    run("report", "Anna", "--for", "chart", "--output", str(tmp_path / "anna.html"))
    run("db", "backup")
    with opened() as store:
        trail, uid = store.audit_trail(), store.patient("Anna").uid
    assert [(line.deed.value, dict(line.details)) for line in trail] == [
        ("changed", {"chart": "note"}),
        ("opened", {"what": "notes"}),
        ("changed", {"chart": "correction"}),
        ("opened", {"what": "repetitions", "attempt": number}),
        ("exported", {"what": "report", "reader": "chart"}),
        ("exported", {"what": "copy of the record"}),
    ]
    assert {line.patient for line in trail} == {uid, None}
