"""A plan on the command line: written, shown, and never overwritten."""

from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from aotrainer import cli, config
from aotrainer.audit import Deed
from aotrainer.chart.plan import Plan, Prescription, plan_in_force, versions
from aotrainer.errors import AotrainerError
from aotrainer.store import Store

NOW = datetime(2026, 3, 1, tzinfo=UTC)
RAISE, STAND = Prescription("shoulder_abduction", "right"), Prescription("sit_to_stand", "left")
runner = CliRunner()


def opened():
    return Store.open(config.data_folder() / config.DATABASE, config.shipped("migrations"), NOW)


@pytest.fixture(autouse=True)
def ada():
    with opened() as store:
        return store.add_patient("Ada", NOW)


def told(*options):
    """What the command says, in one line."""
    result = runner.invoke(cli.app, ["plan", "Ada", *options], catch_exceptions=False)
    assert result.exit_code == 0
    return " ".join(result.output.split())


def in_force(ada):
    with opened() as store:
        version = plan_in_force(store.entries(ada))
    return version and version.plan


def test_nothing_is_prescribed_at_first(ada):
    assert told() == "Nothing is prescribed."
    assert in_force(ada) is None


def test_who_looked_at_it_and_who_changed_it_is_noted(ada):
    told()
    told("--set", "shoulder_abduction:right")
    with opened() as store:
        trail = [(line.deed, line.patient, dict(line.details)) for line in store.audit_trail()]
    assert trail == [(Deed.OPENED, ada.uid, {"what": "plan"}), (Deed.CHANGED, ada.uid, {"chart": "plan"})]


def test_exercises_are_put_in_with_what_is_said_of_them(ada):
    words = told(
        "--set", "shoulder_abduction:right", "--set", "sit_to_stand:left, sets=3,repetitions=8,rate=0.5",
        "--days", "4", "--weeks", "6", "--author", "Lena",
    )  # fmt: skip
    stand = Prescription("sit_to_stand", "left", 3, 8, rate=0.5)
    assert in_force(ada) == Plan((RAISE, stand), 4, 6)
    assert "sit_to_stand left 3 8 priming 0.5 1" in words
    assert "4 days a week for 6 weeks, about 11 minutes a day." in words
    assert "by Lena." in words
    assert told() == words, "it is shown again as it was kept"
    assert "2 times a day, 4 days a week for 6 weeks, about 22 minutes a day." in told("--times-a-day", "2")


def test_a_preset_gives_all_of_them_its_dose_but_what_is_said_of_one_counts_more(ada):
    told("--set", "shoulder_abduction:right")
    told("--preset", "franceschini", "--set", "sit_to_stand:left,sets=1", "--days", "2")
    dose = {"protocol_id": "franceschini"}
    raise_, stand = (
        Prescription("shoulder_abduction", "right", 3, **dose),
        Prescription("sit_to_stand", "left", 1, **dose),
    )
    assert in_force(ada) == Plan((raise_, stand), 2, 4, times_a_day=2)


def test_what_is_there_is_changed_in_its_place(ada):
    told("--set", "shoulder_abduction:right,repetitions=10", "--set", "sit_to_stand:left")
    told("--set", "shoulder_abduction:right,sets=1")
    told("--weeks", "0")
    changed = Prescription("shoulder_abduction", "right", 1, 10)
    assert in_force(ada) == Plan((changed, STAND))
    told("--set", "shoulder_abduction:right,repetitions=none")
    assert in_force(ada).prescriptions[0].repetitions is None


@pytest.mark.parametrize(
    ("out", "left"), [("sit_to_stand", (RAISE,)), ("shoulder_abduction:right", (STAND,))]
)
def test_exercises_are_taken_out(ada, out, left):
    told("--set", "shoulder_abduction:right", "--set", "sit_to_stand:left")
    told("--remove", out)
    assert in_force(ada) == Plan(left)


def test_more_than_people_keep_up_is_said_with_its_source(ada):
    words = told("--set", "shoulder_abduction:right", "--days", "7")
    assert "7 sessions a week; at home up to 6." in words
    assert "tjn.org.tr/full-text/58" in words


def test_every_version_is_listed_with_who_wrote_it(ada):
    told("--set", "shoulder_abduction:right", "--author", "Lena")
    told("--days", "3", "--author", "Ben")
    told("--days", "3", "--author", "Nobody changes anything")
    words = told("--remove", "shoulder_abduction", "--author", "[b]Lena", "--history")
    assert [words.count(name) for name in ("Lena", "Ben", "Nobody")] == [2, 1, 0]
    assert words.endswith("[b]Lena Nothing is prescribed.")
    with opened() as store:
        assert len(versions(store.entries(ada))) == 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--set", "sit_to_stan:left"), "Did you mean sit_to_stand?"),
        (("--set", "sit_to_stand"), "Write EXERCISE:left or EXERCISE:right."),
        (("--set", "sit_to_stand:up"), "Write EXERCISE:left or EXERCISE:right."),
        (("--set", "sit_to_stand:left,load=3"), "with one of: sets, repetitions"),
        (("--set", "sit_to_stand:left,sets=1.5"), "sets cannot be '1.5'."),
        (("--set", "sit_to_stand:left,sets=99"), "Choose a number between 1 and 10."),
        (("--set", "sit_to_stand:left,protocol=new"), "Choose one of: priming"),
        (("--preset", "fast"), "Choose one of: gentle"),
        (("--remove", "sit_to_stand"), "In it: nothing."),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(ada, options, words):
    with pytest.raises(AotrainerError) as error:
        told(*options)
    assert words in str(error.value)
    assert in_force(ada) is None
