"""The single measurements: one contestant, one round, one number."""

from dataclasses import dataclass
from math import isnan, nan
from pathlib import Path

from bench.arena import Arena, Running
from bench.cpu import resident_bytes
from bench.load import open_loop, stream_fault, whole_fault
from bench.loop import run
from bench.peers import Contestant
from bench.process import ChildError
from bench.prompts import Prompts
from bench.report import ratios

CONNECTIONS = 32
STREAM_CONNECTIONS = 16
WORKER_CONNECTIONS = 64  # The kernel deals connections to two workers by hash; more of them come out more even.
STREAM_CHUNKS = 100
REQUESTS_PER_STREAM = 100  # So a round of streams carries about as many chunks as a round of answers has answers.
STREAMS_MIN = 16
REQUESTS_MIN = 64
REQUESTS_PER_LATENCY_SAMPLE = 50
LATENCY_SAMPLES_MIN = 40
TURN_CONNECTIONS = 8  # Opening a connection costs too: shared by few requests it would pull the ratio towards 1.
CONVERSATIONS_AT_ONCE = 64  # Few enough that a bounded memo can hold them, as it would in use.
TURNS = 20
EARLY_TURN = 2
REQUESTS_PER_CONVERSATION = 75
WARM_UP_PART = 5
BYTES_PER_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to measure, and of which build."""

    rounds: int
    requests: int
    rate_per_second: float
    spacing_seconds: float
    auslex_program: Path
    home: Path


@dataclass(frozen=True, slots=True)
class Throughput:
    """Requests a second as seen, as they would be had the load not run on the gateway's cores, and cores kept busy."""

    seen: float
    without_load: float
    busy_cores: float


class Sampler:
    """Takes one number of one contestant at a time; every prompt it sends is new."""

    def __init__(self, arena: Arena, plan: Plan) -> None:
        self._arena = arena
        self._plan = plan
        self._prompts = Prompts(seed=1)
        self._warm: set[int] = set()

    def request_us(self, running: Running) -> float:
        """CPU microseconds of a whole answer."""
        self._warm_up(running)
        bodies = self._prompts.bodies(self._requests(running))
        return self._arena.spend(running, bodies, CONNECTIONS, whole_fault).cpu_us_per_request

    def chunk_us(self, running: Running) -> float:
        """CPU microseconds of one more chunk: streams of 100 less streams of 1, over 99."""
        self._stream_seconds(running, STREAMS_MIN, chunks=2)
        streams = max(STREAMS_MIN, self._requests(running) // REQUESTS_PER_STREAM)
        long = self._stream_seconds(running, streams, STREAM_CHUNKS)
        short = self._stream_seconds(running, streams, chunks=1)
        return (long - short) / streams / (STREAM_CHUNKS - 1) * 1e6

    def latency_ms(self, running: Running) -> float:
        """Median milliseconds to the whole answer at a modest rate."""
        count = max(LATENCY_SAMPLES_MIN, self._plan.requests // REQUESTS_PER_LATENCY_SAMPLE)
        bodies = self._prompts.bodies(count)
        seen = self._arena.upstream_count()
        outcome = run(open_loop(running.target, bodies, self._plan.rate_per_second, whole_fault))
        arrived = self._arena.upstream_count() - seen
        clean = self._arena.is_clean(running, outcome, asked=count, arrived=arrived)
        return outcome.percentile(50) * 1e3 if clean else nan

    def resident_mb(self, running: Running) -> float:
        """Resident megabytes of the whole tree after a round of load."""
        self.request_us(running)
        return resident_bytes(running.pid) / BYTES_PER_MB

    def turn_ratio(self, running: Running) -> float:
        """CPU of a late turn of conversations over that of an early one, with as much new text in each."""
        self._warm_up(running)
        spent = dict.fromkeys(range(1, TURNS + 1), 0.0)
        for _ in range(max(1, self._plan.requests // REQUESTS_PER_CONVERSATION // CONVERSATIONS_AT_ONCE)):
            turns = zip(*(self._prompts.conversation(TURNS) for _ in range(CONVERSATIONS_AT_ONCE)), strict=True)
            for turn, bodies in enumerate(turns, start=1):
                spent[turn] += self._arena.spend(running, bodies, TURN_CONNECTIONS, whole_fault).cpu_seconds
        return ratios([spent[TURNS]], [spent[EARLY_TURN]])[0]

    def throughput(self, running: Running, *, shares_core: bool) -> Throughput:
        """How many requests a second a saturated gateway answers."""
        self._warm_up(running)
        bodies = self._prompts.bodies(self._requests(running))
        spent = self._arena.spend(running, bodies, WORKER_CONNECTIONS, whole_fault)
        seconds = nan if isnan(spent.cpu_seconds) else spent.outcome.wall_seconds
        # On two cores the load takes CPU that two workers would have had: half of it for each.
        own = seconds - spent.load_cpu_seconds / 2 if shares_core else seconds
        return Throughput(spent.requests / seconds, spent.requests / own, spent.cpu_seconds / seconds)

    def start_seconds(self, contestant: Contestant) -> float:
        """Seconds from the start of a process to its first 200; nan, and a fault, where it does not come."""
        try:
            with self._arena.started(contestant) as running:
                return running.start_seconds
        except ChildError as error:
            self._arena.faults.append(f"{contestant.name}: {error}")
            return nan

    def _requests(self, running: Running) -> int:
        return max(REQUESTS_MIN, int(self._plan.requests * running.share))

    def _stream_seconds(self, running: Running, streams: int, chunks: int) -> float:
        self._arena.behave(chunks, self._plan.spacing_seconds)
        bodies = self._prompts.bodies(streams, stream=True)
        return self._arena.spend(running, bodies, STREAM_CONNECTIONS, stream_fault(chunks)).cpu_seconds

    def _warm_up(self, running: Running) -> None:
        if running.pid in self._warm:
            return
        self._warm.add(running.pid)
        bodies = self._prompts.bodies(max(REQUESTS_MIN, self._requests(running) // WARM_UP_PART))
        self._arena.spend(running, bodies, CONNECTIONS, whole_fault)
