"""Strict JSON: what two readers could understand differently is refused.

The body sent upstream is always re-encoded from what was checked here, so guard and upstream see the same values.
"""

from __future__ import annotations

import json
import re
from typing import NoReturn

import msgspec

from auslex.core.errors import BadRequest
from auslex.core.json import JsonObject, JsonValue

DEPTH_MAX = 64  # Real requests nest about ten deep (a tool's schema); recursion in any later reader stays bounded.

UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)  # What decoding strange bytes may raise.

_ESCAPED_COLON = re.compile(rb"\\u003a", re.IGNORECASE)
_decode = msgspec.json.Decoder().decode
encode = msgspec.json.Encoder().encode


def decode_object(raw: bytes) -> JsonObject:
    """Decode a JSON object as `decode_value` does; BadRequest says why it is not one."""
    value = _decoded(raw)
    if not isinstance(value, dict):
        raise BadRequest("The body must be a JSON object.", code="invalid_json")
    _check(raw, value)
    return value


def decode_value(raw: bytes) -> JsonValue:
    """Decode any JSON; BadRequest says why it is none.

    Refused: invalid UTF-8, lone surrogates, NaN and numbers out of range, a repeated key, nesting over DEPTH_MAX.
    """
    value = _decoded(raw)
    _check(raw, value)
    return value


def _decoded(raw: bytes) -> JsonValue:
    try:
        value: JsonValue = _decode(raw)
    except UnicodeDecodeError:
        raise BadRequest("The body is not valid UTF-8.", code="invalid_json") from None
    except RecursionError:
        _refuse_depth()
    except msgspec.DecodeError as error:
        raise BadRequest(f"The body is not valid JSON: {error}.", code="invalid_json") from None
    return value


def _check(raw: bytes, value: JsonValue) -> None:
    if raw.count(b"{") + raw.count(b"[") > DEPTH_MAX:
        _check_depth(value)
    _check_unique_keys(raw, value)


def _check_unique_keys(raw: bytes, value: JsonValue) -> None:
    """A repeated key loses its first value in decoding, and with it a colon: so equal counts prove there is none.

    The one way to gain a colon is the escape for it; a body that has it, or whose counts differ, is read again slowly.
    """
    if raw.count(b":") == encode(value).count(b":") and _ESCAPED_COLON.search(raw) is None:
        return
    json.loads(raw, object_pairs_hook=_unique_pairs)


def _unique_pairs(pairs: list[tuple[str, JsonValue]]) -> JsonObject:
    seen: JsonObject = {}
    for key, value in pairs:
        if key in seen:
            name = key[:64]
            raise BadRequest(f"The key {name!r} appears twice in one object.", code="duplicate_key", param=name)
        seen[key] = value
    return seen


def _check_depth(value: JsonValue) -> None:
    level: list[JsonValue] = [value]
    for _ in range(DEPTH_MAX):
        level = [child for parent in level for child in _children(parent)]
        if not level:
            return
    _refuse_depth()


def _children(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, dict):
        return [child for child in value.values() if isinstance(child, (dict, list))]
    if isinstance(value, list):
        return [child for child in value if isinstance(child, (dict, list))]
    return []


def _refuse_depth() -> NoReturn:
    raise BadRequest(f"The body is nested deeper than {DEPTH_MAX} levels.", code="invalid_json")
