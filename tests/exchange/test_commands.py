"""Export, import and rescoring as they are typed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from aotrainer import cli, config
from aotrainer.audit import Deed
from aotrainer.errors import AotrainerError, ExchangeError
from aotrainer.store import Store
from tests.exchange.builders import ANNA, files_in
from tests.store.builders import MIGRATIONS, NOON

runner = CliRunner()


@pytest.fixture
def home(filled: Path) -> Path:
    """The usual record, with one of everything."""
    folder = config.data_folder()
    folder.mkdir(parents=True)
    for ending in ("", "-wal", "-shm"):
        file = filled / f"record.sqlite{ending}"
        if file.exists():
            shutil.copy(file, folder / f"{config.DATABASE}{ending}")
    return folder


def aotrainer(*arguments: object) -> list[str]:
    answer = runner.invoke(cli.app, [*map(str, arguments)])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    assert answer.exit_code == 0, answer.output
    return answer.output.splitlines()


def audit(folder: Path) -> list[tuple[Deed, str]]:
    with Store.open(folder / config.DATABASE, MIGRATIONS, NOON) as store:
        return [(line.deed, line.details.get("names", "")) for line in store.audit_trail()]


def test_one_person_goes_out_under_a_pseudonym(home: Path, tmp_path: Path) -> None:
    said = aotrainer("export", "Bert", tmp_path / "out")
    assert "".join(said) == str(tmp_path / "out")
    people = (tmp_path / "out" / "participants.csv").read_text(encoding="utf-8")
    assert len(people.splitlines()) == 2
    assert "Bert" not in people
    assert audit(home) == [(Deed.EXPORTED, "no")]


def test_everybody_goes_out_by_name_when_it_is_asked_for(home: Path, tmp_path: Path) -> None:
    aotrainer("export", "--all", tmp_path / "out", "--format", "fhir", "--names")
    names = [
        json.loads(path.read_text(encoding="utf-8"))["entry"][0]["resource"]["name"][0]["text"]
        for path in (tmp_path / "out").iterdir()
    ]
    assert sorted(names) == sorted([ANNA, "Bert"])
    assert audit(home) == [(Deed.EXPORTED, "yes")] * 2


def test_a_research_folder_comes_into_another_record(home: Path, tmp_path: Path) -> None:
    aotrainer("export", ANNA, "Bert", tmp_path / "out", "--format", "research")
    said = aotrainer("import", tmp_path / "out", "--data", tmp_path / "other")
    assert "attempts         6 new" in said
    assert "attempts         0 new, 6 here already" in aotrainer(
        "import", tmp_path / "out", "--data", tmp_path / "other"
    )
    aotrainer("export", "--all", tmp_path / "again", "--format", "research", "--data", tmp_path / "other")
    assert files_in(tmp_path / "out") == files_in(tmp_path / "again")


@pytest.mark.usefixtures("home")
def test_old_attempts_are_told_with_both_scores() -> None:
    said = aotrainer("rescore", ANNA)
    assert "Version" in said[1]
    assert "2 of them: no landmarks were kept" in said
    assert "Bert: nothing to score again." in aotrainer("rescore", "Bert")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "arguments",
    [["OUT"], ["Bert", "OUT", "--all"], ["Nobody", "OUT"], ["Bert", "OUT", "--format", "pdf"]],
)
def test_what_cannot_be_is_one_line_and_leaves_nothing(tmp_path: Path, arguments: list[str]) -> None:
    place = str(tmp_path / "out")
    with pytest.raises(AotrainerError):
        aotrainer("export", *(place if each == "OUT" else each for each in arguments))
    assert not (tmp_path / "out").exists()


def test_where_there_is_no_record_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(AotrainerError, match="no record"):
        aotrainer("export", "--all", tmp_path / "out")
    with pytest.raises(ExchangeError):
        aotrainer("import", tmp_path)


def test_the_other_commands_do_not_wait_for_it() -> None:
    code = "import sys, aotrainer.cli; print('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
