"""OpenAI, and whoever speaks its protocol, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TypeVar
from urllib.parse import quote, urlsplit

from auslex.core.calls import Call, Endpoint
from auslex.core.credentials import Credential, Credentials
from auslex.core.errors import (
    UpstreamBroken,
    UpstreamConnectTimeout,
    UpstreamError,
    UpstreamRefused,
    UpstreamTimeout,
    UpstreamTlsFailed,
    UpstreamUnreachable,
)
from auslex.core.events import Event
from auslex.transport.dialling import Origin
from auslex.transport.errors import (
    ConnectionLost,
    ConnectionStale,
    ConnectTimeout,
    ExchangeTimeout,
    NotSent,
    ResponseCutOff,
    ResponseTooLarge,
    SilenceTimeout,
    TlsFailed,
    TransportError,
)
from auslex.transport.pool import Pool, PoolOptions
from auslex.transport.request import RequestHead, encode_fields
from auslex.transport.response import Response
from auslex.upstreams.bodies import UnpackedBody, is_plain, read_whole_body
from auslex.upstreams.failures import classify_status, is_error, retry_after_seconds, told_instead
from auslex.upstreams.roster import Kind
from auslex.upstreams.wallet import INSTALLATION, REFUSED_SECONDS, Sending, Wallet, spellings
from auslex.wire.answers import AnswerStream, read_whole
from auslex.wire.requests import with_name

PATHS = {
    Endpoint.CHAT_COMPLETIONS: "/chat/completions",
    Endpoint.RESPONSES: "/responses",
    Endpoint.EMBEDDINGS: "/embeddings",
}
CONNECT_SECONDS_MAX = 2.0  # A host that does not take a connection by then is down; another may not be.
WHOLE_BYTES_MAX = 32 << 20  # Sixteen embeddings of 3,072 floats are 1 MB; nothing honest comes near.
STREAM_BYTES_MAX = 64 << 20
# A stream has no more than its events need: one for each token, with the probabilities of twenty others, and in
# responses the request itself three times over.
STREAM_BYTES_BASE = 4 << 20
STREAM_BYTES_PER_TOKEN = 4 << 10
STREAM_BYTES_PER_REQUEST_BYTE = 4
ERROR_BYTES_MAX = 1 << 20
KEY_REFUSED = 401
RETRY_HEADERS = ("retry-after-ms", "Retry-After")


Error = TypeVar("Error", bound=BaseException)


@dataclass(frozen=True, slots=True)
class HttpUpstreamOptions:
    """base_url: up to and with /v1. timeout_seconds: the longest silence, before the first byte and between any two.

    answer_seconds_max: for a whole exchange, silent or not.

    socket: a unix domain socket to connect to instead of the URL's host.
    kind: how it wants to be given the key. models: its own names for models that it has other names for.
    on_use: called for each request; on_refused: with the id of a key that was not accepted while the one before it
    still counts. Neither may wait.
    """

    base_url: str
    api_key: str = field(repr=False)
    name: str = "openai"
    organization: str = ""
    project: str = ""
    timeout_seconds: float = 60.0
    answer_seconds_max: float = 1_800.0
    connections_max: int = 1000
    socket: Path | None = None
    kind: Kind = Kind.OPENAI
    models: Mapping[str, str] = field(default_factory=dict)
    on_use: Callable[[], None] = lambda: None
    on_refused: Callable[[str], None] = lambda key_id: None


class HttpUpstream:
    """One upstream and its connections. Use as `async with`. Raises ValueError for options that HTTP cannot carry."""

    def __init__(self, options: HttpUpstreamOptions) -> None:
        self.name = options.name
        self._options = options
        self._origin = origin = Origin.of(options.base_url, options.socket)
        self._path = urlsplit(options.base_url).path.rstrip("/")
        self._models = options.models
        self._wallet = Wallet(self._sending, Credential("", options.api_key))
        self._pool = Pool(
            origin,
            PoolOptions(
                connections_max=options.connections_max,
                connect_seconds_max=CONNECT_SECONDS_MAX,
                silence_seconds_max=options.timeout_seconds,
                exchange_seconds_max=options.answer_seconds_max,
                waiting_seconds_max=options.timeout_seconds,
                reuse=options.socket is None,  # See model_process.
            ),
        )

    async def __aenter__(self) -> HttpUpstream:
        await self._pool.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.__aexit__(kind, error, trace)

    def use_keys(self, credentials: Credentials) -> None:
        """Send calls with these keys from now on. Raises ValueError for one that HTTP cannot carry."""
        self._wallet.use(credentials)

    def credential(self, tenant: str) -> str:
        """The id of this tenant's own key; "" where it uses the installation's."""
        return self._wallet.owned(tenant)

    def _sending(self, credential: Credential) -> Sending:
        options = replace(self._options, api_key=credential.secret)
        fields = _fields(options, self._origin)
        posts = {
            endpoint: RequestHead("POST", self._path + path, [*fields, ("Content-Type", "application/json")])
            for endpoint, path in PATHS.items()
        }
        return Sending(credential, posts, fields, secrets=spellings(credential.secret))

    async def open(self, call: Call, request_id: str, tenant: str = "") -> HttpAnswer:
        self._options.on_use()
        sending, now = self._wallet.of(tenant), asyncio.get_running_loop().time()
        if sending.spare is not None and now < sending.refused_until:
            return await self._open(call, request_id, sending.spare)
        try:
            return await self._open(call, request_id, sending)
        except UpstreamRefused as error:
            if sending.spare is None or error.status != KEY_REFUSED or error.said_ok:
                raise
            sending.refused_until = now + REFUSED_SECONDS
            self._options.on_refused(sending.credential.key_id)
        return await self._open(call, request_id, sending.spare)  # Nothing was billed: whoever is unknown pays nothing.

    async def _open(self, call: Call, request_id: str, sending: Sending) -> HttpAnswer:
        name = self._models.get(call.model, call.model)
        payload = call.payload if name == call.model else with_name(call, name)
        fields = encode_fields([("X-Client-Request-Id", request_id)]) if request_id else b""
        head = sending.posts[call.endpoint].encode(len(payload), fields)
        try:
            response = await self._pool.request(head, payload)
        except TransportError as error:
            raise translate(error) from None
        try:
            await _check_status(response)
            if call.stream:
                await _check_not_an_error(response)
            _check_type(response, b"text/event-stream" if call.stream else b"application/json")
            return HttpAnswer(call, response, sending.secrets)
        except BaseException as error:
            response.close()
            _blot(error, sending.secrets)
            raise

    async def read_models(self, model: str | None = None) -> bytes:
        return (await self._get("/models" + ("/" + quote(model, safe="") if model is not None else "")))[0]

    async def read_date(self) -> str | None:
        return (await self._get("/models"))[1]

    async def check(self) -> None:
        await self.read_models()

    async def _get(self, path: str) -> tuple[bytes, str | None]:
        """The JSON at this path, and the answer's date."""
        head = RequestHead("GET", self._path + path, self._wallet.of(INSTALLATION).fields).encode()
        try:
            response = await self._pool.request(head, repeatable=True)
        except TransportError as error:
            raise translate(error) from None
        try:
            await _check_status(response)
            _check_type(response, b"application/json")
            return await _read(response, WHOLE_BYTES_MAX), _text(response.header(b"date"))
        finally:
            response.close()


