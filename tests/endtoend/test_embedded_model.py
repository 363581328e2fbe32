"""The whole journey with nothing configured: the embedded model answers, through the official client."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import openai
import pytest
from openai import OpenAI
from openai.types.chat import ChatCompletionMessageParam

from auslex.upstreams.model_process import MODEL_ID
from tests.support.gateway import Gateway, serving
from tests.support.waiting import until

ASK: list[ChatCompletionMessageParam] = [{"role": "user", "content": "Name a state of Australia."}]
TIMEOUT_SECONDS = 60.0


@pytest.fixture
def data_dir() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="auslex-") as directory:  # pytest's own paths are long for a socket.
        yield Path(directory)


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with tempfile.TemporaryDirectory(prefix="auslex-") as directory, serving(Gateway(Path(directory), {})) as running:
        yield running


@pytest.fixture(scope="module")
def sdk(gateway: Gateway) -> Iterator[OpenAI]:
    with connected(gateway, gateway.create_key("--tier", "INTERNAL")) as made:
        yield made


def test_the_embedded_model_is_listed_and_retrieved(sdk: OpenAI) -> None:
    assert [MODEL_ID] == [model.id for model in sdk.models.list()]
    assert MODEL_ID == sdk.models.retrieve(MODEL_ID).id


def test_a_whole_answer_is_settled_by_the_models_own_usage(gateway: Gateway, sdk: OpenAI) -> None:
    answer = sdk.chat.completions.create(model=MODEL_ID, messages=ASK, max_tokens=6)
    assert answer.choices[0].message.content
    assert answer.usage
    (row,) = gateway.resolved_rows(str(answer._request_id))
    assert ("S", "upstream", "local", answer.usage.prompt_tokens, answer.usage.completion_tokens, 0) == (
        row.state, row.source, row.upstream, row.prompt_tokens, row.completion_tokens, row.paid,
    )  # fmt: skip


def test_a_stream_with_usage_ends_with_the_usage_chunk(sdk: OpenAI) -> None:
    chunks = list(
        sdk.chat.completions.create(
            model=MODEL_ID, messages=ASK, max_tokens=6, stream=True, stream_options={"include_usage": True}
        )
    )
    assert chunks[-1].usage
    assert ([], 6) == (chunks[-1].choices, chunks[-1].usage.completion_tokens)


def test_every_chunk_of_a_stream_without_usage_has_a_choice(sdk: OpenAI) -> None:
    stream = sdk.chat.completions.create(model=MODEL_ID, messages=ASK, max_tokens=6, stream=True)
    assert "" != "".join(chunk.choices[0].delta.content or "" for chunk in stream)


def test_an_aborted_stream_is_settled_and_the_model_serves_on(gateway: Gateway, sdk: OpenAI) -> None:
    with sdk.chat.completions.create(model=MODEL_ID, messages=ASK, max_tokens=1_500, stream=True) as stream:
        for _ in range(3):
            next(stream)
    (row,) = gateway.resolved_rows(stream.response.headers["x-request-id"])
    assert ("S", "counted") == (row.state, row.source)
    assert row.completion_tokens < 1_500
    assert sdk.chat.completions.create(model=MODEL_ID, messages=ASK, max_tokens=2).choices


def test_embeddings_are_vectors(sdk: OpenAI) -> None:
    answer = sdk.embeddings.create(model=MODEL_ID, input=["a lease", "a licence"])
    assert [576, 576] == [len(entry.embedding) for entry in answer.data]


def test_a_wrong_key_is_an_authentication_error(gateway: Gateway) -> None:
    with connected(gateway, "sk-auslex-dev-wrong") as stranger, pytest.raises(openai.AuthenticationError):
        stranger.chat.completions.create(model=MODEL_ID, messages=ASK)


def test_a_model_without_a_price_is_a_bad_request(sdk: OpenAI) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        sdk.chat.completions.create(model="unheard-of", messages=ASK)
    assert "model_price_unknown" == caught.value.code


def test_openais_models_are_not_found_and_cost_nothing(gateway: Gateway, sdk: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as caught:
        sdk.chat.completions.create(model="gpt-4o-mini", messages=ASK)
    assert "OPENAI_API_KEY" in caught.value.message
    assert ["V"] == [row.state for row in gateway.resolved_rows(str(caught.value.request_id))]


def test_over_the_limit_is_a_rate_limit_error(gateway: Gateway) -> None:
    with connected(gateway, gateway.create_key("--rpm", "2")) as limited:
        for _ in range(2):
            limited.chat.completions.create(model=MODEL_ID, messages=ASK, max_tokens=1)
        with pytest.raises(openai.RateLimitError) as caught:
            limited.with_options(max_retries=0).chat.completions.create(model=MODEL_ID, messages=ASK, max_tokens=1)
    assert "rate_limit_exceeded" == caught.value.code


def test_a_hardened_question_is_answered(gateway: Gateway, sdk: OpenAI) -> None:
    answer = gateway.client(sdk.api_key).post("/api/chat/hardened", {"message": "Hello.", "max_tokens": 4})
    assert (200, MODEL_ID) == (answer.status, answer.json["model"])


def test_a_restart_keeps_keys_and_ledger(data_dir: Path) -> None:
    gateway = Gateway(data_dir, {})
    with serving(gateway):
        key = gateway.create_key()
        first = ask(gateway, key)
        rows = gateway.resolved_rows(first)
        gateway.stop()
        gateway.start()
        second = ask(gateway, key)
        assert rows == gateway.rows(first)
        assert {first, second} == gateway.request_ids()


def test_a_polite_end_leaves_no_model_behind(data_dir: Path) -> None:
    gateway = Gateway(data_dir, {})
    with serving(gateway):
        ask(gateway, gateway.create_key())
        gateway.stop()
    assert [] == model_pids(data_dir)


def test_a_kill_leaves_no_model_behind_and_a_restart_finds_everything(data_dir: Path) -> None:
    gateway = Gateway(data_dir, {})
    with serving(gateway):
        key = gateway.create_key()
        first = ask(gateway, key)
        rows = gateway.resolved_rows(first)
        assert 1 == len(model_pids(data_dir))
        with connected(gateway, key) as sdk:
            stream = sdk.chat.completions.create(model=MODEL_ID, messages=ASK, max_tokens=1_500, stream=True)
            next(stream)
            gateway.kill()
            stream.close()
        cut = stream.response.headers["x-request-id"]
        until(lambda: model_pids(data_dir) == [])
        assert [("D", 0)] == [(row.state, row.paid) for row in gateway.rows(cut)]  # Charged once its lease is over.
        gateway.start()
        second = ask(gateway, key)
        assert (rows, {first, cut, second}) == (gateway.rows(first), gateway.request_ids())


def connected(gateway: Gateway, key: str) -> OpenAI:
    return OpenAI(base_url=gateway.base_url, api_key=key, timeout=TIMEOUT_SECONDS)


def ask(gateway: Gateway, key: str) -> str:
    """One short answer; its request id."""
    with connected(gateway, key) as sdk:
        return str(sdk.chat.completions.create(model=MODEL_ID, messages=ASK, max_tokens=2)._request_id)


def model_pids(data_dir: Path) -> list[int]:
    """The model processes that this data directory has."""
    listing = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True, text=True, check=True)
    mark = f"--lock-path={data_dir}/"
    return [int(line.split()[0]) for line in listing.stdout.splitlines() if mark in line]
