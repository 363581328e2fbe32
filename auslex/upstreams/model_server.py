"""The demo model's child process: serves OpenAI's API on a unix socket, and never outlives its parent.

Started by `model_process`, as a file rather than with `-m`: importing the gateway's package would only cost the child
memory and start-up time. The socket appears under its final name once the model answers, not before.
"""

from __future__ import annotations

import argparse
import ctypes
import faulthandler
import fcntl
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

STARTING_SUFFIX = ".starting.sock"  # llama.cpp takes a host for a unix socket only if it ends in `.sock`.
PR_SET_PDEATHSIG = 1  # linux/prctl.h
VERBOSITY_START = 3  # llama.cpp's info: says why a load failed. From 5 on it would log whole requests.
# An idle keep-alive connection holds a thread, and /health needs a free one while every slot and its queue are busy.
HTTP_THREADS = 64
PROMPT_CACHE_MIB_MAX = 64  # llama.cpp's default of 8 GiB would be the largest thing on a small machine.
EXIT_ORPHANED = 3


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """What the child is told on its command line."""

    model_file: Path
    model_id: str
    socket_path: Path
    lock_path: Path
    parent_pid: int
    threads: int
    slots: int
    slot_context_tokens: int
    embeddings: bool
    start_seconds_max: int

    def to_argv(self) -> list[str]:
        """The command line that `from_argv` reads back."""
        return [
            f"--model-file={self.model_file}",
            f"--model-id={self.model_id}",
            f"--socket-path={self.socket_path}",
            f"--lock-path={self.lock_path}",
            f"--parent-pid={self.parent_pid}",
            f"--threads={self.threads}",
            f"--slots={self.slots}",
            f"--slot-context-tokens={self.slot_context_tokens}",
            f"--start-seconds-max={self.start_seconds_max}",
            *(["--embeddings"] if self.embeddings else []),
        ]

    @classmethod
    def from_argv(cls, argv: Sequence[str]) -> ServerOptions:
        """Read what `to_argv` wrote; ends the process with a usage message on anything else."""
        parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
        for name in ("model-file", "socket-path", "lock-path"):
            parser.add_argument(f"--{name}", type=Path, required=True)
        for name in ("parent-pid", "threads", "slots", "slot-context-tokens", "start-seconds-max"):
            parser.add_argument(f"--{name}", type=int, required=True)
        parser.add_argument("--model-id", required=True)
        parser.add_argument("--embeddings", action="store_true")
        return cls(**vars(parser.parse_args(argv)))


def main(argv: Sequence[str]) -> None:
    """Serve until a signal, or until the parent is gone."""
    options = ServerOptions.from_argv(argv)
    _die_with_parent(options.parent_pid)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # It may be inherited as ignored; then no stop would be polite.
    # Loading holds the GIL, so that no Python code could notice that it hangs: the kernel ends it.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(options.start_seconds_max)
    os.umask(0o077)  # The socket is for this user only.
    lock_file = options.lock_path.open("w")
    fcntl.flock(lock_file, fcntl.LOCK_EX)  # Waits until a child whose holder was killed is gone, too.
    starting_path(options.socket_path).unlink(missing_ok=True)
    server = _start_server(options)  # Serves until it is collected.
    _silence_output()
    starting_path(options.socket_path).rename(options.socket_path)
    signal.alarm(0)
    while server:
        signal.pause()


def starting_path(socket_path: Path) -> Path:
    """Where the child listens while it loads."""
    return socket_path.with_suffix(STARTING_SUFFIX)


def _die_with_parent(parent_pid: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:  # It died before the line above.
        os._exit(EXIT_ORPHANED)
    threading.Thread(target=_exit_at_end_of_stdin, name="parent-watch", daemon=True).start()


def _exit_at_end_of_stdin() -> None:
    while os.read(0, 1):
        pass
    os._exit(EXIT_ORPHANED)


def _start_server(options: ServerOptions) -> object:
    # Here, because the lines above must run before a second's worth of native code is loaded.
    from xllamacpp import CommonParams, Server, llama_pooling_type

    params = CommonParams()
    params.model.path = str(options.model_file)
    params.model_alias = {options.model_id}
    params.hostnames = [str(starting_path(options.socket_path))]
    params.cpuparams.n_threads = options.threads
    params.cpuparams_batch.n_threads = options.threads
    params.n_threads_http = HTTP_THREADS
    params.n_parallel = options.slots
    params.n_ctx = options.slots * options.slot_context_tokens
    params.n_predict = options.slot_context_tokens  # A request without max_tokens must end as well.
    params.cache_ram_mib = PROMPT_CACHE_MIB_MAX
    if options.embeddings:
        params.embedding = True
        # A chat model names no pooling, and OpenAI's API gives one vector for each input.
        params.pooling_type = llama_pooling_type.LLAMA_POOLING_TYPE_MEAN
    params.n_gpu_layers = 0  # The same answers and the same cost on every machine.
    params.fit_params = False
    params.offline = True
    params.verbosity = VERBOSITY_START
    params.ui = False
    params.endpoint_slots = False  # It would show other people's prompts.
    params.cors_origins = ""
    return Server(params)


def _silence_output() -> None:
    # llama.cpp prints some refused input whatever its verbosity (a grammar that does not parse, for one): from here
    # on a prompt could reach the log. A crash still leaves its Python traceback there.
    faulthandler.enable(os.dup(2), all_threads=False)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    os.close(null)


if __name__ == "__main__":
    main(sys.argv[1:])
