"""A mock of OpenAI's API, cheap enough that what stands before it is what gets measured."""

import argparse
import asyncio
import re
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from urllib.parse import parse_qs

from bench.http1 import Message, MessageReader
from bench.loop import run

HOST = "127.0.0.1"
MODEL = "gpt-4o-mini-2024-07-18"
ANSWER = (
    "The provision applies where the decision was made under an enactment and affects a right or an interest. "
    "On the facts stated, the better view is that notice had to be given before the decision was made, "
    "so that the applicant may seek review within twenty eight days."
)
WORDS = tuple(f" {word}" for word in ANSWER.replace(",", "").replace(".", "").lower().split())
ANSWER_TOKENS = 52
BYTES_PER_TOKEN = 4  # About right for English: the usage only has to be plausible.

# A quoted key inside a message's text is escaped in JSON, so these match the request's own fields only.
WANTS_STREAM = re.compile(rb'"stream"\s*:\s*true')
WANTS_USAGE = re.compile(rb'"include_usage"\s*:\s*true')


@dataclass(slots=True)
class Behaviour:
    """How streams look (chunks of text, pause between them) and what has been asked so far."""

    chunks: int = 100
    spacing_seconds: float = 0.0
    requests: int = 0


def stream_text(chunks: int) -> str:
    """The text that a stream of so many chunks adds up to."""
    return "".join(islice(cycle(WORDS), chunks))


class UpstreamConnection(asyncio.Protocol):
    """One client's connection; clients here do not send a request before they have the last answer."""

    def __init__(self, behaviour: Behaviour) -> None:
        self._behaviour = behaviour
        self._reader = MessageReader(answers=False)
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None

    # uvloop's transports are no asyncio.Transport by class, so an isinstance would refuse them.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        try:
            for request in self._reader.feed(data):
                self._answer(request)
        except ValueError:
            self._write(_whole(b"400 Bad Request", b'{"error":{"message":"not HTTP/1.1"}}'))

    def _answer(self, request: Message) -> None:
        path, _, query = request.start_line.split(b" ")[1].partition(b"?")
        if path == b"/v1/chat/completions":
            self._behaviour.requests += 1
            if WANTS_STREAM.search(request.body):
                self._stream(_frames(self._behaviour, request.body))
            else:
                self._write(_completion(self._behaviour.requests, request.body))
        else:
            self._write(_other(self._behaviour, path, query))

    def _stream(self, frames: Iterator[bytes]) -> None:
        frame = next(frames, None)
        if frame is None or self._transport is None or self._transport.is_closing():
            return
        self._transport.write(frame)
        # One turn of the loop per chunk even without a pause, or the chunks would leave as one packet.
        if self._behaviour.spacing_seconds:
            self._loop.call_later(self._behaviour.spacing_seconds, self._stream, frames)
        else:
            self._loop.call_soon(self._stream, frames)

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)


async def serve(port: int, behaviour: Behaviour, ready: Callable[[int], None]) -> None:
    """Serves until SIGTERM or SIGINT; port 0 takes a free one, and `ready` learns which."""
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    server = await listen(port, behaviour)
    ready(server.sockets[0].getsockname()[1])
    await stopped.wait()
    server.close()


async def listen(port: int, behaviour: Behaviour) -> asyncio.Server:
    """A listening mock on the loopback address."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: UpstreamConnection(behaviour), HOST, port)


def _whole(status: bytes, body: bytes) -> bytes:
    head = b"HTTP/1.1 %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    return head % (status, len(body)) + body


def _usage(request_body: bytes, answer_tokens: int) -> bytes:
    asked = max(1, len(request_body) // BYTES_PER_TOKEN)
    usage = b'{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}'
    return usage % (asked, answer_tokens, asked + answer_tokens)


def _completion(number: int, request_body: bytes) -> bytes:
    body = (
        b'{"id":"chatcmpl-%012d","object":"chat.completion","created":1767225600,"model":"%s",'
        b'"choices":[{"index":0,"message":{"role":"assistant","content":"%s","refusal":null},'
        b'"logprobs":null,"finish_reason":"stop"}],"usage":%s,"service_tier":"default","system_fingerprint":"fp_bench"}'
    ) % (number, MODEL.encode(), ANSWER.encode(), _usage(request_body, ANSWER_TOKENS))
    return _whole(b"200 OK", body)


def _frames(behaviour: Behaviour, request_body: bytes) -> Iterator[bytes]:
    """The writes of one stream, each a chunk of HTTP's chunked coding that holds one event."""
    start = (
        b'data: {"id":"chatcmpl-%012d","object":"chat.completion.chunk","created":1767225600,"model":"%s",'
        b'"service_tier":"default","system_fingerprint":"fp_bench"'
    ) % (behaviour.requests, MODEL.encode())
    choice = start + b',"choices":[{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]}\n\n'
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
    yield head + _chunk(choice % (b'{"role":"assistant","content":""}', b"null"))
    for word in islice(cycle(WORDS), behaviour.chunks):
        yield _chunk(choice % (b'{"content":"%s"}' % word.encode(), b"null"))
    yield _chunk(choice % (b"{}", b'"stop"'))
    if WANTS_USAGE.search(request_body):
        usage = _usage(request_body, behaviour.chunks)
        yield _chunk(start + b',"choices":[],"usage":%s}\n\n' % usage)
    yield _chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n"


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def _other(behaviour: Behaviour, path: bytes, query: bytes) -> bytes:
    if path == b"/v1/models":
        model = b'{"id":"gpt-4o-mini","object":"model","created":1721172741,"owned_by":"system"}'
        return _whole(b"200 OK", b'{"object":"list","data":[%s]}' % model)
    if path == b"/count":
        return _whole(b"200 OK", b'{"requests":%d}' % behaviour.requests)
    if path == b"/behaviour":
        wanted = {name: values[0] for name, values in parse_qs(query.decode()).items()}
        behaviour.chunks = int(wanted.get("chunks", behaviour.chunks))
        behaviour.spacing_seconds = float(wanted.get("spacing_seconds", behaviour.spacing_seconds))
        return _whole(b"200 OK", b"{}")
    return _whole(b"404 Not Found", b'{"error":{"message":"no such path"}}')


def main() -> None:
    """Serves the mock from the command line and prints its port when it listens."""
    parser = argparse.ArgumentParser(prog="python -m bench.upstream", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--chunks", type=int, default=100, help="chunks of text in a stream")
    parser.add_argument("--spacing-seconds", type=float, default=0.0, help="pause between chunks")
    options = parser.parse_args()
    behaviour = Behaviour(options.chunks, options.spacing_seconds)
    run(serve(options.port, behaviour, lambda port: print(port, flush=True)))


if __name__ == "__main__":
    main()
