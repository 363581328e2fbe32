"""The server that plays faults. It writes HTTP by hand, because much of what it writes no HTTP library would."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field

import msgspec

from auslex.upstreams.faults import answers
from auslex.upstreams.faults.catalogue import BY_NAME, FAULTS, right
from auslex.upstreams.faults.script import PREFIX, Asked, Drip, End, Endpoint, Forever, Play, Step

HEAD_BYTES_MAX = 64 << 10
BODY_BYTES_MAX = 64 << 20
REQUESTS_MAX = 10_000  # Request ids remembered, to tell a retry from a new request.
MODELS_MAX = 1_000
RIGHT_MODELS = ("gpt-4o-mini", "gpt-4o")
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: closing sends a reset.


@dataclass(slots=True)
class Seen:
    """A model's calls. aborted: how many ended because the other side left; after: how long the last of them lived."""

    first_at: float
    requests: int = 0
    under_way: int = 0
    aborted: int = 0
    aborted_after_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came; header names are lower-case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class _Fields(msgspec.Struct):
    model: str = ""
    stream: bool = False
    stream_options: dict[str, object] | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None
    max_output_tokens: int | None = None


@dataclass(slots=True)
class FaultServer:
    """The faults under way, what was seen, and which other models play a fault for now."""

    seen: dict[str, Seen] = field(default_factory=dict)
    playing: dict[str, str] = field(default_factory=dict)
    _requests: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        reused = False
        try:
            while await self._exchange(reader, writer, reused=reused):
                reused = True
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
            pass  # The other side has left, or speaks something else.
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, reused: bool) -> bool:
        """Answer one request; whether the connection may carry another."""
        request = await _read_request(reader)
        endpoint = next((one for one in Endpoint if request.path == "/v1" + one.value), None)
        if endpoint is None or request.method != "POST":
            writer.write(b"".join(step for step in self._administer(request) if isinstance(step, bytes)))
            await writer.drain()
            return True
        try:
            fields = msgspec.json.decode(request.body, type=_Fields)
        except (msgspec.DecodeError, UnicodeDecodeError):
            writer.write(b"".join(_refusal(400, "The body cannot be read.")))
            return False
        return await self._play(request, endpoint, fields, reader, writer, reused)

    async def _play(
        self,
        request: Request,
        endpoint: Endpoint,
        fields: _Fields,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        reused: bool,
    ) -> bool:
        began = asyncio.get_running_loop().time()
        seen = self._note(fields.model, began)
        play = self._fault(fields.model)
        if play is None:
            writer.write(b"".join(_refusal(404, f"There is no fault {fields.model[:64]!r}; see GET /faults.")))
            return True
        asked = self._asked(request, endpoint, fields, seen, began, reused)
        seen.under_way += 1
        try:
            for step in play(asked):
                if not await _take(step, reader, writer):
                    return False
        except ConnectionError:
            seen.aborted += 1
            seen.aborted_after_seconds = round(asyncio.get_running_loop().time() - began, 3)
            raise
        finally:
            seen.under_way -= 1
        return True

    def _asked(
        self, request: Request, endpoint: Endpoint, fields: _Fields, seen: Seen, now: float, reused: bool
    ) -> Asked:
        return Asked(
            endpoint=endpoint,
            model=fields.model,
            stream=fields.stream,
            usage_wanted=bool((fields.stream_options or {}).get("include_usage")),
            authorization=request.headers.get("authorization", ""),
            body_bytes=len(request.body),
            output_tokens_max=fields.max_completion_tokens or fields.max_tokens or fields.max_output_tokens or 0,
            first=self._is_first(request.headers.get("x-client-request-id", ""), fields.model, seen),
            reused=reused,
            number=seen.requests,
            seconds=now - seen.first_at,
        )

    def _note(self, model: str, now: float) -> Seen:
        if model not in self.seen and len(self.seen) >= MODELS_MAX:
            self.seen.pop(next(iter(self.seen)))
        seen = self.seen.setdefault(model, Seen(now))
        seen.requests += 1
        return seen

    def _is_first(self, request_id: str, model: str, seen: Seen) -> bool:
        """Whether this is no retry; without an id, every other call counts as one."""
        if not request_id:
            return seen.requests % 2 == 1
        known = (request_id, model) in self._requests
        self._requests[(request_id, model)] = None
        if len(self._requests) > REQUESTS_MAX:
            self._requests.popitem(last=False)
        return not known

    def _fault(self, model: str) -> Play | None:
        """What this model plays; None for a fault that does not exist."""
        name = self.playing.get(model) or (model.removeprefix(PREFIX) if model.startswith(PREFIX) else None)
        if name is None:
            return right
        return BY_NAME[name].play if name in BY_NAME else None

    def _administer(self, request: Request) -> tuple[Step, ...]:
        """What is asked beside model calls."""
        path, models = request.path, (*RIGHT_MODELS, *(fault.model for fault in FAULTS))
        match request.method, path.removeprefix("/v1").rpartition("/"):
            case "GET", ("", _, "faults"):
                return answers.answer(200, listing().encode(), kind="text/plain; charset=utf-8")
            case "GET", ("/faults", _, "seen"):
                return answers.answer(200, msgspec.json.encode(self.seen))
            case "PUT", ("/faults/models", _, model) if (name := request.body.decode("latin-1").strip()) in BY_NAME:
                self.playing[model] = name
                return answers.answer(200, b"{}")
            case "DELETE", ("/faults/models", _, model):
                self.playing.pop(model, None)
                return answers.answer(200, b"{}")
            case "GET", ("", _, "models"):
                return answers.answer(200, msgspec.json.encode({"object": "list", "data": [*map(_model, models)]}))
            case "GET", ("/models", _, model) if model in models:
                return answers.answer(200, msgspec.json.encode(_model(model)))
        return _refusal(404, "There is nothing here; see GET /faults.")


