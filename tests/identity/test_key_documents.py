"""Where an issuer's keys are read from: a file, or a server that may say anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from auslex.core.errors import Unavailable
from auslex.identity.jwks import SET_BYTES_MAX, KeyFile, KeyUrl
from tests.support.peer import answering, peer

pytestmark = pytest.mark.anyio
HEAD = b"HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def read(answer: bytes) -> bytes | None:
    """What is read of a server that says this; None if it is refused."""
    async with peer(answering(answer)) as server, KeyUrl(server.url + "/keys") as document:
        try:
            return await document.read()
        except Unavailable:
            return None


async def test_a_set_at_a_url_is_read() -> None:
    assert b"{}" == await read(HEAD % (b"200 OK", 2) + b"{}")


@pytest.mark.parametrize("status", [b"302 Found\r\nLocation: /other", b"404 Not Found", b"500 Oops", b"204 No Content"])
async def test_any_status_but_200_is_no_set(status: bytes) -> None:
    assert await read(HEAD % (status, 2) + b"{}") is None


async def test_a_set_that_is_too_large_is_not_read_to_its_end() -> None:
    assert await read(HEAD % (b"200 OK", SET_BYTES_MAX + 1) + b" " * (SET_BYTES_MAX + 1)) is None


async def test_a_server_that_is_not_there_is_said_to_be_so() -> None:
    async with peer(answering()) as server:
        url = server.url
    async with KeyUrl(url) as document:
        with pytest.raises(Unavailable):
            await document.read()


async def test_a_set_in_a_file_is_read_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    document = KeyFile(path)
    path.write_bytes(b"{}")
    first = await document.read()
    path.write_bytes(b"[]")
    assert (b"{}", b"[]") == (first, await document.read())


async def test_a_file_that_is_missing_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        await KeyFile(tmp_path / "keys.json").read()
