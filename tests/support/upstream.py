"""A stand-in for OpenAI that does what the next test wants: errors, aborts, tools, embeddings, responses.

It runs in a thread of the test process, so a test reads what arrived without asking for it. `bench.upstream` is the
faster one, for tests that need throughput and no more.
"""

from __future__ import annotations

import asyncio
import base64
import json
import struct
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from aiohttp import web

HOST = "127.0.0.1"
START_SECONDS_MAX = 10.0
FRAME_SECONDS = 0.01  # Between the frames of a stream that has to be aborted in the middle.
TOKEN_BYTES_MAX = 32 << 20


@dataclass(frozen=True, slots=True)
class Reply:
    """One whole answer."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"


@dataclass(frozen=True, slots=True)
class Stream:
    """The writes of a streamed answer. endless: the last one is repeated until the other side hangs up."""

    pieces: tuple[bytes, ...]
    endless: bool = False


@dataclass(frozen=True, slots=True)
class Silence:
    """No answer at all: the connection stays open until the other side hangs up."""


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it arrived."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        return dict(json.loads(self.body))


class MockUpstream:
    """What was asked, what to answer next, and how many answers the other side cut short.

    under_way: streams and silences that have not ended; hung_up: those that ended because the other side left.
    """

    def __init__(self) -> None:
        self.requests: list[Received] = []
        self.under_way = 0
        self.hung_up = 0
        self.port = 0
        self._replies: deque[Reply | Stream | Silence] = deque()

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.port}/v1"

    def will(self, *replies: Reply | Stream | Silence) -> None:
        """The next model calls get these replies, one each; after them the mock is its friendly self again."""
        self._replies.clear()
        self._replies.extend(replies)

    async def model_call(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        received = Received(request.path, {name.lower(): value for name, value in request.headers.items()}, body)
        self.requests.append(received)
        reply = self._replies.popleft() if self._replies else friendly(received)
        if isinstance(reply, Reply):
            return web.Response(
                body=reply.body, status=reply.status, headers=reply.headers, content_type=reply.content_type
            )
        self.under_way += 1
        try:
            if isinstance(reply, Silence):
                return await self._keep_silent(request)
            return await self._stream(request, reply)
        finally:
            self.under_way -= 1

    async def models(self, request: web.Request) -> web.Response:
        return web.Response(body=MODELS, content_type="application/json")

    async def model(self, request: web.Request) -> web.Response:
        if request.match_info["model"] != "gpt-4o-mini":
            return web.Response(status=404, body=error("no such model", "model_not_found"), content_type=JSON)
        return web.Response(body=MODEL, content_type=JSON)

    async def _stream(self, request: web.Request, reply: Stream) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        try:
            await response.prepare(request)
            for piece in reply.pieces:
                await response.write(piece)
            while reply.endless:
                await asyncio.sleep(FRAME_SECONDS)
                if _is_gone(request):
                    raise ConnectionResetError
                await response.write(reply.pieces[-1])
            await response.write_eof()
        except ConnectionError:
            self.hung_up += 1
        return response

    async def _keep_silent(self, request: web.Request) -> web.Response:
        while not _is_gone(request):  # noqa: ASYNC110  nothing tells that the other side has left
            await asyncio.sleep(FRAME_SECONDS)
        self.hung_up += 1
        return web.Response()


def _is_gone(request: web.Request) -> bool:
    return request.transport is None or request.transport.is_closing()


@contextmanager
def mock_upstream() -> Iterator[MockUpstream]:
    """A listening mock; it ends with the block."""
    mock = MockUpstream()
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    stop = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(_serve(mock, ready, stop)), name="mock-upstream")
    thread.start()
    try:
        assert ready.wait(START_SECONDS_MAX)
        yield mock
    finally:
        with suppress(RuntimeError):  # It has ended by itself.
            loop.call_soon_threadsafe(stop.set)
        thread.join(START_SECONDS_MAX)
        loop.close()


async def _serve(mock: MockUpstream, ready: threading.Event, stop: asyncio.Event) -> None:
    application = web.Application(client_max_size=TOKEN_BYTES_MAX)
    application.router.add_get("/v1/models", mock.models)
    application.router.add_get("/v1/models/{model}", mock.model)
    for path in ("chat/completions", "embeddings", "responses"):
        application.router.add_post("/v1/" + path, mock.model_call)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, HOST, 0)
        await site.start()
        mock.port = runner.addresses[0][1]
        ready.set()
        await stop.wait()
    finally:
        await runner.cleanup()


JSON = "application/json"
MODEL = b'{"id":"gpt-4o-mini","object":"model","created":1721172741,"owned_by":"system"}'
MODELS = b'{"object":"list","data":[' + MODEL + b"]}"
TEXT = "Notice must be given."
PROMPT_TOKENS, COMPLETION_TOKENS = 11, 5


def friendly(received: Received) -> Reply | Stream:
    """What OpenAI would answer, in short."""
    asked = received.json
    if received.path.endswith("/embeddings"):
        return embeddings(asked)
    if received.path.endswith("/responses"):
        return responses_stream() if asked.get("stream") else Reply(RESPONSE)
    options = asked.get("stream_options")
    wants_usage = isinstance(options, dict) and bool(options.get("include_usage"))
    return chat_stream(usage=wants_usage) if asked.get("stream") else completion()


def completion(prompt_tokens: int = PROMPT_TOKENS, completion_tokens: int = COMPLETION_TOKENS) -> Reply:
    """A whole chat answer with this usage."""
    answer = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1767225600,
        "model": "gpt-4o-mini-2024-07-18",
        "service_tier": "default",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": TEXT}, "finish_reason": "stop"}],
        "usage": {
            "prompt_tokens": prompt_tokens,
            "completion_tokens": completion_tokens,
            "total_tokens": prompt_tokens + completion_tokens,
        },
    }
    return Reply(json.dumps(answer).encode())


CHUNK_START = b'data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767225600,"model":"gpt-4o-mini",'
CHUNK_START += b'"service_tier":"default"'
USAGE = b'{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}' % (
    PROMPT_TOKENS, COMPLETION_TOKENS, PROMPT_TOKENS + COMPLETION_TOKENS,
)  # fmt: skip
USAGE_CHUNK = CHUNK_START + b',"choices":[],"usage":' + USAGE + b"}\n\n"
DONE = b"data: [DONE]\n\n"


def chunk(delta: bytes, finish: bytes = b"null") -> bytes:
    """One event of a chat stream."""
    return CHUNK_START + b',"choices":[{"index":0,"delta":%s,"finish_reason":%s}]}\n\n' % (delta, finish)


TEXT_CHUNKS = (
    chunk(b'{"role":"assistant","content":""}'),
    *(chunk(b'{"content":"%s"}' % word.encode()) for word in ("Notice", " must", " be", " given.")),
    chunk(b"{}", b'"stop"'),
)


def chat_stream(*, usage: bool) -> Stream:
    """A whole chat stream."""
    return Stream((*TEXT_CHUNKS, *((USAGE_CHUNK,) if usage else ()), DONE))


ENDLESS = Stream((TEXT_CHUNKS[0], chunk(b'{"content":" word"}')), endless=True)

TOOL_CALL = Reply(
    b'{"id":"chatcmpl-2","object":"chat.completion","created":1767225600,"model":"gpt-4o-mini",'
    b'"service_tier":"default","choices":[{"index":0,'
    b'"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":'
    b'{"name":"find_act","arguments":"{\\"year\\": 1995}"}}]},"finish_reason":"tool_calls"}],"usage":' + USAGE + b"}"
)

TOOL_CALL_STREAM = Stream(
    (
        chunk(
            b'{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"call_1","type":"function",'
            b'"function":{"name":"find_act","arguments":""}}]}'
        ),
        chunk(b'{"tool_calls":[{"index":0,"function":{"arguments":"{\\"year\\""}}]}'),
        chunk(b'{"tool_calls":[{"index":0,"function":{"arguments":": 1995}"}}]}'),
        chunk(b"{}", b'"tool_calls"'),
        USAGE_CHUNK,
        DONE,
    )
)

_MESSAGE = (
    b'{"type":"message","id":"msg_1","status":"completed","role":"assistant",'
    b'"content":[{"type":"output_text","text":"Notice must be given.","annotations":[]}]}'
)
RESPONSE = (
    b'{"id":"resp_1","object":"response","created_at":1767225600,"status":"completed","model":"gpt-4o-mini",'
    b'"service_tier":"default",'
    b'"output":[' + _MESSAGE + b'],"parallel_tool_calls":true,"tool_choice":"auto","tools":[],'
    b'"usage":{"input_tokens":11,"output_tokens":5,"total_tokens":16,"input_tokens_details":{"cached_tokens":0},'
    b'"output_tokens_details":{"reasoning_tokens":0}}}'
)


def responses_stream() -> Stream:
    """A whole responses stream: `event:` lines, types inside the data, no [DONE]."""
    deltas = [
        b'event: response.output_text.delta\ndata: {"type":"response.output_text.delta","sequence_number":%d,'
        b'"item_id":"msg_1","output_index":0,"content_index":0,"logprobs":[],"delta":"%s"}\n\n'
        % (number, word.encode())
        for number, word in enumerate(("Notice", " must", " be", " given."))
    ]
    end = b'event: response.completed\ndata: {"type":"response.completed","sequence_number":4,"response":'
    return Stream((*deltas, end + RESPONSE + b"}\n\n"))


def embeddings(asked: Mapping[str, object]) -> Reply:
    """One vector of three numbers for each input, in the encoding that was asked for."""
    given = asked["input"]
    count = len(given) if isinstance(given, list) else 1
    vector: object = [0.5, -0.25, 0.125]
    if asked.get("encoding_format") == "base64":
        vector = base64.b64encode(struct.pack("<3f", 0.5, -0.25, 0.125)).decode()
    answer = {
        "object": "list",
        "model": asked["model"],
        "data": [{"object": "embedding", "index": index, "embedding": vector} for index in range(count)],
        "usage": {"prompt_tokens": 4 * count, "total_tokens": 4 * count},
    }
    return Reply(json.dumps(answer).encode())


def error(message: str, code: str | None = None, param: str | None = None) -> bytes:
    """OpenAI's error object."""
    return json.dumps(
        {"error": {"message": message, "type": "invalid_request_error", "param": param, "code": code}}
    ).encode()


def refusal(status: int, message: str = "no", code: str | None = None, param: str | None = None) -> Reply:
    """An answer with an error status."""
    return Reply(error(message, code, param), status)
