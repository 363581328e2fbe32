"""Child processes: pinned to cores, watched until they answer, and stopped whatever happens."""

import http.client
import os
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from bench.upstream import HOST

STOP_SECONDS_MAX = 10.0  # A gateway may drain its streams first; then it is killed.
POLL_SECONDS = 0.002  # Cold starts are told apart to a hundredth of a second.
LOG_CHARACTERS_MAX = 600


class ChildError(Exception):
    """A child did not start or a command did not work; the message says why, as the child told it."""


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def child(
    command: Sequence[str], *, cores: set[int], environment: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Runs a command on the given cores, what it says going to `log`; stops it and its children at the end."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            _pinned(command, cores),
            env=clean_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _stop(process)


def wait_until_healthy(process: subprocess.Popen[bytes], port: int, path: str, log: Path, seconds_max: float) -> None:
    """Returns at the first 200; raises ChildError when the child ends or takes too long."""
    deadline = perf_counter() + seconds_max
    while not _is_healthy(port, path):
        if process.poll() is not None:
            raise ChildError(f"it ended with status {process.returncode}: {tail(log)}")
        if perf_counter() > deadline:
            raise ChildError(f"it did not answer {path} within {seconds_max:.0f} s: {tail(log)}")
        sleep(POLL_SECONDS)


def finish(
    command: Sequence[str], environment: Mapping[str, str], seconds_max: float
) -> subprocess.CompletedProcess[str]:
    """Runs a command that ends by itself, in exactly this environment; raises ChildError when it fails."""
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds_max,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ChildError(str(error)) from error
    if done.returncode != 0:
        said = " ".join((done.stdout + done.stderr).split())
        raise ChildError(f"{Path(command[0]).name} failed: {said[-LOG_CHARACTERS_MAX:]}")
    return done


def clean_environment(additions: Mapping[str, str]) -> dict[str, str]:
    """The little a child needs; a developer's own settings, PYTHONDONTWRITEBYTECODE say, would skew the figures."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", **additions}


def get(port: int, path: str) -> tuple[int, bytes]:
    """Status and body of one GET on the loopback address."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5.0)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def tail(log: Path) -> str:
    """The last that a child said, on one line."""
    text = log.read_text(errors="replace").strip()[-LOG_CHARACTERS_MAX:]
    return " ".join(text.split()) or "it said nothing"


def _is_healthy(port: int, path: str) -> bool:
    try:
        return get(port, path)[0] == 200
    except (OSError, http.client.HTTPException):
        return False


def _pinned(command: Sequence[str], cores: set[int]) -> list[str]:
    """taskset becomes the command, so the process id is the command's own and its children inherit the cores."""
    return ["taskset", "--cpu-list", ",".join(map(str, sorted(cores))), *command]


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Asks the child to end, then ends what is left of the process group that it leads."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS_MAX)
    except subprocess.TimeoutExpired:
        pass
    finally:
        _kill_group(process.pid)
        process.wait()


def _kill_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return
