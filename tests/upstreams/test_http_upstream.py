"""The HTTP upstream beside a real server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from auslex.core.calls import Call, Endpoint
from auslex.core.errors import (
    UpstreamBroken,
    UpstreamError,
    UpstreamRefused,
    UpstreamTimeout,
    UpstreamTlsFailed,
    UpstreamUnreachable,
)
from auslex.core.events import Event, Frames, Whole
from auslex.upstreams.http import HttpUpstream, HttpUpstreamOptions
from auslex.wire.requests import RequestOptions, parse
from tests.support.peer import Peer, Script, Visit, answering, answering_and_leaving, peer
from tests.support.upstream import DONE, TEXT_CHUNKS, completion


async def cookies_sent_after_one_was_set() -> list[str | None]:
    seen: list[str | None] = []

    async def models(request: web.Request) -> web.Response:
        seen.append(request.headers.get("Cookie"))
        return web.json_response({"data": []}, headers={"Set-Cookie": "session=of-another-caller; Path=/"})

    app = web.Application()
    app.router.add_get("/v1/models", models)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "localhost", 0)
    await site.start()
    port = runner.addresses[0][1]
    options = HttpUpstreamOptions(base_url=f"http://localhost:{port}/v1", api_key="sk-test")
    async with HttpUpstream(options) as upstream:
        await upstream.read_models()
        await upstream.read_models()
    await runner.cleanup()
    return seen


def test_a_cookie_of_one_answer_is_not_sent_with_the_next_request() -> None:
    assert [None, None] == asyncio.run(cookies_sent_after_one_was_set())


COMPLETION = completion().body
SECONDS_MAX = 10.0


def call(*, stream: bool = False) -> Call:
    asked = b'{"model":"gpt-4o-mini","stream":%s,"messages":[{"role":"user","content":"x"}]}'
    return parse(Endpoint.CHAT_COMPLETIONS, asked % (b"true" if stream else b"false"), RequestOptions(100))


def answer(body: bytes = COMPLETION, head: bytes = b"", kind: bytes = b"application/json", status: int = 200) -> bytes:
    start = b"HTTP/1.1 %d X\r\nContent-Type: %s\r\n" % (status, kind)
    return start + head + b"Content-Length: %d\r\n\r\n" % len(body) + body


def stream_answer(*pieces: bytes) -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
        + body
    )


@asynccontextmanager
async def upstream_and_peer(script: Script, **options: float) -> AsyncIterator[tuple[HttpUpstream, Peer]]:
    async with asyncio.timeout(SECONDS_MAX), peer(script) as listening:
        chosen = HttpUpstreamOptions(base_url=listening.url + "/v1", api_key="sk-test", **options)  # type: ignore[arg-type]
        async with HttpUpstream(chosen) as upstream:
            yield upstream, listening


async def ask(upstream: HttpUpstream, *, stream: bool = False) -> list[Event]:
    opened = await upstream.open(call(stream=stream), "req_1")
    try:
        return [event async for event in opened]
    finally:
        opened.close()


def failure_of(script: Script, *, stream: bool = False, **options: float) -> tuple[type[UpstreamError], str, bool]:
    """The error's class, its failure class, and whether anything may have been sent."""

    async def asked() -> UpstreamError:
        async with upstream_and_peer(script, **options) as (upstream, _):
            with pytest.raises(UpstreamError) as caught:
                await ask(upstream, stream=stream)
            return caught.value

    error = asyncio.run(asked())
    return type(error), error.failure, error.sent


def test_a_request_says_who_asks_and_what_and_no_more() -> None:
    said: list[bytes] = []

    async def listening_closely(visit: Visit) -> None:
        said.append(await visit.asked())
        await visit.say(answer())

    async def asked() -> str:
        async with upstream_and_peer(listening_closely) as (upstream, listening):
            await ask(upstream)
            return listening.url.removeprefix("http://")

    authority = asyncio.run(asked())
    assert said == [
        b"POST /v1/chat/completions HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer sk-test\r\nAccept: */*\r\n"
        b"Accept-Encoding: identity\r\nUser-Agent: auslex-gateway\r\nContent-Type: application/json\r\n"
        b"X-Client-Request-Id: req_1\r\nContent-Length: %d\r\n\r\n" % (authority.encode(), len(call().payload))
    ]


def test_a_whole_answer_is_relayed_byte_for_byte() -> None:
    async def asked() -> list[Event]:
        async with upstream_and_peer(answering(answer())) as (upstream, _):
            return await ask(upstream)

    [event] = asyncio.run(asked())
    assert isinstance(event, Whole) and event.body == COMPLETION


