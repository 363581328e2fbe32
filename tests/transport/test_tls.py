"""TLS: who cannot prove who it is gets nothing."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from auslex.transport.errors import ConnectFailed, ConnectTimeout, TlsFailed, TransportError
from auslex.transport.pool import Pool
from tests.support.certificates import make_certificates
from tests.support.peer import HEAD, OK, Peer, Script, Visit, answering, peer
from tests.transport.conftest import Run

HANDSHAKE_SECONDS_MAX = 0.2


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificates(tmp_path_factory.mktemp("tls"))


@asynccontextmanager
async def connected(script: Script, certificates: Path, name: str) -> AsyncIterator[tuple[Pool, Peer]]:
    """A peer with this certificate, and a client that trusts whoever signed it, but checks all else."""
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificates / name)
    client_side = ssl.create_default_context(cafile=certificates / name)
    async with peer(script, tls=server_side) as listening, listening.pool(tls=client_side) as pool:
        yield pool, listening


async def failure(pool: Pool) -> type[Exception] | bytes:
    try:
        return await (await pool.request(HEAD)).read_all(100)
    except TransportError as error:
        return type(error)


def test_a_good_certificate_carries_requests(run: Run, certificates: Path) -> None:
    async def asked_twice() -> object:
        async with connected(answering(OK, OK), certificates, "good") as (pool, listening):
            return await failure(pool), await failure(pool), listening.visits

    assert (b"ok", b"ok", 1) == run(asked_twice())


@pytest.mark.parametrize("name", ["other host", "expired"])
def test_a_certificate_that_proves_nothing_is_refused(run: Run, certificates: Path, name: str) -> None:
    async def asked() -> object:
        async with connected(recording, certificates, name) as (pool, _):
            return await failure(pool), pool._taken

    said: list[bytes] = []

    async def recording(visit: Visit) -> None:
        said.append(await visit.reader.read())

    assert (TlsFailed, 0) == run(asked())
    assert said in ([], [b""])


def test_a_certificate_that_nobody_signed_is_refused_unless_told_otherwise(run: Run, certificates: Path) -> None:
    async def asked() -> object:
        async with connected(answering(OK), certificates, "good") as (_, listening), listening.pool() as pool:
            return await failure(pool)

    assert TlsFailed is run(asked())


def test_no_tls_where_tls_is_due_is_refused(run: Run) -> None:
    async def plain(visit: Visit) -> None:
        await visit.reader.read(1)
        await visit.say(OK)

    async def asked() -> object:
        async with peer(plain) as listening:
            listening.url = listening.url.replace("http:", "https:")
            async with listening.pool() as pool:
                return await failure(pool)

    assert TlsFailed is run(asked())


def test_a_handshake_that_hangs_is_a_connection_that_did_not_come(run: Run) -> None:
    async def speechless(visit: Visit) -> None:
        await visit.left()

    async def asked() -> object:
        async with peer(speechless) as listening:
            listening.url = listening.url.replace("http:", "https:")
            async with listening.pool(connect_seconds_max=HANDSHAKE_SECONDS_MAX) as pool:
                found = await failure(pool)
                await listening.alone()
                return found, pool._taken

    assert (ConnectTimeout, 0) == run(asked())


def test_a_handshake_that_is_broken_off_is_a_failed_connection(run: Run) -> None:
    async def rude(visit: Visit) -> None:
        await visit.reader.read(1)
        visit.writer.transport.abort()

    async def asked() -> object:
        async with peer(rude) as listening:
            listening.url = listening.url.replace("http:", "https:")
            async with listening.pool() as pool:
                return await failure(pool), pool._taken

    assert (ConnectFailed, 0) == run(asked())


def test_a_body_may_end_with_the_connection(run: Run, certificates: Path) -> None:
    async def leaving(visit: Visit) -> None:
        await visit.asked()
        await visit.say(b"HTTP/1.1 200 OK\r\n\r\nwhole")

    async def asked() -> object:
        async with connected(leaving, certificates, "good") as (pool, _):
            return await failure(pool)

    assert b"whole" == run(asked())
