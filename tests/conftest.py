"""Servers that a whole session shares; nothing is started for tests that do not ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.postgres import Database, Server, running_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL, and PgBouncer for whoever asks for a pooled address."""
    with running_server() as server:
        yield server


@pytest.fixture
def empty_postgres(postgres: Server) -> Iterator[Database]:
    """A database without a table."""
    with postgres.database() as made:
        yield made
