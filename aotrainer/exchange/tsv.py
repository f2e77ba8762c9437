"""Tab-separated tables as BIDS has them: n/a for what is missing, no quotes, one line per row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aotrainer.exchange.cells import harmless
from aotrainer.exchange.columns import Row, Value, finite

MISSING = "n/a"
_ON_ONE_LINE = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\", "\x0b": "\\v", "\x0c": "\\f",
                "\x1c": "\\x1c", "\x1d": "\\x1d", "\x1e": "\\x1e", "\x85": "\\x85",
                "\u2028": "\\u2028", "\u2029": "\\u2029"}  # fmt: skip
_ESCAPES = str.maketrans(_ON_ONE_LINE)


def to_tsv(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a table, its heading first."""
    yield "\t".join(names) + "\n"
    for row in rows:
        yield "\t".join(_cell(row[name]) for name in names) + "\n"


def _cell(value: Value) -> str:
    value = finite(value)
    if value is None or value == "":
        return MISSING
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value.translate(_ESCAPES)) if isinstance(value, str) else repr(value)
