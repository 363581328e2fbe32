"""One process that reads texts: started, asked, ended."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import msgspec

from auslex.screening.ner.models import ModelUnavailable
from auslex.screening.ner.port import Span
from auslex.screening.ner.reader import LENGTH

ROOT = Path(__file__).parents[3]  # Where our package is, also in a checkout that is not installed.
READER = Path(__file__).with_name("reader.py")
GRACE_SECONDS = 2.0  # Its own alarm comes first.
FRAME_BYTES_MAX = 1 << 20
# The gateway's environment holds keys, which a model has no use for.
CHILD_ENVIRONMENT = ("HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "PYTHONHOME", "TMPDIR", "VIRTUAL_ENV")
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class ReaderDied(Exception):
    """The process is gone, or will not answer."""


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """model: see `models.load`. seconds_max: for one text. memory_mb_max: of address space, in MiB, where the system
    bounds it. start_seconds_max: loading takes a second or two, more on a cold disk.
    """

    model: str
    seconds_max: int = 20
    memory_mb_max: int = 1024
    start_seconds_max: float = 60.0


class Reading(msgspec.Struct, frozen=True):
    """Where the names stand in a text, and the CPU seconds it took."""

    names: tuple[Span, ...] = ()
    seconds: float = 0.0
    ready: bool = False
    unavailable: str = ""


class ReaderProcess:
    """A process with its model loaded. Asked by one task at a time."""

    def __init__(self, process: Process, options: ReaderOptions) -> None:
        self._process = process
        self._options = options

    @classmethod
    async def start(cls, options: ReaderOptions) -> Self:
        """A process that is ready. Raises ModelUnavailable."""
        if sys.platform == "win32":
            raise ModelUnavailable("on Windows its processes cannot be bounded; run the gateway elsewhere")
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            str(READER),
            f"--model={options.model}",
            f"--memory-mb={options.memory_mb_max}",
            f"--seconds={options.seconds_max}",
            f"--parent-pid={os.getpid()}",
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=_environment(),
            start_new_session=True,  # Ctrl-C is for the gateway.
        )
        reader = cls(process, options)
        try:
            async with asyncio.timeout(options.start_seconds_max):
                said = await reader._hear()
            if not said.ready:
                raise ModelUnavailable(said.unavailable)
        except (ReaderDied, TimeoutError):
            await reader.stop()
            raise ModelUnavailable(
                f"the process that loads {options.model!r} did not get ready (exit code {process.returncode}); it may "
                "need more than AUSLEX_NER_MEMORY_MB"
            ) from None
        except BaseException:
            await reader.stop()
            raise
        return reader

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it lives."""
        return self._process.returncode

    async def read(self, text: str) -> Reading:
        """What it finds in a text. Raises ReaderDied, and then no process is left."""
        assert self._process.stdin is not None
        frame = text.encode("utf-8", "surrogatepass")
        try:
            async with asyncio.timeout(self._options.seconds_max + GRACE_SECONDS):
                self._process.stdin.write(LENGTH.pack(len(frame)) + frame)
                await self._process.stdin.drain()
                return await self._hear()
        except (OSError, TimeoutError):
            self._kill()
            raise ReaderDied from None

    async def ended(self) -> None:
        """Return once the process is gone."""
        await self._process.wait()

    async def stop(self) -> None:
        """End it, whatever it does: it has nothing to save."""
        self._kill()
        await self._process.wait()

    def _kill(self) -> None:
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _hear(self) -> Reading:
        assert self._process.stdout is not None
        try:
            (length,) = LENGTH.unpack(await self._process.stdout.readexactly(LENGTH.size))
            if length > FRAME_BYTES_MAX:
                raise ReaderDied
            return msgspec.json.decode(await self._process.stdout.readexactly(length), type=Reading)
        except (asyncio.IncompleteReadError, OSError, msgspec.MsgspecError):
            raise ReaderDied from None


def _environment() -> dict[str, str]:
    inherited = {name: os.environ[name] for name in CHILD_ENVIRONMENT if name in os.environ}
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return inherited | ONE_THREAD | {"PYTHONPATH": path}
