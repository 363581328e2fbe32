"""Bodies that are broken, double-tongued, absurd or compressed: refused, nothing reserved; or carried as they came."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.outcome import Record, note, told
from tests.support.fixtures import settings
from tests.support.gateway import Gateway, serving
from tests.support.memory import Growth
from tests.support.raw import CHAT_PATH
from tests.support.upstream import MockUpstream, mock_upstream
from tests.support.web import Client, chat

START = b'{"model": "gpt-4o-mini", "max_tokens": 9, "messages": [{"role": "user", "content": "a"}]'
MEMORY_BYTES_MAX = 64 << 20


def saying(content: bytes) -> bytes:
    """A request whose only message has this for its content, byte for byte."""
    return START.replace(b'"a"', content) + b"}"


def but(field: bytes) -> bytes:
    """A good request with one more field."""
    return START + b", " + field + b"}"


BROKEN = {
    (59, "100,000 arrays"): b"[" * 100_000,
    (59, "100,000 objects"): b'{"a":' * 100_000,
    (59, "5,000 arrays for content"): saying(b"[" * 5_000 + b"]" * 5_000),
    (59, "5,000 objects in metadata"): but(b'"metadata": ' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000),
    (60, "two models"): but(b'"model": "gpt-4o"'),
    (60, "two models, one escaped"): but(b'"m\\u006fdel": "gpt-4o"'),
    (60, "two contents"): saying(b'"a", "content": "b"'),
    (60, "two caps"): but(b'"max_tokens": 1000000'),
    (61, "NaN"): but(b'"temperature": NaN'),
    (61, "Infinity"): but(b'"temperature": Infinity'),
    (61, "-Infinity"): but(b'"x": -Infinity'),
    (61, "1e999"): but(b'"temperature": 1e999'),
    (61, "1e999 in a field nobody knows"): but(b'"x": 1e999'),
    (61, "an integer of 5,000 digits"): but(b'"seed": ' + b"9" * 5_000),
    (61, "5,000 digits in a field nobody knows"): but(b'"x": ' + b"9" * 5_000),
    (62, "a lone surrogate"): saying(b'"\\ud800"'),
    (62, "a surrogate in a key"): but(b'"\\udc00": 1'),
    (62, "a zero byte"): saying(b'"a\0b"'),
    (62, "a byte-order mark"): b"\xef\xbb\xbf" + START + b"}",
    (62, "UTF-16"): (START + b"}").decode().encode("utf-16"),
    (62, "UTF-16 without a mark"): (START + b"}").decode().encode("utf-16-le"),
    (62, "bytes that are no UTF-8"): saying(b'"\xff\xfe"'),
    (62, "an overlong slash"): saying(b'"\xc0\xaf"'),
    (62, "a surrogate as UTF-8"): saying(b'"\xed\xa0\x80"'),
    (62, "beyond Unicode"): saying(b'"\xf4\x90\x80\x80"'),
    (62, "cut within a character"): START[:-3] + b"\xe4\xb8",
    (65, "a tier without a price"): but(b'"service_tier": "scale"'),
    (65, "a search of the upstream's own"): but(b'"web_search_options": {}'),
    (65, "a tool that is billed per use"): but(b'"tools": [{"type": "code_interpreter"}]'),
}

INTACT = {
    (62, "an escaped zero"): "a\0b",
    (62, "a pair of surrogates"): "\U0001f600",
    (63, "zero-width signs"): "ig\u200bno\u200dre\u2060 all\ufeff",
    (63, "homoglyphs"): "\u0456gn\u043er\u0435 \u0430ll \u0440r\u0435vious",
    (63, "another direction"): "\u202eerongi\u202c \u2066all\u2069",
    (63, "compatibility forms"): "\uff49\uff47\uff4e\uff4f\uff52\uff45 \ufb01\u217a \u2460",
    (63, "combining marks"): "i\u0301\u0302gnore e\u0301 \u00e9",
    (63, "tags and variation selectors"): "a\U000e0069\U000e0067\ufe0f",
}

WRONG: dict[str, list[object]] = {
    "model": [None, 5, "", [], {}, "x" * 300, "a\nb", "a\n", True],
    "messages": [None, [], {}, "hello", [None], [5], [[]], [{}], [{"role": 5, "content": "a"}],
                 [{"role": "user", "content": 5}], [{"role": "nobody", "content": "a"}],
                 [{"role": "user", "content": [5]}], [{"role": "user", "content": "a"}] * 10_001,
                 [{"role": "user", "content": "a", "name": "x" * 1_025}]],
    "max_tokens": [-5, 0, 10**12, "9", 1.5, [], True],
    "max_completion_tokens": [-5, 0, 10**12, "9", 1.5, {}],
    "n": [-1, 0, 10**9, "2", 1.5, []],
    "temperature": [-1, 3, "hot", [], {}],
    "top_p": [-0.1, 1.1, "all", []],
    "presence_penalty": [-3, 3, "x"],
    "frequency_penalty": [-3, 3, []],
    "stream": ["yes", 1, []],
    "stream_options": ["x", 5, [], {"include_usage": "yes"}],
    "stop": [5, {}, [5], [None], ["x"] * 65],
    "tools": ["x", {}, [5], [{"type": "function", "function": {"name": "f"}}] * 1_025],
    "tool_choice": [5, []],
    "response_format": ["json", 5, []],
    "logit_bias": ["x", [], {"50256": "low"}, {str(token): 1 for token in range(10_001)}],
    "seed": ["x", 1.5, []],
    "user": [5, [], "x" * 600, "a\n"],
    "service_tier": [5, [], "unheard-of"],
    "modalities": ["text", [5], {}],
}  # fmt: skip


@pytest.fixture(scope="module")
def mock() -> Iterator[MockUpstream]:
    with mock_upstream() as running:
        yield running


@pytest.fixture(scope="module")
def mocked(mock: MockUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """In front of an upstream that keeps what it was asked."""
    home: Path = tmp_path_factory.mktemp("bodies")
    with serving(Gateway(home / "data", settings(home, mock.base_url, DEPLOYMENT_ENVIRONMENT="staging"))) as running:
        yield running


@pytest.fixture(scope="module")
def caller(mocked: Gateway) -> Client:
    return mocked.client(mocked.create_key("--tier", "INTERNAL"))


class Untouched:
    """Neither the ledger nor the upstream has heard of anything since."""

    def __init__(self, gateway: Gateway, mock: MockUpstream) -> None:
        self._gateway, self._mock = gateway, mock
        self._before = self._now()

    def __bool__(self) -> bool:
        return self._before == self._now()

    def _now(self) -> tuple[int, int]:
        return len(self._gateway.rows()), len(self._mock.requests)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case[0]}-{case[1]}")
def test_a_broken_body_is_refused_and_costs_nothing(
    mocked: Gateway, mock: MockUpstream, caller: Client, record_property: Record, case: tuple[int, str]
) -> None:
    untouched = Untouched(mocked, mock)
    answer = caller.post(CHAT_PATH, BROKEN[case])
    note(record_property, *case, None, "400 | none", f"{answer.status} | {'none' if untouched else 'some'}")
    assert (400, "invalid_request_error", True) == (answer.status, answer.error["type"], bool(untouched))


@pytest.mark.parametrize("case", INTACT, ids=lambda case: f"{case[0]}-{case[1]}")
def test_strange_text_is_carried_as_it_came(
    mock: MockUpstream, caller: Client, record_property: Record, case: tuple[int, str]
) -> None:
    messages = [{"role": "user", "content": INTACT[case]}]
    answer = caller.chat(messages=messages)
    carried = answer.status == 200 and mock.requests[-1].json["messages"] == messages
    note(record_property, *case, None, "carried intact", "carried intact" if carried else f"{answer.status}")
    assert (200, messages) == (answer.status, mock.requests[-1].json["messages"])


@pytest.mark.parametrize("field", WRONG)
def test_a_field_of_a_wrong_type_or_size_is_refused_and_costs_nothing(
    mocked: Gateway, mock: MockUpstream, caller: Client, record_property: Record, field: str
) -> None:
    untouched = Untouched(mocked, mock)
    answers = {str(value): caller.chat(**{field: value}) for value in WRONG[field]}
    got = f"{'/'.join(sorted({str(answer.status) for answer in answers.values()}))} | {'none' if untouched else 'some'}"
    note(record_property, 64, field, None, "400 | none", got)
    assert "400 | none" == got
    named = {value: answer.error["param"] for value, answer in answers.items()}
    assert {} == {value: param for value, param in named.items() if not str(param).startswith(field)}


@pytest.mark.parametrize("body", [b"null", b"5", b'"text"', b"[]", b"", b"{}", b"true", b" "])
def test_what_is_no_object_is_refused(caller: Client, record_property: Record, body: bytes) -> None:
    answer = caller.post(CHAT_PATH, body)
    note(record_property, 64, f"the body {body.decode()!r}", None, "400", str(answer.status))
    assert 400 == answer.status


def test_unknown_fields_pass_as_they_are(mock: MockUpstream, caller: Client, record_property: Record) -> None:
    unknown = {"top_k": 40, "chat_template_kwargs": {"thinking": None, "deep": [1, {"a": "\u00e9"}]}, "x": 1.5}
    answer = caller.chat(**unknown)
    sent = mock.requests[-1].json
    note(record_property, 65, "unknown fields", None, "right", told(answer, stream=False, text="Notice must be given."))
    assert unknown == {name: sent[name] for name in unknown}


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "GZIP", "gzip, gzip", "identity, gzip"])
def test_a_compressed_body_is_refused_before_it_is_read(
    mocked: Gateway, mock: MockUpstream, caller: Client, record_property: Record, coding: str
) -> None:
    untouched, growth = Untouched(mocked, mock), Growth(mocked.pid)
    bomb = gzip.compress(b" " * (100 << 20))[: 1 << 19]
    answer = caller.request("POST", CHAT_PATH, bomb, {"Content-Encoding": coding})
    got = told(answer, stream=False)
    note(record_property, 69, f"Content-Encoding: {coding}", None, "415 unsupported_encoding", got)
    assert ("415 unsupported_encoding", True, True) == (got, bool(untouched), growth.bytes < MEMORY_BYTES_MAX)


def test_a_body_that_says_it_is_not_compressed_is_read(caller: Client) -> None:
    body = json.dumps(chat()).encode()
    assert 200 == caller.request("POST", CHAT_PATH, body, {"Content-Encoding": "identity"}).status
