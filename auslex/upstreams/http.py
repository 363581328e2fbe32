"""OpenAI, and whoever speaks its protocol, over HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import aiohttp
from yarl import URL

from auslex.core.calls import Call, Endpoint
from auslex.core.errors import UpstreamBroken, UpstreamError, UpstreamRefused, UpstreamTimeout, UpstreamUnreachable
from auslex.core.events import Event
from auslex.upstreams.failures import classify_status, retry_after_seconds
from auslex.wire.answers import AnswerStream, read_whole

PATHS = {
    Endpoint.CHAT_COMPLETIONS: "/chat/completions",
    Endpoint.RESPONSES: "/responses",
    Endpoint.EMBEDDINGS: "/embeddings",
}
CONNECT_SECONDS_MAX = 2.0  # A host that does not take a connection by then is down; another may not be.
WHOLE_BYTES_MAX = 32 << 20  # Sixteen embeddings of 3,072 floats are 1 MB; nothing honest comes near.
STREAM_BYTES_MAX = 64 << 20
ERROR_BYTES_MAX = 1 << 20
STREAM_SECONDS_MAX = 1_800.0  # Half an hour: longer than any model writes, shorter than a day of a leaked stream.


@dataclass(frozen=True, slots=True)
class HttpUpstreamOptions:
    """base_url: up to and with /v1. timeout_seconds: the longest silence, before the first byte and between any two.

    socket: a unix domain socket to connect to instead of the URL's host.
    """

    base_url: str
    api_key: str = field(repr=False)
    name: str = "openai"
    organization: str = ""
    project: str = ""
    timeout_seconds: float = 60.0
    connections_max: int = 1000
    socket: Path | None = None


class HttpUpstream:
    """One upstream and its connections. Use as `async with`."""

    def __init__(self, options: HttpUpstreamOptions) -> None:
        self.name = options.name
        self._options = options
        self._base = options.base_url.rstrip("/")
        self._urls = {endpoint: URL(self._base + path) for endpoint, path in PATHS.items()}
        self._headers = {
            "Authorization": f"Bearer {options.api_key}",
            "Content-Type": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "auslex-gateway",
        }
        if options.organization:
            self._headers["OpenAI-Organization"] = options.organization
        if options.project:
            self._headers["OpenAI-Project"] = options.project
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> HttpUpstream:
        options = self._options
        if options.socket is not None:
            connector: aiohttp.BaseConnector = aiohttp.UnixConnector(
                str(options.socket),
                limit=options.connections_max,
                force_close=True,  # See model_process.
            )
        else:
            connector = aiohttp.TCPConnector(limit=options.connections_max, ttl_dns_cache=30)
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers=self._headers,
            auto_decompress=False,
            cookie_jar=aiohttp.DummyCookieJar(),  # One caller's answer must set nothing for another's request.
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=CONNECT_SECONDS_MAX, sock_read=options.timeout_seconds
            ),
            read_bufsize=1 << 16,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def open(self, call: Call, request_id: str) -> HttpAnswer:
        response = await self._request("POST", self._urls[call.endpoint], call.payload, request_id)
        try:
            await _check_status(response)
            _check_type(response, "text/event-stream" if call.stream else "application/json")
        except BaseException:
            response.close()
            raise
        return HttpAnswer(call, response)

    async def read_models(self, model: str | None = None) -> bytes:
        url = self._base + "/models" + ("/" + quote(model, safe="") if model is not None else "")
        return (await self._get(url))[0]

    async def read_date(self) -> str | None:
        return (await self._get(self._base + "/models"))[1]

    async def check(self) -> None:
        await self.read_models()

    async def _get(self, url: str) -> tuple[bytes, str | None]:
        """The JSON at this address, and the answer's date."""
        response = await self._request("GET", url, None, "")
        try:
            await _check_status(response)
            _check_type(response, "application/json")
            return await _read(response, WHOLE_BYTES_MAX), response.headers.get("Date")
        finally:
            response.release()

    async def _request(
        self, method: str, url: URL | str, payload: bytes | None, request_id: str
    ) -> aiohttp.ClientResponse:
        assert self._session is not None, "the upstream is not open"
        headers = {"X-Client-Request-Id": request_id} if request_id else None
        try:
            return await self._session.request(method, url, data=payload, headers=headers, allow_redirects=False)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise translate(error) from None


