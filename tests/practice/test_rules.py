import re

import pytest

from aotrainer.config import shipped
from aotrainer.exercises import load_exercises
from aotrainer.motion.judging import Reason
from aotrainer.practice.rules import read_rules

SHIPPED = shipped("exercises", "rules", "grading.toml")


def problems_of(tmp_path, pattern, replacement):
    """What is wrong with the shipped file once the first match of a pattern is replaced."""
    text, count = re.subn(pattern, replacement, SHIPPED.read_text(), count=1, flags=re.MULTILINE)
    assert count == 1
    path = tmp_path / "grading.toml"
    path.write_text(text)
    rules, problems = read_rules(path)
    assert (rules is None) == bool(problems)
    return problems, text.splitlines()


def test_the_shipped_rules_are_sound():
    rules, problems = read_rules(SHIPPED)
    assert problems == ()
    assert rules.failed_points < rules.good_points
    assert rules.failed_in_a_row == 2
    assert rules.good_in_a_row == 3
    assert rules.home.within(rules.clinic)
    assert not rules.clinic.within(rules.home)
    assert rules.tiring.in_a_row == 3
    assert rules.tiring.decline_share == 0.15


def test_the_rules_are_no_exercise():
    exercises, problems = load_exercises(shipped("exercises"))
    assert "grading" not in exercises
    assert problems == ()


@pytest.mark.parametrize(
    ("pattern", "replacement", "said"),
    [
        (r"^good_points = .*", "good_points = 101", "'good_points' is not a number from 1 to 100"),
        (r"^failed_points = .*", "failed_points = 80", "'failed_points' is not a number from 0 to 75"),
        (r"^good_in_a_row = .*", "good_in_a_row = 0", "'good_in_a_row' is not a whole number from 1 to 20"),
        (r'"no_movement"', '"not_seen"', "'failed_reasons' is not a list of some of"),
        (r'"slower"', '"faster"', "'easier' is not a list of some of slower, smaller, part, fewer"),
        (r"^slowest = .*", "slowest = 0.4", "'slowest' is not a number from 0.5 to 1"),
        (r"^most_range = .*", "most_range = 0.4", "'most_range' is not a number from 0.5 to 1"),
        (r"^most = 20", "most = 10", "allows more than [clinic] does"),
        (r'^part = "yes"', 'part = "no"', "allows more than [clinic] does"),
        (r"^part = .*", "part = true", "'part' is True, not one of yes, no"),
        (r"^decline_share = .*", "decline_share = 15", "'decline_share' is not a number from 0.01 to 0.9"),
        (r"^in_a_row", "in_row", "'in_a_row' is missing"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, pattern, replacement, said):
    problems, lines = problems_of(tmp_path, pattern, replacement)
    assert any(said in problem.what for problem in problems), problems
    for problem in problems:
        line = lines[problem.line - 1]
        assert line.startswith("[") or "=" in line


def test_all_mistakes_are_told_at_once(tmp_path):
    problems, _ = problems_of(
        tmp_path, r"^\[steps\]\n(.*\n)*?repetitions = 2", "[steps]\nrate = 9\nspeed = 1"
    )
    assert {problem.what.split()[0] for problem in problems} == {
        "'rate'",
        "'range_share'",
        "'repetitions'",
        "'speed'",
    }


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    rules, (problem,) = read_rules(tmp_path / "nowhere.toml")
    assert rules is None
    assert "cannot be read" in problem.what


def test_what_the_camera_is_to_blame_for_is_nobodys_failure():
    rules, _ = read_rules(SHIPPED)
    for reason in (Reason.NOBODY, Reason.NOT_SEEN, Reason.WRONG_VIEW, Reason.WALKED, Reason.OTHER_PERSON):
        assert reason not in rules.failed_reasons
