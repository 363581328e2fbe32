"""Everything that one schedule has: workers with the real gateway in them, callers, one clock, and one seed."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import msgspec

from auslex.accounting.accountant import INSTALLATION, Accountant
from auslex.accounting.pricing import PerMillion, Price, PriceTable, Rates
from auslex.accounting.sqlite import SqliteLedger
from auslex.accounting.sqlite_shelf import ResolvedElsewhereError
from auslex.accounting.store import Granted, Ledger, LedgerOptions, Refused, Reserve, Resolve
from auslex.accounting.tiers import Limits
from auslex.caching.port import NoCache
from auslex.core import ids
from auslex.core.calls import Call, Endpoint
from auslex.core.errors import AuslexError, LimitExceeded
from auslex.core.events import Frames
from auslex.core.principal import LimitOverrides, Principal, Scope, Tier
from auslex.observing.metrics import Metrics
from auslex.observing.recorder import Recorder
from auslex.pipeline.attempts import Attempts
from auslex.pipeline.background import Background
from auslex.pipeline.exchange import Exchange
from auslex.pipeline.gateway import Gateway
from auslex.pipeline.guards import ChargeProbes, Limit, Mask, Optimise, Recall, Record, ScreenInput
from auslex.resilience.breaker import BreakerOptions
from auslex.resilience.recovery import RecoveryOptions
from auslex.resilience.resilient import Resilient
from auslex.screening.port import NoMasking, NoScreening
from auslex.tokens.counting import TokenCounter
from auslex.tokens.port import NoOptimiser
from auslex.upstreams.several import Upstreams
from auslex.wire.requests import RequestOptions, parse
from tests.simulation.checker import Checker
from tests.simulation.loop import Process, SimulatedLoop
from tests.simulation.store import Connection, Database, Disk, InjectedFailure
from tests.simulation.upstream import CACHED, INPUT, OUTPUT, Upstream

NANO = 1_000_000_000
SYDNEY = "Australia/Sydney"
ZONES = {"utc": "UTC", "syd": SYDNEY}  # Of the two tenants.
KEYS = {"k1": "utc", "k2": "syd", "k3": "syd"}
MODELS = ("gpt-4o", "gpt-4o-mini", "o3")
LEASE_SECONDS, WAIT_SECONDS = 2.4, 0.5
BREAKER = BreakerOptions(consecutive_failures_max=2, open_seconds=0.5)
RECOVERY = RecoveryOptions(
    retries_max=2,
    delay_seconds_base=0.05,
    delay_seconds_max=0.2,
    fallbacks={"gpt-4o": ("gpt-4o-mini",)},
    attempts_max=4,
)


@cache
def recorder() -> Recorder:
    """Counts, and decides nothing; making its metrics anew would cost more than a schedule."""
    return Recorder(Metrics(None))


@cache
def calls() -> tuple[Call, ...]:
    """What callers ask: whole answers and streams, one model that thinks in secret, one far too dear."""
    bodies = [
        {"model": "gpt-4o", "max_tokens": 16},
        {"model": "gpt-4o", "max_tokens": 16, "stream": True, "stream_options": {"include_usage": True}},
        {"model": "gpt-4o-mini", "max_tokens": 32, "stream": True},
        {"model": "o3", "max_tokens": 16, "stream": True},
        {"model": "o3", "max_tokens": 16},
        {"model": "gpt-4o", "max_tokens": 16, "stream": True},
        {"model": "gpt-4o-mini", "max_tokens": 4_000},
    ]
    options = RequestOptions(16)
    messages = [{"role": "user", "content": "What does the law say about the limits of a lease in Sydney?"}]
    return tuple(
        parse(Endpoint.CHAT_COMPLETIONS, msgspec.json.encode({**body, "messages": messages}), options)
        for body in bodies
    )


@cache
def prices() -> PriceTable:
    rates = Rates(*(PerMillion(price * 10**6) for price in (INPUT, OUTPUT, CACHED, INPUT)))
    return PriceTable(({model: Price(model, rates, "v") for model in MODELS},))


class Clock:
    """One machine's clocks: the stopwatch is the loop's, the calendar may be set."""

    def __init__(self, loop: SimulatedLoop, starts_at: int) -> None:
        self._loop = loop
        self.offset = starts_at
        self.era = 0  # How often it was set back.

    def now_nanoseconds(self) -> int:
        return self.offset + round(self._loop.now * NANO)

    def monotonic_seconds(self) -> float:
        return self._loop.now


@dataclass(slots=True, eq=False)
class Request:
    """One caller's request. gone: its client has left. opened: how many attempts were sent."""

    id: str
    principal: Principal
    call: Call
    worker: Worker
    task: asyncio.Task[None] | None = None
    gone: bool = False
    relayed: bytes = b""
    opened: int = 0
    outcome: str | None = None


