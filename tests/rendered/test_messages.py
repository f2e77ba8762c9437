"""Rendered patients are told what is the matter with what they do.

A quarter of them here; all, as a table, by `python -m tests.bench.validity`.
"""

import pytest

from tests.rendered import INDEX, seen
from tests.rendered.golden import shipped_library
from tests.rendered.messages import expected, judge, message

EVERY = 4
ENOUGH = 0.95


@pytest.mark.slow
def test_most_are_told_the_right_thing():
    library = shipped_library()
    right, wrong = 0, {}
    for title in sorted(INDEX)[::EVERY]:
        exercise = library.exercises[INDEX[title]["asked"]]
        wanted = expected(library, INDEX[title], exercise)
        said = message(exercise, judge(library, exercise.id, seen(title)))
        if said in wanted:
            right += 1
        elif wanted:
            wrong[title] = said
    assert right > len(INDEX) / EVERY / 2
    assert right >= ENOUGH * (right + len(wrong)), wrong
