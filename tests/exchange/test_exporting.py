"""An export is there as a whole or not at all, and it is noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from aotrainer.audit import Deed
from aotrainer.errors import ExchangeError
from aotrainer.exchange import FORMATS
from aotrainer.exchange.exporting import export
from aotrainer.exchange.new_folder import PARTIAL, new_folder
from aotrainer.store import Store
from tests.exchange.builders import files_in
from tests.store.builders import NOON


@pytest.mark.parametrize("form", FORMATS)
def test_it_is_noted_for_each_person(store: Store, tmp_path: Path, form: str) -> None:
    patients = store.patients()
    export(store, patients, form, tmp_path / "out", NOON, "lena")
    lines = [line for line in store.audit_trail() if line.deed is Deed.EXPORTED]
    assert {line.patient for line in lines} == {patient.uid for patient in patients}
    assert {(line.who, line.details["format"], line.details["names"]) for line in lines} == {
        ("lena", form, "no")
    }


def test_nothing_is_written_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(ExchangeError, match="something"):
        export(store, store.patients(), "csv", tmp_path / "out", NOON, "me")
    assert files_in(tmp_path / "out") == {"thesis.txt": b"mine"}
    assert store.audit_trail() == ()


def test_an_empty_folder_will_do(store: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export(store, store.patients(), "csv", tmp_path / "out", NOON, "me")
    assert files_in(tmp_path / "out")


def test_what_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_folder(tmp_path / "out") as folder:
        folder.write_text("half", "a half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_what_was_cut_off_is_not_taken_for_whole(store: Store, tmp_path: Path) -> None:
    (tmp_path / f"out{PARTIAL}").mkdir()
    with pytest.raises(ExchangeError, match="cut off"):
        export(store, store.patients(), "csv", tmp_path / "out", NOON, "me")


@pytest.mark.parametrize(("form", "people"), [("pdf", True), ("csv", False)])
def test_what_cannot_be_is_told(store: Store, tmp_path: Path, form: str, people: bool) -> None:
    with pytest.raises(ExchangeError):
        export(store, store.patients() if people else (), form, tmp_path / "out", NOON, "me")


def test_a_place_that_cannot_be_written_to_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExchangeError):
        export(store, store.patients(), "csv", tmp_path / "file" / "out", NOON, "me")
