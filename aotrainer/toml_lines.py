"""Where in a TOML text a key stands, for messages to whoever wrote it; the standard parser does not say."""

from __future__ import annotations

import re

Place = tuple[str | int, ...]
"""A key with the tables that it stands in; a table of an array by its number, from 0."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*["']?([^\s"'=.\[\]#]+)["']?\s*[=.]""")


def line_of(text: str, place: Place) -> int:
    """The line, from 1, of a key in its tables; of its table where the key is not there; else 1."""
    best, best_depth = 1, 0
    here: Place = ()
    arrays: dict[Place, int] = {}  # how many tables each array of tables has so far
    for number, line in enumerate(text.splitlines(), start=1):
        found: Place
        if header := _HEADER.match(line):
            here = found = _header_place(header[2], header[1] == "[[", arrays)
        elif key := _KEY.match(line):
            found = (*here, key[1])
        else:
            continue
        if len(found) > best_depth and found == place[: len(found)]:
            best, best_depth = number, len(found)
    return best


def _header_place(header: str, is_array: bool, arrays: dict[Place, int]) -> Place:
    """Where the keys below a header belong: within arrays, to the table that was begun last."""
    *outer, last = (part.strip().strip("\"'") for part in header.split("."))
    place: Place = ()
    for part in outer:
        place = (*place, part)
        place = (*place, arrays[place] - 1) if place in arrays else place
    place = (*place, last)
    if not is_array:
        return place
    arrays[place] = arrays.get(place, 0) + 1
    return (*place, arrays[place] - 1)
