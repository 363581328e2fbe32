"""What the ledger costs by itself: no HTTP, no upstream, one process or two on each store."""

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from auslex.database.address import SqliteAddress, parse_address
from auslex.database.migrate import migrate
from bench.cpu import cpu_seconds
from bench.disk import sync_milliseconds
from bench.peers import ROOT
from bench.process import ChildError, clean_environment

ACCOUNTS = {"one hot key": 1, "1,000 keys": 1_000}
STORES = ("memory", "sqlite", "postgres", "pgbouncer")
TMPFS = Path("/dev/shm")  # Where PostgreSQL waits for no disk.
RATE = 500.0
SQLITE_CPU_US_MAX = 80.0
POSTGRES_P99_MS_MAX = 5.0
SQLITE_CALLS_FACTOR, MEMORY_CALLS_FACTOR = 2, 4


@dataclass(frozen=True, slots=True)
class Store:
    """A store under test: its address, and what its server's processes have used so far."""

    name: str
    url: str
    server_cpu_seconds: Callable[[], float] = lambda: 0.0
    in_memory: bool = False

    @property
    def title(self) -> str:
        """Its name in the table."""
        return f"{self.name} in memory" if self.in_memory else self.name


@dataclass(slots=True)
class LedgerRow:
    """One line of the table: a list of samples for each figure."""

    title: str
    samples: dict[str, list[float]] = field(default_factory=dict)
    target: tuple[str, float] | None = None

    def add(self, **figures: float) -> None:
        """One round's figures."""
        for name, figure in figures.items():
            self.samples.setdefault(name, []).append(figure)


def throughput(store: Store, title: str, accounts: int, calls: int, rounds: int) -> LedgerRow:
    """Pairs of reserve and settle a second and what they cost, at full load."""
    row = LedgerRow(f"{store.name}, {title}", target=("cpu", SQLITE_CPU_US_MAX) if store.name == "sqlite" else None)
    for _ in range(rounds):
        before = store.server_cpu_seconds()
        (figures,) = _measure(store.url, 1, "--accounts", str(accounts), "--calls", str(calls))
        server = store.server_cpu_seconds() - before
        row.add(
            rate=calls / figures["seconds"],
            cpu=figures["cpu_seconds"] / calls * 1e6,
            server=server / calls * 1e6,
            p50=figures["p50"] * 1e3,
            p99=figures["p99"] * 1e3,
        )
    return row


def latency(store: Store, processes: int, seconds: float, rounds: int) -> LedgerRow:
    """Admission's latency at a fixed rate, shared among the processes."""
    title = f"{store.title}, {RATE:g} a second, {processes} process{'es' if processes > 1 else ''}"
    row = LedgerRow(title, target=("p99", POSTGRES_P99_MS_MAX) if store.name == "postgres" else None)
    rate = RATE / processes
    calls = round(rate * seconds)
    for _ in range(rounds):
        before = store.server_cpu_seconds()
        found = _measure(store.url, processes, "--accounts", "1000", "--calls", str(calls), "--rate", str(rate))
        row.add(
            rate=RATE,
            cpu=sum(each["cpu_seconds"] for each in found) / calls / processes * 1e6,
            server=(store.server_cpu_seconds() - before) / calls / processes * 1e6,
            p50=max(each["p50"] for each in found) * 1e3,
            p99=max(each["p99"] for each in found) * 1e3,
        )
    return row


def disk(folder: Path, seconds: float, rounds: int) -> LedgerRow:
    """What the disk takes of those latencies: nobody's admission is faster."""
    row = LedgerRow(f"fdatasync alone, {RATE:g} a second")
    for _ in range(rounds):
        row.add(rate=RATE, **sync_milliseconds(folder, seconds, RATE))
    return row


