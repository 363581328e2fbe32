"""Strict JSON: what two readers could understand differently is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auslex.core.errors import BadRequest
from auslex.wire.json import DEPTH_MAX, decode_object, encode

NAMES = st.sampled_from(["a", "b", ":", "a:", "\\u003a", '"', "\\", "model", "é", "\U0001f600"])
SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**64) | st.text(max_size=8) | st.sampled_from([":", "::"])
PAIRS = st.deferred(lambda: st.lists(st.tuples(NAMES, VALUES), max_size=4).map(tuple))
VALUES: st.SearchStrategy[object] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.deferred(lambda: PAIRS), max_leaves=8
)


def escaped_in_full(text: str) -> str:
    """The JSON string with every character as an escape, colons included."""
    units = text.encode("utf-16-be", "surrogatepass")
    return '"' + "".join(f"\\u{units[i]:02x}{units[i + 1]:02X}" for i in range(0, len(units), 2)) + '"'


def written(value: object, escape: bool) -> str:
    """JSON text of a value whose objects are tuples of pairs, repeats included."""
    match value:
        case tuple():
            return "{" + ",".join(f"{written(k, escape)}:{written(v, escape)}" for k, v in value) + "}"
        case list():
            return "[" + " , ".join(written(item, escape) for item in value) + "]"
        case str() if escape:
            return escaped_in_full(value)
        case _:
            return json.dumps(value, ensure_ascii=False)


def repeats(raw: bytes) -> bool:
    """The standard library's view: does any object repeat a key?"""
    found: list[bool] = []

    def pairs(given: list[tuple[str, object]]) -> dict[str, object]:
        found.append(len({key for key, _ in given}) != len(given))
        return dict(given)

    json.loads(raw, object_pairs_hook=pairs)
    return any(found)


def surrogates_paired(raw: str) -> bool:
    try:
        json.dumps(json.loads(raw), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


@given(PAIRS, st.booleans())
@example((("a", ":"), ("a", "::")), True)
@example((("a", 1), ("a", "\\u003a")), False)
@example((("a", (("b", 1), ("b", 2))),), False)
def test_a_repeated_key_is_refused_exactly_where_the_standard_library_sees_one(
    pairs: tuple[tuple[str, object], ...], escape: bool
) -> None:
    text = written(pairs, escape)
    if not surrogates_paired(text):
        return
    raw = text.encode()
    try:
        decode_object(raw)
        refused = False
    except BadRequest as error:
        assert "duplicate_key" == error.code
        refused = True
    assert repeats(raw) == refused


@given(PAIRS, st.booleans())
def test_what_is_accepted_is_what_the_standard_library_reads(
    pairs: tuple[tuple[str, object], ...], escape: bool
) -> None:
    text = written(pairs, escape)
    if not surrogates_paired(text) or repeats(text.encode()):
        return
    assert json.loads(text) == decode_object(text.encode())


@given(st.dictionaries(st.text(max_size=5), SCALARS, max_size=5).filter(lambda d: "\x00" not in d))
def test_an_accepted_body_is_sent_with_the_same_values(body: dict[str, object]) -> None:
    raw = json.dumps(body).encode()
    assert body == json.loads(encode(decode_object(raw)))


@pytest.mark.parametrize(
    "raw",
    [
        rb'{"a":"\u003a","a":1}',
        rb'{"a":1,"a":"\u003A"}',
        rb'{"a":1,"\u0061":2}',
        rb'{"x":{"a":1,"a":"\u003a:"}}',
        rb'[{"a":1,"a":2}]'.replace(b"[", b'{"list":[').replace(b"]", b"]}"),
    ],
)
def test_no_trick_with_colons_hides_a_repeated_key(raw: bytes) -> None:
    with pytest.raises(BadRequest) as caught:
        decode_object(raw)
    assert "duplicate_key" == caught.value.code


def test_the_repeated_key_is_named() -> None:
    with pytest.raises(BadRequest) as caught:
        decode_object(b'{"model":"a","model":"b"}')
    assert "model" == caught.value.param


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b'"text"',
        b"null",
        b'{"n":NaN}',
        b'{"n":Infinity}',
        b'{"n":-Infinity}',
        b'{"n":1e999}',
        b'{"n":' + b"9" * 5_000 + b"}",
        rb'{"x":"\u003a","n":' + b"9" * 5_000 + b"}",
        rb'{"n":"\ud800"}',
        rb'{"n":"\ud800 and more text"}',
        rb'{"n":"\udc00\ud800"}',
        rb'{"\ud800":1}',
        b'{"n":"\xff"}',
        b'{"n":"\xc0\xaf"}',
        b'{"n":"\xed\xa0\x80"}',
        b'\xef\xbb\xbf{"n":1}',
        '{"n":1}'.encode("utf-16"),
        b'{"n":1}{}',
        b'{"n":1,}',
        b"{'n':1}",
        b'{"n":01}',
        b'{"n":"\x01"}',
    ],
)
def test_what_is_not_a_json_object_is_refused(raw: bytes) -> None:
    with pytest.raises(BadRequest) as caught:
        decode_object(raw)
    assert "invalid_json" == caught.value.code


def test_a_surrogate_pair_is_one_character() -> None:
    assert {"n": "\U0001f600"} == decode_object(rb'{"n":"\ud83d\ude00"}')


def test_the_deepest_allowed_body_is_accepted() -> None:
    raw = b'{"n":' + b"[" * (DEPTH_MAX - 1) + b"]" * (DEPTH_MAX - 1) + b"}"
    assert "n" in decode_object(raw)


@pytest.mark.parametrize("depth", [DEPTH_MAX, 500, 100_000])
def test_a_deeper_body_is_refused(depth: int) -> None:
    with pytest.raises(BadRequest) as caught:
        decode_object(b'{"n":' + b"[" * depth + b"]" * depth + b"}")
    assert "invalid_json" == caught.value.code


def test_a_wide_body_is_not_a_deep_one() -> None:
    assert 1_000 == len(decode_object(b'{"n":[' + b",".join([b"{}"] * 1_000) + b"]}")["n"])  # type: ignore[arg-type]
