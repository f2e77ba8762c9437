"""A report read back: as XML, which it is as well, and by what it must never hold."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "link",
    "base",
    "form",
    "img",
    "image",
    "use",
    "a",
    "foreignObject",
}
LOADING = {"src", "href", "action", "formaction", "srcset", "data", "background", "poster", "xlink:href"}
OWN_TYPEFACE = r'url\("data:font/ttf;base64,[A-Za-z0-9+/=]+"\)'
"""All that the style sheet takes from an address: one with the thing itself in it."""


def read(page: str) -> ET.Element:
    """The page's tree; whatever is not closed or escaped raises."""
    start, _, markup = page.partition("\n")
    assert start == "<!DOCTYPE html>"
    return ET.fromstring(markup)  # noqa: S314 (our own page)


def text(tree: ET.Element) -> str:
    """All its words."""
    return " ".join(" ".join(tree.itertext()).split())


def harmless(tree: ET.Element) -> None:
    """Nothing in it runs or is loaded."""
    for each in tree.iter():
        assert each.tag not in ACTIVE
        assert not [name for name in each.attrib if name in LOADING or name.startswith("on")]
        assert "url(" not in each.attrib.get("style", "")
    style = re.sub(OWN_TYPEFACE, "", tree.findtext("head/style"))
    assert not re.search(r"url\(|@import|https?:", style)
    policy = tree.find("head/meta[@http-equiv]").attrib["content"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
