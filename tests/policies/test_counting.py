"""Token counts: OpenAI's own, and never above what the bytes bound."""

from __future__ import annotations

import asyncio
import base64
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.calls import Call, Endpoint
from auslex.core.events import Whole
from auslex.tokens.counting import CHARACTERS_INLINE_MAX, TokenCounter, _load, encoding, encoding_name
from auslex.wire.answers import read_whole
from auslex.wire.media import image_tokens
from auslex.wire.requests import RequestOptions, parse
from auslex.wire.texts import generated_text

COUNTER = TokenCounter()
CHAT, RESPONSES, EMBEDDINGS = Endpoint.CHAT_COMPLETIONS, Endpoint.RESPONSES, Endpoint.EMBEDDINGS


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.parametrize(
    ("model", "text", "tokens"),
    [
        ("gpt-4o", "", 0),
        ("gpt-4o", "hello world", 2),
        ("gpt-4o", "tiktoken is great!", 6),
        ("gpt-4", "hello world", 2),
        ("gpt-4", "tiktoken is great!", 6),
        ("gpt-4", "antidisestablishmentarianism", 6),
        ("gpt-4o", "antidisestablishmentarianism", 6),
        ("gpt-4o", "お誕生日おめでとう", 8),
        ("gpt-4", "お誕生日おめでとう", 9),
    ],
)
def test_published_examples_count_as_published(model: str, text: str, tokens: int) -> None:
    assert tokens == COUNTER.text_now(model, text)


def test_a_special_token_in_a_text_is_text() -> None:
    assert COUNTER.text_now("gpt-4o", "<|endoftext|>") > 1


def test_two_million_spaces_are_counted() -> None:
    assert 0 < COUNTER.text_now("gpt-4o", " " * 2_000_000) <= 2_000_000


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("gpt-4", "cl100k_base"),
        ("gpt-4-turbo", "cl100k_base"),
        ("gpt-3.5-turbo", "cl100k_base"),
        ("text-embedding-3-large", "cl100k_base"),
        ("gpt-4o", "o200k_base"),
        ("gpt-4.1", "o200k_base"),
        ("gpt-5", "o200k_base"),
        ("somebody-elses", "o200k_base"),
    ],
)
def test_each_model_has_its_ranks(model: str, name: str) -> None:
    assert name == encoding_name(model)


@given(st.text(max_size=200))
def test_a_text_is_at_most_its_bytes(text: str) -> None:
    assert COUNTER.text_now("gpt-4o", text) <= len(text.encode())


@given(st.text(max_size=50))
def test_counting_twice_gives_the_same(text: str) -> None:
    assert COUNTER.text_now("gpt-4o", text) == COUNTER.text_now("gpt-4o", text)


TEXT = st.text(max_size=40)
PART = st.builds(lambda text: {"type": "text", "text": text}, TEXT)
IMAGE = st.just({"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA", "detail": "low"}})
SOUND = {
    "type": "input_audio",
    "input_audio": {"data": base64.b64encode(b"ID3" + bytes(300)).decode(), "format": "mp3"},
}
MESSAGE = st.fixed_dictionaries(
    {
        "role": st.sampled_from(["user", "system", "tool"]),
        "content": TEXT | st.lists(PART | IMAGE | st.just(SOUND), max_size=3),
    },
    optional={"name": TEXT, "tool_call_id": TEXT, "tool_calls": st.lists(st.just({"id": "x"}), max_size=2)},
)
CHATS = st.fixed_dictionaries(
    {"model": st.sampled_from(["gpt-4o", "gpt-4"]), "messages": st.lists(MESSAGE, min_size=1, max_size=6)},
    optional={
        "tools": st.lists(st.builds(lambda name: {"type": "function", "function": {"name": name}}, TEXT), max_size=2),
        "response_format": st.just({"type": "json_object"}),
    },
)
ITEM = st.fixed_dictionaries(
    {"role": st.just("user"), "content": TEXT | st.lists(PART, max_size=2)}, optional={"type": st.just("message")}
)
RESPONSE_REQUESTS = st.fixed_dictionaries(
    {"model": st.just("gpt-4o"), "input": TEXT | st.lists(ITEM, max_size=4)}, optional={"instructions": TEXT}
)
EMBEDDING_REQUESTS = st.fixed_dictionaries(
    {
        "model": st.just("text-embedding-3-small"),
        "input": st.text(min_size=1, max_size=40)
        | st.lists(st.integers(0, 200_000), min_size=1, max_size=9)
        | st.lists(TEXT, min_size=1, max_size=4)
        | st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=4), min_size=1, max_size=4),
    }
)


