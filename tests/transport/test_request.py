"""What a request says, and that no value can say more than it should."""

from __future__ import annotations

import pytest

from auslex.transport.dialling import Origin
from auslex.transport.request import RequestHead, encode_fields


def test_a_head_is_a_line_and_its_fields() -> None:
    head = RequestHead("POST", "/v1/x?y=1", [("Host", "a")])
    assert b"POST /v1/x?y=1 HTTP/1.1\r\nHost: a\r\nB: c\r\nContent-Length: 3\r\n\r\n" == head.encode(3, b"B: c\r\n")


def test_a_request_without_a_body_has_no_length() -> None:
    assert b"GET / HTTP/1.1\r\n\r\n" == RequestHead("GET", "/", []).encode()


@pytest.mark.parametrize(
    "field",
    [("A", "b\r\nC: d"), ("A", "b\n"), ("A", "\r"), ("A", "\0"), ("A", "…"), ("A\r\n", "b"), ("A b", "c"), ("", "b")],
)
def test_no_field_can_smuggle_another(field: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="HTTP forbids"):
        encode_fields([field])


def test_a_refused_value_is_not_repeated() -> None:
    with pytest.raises(ValueError) as caught:
        encode_fields([("Authorization", "Bearer sk-secret\n")])
    assert "sk-secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("method", "target"), [("GET", "x"), ("GET", "/ x"), ("GET", "/é"), ("get", "/"), ("G\r\n", "/")]
)
def test_no_target_can_smuggle_a_line(method: str, target: str) -> None:
    with pytest.raises(ValueError, match="HTTP forbids"):
        RequestHead(method, target, [])


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://api.openai.com/v1", "api.openai.com"),
        ("http://a.example:8080", "a.example:8080"),
        ("https://a.example:443", "a.example"),
        ("http://[::1]:80/", "[::1]"),
        ("http://bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_an_origin_knows_its_authority(url: str, expected: str) -> None:
    assert expected == Origin.of(url).authority


@pytest.mark.parametrize(
    "url", ["ftp://a", "http://", "http://user@a", "http://a:99999", "http://a..b", "a", "http://[x"]
)
def test_no_other_url_is_an_origin(url: str) -> None:
    with pytest.raises(ValueError):
        Origin.of(url)