class HttpAnswer:
    """An answer as it comes in from the socket. secrets: what no error may repeat."""

    def __init__(self, call: Call, response: Response, secrets: tuple[bytes, ...]) -> None:
        self._call = call
        self._secrets = secrets
        self._response = response
        self._read = response.read if not call.stream or is_plain(response) else UnpackedBody(response).read
        self._stream = AnswerStream(call.endpoint, call.choices)
        self._bytes_left = stream_bytes_max(call)
        self._begun = False
        self._ended = False

    def __aiter__(self) -> HttpAnswer:
        return self

    def __anext__(self) -> Coroutine[None, None, Event]:
        # Not a coroutine round another one: a stream would pay for it with every chunk.
        return self._next_frames() if self._call.stream else self._whole()

    def close(self) -> None:
        if self._ended:
            self._response.finish()
        else:
            self._response.close()

    async def _whole(self) -> Event:
        if self._ended:
            raise StopAsyncIteration
        body = await _read(self._response, WHOLE_BYTES_MAX)
        self._ended = True
        try:
            return read_whole(self._call.endpoint, body)
        except UpstreamBroken as error:
            raise _blot(told_instead(error, begun=False), self._secrets) from None

    async def _next_frames(self) -> Event:
        """The frames of one read; several reads where one did not complete a frame."""
        if self._ended:
            raise StopAsyncIteration
        stream = self._stream
        try:
            stream.check()
            while not stream.done:
                piece = await self._read()
                if not piece:
                    break
                self._bytes_left -= len(piece)
                if self._bytes_left < 0:
                    raise UpstreamBroken("The upstream's stream does not end.", failure="too_large")
                frames = stream.feed(piece)
                if frames.frames:
                    self._begun = True
                    self._ended = stream.done
                    return frames
            self._ended = True
            owed = stream.end()
        except TransportError as error:
            raise translate(error, "timeout_idle" if self._begun else "timeout_first_byte") from None
        except UpstreamBroken as error:
            raise _blot(told_instead(error, begun=self._begun), self._secrets) from None
        if not owed.frames:
            raise StopAsyncIteration
        return owed


