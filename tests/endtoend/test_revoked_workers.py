"""A key that has ended is refused by each of four worker processes within a second, however it ended."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from auslex.identity.authenticator import FRESH_SECONDS
from tests.support.fixtures import settings
from tests.support.gateway import Gateway, serving
from tests.support.postgres import Server
from tests.support.upstream import MockUpstream, mock_upstream
from tests.support.workers import connected, status

BOUND_SECONDS = 1.0
Workers = list[http.client.HTTPConnection]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def gateway(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    home = tmp_path_factory.mktemp("revoked")
    with ExitStack() as stack:
        mock: MockUpstream = stack.enter_context(mock_upstream())
        database = None
        if request.param == "postgres":
            server: Server = request.getfixturevalue("postgres")
            database = stack.enter_context(server.database())
        command = ("auslex", "serve", "--workers", "4")
        environment = settings(home, mock.base_url)
        yield stack.enter_context(serving(Gateway(home / "data", environment, command, database)))


@pytest.fixture(scope="module")
def workers(gateway: Gateway) -> Iterator[Workers]:
    with connected(gateway) as each:
        yield each


@pytest.fixture(scope="module")
def admin(gateway: Gateway) -> str:
    return gateway.create_key("--tier", "INTERNAL", "--admin")


def by_command(gateway: Gateway, admin: str, key_id: str) -> None:
    gateway.command("keys", "revoke", key_id)


def by_route(gateway: Gateway, admin: str, key_id: str) -> None:
    assert 200 == gateway.client(admin).post(f"/api/admin/keys/{key_id}/revoke", b"").status


def by_rotation(gateway: Gateway, admin: str, key_id: str) -> None:
    body = {"overlap_seconds": 0}
    assert 201 == gateway.client(admin).post(f"/api/admin/keys/{key_id}/rotate", body).status


def test_a_look_up_is_believed_for_no_longer_than_promised() -> None:
    assert FRESH_SECONDS <= BOUND_SECONDS


@pytest.mark.parametrize("end", [by_command, by_route, by_rotation])
def test_an_ended_key_is_refused_by_every_worker_within_a_second(
    gateway: Gateway, workers: Workers, admin: str, end: Callable[[Gateway, str, str], None]
) -> None:
    made = gateway.client(admin).post("/api/admin/keys", {"name": "short-lived"}).json

    def asked() -> list[int]:
        return [status(worker, made["key"]) for worker in workers]

    before = asked()
    end(gateway, admin, made["id"])
    ended = time.monotonic()
    while time.monotonic() < ended + BOUND_SECONDS:
        asked()  # Whoever is asked all the time has no reason to look again.
    assert ([404] * 4, [401] * 4) == (before, asked())
