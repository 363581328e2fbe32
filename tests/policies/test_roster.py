"""Which upstreams there are, and who is asked first."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.upstreams.roster import Entry, Kind, Rank, conversation_of, order, parse_roster

CONVERSATIONS = [str(number).encode() for number in range(4_000)]
ONE = '[[upstream]]\nname = "one"\nbase_url = "https://one.example/v1"\n'


def first_shares(ranks: dict[str, Rank]) -> dict[str, float]:
    firsts = [order(ranks, "m", conversation)[0] for conversation in CONVERSATIONS]
    return {name: firsts.count(name) / len(firsts) for name in ranks}


def test_the_lowest_priority_is_asked_first() -> None:
    ranks = {"last": Rank(2), "first": Rank(0, 0.001), "middle": Rank(1, 1000)}
    assert {("first", "middle", "last")} == {order(ranks, "m", conversation) for conversation in CONVERSATIONS}


def test_equals_share_conversations_by_weight() -> None:
    shares = first_shares({"three": Rank(weight=3), "one": Rank(weight=1)})
    assert 0.75 == pytest.approx(shares["three"], abs=0.02)


def test_second_places_go_by_weight_too() -> None:
    ranks = {"out": Rank(weight=1), "three": Rank(weight=3), "one": Rank(weight=1)}
    seconds = [places[1] for text in CONVERSATIONS if (places := order(ranks, "m", text))[0] == "out"]
    assert 0.75 == pytest.approx(seconds.count("three") / len(seconds), abs=0.05)


@given(st.dictionaries(st.text("abc", min_size=1), st.floats(0.01, 100), min_size=2, max_size=6), st.binary())
def test_a_conversation_keeps_its_place_when_another_upstream_is_gone(weights: dict[str, float], talk: bytes) -> None:
    ranks = {name: Rank(weight=weight) for name, weight in weights.items()}
    places = order(ranks, "m", talk)
    left = {name: rank for name, rank in ranks.items() if name != places[-1]}
    assert places[:-1] == order(left, "m", talk)


def test_who_does_not_serve_a_model_is_not_asked_for_it() -> None:
    ranks = {"some": Rank(models={"a": "deployment"}), "all": Rank(2)}
    assert (("some", "all"), ("all",)) == (order(ranks, "a", b""), order(ranks, "b", b""))


def test_nobody_serves_a_model_that_nobody_names() -> None:
    assert () == order({"some": Rank(models={"a": "a"})}, "b", b"")


def messages(*texts: str) -> dict[str, object]:
    return {"messages": [{"role": "user", "content": text} for text in texts]}


def test_a_conversation_is_known_by_its_beginning() -> None:
    first, later, other = messages("s", "a"), messages("s", "a", "b", "c"), messages("s", "x", "b", "c")
    assert conversation_of(first) == conversation_of(later) != conversation_of(other)  # type: ignore[arg-type]


def test_a_cache_key_of_the_callers_comes_first() -> None:
    one, other = messages("a") | {"prompt_cache_key": "k"}, messages("b") | {"prompt_cache_key": "k"}
    assert conversation_of(one) == conversation_of(other)  # type: ignore[arg-type]


def test_responses_are_told_apart_by_instructions_and_input() -> None:
    bodies = ({"input": "a"}, {"input": "b"}, {"input": "a", "instructions": "s"}, {"input": ["a", "a", "c"]})
    assert 4 == len({conversation_of(body) for body in bodies})  # type: ignore[arg-type]


def test_a_file_is_read_with_its_defaults() -> None:
    assert (Entry("one", "https://one.example/v1"),) == parse_roster(ONE)


def test_a_file_is_read_whole() -> None:
    text = (
        '[[upstream]]\nname = "az"\nkind = "azure"\nbase_url = "https://az.example/openai/v1"\n'
        'key_variable = "AZ_KEY"\npriority = 2\nweight = 0.5\norganization = "o"\nproject = "p"\n'
        'models = { "gpt-4o" = "ours" }\n'
    )
    rank = Rank(2, 0.5, {"gpt-4o": "ours"})
    assert (Entry("az", "https://az.example/openai/v1", "AZ_KEY", Kind.AZURE, "o", "p", rank),) == parse_roster(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "upstream"),
        ("upstream = []", "1 to 16"),
        (ONE + ONE, "two upstreams are named 'one'"),
        (ONE * 17, "1 to 16"),
        (ONE.replace('"one"', '"One!"'), "small letters"),
        (ONE.replace('"one"', '"library"'), "none of"),
        (ONE + 'key_variable = "sk-abc"', "not the key itself"),
        (ONE + 'kind = "azure"', "needs a key_variable"),
        (ONE + 'kind = "aws"', "kind"),
        (ONE + "priority = -1", "priority"),
        (ONE + "weight = 0", "weight"),
        (ONE + "weight = nan", "weight"),
        (ONE + "models = {}", "at least one model"),
        (ONE + 'models = { "a" = "" }', "none may be empty"),
        (ONE + "colour = 1", "colour"),
        ("[[upstream]\n", "Expected"),
    ],
)
def test_a_bad_file_is_refused_with_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        parse_roster(text)
