"""A response as bytes, without a socket: whatever comes in whatever pieces, it is whole, or one of our errors."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.transport.errors import BadResponse, ConnectionLost, ResponseCutOff, ResponseTooLarge, TransportError
from auslex.transport.response import FIELDS_MAX, HEAD_BYTES_MAX, Response

BYTES_MAX = 1 << 20
LINE = b"HTTP/1.1 200 OK\r\n"
CHUNKED = b"Transfer-Encoding: chunked \r\n\r\n"
INFORMED = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
Outcome = tuple[int, tuple[tuple[bytes, bytes], ...], bytes, bool]

WHOLE = {
    "length": LINE + b"Content-Length: 5\r\nX-A:  b \r\n\r\nhello",
    "chunked": LINE + CHUNKED + b"2;ext=1\r\nhe\r\n3\r\nllo\r\n0\r\nTrailer: x\r\nT2: y\r\n\r\n",
    "until close": LINE + b"Content-Type: text/plain\r\n\r\nhello",
    "informed": INFORMED + LINE + b"Content-Length: 5\r\n\r\nhello",
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "empty value": LINE + b"X-Empty:\r\nX-Next: y\r\nContent-Length: 5\r\n\r\nhello",
    "no reason": b"HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello",
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
}  # fmt: skip
REUSED = {"length", "chunked", "informed", "empty value", "no reason", "no content"}


class NoFlow:
    """A connection that only remembers whether it was told to wait."""

    def __init__(self) -> None:
        self.paused = False

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        self.paused = False

    def abandon(self, response: Response) -> None:
        response.lose()


@pytest.fixture(scope="module", autouse=True)
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    global LOOP
    LOOP = asyncio.new_event_loop()
    yield LOOP
    LOOP.close()


def fed(pieces: list[bytes]) -> Response:
    """The response after these pieces and the end of the connection."""
    response = Response(NoFlow(), LOOP)
    for piece in pieces:
        response.feed(piece)
        if response.complete or response.error is not None:
            return response
    response.end()
    return response


def outcome(response: Response) -> Outcome | str:
    """All that a reader sees, or the error's name."""
    try:
        body = LOOP.run_until_complete(response.read_all(BYTES_MAX))
    except TransportError as error:
        return type(error).__name__
    return response.status, tuple(response.headers), body, response.keep_alive


@pytest.mark.parametrize("name", WHOLE)
def test_every_framing_gives_its_body(name: str) -> None:
    status, _, body, keep_alive = outcome(fed([WHOLE[name]]))
    expected = (204, b"") if name == "no content" else (200, b"hello")
    assert (*expected, name in REUSED) == (status, body, keep_alive)


def test_names_are_lower_case_and_values_trimmed() -> None:
    assert [(b"content-length", b"5"), (b"x-a", b"b")] == fed([WHOLE["length"]]).headers


def test_an_empty_value_does_not_swallow_the_next_field() -> None:
    assert (b"", b"y") == (
        fed([WHOLE["empty value"]]).header(b"x-empty"),
        fed([WHOLE["empty value"]]).header(b"x-next"),
    )


def test_a_trailer_is_no_header() -> None:
    assert [(b"transfer-encoding", b"chunked")] == fed([WHOLE["chunked"]]).headers


@given(st.data())
def test_any_split_gives_the_same(data: st.DataObject) -> None:
    whole = WHOLE[data.draw(st.sampled_from(sorted(WHOLE)))]
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole)))))
    pieces = [whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    assert outcome(fed([whole])) == outcome(fed([piece for piece in pieces if piece]))


@pytest.mark.parametrize("name", WHOLE)
def test_byte_by_byte_gives_the_same(name: str) -> None:
    whole = WHOLE[name]
    assert outcome(fed([whole])) == outcome(fed([whole[at : at + 1] for at in range(len(whole))]))


@pytest.mark.parametrize("name", sorted(set(WHOLE) - {"until close"}))
def test_any_early_end_is_an_error(name: str) -> None:
    whole = WHOLE[name]
    found = {outcome(fed([whole[:at]])) for at in range(1, len(whole))}
    assert found <= {"ConnectionLost", "ResponseCutOff"}


@given(st.binary(max_size=300))
def test_garbage_is_an_error_of_ours(garbage: bytes) -> None:
    response = fed([garbage])
    assert response.complete != isinstance(response.error, TransportError)


@given(st.data())
def test_a_damaged_response_is_whole_or_an_error_of_ours(data: st.DataObject) -> None:
    whole = WHOLE[data.draw(st.sampled_from(sorted(WHOLE)))]
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=8)) + whole[data.draw(st.integers(at, len(whole))) :]
    response = fed([damaged])
    assert response.complete != isinstance(response.error, TransportError)


@pytest.mark.parametrize(
    "bad",
    [
        b"hello\r\n\r\n",
        b"HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 20 OK\r\n\r\n",
        b"HTTP/1.1 2000 OK\r\n\r\n",
        b"HTTP/1.1 099 No\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        LINE + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        LINE + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        LINE + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        LINE + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        LINE + b"Transfer-Encoding: gzip\r\n\r\nx",
        LINE + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        LINE + b"Content-Length: -5\r\n\r\nhello",
        LINE + b"Content-Length: 5, 5\r\n\r\nhello",
        LINE + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n",
        LINE + b"Transfer-Encoding: chunked\r\n\r\n-1\r\nh\r\n",
        LINE + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n",
        LINE + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 17 + b"\r\n",
        LINE + b"Bad Name: x\r\n\r\n",
        LINE + b"X: a\0b\r\n\r\n",
    ],
)  # fmt: skip
def test_what_http_forbids_is_a_bad_response(bad: bytes) -> None:
    assert BadResponse is type(fed([bad]).error)


