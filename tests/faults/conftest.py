"""A gateway in front of the fault upstream, with short limits and one retry."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.faults import FaultUpstream, fault_upstream, price_file
from tests.support.gateway import Gateway, serving
from tests.support.web import Client

TIMEOUT_SECONDS = 3.0
KEEP_ALIVE_SECONDS = 1.0
SEND_SECONDS = 2.0
KEY = "canary/of+ours=0123456789abcdef"  # Not in the shape of anybody's keys.


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="session")
def faults(home: Path) -> Iterator[FaultUpstream]:
    with fault_upstream(home) as running:
        yield running


@pytest.fixture(scope="session")
def environment(home: Path, faults: FaultUpstream) -> dict[str, str]:
    return {
        "DEPLOYMENT_ENVIRONMENT": "staging",  # Its log is JSON.
        "WORKER_PROCESSES": "1",
        "OPENAI_BASE_URL": faults.base_url,
        "OPENAI_API_KEY": KEY,
        "OPENAI_TIMEOUT": str(TIMEOUT_SECONDS),
        "OPENAI_MAX_RETRIES": "1",
        "OPENAI_BASE_RETRY_DELAY": "0.01",
        "OPENAI_MAX_RETRY_DELAY": "1.5",
        "AUSLEX_SEND_TIMEOUT": str(SEND_SECONDS),
        "AUSLEX_KEEP_ALIVE": str(KEEP_ALIVE_SECONDS),
        "AUSLEX_PRICES": str(price_file(home)),
    }


@pytest.fixture(scope="session")
def gateway(home: Path, environment: dict[str, str]) -> Iterator[Gateway]:
    with serving(Gateway(home / "data", environment)) as running:
        yield running


@pytest.fixture(scope="session")
def client(gateway: Gateway) -> Client:
    made = gateway.client(gateway.create_key("--tier", "INTERNAL"))
    assert 200 == made.chat().status  # From now on, the gateway has a connection that it will use again.
    return made
