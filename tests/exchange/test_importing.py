"""A research folder into a record: identical, once, whole or not at all; whatever somebody did to it."""

from __future__ import annotations

import io
import json
import lzma
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aotrainer.audit import Deed
from aotrainer.care import Care
from aotrainer.chart import Entry, Kind
from aotrainer.errors import AotrainerError, ExchangeError, StoreError
from aotrainer.event import Event, What
from aotrainer.exchange.exact import MAX_FILE, PLACE
from aotrainer.exchange.exporting import export
from aotrainer.exchange.importing import take_in
from aotrainer.motion import archive
from aotrainer.motion.packing import LARGEST_B
from aotrainer.store import Store
from aotrainer.trial import Ending
from tests.exchange.builders import ANNA, files_in, open_record
from tests.exchange.conftest import Another
from tests.store.builders import NOON, arm_raises, trial

MANIFEST = Path(PLACE) / "manifest.json"
COUNTS = {"person": 2, "session": 2, "event": 10, "attempt": 6, "page": 8, "later score": 1}


def exported(store: Store, folder: Path, *, names: bool = True) -> Path:
    export(store, store.patients(), "research", folder, NOON, "me", names=names)
    return folder


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    return exported(store, tmp_path / "out")


def is_empty(store: Store) -> bool:
    return store.patients() == () and store.audit_trail() == ()


def sealed(folder: Path) -> None:
    """Make the manifest fit what is in the folder now, as somebody would who means harm."""
    place = folder / PLACE
    manifest = json.loads((folder / MANIFEST).read_text())
    for name in manifest["files"]:
        if (place / name).is_file():
            manifest["files"][name] = sha256((place / name).read_bytes()).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest))


def change(folder: Path, pattern: str, by: Callable[[Any], Any]) -> None:
    """Change one JSON file, and seal the folder again."""
    file = sorted((folder / PLACE).glob(pattern))[-1]
    data = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(by(data)), encoding="utf-8")
    sealed(folder)


class TestWhatComesBack:
    @pytest.mark.parametrize("names", [True, False])
    def test_an_export_of_what_came_in_is_the_same_to_the_byte(
        self, store: Store, another: Another, tmp_path: Path, names: bool
    ) -> None:
        first = exported(store, tmp_path / "first", names=names)
        other = another()
        assert take_in(other, first, NOON, "me").new == COUNTS
        second = exported(other, tmp_path / "second", names=names)
        assert files_in(first) == files_in(second)
        assert len(files_in(first)) > 50

    def test_people_attempts_and_charts_are_the_same(
        self, store: Store, another: Another, folder: Path
    ) -> None:
        other = another()
        take_in(other, folder, NOON, "me")
        here, there = store.patient(ANNA), other.patient(ANNA)
        assert store.person(here) == other.person(there)
        assert store.pages(here) == other.pages(there)
        for one, two in zip(store.history(here), other.history(there), strict=True):
            assert replace(one, trial_id=0, session_id=0) == replace(two, trial_id=0, session_id=0)
            a, b = store.load_trial(one.trial_id), other.load_trial(two.trial_id)
            assert (a.uid, a.outcome, a.judging, a.display) == (b.uid, b.outcome, b.judging, b.display)
            if a.motion is not None and b.motion is not None:
                assert np.array_equal(a.motion.world, b.motion.world, equal_nan=True)

    def test_landmarks_of_an_older_release_stay_as_fine_as_they_are(
        self, store: Store, another: Another, tmp_path: Path
    ) -> None:
        older = archive.to_bytes(arm_raises(3, 85.0, seed=2))
        with store._engine.begin() as connection:
            first = "trial_id = (SELECT min(trial_id) FROM recording)"
            connection.exec_driver_sql(
                f"UPDATE recording SET format = 1, landmarks = ? WHERE {first}",  # noqa: S608
                (older,),
            )
        other = another()
        first_folder = exported(store, tmp_path / "first")
        take_in(other, first_folder, NOON, "me")
        with other._engine.begin() as connection:
            forms = "SELECT format, count(*) FROM recording GROUP BY format"
            assert dict(connection.exec_driver_sql(forms).fetchall()) == {1: 1, 2: 3}
            kept = "SELECT landmarks FROM recording WHERE format = 1"
            there = archive.from_bytes(connection.exec_driver_sql(kept).scalar_one())
        assert np.array_equal(there.world, archive.from_bytes(older).world, equal_nan=True)
        assert files_in(first_folder) == files_in(exported(other, tmp_path / "second"))

    def test_what_comes_in_twice_is_kept_once(self, another: Another, folder: Path) -> None:
        other = another()
        take_in(other, folder, NOON, "me")
        before = other.history(other.patient(ANNA))
        taken = take_in(other, folder, NOON, "me")
        assert (taken.new, taken.known) == ({}, COUNTS)
        assert other.history(other.patient(ANNA)) == before

    def test_what_is_here_stays_as_it_is(self, store: Store, folder: Path) -> None:
        anna = store.patient(ANNA)
        store.keep_care(anna, Care(pain_limit=2))
        session = store.begin_session(anna, "ertelt", NOON + timedelta(days=9))
        store.save_trial(session, trial(1, after=timedelta(days=9)))
        take_in(store, folder, NOON, "me")
        assert store.care(anna).pain_limit == 2
        assert len(store.history(anna)) == 7

    def test_what_was_done_since_comes_in(self, store: Store, another: Another, tmp_path: Path) -> None:
        other = another()
        take_in(other, exported(store, tmp_path / "first"), NOON, "me")
        anna = store.patient(ANNA)
        session = store.begin_session(anna, "ertelt", NOON + timedelta(days=9))
        store.save_trial(session, trial(1, after=timedelta(days=9)))
        assert take_in(other, exported(store, tmp_path / "second"), NOON, "me").new == {
            "session": 1,
            "attempt": 1,
        }

    def test_somebody_else_of_that_name_stays_somebody_else(self, another: Another, folder: Path) -> None:
        other = another()
        other.add_patient(ANNA.upper(), NOON)
        take_in(other, folder, NOON, "me")
        called = [patient.name for patient in other.patients() if patient.name.startswith(ANNA)]
        assert len(called) == 1
        assert called[0] != ANNA

    def test_it_is_noted_for_each_person(self, another: Another, folder: Path) -> None:
        other = another()
        take_in(other, folder, NOON, "lena")
        lines = other.audit_trail()
        assert {(line.deed, line.who) for line in lines} == {(Deed.IMPORTED, "lena")}
        assert {line.patient for line in lines} == {patient.uid for patient in other.patients()}


TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
DETAILS = st.dictionaries(TEXT, JSON, max_size=3)
TIMES = st.timedeltas(timedelta(0), timedelta(days=400))


@pytest.mark.slow
@pytest.mark.parametrize("names", [True, False])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=TEXT,
    events=st.lists(
        st.tuples(st.sampled_from(What), TIMES, st.dictionaries(TEXT, JSON, max_size=3)), max_size=3
    ),
    pages=st.lists(
        st.tuples(st.sampled_from(Kind), TEXT, st.dictionaries(TEXT, JSON, max_size=3)), max_size=3
    ),
    checklist=st.lists(TEXT, max_size=3),
    ended=st.booleans(),
)
def test_whatever_is_in_a_record_comes_back(
    empty: Path,
    tmp_path: Path,
    names: bool,
    name: str,
    events: Any,
    pages: Any,
    checklist: list[str],
    ended: bool,
) -> None:
    for place in ("one", "two", "first", "second"):
        shutil.rmtree(tmp_path / place, ignore_errors=True)
    one, two = (open_record(Path(shutil.copytree(empty, tmp_path / place))) for place in ("one", "two"))
    with one, two:
        try:
            somebody = one.add_patient(name, NOON)
        except StoreError:  # not a name
            somebody = one.add_patient("Anna", NOON)
        one.keep_care(somebody, Care(checklist=tuple(checklist)))
        session = one.begin_session(somebody, "priming", NOON)
        for what, after, details in events:
            one.save_event(session, Event(what, NOON + after, details))
        attempt = one.save_trial(session, trial(judged=False))
        for kind, author, content in pages:
            one.keep_entry(somebody, Entry(kind, NOON, author, content, trial_id=attempt))
        if ended:
            one.end_session(session, NOON, Ending.STOPPED)
        take_in(two, exported(one, tmp_path / "first", names=names), NOON, "me")
        exported(two, tmp_path / "second", names=names)
    assert files_in(tmp_path / "first") == files_in(tmp_path / "second")