def listing() -> str:
    """Every fault with its model, its lines of docs/chaos.md, and what it does."""
    return "".join(
        f"{fault.model:<24} {','.join(map(str, fault.rows)):<6} {fault.sentence}\n"
        for fault in sorted(FAULTS, key=lambda fault: fault.rows)
    )


def prices() -> str:
    """A file for AUSLEX_PRICES, in which every fault's model costs $1 and $2 per million tokens."""
    lines = ['version = "faults"', ""]
    for fault in FAULTS:
        lines += [f'[models."{fault.model}"]', 'input = "1"', 'output = "2"', ""]
    return "\n".join(lines)


async def start(host: str, port: int) -> asyncio.Server:
    """A listening server. Raises OSError where the port is taken."""
    return await asyncio.start_server(FaultServer().serve, host, port, limit=HEAD_BYTES_MAX)


async def _take(step: Step, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Do one step; whether another may follow. Raises ConnectionError when the other side leaves."""
    match step:
        case bytes():
            await _write(step, reader, writer)
        case Drip(data, seconds):
            for place in range(len(data)):
                await asyncio.sleep(seconds)
                await _write(data[place : place + 1], reader, writer)
        case Forever(piece, seconds):
            while True:
                await asyncio.sleep(seconds)
                await _write(piece, reader, writer)
        case End.HANG:
            await reader.read()
            raise ConnectionResetError
        case End.RESET:
            connection: socket.socket = writer.get_extra_info("socket")
            with suppress(OSError):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            writer.transport.abort()
            return False
        case End.CLOSE:
            return False
    return True


async def _write(data: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if reader.at_eof():
        raise ConnectionResetError
    writer.write(data)
    await writer.drain()


async def _read_request(reader: asyncio.StreamReader) -> Request:
    start, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").rstrip("\r\n").split("\r\n")
    method, _, rest = start.partition(" ")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > BODY_BYTES_MAX:
        raise ConnectionResetError
    return Request(method, rest.partition(" ")[0], headers, await reader.readexactly(int(length)))


def _refusal(status: int, message: str) -> tuple[bytes, ...]:
    body = answers.error_body(message, "invalid_request_error", "fault_server")
    return (answers.head(status, answers.JSON, f"Content-Length: {len(body)}"), body)


def _model(name: str) -> dict[str, object]:
    return {"id": name, "object": "model", "created": answers.CREATED, "owned_by": "faults"}