def _measure(url: str, processes: int, *options: str) -> list[dict[str, float]]:
    """The figures of processes that start together."""
    command = [sys.executable, "-m", "bench.ledger_load", "--url", url, *options]
    children = [
        subprocess.Popen(
            command, cwd=ROOT, env=clean_environment({"PYTHONPATH": str(ROOT)}), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True,
        )
        for _ in range(processes)
    ]  # fmt: skip
    try:
        for child in children:
            if child.stdout is None or child.stdout.readline() != "ready\n":
                raise ChildError(f"{' '.join(command)} did not start")
        for child in children:
            assert child.stdin is not None
            child.stdin.write("\n")
            child.stdin.flush()
        return [json.loads(child.communicate()[0]) for child in children]
    finally:
        for child in children:
            child.kill()
            child.wait()


@contextmanager
def stores(names: Sequence[str], folder: Path) -> Iterator[list[Store]]:
    """The stores of these names, empty and at the present schema. PostgreSQL keeps its promises: fsync is on."""
    with ExitStack() as stack:
        found = []
        if "memory" in names:
            found.append(Store("memory", "memory:"))
        if "sqlite" in names:
            address = SqliteAddress(folder / "ledger.db")
            migrate(address)
            found.append(Store("sqlite", address.url))
        if {"postgres", "pgbouncer"} & set(names):
            found += _postgres(stack, names, None)
        yield found


def _postgres(stack: ExitStack, names: Sequence[str], folder: Path | None) -> list[Store]:
    """One server, its files in this folder, and the ways to it; in memory where the folder is."""
    from tests.support.postgres import DURABLE, running_server  # The bench runs from a checkout, as the tests do.

    server = stack.enter_context(running_server(DURABLE, folder))
    database = stack.enter_context(server.database())
    migrate(parse_address(database.direct))
    urls = {"postgres": database.direct} if "postgres" in names else {}
    if "pgbouncer" in names:
        urls["pgbouncer"] = database.pooled  # Starts it.
    pids = server.pids

    def used() -> float:
        return sum(map(cpu_seconds, pids))

    return [Store(name, url, used, in_memory=folder is not None) for name, url in urls.items()]


def take(names: Sequence[str], folder: Path, calls: int, seconds: float, rounds: int) -> list[LedgerRow]:
    """Every row for these stores."""
    factors = {"memory": MEMORY_CALLS_FACTOR, "sqlite": SQLITE_CALLS_FACTOR}
    rows = []
    with stores(names, folder) as found:
        for store in found:
            for title, accounts in ACCOUNTS.items():
                rows.append(throughput(store, title, accounts, calls * factors.get(store.name, 1), rounds))
        servers = [store for store in found if store.name in ("postgres", "pgbouncer")]
        rows += [latency(store, processes, seconds, rounds) for store in servers for processes in (1, 2)]
        if servers:
            rows.append(disk(folder, seconds, rounds))
    if servers and TMPFS.is_dir():
        with ExitStack() as stack:
            for store in _postgres(stack, names, TMPFS):
                rows += [latency(store, processes, seconds, rounds) for processes in (1, 2)]
    return rows


LINE = "{:<45}{:>9}{:>24}{:>11}{:>9}{:>25}  {}"


def ledger_table(rows: Sequence[LedgerRow]) -> str:
    """Medians; of CPU and p99 also least and greatest."""
    lines = [LINE.format("", "pairs/s", "CPU us/pair", "server us", "p50 ms", "p99 ms", "target").rstrip()]
    for row in rows:
        figures = {name: statistics.median(values) for name, values in row.samples.items()}
        said = f"longest {max(row.samples['max']):.1f} ms" if "max" in row.samples else ""
        if row.target is not None:
            name, bound = row.target
            said = f"{name} <= {bound:g}: {'meets' if figures[name] <= bound else 'misses'}"
        used = (_spread(row.samples["cpu"]), f"{figures['server']:.0f}") if "cpu" in row.samples else ("", "")
        cells = (f"{figures['rate']:,.0f}", *used)
        lines.append(
            LINE.format(row.title, *cells, f"{figures['p50']:.2f}", _spread(row.samples["p99"]), said).rstrip()
        )
    return "\n".join(lines)


def _spread(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.1f} ({min(values):.1f} to {max(values):.1f})"
