"""A key from the vault goes upstream in place of the environment's, and a new one soon after it is added."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.fixtures import UPSTREAM_KEY, settings
from tests.support.gateway import Gateway, serving
from tests.support.upstream import MockUpstream

VAULT_KEY = "sk-vault-canary-0123456789abcdef"


@pytest.fixture(scope="module")
def home(upstream: MockUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Gateway, Path]]:
    folder = tmp_path_factory.mktemp("vault")
    environment = settings(folder, upstream.base_url, MASTER_ENCRYPTION_KEY="m" * 32)
    yield Gateway(folder / "data", environment), folder / "data"


def test_the_vaults_key_goes_upstream_and_nowhere_else(home: tuple[Gateway, Path], upstream: MockUpstream) -> None:
    gateway, data = home
    with serving(gateway):
        operator = gateway.client(gateway.create_key("--admin", "--tier", "INTERNAL"))
        operator.chat()
        before = upstream.requests[-1].headers["authorization"]
        added = operator.post("/api/admin/upstream-keys", {"key": VAULT_KEY})
    with serving(gateway):
        operator.chat()
        after = upstream.requests[-1].headers["authorization"]
        shown = operator.get("/health/detailed").json["components"]["upstream_keys"]["status"]
        log = gateway.log_up_to_now(operator)
    assert (f"Bearer {UPSTREAM_KEY}", 201, f"Bearer {VAULT_KEY}", "up") == (before, added.status, after, shown)
    with closing(sqlite3.connect(data / "auslex.db")) as connection:
        dump = "\n".join(connection.iterdump())
    assert [] == [text for text in (log, dump) if VAULT_KEY in text or VAULT_KEY.encode().hex().upper() in text]


def test_a_tenants_calls_go_with_its_own_key_and_nobody_elses_do(
    home: tuple[Gateway, Path], upstream: MockUpstream
) -> None:
    gateway, _ = home
    own, its = "sk-tenant-canary-0123456789abcdef", {}
    with serving(gateway):
        operator = gateway.client(gateway.create_key("--admin", "--tier", "INTERNAL"))
        added = operator.post("/api/admin/upstream-keys", {"key": own, "tenant": "smith-and-co"})
    with serving(gateway):
        for tenant in ("smith-and-co", "jones"):
            made = operator.post("/api/admin/keys", {"name": "x", "tenant": tenant, "tier": "INTERNAL"}).json
            assert 200 == gateway.client(made["key"]).chat().status
            its[tenant] = upstream.requests[-1].headers["authorization"]
        breakers = operator.get("/health/detailed").body
        log = gateway.log_up_to_now(operator)
    assert {"smith-and-co": f"Bearer {own}", "jones": f"Bearer {VAULT_KEY}"} == its
    assert "smith-and-co" == added.json["tenant"]
    assert [] == [text for text in (log, breakers.decode()) if own in text]
    assert b"smith-and-co" not in breakers  # Any key may read it.