def much_in_an_npz() -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb,
        bomb.open("times_s.npy", "w", force_zip64=True) as inner,
    ):
        for _ in range(MAX_FILE // 2**20 + 1):
            inner.write(bytes(2**20))
    return packed.getvalue()


def much_in_little() -> bytes:
    packing = lzma.LZMACompressor(preset=0)
    pieces = [packing.compress(bytes(2**20)) for _ in range(LARGEST_B // 2**20 + 1)]
    return b"".join(pieces) + packing.flush()


BOMBS = {"npz": much_in_an_npz, "packed": much_in_little}


class TestDamage:
    """Whatever is wrong is one line, and the record is as it was."""

    @pytest.mark.parametrize(
        "pattern", ["manifest.json", "sub-*.json", "sub-*/ses-001.json", "sub-*/ses-*/*.packed"]
    )
    @pytest.mark.parametrize("how", ["gone", "cut", "flipped", "a folder", "a link"])
    def test_a_file_that_is_not_as_it_was_exported(
        self, another: Another, folder: Path, pattern: str, how: str
    ) -> None:
        file = sorted((folder / PLACE).glob(pattern))[-1]
        content = file.read_bytes()
        file.unlink()
        if how == "cut":
            file.write_bytes(content[: len(content) // 2])
        elif how == "flipped":
            middle = len(content) // 2
            file.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        elif how == "a folder":
            file.mkdir()
        elif how == "a link":
            (folder / "elsewhere").write_bytes(content)
            file.symlink_to(folder / "elsewhere")
        other = another()
        with pytest.raises(ExchangeError):
            take_in(other, folder, NOON, "me")
        assert is_empty(other)

    @pytest.mark.parametrize(
        "name",
        ["../../outside.json", "/etc/passwd", "sub-00000000/../../x.json", "sub-00000000\\x.json",
         "C:\\x.json", "sub-00000000/ses-001/001.npz\n", "", "sub-00000000/ses-001/..npz",
         "sub-00000000/ses-001/001.pickle"],
    )  # fmt: skip
    def test_a_name_that_leads_elsewhere(self, another: Another, folder: Path, name: str) -> None:
        manifest = json.loads((folder / MANIFEST).read_text())
        manifest["files"][name] = "0" * 64
        (folder / MANIFEST).write_text(json.dumps(manifest))
        other = another()
        with pytest.raises(ExchangeError):
            take_in(other, folder, NOON, "me")
        assert is_empty(other)

    @pytest.mark.parametrize(
        ("pattern", "by"),
        [
            ("sub-*.json", lambda data: data | {"person": data["person"] | {"uid": "../../../etc"}}),
            ("sub-*.json", lambda data: data | {"person": data["person"] | {"uid": "0" * 32}}),
            ("sub-*.json", lambda data: data | {"person": data["person"] | {"name": " "}}),
            ("sub-*.json", lambda data: data | {"person": data["person"] | {"care": {"pain_limit": 77}}}),
            ("sub-*.json", lambda data: data | {"new": 1}),
            ("sub-*.json", lambda _: []),
            ("sub-*/ses-001.json", lambda data: data | {"ended_at": None}),
            ("sub-*/ses-001.json", lambda data: data | {"started_at": "2026-03-01T12:00:00"}),
            ("sub-*/ses-001.json", lambda data: data | {"uid": data["uid"][:-1]}),
            ("sub-*/ses-001.json", lambda data: data | {"trials": [{"recorded": True}]}),
            ("sub-*/ses-001.json", lambda data: data | {"trials": [data["trials"][0] | {"side": "both"}]}),
            ("sub-*/ses-001.json", lambda data: data | {"trials": [data["trials"][0] | {"motion": {}}]}),
            ("sub-*/ses-001.json", lambda data: data | {"station": 2**70}),
        ],
    )
    def test_content_that_cannot_be(
        self, another: Another, folder: Path, pattern: str, by: Callable[[Any], Any]
    ) -> None:
        change(folder, pattern, by)
        other = another()
        with pytest.raises(AotrainerError):
            take_in(other, folder, NOON, "me")
        assert is_empty(other)

    def test_what_fails_at_the_very_end_leaves_no_trace(self, another: Another, folder: Path) -> None:
        read = {path: json.loads(path.read_text("utf-8")) for path in (folder / PLACE).glob("sub-*.json")}
        file, data = next((path, data) for path, data in read.items() if data["later_scores"])
        data["later_scores"] = [{**each, "trial": "f" * 32} for each in data["later_scores"]]
        file.write_text(json.dumps(data), encoding="utf-8")
        sealed(folder)
        other = another()
        with pytest.raises(StoreError):
            take_in(other, folder, NOON, "me")
        assert is_empty(other)

    def test_a_session_that_would_come_to_belong_to_somebody_else(
        self, store: Store, another: Another, folder: Path
    ) -> None:
        other = another()
        bert = other.add_patient("Bert", NOON)
        uid = next(store.sittings(store.patient(ANNA))).uid
        other.begin_session(bert, "priming", NOON, uid)
        with pytest.raises(StoreError):
            take_in(other, folder, NOON, "me")
        assert [patient.name for patient in other.patients()] == ["Bert"]

    @pytest.mark.parametrize("form", ["npz", "packed"])
    def test_landmarks_that_would_fill_the_memory(self, another: Another, folder: Path, form: str) -> None:
        file = sorted((folder / PLACE).glob("sub-*/ses-*/*.packed"))[0]
        file.unlink()
        file.with_suffix(f".{form}").write_bytes(BOMBS[form]())
        manifest = json.loads((folder / MANIFEST).read_text())
        name = str(file.relative_to(folder / PLACE))
        manifest["files"][name.replace(".packed", f".{form}")] = manifest["files"].pop(name)
        (folder / MANIFEST).write_text(json.dumps(manifest))
        sealed(folder)
        other = another()
        with pytest.raises(ExchangeError, match=r"too large|cannot be read"):
            take_in(other, folder, NOON, "me")
        assert is_empty(other)

    @pytest.mark.parametrize("kept", ["", "ses-"])
    def test_a_manifest_that_names_nobody(self, another: Another, folder: Path, kept: str) -> None:
        manifest = json.loads((folder / MANIFEST).read_text())
        files = manifest["files"].items()
        manifest["files"] = {name: seal for name, seal in files if kept and kept in name}
        (folder / MANIFEST).write_text(json.dumps(manifest))
        other = another()
        with pytest.raises(ExchangeError):
            take_in(other, folder, NOON, "me")
        assert is_empty(other)

    def test_a_folder_that_is_no_export(self, another: Another, tmp_path: Path) -> None:
        with pytest.raises(ExchangeError, match="research export"):
            take_in(another(), tmp_path, NOON, "me")

    def test_nesting_without_end(self, another: Another, folder: Path) -> None:
        file = next((folder / PLACE).glob("sub-*.json"))
        file.write_text("[" * 100_000)
        sealed(folder)
        with pytest.raises(ExchangeError):
            take_in(another(), folder, NOON, "me")


def paths(value: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every value of a JSON document is."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [here, *(path for name, each in inner for path in paths(each, (*here, name)))]


def put(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """The document with something else at one place."""
    if not path:
        return new
    value[path[0]] = put(value[path[0]], path[1:], new)
    return value


ANYTHING = JSON | st.sampled_from(
    [2**63, 2**70, -1, 1e300, "\ud800", "\0", "=1", "../..", "A", "1" * 32, [], {}]
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_somebody_writes_into_a_file_it_is_taken_whole_or_refused(
    small: Path, empty: Path, tmp_path: Path, data: st.DataObject
) -> None:
    """A change of one value in a folder whose seals were made to fit."""
    for place in ("out", "other", "again"):
        shutil.rmtree(tmp_path / place, ignore_errors=True)
    folder = Path(shutil.copytree(small, tmp_path / "out"))
    file = data.draw(
        st.sampled_from(
            sorted((folder / PLACE).glob("sub-*/*.json")) + sorted((folder / PLACE).glob("sub-*.json"))
        )
    )
    document = json.loads(file.read_text(encoding="utf-8"))
    where = data.draw(st.sampled_from(paths(document)))
    file.write_text(json.dumps(put(document, where, data.draw(ANYTHING))), encoding="utf-8")
    sealed(folder)
    with open_record(Path(shutil.copytree(empty, tmp_path / "other"))) as other:
        try:
            take_in(other, folder, NOON, "me")
        except AotrainerError as error:
            assert "\n" not in str(error)
            assert is_empty(other)
        else:
            exported(other, tmp_path / "again")  # what came in can be read, and go out


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_landmarks_are_damaged_they_are_refused_or_a_body(
    small: Path, empty: Path, tmp_path: Path, data: st.DataObject
) -> None:
    for place in ("out", "other"):
        shutil.rmtree(tmp_path / place, ignore_errors=True)
    folder = Path(shutil.copytree(small, tmp_path / "out"))
    file = sorted((folder / PLACE).glob("sub-*/ses-*/*.packed"))[0]
    content = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(bytes(content))
    sealed(folder)
    with open_record(Path(shutil.copytree(empty, tmp_path / "other"))) as other:
        try:
            take_in(other, folder, NOON, "me")
        except AotrainerError:
            assert is_empty(other)
        else:
            assert len(other.history(other.patient(ANNA))) == 1
