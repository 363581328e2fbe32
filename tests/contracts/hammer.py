"""One worker process of test_processes: reserves and resolves on a shared file, then leaves or is left for dead."""

from __future__ import annotations

import asyncio
import os
import random
import sys
from pathlib import Path

from auslex.accounting.policy import Cost
from auslex.accounting.sqlite import SqliteLedger
from auslex.accounting.store import AttemptState, Granted, Order, Payer, Reserve, Resolve
from auslex.accounting.tiers import UNLIMITED, Limits
from auslex.core.clock import SystemClock
from auslex.core.money import Nanodollars

BUDGET = Nanodollars(100_000)
PAYERS = (
    Payer("key:k", Limits(day=BUDGET)),
    Payer("tenant:t", UNLIMITED),
    Payer("installation", Limits(month=BUDGET)),
)


async def work(database: Path, worker: str, end: str) -> None:
    chance = random.Random(worker)
    async with SqliteLedger(database, SystemClock()) as ledger:
        await asyncio.gather(*[call(ledger, f"{worker}-{place}", chance) for place in range(300)])
        if end == "die":
            os._exit(9)


async def call(ledger: SqliteLedger, attempt_id: str, chance: random.Random) -> None:
    """One attempt: held, then settled, voided or left open."""
    order = Order("r", "k", "t", "", "chat_completions", "m", "u", "v")
    held = chance.randrange(100, 500)
    answer = await ledger.reserve(Reserve(PAYERS, Cost(1, 10, Nanodollars(held)), order, attempt_id))
    if not isinstance(answer, Granted):
        return
    fate = chance.random()
    if fate < 0.6:
        paid = Nanodollars(chance.randrange(held))
        ledger.resolve(Resolve(attempt_id, PAYERS, AttemptState.SETTLED, paid, 5))
    elif fate < 0.9:
        ledger.resolve(Resolve(attempt_id, PAYERS, AttemptState.VOID))


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
