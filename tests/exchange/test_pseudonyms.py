"""No name leaves the machine unless it is asked for, in any format and wherever somebody typed it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aotrainer.exchange import FORMATS
from aotrainer.exchange.exporting import export
from aotrainer.exchange.pseudonyms import WITHHELD, Veil, labels, words_of_names
from aotrainer.motion.judging import Reason, Unscorable
from aotrainer.store import Store
from tests.exchange.builders import ANNA, LENA, QUESTION, files_in
from tests.store.builders import NOON

TYPED = (ANNA, LENA, "Änna", "Lena", "sleeps badly", "dog", "chair firm", QUESTION, "Call Lena", "home")
TOLD = re.compile(rf"\b({'|'.join(map(re.escape, TYPED))})\b", re.IGNORECASE)


def exported(store: Store, form: str, folder: Path, *, names: bool) -> str:
    export(store, store.patients(), form, folder, NOON, "me", names=names)
    packed = (content.decode(errors="replace") for content in files_in(folder).values())
    return "\n".join(packed).replace("\\u00c4", "Ä").replace("\\u00e4", "ä")


@pytest.mark.parametrize("form", FORMATS)
def test_no_name_and_no_typed_word_leaves_unless_it_is_asked_for(
    store: Store, tmp_path: Path, form: str
) -> None:
    assert TOLD.findall(exported(store, form, tmp_path / "out", names=False)) == []


@pytest.mark.parametrize("form", ["csv", "fhir", "research"])
def test_asked_for_they_are_there(store: Store, tmp_path: Path, form: str) -> None:
    text = exported(store, form, tmp_path / "out", names=True)
    assert "Änna" in text
    assert LENA in text


def test_the_computer_is_a_number(store: Store, tmp_path: Path) -> None:
    (anna,) = (each for each in store.patients() if each.name == ANNA)
    station = next(store.sittings(anna)).station
    assert station
    sessions = exported(store, "csv", tmp_path / "out", names=False)
    assert f'"{station}"' not in sessions
    assert '"station-1"' in sessions


def test_numbers_dates_and_the_programs_own_words_stay(store: Store, tmp_path: Path) -> None:
    text = exported(store, "csv", tmp_path / "out", names=False)
    for kept in ("fma_ue", "41.0", "2026-03-01", "shoulder_abduction", "third person, as in a mirror"):
        assert kept in text


def test_the_programs_words_are_withheld_where_they_name_somebody() -> None:
    veil = Veil(shown=False, known=words_of_names(["Anna Maria"]))
    named = Unscorable.about(Reason.OTHER_EXERCISE, "Anna's own exercise")
    assert veil._outcome(named) == Unscorable(Reason.OTHER_EXERCISE, WITHHELD, WITHHELD)
    other = Unscorable(Reason.NO_MOVEMENT, "Nothing moved, hosanna.")
    assert veil._outcome(other) == other


def test_pseudonyms_are_as_long_as_it_takes_to_tell_people_apart() -> None:
    near, other = "0" * 31 + "1", "0" * 31 + "2"
    assert labels(["ab" * 16]) == {"ab" * 16: "sub-abababab"}
    assert set(labels([near, other]).values()) == {f"sub-{near}", f"sub-{other}"}
