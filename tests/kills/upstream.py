"""An upstream that keeps its own bill: what arrived, in which order, and what it would charge for it.

A whole answer is billed when its request has arrived, as a provider does that generates whether or not anybody listens.
A stream is billed by what was written; when its reader dies, the rest is never generated. A prompt is billed by its
text: not by the JSON around it, which no tokenizer sees, and a hold near a budget's end does not cover.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import signal
from dataclasses import astuple, dataclass

from bench.http1 import Message, MessageReader
from bench.loop import run
from bench.process import HOST

MODEL = "gpt-4o-mini"
INPUT_PRICE, OUTPUT_PRICE = 150, 600  # Nanodollars a token: $0.15 and $0.60 a million.
BYTES_PER_TOKEN = 4
CHUNKS = 20
CHUNK_SECONDS = 0.001
WHOLE_SECONDS_MAX = 0.03
FULLNESS_MIN = 0.94  # Of the output cap, how much an answer uses at least.
ERROR_SHARE = 0.01  # Refused with 500 and not billed, so that some requests have several attempts.
REQUEST_ID = re.compile(rb"\r\nx-client-request-id:[ \t]*([^\r]+)")


@dataclass(slots=True)
class Billed:
    """One attempt that arrived; without tokens it was refused. answered: the whole answer was handed to the network."""

    request_id: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    answered: bool = False

    @property
    def amount(self) -> int:
        """Nanodollars."""
        return self.prompt_tokens * INPUT_PRICE + self.completion_tokens * OUTPUT_PRICE


class Connection(asyncio.Protocol):
    """One client's connection."""

    def __init__(self, bill: list[Billed], chance: random.Random) -> None:
        self._bill = bill
        self._chance = chance
        self._reader = MessageReader(answers=False)
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        for request in self._reader.feed(data):
            if request.start_line.startswith(b"POST"):
                self._answer(request)
            elif request.start_line.split(b" ")[1] == b"/bill":
                self._write(_whole(b"200 OK", json.dumps([astuple(each) for each in self._bill]).encode()))
            else:
                self._write(_whole(b"200 OK", b'{"object":"list","data":[]}'))

    def _answer(self, request: Message) -> None:
        named = REQUEST_ID.search(request.head)
        line = Billed(named[1].decode() if named else "")
        self._bill.append(line)
        if self._chance.random() < ERROR_SHARE:
            self._end(line, _whole(b"500 Internal Server Error", b'{"error":{"message":"no","type":"server_error"}}'))
            return
        asked = json.loads(request.body)
        line.prompt_tokens = sum(len(message["content"]) for message in asked["messages"]) // BYTES_PER_TOKEN
        tokens = round(asked["max_tokens"] * self._chance.uniform(FULLNESS_MIN, 1.0))
        if asked.get("stream"):
            self._write(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
            self._stream(line, tokens, 0)
        else:
            line.completion_tokens = tokens
            seconds = self._chance.uniform(0, WHOLE_SECONDS_MAX)
            self._loop.call_later(seconds, self._end, line, _whole(b"200 OK", _completion(line)))

    def _stream(self, line: Billed, tokens: int, place: int) -> None:
        """One chunk, then the next; what a dead reader would have got is not generated."""
        if self._transport.is_closing():
            return
        if place == CHUNKS:
            end = _event({"delta": {}, "finish_reason": "stop"})
            usage = (
                b'data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":%s}\n\n'
            )
            self._end(line, end + _chunk(usage % _usage(line)) + _chunk(b"data: [DONE]\n\n") + b"0\r\n\r\n")
            return
        line.completion_tokens = tokens * (place + 1) // CHUNKS
        self._write(_event({"delta": {"content": " word"}, "finish_reason": None}))
        self._loop.call_later(CHUNK_SECONDS, self._stream, line, tokens, place + 1)

    def _end(self, line: Billed, data: bytes) -> None:
        line.answered = not self._transport.is_closing()
        self._write(data)

    def _write(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(data)


def _whole(status: bytes, body: bytes) -> bytes:
    head = b"HTTP/1.1 %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
    return head % (status, len(body)) + body


def _usage(line: Billed) -> bytes:
    total = line.prompt_tokens + line.completion_tokens
    counts = (line.prompt_tokens, line.completion_tokens, total)
    return b'{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}' % counts


def _completion(line: Billed) -> bytes:
    return (
        b'{"id":"c","object":"chat.completion","created":1,"model":"%s","choices":[{"index":0,"message":'
        b'{"role":"assistant","content":"words"},"finish_reason":"stop"}],"usage":%s}'
    ) % (MODEL.encode(), _usage(line))


def _event(choice: dict[str, object]) -> bytes:
    event = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": MODEL}
    return _chunk(b"data: " + json.dumps({**event, "choices": [{"index": 0, **choice}]}).encode() + b"\n\n")


def _chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


async def serve() -> None:
    """Serve until SIGTERM, and say on which port."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    bill: list[Billed] = []
    chance = random.Random(1)
    server = await loop.create_server(lambda: Connection(bill, chance), HOST, 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await stopped.wait()


if __name__ == "__main__":
    run(serve())