def test_a_finished_stream_leaves_its_connection_for_the_next_even_if_its_end_comes_late() -> None:
    async def late(visit: Visit) -> None:
        await visit.asked()
        await visit.say(stream_answer(*TEXT_CHUNKS, DONE))
        await read.wait()
        await visit.say(b"0\r\n\r\n")
        await visit.asked()
        await visit.say(answer())
        await visit.left()

    async def asked() -> tuple[bytes, int]:
        async with upstream_and_peer(late) as (upstream, listening):
            events = await ask(upstream, stream=True)
            read.set()
            while not upstream._pool._idle:  # noqa: ASYNC110  nothing tells
                await asyncio.sleep(0)
            await ask(upstream)
            frames = [frame.raw for event in events if isinstance(event, Frames) for frame in event.frames]
            return b"".join(frames), listening.visits

    read = asyncio.Event()
    assert (b"".join((*TEXT_CHUNKS, DONE)), 1) == asyncio.run(asked())


@pytest.mark.parametrize(
    ("said", "failure"),
    [
        (b"", "reset"),
        (answer()[:-1], "truncated"),
        (b"nonsense", "protocol"),
        (answer(kind=b"text/html"), "bad_content_type"),
        (answer(head=b"Content-Encoding: gzip\r\n"), "protocol"),
        (answer(status=307, head=b"Location: /\r\n"), "redirect"),
        (answer(status=206), "protocol"),
        (answer(head=b"X: y\r\n" * 5000), "protocol"),
        (answer(head=b"X: " + b"y" * (1 << 20) + b"\r\n"), "protocol"),
    ],
)
def test_what_is_no_answer_is_broken_and_may_have_cost(said: bytes, failure: str) -> None:
    assert (UpstreamBroken, failure, True) == failure_of(answering_and_leaving(said))


def test_a_response_is_whole_with_its_last_event_whether_or_not_the_stream_is_then_closed() -> None:
    completed = b'data: {"type":"response.completed","response":{"usage":{"input_tokens":3,"output_tokens":2}}}\n\n'
    asked = b'{"model":"gpt-4o-mini","stream":true,"input":"x"}'

    async def heard() -> list[Event]:
        left_open = answering(stream_answer(completed, b'data: {"type":"response.late"}\n\n'))
        async with upstream_and_peer(left_open, timeout_seconds=0.1) as (upstream, _):
            opened = await upstream.open(parse(Endpoint.RESPONSES, asked, RequestOptions(100)), "req_1")
            return [event async for event in opened]

    assert [completed] == [frame.raw for event in asyncio.run(heard()) for frame in event.frames]  # type: ignore[union-attr]


def test_a_stream_that_is_cut_is_truncated() -> None:
    cut = answering_and_leaving(stream_answer(*TEXT_CHUNKS[:2]))
    assert (UpstreamBroken, "truncated", True) == failure_of(cut, stream=True)


@pytest.mark.parametrize(
    ("said", "failure"), [(b"", "timeout_first_byte"), (stream_answer(*TEXT_CHUNKS[:2]), "timeout_idle")]
)
def test_silence_is_a_timeout(said: bytes, failure: str) -> None:
    assert (UpstreamTimeout, failure, True) == failure_of(answering(said), stream=True, timeout_seconds=0.1)


def test_an_error_status_carries_its_body_and_how_long_to_wait() -> None:
    async def asked() -> tuple[int, bytes, str, float | None]:
        refusing = answering(answer(b"{}", status=429, head=b"retry-after-ms: 250\r\nRetry-After: 9\r\n"))
        async with upstream_and_peer(refusing) as (upstream, _):
            with pytest.raises(UpstreamRefused) as caught:
                await ask(upstream)
            return caught.value.status, caught.value.body, caught.value.failure, caught.value.retry_after

    assert (429, b"{}", "rate_limited", 0.25) == asyncio.run(asked())


@pytest.mark.parametrize(
    "wish", [b"Mon, 01 Jan 99999999999 00:00:00 GMT", b"Mon, 01 Jan 2026 00:00:00 +99999999999999999", b"-5", b"soon"]
)
def test_a_wish_that_no_calendar_has_is_no_wish(wish: bytes) -> None:
    async def asked() -> tuple[str, float | None]:
        refusing = answering(answer(b"{}", status=429, head=b"Retry-After: %s\r\n" % wish))
        async with upstream_and_peer(refusing) as (upstream, _):
            with pytest.raises(UpstreamRefused) as caught:
                await ask(upstream)
            return caught.value.failure, caught.value.retry_after

    assert ("rate_limited", None) == asyncio.run(asked())


