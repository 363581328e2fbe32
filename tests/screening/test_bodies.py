"""Which strings of a request are looked at, and what becomes of JSON in them."""

from __future__ import annotations

import asyncio
import json

import pytest

from auslex.core.calls import Call, Endpoint
from auslex.screening.bodies import rewritten
from auslex.screening.personal_data import PersonalMasking
from auslex.wire.json import encode

EMAIL = "jo.citizen@example.com"


def _payload(body: dict[str, object], endpoint: Endpoint = Endpoint.CHAT_COMPLETIONS) -> str:
    """What would be sent."""
    call = Call(endpoint, body, encode(body), "m", False, False, 100, 100, 1, "")
    masked, _ = asyncio.run(PersonalMasking().mask(call, "firm"))
    return masked.payload.decode()


def _result(text: str) -> dict[str, object]:
    return {"model": "m", "messages": [{"role": "tool", "tool_call_id": "1", "content": text}]}


@pytest.mark.parametrize(
    "text", ["[Result 1] {}", '"Jo" wrote from {}', "{{note}} {}", '{{"to": "{}', '["a"] {}', '[1, 2] "x" {}']
)
def test_a_tool_result_that_only_begins_like_json_is_masked_as_text(text: str) -> None:
    assert EMAIL not in _payload(_result(text.format(EMAIL)))


def test_json_behind_white_space_is_opened_too() -> None:
    assert "[EMAIL_1]" in _payload(_result('\n {"to": "jo.citizen\\u0040example.com"}'))


def test_values_of_json_are_read_behind_their_names() -> None:
    result = {
        "tfn": "473089322",
        "accountNumber": "12345678",
        "date_of_birth": "1980-02-01",
        "password": "hunter2secret",
        "score": 473089322,
    }
    (message,) = json.loads(_payload(_result(json.dumps(result))))["messages"]
    assert {
        "tfn": "[TFN_1]",
        "accountNumber": "[BANK_ACCOUNT_1]",
        "date_of_birth": "[DATE_OF_BIRTH_1]",
        "password": "[REDACTED_SECRET]",
        "score": 473089322,
    } == json.loads(message["content"])


def test_a_number_of_json_that_is_personal_data_becomes_a_placeholder() -> None:
    (message,) = json.loads(_payload(_result('{"tfn": 473089322, "cards": [4111111111111111], "n": 1e9}')))["messages"]
    assert '{"tfn": "[TFN_1]", "cards": ["[CREDIT_CARD_1]"], "n": 1e9}' == message["content"]


def test_metadata_is_read_behind_its_names() -> None:
    body = {"model": "m", "messages": [], "metadata": {"tax_file_number": "473089322"}}
    assert {"tax_file_number": "[TFN_1]"} == json.loads(_payload(body))["metadata"]


@pytest.mark.parametrize("name", ["id", "status", "url", "format", "data", "type", "event", "detail"])
def test_a_schema_may_call_its_properties_as_the_protocol_does(name: str) -> None:
    schema = {"type": "object", "properties": {name: {"type": "string", "description": EMAIL, "examples": [EMAIL]}}}
    tool = {"type": "function", "function": {"name": "f", "parameters": schema}}
    shape = {"type": "json_schema", "json_schema": {"name": "x", "schema": schema}}
    assert EMAIL not in _payload({"model": "m", "messages": [], "tools": [tool], "response_format": shape})


def test_the_format_of_a_response_is_looked_at() -> None:
    shape = {"type": "json_schema", "name": "x", "schema": {"description": EMAIL}}
    assert EMAIL not in _payload({"model": "m", "input": "x", "text": {"format": shape}}, Endpoint.RESPONSES)


@pytest.mark.parametrize("name", ["prompt_cache_key", "safety_identifier", "user"])
def test_a_callers_own_label_is_looked_at(name: str) -> None:
    assert EMAIL not in _payload({"model": "m", "messages": [], name: EMAIL})


def test_the_tokens_of_a_text_that_changed_do_not_go_with_it() -> None:
    part = {"type": "output_text", "text": f"to {EMAIL}", "logprobs": [{"token": EMAIL}]}
    body = {"model": "m", "input": [{"type": "message", "role": "assistant", "content": [part]}]}
    assert EMAIL not in _payload(body, Endpoint.RESPONSES)


def test_the_tokens_of_a_text_that_did_not_change_stay() -> None:
    body = {"content": [{"text": "one", "logprobs": [{"token": "one"}]}], "name": "two"}
    changed = rewritten(body, lambda text: text.replace("two", "three"))
    assert {**body, "name": "three"} == changed


def test_half_a_surrogate_pair_in_json_does_not_stop_the_masking() -> None:
    assert '\\"\\\\ud83d [EMAIL_1]\\"' in _payload(_result(f'{{"a": "\\ud83d {EMAIL}"}}'))


def test_what_a_tool_needs_back_is_no_secret() -> None:
    result = {"next_page_token": "abc123def", "key": "docs/1.pdf", "primaryKey": "row#77", "apiKey": "abc123def"}
    (message,) = json.loads(_payload(_result(json.dumps(result))))["messages"]
    assert result | {"apiKey": "[REDACTED_SECRET]"} == json.loads(message["content"])
