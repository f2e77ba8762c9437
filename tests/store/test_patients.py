"""People's names, whatever they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aotrainer.errors import StoreError, UnknownPatientError
from aotrainer.store import Store
from aotrainer.store.names import MAX_NAME
from aotrainer.trial import Patient
from tests.store.builders import NOON
from tests.store.conftest import BOTH

ENGINES = BOTH

ODD_NAMES = [
    "O'Brien",
    '"quoted"',
    "Robert'); DROP TABLE patient;--",
    "100%_x",
    "../../etc/passwd",
    "=HYPERLINK(1)",
    "<script>alert(1)</script>",
    "👩🏽‍🦽 Ada",
    "שרה כהן",
    "محمد بن عبد الله",
    "王小明",
    "Żółć\u0301",
    "x" * MAX_NAME,
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_kept_as_it_is(store: Store, name: str) -> None:
    added = store.add_patient(name, NOON)
    assert added.name == name
    assert store.patient(name) == added
    assert store.patients() == (added,)


def test_spaces_round_a_name_do_not_count(store: Store) -> None:
    assert store.add_patient("  Anna Maria \n", NOON).name == "Anna Maria"
    assert store.patient("\tANNA  MARIA ").name == "Anna Maria"


@pytest.mark.parametrize("name", ["", "   ", "\n\t", "\u200d", "\u202e"])
def test_a_patient_needs_a_name(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="needs a name"):
        store.add_patient(name, NOON)


@pytest.mark.parametrize("name", ["An\nna", "Anna\x00", "\x1b[31mAnna", "A\ud800", "A\u2028B"])
def test_characters_that_cannot_be_shown_are_refused(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match="cannot be shown"):
        store.add_patient(name, NOON)


def test_a_name_has_a_limit_and_the_error_says_which(store: Store) -> None:
    with pytest.raises(StoreError, match="5000 characters; 100 is the most"):
        store.add_patient("x" * 5000, NOON)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "ANNA"),
        ("Straße", "STRASSE"),
        ("José", "Jose\u0301"),
        ("Éva", "éVA"),
        ("Anna B", "anna   b"),
        ("Ada", "Ａｄａ"),
    ],
)
def test_two_patients_cannot_share_a_name(store: Store, one: str, other: str) -> None:
    store.add_patient(one, NOON)
    with pytest.raises(StoreError, match=f"“{one}” already"):
        store.add_patient(other, NOON)
    assert store.patient(other).name == one


def test_whom_a_patient_is_shown_is_kept_with_the_patient(store: Store) -> None:
    anna = store.add_patient("Anna", NOON)
    assert anna.demonstrator is None
    assert store.choose_demonstrator(anna, "woman").demonstrator == "woman"
    assert store.patient("Anna").demonstrator == "woman"
    assert store.choose_demonstrator(anna, None) == anna == store.patients()[0]


def test_a_demonstrator_of_a_later_release_does_no_harm(store: Store) -> None:
    anna = store.add_patient("Anna", NOON)
    store.choose_demonstrator(anna, "robot")  # type: ignore[arg-type]
    assert store.patient("Anna").name == "Anna"


def test_an_unknown_patient_is_shown_nobody(store: Store) -> None:
    with pytest.raises(UnknownPatientError, match="Nobody called “Zoe”"):
        store.choose_demonstrator(Patient(99, "Zoe"), "man")


def test_an_unknown_name_brings_up_near_ones(store: Store) -> None:
    for name in ("Anna Schmidt", "Hanna Schmitt", "Bob"):
        store.add_patient(name, NOON)
    with pytest.raises(UnknownPatientError, match=r"“Ana Schmit”.*Did you mean “Anna Schmidt” or"):
        store.patient("Ana Schmit")


@pytest.mark.parametrize("name", ["Demo", "demo p", "PAT"])
def test_the_beginning_of_a_name_brings_it_up(store: Store, name: str) -> None:
    for each in ("Demo patient {x}", "Bob"):
        store.add_patient(each, NOON)
    with pytest.raises(UnknownPatientError, match=r"Did you mean “Demo patient {x}”\?"):
        store.patient(name)


@pytest.mark.parametrize("name", ["Zoe", "Bo"])
def test_an_unknown_name_says_which_command_lists_everybody(store: Store, name: str) -> None:
    store.add_patient("Bob", NOON)
    with pytest.raises(UnknownPatientError, match="`aotrainer history` lists everybody"):
        store.patient(name)


@pytest.mark.parametrize("name", ["\udcff", "\x1b[31m", "", "y" * 100_000])
def test_asking_for_nonsense_is_answered_in_one_printable_line(store: Store, name: str) -> None:
    store.add_patient("Anna", NOON)
    with pytest.raises(UnknownPatientError) as raised:
        store.patient(name)
    words = str(raised.value)
    assert words.isprintable()
    assert len(words) < 300
    words.encode()


def test_patients_are_listed_by_most_recent_use_then_by_name(store: Store) -> None:
    names = ["carl", "Berta", "Anna", "Dora"]
    by_name = {name: store.add_patient(name, NOON) for name in names}
    store.begin_session(by_name["carl"], "priming", NOON)
    store.begin_session(by_name["Dora"], "priming", NOON + timedelta(days=1))
    store.begin_session(by_name["carl"], "priming", NOON + timedelta(hours=1))
    assert [patient.name for patient in store.patients()] == ["Dora", "carl", "Anna", "Berta"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=MAX_NAME + 5))
def test_any_text_is_either_kept_and_found_or_refused_in_words(store: Store, name: str) -> None:
    try:
        added = store.add_patient(name, NOON)
    except StoreError as error:
        assert str(error).isprintable()
    else:
        assert store.patient(name) == Patient(added.id, added.name)
