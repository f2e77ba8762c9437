"""Allocation to two codes, and the key that only some may know."""

import csv
import stat

import pytest

from aotrainer import care_commands
from aotrainer.care import Care
from aotrainer.errors import CareError
from aotrainer.research import KEY_SETTING, allocation, arm_of, sealed_key
from aotrainer.store import Store
from tests.store.builders import MIGRATIONS, NOON


@pytest.mark.parametrize("seed", range(20))
def test_the_codes_stay_balanced_at_every_moment(seed):
    codes = allocation(50, seed)
    for count in range(1, 51):
        ahead = codes[:count].count("A") - codes[:count].count("B")
        assert abs(ahead) <= 2


def test_the_same_seed_gives_the_same_list_and_others_do_not():
    assert allocation(24, 7) == allocation(24, 7)
    assert len({allocation(24, seed) for seed in range(10)}) > 5
    assert {tuple(sealed_key(seed).items()) for seed in range(20)} == {
        (("A", "model"), ("B", "control")),
        (("A", "control"), ("B", "model")),
    }


def test_a_code_without_its_key_is_refused_rather_than_shown_the_wrong_film():
    assert arm_of("", {}) is None
    assert arm_of("A", {"A": "control", "B": "model"}) == "control"
    for key in ({}, {"A": "nothing"}):
        with pytest.raises(CareError, match="key is not on this computer"):
            arm_of("A", key)


class TestFiles:
    @pytest.fixture
    def store(self, tmp_path):
        with Store.open(tmp_path / "record.db", MIGRATIONS, NOON) as opened:
            yield opened

    def test_the_list_and_the_key_are_written_and_the_record_knows_the_key(self, store, tmp_path):
        codes, key = care_commands.allocate(store, tmp_path / "trial", 6, seed=4)
        assert [stat.S_IMODE(path.stat().st_mode) for path in (codes, key)] == [0o600, 0o600]
        rows = list(csv.reader(codes.read_text().splitlines()))
        assert rows[0] == ["participant", "code"]
        assert [code for _, code in rows[1:]] == list(allocation(6, 4))
        assert {
            row["code"]: row["arm"] for row in csv.DictReader(key.read_text().splitlines())
        } == store.setting(KEY_SETTING)

    def test_a_second_trial_never_takes_the_place_of_the_first(self, store, tmp_path):
        care_commands.allocate(store, tmp_path / "trial", 6, seed=4)
        before = store.setting(KEY_SETTING)
        for folder in ("trial", "another"):
            with pytest.raises(CareError, match="There is a trial already"):
                care_commands.allocate(store, tmp_path / folder, 6, seed=5)
        assert store.setting(KEY_SETTING) == before

    def test_the_key_goes_to_another_computer(self, store, tmp_path):
        _, key = care_commands.allocate(store, tmp_path / "trial", 6, seed=4)
        with Store.open(tmp_path / "other.db", MIGRATIONS, NOON) as other:
            care_commands.load_key(other, key)
            assert other.setting(KEY_SETTING) == store.setting(KEY_SETTING)

    @pytest.mark.parametrize("content", ["", "code,arm\nA,model\n", "nothing\n", "code,arm\nA,x\nB,y\n"])
    def test_a_file_that_is_no_key_is_refused(self, store, tmp_path, content):
        file = tmp_path / "key.csv"
        file.write_text(content)
        with pytest.raises(CareError, match="no key"):
            care_commands.load_key(store, file)


class TestCare:
    def test_settings_are_written_as_they_are_read(self):
        care = care_commands.changed(
            Care(),
            ["pain_limit=3", "checklist=One?; Two?", "feedback=faded", "fall_risk=yes", "settle_s=120"],
        )
        written = [f"{name}={value}" for name, value in care_commands.listed(care)]
        assert care_commands.changed(Care(), written) == care
        assert (care.pain_limit, care.checklist, care.fall_risk) == (3, ("One?", "Two?"), True)

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ("feedback=always", "one of: every_trial, summary_3"),
            ("kind=memory", "one of: with_model, from_memory, self_paced"),
            ("pain_limit=four", "a whole number from 0 to 10"),
            ("settle_s=long", "a number from 0 to 600"),
            ("mirroring_min=often", "from 0 to 60"),
            ("video_days=some", "from 0 to 365"),
            ("probes=maybe", "yes or no"),
            ("grading=on", "off, propose, apply"),
        ],
    )
    def test_what_may_be_set_instead_is_named(self, wrong, words):
        with pytest.raises(CareError, match=words):
            care_commands.changed(Care(), [wrong])

    @pytest.mark.parametrize(
        "wrong", ["pain_limit", "nothing=1", "pain_limit=much", "fall_risk=maybe", "arm=C"]
    )
    def test_what_cannot_be_set_is_told(self, wrong):
        with pytest.raises(CareError):
            care_commands.changed(Care(), [wrong])