def call(endpoint: Endpoint, body: object) -> Call:
    return parse(endpoint, json.dumps(body).encode(), RequestOptions())


@given(CHATS)
def test_a_chat_is_at_most_its_byte_bound(body: dict[str, object]) -> None:
    asked = call(CHAT, body)
    assert COUNTER.prompt_now(asked) <= asked.prompt_tokens_max


@given(RESPONSE_REQUESTS)
def test_a_response_request_is_at_most_its_byte_bound(body: dict[str, object]) -> None:
    asked = call(RESPONSES, body)
    assert COUNTER.prompt_now(asked) <= asked.prompt_tokens_max


@given(EMBEDDING_REQUESTS)
def test_an_embedding_request_is_at_most_its_byte_bound(body: dict[str, object]) -> None:
    asked = call(EMBEDDINGS, body)
    assert COUNTER.prompt_now(asked) <= asked.prompt_tokens_max


def test_an_image_counts_as_an_image_and_not_as_its_bytes() -> None:
    part = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + "A" * 50_000}}
    asked = call(CHAT, {"model": "gpt-4o", "messages": [{"role": "user", "content": [part]}]})
    tokens = image_tokens("gpt-4o", None)
    assert tokens <= COUNTER.prompt_now(asked) < tokens + 100


def test_an_image_of_a_response_counts_as_an_image_too() -> None:
    part = {"type": "input_image", "image_url": "data:image/png;base64," + "A" * 50_000, "detail": "low"}
    asked = call(RESPONSES, {"model": "gpt-4o", "input": [{"role": "user", "content": [part]}]})
    tokens = image_tokens("gpt-4o", "low")
    assert tokens <= COUNTER.prompt_now(asked) < tokens + 100


def test_sound_counts_as_sound_and_not_as_its_bytes() -> None:
    sound = {"data": base64.b64encode(b"ID3" + bytes(60_000)).decode(), "format": "mp3"}
    asked = call(
        CHAT, {"model": "gpt-audio", "messages": [{"role": "user", "content": [SOUND | {"input_audio": sound}]}]}
    )
    tokens = asked.audio_prompt_tokens_max
    assert 1_200 <= tokens <= COUNTER.prompt_now(asked) < tokens + 100


def test_every_text_of_a_part_is_counted() -> None:
    part = {"type": "refusal", "text": "", "refusal": "word " * 500}
    asked = call(CHAT, {"model": "gpt-4o", "messages": [{"role": "assistant", "content": [part]}]})
    assert COUNTER.prompt_now(asked) >= 500


def test_tools_and_instructions_are_counted() -> None:
    plain = call(RESPONSES, {"model": "gpt-4o", "input": "x"})
    more = call(
        RESPONSES, {"model": "gpt-4o", "input": "x", "instructions": "be brief", "tools": [{"type": "function"}]}
    )
    assert COUNTER.prompt_now(more) > COUNTER.prompt_now(plain)


@pytest.mark.anyio
async def test_a_long_text_is_counted_off_the_event_loop() -> None:
    counting = asyncio.ensure_future(TokenCounter().text("gpt-4o", "ab " * CHARACTERS_INLINE_MAX))
    await asyncio.sleep(0)
    yielded = not counting.done()
    assert (True, await counting) == (yielded, COUNTER.text_now("gpt-4o", "ab " * CHARACTERS_INLINE_MAX))


def test_however_many_need_the_ranks_at_once_they_are_loaded_once() -> None:
    _load.cache_clear()
    together = threading.Barrier(4)

    def need(_: int) -> int:
        together.wait()
        return id(encoding("cl100k_base"))

    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(need, range(4)))
    assert {id(encoding("cl100k_base"))} == found


# What a model wrote.


def test_the_text_of_a_whole_answer_is_its_messages() -> None:
    body = b'{"choices":[{"message":{"content":"a"}},{"message":{"refusal":"b"}}]}'
    assert Whole(body, None) == read_whole(CHAT, body)
    assert "ab" == generated_text(CHAT, body)


def test_the_text_of_a_whole_response_is_its_output() -> None:
    body = b'{"output":[{"content":[{"text":"a"}]},{"type":"function_call","arguments":"b"}]}'
    assert "ab" == generated_text(RESPONSES, body)


def test_what_is_not_understood_counts_as_it_stands() -> None:
    assert '{"choices":5}' == generated_text(CHAT, b'{"choices":5}')


def test_a_vector_is_no_text() -> None:
    assert "" == generated_text(EMBEDDINGS, b'{"data":[]}')
