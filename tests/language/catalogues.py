"""Catalogues as files: the template, one `.po` for each language, and the `.mo` that the program reads.

Neither a date nor a place of a machine is in them, so a change of the files is a change of the words.
"""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from aotrainer.language import DOMAIN, ENGLISH, FOLDER, LANGUAGES
from tests.language.extraction import Found, all_words

TEMPLATE = FOLDER / f"{DOMAIN}.pot"
OTHERS = tuple(code for code in LANGUAGES if code != ENGLISH)
HEADERS = {"Project-Id-Version", "Language", "Plural-Forms", "MIME-Version", "Content-Type"}
"""The others say when and by whom, which the history of the files tells better."""
COMMENT = "# What patients and therapists read on the screen. Made by: python -m tests.language"
WIDTH = 110


class Undated(Catalog):
    """A catalogue whose header is the same on every day and every machine."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        headers = super().mime_headers
        kept = [(name, value) for name, value in headers if name in HEADERS]
        return [(name, DOMAIN if name == "Project-Id-Version" else value) for name, value in kept]


def template(found: Iterable[Found]) -> Catalog:
    """The words alone."""
    catalog = Undated(header_comment=COMMENT, fuzzy=False)
    for each in found:
        message = catalog.add(each.words, locations=[(each.file, 0)], context=each.context)
        message.flags.discard("python-format")  # "75 % of" looks like one
    return catalog


def updated(words: Catalog, code: str, known: Catalog) -> Catalog:
    """The words with the translations that are known; those that are not are left empty."""
    catalog = Undated(locale=code, header_comment=COMMENT, fuzzy=False)
    for each in words:
        if each.id:
            before = known.get(each.id, each.context)
            string = before.string if before is not None and same_shape(before.id, each.id) else None
            message = catalog.add(each.id, string, each.locations, context=each.context)
            message.flags = set(each.flags)
    return catalog


def same_shape(one: object, other: object) -> bool:
    """Whether both are phrases, or both are pairs for one and several."""
    return isinstance(one, str) == isinstance(other, str)


def po_path(code: str) -> Path:
    """The file for translators."""
    return FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_path(code: str) -> Path:
    """The file for the program."""
    return po_path(code).with_suffix(".mo")


def read(path: Path, code: str | None = None) -> Catalog:
    """A catalogue from its file; an empty one where there is none."""
    if not path.is_file():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code, abort_invalid=True)


def as_po(catalog: Catalog) -> bytes:
    """Its text, with the files in which the words stand, but no lines: these change too often."""
    stream = BytesIO()
    write_po(stream, catalog, width=WIDTH, include_lineno=False)
    return stream.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Its compiled form."""
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def write_all() -> dict[str, int]:
    """Bring every file up to date; returns how many translations each language lacks."""
    words = template(all_words())
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(as_po(words))
    lacking = {}
    for code in OTHERS:
        catalog = updated(words, code, read(po_path(code), code))
        po_path(code).parent.mkdir(parents=True, exist_ok=True)
        po_path(code).write_bytes(as_po(catalog))
        mo_path(code).write_bytes(as_mo(catalog))
        lacking[code] = sum(1 for each in catalog if each.id and not translated(each.string))
    return lacking


def translated(string: object) -> bool:
    """Whether there are words, in every plural form."""
    return bool(string) and all(string if isinstance(string, tuple | list) else (string,))
