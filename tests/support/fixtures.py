"""A gateway and its upstream for a whole folder of tests; a conftest.py imports what it wants."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.gateway import Gateway, serving
from tests.support.upstream import MockUpstream, mock_upstream
from tests.support.web import Client

UPSTREAM_KEY = "sk-upstream-canary-0123456789abcdef"
RETRIES_MAX = 2
REQUEST_BYTES_MAX = 1 << 20
# Failures count against a model's circuit breaker, so each test that makes an upstream fail has a model of its own.
FAILING_MODELS = tuple(f"failing-{number}" for number in range(10))
PRICED = '[models."{}"]\ninput = "1"\noutput = "2"\n'


@pytest.fixture(scope="session")
def upstream() -> Iterator[MockUpstream]:
    with mock_upstream() as mock:
        yield mock


@pytest.fixture(autouse=True)
def friendly_upstream(upstream: MockUpstream) -> None:
    """What one test told the upstream to answer is nothing to the next."""
    upstream.will()


@pytest.fixture(scope="session")
def gateway(upstream: MockUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    home = tmp_path_factory.mktemp("gateway")
    with serving(Gateway(home / "data", settings(home, upstream.base_url))) as running:
        yield running


@pytest.fixture(scope="session")
def client(gateway: Gateway) -> Client:
    """Somebody with a key that has nothing special about it but a high limit."""
    return gateway.client(gateway.create_key("--tier", "INTERNAL", "--tenant", "somebody"))


@pytest.fixture(scope="session")
def operator(gateway: Gateway) -> Client:
    return gateway.client(gateway.create_key("--tier", "INTERNAL", "--tenant", "operator", "--admin"))


def settings(home: Path, upstream_url: str, **more: str) -> dict[str, str]:
    """The environment of a gateway in front of this upstream, with prices for the models that are to fail."""
    prices = home / "prices.toml"
    prices.write_text("\n".join(PRICED.format(model) for model in FAILING_MODELS))
    return {
        "OPENAI_BASE_URL": upstream_url,
        "OPENAI_API_KEY": UPSTREAM_KEY,
        "OPENAI_MAX_RETRIES": str(RETRIES_MAX),
        "OPENAI_BASE_RETRY_DELAY": "0.01",
        "OPENAI_MAX_RETRY_DELAY": "0.02",
        "MAX_REQUEST_SIZE_MB": str(REQUEST_BYTES_MAX >> 20),
        "AUSLEX_PRICES": str(prices),
        **more,
    }
