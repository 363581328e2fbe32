"""Masking and restoring."""

from __future__ import annotations

import json
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from auslex.screening.bodies import rewritten, rewritten_json, written
from auslex.screening.detectors.personal import find_personal
from auslex.screening.masking import Placeholders, find_in_conversation
from auslex.screening.policy import Action, PersonalPolicy
from tests.screening import corpus

POLICY = PersonalPolicy()


def _masked(text: str) -> tuple[str, Placeholders]:
    placeholders = Placeholders([text])
    return placeholders.masked(text, find_personal(text), POLICY.entering_action), placeholders


def test_a_value_becomes_a_placeholder_of_its_type() -> None:
    masked, _ = _masked("Their TFN is 473 089 322 and their e-mail a.b@example.com.")
    assert "Their TFN is [TFN_1] and their e-mail [EMAIL_1]." == masked


def test_the_same_value_gets_the_same_placeholder_and_another_the_next() -> None:
    masked, _ = _masked("a.b@example.com, c@example.com, a.b@example.com")
    assert "[EMAIL_1], [EMAIL_2], [EMAIL_1]" == masked


def test_what_looks_like_a_placeholder_already_is_given_to_no_value() -> None:
    text = "[EMAIL_1] is no address, a.b@example.com is one."
    masked, placeholders = _masked(text)
    assert "[EMAIL_1] is no address, [EMAIL_2] is one." == masked
    assert text == placeholders.restored(masked)


def test_a_secret_never_comes_back() -> None:
    masked, placeholders = _masked("password: Hunter22!x")
    assert "password: [REDACTED_SECRET]" == masked
    assert masked == placeholders.restored(masked)


@given(st.integers(0, 2**32))
def test_masking_and_restoring_gives_the_text_back(seed: int) -> None:
    text = corpus.make(Random(seed)).text
    findings = [finding for finding in find_personal(text) if finding.type != "SECRET"]
    placeholders = Placeholders([text])
    masked = placeholders.masked(text, findings, POLICY.entering_action)
    assert text == placeholders.restored(masked)


@given(st.text(), st.integers(0, 2**32))
def test_any_text_around_values_comes_back(noise: str, seed: int) -> None:
    text = f"{noise} {corpus.make(Random(seed)).text} {noise}"
    findings = [finding for finding in find_personal(text) if finding.type != "SECRET"]
    placeholders = Placeholders([text])
    assert text == placeholders.restored(placeholders.masked(text, findings, lambda type: Action.MASK))


def test_a_name_given_once_is_found_wherever_it_stands_alone() -> None:
    texts = ["I act for Catherine Bakewell.", "What may Bakewell claim? See Bakewell v Smith [2001] HCA 1."]
    found = [
        [text[f.start : f.end] for f in findings]
        for text, findings in zip(texts, find_in_conversation(texts), strict=True)
    ]
    assert [["Catherine Bakewell"], ["Bakewell"]] == found


def test_strings_are_found_wherever_people_wrote_them() -> None:
    body = {
        "model": "m",
        "messages": [
            {"role": "user", "content": "one"},
            {"role": "user", "content": [{"type": "text", "text": "two"}]},
            {
                "role": "assistant",
                "tool_calls": [{"id": "x", "function": {"name": "f", "arguments": '{"id": "three"}'}}],
            },
            {"role": "tool", "tool_call_id": "x", "content": '["four"]'},
        ],
        "metadata": {"id": "five"},
        "user": "six",
    }
    texts = [text for text in written(body) if text not in ("f", "id")]
    assert ["one", "two", "id: three", "four", "id: five", "six"] == texts


def test_json_within_json_is_opened_and_escaped_again() -> None:
    text = json.dumps({"to": "a\u0040example.com", "n": 1}).replace("@", "\\u0040")
    assert '{"to": "say \\"x\\"", "n": 1}' == rewritten_json(text, lambda t: 'say "x"' if "@" in t else t)


def test_json_that_does_not_change_keeps_its_bytes() -> None:
    text = '{ "to":"a" }'
    assert text == rewritten_json(text, lambda t: t)


def test_a_body_that_does_not_change_is_the_same_object() -> None:
    body = {"messages": [{"role": "user", "content": "one"}]}
    assert body is rewritten(body, lambda t: t)
