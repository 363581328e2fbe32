"""Ten kills on each store, and SIGTERM under load. `make prove-kills` does any number of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kills.trial import Plan, Trial, billing_upstream
from tests.support.postgres import Database
from tests.support.web import Client

PLAN = Plan(kills=10, terms=1, narrow=1, seed=7, wait_for_leases=False, answers_between=(20, 100))


@pytest.fixture
def billing() -> Iterator[Client]:
    with billing_upstream() as client:
        yield client


@pytest.fixture(params=["sqlite", "postgres"])
def trial(request: pytest.FixtureRequest, billing: Client, tmp_path: Path) -> Trial:
    database: Database | None = request.getfixturevalue("postgres_database") if request.param == "postgres" else None
    return Trial(tmp_path / "data", billing, PLAN, print, database)


def test_no_kill_loses_money_or_counts_it_twice(trial: Trial) -> None:
    report = trial.kill()
    counted_too_much = [fault for fault in report.faults if fault.startswith("over-count")]  # Of too few calls to tell.
    assert ([], PLAN.kills) == ([fault for fault in report.faults if fault not in counted_too_much], report.kills)


def test_a_polite_end_under_load_is_exact(trial: Trial) -> None:
    report = trial.end_politely()
    assert ([], 0, report.verdict.bill) == (report.faults, report.verdict.flagged, report.verdict.ledger)
