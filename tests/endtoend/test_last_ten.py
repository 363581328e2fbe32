"""Two hundred callers at once, four workers, and money for ten calls."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.support.gateway import Gateway, serving
from tests.support.postgres import Database
from tests.support.upstream import MockUpstream, completion, mock_upstream
from tests.support.waiting import until
from tests.support.web import chat

CALLERS, FITTING, WORKERS = 200, 10, 4
OUTPUT_TOKENS = 20
INPUT_PRICE, OUTPUT_PRICE = 150, 600  # gpt-4o-mini, nanodollars a token.


@pytest.fixture
def upstream() -> Iterator[MockUpstream]:
    with mock_upstream() as mock:
        yield mock


@pytest.fixture(params=["sqlite", "postgres"])
def gateway(request: pytest.FixtureRequest, upstream: MockUpstream, tmp_path: Path) -> Iterator[Gateway]:
    database: Database | None = request.getfixturevalue("postgres_database") if request.param == "postgres" else None
    environment = {"OPENAI_BASE_URL": upstream.base_url, "OPENAI_API_KEY": "sk-upstream"}
    environment["WORKER_CONNECTIONS"] = str(CALLERS)
    command = ("auslex", "serve", "--workers", str(WORKERS))
    with serving(Gateway(tmp_path / "data", environment, command, database)) as running:
        client = running.client(running.create_key("--tier", "INTERNAL"))
        until(lambda: client.chat().status == 200 and len(running.read("SELECT 1 FROM owners")) == WORKERS)
        yield running


def test_of_many_callers_at_once_no_more_reach_the_upstream_than_the_budget_pays_for(
    gateway: Gateway, upstream: MockUpstream
) -> None:
    held = hold_of_one_call(gateway)
    prompt_tokens = (held - OUTPUT_TOKENS * OUTPUT_PRICE) // INPUT_PRICE  # All that was held, but for a token's part.
    paid = prompt_tokens * INPUT_PRICE + OUTPUT_TOKENS * OUTPUT_PRICE
    answer = completion(prompt_tokens, OUTPUT_TOKENS)
    key = gateway.create_key("--rpm", "100000", "--tpm", "100000000", "--usd-day", f"{FITTING * held / 10**9:.9f}")
    upstream.requests.clear()
    upstream.will(*[answer] * CALLERS)
    statuses = Counter(asyncio.run(ask_all(gateway, key)))
    until(lambda: all(row.state != "D" for row in gateway.rows()))
    reached = len(upstream.requests)
    # On a machine that is too busy to decide in time, some are refused with 503, and fewer than ten may get through.
    assert (reached, {200, 429}, CALLERS) == (statuses[200], statuses.keys() - {503}, statuses.total())
    assert 0 < reached <= FITTING
    assert [(0, reached * paid)] * 2 == [
        (each.reserved, each.settled) for each in gateway.balances() if each.account == spender(gateway)
    ]


def hold_of_one_call(gateway: Gateway) -> int:
    """What the ledger holds for the call that everybody is going to make."""
    answer = gateway.client(gateway.create_key()).chat(max_tokens=OUTPUT_TOKENS)
    (row,) = gateway.resolved_rows(answer.headers["x-request-id"])
    return row.held_amount


def spender(gateway: Gateway) -> str:
    """The account of the key that was used last."""
    return f"key:{gateway.rows()[-1].key_id}"


async def ask_all(gateway: Gateway, key: str) -> list[int]:
    """A connection for each, so that the kernel deals them to all workers."""
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with aiohttp.ClientSession(connector=connector, headers={"Authorization": f"Bearer {key}"}) as session:
        return await asyncio.gather(*(ask(session, gateway) for _ in range(CALLERS)))


async def ask(session: aiohttp.ClientSession, gateway: Gateway) -> int:
    async with session.post(gateway.base_url + "/chat/completions", json=chat(max_tokens=OUTPUT_TOKENS)) as response:
        await response.read()
        return response.status
