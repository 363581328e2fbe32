"""The commands of an operator whose database is PostgreSQL, as they are typed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from bench.process import clean_environment
from tests.support.gateway import PROGRAMS, REPOSITORY
from tests.support.postgres import PASSWORD, Database

RUN_SECONDS_MAX = 60.0
Run: TypeAlias = Callable[..., tuple[int, str]]


@pytest.fixture(params=["direct", "pooled"])
def run(request: pytest.FixtureRequest, postgres_database: Database, tmp_path: Path) -> Run:
    """Runs `auslex` and gives its exit status and all that it said."""
    given = {
        "DATABASE_URL": getattr(postgres_database, request.param),
        "AUSLEX_DATA_DIR": str(tmp_path),
        "PYTHONPATH": str(REPOSITORY),
    }

    def auslex(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [str(PROGRAMS / "auslex"), *arguments],
            env=clean_environment(given), capture_output=True, text=True, timeout=RUN_SECONDS_MAX, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    return auslex


def test_a_key_is_made_listed_and_revoked(run: Run, postgres_database: Database) -> None:
    run("keys", "create", "--name", "desk")
    ((key_id,),) = postgres_database.query("SELECT key_id FROM api_keys")
    assert (0, "active") == (lambda status, said: (status, said.splitlines()[-1].split()[4]))(*run("keys", "list"))
    assert (0, f"Revoked {key_id}.\n") == run("keys", "revoke", key_id)
    assert [] == postgres_database.query("SELECT key_id FROM api_keys WHERE revoked_at IS NULL")


def test_the_doctor_finds_the_database_and_shows_no_password(run: Run, postgres_database: Database) -> None:
    _, said = run("doctor")
    assert f"/{postgres_database.name}: the schema is current" in said
    assert PASSWORD not in said
