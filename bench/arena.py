"""Where the contestants meet: a mock upstream, one core for whoever is measured, another for the load."""

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from math import nan
from pathlib import Path
from time import perf_counter

from bench.cpu import cpu_seconds
from bench.load import Check, Outcome, Target, closed_loop
from bench.loop import run
from bench.peers import ROOT, Contestant, Place
from bench.process import ChildError, child, free_port, get, tail, wait_until_healthy
from bench.upstream import HOST

SETTLE_SECONDS = 0.25  # Ledgers that are written in batches after the answer are part of the cost.
UPSTREAM_START_SECONDS_MAX = 10.0


@dataclass(frozen=True, slots=True)
class Cores:
    """The core of the measured, the core of load and upstream, and those that two workers get."""

    gateway: int
    load: int
    pair: frozenset[int]

    @property
    def pair_is_shared(self) -> bool:
        """Whether two workers must share a core with the load."""
        return self.load in self.pair


@dataclass(frozen=True, slots=True)
class Running:
    """A contestant that answers."""

    name: str
    share: float
    pid: int
    target: Target
    start_seconds: float


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run cost the contestant, and the load with the upstream, in CPU seconds; nan after any fault."""

    requests: int
    cpu_seconds: float
    load_cpu_seconds: float
    outcome: Outcome

    @property
    def cpu_us_per_request(self) -> float:
        return self.cpu_seconds / self.requests * 1e6


class Arena:
    """The mock upstream and the contestants, each started when first asked for and stopped with the stack."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.cores = _choose_cores(sorted(os.sched_getaffinity(0)))
        self.faults: list[str] = []
        self._folder = folder
        self._stack = stack
        self._folders = 0
        self._running: dict[tuple[str, int], Running] = {}
        os.sched_setaffinity(0, {self.cores.load})
        self._upstream_port, self._upstream_pid = self._start_upstream()

    def direct(self) -> Running:
        """The upstream itself, as if it were a contestant."""
        return Running("direct", 1.0, self._upstream_pid, Target(HOST, self._upstream_port), 0.0)

    def up(self, contestant: Contestant, workers: int = 1) -> Running:
        """The contestant, kept running until the end; raises NotInstalledError or ChildError."""
        key = (contestant.name, workers)
        if key not in self._running:
            self._running[key] = self._stack.enter_context(self.started(contestant, workers))
        return self._running[key]

    @contextmanager
    def started(self, contestant: Contestant, workers: int = 1) -> Iterator[Running]:
        """A fresh instance of the contestant; its start is timed from the fork to the first 200."""
        self._folders += 1
        place = Place(free_port(), self._upstream_port, self._folder / str(self._folders), workers)
        place.folder.mkdir()
        # nginx's worker runs as another user and must reach its folders.
        place.folder.chmod(0o755)
        launch = contestant.prepare(place)
        cores = {self.cores.gateway} if workers == 1 else set(self.cores.pair)
        log = place.folder / "log"
        began = perf_counter()
        with child(launch.command, cores=cores, environment=launch.environment, log=log) as process:
            wait_until_healthy(process, place.port, contestant.health_path, log, contestant.start_seconds_max)
            took = perf_counter() - began
            target = Target(HOST, place.port, headers=launch.headers)
            yield Running(contestant.name, contestant.share, process.pid, target, took)

    def spend(self, running: Running, bodies: Sequence[bytes], connections: int, check: Check) -> Spent:
        """Sends the bodies in a closed loop and says what that cost."""
        seen, before, load_before = self.upstream_count(), cpu_seconds(running.pid), self._load_cpu()
        outcome = run(closed_loop(running.target, bodies, connections, check))
        load_after = self._load_cpu()
        time.sleep(SETTLE_SECONDS)
        after = cpu_seconds(running.pid)
        clean = self.is_clean(running, outcome, asked=len(bodies), arrived=self.upstream_count() - seen)
        used = after - before if clean else nan
        return Spent(len(bodies), used, load_after - load_before, outcome)

    def is_clean(self, running: Running, outcome: Outcome, *, asked: int, arrived: int) -> bool:
        """Whether every answer was right and every request reached the upstream once; keeps the faults for the end."""
        faults = [f"{times} x {fault}" for fault, times in outcome.faults.items()]
        if arrived != asked:
            faults.append(f"the upstream saw {arrived} of {asked} requests")
        self.faults += [f"{running.name}: {fault}" for fault in faults]
        return not faults

    def behave(self, chunks: int, spacing_seconds: float) -> None:
        """Tells the upstream how its streams shall look."""
        self._ask_upstream(f"/behaviour?chunks={chunks}&spacing_seconds={spacing_seconds}")

    def upstream_count(self) -> int:
        """The chat requests that have reached the upstream so far."""
        count: int = json.loads(self._ask_upstream("/count"))["requests"]
        return count

    def _ask_upstream(self, path: str) -> bytes:
        status, body = get(self._upstream_port, path)
        if status != 200:
            raise ChildError(f"the mock upstream answered {path} with {status}")
        return body

    def _load_cpu(self) -> float:
        return time.process_time() + cpu_seconds(self._upstream_pid)

    def _start_upstream(self) -> tuple[int, int]:
        log = self._folder / "upstream.log"
        environment = {"PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "bench.upstream"]
        process = self._stack.enter_context(child(command, cores={self.cores.load}, environment=environment, log=log))
        deadline = perf_counter() + UPSTREAM_START_SECONDS_MAX
        while not (said := log.read_text()).endswith("\n"):
            if process.poll() is not None or perf_counter() > deadline:
                raise ChildError(f"the mock upstream did not start: {tail(log)}")
            time.sleep(0.01)
        return int(said.splitlines()[-1]), process.pid


def _choose_cores(cores: list[int]) -> Cores:
    if len(cores) >= 3:
        return Cores(cores[-1], cores[0], frozenset(cores[-2:]))
    # The first core serves most interrupts, so the load gets it.
    return Cores(cores[-1], cores[0], frozenset(cores))
