"""A load generator that checks every answer: a closed loop for cost, an open loop for latency."""

import asyncio
import re
import statistics
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from bench.http1 import Message, MessageReader
from bench.upstream import ANSWER, stream_text

FAULT_CHARACTERS_MAX = 200
RUN_SECONDS_MIN = 30.0  # A stream of 100 chunks at a human pace fits, and so does one stalled garbage collection.
REQUEST_SECONDS_MAX = 0.1  # Ten times what the slowest peer needs for an answer; added per request.

FINISHED = re.compile(rb'"finish_reason"\s*:\s*"stop"')
DELTA_TEXT = re.compile(rb'"content"\s*:\s*"([^"\\]*)"')
STREAM_END = b"data: [DONE]"

Check = Callable[[Message], str | None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where the requests go, and the headers that this server wants."""

    host: str
    port: int
    path: str = "/v1/chat/completions"
    headers: tuple[tuple[str, str], ...] = ()

    def request(self, body: bytes) -> bytes:
        """The bytes of one request."""
        lines = [f"POST {self.path} HTTP/1.1", f"Host: {self.host}:{self.port}", "Content-Type: application/json"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        lines += [f"Content-Length: {len(body)}", "", ""]
        return "\r\n".join(lines).encode() + body


@dataclass(slots=True)
class Outcome:
    """What a run saw; a fault is an answer that was wrong, late or missing."""

    answered: int = 0  # ChildError exchanges included: what is missing at the end was never answered at all.
    latencies_seconds: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)
    wall_seconds: float = 0.0

    def percentile(self, percent: int) -> float:
        """The latency in seconds that so many per cent of the answers kept; 0 where there are none."""
        if len(self.latencies_seconds) < 2:
            return sum(self.latencies_seconds)
        return statistics.quantiles(self.latencies_seconds, n=100, method="inclusive")[percent - 1]


def whole_fault(answer: Message) -> str | None:
    """What is wrong with an answer that should be the mock's whole one."""
    if answer.status != 200:
        return _status_fault(answer)
    if ANSWER.encode() not in answer.body:
        return "the answer's text is missing or changed"
    return None if FINISHED.search(answer.body) else "the answer has no finish_reason"


def stream_fault(chunks: int) -> Check:
    """A check for the mock's stream: the whole text however it is cut, the finish and the end."""
    expected = stream_text(chunks).encode()

    def check(answer: Message) -> str | None:
        if answer.status != 200:
            return _status_fault(answer)
        if b"".join(DELTA_TEXT.findall(answer.body)) != expected:
            return "the stream's text is missing or changed"
        if not FINISHED.search(answer.body):
            return "the stream has no finish_reason"
        return None if answer.body.rstrip().endswith(STREAM_END) else "the stream has no end"

    return check


def _status_fault(answer: Message) -> str:
    text = answer.body[:FAULT_CHARACTERS_MAX].decode(errors="replace")
    return f"status {answer.status}: {text}"


async def closed_loop(target: Target, bodies: Sequence[bytes], connections: int, check: Check) -> Outcome:
    """Sends the bodies over so many connections, the next as soon as the last is answered."""
    run = _Run(target, bodies, check)
    return await run.bounded(run.closed(connections))


async def open_loop(target: Target, bodies: Sequence[bytes], rate_per_second: float, check: Check) -> Outcome:
    """Sends the bodies at a fixed rate, whether or not earlier ones are answered."""
    run = _Run(target, bodies, check)
    return await run.bounded(run.open(rate_per_second))


class _Run:
    def __init__(self, target: Target, bodies: Sequence[bytes], check: Check) -> None:
        self._client = Client(target)
        self._bodies = bodies
        self._left = iter(bodies)
        self._check = check
        self._outcome = Outcome()

    async def bounded(self, work: Coroutine[None, None, None]) -> Outcome:
        """Does the work within a bound of time; what is unanswered then is a fault."""
        started = perf_counter()
        try:
            async with asyncio.timeout(RUN_SECONDS_MIN + len(self._bodies) * REQUEST_SECONDS_MAX):
                await work
        except TimeoutError:
            self._outcome.faults["no answer in time"] += len(self._bodies) - self._outcome.answered
        finally:
            self._client.close()
        self._outcome.wall_seconds = perf_counter() - started
        return self._outcome

    async def closed(self, connections: int) -> None:
        async with asyncio.TaskGroup() as tasks:
            for _ in range(min(connections, len(self._bodies))):
                tasks.create_task(self._send_all())

    async def open(self, rate_per_second: float) -> None:
        loop = asyncio.get_running_loop()
        started = loop.time()
        async with asyncio.TaskGroup() as tasks:
            for number, body in enumerate(self._bodies):
                await asyncio.sleep(started + number / rate_per_second - loop.time())
                tasks.create_task(self._send(body))

    async def _send_all(self) -> None:
        for body in self._left:
            await self._send(body)

    async def _send(self, body: bytes) -> None:
        started = perf_counter()
        try:
            answer = await self._client.exchange(body)
        except (OSError, ValueError) as error:
            fault: str | None = f"{type(error).__name__}: {error}"
        else:
            self._outcome.latencies_seconds.append(perf_counter() - started)
            fault = self._check(answer)
        self._outcome.answered += 1
        if fault is not None:
            self._outcome.faults[fault] += 1


class Client:
    """Keep-alive connections to one server, opened as they are needed."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._idle: list[_Connection] = []
        self._all: list[_Connection] = []

    async def exchange(self, body: bytes) -> Message:
        """Sends one request and returns its whole answer; raises OSError or ValueError where there is none."""
        connection = await self._take()
        answer = await connection.exchange(self._target.request(body))
        if connection.open and not answer.closes:
            self._idle.append(connection)
        return answer

    def close(self) -> None:
        """Closes every connection."""
        for connection in self._all:
            connection.close()

    async def _take(self) -> "_Connection":
        while self._idle:
            connection = self._idle.pop()
            if connection.open:
                return connection
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(_Connection, self._target.host, self._target.port)
        self._all.append(connection)
        return connection


class _Connection(asyncio.Protocol):
    def __init__(self) -> None:
        self.open = False
        self._reader = MessageReader(answers=True)
        self._loop = asyncio.get_running_loop()
        self._waiting: asyncio.Future[Message] = self._loop.create_future()
        self._transport: asyncio.Transport | None = None

    async def exchange(self, request: bytes) -> Message:
        if self._transport is None:
            raise ConnectionError("not connected")
        self._waiting = self._loop.create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    # uvloop's transports are no asyncio.Transport by class, so an isinstance would refuse them.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._transport = transport
        self.open = True

    def data_received(self, data: bytes) -> None:
        try:
            answers = self._reader.feed(data)
        except ValueError as error:
            self._settle(error)
            self.close()
            return
        for answer in answers:
            self._settle(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        self.open = False
        self._settle(self._reader.end() or exc or ConnectionResetError("closed before the answer was whole"))

    def _settle(self, result: Message | Exception) -> None:
        if self._waiting.done():
            return
        if isinstance(result, Exception):
            self._waiting.set_exception(result)
        else:
            self._waiting.set_result(result)