def stream_bytes_max(call: Call) -> int:
    """How much may come in answer to this call before it cannot be honest any more; what is kept of it is memory."""
    tokens = call.output_tokens_max * call.choices
    needed = STREAM_BYTES_PER_TOKEN * tokens + STREAM_BYTES_PER_REQUEST_BYTE * len(call.payload)
    return min(STREAM_BYTES_MAX, STREAM_BYTES_BASE + needed)


def _fields(options: HttpUpstreamOptions, origin: Origin) -> list[tuple[str, str]]:
    """The headers of every request."""
    fields = [
        ("Host", origin.authority),
        ("api-key", options.api_key) if options.kind is Kind.AZURE else ("Authorization", f"Bearer {options.api_key}"),
        ("Accept", "*/*"),
        ("Accept-Encoding", "identity"),
        ("User-Agent", "auslex-gateway"),
    ]
    if options.organization:
        fields.append(("OpenAI-Organization", options.organization))
    if options.project:
        fields.append(("OpenAI-Project", options.project))
    if options.socket is not None:
        fields.append(("Connection", "close"))
    return fields


def _blot(error: Error, secrets: tuple[bytes, ...]) -> Error:
    """The error without these."""
    if isinstance(error, UpstreamRefused):
        for secret in secrets:
            error.body = error.body.replace(secret, b"[key]")
    return error


async def _check_status(response: Response) -> None:
    status = response.status
    if status == 200:
        return
    if 300 <= status < 400:
        raise UpstreamBroken("The upstream answered with a redirect, which is never followed.", failure="redirect")
    if status < 300:
        raise UpstreamBroken("The upstream answered with an unexpected status.")
    try:
        body = await _read(response, ERROR_BYTES_MAX)
    except UpstreamBroken:
        body = b""  # The status stands, whatever was to be said about it.
    waits = {
        name: text for name in RETRY_HEADERS if (text := _text(response.header(name.lower().encode()))) is not None
    }
    raise UpstreamRefused(
        f"The upstream answered {status}.",
        status=status,
        body=body,
        failure=classify_status(status, body),
        retry_after=retry_after_seconds(waits, datetime.now(UTC)),
    )


async def _check_not_an_error(response: Response) -> None:
    """An error as JSON where a stream was due says more than that its type is wrong."""
    if (response.header(b"content-type") or b"").startswith(b"application/json"):
        body = await _read(response, ERROR_BYTES_MAX)
        if is_error(body):
            error = UpstreamBroken(
                "The upstream answered 200 with an error.", code="upstream_error", failure="server_error", reported=body
            )
            raise told_instead(error, begun=False)


def _check_type(response: Response, wanted: bytes) -> None:
    kind = response.header(b"content-type") or b""
    if kind != wanted and kind.partition(b";")[0].strip().lower() != wanted:
        raise UpstreamBroken(
            f"The upstream's answer is not {wanted.decode()}.",
            code="upstream_bad_content_type",
            failure="bad_content_type",
        )


async def _read(response: Response, bytes_max: int) -> bytes:
    """The body up to a bound; raises UpstreamError."""
    try:
        return await read_whole_body(response, bytes_max)
    except TransportError as error:
        raise translate(error, "timeout_idle") from None


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")


def translate(error: TransportError, silence: str = "timeout_first_byte") -> UpstreamError:
    """The transport's error in our words; `silence` is the failure class of a time-out."""
    match error:
        case TlsFailed():
            return UpstreamTlsFailed("The upstream's certificate or its TLS is not acceptable.")
        case ConnectTimeout():
            return UpstreamConnectTimeout("The upstream did not take the connection in time.")
        case NotSent():
            return UpstreamUnreachable("The upstream cannot be reached.")
        case SilenceTimeout():
            return UpstreamTimeout("The upstream did not answer in time.", failure=silence)
        case ExchangeTimeout():
            return UpstreamTimeout("The upstream's answer did not come to its end in time.", failure="timeout_total")
        case ConnectionLost():
            lost = UpstreamBroken("The upstream closed the connection.", code="upstream_reset", failure="reset")
            lost.stale = isinstance(error, ConnectionStale)
            return lost
        case ResponseCutOff():
            return UpstreamBroken("The upstream's answer was cut off.", code="upstream_truncated", failure="truncated")
        case ResponseTooLarge():
            return UpstreamBroken("The upstream's answer is too large.", failure="too_large")
        case _:
            return UpstreamBroken("The upstream's answer is not valid HTTP.")
