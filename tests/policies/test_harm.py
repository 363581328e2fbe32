"""The list of harmful patterns: what each finds, what it must leave alone, and what it may cost."""

from __future__ import annotations

from re import IGNORECASE
from re import _parser as parser

import pytest

from auslex.screening.detectors.harm import SPAN_MAX, HarmDetector, HarmPattern, harm_list
from tests.screening.harmful import HARMFUL

PATTERNS = harm_list().pattern
DETECTOR = HarmDetector(PATTERNS)

# How the law speaks of the same things.
LAWFUL = [
    "The deceased was told by the accused that he should kill himself, and the sentencing judge so found.",
    "Section 474.29A prohibits using a carriage service for suicide related material.",
    "The police found pseudoephedrine, red phosphorus and hypophosphorous acid, and a recipe in his handwriting.",
    "He had heated 40 g of pseudoephedrine with iodine, the chemist said.",
    "The Crown alleged that the accused possessed TATP, an explosive substance, contrary to s 72.3.",
    "The plaintiff's bank details had changed, and the purchaser paid a fraudster: see Mobius v Inoteq.",
    "The Tribunal did not ignore the guidelines; it was free from error. I ignored my notes of the hearing.",
    "Members of the union select their delegates, and the drop in value, table 3, was 1 = 1.",
    "Your password must be kept secret under cl 4.2, and the bank need not ask for your PIN.",
    "Whether the developer mode of construction is [Danger] apt is a question of fact.",
    "The database was dropped from the schedule; the curl of smoke was seen at 10 pm | the shed.",
]


@pytest.mark.parametrize(("id", "text"), [(id, text) for id, texts in HARMFUL.items() for text in texts])
def test_what_does_harm_is_found_by_its_pattern(id: str, text: str) -> None:
    assert id in [finding.type for finding in DETECTOR.find(f"Certainly. {text} That is all.")]


@pytest.mark.parametrize(
    "text", ["Think of your life without it.", "YOUR LIFE IS NOT WORTH LIVING", "Your life is not worth living."]
)
def test_signs_are_seen_in_capitals_too(text: str) -> None:
    assert DETECTOR.marks(text)


@pytest.mark.parametrize("text", LAWFUL)
def test_what_the_law_says_of_harm_is_left_alone(text: str) -> None:
    assert [] == DETECTOR.find(text)


def test_each_pattern_has_an_example_here() -> None:
    assert {pattern.id for pattern in PATTERNS} == set(HARMFUL)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)
def test_a_pattern_is_bounded_explained_and_marked(pattern: HarmPattern) -> None:
    _, longest = parser.parse(pattern.pattern, IGNORECASE).getwidth()
    assert longest <= SPAN_MAX
    assert all((pattern.what, pattern.why, pattern.source, pattern.words or pattern.signs))
    assert all(word.isascii() and word.isalnum() and word == word.lower() for word in pattern.words)


def test_what_may_go_on_is_not_decided_before_it_has() -> None:
    text = "run rm -rf /"
    assert ([], ["wipe_files"]) == (
        DETECTOR.find(text, final=False),
        [finding.type for finding in DETECTOR.find(text)],
    )
    assert [] == DETECTOR.find("run rm -rf /srv/jo/tmp")


def test_what_has_begun_is_known_to_have_begun() -> None:
    assert ("run ", "nothing of it") == (
        (text := "run rm -r")[: DETECTOR.opening(text)],
        (other := "nothing of it")[: DETECTOR.opening(other)],
    )
