"""An outage: requests keep coming while nobody listens upstream, and it is counted what that costs and how it ends."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bench.process import free_port
from tests.support.faults import fault_upstream, price_file
from tests.support.gateway import Gateway, serving

MODEL = "gpt-4o-mini"
RECOVERY_SECONDS_MAX = 30.0
REQUEST_SECONDS_MAX = 10.0
CALL = {"model": MODEL, "messages": [{"role": "user", "content": "Say hello."}], "max_tokens": 5}
IN_A_ROW = 20
PROBE_SECONDS = 0.1  # Between two requests of whoever waits for the end.


@dataclass(frozen=True, slots=True)
class Outage:
    """What was seen.

    attempts: upstream attempts while nobody listened. back_after_seconds: until every request was served again, by
    whichever worker, since somebody listened again.
    """

    requests: int
    attempts: int
    answers: dict[str, int]
    slowest_refusal_seconds: float
    back_after_seconds: float

    @property
    def attempts_max(self) -> float:
        """What the requests may have cost the upstream, had it been there."""
        return 1.2 * self.requests + 30

    def __str__(self) -> str:
        slowest = 1000 * self.slowest_refusal_seconds
        return (
            f"{self.requests} requests while nobody listened\n"
            f"upstream attempts: {self.attempts} (at most {self.attempts_max:.0f})\n"
            f"answers: {self.answers}, the slowest refusal of an open breaker after {slowest:.0f} ms\n"
            f"served again, {IN_A_ROW} times out of {IN_A_ROW}, after {self.back_after_seconds:.1f} s "
            f"(at most {RECOVERY_SECONDS_MAX:g})"
        )


@contextmanager
def gateway_before(home: Path, port: int, workers: int) -> Iterator[Gateway]:
    """A gateway whose upstream is at this port, now and then."""
    environment = {
        "DEPLOYMENT_ENVIRONMENT": "staging",
        "WORKER_PROCESSES": str(workers),
        "OPENAI_BASE_URL": f"http://127.0.0.1:{port}/v1",
        "OPENAI_API_KEY": "sk-rehearsal-0123456789",
        "OPENAI_BASE_RETRY_DELAY": "0.05",
        "AUSLEX_PRICES": str(price_file(home, MODEL)),
    }
    with serving(Gateway(home / "data", environment)) as gateway:
        yield gateway


async def play(home: Path, seconds: float, rate: int, workers: int = 1) -> Outage:
    """An outage of so many seconds under so many requests a second."""
    port = free_port()
    with gateway_before(home, port, workers) as gateway:
        # Its own limits must not be what refuses.
        key = gateway.create_key("--tier", "INTERNAL", "--rpm", "1000000", "--tpm", "1000000000")
        async with aiohttp.ClientSession(
            f"http://127.0.0.1:{gateway.port}", headers={"Authorization": f"Bearer {key}"}
        ) as session:
            with fault_upstream(home, port):
                assert 200 == (await _call(session))[0]
            before = len(gateway.rows())
            calls = []
            for number in range(int(seconds * rate)):
                calls.append(asyncio.ensure_future(_call(session)))
                await asyncio.sleep(1 / rate if number else 0)
            answers = await asyncio.gather(*calls)
            attempts = len(gateway.rows()) - before
            with fault_upstream(home, port):
                began = time.monotonic()
                back_after = await _served_since(session) - began
    codes = Counter(f"{status} {code}".strip() for status, code, _ in answers)
    slowest = max(taken for _, code, taken in answers if code == "upstream_unavailable")
    return Outage(len(calls), attempts, dict(codes), slowest, back_after)


async def _served_since(session: aiohttp.ClientSession) -> float:
    """When so many calls in a row began to be served; one may be, and the next find a worker that does not know yet."""
    served, since = 0, time.monotonic()
    async with asyncio.timeout(2 * RECOVERY_SECONDS_MAX):
        while served < IN_A_ROW:
            if (await _call(session))[0] == 200:
                served += 1
            else:
                await asyncio.sleep(PROBE_SECONDS)
                served, since = 0, time.monotonic()
    return since


async def _call(session: aiohttp.ClientSession) -> tuple[int, str, float]:
    began = time.monotonic()
    async with asyncio.timeout(REQUEST_SECONDS_MAX), session.post("/v1/chat/completions", json=CALL) as response:
        body = await response.json()
        return response.status, body.get("error", {}).get("code", ""), time.monotonic() - began


def main() -> None:
    """Play one and print what was seen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--rate", type=int, default=100)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        print(asyncio.run(play(Path(home), given.seconds, given.rate, given.workers)))


if __name__ == "__main__":
    main()
