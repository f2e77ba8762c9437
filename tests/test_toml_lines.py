import pytest

from aotrainer.toml_lines import line_of

TEXT = """\
id = "x"
[view]
name = "front"   # line 3
[[part]]
name = "a"       # line 5
[[part]]         # line 6
size.wide = 3
name = "b"
[part.inner]
name = "c"       # line 10
[[part.leaf]]
[[part.leaf]]
name = "d"       # line 13
[ view . deep ]
name = "e"       # line 15
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("id",), 1),
        (("view", "name"), 3),
        (("part", 0, "name"), 5),
        (("part", 1, "name"), 8),
        (("part", 1), 6),
        (("part", 1, "missing"), 6),
        (("part", 1, "size", "wide"), 7),
        (("part", 1, "inner", "name"), 10),
        (("part", 1, "leaf", 1, "name"), 13),
        (("view", "deep", "name"), 15),
        (("missing",), 1),
        (("part", 7, "name"), 1),
    ],
)
def test_a_key_is_found_in_its_table_or_else_the_table(place, line):
    assert line_of(TEXT, place) == line
