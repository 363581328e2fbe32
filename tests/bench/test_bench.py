"""The bench's own parts on loopback: what is served, what is counted, what is called a fault. No figure is judged."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from math import isnan, nan
from pathlib import Path

import pytest

from bench.arena import Arena
from bench.cpu import cpu_seconds, resident_bytes, tree
from bench.http1 import Message, MessageReader
from bench.load import Check, Client, Outcome, Target, closed_loop, open_loop, stream_fault, whole_fault
from bench.loop import run
from bench.peers import NotInstalledError, Place, auslex, litellm
from bench.process import ChildError, child, finish, free_port, get, wait_until_healthy
from bench.prompts import PROMPT_CHARACTERS, Prompts, body
from bench.report import TARGETS, PeerRow, Row, Verdict, gateway_table, middle, peers_table, ratios
from bench.upstream import HOST, WORDS, Behaviour, listen

BURNT_SECONDS = 0.2
TICK_SECONDS = 0.01
START_SECONDS_MAX = 20.0

BURN = f"import time\nwhile time.process_time() < {BURNT_SECONDS}: pass\n"
REAP_A_BURNER = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BURN!r}])\n"
HOLD = "print('ready', flush=True)\nimport sys\nsys.stdin.read()\n"


def messages(text: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": text}]


def load_of(bodies: list[bytes], check: Check, *, behaviour: Behaviour, path: str = "/v1/chat/completions") -> Outcome:
    async def against_mock() -> Outcome:
        server = await listen(0, behaviour)
        async with server:
            target = Target(HOST, server.sockets[0].getsockname()[1], path)
            return await closed_loop(target, bodies, 4, check)

    return run(against_mock())


def answer_to(request: bytes, behaviour: Behaviour) -> Message:
    async def ask() -> Message:
        server = await listen(0, behaviour)
        async with server:
            client = Client(Target(HOST, server.sockets[0].getsockname()[1]))
            try:
                return await client.exchange(request)
            finally:
                client.close()

    return run(ask())


def test_every_whole_answer_of_the_mock_is_right_and_counted() -> None:
    behaviour = Behaviour()
    outcome = load_of(Prompts(1).bodies(20), whole_fault, behaviour=behaviour)
    assert (20, 20, {}) == (behaviour.requests, len(outcome.latencies_seconds), dict(outcome.faults))


def test_every_stream_of_the_mock_is_right() -> None:
    outcome = load_of(Prompts(1).bodies(8, stream=True), stream_fault(100), behaviour=Behaviour(chunks=100))
    assert {} == dict(outcome.faults)


def test_a_stream_with_pauses_is_right_too() -> None:
    behaviour = Behaviour(chunks=3, spacing_seconds=0.001)
    outcome = load_of(Prompts(1).bodies(8, stream=True), stream_fault(3), behaviour=behaviour)
    assert {} == dict(outcome.faults)


def test_a_stream_has_role_chunks_finish_usage_and_end() -> None:
    answer = answer_to(body(messages("hello"), stream=True), Behaviour(chunks=5))
    assert 1 + 5 + 1 + 1 + 1 == answer.body.count(b"data: ")


def test_usage_is_streamed_only_when_asked_for() -> None:
    answer = answer_to(b'{"messages":[],"stream":true}', Behaviour(chunks=1))
    assert b'"usage"' not in answer.body


def test_a_prompt_that_quotes_the_stream_field_is_not_streamed() -> None:
    answer = answer_to(body(messages('{"stream": true}')), Behaviour())
    assert whole_fault(answer) is None


def test_a_whole_answer_is_about_600_bytes() -> None:
    answer = answer_to(body(messages("hello")), Behaviour())
    assert 500 <= len(answer.body) <= 700


def test_a_wrong_status_is_a_fault() -> None:
    outcome = load_of(Prompts(1).bodies(3), whole_fault, behaviour=Behaviour(), path="/nowhere")
    assert [("status 404", 3)] == [(fault.partition(":")[0], times) for fault, times in outcome.faults.items()]


def test_a_stream_with_other_text_is_a_fault() -> None:
    outcome = load_of(Prompts(1).bodies(2, stream=True), stream_fault(4), behaviour=Behaviour(chunks=3))
    assert {"the stream's text is missing or changed": 2} == dict(outcome.faults)


def test_a_stream_without_its_end_is_a_fault() -> None:
    cut = Message(b"HTTP/1.1 200 OK", b"", b'data: {"content":"%s","finish_reason":"stop"}\n\n' % WORDS[0].encode())
    assert "the stream has no end" == stream_fault(1)(cut)


def test_text_that_was_cut_into_other_chunks_is_no_fault() -> None:
    merged = b'data: {"content": "%s", "finish_reason": "stop"}\n\ndata: [DONE]\n\n' % "".join(WORDS[:3]).encode()
    assert stream_fault(3)(Message(b"HTTP/1.1 200 OK", b"", merged)) is None


def test_a_server_that_is_not_there_is_a_fault_per_request() -> None:
    outcome = run(closed_loop(Target(HOST, free_port()), Prompts(1).bodies(3), 2, whole_fault))
    assert (3, 0) == (outcome.faults.total(), len(outcome.latencies_seconds))


def test_a_connection_that_closes_early_is_a_fault() -> None:
    async def against_closer() -> Outcome:
        async def hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.close()

        server = await asyncio.start_server(hang_up, HOST, 0)
        async with server:
            target = Target(HOST, server.sockets[0].getsockname()[1])
            return await closed_loop(target, Prompts(1).bodies(2), 1, whole_fault)

    assert 2 == run(against_closer()).faults.total()


def test_the_open_loop_answers_every_request() -> None:
    async def against_mock() -> Outcome:
        server = await listen(0, Behaviour())
        async with server:
            target = Target(HOST, server.sockets[0].getsockname()[1])
            return await open_loop(target, Prompts(1).bodies(10), 1000.0, whole_fault)

    outcome = run(against_mock())
    assert (10, {}) == (len(outcome.latencies_seconds), dict(outcome.faults))


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_an_answer_is_read_alike_however_it_arrives(size: int) -> None:
    wire = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
    wire += b"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno"
    reader = MessageReader(answers=True)
    pieces = [wire[at : at + size] for at in range(0, len(wire), size)]
    read = [message for piece in pieces for message in reader.feed(piece)]
    assert [(200, b"abcde"), (404, b"no")] == [(message.status, message.body) for message in read]


def test_an_answer_without_a_length_ends_with_the_connection() -> None:
    reader = MessageReader(answers=True)
    assert [] == reader.feed(b"HTTP/1.1 200 OK\r\n\r\nall of it")
    ended = reader.end()
    assert ended is not None
    assert b"all of it" == ended.body


def test_percentiles_of_few_answers_are_defined() -> None:
    assert [0.0, 2.0] == [Outcome().percentile(50), Outcome(latencies_seconds=[2.0]).percentile(99)]


def test_cpu_of_a_child_that_has_ended_is_counted() -> None:
    before = cpu_seconds(os.getpid())
    subprocess.run([sys.executable, "-c", BURN], check=True)
    assert cpu_seconds(os.getpid()) - before >= BURNT_SECONDS - 2 * TICK_SECONDS


def test_cpu_of_a_grandchild_that_has_ended_is_counted() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", REAP_A_BURNER + HOLD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert cpu_seconds(process.pid) >= BURNT_SECONDS - 2 * TICK_SECONDS
        process.communicate()


def test_a_living_grandchild_belongs_to_the_tree_and_its_memory_counts() -> None:
    hold_a_holder = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {HOLD!r}])\n"
    with subprocess.Popen(
        [sys.executable, "-c", hold_a_holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        members = tree(process.pid)
        assert 2 == len(members)
        assert resident_bytes(process.pid) > max(member.resident_bytes for member in members)
        process.communicate()


def test_a_process_that_is_gone_costs_nothing() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert (0, 0) == (cpu_seconds(process.pid), resident_bytes(process.pid))


def test_prompts_are_new_each_time_and_of_one_length() -> None:
    bodies = Prompts(1).bodies(200)
    assert 200 == len(set(bodies))
    assert {PROMPT_CHARACTERS} == {len(text) - len(body(messages(""))) for text in bodies}


def test_a_conversation_resends_what_was_said() -> None:
    second, third = list(Prompts(1).conversation(3))[1:]
    assert third.startswith(second.partition(b"],")[0])


def test_a_child_is_stopped_when_its_block_ends(tmp_path: Path) -> None:
    core = min(os.sched_getaffinity(0))
    with child(["sleep", "60"], cores={core}, environment={}, log=tmp_path / "log") as process:
        assert process.poll() is None
    assert process.returncode is not None


def test_a_child_that_ends_early_tells_why(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no configuration')"]
    log, core = tmp_path / "log", min(os.sched_getaffinity(0))
    with (
        child(command, cores={core}, environment={}, log=log) as process,
        pytest.raises(ChildError, match="no configuration"),
    ):
        wait_until_healthy(process, free_port(), "/health", log, START_SECONDS_MAX)


def test_a_command_that_fails_tells_why() -> None:
    with pytest.raises(ChildError, match="out of luck"):
        finish([sys.executable, "-c", "raise SystemExit('out of luck')"], os.environ, START_SECONDS_MAX)


def test_a_gateway_that_is_not_set_up_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotInstalledError, match="set the project up"):
        auslex(tmp_path / "auslex").prepare(Place(free_port(), free_port(), tmp_path))


def test_a_peer_that_is_not_installed_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(NotInstalledError, match="--install"):
        litellm(tmp_path).prepare(Place(free_port(), free_port(), tmp_path))


@pytest.fixture
def arena(tmp_path: Path) -> Iterator[Arena]:
    cores = os.sched_getaffinity(0)
    with ExitStack() as stack:
        yield Arena(tmp_path, stack)
    os.sched_setaffinity(0, cores)


def test_a_run_in_the_arena_costs_cpu_and_reaches_the_upstream(arena: Arena) -> None:
    spent = arena.spend(arena.direct(), Prompts(1).bodies(20), 4, whole_fault)
    assert spent.cpu_seconds > 0
    assert (20, []) == (arena.upstream_count(), arena.faults)


def test_the_arena_tells_the_upstream_how_streams_look(arena: Arena) -> None:
    arena.behave(chunks=7, spacing_seconds=0.0)
    arena.spend(arena.direct(), Prompts(1).bodies(2, stream=True), 2, stream_fault(7))
    assert [] == arena.faults


def test_a_run_with_a_fault_has_no_figure(arena: Arena) -> None:
    spent = arena.spend(arena.direct(), Prompts(1).bodies(2), 2, stream_fault(7))
    assert isnan(spent.cpu_us_per_request)
    assert 1 == len(arena.faults)


def test_the_mock_lists_models_and_knows_no_other_path(arena: Arena) -> None:
    port = arena.direct().target.port
    assert [200, 404] == [get(port, path)[0] for path in ("/v1/models", "/v1/nothing")]


@pytest.mark.parametrize(
    ("key", "figure", "verdict"),
    [
        ("all-guards", 12, Verdict.MEETS_GOAL),
        ("all-guards", 13, Verdict.MISSES_GOAL),
        ("all-guards", 61, Verdict.MISSES_MUST),
        ("workers", 1.9, Verdict.MEETS_GOAL),
        ("workers", 1.8, Verdict.MISSES_GOAL),
        ("workers", 1.6, Verdict.MISSES_MUST),
        ("workers", nan, Verdict.NOT_MEASURED),
    ],
)
def test_a_figure_is_judged_by_its_target(key: str, figure: float, verdict: Verdict) -> None:
    assert verdict == TARGETS[key].verdict(figure)


def test_a_ratio_is_taken_within_its_round() -> None:
    assert [2.0, 3.0] == ratios([4.0, 30.0], [2.0, 10.0])


def test_a_series_with_a_failed_round_has_no_middle() -> None:
    assert isnan(middle([1.0, nan, 3.0]))


def test_the_table_says_misses_beside_a_missed_target() -> None:
    table = gateway_table([Row("cold-start", "cold start", {"nginx": [0.01], "auslex": [3.0]}, [3.0])])
    assert table.endswith("misses")


def test_a_peer_that_is_missing_gets_its_reason_and_no_figure() -> None:
    table = peers_table([PeerRow("nginx", {"request_us": [18.0]}), PeerRow("portkey", missing="node is missing")])
    assert table.endswith("portkey           not measured: node is missing")