class Watched:
    """The ledger, with a note of what was asked and granted."""

    def __init__(self, world: World, ledger: Ledger) -> None:
        self.world = world
        self._ledger = ledger

    async def reserve(self, command: Reserve) -> Granted | Refused:
        answer = await self._ledger.reserve(command)
        if isinstance(answer, Granted):
            self.world.history.append(command)
        else:
            self.world.saw("refused", answer.refusal.limit)
        return answer

    def resolve(self, command: Resolve) -> None:
        self.world.checker.submitted.add(command.attempt_id)
        self.world.history.append(command)
        self._ledger.resolve(command)


class Worker:
    """One worker process with everything the product builds in it."""

    def __init__(self, world: World, name: str) -> None:
        self.world = world
        self.process = Process(name)
        self.up = self.stopped = False
        self.requests: list[Request] = []
        self.connection: Connection | None = None
        process = self.process
        self.ledger = SqliteLedger(
            Path("simulated"),
            world.clock,
            LedgerOptions(WAIT_SECONDS, LEASE_SECONDS),
            world.ledger_failed,
            world.checker.alerted,
            self._connect,  # type: ignore[arg-type]
            lambda path: Disk(world, process),
        )
        self.owner = self.ledger._owner
        counter = TokenCounter()
        accountant = Accountant(
            Watched(world, self.ledger),
            prices(),
            counter.prompt,
            world.clock,
            world.limits[INSTALLATION],  # type: ignore[arg-type]
        )
        probes = ChargeProbes(accountant)
        background = Background(world.error)
        upstream = Upstream(world, process)
        self.gateway = Gateway(
            clock=world.clock,
            guards=(
                Record(recorder()),
                Limit(100),
                ScreenInput(NoScreening(), probes),
                Mask(NoMasking()),
                Optimise(NoOptimiser()),
                Recall(NoCache(), probes),
            ),
            attempts=Attempts(Upstreams.only(upstream), accountant, counter, background, recorder()),
            resilient=Resilient(world.clock, RECOVERY, BREAKER, Random(world.random.random())),
            accountant=accountant,
            background=background,
            resources=(self.ledger, upstream),
            timeout_seconds=3.0,
        )

    def _connect(self, path: Path) -> Connection:
        self.connection = Connection(self.world, self.process)
        return self.connection

    def start(self) -> None:
        self.world.loop.inside(self.process, self._start)

    def _start(self) -> None:
        self._stopping = self.world.loop.create_future()
        self.main = self.world.loop.create_task(self._live())

    async def _live(self) -> None:
        async with self.gateway:
            self.up = True
            await self._stopping
            tasks = [request.task for request in self.requests if request.task is not None]
            if tasks:
                await asyncio.wait(tasks)
        world = self.world
        world.say(f"{self.process.name} has ended")
        world.end(self.process)

    def stop(self) -> None:
        """As SIGTERM does: no new request, the present ones are cut short, then the gateway closes."""
        self.up, self.stopped = False, True
        self.world.loop.inside(self.process, self._stop)

    def _stop(self) -> None:
        for request in self.requests:
            if request.outcome is None and request.task is not None:
                request.gone = True
                request.task.cancel()
        self._stopping.set_result(None)

    def serve(self, request: Request) -> None:
        self.requests.append(request)
        self.world.loop.inside(self.process, self._serve, (request,))

    def _serve(self, request: Request) -> None:
        request.task = self.world.loop.create_task(self._answer(request))

    def _client_leaves(self, request: Request) -> None:
        assert request.task is not None
        self.world.saw("deed", "client leaves as it reads")
        request.gone = True
        request.task.cancel()

    async def _answer(self, request: Request) -> None:
        """What the web layer does with a request."""
        world = self.world
        now = world.clock.monotonic_seconds()
        exchange = Exchange(request.id, request.principal, request.call, now, self.gateway.deadline(now))
        outcome = "gone"
        try:
            async with self.gateway.passage(exchange) as events:
                async for event in events:
                    body = b"".join(frame.raw for frame in event.frames) if isinstance(event, Frames) else event.body
                    request.relayed += body
                    if world.random.random() < 0.06:
                        self._client_leaves(request)
                    if request.gone or world.random.random() < 0.3:
                        await world.loop.arrival("client reads")
            outcome = "answered"
            if request.call.stream and not world.checker.bills_of(request.id)[-1].finished:
                world.checker.fail("I13", f"{request.id} was told that its answer is whole")
        except LimitExceeded as error:
            outcome = "limit_exceeded" if error.waiting_helps else "insufficient_quota"
        except AuslexError as error:
            outcome = type(error).__name__
        except Exception as error:  # noqa: BLE001  the web layer's border
            world.error(error)
        finally:
            request.outcome = outcome
            if self.process.alive:
                world.saw("outcome", outcome)
                if exchange.output_cap_lowered is not None:
                    world.saw("hold", "the output cap was lowered")
                world.say(f"{self.process.name}: {request.id} {outcome}")


