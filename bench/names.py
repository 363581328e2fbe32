"""What a model that finds names costs: its processes per KB and by memory, and a request that asks what is known."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from auslex.core.clock import SystemClock
from auslex.screening.detectors.personal import find_personal
from auslex.screening.learned_names import with_learned
from auslex.screening.ner.names import CHARACTERS_MAX, ModelNames, NamesOptions
from auslex.screening.ner.process import ReaderOptions, ReaderProcess
from tests.screening import corpus
from tests.support.names import KEY, Counted

SEED = 20261123
LETTERS = 60
REPEATS = 7
TURNS = 20
LINE = "{:<52}{:>10}"


def names_table(model: str) -> str:
    """The table of `python -m bench names`."""
    chance = Random(SEED)
    letters = [" ".join(corpus.make(chance).text for _ in range(4)) for _ in range(LETTERS)]
    rows = [LINE.format(f"{model}, {sum(map(len, letters)) / 1024:.0f} KB of letters", "measured")]
    rows += asyncio.run(_process(model, letters))
    rows += asyncio.run(_requests(model, letters[:TURNS]))
    return "\n".join(rows)


async def _process(model: str, letters: list[str]) -> list[str]:
    reader = await ReaderProcess.start(ReaderOptions(model))
    try:
        idle = _memory_mib(reader.pid, "VmRSS")
        rounds = [[(await reader.read(text)).seconds for text in letters] for _ in range(3)]
        seconds = sum(map(min, zip(*rounds, strict=True)))
        long = await reader.read((" ".join(letters) * 2)[:CHARACTERS_MAX])
        status = {name: _memory_mib(reader.pid, name) for name in ("VmHWM", "VmPeak")}
    finally:
        await reader.stop()
    return [
        LINE.format("a process: CPU a KB of letters, ms", f"{seconds / sum(map(len, letters)) * 1024 * 1e3:.1f}"),
        LINE.format(f"a process: CPU for one text of {CHARACTERS_MAX} characters, s", f"{long.seconds:.2f}"),
        LINE.format("a process: memory when it has started, MiB", f"{idle:.0f}"),
        LINE.format("a process: memory at most, MiB", f"{status['VmHWM']:.0f}"),
        LINE.format("a process: address space at most, MiB", f"{status['VmPeak']:.0f}"),
    ]


async def _requests(model: str, letters: list[str]) -> list[str]:
    with TemporaryDirectory() as folder:
        options = NamesOptions(ReaderOptions(model), KEY, Path(folder), wait_seconds=300.0)
        async with ModelNames(options, SystemClock(), Counted()) as names:
            new = min(_seconds(partial(names.known, f"firm {number}", letters)) for number in range(REPEATS))
            await names.wait("firm", letters)
            again = min(_seconds(partial(names.known, "firm", letters)) for _ in range(REPEATS))
            known = names.known("firm", letters)
    found = [find_personal(text) for text in letters]
    looking = min(_seconds(partial(with_learned, letters, found, known)) for _ in range(REPEATS))
    size = sum(map(len, letters)) / 1024
    return [
        LINE.format(f"a request of {TURNS} new texts, {size:.0f} KB: to offer them, us", f"{new * 1e6:.0f}"),
        LINE.format("the same again: to know their names, us", f"{again * 1e6:.0f}"),
        LINE.format(f"the same: to look for {len(known)} names everywhere, us", f"{looking * 1e6:.0f}"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _memory_mib(pid: int, name: str) -> float:
    """A figure of /proc/PID/status; Linux alone has it."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))
