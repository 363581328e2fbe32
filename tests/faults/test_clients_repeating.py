"""Clients that ask again: under one Idempotency-Key, after a crash, or because they were told to wait."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import openai
import pytest
from openai import OpenAI

from auslex.http.streams import KEEP_ALIVE
from auslex.upstreams.faults.script import PREFIX
from tests.faults.outcome import Record, note, told
from tests.support.faults import FaultUpstream
from tests.support.gateway import Gateway, serving
from tests.support.raw import CHAT_PATH
from tests.support.waiting import until
from tests.support.web import Answer, Client, chat

PARALLEL = 20
SLOW, SLOW_STREAM = PREFIX + "slowloris", PREFIX + "split-utf8"


@pytest.fixture(scope="module")
def mortal(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """One that may be killed."""
    with serving(Gateway(tmp_path_factory.mktemp("mortal") / "data", environment)) as running:
        yield running


def ask(client: Client, key: str, **fields: object) -> Answer:
    headers = {"Idempotency-Key": key, "Content-Type": "application/json"}
    return client.request("POST", CHAT_PATH, json.dumps(chat(**fields)).encode(), headers)


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
def test_parallel_repeats_make_one_call(
    gateway: Gateway, client: Client, faults: FaultUpstream, record_property: Record, stream: bool
) -> None:
    model = SLOW_STREAM if stream else SLOW
    before, rows = faults.seen(model)["requests"], len(gateway.rows())
    with ThreadPoolExecutor(PARALLEL) as pool:
        found = list(pool.map(lambda _: ask(client, f"parallel-{stream}", model=model, stream=stream), range(PARALLEL)))
    calls = faults.seen(model)["requests"] - before
    got = f"{calls} call, {len({(answer.status, answer.body.replace(KEEP_ALIVE, b'')) for answer in found})} answer"
    note(record_property, 73, f"{PARALLEL} at once", stream, "1 call, 1 answer", got)
    assert ("1 call, 1 answer", 1, 200) == (got, len(gateway.rows()) - rows, found[0].status)


def test_another_body_under_the_same_key_is_refused(gateway: Gateway, client: Client, record_property: Record) -> None:
    assert "right" == told(ask(client, "another-body"), stream=False)
    rows = len(gateway.rows())
    got = told(ask(client, "another-body", max_tokens=21), stream=False)
    note(record_property, 73, "another body", None, "422 idempotency_key_reused", got)
    assert ("422 idempotency_key_reused", rows) == (got, len(gateway.rows()))


def test_an_answer_outlives_a_crash(mortal: Gateway, faults: FaultUpstream, record_property: Record) -> None:
    client = mortal.client(mortal.create_key("--tier", "INTERNAL"))
    first = ask(client, "crash")
    before = faults.seen("gpt-4o-mini")["requests"]
    mortal.kill()
    mortal.start()
    second = ask(client, "crash")
    calls = faults.seen("gpt-4o-mini")["requests"] - before
    got = f"{told(second, stream=False)}, {calls} calls"
    note(record_property, 73, "after a crash", None, "right, 0 calls", got)
    assert ("right, 0 calls", first.body) == (got, second.body)


def create(sdk: OpenAI, model: str = "gpt-4o-mini") -> object:
    return sdk.chat.completions.create(model=model, messages=[{"role": "user", "content": "hello"}], max_tokens=20)


def test_whoever_waits_as_long_as_it_is_told_is_served(
    gateway: Gateway, faults: FaultUpstream, record_property: Record
) -> None:
    """The client asks three times at most, and the second is enough: what Retry-After says is true."""
    key = gateway.create_key("--rpm", "10")
    client = gateway.client(key)
    until(lambda: client.chat().status == 429)  # The bucket is empty now.
    before = faults.seen("gpt-4o-mini")["requests"]
    with OpenAI(base_url=gateway.base_url, api_key=key) as sdk:
        answer = sdk.chat.completions.with_raw_response.create(
            model="gpt-4o-mini", messages=[{"role": "user", "content": "hello"}], max_tokens=20
        )
    calls = faults.seen("gpt-4o-mini")["requests"] - before
    got = f"right after {answer.retries_taken} retry, {calls} call"
    note(record_property, 74, "a minute's limit", None, "right after 1 retry, 1 call", got)
    assert "right after 1 retry, 1 call" == got


@pytest.mark.parametrize(("fault", "calls"), [("p429", 2), ("p5xx", 2), ("hang-headers", 1)])
def test_a_client_that_retries_does_not_multiply_our_attempts(
    gateway: Gateway, client: Client, faults: FaultUpstream, record_property: Record, fault: str, calls: int
) -> None:
    with faults.playing("gpt-5-nano", fault), OpenAI(base_url=gateway.base_url, api_key=client.key) as sdk:
        before = faults.seen("gpt-5-nano")["requests"]
        with pytest.raises(openai.APIStatusError) as caught:
            create(sdk, "gpt-5-nano")
    retries = caught.value.response.request.headers["x-stainless-retry-count"]
    asked = faults.seen("gpt-5-nano")["requests"] - before
    got, expected = f"{retries} retries, {asked} calls", f"0 retries, {calls} calls"
    note(record_property, 74, f"{fault}, by the SDK", None, expected, got)
    assert expected == got


def test_a_storm_after_a_used_up_budget_does_not_reach_the_upstream(
    gateway: Gateway, faults: FaultUpstream, record_property: Record
) -> None:
    key = gateway.create_key("--usd-day", "0.0001", "--rpm", "1000")
    before = faults.seen("gpt-4o")["requests"]
    with OpenAI(base_url=gateway.base_url, api_key=key) as sdk:

        def spend(_: int) -> str:
            try:
                create(sdk, "gpt-4o")
            except openai.APIStatusError as error:
                return error.response.request.headers["x-stainless-retry-count"]
            return "answered"

        with ThreadPoolExecutor(PARALLEL) as pool:
            found = list(pool.map(spend, range(3 * PARALLEL)))
    calls = faults.seen("gpt-4o")["requests"] - before
    got = f"{calls} calls, {'no retries' if set(found) <= {'0', 'answered'} else 'retries'}"
    note(record_property, 74, "a storm over budget", None, "0 calls, no retries", got)
    assert "0 calls, no retries" == got
