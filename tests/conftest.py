"""Servers that a whole session shares; nothing is started for tests that do not ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from auslex.database.address import parse_address
from auslex.database.migrate import migrate
from tests.support.postgres import Database, Server, running_server, template


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


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> Iterator[str]:
    with template(postgres, lambda url: migrate(parse_address(url))) as name:
        yield name


@pytest.fixture
def postgres_database(postgres: Server, postgres_template: str) -> Iterator[Database]:
    """A database at the present schema, for one test; `direct` and `pooled` are its addresses."""
    with postgres.database(postgres_template) as made:
        yield made
