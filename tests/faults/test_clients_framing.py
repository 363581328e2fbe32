"""Requests that are none, heads that are too large, hosts and paths that pretend, protocols nobody speaks."""

from __future__ import annotations

import pytest

from tests.faults.outcome import Record, note, told
from tests.support.gateway import Gateway
from tests.support.raw import CHAT_PATH, answers, head, raw, request
from tests.support.web import HOST, Answer, Client

BODY = b'{"model": "gpt-4o-mini", "max_tokens": 9, "messages": [{"role": "user", "content": "a"}]}'
CHUNKED = b"%x\r\n%b\r\n0\r\n\r\n" % (len(BODY), BODY)
LENGTH = f"Content-Length: {len(BODY)}"
IN_CHUNKS = "Transfer-Encoding: chunked"
REFUSED = "400 invalid_request, closed"

SMUGGLING = {
    "a length and chunks": ([LENGTH, IN_CHUNKS], CHUNKED),
    "chunks and a length": ([IN_CHUNKS, LENGTH], CHUNKED),
    "two lengths": (["Content-Length: 5", LENGTH], BODY),
    "two equal lengths": ([LENGTH, LENGTH], BODY),
    "a list of lengths": (["Content-Length: 5, 5"], BODY),
    "a negative length": (["Content-Length: -5"], BODY),
    "a length with a sign": ([f"Content-Length: +{len(BODY)}"], BODY),
    "a length in hexadecimal": (["Content-Length: 0x5a"], BODY),
    "an immense length": (["Content-Length: 99999999999999999999999"], BODY),
    "a space before the colon": ([LENGTH.replace(":", " :")], BODY),
    "a folded line": ([LENGTH, "X-A: a\r\n b"], BODY),
    "a bare line feed": ([LENGTH, "X-A: a\nX-B: b"], BODY),
    "a bare carriage return": ([LENGTH, "X-A: a\rX-B: b"], BODY),
    "a zero byte": ([LENGTH, "X-A: a\0b"], BODY),
    "an encoding nearly chunked": (["Transfer-Encoding: xchunked"], CHUNKED),
    "an encoding in quotes": (['Transfer-Encoding: "chunked"'], CHUNKED),
    "gzip in chunks": (["Transfer-Encoding: gzip, chunked"], CHUNKED),
    "chunked but not last": (["Transfer-Encoding: chunked, identity"], CHUNKED),
    "chunked twice": ([IN_CHUNKS, IN_CHUNKS], CHUNKED),
    "a chunk without a size": ([IN_CHUNKS], b"zz\r\n" + BODY),
    "a chunk of negative size": ([IN_CHUNKS], b"-5\r\n" + BODY),
    "a chunk size with a prefix": ([IN_CHUNKS], b"0x5\r\nhello\r\n0\r\n\r\n"),
    "an immense chunk": ([IN_CHUNKS], b"fffffffffffffffff\r\n" + BODY),
    "a chunk longer than it says": ([IN_CHUNKS], b"5\r\nhelloXX0\r\n\r\n"),
    "chunks with bare line feeds": ([IN_CHUNKS], CHUNKED.replace(b"\r\n", b"\n")),
}

NO_REQUESTS = {
    "HTTP/1.0 in chunks": head(None, IN_CHUNKS, start=f"POST {CHAT_PATH} HTTP/1.0") + CHUNKED,
    "bare line feeds": head(None, LENGTH).replace(b"\r\n", b"\n") + BODY,
    "no host": f"POST {CHAT_PATH} HTTP/1.1\r\n{LENGTH}\r\n\r\n".encode() + BODY,
    "two hosts": head(None, LENGTH, "Host: b") + BODY,
    "HTTP/0.9": b"GET /health\r\n\r\n",
    "HTTP/2 by prior knowledge": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "an unheard-of version": b"GET / HTTP/3.7\r\nHost: a\r\n\r\n",
    "a path that is not ASCII": "GET /caf\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n".encode(),
    "CONNECT": b"CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
    "TLS on a plain port": bytes.fromhex("16030100f8010000f40303") + bytes(200),
    "garbage": bytes(range(256)) * 4,
}

