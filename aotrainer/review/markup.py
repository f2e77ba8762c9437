"""HTML and SVG that cannot be broken by what is in it: every word is escaped where it is put in.

Only `element` makes markup, and only markup is taken as such. A name, a note or a title is a plain `str`, so
there is no place at which escaping could be forgotten.
"""

from __future__ import annotations

import html
import unicodedata

Words = str | float | int


class Markup(str):
    """Text that `element` made; everything else is words."""

    __slots__ = ()


EMPTY = frozenset({"br", "circle", "col", "line", "meta", "path", "polyline", "rect"})
"""Elements without an end; in SVG they are closed at once."""
NEVER = ("Cc", "Cs", "Cn", "Co")
"""Unicode categories that a page must not hold."""
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
"""Marks that make the words after them run the other way."""


def element(tag: str, *children: Words | None, **attributes: Words | None) -> Markup:
    """An element; a child or an attribute that is None is left out.

    An attribute's name loses the underscore at its end, and has hyphens in place of the others.
    """
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{words(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in EMPTY:
        return Markup(f"<{tag}{told}/>")
    return Markup(f"<{tag}{told}>{joined(*children)}</{tag}>")


def joined(*children: Words | None) -> Markup:
    """One after the other."""
    return Markup("".join(words(child) for child in children if child is not None))


def words(value: Words) -> Markup:
    """Words as markup; markup stays what it is."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, float):
        value = f"{value:.4g}"
    return Markup(html.escape(_clean(str(value)), quote=True))


def name(value: str) -> Markup:
    """Somebody's name or words, which cannot change the direction of those around them."""
    return element("bdi", value)


def _clean(value: str) -> str:
    return "".join(
        each
        for each in value
        if each == "\n" or (each not in TURNING and unicodedata.category(each) not in NEVER)
    )