@pytest.mark.parametrize(
    "large",
    [
        LINE + b"X: y\r\n" * (FIELDS_MAX + 1) + b"\r\n",
        LINE + b"X: " + b"y" * HEAD_BYTES_MAX + b"\r\n\r\n",
        LINE + b"X" * (HEAD_BYTES_MAX + 1),
        b"HTTP/1.1 200 " + b"y" * (HEAD_BYTES_MAX + 1),
        b"HTTP/1.1 100 Continue\r\n\r\n" * (HEAD_BYTES_MAX // 25 + 1),
        LINE + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + b"y" * (HEAD_BYTES_MAX + 1),
        LINE + b"Transfer-Encoding: chunked\r\n\r\n1;" + b"y" * (HEAD_BYTES_MAX + 1),
    ],
    ids=["fields", "value", "name", "reason", "1xx", "trailer", "chunk extension"],
)
@pytest.mark.parametrize("piece_bytes", [1 << 20, 1000])
def test_what_comes_without_a_body_is_bounded(large: bytes, piece_bytes: int) -> None:
    response = Response(NoFlow(), LOOP)
    for at in range(0, len(large), piece_bytes):
        if response.error is None:
            response.feed(large[at : at + piece_bytes])
    assert BadResponse is type(response.error)


@pytest.mark.parametrize("surplus", [b"x", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b"\x16\x03"])
@pytest.mark.parametrize("name", ["length", "chunked", "no content"])
def test_more_than_was_asked_for_ends_the_connection_not_the_response(name: str, surplus: bytes) -> None:
    expected = outcome(fed([WHOLE[name]]))
    assert (*expected[:3], False) == outcome(fed([WHOLE[name] + surplus]))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\nConnection: close\r\n", False),
        (b"HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n", True),
        (b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n", True),
        (b"HTTP/1.0 200 OK\r\n", False),
    ],
)
def test_the_other_side_says_whether_the_connection_stays(head: bytes, expected: bool) -> None:
    assert expected == fed([head + b"Content-Length: 0\r\n\r\n"]).keep_alive


@pytest.mark.parametrize("headers", [b"Content-Length: 5\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n"])
@pytest.mark.parametrize("status", [b"204", b"304"])
def test_a_response_that_has_no_body_has_none_whatever_it_says(status: bytes, headers: bytes) -> None:
    response = fed([b"HTTP/1.1 " + status + b" X\r\n" + headers + b"hello"])
    assert (int(status), tuple(response.headers), b"", False) == outcome(response)


def test_a_body_that_is_too_long_is_refused_before_it_is_all_there() -> None:
    response = fed([LINE + b"Content-Length: 4000\r\n\r\n", b"x" * 10])
    response = Response(NoFlow(), LOOP)
    response.feed(LINE + b"Content-Length: 4000\r\n\r\n")
    reading = LOOP.create_task(response.read_all(1000))
    LOOP.call_soon(response.feed, b"x" * 2000)
    with pytest.raises(ResponseTooLarge):
        LOOP.run_until_complete(reading)


def test_a_body_that_is_too_long_is_refused_when_it_is_all_there() -> None:
    with pytest.raises(ResponseTooLarge):
        LOOP.run_until_complete(fed([WHOLE["length"]]).read_all(4))


def test_crumbs_count_for_more_than_their_bytes() -> None:
    response = Response(NoFlow(), LOOP)
    response.feed(LINE + b"Transfer-Encoding: chunked\r\n\r\n")
    reading = LOOP.create_task(response.read_all(10_000))
    LOOP.run_until_complete(asyncio.wait({reading}, timeout=0))
    for _ in range(1000):
        if response.error is None:
            response.feed(b"1\r\nx\r\n")
    with pytest.raises(ResponseTooLarge):
        LOOP.run_until_complete(reading)


def test_a_slow_reader_stops_the_sender_until_it_has_read() -> None:
    flow = NoFlow()
    response = Response(flow, LOOP)
    response.feed(LINE + b"Content-Length: 1000000\r\n\r\n")
    response.feed(b"x" * 300_000)
    stopped = flow.paused
    body = LOOP.run_until_complete(response.read())
    assert (True, 300_000, False) == (stopped, len(body), flow.paused)


def test_what_came_before_the_error_is_read_before_the_error() -> None:
    response = fed([LINE + b"Content-Length: 9\r\n\r\nhello"])
    assert b"hello" == LOOP.run_until_complete(response.read())
    with pytest.raises(ResponseCutOff):
        LOOP.run_until_complete(response.read())


def test_the_pieces_of_one_read_come_as_one() -> None:
    response = fed([WHOLE["chunked"]])
    assert [b"hello", b""] == [LOOP.run_until_complete(response.read()) for _ in range(2)]


def test_an_end_before_the_head_is_a_lost_connection() -> None:
    assert ConnectionLost is type(fed([b"HTTP/1.1 200 OK\r\n"]).error)