def test_a_closed_port_gets_nothing() -> None:
    async def asked() -> UpstreamError:
        async with upstream_and_peer(answering()) as (_, listening):
            pass
        async with HttpUpstream(HttpUpstreamOptions(listening.url, "sk-test")) as upstream:
            with pytest.raises(UpstreamUnreachable) as caught:
                await ask(upstream)
            return caught.value

    error = asyncio.run(asked())
    assert ("connect", False) == (error.failure, error.sent)


def test_an_upstream_that_cannot_prove_who_it_is_gets_nothing() -> None:
    async def no_tls(visit: Visit) -> None:
        await visit.reader.read(1)
        await visit.say(answer())

    async def asked() -> UpstreamError:
        async with upstream_and_peer(no_tls) as (_, listening):
            secure = HttpUpstreamOptions(listening.url.replace("http:", "https:"), "sk-test")
            async with HttpUpstream(secure) as upstream:
                with pytest.raises(UpstreamTlsFailed) as caught:
                    await ask(upstream)
                return caught.value

    error = asyncio.run(asked())
    assert ("upstream_tls", "tls", False) == (error.code, error.failure, error.sent)


@pytest.mark.parametrize("key", ["sk-test\n", "sk\r\nX: y", "sk-\N{HORIZONTAL ELLIPSIS}"])
def test_a_key_that_http_cannot_carry_is_refused_at_the_start(key: str) -> None:
    with pytest.raises(ValueError, match="Authorization"):
        HttpUpstream(HttpUpstreamOptions("http://127.0.0.1/v1", key))


LIMITED = b'{"error":{"message":"busy","type":"requests","code":"rate_limit_exceeded"}}'


def reported(script: Script, *, stream: bool) -> tuple[type[UpstreamError], str, object]:
    async def asked() -> UpstreamError:
        async with upstream_and_peer(script) as (upstream, _):
            with pytest.raises(UpstreamError) as caught:
                await ask(upstream, stream=stream)
            return caught.value

    error = asyncio.run(asked())
    return type(error), error.failure, getattr(error, "said_ok", None)


def test_an_error_with_200_is_what_it_should_have_been() -> None:
    refused = (UpstreamRefused, "rate_limited", True)
    assert refused == reported(answering(answer(LIMITED)), stream=False)
    assert refused == reported(answering(answer(LIMITED)), stream=True)
    assert refused == reported(answering(stream_answer(b"data: " + LIMITED + b"\n\n")), stream=True)


def test_an_error_in_the_midst_of_a_stream_keeps_its_class() -> None:
    begun = stream_answer(TEXT_CHUNKS[0], b"data: " + LIMITED + b"\n\n")
    assert (UpstreamBroken, "rate_limited", None) == reported(answering(begun), stream=True)


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        ("502", "server_error"),
        ("429", "rate_limited"),
        ('"odd"', "server_error"),
        (f'"{"4" * 5_000}"', "server_error"),
    ],
    ids=["502", "429", "odd", "long"],
)
def test_an_error_with_200_may_have_a_status_for_its_code(code: str, failure: str) -> None:
    body = b'{"error":{"message":"no","code":%s}}' % code.encode()
    assert failure == reported(answering(answer(body)), stream=False)[1]


def test_a_key_that_is_repeated_in_an_error_is_blotted_whatever_it_looks_like() -> None:
    said = answer(b'{"error":{"message":"Bad key key/of+ours= or key\\/of+ours= given"}}', status=400)

    async def asked() -> bytes:
        async with asyncio.timeout(SECONDS_MAX), peer(answering(said)) as listening:
            options = HttpUpstreamOptions(base_url=listening.url + "/v1", api_key="key/of+ours=")
            async with HttpUpstream(options) as upstream:
                with pytest.raises(UpstreamRefused) as caught:
                    await ask(upstream)
                return caught.value.body

    assert b'{"error":{"message":"Bad key [key] or [key] given"}}' == asyncio.run(asked())


def test_a_stream_that_does_not_end_is_left_long_before_it_fills_the_memory() -> None:
    sent = 0

    async def endless(visit: Visit) -> None:
        nonlocal sent
        await visit.asked()
        await visit.say(stream_answer())
        while True:
            await visit.say(stream_answer(TEXT_CHUNKS[1] * 1000).partition(b"\r\n\r\n")[2])
            sent += len(TEXT_CHUNKS[1]) * 1000

    assert (UpstreamBroken, "too_large", True) == failure_of(endless, stream=True)
    assert sent < 32 << 20
