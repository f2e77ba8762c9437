"""Frozen dataclasses as JSON and back, exactly, told by their own type hints.

What is read is checked against the hints down to the last number: a folder may come from anybody, and what
is not what it should be must not reach the record. A float that is no number is null; a field that is
missing has its default, because an older aotrainer did not know it; one that is unknown is an error, because
it would be lost.
"""

from __future__ import annotations

import math
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any, Literal, NoReturn, Union, get_args, get_origin, get_type_hints

from aotrainer.errors import AotrainerError, ExchangeError
from aotrainer.event import Event
from aotrainer.motion.pose import Motion

MAX_TEXT = 100_000
"""Characters of one text: more than any note, and less than what fills a record."""
MAX_WHOLE = 2**63 - 1
"""The largest whole number that databases have."""
MAX_DEPTH = 20
"""Levels of values within values, where anything may stand."""
MEND = "Export the folder again; nothing was taken over."


def encode(value: Any) -> Any:
    """As JSON; a `Motion` is null, because landmarks have a file of their own."""
    if is_dataclass(value) and not isinstance(value, Motion):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {_tidy(name): encode(each) for name, each in value.items()}
    if isinstance(value, str):
        return _tidy(value)
    if isinstance(value, Sequence):
        return [encode(each) for each in value]
    if isinstance(value, Motion) or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value


def _tidy(text: str) -> str:
    """Without what no file in UTF-8 and no database can keep: halves of characters, and the character 0."""
    return text.encode(errors="replace").decode().replace("\0", "�")


def decode(hint: Any, value: Any, where: str) -> Any:
    """What `encode` wrote, as a value of this type.

    hint : a dataclass, or what its fields may be; where : named in the error

    Raises `ExchangeError` for anything else.
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _one_of(arguments, value, where)
    if origin is Literal:
        return value if isinstance(value, str) and value in arguments else _refuse(value, where)
    if origin is tuple:
        return _tuple(arguments, value, where)
    if origin is not None and issubclass(origin, Mapping):
        return {
            _text(name, where): decode(arguments[1], each, f"{where}.{name}")
            for name, each in _mapping(value, where).items()
        }
    if origin is not None and issubclass(origin, Sequence):
        return [decode(arguments[0], each, where) for each in _list(value, where)]
    return _plain(hint, value, where)


def _plain(hint: Any, value: Any, where: str) -> Any:
    if hint is Any:
        return _anything(value, where)
    if is_dataclass(hint):
        return None if hint is Motion and value is None else _dataclass(hint, value, where)
    if issubclass(hint, Enum):
        known = {each.value: each for each in hint}
        return known[value] if isinstance(value, str) and value in known else _refuse(value, where)
    if hint is float:
        return math.nan if value is None else _number(value, where)
    if hint in SCALARS:
        return SCALARS[hint](value, where)
    return _refuse(value, where)


def _dataclass(hint: Any, value: Any, where: str) -> Any:
    hints = _hints(hint)
    given = _mapping(value, where)
    unknown = given.keys() - hints.keys()
    if unknown:
        raise ExchangeError(
            f"{where} has {sorted(map(str, unknown))[0]!r:.80}, which this aotrainer does not know.",
            "Install the newest aotrainer; nothing was taken over.",
        )
    needed = {each.name for each in fields(hint) if each.default is each.default_factory is MISSING}
    if needed - given.keys():
        raise ExchangeError(f"{where} lacks {min(needed - given.keys())!r}.", MEND)
    known = {name: decode(hints[name], each, f"{where}.{name}") for name, each in given.items()}
    try:
        return hint(**known)
    except AotrainerError as error:  # a setting that cannot be, told by the type itself
        raise ExchangeError(f"{where}: {error.what}", MEND) from error
    except (TypeError, ValueError) as error:
        raise ExchangeError(f"{where} is not what it should be.", MEND) from error


@cache
def _hints(cls: type) -> Mapping[str, Any]:
    """Of an event's details nothing is asked: what another version noted is taken as it is."""
    return get_type_hints(cls) | ({"details": Mapping[str, Any]} if cls is Event else {})


def _one_of(hints: Sequence[Any], value: Any, where: str) -> Any:
    """The first that fits; the narrow ones stand first, and null is None wherever None may be."""
    if value is None and type(None) in hints:
        return None
    for hint in sorted(hints, key=lambda each: each in (float, str)):
        if hint is not type(None):
            try:
                return decode(hint, value, where)
            except ExchangeError:
                continue
    return _refuse(value, where)


def _tuple(hints: Sequence[Any], value: Any, where: str) -> tuple[Any, ...]:
    values = _list(value, where)
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(decode(hints[0], each, where) for each in values)
    if len(values) != len(hints):
        _refuse(value, where)
    return tuple(decode(hint, each, where) for hint, each in zip(hints, values, strict=True))


def _anything(value: Any, where: str, depth: int = 0) -> Any:
    """Any JSON, with texts and numbers that a database can keep."""
    if depth > MAX_DEPTH:
        _refuse(value, where)
    if isinstance(value, dict):
        return {_text(name, where): _anything(each, where, depth + 1) for name, each in value.items()}
    if isinstance(value, list):
        return [_anything(each, where, depth + 1) for each in value]
    if isinstance(value, str):
        return _text(value, where)
    if isinstance(value, bool) or value is None:
        return value
    return value if isinstance(value, int) else _number(value, where)


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else _refuse(value, where)


def _list(value: Any, where: str) -> list[Any]:
    return value if isinstance(value, list) else _refuse(value, where)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT or "\0" in value:
        _refuse(value, where)
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a character
        _refuse(value, where)
    return str(value)


def _whole(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MAX_WHOLE:
        _refuse(value, where)
    return int(value)


def _number(value: Any, where: str) -> float:
    """As it is: a whole number stays one, so that it is written as it was."""
    if isinstance(value, float) and math.isfinite(value):
        return value
    return _whole(value, where)


def _truth(value: Any, where: str) -> bool:
    return value if isinstance(value, bool) else _refuse(value, where)


def _moment(value: Any, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value, where))
        utc = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        _refuse(value, where)
    return utc if moment.tzinfo else _refuse(value, where)


def _refuse(value: Any, where: str) -> NoReturn:
    raise ExchangeError(f"{where:.200} cannot be {value!r:.80}.", MEND)


SCALARS: Mapping[Any, Any] = {str: _text, int: _whole, bool: _truth, datetime: _moment, type(None): _refuse}
