"""The strings of a request or an answer that people or models wrote, wherever they stand; JSON within JSON"
" is opened."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from auslex.core.json import JsonObject, JsonValue
from auslex.screening.detectors.name_words import words

Rewrite = Callable[[str], str]

# What the protocol itself says, and media. In what a caller or a model made up, such as metadata, nothing is skipped.
_PROTOCOL = words(
    """
    model role type id call_id tool_call_id object url image_url file_url file_data file_id data format detail status
    encrypted_content previous_response_id conversation service_tier reasoning_effort effort finish_reason
    system_fingerprint prompt_cache_key safety_identifier item_id response_id event include modalities voice created
    logprobs
    """
)
_OWN = frozenset(("metadata", "arguments", "parsed", "input_schema"))
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_WRITTEN_AS_JSON = frozenset(("arguments", "output"))


def rewritten(body: JsonObject, rewrite: Rewrite) -> JsonObject:
    """The body with every such string passed through `rewrite`; what did not change is the same object."""
    changed = _value(body, rewrite, True)
    return changed if isinstance(changed, dict) else body


def rewritten_all(value: JsonValue, rewrite: Rewrite) -> JsonValue:
    """As `rewritten`, for what follows no protocol: every string, keys included."""
    return _value(value, rewrite, False)


def written(body: JsonObject) -> list[str]:
    """Those strings, in order."""
    texts: list[str] = []

    def collect(text: str) -> str:
        texts.append(text)
        return text

    rewritten(body, collect)
    return texts


def rewritten_json(text: str, rewrite: Rewrite) -> str:
    """JSON text with its strings passed through `rewrite`, all else as it stands; other text as one string."""
    if text[:1] not in ("{", "[", '"'):
        return rewrite(text)

    def string(match: re.Match[str]) -> str:
        try:
            old: str = json.loads(match.group(), strict=False)
        except ValueError:
            return match.group()
        new = rewrite(old)
        return match.group() if new == old else json.dumps(new, ensure_ascii=False)

    return _STRING.sub(string, text)


def _value(value: JsonValue, rewrite: Rewrite, protocol: bool) -> JsonValue:
    if isinstance(value, str):
        return rewrite(value)
    if isinstance(value, dict):
        return _object(value, rewrite, protocol)
    if isinstance(value, list):
        items = [_value(item, rewrite, protocol) for item in value]
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    return value


def _object(value: JsonObject, rewrite: Rewrite, protocol: bool) -> JsonObject:
    is_tool_result = protocol and value.get("role") in ("tool", "function")
    changed: JsonObject = {}
    same = True
    for key, old in value.items():
        if protocol and key in _PROTOCOL:
            new: JsonValue = old
        elif isinstance(old, str) and protocol and (key in _WRITTEN_AS_JSON or (is_tool_result and key == "content")):
            new = rewritten_json(old, rewrite)
        else:
            new = _value(old, rewrite, protocol and key not in _OWN)
        name = key if protocol else rewrite(key)
        same = same and new is old and name == key
        changed[name] = new
    return value if same else changed
