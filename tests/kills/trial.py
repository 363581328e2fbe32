"""One installation with four workers under load, killed at random, then its books compared with the bill."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.process import clean_environment
from tests.contracts.conftest import balances_of, books_of
from tests.kills.faults import DatabaseFaults
from tests.kills.load import NARROW_SHARE, OUTPUT_TOKENS, Load
from tests.kills.upstream import OUTPUT_PRICE, Billed
from tests.kills.verdict import Verdict, check_balances, judge, passed
from tests.support.gateway import REPOSITORY, STOP_SECONDS_MAX, Gateway
from tests.support.postgres import Database
from tests.support.waiting import until
from tests.support.web import Client

WORKERS = 4
CALLERS = 6
HASTY_SHARE = 0.1  # So many kills follow the one before at once, and often hit a worker that is starting.
HASTY_SECONDS_MAX = 1.5
LOG_SHOWN_MAX = 2_000  # Characters of the gateway's last words.
PROGRESS_SECONDS_MAX = 60.0  # A load that gets no answer for so long has hung.
SWEEP_SECONDS_MAX = 90.0  # A lease of 30 s, a beat of 10 s, and a busy machine.
PLENTY = "10000000"
PLENTY_OF_TOKENS = "1000000000000"


@dataclass(frozen=True, slots=True)
class Plan:
    """kills: of random workers. terms: of the whole gateway, politely, under load. narrow: keys that run out.

    wait_for_leases: let the dead workers' leases lapse by themselves, as in life; else they are ended by hand once
    every worker is known to be dead, and only the sweep is waited for.
    answers_between: how many answers come from one kill to the next, at least and at most.
    """

    kills: int
    terms: int = 0
    narrow: int = 4
    seed: int = 0
    wait_for_leases: bool = True
    answers_between: tuple[int, int] = (60, 340)

    @property
    def narrow_budget(self) -> int:
        """Nanodollars: what makes the narrow keys run out one after another until the end."""
        calls = max(self.kills, self.terms) * sum(self.answers_between) / 2 * NARROW_SHARE / self.narrow
        return max(10, round(calls * 0.9)) * OUTPUT_TOKENS * OUTPUT_PRICE


@dataclass(slots=True)
class Report:
    """What a trial saw, beside the verdict on its books. holds: left open by each worker that was killed with some."""

    verdict: Verdict
    kills: int = 0
    terms: int = 0
    starting: int = 0
    seconds: float = 0.0
    answers: Counter[str] = field(default_factory=Counter)
    holds: list[tuple[int, int]] = field(default_factory=list)
    database: Counter[str] = field(default_factory=Counter)
    ended: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """Everything that must not be."""
        hung = [f"{self.answers['hung']} calls hung"] if self.answers["hung"] else []
        return [*self.verdict.faults, *self.ended, *hung]


class Trial:
    """A gateway and its upstream. `kill` and `end_politely` are the two kinds of trial; each wants a fresh one."""

    def __init__(
        self, data_dir: Path, upstream: Client, plan: Plan, say: Callable[[str], None], database: Database | None = None
    ) -> None:
        self._data_dir = data_dir
        self._upstream = upstream
        self._plan = plan
        self._say = say
        self._database = database
        self._chance = random.Random(plan.seed)
        self._faults = DatabaseFaults(database, self._chance) if database is not None else None
        environment = {
            "OPENAI_BASE_URL": f"http://127.0.0.1:{upstream.port}/v1",
            "OPENAI_API_KEY": "sk-upstream",
            "AUSLEX_SERVICE_TIER": "default",  # As at OpenAI's own address, where it need not be said.
            "OPENAI_BASE_RETRY_DELAY": "0.01",
            "OPENAI_MAX_RETRY_DELAY": "0.05",
            "LOG_LEVEL": "WARNING",
        }
        address = self._faults.url if self._faults is not None else None
        command = ("auslex", "serve", "--workers", str(WORKERS))
        self.gateway = Gateway(data_dir, environment, command, database, address)
        self._budgets: dict[str, int] = {}
        self._ended: list[str] = []
        self._starting = 0
        self._killed = 0

    def kill(self) -> Report:
        """Kill workers under load until the plan is done; then let the survivors sweep, and judge."""
        began = time.monotonic()
        with self._closing():
            wide, narrow = self._keys()
            self.gateway.start()
            with Load(self.gateway.port, CALLERS, wide, narrow, self._plan.seed) as load:
                for number in range(1, self._plan.kills + 1):
                    self._pause(load)
                    self._kill_one(number)
                    if self._faults is not None:
                        self._faults.strike(number, self._plan.kills)
                self._until_answers(load, 50)
            if self._faults is not None:
                self._faults.rest()
            self.gateway.stop()
            self._sweep()
            return self._report(load, time.monotonic() - began)

    def end_politely(self) -> Report:
        """SIGTERM the whole gateway under load, several times: nothing may be flagged or open afterwards."""
        began = time.monotonic()
        with self._closing():
            wide, narrow = self._keys()
            answers: Counter[str] = Counter()
            for number in range(1, self._plan.terms + 1):
                self.gateway.start()
                with Load(self.gateway.port, CALLERS, wide, narrow, self._plan.seed + number) as load:
                    self._until_answers(load, self._chance.randint(*self._plan.answers_between))
                    if status := self.gateway.stop():
                        self._ended.append(f"the gateway ended with status {status} after SIGTERM")
                answers += load.answers
            report = self._report(load, time.monotonic() - began)
            report.answers, report.terms = answers, self._plan.terms
            open_or_flagged = [
                row for row in self.gateway.rows() if row.state == "D" or row.source in ("held", "counted")
            ]
            report.ended += [f"{row.request_id} is {row.state} {row.source} after SIGTERM" for row in open_or_flagged]
            return report

    @contextmanager
    def _closing(self) -> Iterator[None]:
        with ExitStack() as stack:
            if self._faults is not None:
                stack.enter_context(self._faults)
            stack.callback(lambda: self.gateway.stop() if self.gateway.runs else None)
            yield

    def _keys(self) -> tuple[str, list[str]]:
        self._data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        much = ("--rpm", PLENTY, "--tpm", PLENTY_OF_TOKENS, "--usd-month", PLENTY)
        budget = f"{self._plan.narrow_budget / 10**9:.9f}"
        narrow = [self.gateway.create_key(*much, "--usd-day", budget) for _ in range(self._plan.narrow)]
        listed = self._read("SELECT key_id FROM api_keys")
        self._budgets = {f"key:{key_id}": self._plan.narrow_budget for (key_id,) in listed}
        return self.gateway.create_key(*much, "--usd-day", PLENTY), narrow

    def _pause(self, load: Load) -> None:
        """Until the next kill: a number of answers, or, now and then, no longer than a worker takes to start."""
        if self._chance.random() < HASTY_SHARE:
            time.sleep(self._chance.uniform(0, HASTY_SECONDS_MAX))
        else:
            self._until_answers(load, self._chance.randint(*self._plan.answers_between))

    def _until_answers(self, load: Load, count: int) -> None:
        wanted, deadline = load.answered + count, time.monotonic() + PROGRESS_SECONDS_MAX
        while load.answered < wanted:
            if self.gateway.has_ended:
                self._ended.append(f"the gateway ended by itself: {self.gateway.log[-LOG_SHOWN_MAX:]}")
                self.gateway.start()
            if time.monotonic() > deadline:
                said = f"{dict(load.answers)}; {self.gateway.log[-LOG_SHOWN_MAX:]}"
                self._ended.append(f"no {count} answers within {PROGRESS_SECONDS_MAX:g} s: {said}")
                return
            time.sleep(0.005)

    def _kill_one(self, number: int) -> None:
        workers = until(lambda: worker_pids(self.gateway.pid))
        victim = self._chance.choice(workers)
        is_starting = not serves(victim)
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        self._killed += 1
        self._starting += is_starting
        [(count, amount)] = self._read("SELECT count(*), coalesce(sum(held_amount), 0) FROM attempts WHERE state = 'D'")
        phase = "starting" if is_starting else "serving"
        self._say(f"kill {number}: {phase} worker {victim}; open then: {count} holds, ${amount / 10**9:.6f}")
        self._ended += passed(self.gateway.balances(), self._budgets)

    def _sweep(self) -> None:
        """Every worker is dead now. A gateway that starts afterwards must find and charge what they left."""
        if not self._plan.wait_for_leases:
            self._write("DELETE FROM owners")
        self.gateway.start()
        with suppress(AssertionError):  # What is still open then, the verdict names.
            until(lambda: not self._read("SELECT 1 FROM attempts WHERE state = 'D' LIMIT 1"), SWEEP_SECONDS_MAX)
        self.gateway.stop()

    def _report(self, load: Load, seconds: float) -> Report:
        verdict = judge(self._bill(), self.gateway.rows())
        sums = balances_of(self._read) == books_of(self._read)
        check_balances(verdict, self.gateway.balances(), sums, self._budgets)
        held = "SELECT count(*), sum(held_amount) FROM attempts WHERE source = 'held' GROUP BY owner ORDER BY count(*)"
        return Report(
            verdict, self._killed, 0, self._starting, seconds, load.answers,
            [(count, int(amount)) for count, amount in self._read(held)],
            self._faults.done if self._faults is not None else Counter(), self._ended,
        )  # fmt: skip

    def _bill(self) -> list[Billed]:
        return [Billed(*line) for line in json.loads(self._upstream.get("/bill").body)]

    def _read(self, statement: str) -> list[tuple[object, ...]]:
        return self.gateway.read(statement)

    def _write(self, statement: str) -> None:
        self.gateway.write(statement)


def worker_pids(parent: int) -> list[int]:
    """The gateway's worker processes, starting ones included."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in _command(int(pid))]


def _command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def serves(pid: int) -> bool:
    """True for a worker whose event loop runs: it watches something (an epoll that is not empty)."""
    with suppress(OSError):
        return any("tfd:" in info.read_text() for info in Path(f"/proc/{pid}/fdinfo").iterdir())
    return False


@contextmanager
def billing_upstream() -> Iterator[Client]:
    """The upstream that keeps its own bill, as a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kills.upstream"],
        stdout=subprocess.PIPE,
        env=clean_environment({"PYTHONPATH": str(REPOSITORY)}),
        cwd=REPOSITORY,
    )
    assert process.stdout is not None
    try:
        yield Client(int(process.stdout.readline()))
    finally:
        process.stdout.close()
        process.terminate()
        process.wait(STOP_SECONDS_MAX)
