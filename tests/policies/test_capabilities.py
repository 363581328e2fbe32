"""Who may answer in whose place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.calls import Endpoint
from auslex.resilience.capabilities import MODELS, able, can_answer, capabilities, needs
from auslex.resilience.chains import DEFAULT_CHAINS, chain_of, fallbacks, parse_chains

CHAT = Endpoint.CHAT_COMPLETIONS
SCHEMA = {"type": "json_schema", "json_schema": {"name": "x", "schema": {}}}


def part(kind: str) -> dict[str, object]:
    return {"messages": [{"role": "user", "content": [{"type": "text"}, {"type": kind}]}]}


@pytest.mark.parametrize(
    ("body", "model", "can"),
    [
        ({}, "gpt-3.5-turbo", True),
        ({"tools": [{}]}, "gpt-3.5-turbo", True),
        (part("image_url"), "gpt-3.5-turbo", False),
        (part("image_url"), "gpt-4o-mini", True),
        (part("image_url"), "o3-mini", False),
        (part("input_audio"), "gpt-4o-mini", False),
        (part("file"), "gpt-4o-mini", False),
        ({"input": [{"role": "user", "content": [{"type": "input_image"}]}]}, "gpt-4", False),
        ({"response_format": SCHEMA}, "gpt-4-turbo", False),
        ({"response_format": SCHEMA}, "gpt-4o-2024-05-13", False),
        ({"response_format": SCHEMA}, "gpt-4o-2024-11-20", True),
        ({"response_format": {"type": "json_object"}}, "gpt-4-turbo", True),
        ({"text": {"format": SCHEMA}}, "gpt-4-turbo", False),
        ({"temperature": 0.2}, "gpt-6-luna", False),
        ({"max_tokens": 10}, "gpt-6-luna", False),
        ({"max_completion_tokens": 10}, "gpt-6-luna", True),
        ({"reasoning_effort": "low"}, "gpt-4o", False),
        ({"reasoning": {"effort": "low"}}, "gpt-5.4-mini", True),
        ({"modalities": ["text", "audio"]}, "gpt-4o", False),
        ({}, "my-own-model", True),
        ({"tools": [{}]}, "my-own-model", False),
        ({"temperature": 0.2}, "my-own-model", True),
        ({}, "gpt-4o-audio-preview", True),
        (part("image_url"), "gpt-4o-audio-preview", False),
        ({"tools": [{}]}, "ft:gpt-4o-mini:firm::x", True),
    ],
)
def test_a_model_gets_what_it_can_do(body: dict[str, object], model: str, can: bool) -> None:
    assert can == can_answer(model, needs(CHAT, body), "gpt-4o")


def test_nobody_stands_in_for_embeddings() -> None:
    asked = needs(Endpoint.EMBEDDINGS, {"input": "text"})
    assert ("text-embedding-3-small",) == able(("text-embedding-3-small", "gpt-4o", "unknown"), asked)


@pytest.mark.parametrize(("instead_of", "can"), [("gpt-4o", True), ("gpt-4.1", False), ("unknown", False)])
def test_a_window_must_hold_the_bound_or_be_as_wide_as_the_firsts(instead_of: str, can: bool) -> None:
    assert can == can_answer("gpt-4o-mini", needs(CHAT, {}, tokens=500_000), instead_of)


@given(st.sampled_from(sorted(MODELS)), st.integers(0, 2_000_000), st.sampled_from(sorted(MODELS)))
def test_a_smaller_window_never_gets_more_than_it_holds(model: str, tokens: int, first: str) -> None:
    mine, theirs = capabilities(model), capabilities(first)
    assert mine is not None
    assert theirs is not None
    if can_answer(model, needs(CHAT, {}, tokens), first):
        assert tokens <= mine.context_tokens or theirs.context_tokens <= mine.context_tokens


@given(st.dictionaries(st.text(), st.recursive(st.none() | st.booleans() | st.text(), st.lists)))
def test_any_body_has_needs(body: dict[str, object]) -> None:
    needs(CHAT, {**body, "messages": list(body.values()), "response_format": body})


def test_every_shipped_chain_leads_to_models_that_we_know() -> None:
    assert [] == [model for chain in DEFAULT_CHAINS.values() for model in chain if capabilities(model) is None]


def test_no_shipped_chain_repeats_itself() -> None:
    assert all(len({model, *chain}) == len(chain) + 1 for model, chain in DEFAULT_CHAINS.items())


@pytest.mark.parametrize("model", ["o1", "o3-mini", "o4-mini", "gpt-4.1-nano", "gpt-5", "gpt-5-mini", "o3"])
def test_a_retired_model_leads_to_one_that_lasts(model: str) -> None:
    retired = {"o1", "o3-mini", "o4-mini", "gpt-4.1-nano", "gpt-5", "gpt-5-mini", "gpt-5-nano", "o3"}
    assert set(DEFAULT_CHAINS[model]) - retired


def test_a_snapshot_has_the_chain_of_its_model() -> None:
    assert ("gpt-4o-2024-11-20", "gpt-4o-mini") == chain_of("gpt-4o-2024-11-20", {"gpt-4o": ("gpt-4o-mini",)})


def test_chains_are_read_as_they_are_written() -> None:
    assert {"a": ("b", "c"), "ft:gpt-4o:x": ("y",), "z": ()} == parse_chains(" a > b>c, ft:gpt-4o:x > y ,z,")


@pytest.mark.parametrize("text", ["a >", "a > a", "a > b > b", "a b > c", "> b", "a > b, a > c", "a>b>c>d>e>f>g"])
def test_what_is_no_chain_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="chain"):
        parse_chains(text)


def test_an_operators_chain_replaces_the_shipped_one_and_the_last_resort_ends_all() -> None:
    chains = fallbacks({"gpt-4o": ("x",), "o3": ()}, "last", ("mine",))
    assert (("x", "last"), None, ("last",)) == (chains["gpt-4o"], chains.get("o3"), chains["mine"])
