"""PostgreSQL connections, all set up alike, so that they work through a pooler in transaction mode.

There two statements outside a transaction may meet two servers, so a connection has no state of its own: nothing is
prepared, SET, LISTENed to or locked for the session. Whoever wants a time limit in the server says SET LOCAL
statement_timeout in a transaction; `options` at the connection would be refused or lost (docs/decisions/0020).
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from auslex.database.address import PostgresAddress

CONNECT_SECONDS_MAX = 5  # Whole seconds, as libpq counts them. A database that sleeps wakes in less than one.
LOST_SECONDS_MAX = 10  # A peer that is gone without a word is noticed by then, also where nobody waits for an answer.
APPLICATION = "auslex-gateway"
ROOTS_FILES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")


def connect(address: PostgresAddress) -> psycopg.Connection:
    """A connection in autocommit mode. Raises psycopg.OperationalError, which may name the host."""
    return psycopg.connect(_conninfo(address), prepare_threshold=None, autocommit=True)


async def aconnect(address: PostgresAddress) -> psycopg.AsyncConnection:
    """The same for the event loop."""
    return await psycopg.AsyncConnection.connect(_conninfo(address), prepare_threshold=None, autocommit=True)


@contextmanager
def severed_at(connection: psycopg.AsyncConnection, deadline: float) -> Iterator[None]:
    """End the connection if the block is still at it at this time of the loop; what it waits for then raises
    psycopg.OperationalError at once. What the server was told before it may still do.

    Cancelling the task instead, as asyncio.timeout does, has psycopg ask the server first, for up to ten seconds.
    """
    timer = asyncio.get_running_loop().call_at(deadline, _sever, connection)
    try:
        yield
    finally:
        timer.cancel()


def _sever(connection: psycopg.AsyncConnection) -> None:
    with suppress(OSError, psycopg.Error), socket.socket(fileno=os.dup(connection.fileno())) as wire:
        wire.shutdown(socket.SHUT_RDWR)


def _conninfo(address: PostgresAddress) -> str:
    return make_conninfo(
        host=address.host,
        port=address.port,
        dbname=address.database,
        user=address.user,
        password=address.password,
        application_name=APPLICATION,
        connect_timeout=CONNECT_SECONDS_MAX,
        keepalives_idle=LOST_SECONDS_MAX // 2,
        keepalives_interval=1,
        keepalives_count=LOST_SECONDS_MAX // 2,
        tcp_user_timeout=LOST_SECONDS_MAX * 1000,
        **_options(address),
    )


def _options(address: PostgresAddress) -> dict[str, str]:
    """What the address asks for. `system` is this machine's root certificates: psycopg's own libpq looks elsewhere."""
    options = dict(address.options)
    if options.get("sslrootcert") == "system":
        paths = (ssl.get_default_verify_paths().cafile, *ROOTS_FILES)
        options["sslrootcert"] = next((path for path in paths if path and Path(path).is_file()), "system")
    return options