class HttpAnswer:
    """An answer as it comes in from the socket."""

    def __init__(self, call: Call, response: aiohttp.ClientResponse) -> None:
        self._call = call
        self._response = response
        self._stream = AnswerStream(call.endpoint)
        self._bytes_left = STREAM_BYTES_MAX
        self._ends_at = asyncio.get_running_loop().time() + STREAM_SECONDS_MAX
        self._ended = False

    def __aiter__(self) -> HttpAnswer:
        return self

    async def __anext__(self) -> Event:
        if self._ended:
            raise StopAsyncIteration
        try:
            return await self._next_frames() if self._call.stream else await self._whole()
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise translate(error) from None

    def close(self) -> None:
        if self._ended:
            self._response.release()
        else:
            self._response.close()

    async def _whole(self) -> Event:
        body = await _read(self._response, WHOLE_BYTES_MAX)
        self._ended = True
        return read_whole(self._call.endpoint, body)

    async def _next_frames(self) -> Event:
        """The frames of one read; several reads where one did not complete a frame."""
        content = self._response.content
        while not self._stream.done:
            piece = await content.readany()
            if not piece:
                break
            self._bytes_left -= len(piece)
            if self._bytes_left < 0 or asyncio.get_running_loop().time() > self._ends_at:
                raise UpstreamBroken("The upstream's stream does not end.", failure="too_large")
            frames = self._stream.feed(piece)
            if frames.frames:
                self._ended = self._stream.done
                return frames
        self._ended = True
        owed = self._stream.end()
        if not owed.frames:
            raise StopAsyncIteration
        return owed


async def _check_status(response: aiohttp.ClientResponse) -> None:
    if response.status == 200:
        return
    if 300 <= response.status < 400:
        raise UpstreamBroken("The upstream answered with a redirect, which is never followed.", failure="redirect")
    if response.status < 300:
        raise UpstreamBroken("The upstream answered with an unexpected status.")
    body = await _read(response, ERROR_BYTES_MAX)
    raise UpstreamRefused(
        f"The upstream answered {response.status}.",
        status=response.status,
        body=body,
        failure=classify_status(response.status, body),
        retry_after=retry_after_seconds(response.headers, datetime.now(UTC)),
    )


def _check_type(response: aiohttp.ClientResponse, wanted: str) -> None:
    if response.content_type != wanted:
        raise UpstreamBroken(
            f"The upstream's answer is not {wanted}.", code="upstream_bad_content_type", failure="bad_content_type"
        )
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise UpstreamBroken("The upstream compressed its answer though it was asked not to.")


async def _read(response: aiohttp.ClientResponse, bytes_max: int) -> bytes:
    """The body up to a bound; raises UpstreamError."""
    pieces: list[bytes] = []
    left = bytes_max
    try:
        while piece := await response.content.readany():
            left -= len(piece)
            if left < 0:
                raise UpstreamBroken("The upstream's answer is too large.", failure="too_large")
            pieces.append(piece)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise translate(error) from None
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def translate(error: Exception) -> UpstreamError:
    """The client library's error in our words. Never its text: it may name hosts."""
    match error:
        case aiohttp.ConnectionTimeoutError() | aiohttp.ClientConnectorError():
            return UpstreamUnreachable("The upstream cannot be reached.")
        case TimeoutError():
            return UpstreamTimeout("The upstream did not answer in time.")
        case aiohttp.ClientPayloadError():
            return UpstreamBroken("The upstream's answer was cut off.", code="upstream_truncated", failure="truncated")
        case aiohttp.ClientResponseError() | aiohttp.InvalidURL() | ValueError():
            return UpstreamBroken("The upstream's answer is not valid HTTP.")
        case _:
            return UpstreamBroken("The upstream closed the connection.", code="upstream_reset", failure="connect")
