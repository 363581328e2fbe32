"""Each fault that an upstream can play: what the client is told, what is booked, and that the next request works."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from auslex.upstreams.faults.catalogue import BY_NAME, CANARY, FAULTS
from auslex.upstreams.faults.script import PREFIX
from tests.faults.conftest import KEY, TIMEOUT_SECONDS
from tests.faults.matrix import MATRIX, Line
from tests.faults.outcome import Record, note, outcome, told
from tests.support.faults import FaultUpstream
from tests.support.gateway import Gateway
from tests.support.web import Client, chat

SECONDS_MAX = 2 * TIMEOUT_SECONDS + 6.0  # A retry's wait, the answer, and a busy machine.
ELSEWHERE = {"crumbs": 8, "p5xx": 29, "flap": 30, "close-idle": 50}  # They need a gateway or a sequence of their own.

CASES = [(line, stream) for line in MATRIX for stream in (False, True)]
QUICK = [line for line in MATRIX if not line.slow and len(line.text) < 1 << 10]


def _name(case: object) -> str:
    if isinstance(case, Line):
        return f"{case.row:02}-{case.fault}"
    return ("stream" if case else "whole") if isinstance(case, bool) else str(case)


@pytest.mark.parametrize(("line", "stream"), CASES, ids=_name)
def test_a_fault_has_its_outcome(
    gateway: Gateway, client: Client, record_property: Record, line: Line, stream: bool
) -> None:
    expected = line.stream if stream else line.whole
    began = time.monotonic()
    answer = client.chat(model=PREFIX + line.fault, stream=stream)
    seconds = time.monotonic() - began
    got = outcome(gateway, answer, stream=stream, text=line.text)
    note(record_property, line.row, line.fault, stream, expected, got)
    assert expected == got
    assert seconds < SECONDS_MAX
    assert "right" == told(client.chat(), stream=False)


@pytest.mark.parametrize("line", QUICK, ids=_name)
def test_a_fault_of_responses_keeps_the_rule(gateway: Gateway, client: Client, line: Line) -> None:
    for stream in (False, True):
        request = {"model": PREFIX + line.fault, "input": "Say hello.", "max_output_tokens": 20, "stream": stream}
        got = outcome(gateway, client.post("/v1/responses", request), stream=stream, text=line.text)
        assert line.whole.partition(" ")[0] in ("400", "429", "502") or got.startswith("right")


@pytest.mark.parametrize("line", QUICK, ids=_name)
def test_a_fault_of_embeddings_keeps_the_rule(gateway: Gateway, client: Client, line: Line) -> None:
    answer = client.post("/v1/embeddings", {"model": PREFIX + line.fault, "input": "hello"})
    outcome(gateway, answer, stream=False)


def test_every_fault_is_in_the_matrix() -> None:
    assert {fault.name: fault.rows[0] for fault in FAULTS} == {line.fault: line.row for line in MATRIX} | ELSEWHERE


def test_nothing_is_invented_where_nothing_fails(gateway: Gateway, client: Client) -> None:
    assert "right | upstream" == outcome(gateway, client.post("/v1/chat/completions", chat()), stream=False)


@pytest.mark.parametrize("fault", ["p401", "quota"])
def test_a_key_that_the_upstream_refuses_is_told_to_the_operator(gateway: Gateway, client: Client, fault: str) -> None:
    client.chat(model=PREFIX + fault)
    lines = [line for line in gateway.log_up_to_now(client).splitlines() if "upstream.account" in line]
    assert any(PREFIX + fault in line for line in lines)


def test_an_answer_of_another_model_is_marked_in_the_log_and_costs_what_was_asked_for(
    gateway: Gateway, client: Client
) -> None:
    answer = client.chat(model=PREFIX + "other-model")
    assert '"answered_model":"gpt-5-pro"' in gateway.log_up_to_now(client)
    (row,) = gateway.resolved_rows(answer.headers["x-request-id"])
    assert (PREFIX + "other-model", 11 * 1_000 + 5 * 2_000) == (row.model, row.paid)


def test_nothing_secret_was_logged(gateway: Gateway, client: Client) -> None:
    log = gateway.log_up_to_now(client)
    assert [] == [secret for secret in (KEY, CANARY, str(client.key)) if secret in log]


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
def test_a_kept_connection_that_closes_is_replaced_once(
    gateway: Gateway, client: Client, faults: FaultUpstream, record_property: Record, stream: bool
) -> None:
    model = PREFIX + "close-idle"
    assert "right" == told(client.chat(), stream=False)  # Now there is a connection to be used again.
    before = faults.seen(model)["requests"]
    got = outcome(gateway, client.chat(model=model, stream=stream), stream=stream)
    note(record_property, 50, "close-idle", stream, "right | held upstream", got)
    assert ("right | held upstream", before + 2) == (got, faults.seen(model)["requests"])


def test_a_silent_stream_is_kept_alive_by_comments_that_are_no_content(gateway: Gateway, client: Client) -> None:
    answer = client.chat(model=PREFIX + "hang-mid", stream=True)
    assert answer.body.count(b": keep-alive\n\n") >= 1
    assert "event upstream_timeout | counted" == outcome(gateway, answer, stream=True)


@pytest.mark.parametrize("line", MATRIX, ids=_name)
def test_the_document_says_what_is_expected(line: Line) -> None:
    cells = [cell.strip() for cell in _documented(PREFIX + line.fault).strip("|").split("|")]
    assert (str(line.row), BY_NAME[line.fault].sentence) == (cells[0], cells[2])
    assert [*line.whole.split(" | "), *line.stream.split(" | ")] == cells[3:]


def _documented(model: str) -> str:
    """The model's row in the matrix of docs/chaos.md."""
    lines = (Path(__file__).parents[2] / "docs" / "chaos.md").read_text().splitlines()
    (found,) = [line for line in lines if line.startswith("|") and f"| `{model}` |" in line]
    return found