TOO_LARGE = {
    "a header of 64 KiB": head(None, LENGTH, "X-A: " + "a" * 65_536),
    "a header without an end": b"GET / HTTP/1.1\r\nX-A: " + b"a" * 500_000,
    "2,000 headers": head(None, LENGTH, *["X-A: a"] * 2_000),
    "a path of 64 KiB": head(None, LENGTH, start=f"POST /{'a' * 65_536} HTTP/1.1"),
}

HOSTS = ["x/#@y", "x?y", "user@host", "a b", "a\\b", "[::1", "a:b", "a:123456", "http://a", "a,b"]

# Whoever has no key must not get further by writing the path of a route in another way.
TARGETS = [
    "//health", "/health/", "/health/detailed", "/health/../v1/models", "/health/%2e%2e/v1/models", "/HEALTH",
    "/health%2f", "/health;/v1/models", "/health%00", "/health/.", "/./health", "/metrics", "/v1/models", "//v1/models",
    "/v1/%6dodels", "/%2fv1/models", "/api/admin/usage/analytics", "//api/admin/usage/analytics",
    "/health%23/../v1/models", "http://127.0.0.1/v1/models", "http://evil.example/v1/models",
    "http://evil.example/health/../metrics",
]  # fmt: skip


def ask(gateway: Gateway, data: bytes) -> tuple[str, list[Answer]]:
    """What became of these bytes on a connection of their own, in the words of docs/chaos.md."""
    with raw(gateway.port) as connection:
        connection.say(data)
        received = connection.hear_all()
    found = answers(received)
    return f"{told(found[0], stream=False)}, closed", found


def nothing_happened(gateway: Gateway, before: int) -> bool:
    return before == len(gateway.rows())


