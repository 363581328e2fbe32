"""Which measurements there are, taken in interleaved rounds."""

import sys
from collections.abc import Callable, Iterator, Sequence

from bench.arena import Arena, Running
from bench.peers import Contestant, NotInstalledError, auslex, litellm, nginx, portkey
from bench.process import ChildError
from bench.report import PeerRow, Row, Samples, middle, ratios
from bench.samples import EARLY_TURN, TURNS, Plan, Sampler

Sample = Callable[[Running], float]

PEERS = ("nginx", "auslex", "litellm", "portkey")


class GatewayRows:
    """The rows of `python -m bench gateway`: the gateway beside nginx."""

    def __init__(self, arena: Arena, plan: Plan) -> None:
        self._arena = arena
        self._plan = plan
        self._sampler = Sampler(arena, plan)

    def take(self, key: str) -> Row:
        """Measures one row."""
        return self.all()[key]()

    def all(self) -> dict[str, Callable[[], Row]]:
        """Every row by its name, in the order of the table."""
        return {
            "all-guards": self._all_guards,
            "screening-off": self._screening_off,
            "stream": self._stream,
            "latency": self._latency,
            "memory": self._memory,
            "cold-start": self._cold_start,
            "conversation": self._conversation,
            "workers": self._workers,
        }

    def _all_guards(self) -> Row:
        samples = self._beside_nginx("all-guards", self._sampler.request_us)
        return Row("all-guards", "all guards, CPU us/request", samples, ratios(samples["auslex"], samples["nginx"]))

    def _screening_off(self) -> Row:
        samples = self._beside_nginx("screening-off", self._sampler.request_us, screening=False)
        title = "screening off, CPU us/request"
        return Row("screening-off", title, samples, ratios(samples["auslex"], samples["nginx"]))

    def _stream(self) -> Row:
        samples = self._beside_nginx("stream", self._sampler.chunk_us)
        return Row("stream", "stream, CPU us/chunk", samples, ratios(samples["auslex"], samples["nginx"]))

    def _latency(self) -> Row:
        running = {"direct": self._arena.direct(), **self._pair()}
        seen = interleave("latency", running, self._plan.rounds, self._sampler.latency_ms)
        added = {
            name: [value - direct for value, direct in zip(values, seen["direct"], strict=True)]
            for name, values in seen.items()
        }
        return Row("latency", "added latency p50, ms", added, added["auslex"])

    def _memory(self) -> Row:
        samples = self._beside_nginx("memory", self._sampler.resident_mb)
        return Row("memory", "resident memory after load, MB", samples, samples["auslex"])

    def _cold_start(self) -> Row:
        contestants = {"nginx": nginx(), "auslex": auslex(self._plan.auslex_program)}
        samples = cold_starts(contestants, self._plan.rounds, self._sampler)
        return Row("cold-start", "cold start to first 200, s", samples, samples["auslex"])

    def _conversation(self) -> Row:
        samples = self._beside_nginx("conversation", self._sampler.turn_ratio)
        return Row("conversation", f"turn {TURNS} over turn {EARLY_TURN}, CPU", samples, samples["auslex"])

    def _workers(self) -> Row:
        contestant = auslex(self._plan.auslex_program)
        one, two = self._arena.up(contestant), self._arena.up(contestant, workers=2)
        samples: Samples = {
            "one worker": [],
            "two workers": [],
            "two workers, load elsewhere": [],
            "one worker busy": [],
        }
        for _ in rounds("workers", self._plan.rounds):
            alone = self._sampler.throughput(one, shares_core=False)
            samples["one worker"].append(alone.seen)
            samples["one worker busy"].append(alone.busy_cores)
            pair = self._sampler.throughput(two, shares_core=self._arena.cores.pair_is_shared)
            samples["two workers"].append(pair.seen)
            samples["two workers, load elsewhere"].append(pair.without_load)
        figures = ratios(samples["two workers, load elsewhere"], samples["one worker"])
        return Row("workers", "two workers over one, requests/s", samples, figures, _workers_note(samples))

    def _pair(self, *, screening: bool = True) -> dict[str, Running]:
        gateway = auslex(self._plan.auslex_program, screening=screening)
        return {"nginx": self._arena.up(nginx()), "auslex": self._arena.up(gateway)}

    def _beside_nginx(self, key: str, sample: Sample, *, screening: bool = True) -> Samples:
        return interleave(key, self._pair(screening=screening), self._plan.rounds, sample)


class PeerRows:
    """The rows of `python -m bench peers`: everyone's samples, or why there are none."""

    def __init__(self, arena: Arena, plan: Plan) -> None:
        self._arena = arena
        self._plan = plan
        self._sampler = Sampler(arena, plan)

    def take(self, only: Sequence[str]) -> list[PeerRow]:
        """Measures the contestants named, all when none is; nginx is always there to compare with."""
        wanted = {name: made for name, made in self._contestants().items() if not only or name in {*only, "nginx"}}
        missing: dict[str, str] = {}
        running: dict[str, Running] = {}
        for name, contestant in wanted.items():
            try:
                running[name] = self._arena.up(contestant)
            except NotInstalledError as error:
                missing[name] = str(error)
            except ChildError as error:
                missing[name] = str(error)
                self._arena.faults.append(f"{name}: {error}")
        samples = self._samples(running, {name: wanted[name] for name in running})
        return [
            PeerRow(name, missing=missing[name])
            if name in missing
            else PeerRow(f"{name} {contestant.version()}".strip(), samples[name])
            for name, contestant in wanted.items()
        ]

    def _contestants(self) -> dict[str, Contestant]:
        plan = self._plan
        return {
            "nginx": nginx(),
            "auslex": auslex(plan.auslex_program),
            "litellm": litellm(plan.home),
            "portkey": portkey(plan.home),
        }

    def _samples(self, running: dict[str, Running], contestants: dict[str, Contestant]) -> dict[str, Samples]:
        taker = self._sampler
        columns = {
            "request_us": interleave("request_us", running, self._plan.rounds, taker.request_us),
            "chunk_us": interleave("chunk_us", running, self._plan.rounds, taker.chunk_us),
            "resident_mb": interleave("resident_mb", running, 1, taker.resident_mb),
            "start_seconds": cold_starts(contestants, self._plan.rounds, taker),
        }
        return {name: {column: values[name] for column, values in columns.items()} for name in running}


def _workers_note(samples: Samples) -> str:
    one, two, busy = (middle(samples[name]) for name in ("one worker", "two workers", "one worker busy"))
    return f"two workers: {two:,.0f} requests/s seen against {one:,.0f} of one worker, which was {busy:.0%} busy"


def interleave(key: str, running: dict[str, Running], count: int, sample: Sample) -> Samples:
    """Takes turns: one sample of each contestant per round, so that a slow minute of the machine meets all."""
    samples: Samples = {name: [] for name in running}
    for _ in rounds(key, count):
        for name, contestant in running.items():
            samples[name].append(sample(contestant))
    return samples


def cold_starts(contestants: dict[str, Contestant], count: int, sampler: Sampler) -> Samples:
    """Start times in turns, the first start of each thrown away: it may compile bytecode."""
    samples: Samples = {name: [] for name in contestants}
    for number in rounds("cold-start", count + 1):
        for name, contestant in contestants.items():
            seconds = sampler.start_seconds(contestant)
            if number > 0:
                samples[name].append(seconds)
    return samples


def rounds(key: str, count: int) -> Iterator[int]:
    """Counts rounds, and says so on stderr, because some take minutes."""
    for number in range(count):
        print(f"{key}: round {number + 1} of {count}", file=sys.stderr, flush=True)
        yield number
