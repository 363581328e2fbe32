"""Tool arguments that are no JSON, or odd JSON: in pieces they come out as they would whole, and nothing gets by."""

from __future__ import annotations

import json

import pytest

from auslex.screening.detectors.personal import find_personal
from auslex.screening.lanes import Filter, JsonLane
from auslex.screening.masking import Placeholders, redaction
from auslex.screening.policy import Action

ADDRESS = "12 Smith Street\nNewtown NSW 2042"


def _filter() -> Filter:
    placeholders = Placeholders()
    for text in (f"I live at {ADDRESS}.", "My TFN is 473 089 322."):
        placeholders.masked(text, find_personal(text), lambda type: Action.MASK)
    return Filter(lambda type, text: redaction(type) if type == "PHONE" else None, placeholders)


def _in_pieces(text: str, size: int) -> str:
    lane = JsonLane(_filter())
    return "".join(lane.feed(text[at : at + size]) for at in range(0, len(text), size)) + lane.close()


BROKEN = [
    ("[TFN_1]", "473 089 322"),
    ("ring 0498 765 432 now", "ring [REDACTED_PHONE] now"),
    ("{tfn: [TFN_1], ring 0498 765 432}", "{tfn: 473 089 322, ring [REDACTED_PHONE]}"),
    ("[0498 765 432]", "[[REDACTED_PHONE]]"),
    ('{"n": 1} and [TFN_1]', '{"n": 1} and 473 089 322'),
    ('{"to": "[TFN_1', '{"to": "[TFN_1'),
    ('{"to": "[ADDRESS_1]', '{"to": "12 Smith Street\\nNewtown NSW 2042'),
    ("nullify", "nullify"),
    ("9" * 3000 + " [TFN_1]", "9" * 3000 + " 473 089 322"),
]


@pytest.mark.parametrize("size", [1, 2, 7, 9999])
@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_what_is_no_json_is_filtered_and_restored_all_the_same(text: str, expected: str, size: int) -> None:
    assert (expected, expected) == (_in_pieces(text, size), _filter().whole_json(text))


@pytest.mark.parametrize("size", [1, 2, 5, 999])
@pytest.mark.parametrize("odd", ["\\ud83d", "\\ud83d\\ud83d", "\\ude00", "\\ud83dx", "\\ud83d\\n", "\\ud83d\\ude00"])
def test_half_a_surrogate_pair_does_not_swallow_the_quote_behind_it(odd: str, size: int) -> None:
    text = f'{{"a": "{odd}", "b": "[ADDRESS_1]{odd}", "c": [true, -1.5e3, null]}}'
    expected = {**json.loads(text), "b": ADDRESS + json.loads(f'"{odd}"')}
    pieces, whole = _in_pieces(text, size), _filter().whole_json(text)
    assert (expected, expected) == (json.loads(pieces), json.loads(whole))
    assert (pieces, whole) == (pieces.encode().decode(), whole.encode().decode())


@pytest.mark.parametrize("size", [1, 3, 999])
def test_json_keeps_its_numbers_words_and_spaces(size: int) -> None:
    text = '{ "a" : [ [] , {} , 473089322, -1e-9 , true,false , null ],\n "b": "x" }\n'
    assert (text, text) == (_in_pieces(text, size), _filter().whole_json(text))