class World:
    """One schedule's state."""

    def __init__(self, seed: int, trace: bool, census: Counter[str]) -> None:
        self.random = Random(seed)
        ids._random.seed(seed)  # So that ids, and with them the trace, are the same again.
        self.trace = trace
        self.census = census
        self.faults: dict[str, float] = {}
        self.loop = SimulatedLoop(self.error)
        self.checker = Checker(self)
        self.steps = 0
        self.limits: dict[str, Limits] = {}
        self.principals: list[Principal] = []
        self.requests: dict[str, Request] = {}
        self.workers: list[Worker] = []
        self.processes: list[Process] = []  # Those that are alive.
        self.history: list[Reserve | Resolve] = []
        self.excused: set[str] = set()  # Workers that were killed, or taken for dead: their holds may be charged.

    def furnish(self, starts_at: int, limits: dict[str, Limits], keeps_images: bool) -> None:
        self.clock = Clock(self.loop, starts_at)
        self.database = Database(self, keeps_images)
        self.limits = limits
        for key_id, tenant in KEYS.items():
            its, tenants = (
                LimitOverrides(each.requests_per_minute, each.tokens_per_minute, each.day, each.month)
                for each in (limits["key:" + key_id], limits["tenant:" + tenant])
            )
            scopes = frozenset({Scope.INFERENCE})
            principal = Principal(key_id, key_id, tenant, Tier.INTERNAL, scopes, its, tenants, ZONES[tenant])
            self.principals.append(principal)

    def payers_of(self, key_id: str) -> list[tuple[str, str]]:
        """Who must pay for this key, and by whose midnight."""
        tenant = KEYS[key_id]
        return [("key:" + key_id, ZONES[tenant]), ("tenant:" + tenant, ZONES[tenant]), (INSTALLATION, "UTC")]

    def process_of(self, owner: str) -> Process:
        return next(worker.process for worker in self.workers if worker.owner == owner)

    def hire(self) -> Worker:
        worker = Worker(self, f"w{len(self.workers)}")
        self.workers.append(worker)
        self.processes.append(worker.process)
        worker.start()
        return worker

    def kill(self, process: Process) -> None:
        """SIGKILL: nothing of it runs any more, not even what it would do on its way out."""
        self.say(f"{process.name} is killed")
        self.end(process)
        process.ready.clear()
        self.loop.outside = [each for each in self.loop.outside if each[0].alive]
        worker = next(worker for worker in self.workers if worker.process is process)
        worker.up = False
        self.excused.add(worker.owner)
        if worker.connection is not None:
            worker.connection.die()

    def end(self, process: Process) -> None:
        process.alive = False
        self.processes.remove(process)

    def happens(self, fault: str) -> bool:
        """Whether this fault strikes here."""
        chance = self.faults.get(fault)
        if chance is None or self.random.random() >= chance:
            return False
        self.saw("fault", fault)
        self.say(f"fault: {fault}")
        return True

    def draw(self, kind: str, weights: dict[str, int]) -> str:
        chosen = self.random.choices(tuple(weights), tuple(weights.values()))[0]
        self.saw(kind, chosen)
        return chosen

    def saw(self, kind: str, what: str) -> None:
        self.census[f"{kind}: {what}"] += 1

    def say(self, what: str) -> None:
        if self.trace:
            print(f"{self.steps:5} {self.loop.now:9.4f} {what}", flush=True)

    def error(self, error: BaseException) -> None:
        """Nothing in the product may raise what nobody expects."""
        self.checker.fail("E0", f"{type(error).__name__}: {error}")

    def ledger_failed(self, error: Exception) -> None:
        if "UNIQUE constraint failed: adjustments" in str(error):
            return  # An overrun was booked elsewhere: the database is the second lock, and the batch is undone.
        if not isinstance(error, InjectedFailure | ResolvedElsewhereError):
            self.checker.fail("E0", f"the ledger met {type(error).__name__}: {error}")
