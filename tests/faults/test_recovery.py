"""Where one model fails another answers, a broken upstream is left alone, and what never ends is ended."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from auslex.upstreams.faults.catalogue import DOWN_SECONDS
from auslex.upstreams.faults.script import PREFIX
from tests.faults.outcome import Record, note, outcome, told
from tests.support.faults import FaultUpstream
from tests.support.gateway import Gateway, serving
from tests.support.memory import Growth
from tests.support.waiting import until
from tests.support.web import Answer, Client

STRONG, STANDARD = "gpt-4o", "gpt-4o-mini"
STRONG_BREAKER, STANDARD_OF_IT = "gpt-4.1", "gpt-4.1-mini"
SNAPSHOT = "gpt-4o-2024-08-06"  # With the fallbacks of gpt-4o, and a breaker of its own.
ANSWER_SECONDS_MAX = 1.5
BACK_SECONDS_MAX = 30.0
BOMB_BYTES_MAX = 64 << 20
# Failures for which another model is asked, with how the attempts are booked; one retry before where it may help.
FALLBACKS = {
    6: ("hang-headers", "held upstream"),
    9: ("reset-headers", "held held held upstream"),
    17: ("html200", "held held upstream"),
    20: ("error200-stream", "held held upstream"),
    27: ("p429", "void void upstream"),
    26: ("quota", "void upstream"),
    29: ("p5xx", "void void upstream"),
    32: ("p401", "void upstream"),
    45: ("gzip-bomb", "held upstream"),
    46: ("redirect", "held upstream"),
}


def served_by(answer: Answer) -> str:
    return answer.headers["x-auslex-served-by"].partition("/")[2]


@pytest.mark.parametrize(("row", "fault"), [(row, fault) for row, (fault, _) in FALLBACKS.items()])
def test_another_model_answers_in_its_place(
    gateway: Gateway, client: Client, faults: FaultUpstream, record_property: Record, row: int, fault: str
) -> None:
    expected = f"right | {FALLBACKS[row][1]}"
    with faults.playing(STRONG, fault):
        answer = client.chat(model=STRONG, stream=True)
    got = outcome(gateway, answer, stream=True)
    note(record_property, row, f"{fault}, with a fallback", True, expected, got)
    assert (expected, STANDARD) == (got, served_by(answer))
    for _ in range(4):  # So that the failures of this list together open no breaker.
        assert STRONG == served_by(client.chat(model=STRONG))


def test_an_upstream_that_keeps_failing_is_not_asked_any_more(
    gateway: Gateway, client: Client, faults: FaultUpstream, record_property: Record
) -> None:
    model = PREFIX + "p5xx"
    opened = until(lambda: answer if (answer := client.chat(model=model)).status == 503 else None)
    asked = faults.seen(model)["requests"]
    refused = client.chat(model=model)
    got = f"{told(refused, stream=False)} | none"
    note(record_property, 29, "p5xx", None, "503 upstream_unavailable | none", got)
    assert {"503 upstream_unavailable"} == {told(opened, stream=False), told(refused, stream=False)}
    assert (5 <= asked <= 6, asked, []) == (
        True, faults.seen(model)["requests"], gateway.rows(refused.headers["x-request-id"]),
    )  # fmt: skip


def test_a_flapping_upstream_costs_nobody_an_answer(
    client: Client, faults: FaultUpstream, record_property: Record
) -> None:
    with faults.playing(STRONG_BREAKER, "flap"):
        answers = [client.chat(model=STRONG_BREAKER) for _ in range(8)]
    got = f"{len([answer for answer in answers if told(answer, stream=False) == 'right'])} of 8 right"
    note(record_property, 30, "flap", None, "8 of 8 right", got)
    assert ("8 of 8 right", STANDARD_OF_IT) == (got, served_by(answers[-1]))


def test_an_upstream_that_is_well_again_is_asked_within_half_a_minute(
    client: Client, faults: FaultUpstream, record_property: Record
) -> None:
    with faults.playing(SNAPSHOT, "flap"):
        well_at = time.monotonic() + DOWN_SECONDS
        until(lambda: client.chat(model=SNAPSHOT).headers["x-auslex-attempts"] == "1")
    breakers = client.get("/health/detailed").json["circuit_breakers"]
    open_for = next(one["open_seconds_left"] for name, one in breakers.items() if name.endswith(f":{SNAPSHOT}"))
    asked_after = time.monotonic() + open_for - well_at
    got = f"asked within {BACK_SECONDS_MAX:.0f} s" if asked_after <= BACK_SECONDS_MAX else f"{asked_after:.0f} s"
    note(record_property, 30, "flap, back again", None, f"asked within {BACK_SECONDS_MAX:.0f} s", got)
    assert asked_after <= BACK_SECONDS_MAX


def test_an_endless_stream_is_left(gateway: Gateway, client: Client, faults: FaultUpstream) -> None:
    model = PREFIX + "infinite"
    before = faults.seen(model)["aborted"]
    outcome(gateway, client.chat(model=model, stream=True), stream=True)
    until(lambda: (faults.seen(model)["aborted"], faults.seen(model)["under_way"]) == (before + 1, 0))


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
def test_a_bomb_fills_no_memory(gateway: Gateway, client: Client, record_property: Record, stream: bool) -> None:
    growth = Growth(gateway.pid)
    client.chat(model=PREFIX + "gzip-bomb", stream=stream)
    grown = growth.bytes
    note(record_property, 45, "gzip-bomb, memory", stream, "below 64 MiB", "below 64 MiB" if grown < BOMB_BYTES_MAX
         else f"{grown >> 20} MiB")  # fmt: skip
    assert grown < BOMB_BYTES_MAX


@pytest.fixture(scope="module")
def impatient(home: Path, environment: dict[str, str]) -> Iterator[Gateway]:
    limits = {"OPENAI_ANSWER_TIMEOUT": str(ANSWER_SECONDS_MAX)}
    with serving(Gateway(home / "impatient", {**environment, **limits})) as running:
        yield running


@pytest.mark.parametrize(
    ("stream", "expected"),
    [(False, "504 upstream_timeout | held"), (True, "event upstream_timeout | counted")],
    ids=["whole", "stream"],
)
def test_crumbs_are_not_waited_for_without_end(
    impatient: Gateway, record_property: Record, stream: bool, expected: str
) -> None:
    client = impatient.client(impatient.create_key("--tier", "INTERNAL"))
    began = time.monotonic()
    answer = client.chat(model=PREFIX + "crumbs", stream=stream)
    seconds = time.monotonic() - began
    got = outcome(impatient, answer, stream=stream)
    note(record_property, 8, "crumbs", stream, expected, got)
    assert (expected, True) == (got, ANSWER_SECONDS_MAX <= seconds < 2 * ANSWER_SECONDS_MAX + 2.0)
