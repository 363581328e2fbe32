"""Crowds: a thousand streams at once, and three times as many requests as can be served."""

import asyncio
import json
import statistics
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.arena import Arena, Running
from bench.cpu import cpu_seconds, resident_bytes
from bench.http1 import Message
from bench.load import Client, closed_loop, stream_fault, whole_fault
from bench.loop import run
from bench.peers import auslex
from bench.process import ChildError
from bench.prompts import Prompts
from bench.report import Line
from bench.samples import BYTES_PER_MB, Plan

CROWDS = ("streams", "overload")
STREAMS = 1_000
STREAM_CHUNKS = 300
STREAM_SPACING_SECONDS = 0.1  # Half a minute each, so that all are under way at once.
STREAMS_MB_MAX = 400
PEAK_CONNECTIONS = 32
PEAK_REQUESTS = 1_500
OVERLOAD = 3
OVERLOAD_SECONDS = 3.0
FLOODS_PER_ROUND = 4
GOODPUT_MIN = 0.9
REFUSAL_SECONDS_MAX = 0.1
MEMORY_POLL_SECONDS = 0.1
REFUSED = (429, 503)


@dataclass(slots=True)
class Flood:
    """What came of requests sent at a fixed rate: when the good ones were answered, how long refusals took, seconds."""

    good_at: list[float] = field(default_factory=list)
    refusal_seconds: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)


def take(arena: Arena, plan: Plan, only: list[str]) -> list[Line]:
    """The figures of the crowds named, of all where none is."""
    running = arena.up(auslex(plan.auslex_program))
    prompts = Prompts(seed=2)
    lines: list[Line] = []
    if "overload" in (only or CROWDS):
        lines += _overload(running, prompts, plan.rounds)
    if "streams" in (only or CROWDS):
        lines += _streams(arena, running, prompts)
    return lines


def _streams(arena: Arena, running: Running, prompts: Prompts) -> list[Line]:
    arena.behave(STREAM_CHUNKS, STREAM_SPACING_SECONDS)
    bodies = prompts.bodies(STREAMS, stream=True)
    with _peak_memory(running.pid) as peak:
        outcome = run(closed_loop(running.target, bodies, STREAMS, stream_fault(STREAM_CHUNKS)))
    arena.is_clean(running, outcome, asked=0, arrived=0)
    whole = STREAMS - sum(outcome.faults.values())
    megabytes = peak[0] / BYTES_PER_MB
    return [
        Line("streams at once, whole", f"{whole:,} of {STREAMS:,}", "all", whole == STREAMS),
        Line("their memory, one worker", f"{megabytes:.0f} MB", f"<= {STREAMS_MB_MAX} MB", megabytes <= STREAMS_MB_MAX),
    ]


def _overload(running: Running, prompts: Prompts, rounds: int) -> list[Line]:
    """Each flood against the peaks just before and after it: a shared machine's speed changes within a minute."""
    _peak(running, prompts)
    shares: list[float] = []
    shares_by_cpu: list[float] = []
    slowest: list[float] = []
    for number in range(FLOODS_PER_ROUND * rounds):
        before, cpu_before = _peak(running, prompts)
        bodies = prompts.bodies(int(OVERLOAD * before * OVERLOAD_SECONDS))
        cpu = cpu_seconds(running.pid)
        flood = run(_flood(running, bodies, OVERLOAD * before))
        if flood.faults:
            raise ChildError(f"under overload the gateway failed: {dict(flood.faults)}")
        good_cpu = (cpu_seconds(running.pid) - cpu) / len(flood.good_at)
        after, cpu_after = _peak(running, prompts)
        shares.append(len(flood.good_at) / max(flood.good_at) / statistics.mean((before, after)))
        shares_by_cpu.append(statistics.mean((cpu_before, cpu_after)) / good_cpu)
        slowest.append(_percentile(flood.refusal_seconds, 99))
        print(
            f"overload: flood {number + 1}: peaks {before:.0f} and {after:.0f}/s, {len(flood.good_at):,} answered in "
            f"{max(flood.good_at):.1f} s ({shares[-1]:.0%}) and {len(flood.refusal_seconds):,} refused, in the median "
            f"after {_percentile(flood.refusal_seconds, 50) * 1000:.0f} ms",
            file=sys.stderr,
            flush=True,
        )
    share, by_cpu, seconds = (statistics.median(values) for values in (shares, shares_by_cpu, slowest))
    return [
        Line("goodput at 3 x overload, of the peak", f"{share:.0%}", f">= {GOODPUT_MIN:.0%}", share >= GOODPUT_MIN),
        Line("the same for a second of CPU", f"{by_cpu:.0%}", f">= {GOODPUT_MIN:.0%}", by_cpu >= GOODPUT_MIN),
        Line(
            "refusals, p99", f"{seconds * 1000:.0f} ms", f"<= {REFUSAL_SECONDS_MAX * 1000:.0f} ms",
            seconds <= REFUSAL_SECONDS_MAX,
        ),
    ]  # fmt: skip


def _peak(running: Running, prompts: Prompts) -> tuple[float, float]:
    """Requests a second, and the gateway's CPU seconds for each, with as many at once as serve it best."""
    bodies, cpu = prompts.bodies(PEAK_REQUESTS), cpu_seconds(running.pid)
    outcome = run(closed_loop(running.target, bodies, PEAK_CONNECTIONS, whole_fault))
    if outcome.faults:
        raise ChildError(f"at its peak the gateway failed: {dict(outcome.faults)}")
    return PEAK_REQUESTS / outcome.wall_seconds, (cpu_seconds(running.pid) - cpu) / PEAK_REQUESTS


async def _flood(running: Running, bodies: list[bytes], rate_per_second: float) -> Flood:
    """Send them at this rate, whether or not earlier ones are answered."""
    client, flood = Client(running.target), Flood()
    loop = asyncio.get_running_loop()
    began = loop.time()

    async def send(body: bytes) -> None:
        sent_at = loop.time()
        try:
            answer = await client.exchange(body)
        except (OSError, ValueError) as error:
            flood.faults[f"{type(error).__name__}: {error}"] += 1
            return
        _note(flood, answer, sent_at - began, loop.time() - began)

    async with asyncio.TaskGroup() as tasks:
        number = 0
        while number < len(bodies):
            due = min(len(bodies), int((loop.time() - began) * rate_per_second) + 1)
            for body in bodies[number:due]:
                tasks.create_task(send(body))
            number = due
            await asyncio.sleep(1 / 1000)
    client.close()
    return flood


def _note(flood: Flood, answer: Message, sent_at: float, answered_at: float) -> None:
    if answer.status in REFUSED:
        if b"retry-after" not in answer.head or "error" not in json.loads(answer.body):
            flood.faults["a refusal without its form"] += 1
        flood.refusal_seconds.append(answered_at - sent_at)
    elif (fault := whole_fault(answer)) is not None:
        flood.faults[fault] += 1
    else:
        flood.good_at.append(answered_at)


def _percentile(values: list[float], percent: int) -> float:
    if len(values) < 2:
        return sum(values)
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


@contextmanager
def _peak_memory(pid: int) -> Iterator[list[float]]:
    """The most that the tree of this process took while the block ran, in bytes."""
    peak = [0.0]
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(MEMORY_POLL_SECONDS):
            peak[0] = max(peak[0], resident_bytes(pid))

    thread = threading.Thread(target=watch, name="memory")
    thread.start()
    try:
        yield peak
    finally:
        stop.set()
        thread.join()
