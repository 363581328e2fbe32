"""One process that reserves and settles on a ledger, and says as JSON what that cost: the child of `bench ledger`."""

import argparse
import asyncio
import json
import resource
import statistics
import sys
from contextlib import AbstractAsyncContextManager, nullcontext
from pathlib import Path
from time import perf_counter

from auslex.accounting.memory import MemoryLedger
from auslex.accounting.policy import Cost
from auslex.accounting.sqlite import SqliteLedger
from auslex.accounting.store import AttemptState, Granted, Ledger, Order, Payer, Reserve, Resolve, new_attempt_id
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.clock import SystemClock
from auslex.core.money import Nanodollars
from auslex.database.address import PostgresAddress, parse_address
from bench.loop import run

PLENTY = Limits(10**9, 10**12, Nanodollars(10**18), Nanodollars(10**18))  # Every limit is checked, none refuses.
COST = Cost(1, 1_000, Nanodollars(500_000))
PAID = Nanodollars(400_000)
ORDER = Order("req_0123456789abcdef01234567", "key_0123456789abcdef", "t", "", "chat_completions", "m", "openai", "v1")
WARM_UP = 500
CLOCK = SystemClock()


def ledger_at(url: str) -> AbstractAsyncContextManager[Ledger]:
    """The ledger at this address; `memory:` for the one in this process."""
    if url == "memory:":
        return nullcontext(MemoryLedger(CLOCK))
    address = parse_address(url)
    if isinstance(address, PostgresAddress):
        from auslex.accounting.postgres import PostgresLedger

        return PostgresLedger(address, CLOCK)
    return SqliteLedger(Path(address.path), CLOCK)


class Load:
    """Calls that take turns on so many keys, each with a tenant of its own, all on one installation."""

    def __init__(self, ledger: Ledger, accounts: int) -> None:
        self._ledger = ledger
        self._turn = 0
        self._payers = [
            (Payer(f"key:{number}", PLENTY), Payer(f"tenant:{number}", UNLIMITED), Payer("installation", UNLIMITED))
            for number in range(accounts)
        ]
        self.latencies_seconds: list[float] = []

    async def call(self) -> None:
        """Reserve and dispatch, then settle; the settlement waits for nobody."""
        self._turn += 1
        payers, attempt_id = self._payers[self._turn % len(self._payers)], new_attempt_id(CLOCK)
        began = perf_counter()
        answer = await self._ledger.reserve(Reserve(payers, COST, ORDER, attempt_id))
        self.latencies_seconds.append(perf_counter() - began)
        if not isinstance(answer, Granted):
            sys.exit(f"refused: {answer}")
        self._ledger.resolve(Resolve(attempt_id, payers, AttemptState.SETTLED, PAID, 300, 0, 500))

    async def closed(self, calls: int, callers: int) -> None:
        """So many callers, each with its next call as soon as the last is admitted."""
        left = iter(range(calls))

        async def caller() -> None:
            for _ in left:
                await self.call()
                await asyncio.sleep(0)  # The ledger in memory would otherwise never let anybody else in.

        await asyncio.gather(*(caller() for _ in range(callers)))

    async def open(self, calls: int, rate_per_second: float) -> None:
        """A call at each tick, whether or not earlier ones are admitted."""
        loop, tasks = asyncio.get_running_loop(), []
        began = loop.time()
        for number in range(calls):
            await asyncio.sleep(max(0.0, began + number / rate_per_second - loop.time()))
            tasks.append(loop.create_task(self.call()))
        await asyncio.gather(*tasks)


async def measure(options: argparse.Namespace) -> dict[str, float]:
    """Seconds, CPU seconds of this process with its threads, and admission's percentiles in seconds."""
    async with ledger_at(options.url) as ledger:
        load = Load(ledger, options.accounts)
        await load.closed(WARM_UP, 16)
        await ledger.check()
        load.latencies_seconds.clear()
        print("ready", flush=True)
        sys.stdin.readline()
        began, before = perf_counter(), _cpu_seconds()
        if options.rate:
            await load.open(options.calls, options.rate)
        else:
            await load.closed(options.calls, options.callers)
        await ledger.check()  # After every settlement.
        seconds, used = perf_counter() - began, _cpu_seconds() - before
    cuts = statistics.quantiles(load.latencies_seconds, n=100, method="inclusive")
    return {"seconds": seconds, "cpu_seconds": used, "p50": cuts[49], "p99": cuts[98]}


def _cpu_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Say "ready", wait for a line, measure, and print the figures as one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger_load", description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--accounts", type=int, default=1)
    parser.add_argument("--calls", type=int, default=10_000)
    parser.add_argument("--callers", type=int, default=64)
    parser.add_argument("--rate", type=float, default=0.0, help="calls a second (open loop); 0 for a closed loop")
    print(json.dumps(run(measure(parser.parse_args()))), flush=True)


if __name__ == "__main__":
    main()
