"""The embedded model against its real child process; workers are real processes that run this file as a program."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest
import uvloop

from auslex.upstreams import model_process
from auslex.upstreams.model_process import (
    MODEL_ID,
    RESTART_SECONDS_MAX,
    RESTART_SECONDS_MIN,
    SOCKET_PATH_BYTES_MAX,
    ModelOptions,
    ModelProcess,
    ModelState,
    ModelUnavailable,
)
from auslex.upstreams.model_server import starting_path

WAIT_SECONDS_MAX = 20.0  # Far beyond a start on a busy machine; only a failure waits that long.
REPOSITORY = Path(model_process.__file__).parents[2]


class Worker:
    """A gateway worker as far as the model is concerned."""

    def __init__(self, data_dir: Path, *prefix: str, secret: str = "") -> None:
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "OPENAI_API_KEY": secret}
        command = [*prefix, sys.executable, __file__, str(data_dir)]
        self._events_path = data_dir / f"events-{time.monotonic_ns()}"
        with self._events_path.open("wb") as events:
            self.process = subprocess.Popen(command, stdout=events, env=environment)

    def events(self, name: str) -> list[Mapping[str, object]]:
        entries = [
            json.loads(line) for line in self._events_path.read_text().splitlines(keepends=True) if line[-1:] == "\n"
        ]
        return [fields for event, fields in entries if event == name]

    def end(self, signal_number: signal.Signals) -> None:
        self.process.send_signal(signal_number)
        self.process.wait(WAIT_SECONDS_MAX)


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="model-") as directory:  # pytest's own paths are long for a socket.
        yield Path(directory)


@pytest.fixture
def workers(data_dir: Path) -> Iterator[list[Worker]]:
    started = [Worker(data_dir) for _ in range(4)]
    try:
        until(lambda: all(worker.events("ready") for worker in started))
        yield started
    finally:
        end_all(started)


@pytest.fixture(scope="module")
def served() -> Iterator[Path]:
    """The data directory of a model that no test changes."""
    with tempfile.TemporaryDirectory(prefix="model-") as directory:
        worker = Worker(Path(directory), secret="sk-not-for-the-child")
        try:
            until(lambda: bool(worker.events("ready")))
            yield Path(directory)
        finally:
            end_all([worker])


def test_four_workers_share_one_child(data_dir: Path, workers: list[Worker]) -> None:
    assert 4 == len(workers)
    assert 1 == len(child_pids(data_dir))


def test_death_of_the_holder_ends_its_child_and_another_worker_takes_over(
    data_dir: Path, workers: list[Worker]
) -> None:
    (old_pid,) = child_pids(data_dir)
    holder = holder_of(workers)
    holder.end(signal.SIGKILL)
    heirs = [worker for worker in workers if worker is not holder]
    until(lambda: any(worker.events("model.ready") for worker in heirs))
    (new_pid,) = child_pids(data_dir)
    assert new_pid != old_pid


def test_death_of_the_child_leads_to_a_restart_by_the_same_worker(data_dir: Path, workers: list[Worker]) -> None:
    holder = holder_of(workers)
    (old_pid,) = child_pids(data_dir)
    os.kill(old_pid, signal.SIGKILL)
    until(lambda: len(holder.events("model.ready")) == 2)
    (new_pid,) = child_pids(data_dir)
    assert new_pid != old_pid
    assert [{"pid": old_pid, "exit_code": -signal.SIGKILL}] == holder.events("model.died")


def test_a_polite_end_of_all_workers_leaves_no_child(data_dir: Path, workers: list[Worker]) -> None:
    end_all(workers)
    assert [] == child_pids(data_dir)


@pytest.mark.parametrize("loop_factory", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_cancel_ends_the_child(data_dir: Path, loop_factory: Callable[[], asyncio.AbstractEventLoop]) -> None:
    async def scenario() -> tuple[list[int], ModelState]:
        async with running(ModelOptions(data_dir)) as model:
            await model.ready(WAIT_SECONDS_MAX)
            assert 1 == len(child_pids(data_dir))
        return child_pids(data_dir), model.state

    with asyncio.Runner(loop_factory=loop_factory) as runner:
        assert ([], ModelState.DOWN) == runner.run(scenario())


def test_a_hung_start_is_ended(data_dir: Path) -> None:
    async def scenario() -> Mapping[str, object]:
        deaths: asyncio.Queue[Mapping[str, object]] = asyncio.Queue()

        def on_event(name: str, fields: Mapping[str, object]) -> None:
            if name == "model.died":
                deaths.put_nowait(fields)

        async with running(ModelOptions(data_dir, start_seconds_max=1), on_event):
            return await asyncio.wait_for(deaths.get(), WAIT_SECONDS_MAX)

    with (data_dir / "model.child.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert -signal.SIGALRM == asyncio.run(scenario())["exit_code"]


def test_a_missing_model_is_reported_at_once(data_dir: Path) -> None:
    async def scenario() -> None:
        async with running(ModelOptions(data_dir, model_file=data_dir / "absent.gguf")) as model:
            await model.ready(WAIT_SECONDS_MAX)

    with pytest.raises(ModelUnavailable, match=r"no model file .*absent\.gguf"):
        asyncio.run(scenario())


def test_a_model_that_is_not_up_in_time_is_unavailable(data_dir: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"not ready within 0\.01 s"):
        asyncio.run(ModelProcess(ModelOptions(data_dir), ignore_event).ready(0.01))


def test_a_data_directory_with_a_long_name_serves_too_and_leaves_nothing_behind(data_dir: Path) -> None:
    async def scenario() -> tuple[str, Path]:
        async with running(ModelOptions(data_dir / ("long" * 30))) as model:
            await model.ready(WAIT_SECONDS_MAX)
            return await chat_text(model.socket_path), model.socket_path.parent

    text, directory = asyncio.run(scenario())
    assert "" != text
    assert not directory.exists()


@pytest.mark.skipif(sys.platform != "linux" or os.getuid() != 0, reason="only root of Linux can leave the network")
def test_the_model_needs_no_network(data_dir: Path) -> None:
    worker = Worker(data_dir, "unshare", "-n")
    try:
        until(lambda: bool(worker.events("ready")))
        assert "" != asyncio.run(chat_text(data_dir / "model.sock"))
    finally:
        end_all([worker])


def test_models_lists_the_model(served: Path) -> None:
    async def scenario() -> list[str]:
        async with session(served / "model.sock") as http, http.get("/v1/models") as response:
            return [model["id"] for model in (await response.json())["data"]]

    assert [MODEL_ID] == asyncio.run(scenario())


def test_a_stream_ends_with_usage_and_done(served: Path) -> None:
    request = {**chat_request(max_tokens=3), "stream": True, "stream_options": {"include_usage": True}}
    events = asyncio.run(post(served / "model.sock", "/v1/chat/completions", request)).strip().split("\n\n")
    usage = json.loads(events[-2].removeprefix("data: "))
    assert "data: [DONE]" == events[-1]
    assert [] == usage["choices"]
    assert 3 == usage["usage"]["completion_tokens"]


def test_a_json_schema_shapes_the_answer(served: Path) -> None:
    schema = {"type": "object", "properties": {"state": {"enum": ["NSW", "VIC"]}}, "required": ["state"]}
    response_format = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": schema}}
    request = {**chat_request(max_tokens=40), "response_format": response_format}
    answer = json.loads(asyncio.run(post(served / "model.sock", "/v1/chat/completions", request)))
    assert json.loads(answer["choices"][0]["message"]["content"])["state"] in {"NSW", "VIC"}


def test_embeddings_are_served_beside_chat(served: Path) -> None:
    request = {"model": MODEL_ID, "input": ["a lease", "a licence"]}
    answer = json.loads(asyncio.run(post(served / "model.sock", "/v1/embeddings", request)))
    assert [576, 576] == [len(entry["embedding"]) for entry in answer["data"]]


def test_no_prompt_reaches_the_log(served: Path) -> None:
    request = {**chat_request(max_tokens=2), "messages": [{"role": "user", "content": "zebra"}]}
    for path in ("/v1/chat/completions", "/v1/embeddings", "/v1/responses"):
        asyncio.run(post(served / "model.sock", path, {**request, "input": "zebra"}))
    asyncio.run(post(served / "model.sock", "/v1/chat/completions", {**request, "grammar": "root ::= zebra ("}))
    log = (served / "model.log").read_text()
    assert "model loaded" in log
    assert "zebra" not in log


@pytest.mark.skipif(sys.platform != "linux", reason="another process's environment is shown by Linux only")
def test_the_child_does_not_get_provider_keys(served: Path) -> None:
    (pid,) = child_pids(served)
    assert b"sk-not-for-the-child" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_only_this_user_can_connect(served: Path) -> None:
    assert 0 == (served / "model.sock").stat().st_mode & 0o077


def test_the_constructor_touches_nothing(data_dir: Path) -> None:
    ModelProcess(ModelOptions(data_dir / "absent"), ignore_event)
    assert not (data_dir / "absent").exists()


def test_a_long_data_directory_gets_a_short_socket_path(data_dir: Path) -> None:
    model = ModelProcess(ModelOptions(data_dir / ("x" * 100)), ignore_event)
    assert len(os.fsencode(starting_path(model.socket_path))) <= SOCKET_PATH_BYTES_MAX


def test_a_directory_that_others_can_enter_is_refused(data_dir: Path) -> None:
    (data_dir / "open").mkdir(mode=0o755)
    with pytest.raises(ModelUnavailable, match="not a private directory"):
        model_process.make_private_directory(data_dir / "open")


def test_a_changed_model_file_is_refused(data_dir: Path) -> None:
    model_file = data_dir / "model.gguf"
    model_file.write_bytes(b"not the model")
    with pytest.raises(ModelUnavailable, match="damaged or another version"):
        model_process.verify_model_file(model_file, data_dir / "memory.json")


def test_a_verified_model_file_is_not_read_again(data_dir: Path) -> None:
    model_file, memory_file = data_dir / "model.gguf", data_dir / "memory.json"
    model_file.write_bytes(model_process.find_model_file(ModelOptions(data_dir)).read_bytes())
    model_process.verify_model_file(model_file, memory_file)
    status = model_file.stat()
    with model_file.open("r+b") as file:  # Only a second reading could tell.
        file.write(b"changed")
    os.utime(model_file, ns=(status.st_atime_ns, status.st_mtime_ns))
    model_process.verify_model_file(model_file, memory_file)


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(1, RESTART_SECONDS_MIN), (2, 1.0), (3, 2.0), (7, RESTART_SECONDS_MAX), (10_000, RESTART_SECONDS_MAX)],
)
def test_restarts_slow_down_to_a_bound(failures: int, seconds: float) -> None:
    assert seconds == model_process.restart_delay_seconds(failures)


def ignore_event(name: str, fields: Mapping[str, object]) -> None:
    """Nobody listens."""


@asynccontextmanager
async def running(
    options: ModelOptions, on_event: model_process.EventSink = ignore_event
) -> AsyncIterator[ModelProcess]:
    model = ModelProcess(options, on_event)
    task = asyncio.ensure_future(model.run())
    try:
        yield model
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def session(socket_path: Path) -> AsyncIterator[aiohttp.ClientSession]:
    connector = aiohttp.UnixConnector(path=str(socket_path), force_close=True)
    async with aiohttp.ClientSession("http://model", connector=connector) as http:
        yield http


async def post(socket_path: Path, path: str, request: Mapping[str, object]) -> str:
    async with session(socket_path) as http, http.post(path, json=request) as response:
        return await response.text()


async def chat_text(socket_path: Path) -> str:
    answer = json.loads(await post(socket_path, "/v1/chat/completions", chat_request(max_tokens=3)))
    return str(answer["choices"][0]["message"]["content"])


def chat_request(max_tokens: int) -> dict[str, object]:
    return {"model": MODEL_ID, "messages": [{"role": "user", "content": "Name a state."}], "max_tokens": max_tokens}


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS_MAX
    while not condition():
        assert time.monotonic() < deadline, "the condition did not come true in time"
        time.sleep(0.02)


def child_pids(data_dir: Path) -> list[int]:
    listing = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True)
    lock_argument = f"--lock-path={data_dir}"
    return [int(line.split()[0]) for line in listing.stdout.splitlines() if lock_argument in line]


def holder_of(workers: list[Worker]) -> Worker:
    (holder,) = [worker for worker in workers if worker.events("model.started")]
    return holder


def end_all(workers: list[Worker]) -> None:
    for worker in workers:
        if worker.process.poll() is None:
            worker.end(signal.SIGTERM)


async def work(data_dir: Path) -> None:
    def write_event(name: str, fields: Mapping[str, object]) -> None:
        print(json.dumps([name, fields]), flush=True)

    async with running(ModelOptions(data_dir), write_event) as model:
        asked_to_end = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asked_to_end.set)
        await model.ready(WAIT_SECONDS_MAX)
        write_event("ready", {})
        await asked_to_end.wait()


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1])))
