"""The strings of a request or answer that people or models wrote, wherever they stand; JSON within JSON is opened."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import NamedTuple

from auslex.core.json import JsonObject, JsonValue
from auslex.screening.detectors.name_words import words

Rewrite = Callable[[str], str]

# Strings of the protocol itself, and media; what is within an object or a list of that name is looked at all the same,
# for a schema may call a property `status`. In what a caller or a model made up, such as metadata, nothing is skipped.
_PROTOCOL = words(
    """
    model role type id call_id tool_call_id object url image_url file_url file_data file_id data format detail status
    encrypted_content previous_response_id conversation service_tier reasoning_effort effort finish_reason
    system_fingerprint item_id response_id event include modalities voice created
    """
)
_OWN = frozenset(("metadata", "arguments", "parsed", "input_schema", "parameters", "schema"))
_TOKENS = "logprobs"  # What a text spells, token by token.
_STRING = r'(?P<string>"(?:[^"\\]|\\.)*")'
_STRINGS = re.compile(_STRING, re.DOTALL)
_STRINGS_AND_NUMBERS = re.compile(
    rf"{_STRING}(?P<name>\s*:)?|(?<![\d.eE+-])(?P<number>[0-9]{{6,32}})(?![\d.eE])", re.DOTALL
)
_WORD_BEGINS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_+")
_NAME_MAX = 48
# Their values are no secrets, and a tool needs them back as they were.
_PLAIN_KEYS = re.compile(
    r"(?:.* )?(?:key|token) ?(?:id|s)?|keys?|(?:.* )?(?:page|next|previous|continuation|cursor|sync|sort)(?: .*)?"
)
_SECRET_KEYS = re.compile(
    r".*\b(?:api|access|auth\w*|secret|private|session|refresh|bearer|id|csrf|xsrf|signing|encryption|password|account"
    r"|client|security|bot|user)\b.*"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_WRITTEN_AS_JSON = frozenset(("arguments", "output"))


class _Rewrites(NamedTuple):
    text: Rewrite
    json: Rewrite  # For what is written as JSON.
    named: bool  # Whether a value in an object that people made up is read behind its name.


def rewritten(body: JsonObject, rewrite: Rewrite, rewrite_json: Rewrite | None = None) -> JsonObject:
    """The body with every such string passed through `rewrite`; what did not change is the same object.

    rewrite_json: for what is written as JSON, if not the strings in it one by one.
    """
    changed = _value(
        body, _Rewrites(rewrite, rewrite_json or (lambda text: rewritten_json(text, rewrite)), False), True
    )
    return changed if isinstance(changed, dict) else body


def rewritten_named(body: JsonObject, rewrite: Rewrite) -> JsonObject:
    """As `rewritten`, with each value of metadata and of JSON read behind its name, so that {"tfn": "..."} says what
    it is; a number of JSON that changes becomes a string.
    """
    changed = _value(body, _Rewrites(rewrite, lambda text: _rewritten_members(text, rewrite), True), True)
    return changed if isinstance(changed, dict) else body


def rewritten_all(value: JsonValue, rewrite: Rewrite) -> JsonValue:
    """As `rewritten`, for what follows no protocol: every string, keys included."""
    return _value(value, _Rewrites(rewrite, rewrite, False), False)


def written(body: JsonObject) -> list[str]:
    """What `rewritten_named` passes through `rewrite`, in order."""
    texts: list[str] = []

    def collect(text: str) -> str:
        texts.append(text)
        return text

    rewritten_named(body, collect)
    return texts


def rewritten_json(text: str, rewrite: Rewrite) -> str:
    """JSON text with its strings passed through `rewrite`, all else as it stands; other text as one string."""
    if not is_json(text):
        return rewrite(text)

    def string(match: re.Match[str]) -> str:
        old: str = json.loads(match.group(), strict=False)
        new = rewrite(old)
        return match.group() if new == old else f'"{escaped(new)}"'

    return _STRINGS.sub(string, text)


def _rewritten_members(text: str, rewrite: Rewrite) -> str:
    if not is_json(text):
        return rewrite(text)
    name = ""

    def token(match: re.Match[str]) -> str:
        nonlocal name
        if (number := match["number"]) is not None:
            new = _behind(name, number, rewrite)
            return number if new == number else f'"{escaped(new)}"'
        old: str = json.loads(match["string"], strict=False)
        if match["name"] is not None:
            name = old
        new = rewrite(old) if match["name"] is not None else _behind(name, old, rewrite)
        return match.group() if new == old else f'"{escaped(new)}"{match["name"] or ""}'

    return _STRINGS_AND_NUMBERS.sub(token, text)


def _behind(name: str, value: str, rewrite: Rewrite) -> str:
    """The value, read behind its name as people would write it: "tax file number: " for `taxFileNumber`."""
    if not name or len(name) > _NAME_MAX:
        return rewrite(value)
    words = _WORD_BEGINS.sub(" ", name).lower()
    if _PLAIN_KEYS.fullmatch(words) is not None and _SECRET_KEYS.fullmatch(words) is None:
        return rewrite(value)
    before = f"{words}: "
    new = rewrite(before + value)
    return new[len(before) :] if new.startswith(before) else rewrite(value)


def escaped(text: str) -> str:
    """As it stands between the quotes of a JSON string; half a surrogate pair, which no encoding has, as its escape."""
    written = json.dumps(text, ensure_ascii=False)[1:-1]
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", written)


def is_json(text: str) -> bool:
    """True for JSON with a string in it; a text may begin with a bracket or a quote and be none."""
    if text.lstrip()[:1] not in ("{", "[", '"'):
        return False
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return False
    return True


def _value(value: JsonValue, rewrites: _Rewrites, protocol: bool) -> JsonValue:
    if isinstance(value, str):
        return rewrites.text(value)
    if isinstance(value, dict):
        return _object(value, rewrites, protocol)
    if isinstance(value, list):
        items = [_value(item, rewrites, protocol) for item in value]
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    return value


def _object(value: JsonObject, rewrites: _Rewrites, protocol: bool) -> JsonObject:
    is_tool_result = protocol and value.get("role") in ("tool", "function")
    changed: JsonObject = {}
    same = True
    for key, old in value.items():
        if protocol and (key == _TOKENS or (key in _PROTOCOL and isinstance(old, str))):
            new: JsonValue = old
        elif isinstance(old, str) and protocol and (key in _WRITTEN_AS_JSON or (is_tool_result and key == "content")):
            new = rewrites.json(old)
        elif isinstance(old, str) and rewrites.named and not protocol:
            new = _behind(key, old, rewrites.text)
        else:
            new = _value(old, rewrites, protocol and key not in _OWN)
        name = key if protocol else rewrites.text(key)
        same = same and new is old and name == key
        changed[name] = new
    if same:
        return value
    if protocol and isinstance(changed.get(_TOKENS), list):
        changed[_TOKENS] = []
    return changed