@pytest.mark.parametrize("name", SMUGGLING)
def test_a_body_of_two_lengths_or_none_is_refused(
    gateway: Gateway, client: Client, record_property: Record, name: str
) -> None:
    before = len(gateway.rows())
    lines, body = SMUGGLING[name]
    # What would be a second request, if the first ended where an attacker wants it to.
    got, found = ask(gateway, head(client.key, *lines) + body + b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n")
    note(record_property, 66, name, None, REFUSED, got)
    assert (REFUSED, 1, True) == (got, len(found), nothing_happened(gateway, before))


@pytest.mark.parametrize("name", NO_REQUESTS)
def test_what_is_no_request_is_refused(gateway: Gateway, record_property: Record, name: str) -> None:
    got, _ = ask(gateway, NO_REQUESTS[name])
    note(record_property, 66 if "HTTP" not in name else 72, name, None, REFUSED, got)
    assert REFUSED == got


@pytest.mark.parametrize("name", TOO_LARGE)
def test_a_head_that_is_too_large_is_refused(gateway: Gateway, record_property: Record, name: str) -> None:
    expected = "431 headers_too_large, closed"
    got, _ = ask(gateway, TOO_LARGE[name])
    note(record_property, 67, name, None, expected, got)
    assert expected == got


def test_trailers_and_chunk_extensions_have_a_bound(gateway: Gateway, client: Client, record_property: Record) -> None:
    expected = "431 headers_too_large, closed"
    start = head(client.key, IN_CHUNKS)
    for endless in (CHUNKED[:-2] + b"X-A: bcd\r\n" * 50_000, b"5;" + b"a" * 500_000):
        got, _ = ask(gateway, start + endless)
        note(record_property, 67, "trailers, chunk extensions", None, expected, got)
        assert expected == got


def test_trailers_are_no_headers(gateway: Gateway, client: Client) -> None:
    with raw(gateway.port) as connection:
        connection.say(head(client.key, IN_CHUNKS) + CHUNKED[:-2] + b"Idempotency-Key: not valid\r\n\r\n")
        connection.hear(b'"usage"')
        (answer,) = answers(connection.received)
    assert "right" == told(answer, stream=False)


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_none_is_refused(gateway: Gateway, record_property: Record, host: str) -> None:
    got, _ = ask(gateway, head(None, start="GET /health HTTP/1.1", host=host))
    note(record_property, 68, f"Host: {host}", None, REFUSED, got)
    assert REFUSED == got


@pytest.mark.parametrize("target", TARGETS)
def test_no_spelling_of_a_path_opens_it(gateway: Gateway, record_property: Record, target: str) -> None:
    with raw(gateway.port) as connection:
        connection.say(head(None, "Connection: close", start=f"GET {target} HTTP/1.1"))
        (answer,) = answers(connection.hear_all())
    got = told(answer, stream=False)
    note(record_property, 68, target, None, "401 missing_api_key", got)
    assert "401 missing_api_key" == got


def test_a_host_is_nobodys_authority(gateway: Gateway, client: Client, record_property: Record) -> None:
    """A good request for another host, in either form, is answered by the same rules."""
    for start, host in (
        (f"POST http://evil.example{CHAT_PATH} HTTP/1.1", "evil.example"),
        (f"POST {CHAT_PATH} HTTP/1.1", "evil.example"),
    ):
        with raw(gateway.port) as connection:
            connection.say(head(client.key, LENGTH, "Connection: close", start=start, host=host) + BODY)
            (answer,) = answers(connection.hear_all())
        got = told(answer, stream=False)
        note(record_property, 68, start.partition(" ")[2].removesuffix(" HTTP/1.1"), None, "right", got)
        assert "right" == got


def test_requests_in_a_row_are_answered_in_a_row(gateway: Gateway, client: Client, record_property: Record) -> None:
    with raw(gateway.port) as connection:
        connection.say(
            request(client.key)
            + request(client.key, model="unheard-of")
            + head(None, "Connection: close", start="GET /health HTTP/1.1")
        )
        got = ", ".join(str(answer.status) for answer in answers(connection.hear_all()))
    note(record_property, 72, "pipelining", None, "200, 400, 200", got)
    assert "200, 400, 200" == got


@pytest.mark.parametrize("protocol", ["h2c", "websocket", "TLS/1.0"])
@pytest.mark.parametrize("pieces", [1, 2])
def test_an_upgrade_is_passed_over_and_the_request_served(
    gateway: Gateway, client: Client, record_property: Record, protocol: str, pieces: int
) -> None:
    """Java's own client asks for h2c with every request; its body must not get lost, nor become a second request."""
    whole = request(
        client.key, "Connection: Upgrade, HTTP2-Settings, close", f"Upgrade: {protocol}", "HTTP2-Settings: AAMA"
    )
    cut = len(whole) if pieces == 1 else whole.index(b"\r\n\r\n") + 14
    with raw(gateway.port) as connection:
        connection.say(whole[:cut])
        if pieces == 2:
            gateway.client().get("/health")  # By now the first piece has been read.
            connection.say(whole[cut:])
        (answer,) = answers(connection.hear_all())
    got = told(answer, stream=False)
    note(record_property, 72, f"Upgrade: {protocol}", None, "right", got)
    assert "right" == got


def test_upgrades_in_a_row_are_passed_over_however_many_they_are(gateway: Gateway) -> None:
    """Some 50 kB in one read: what each of them takes must not add up."""
    last = head(None, "Connection: close", start="GET /health HTTP/1.1")
    with raw(gateway.port) as connection:
        connection.say(head(None, "Connection: upgrade", "Upgrade: h2c", start="GET /health HTTP/1.1") * 600 + last)
        assert [200] * 601 == [answer.status for answer in answers(connection.hear_all())]


def test_a_refusal_is_counted_and_logged_without_what_was_sent(gateway: Gateway, client: Client) -> None:
    _, (answer,) = ask(gateway, b"GET / HTTP/1.1\r\nHost: a\r\nX-Canary : canary-in-a-header\r\n\r\n")
    log = gateway.log_up_to_now(client)
    assert answer.headers["x-request-id"] in log
    assert "canary-in-a-header" not in log
    operator = gateway.client(gateway.create_key("--admin"))
    assert (
        'requests_total{endpoint="unknown",method="other",status="400"}'
        in operator.get("/metrics", Accept="text/plain").body.decode()
    )


def test_a_broken_request_ends_an_answer_under_way_and_adds_nothing_to_it(gateway: Gateway, client: Client) -> None:
    with raw(gateway.port) as connection:
        connection.say(request(client.key, model="fault-hang-mid", stream=True))
        connection.hear(b"data: ")
        connection.say(b"garbage\r\n\r\n")
        assert 1 == connection.hear_all().count(b"HTTP/1.1 ")
    assert HOST not in connection.received.decode()
