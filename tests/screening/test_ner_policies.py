"""Which of a model's findings are names to mask, how texts are cut for it, and what waits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.clock import ManualClock
from auslex.screening.findings import Finding
from auslex.screening.learned_names import with_learned
from auslex.screening.ner.learned import Learned, digest_of
from auslex.screening.ner.persons import persons
from auslex.screening.ner.pieces import pieces
from auslex.screening.ner.waiting import Waiting
from auslex.screening.public_names import is_judge, is_public


def meant(text: str, *seen: str) -> list[str]:
    """What is masked, if a model sees these (each where it stands first)."""
    return [
        text[start:end] for start, end in persons(text, [(text.index(it), text.index(it) + len(it)) for it in seen])
    ]


@pytest.mark.parametrize(
    ("text", "seen", "expected"),
    [
        ("We met Zorva Quillmere today.", "Zorva Quillmere", ["Zorva Quillmere", "Quillmere"]),
        ("We met Anne O'Brien-Nguyen.", "Anne O'Brien-Nguyen", ["Anne O'Brien-Nguyen", "Anne", "O'Brien-Nguyen"]),
        ("We met Jan van der Merwe.", "Jan van der Merwe", ["Jan van der Merwe", "Merwe"]),
        ("It is Zorva Quillmere's.", "Zorva Quillmere's", ["Zorva Quillmere", "Quillmere"]),
        ("Ask Helen R. Hertzog.", "Helen R. Hertzog", ["Helen R. Hertzog", "Helen", "Hertzog"]),
        ("Name: Zorva Quillmere\nPhone", "Zorva Quillmere\nPhone", ["Zorva Quillmere", "Quillmere"]),
        ("Ask Mr Quillmere.", "Mr Quillmere", ["Quillmere"]),
        ("Ask Bronwyn about it.", "Bronwyn", ["Bronwyn"]),
        ("We met NGAIO WETHERELL.", "NGAIO WETHERELL", ["NGAIO WETHERELL", "WETHERELL"]),
    ],
)
def test_a_person_is_meant_with_the_parts_of_the_name(text: str, seen: str, expected: list[str]) -> None:
    assert expected == meant(text, seen)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("See Quillmere v Jones (1999) 12 CLR 34.", "Quillmere"),
        ("See Zorva Quillmere v Jones [2001] HCA 3.", "Zorva Quillmere"),
        ("See Re Quillmere.", "Quillmere"),
        ("As in The Gazelle (1844) 2 W. Rob (Adm) 279 at 281.", "W. Rob"),
        ("As in Priestley v Fowler (1837) 3 Mees. & W. Welsby 1.", "Welsby"),
        ("Mr Smith sued. See Smith v Jones [2001] HCA 3.", "Smith"),
        ("So held Mary Gaudron J in that case.", "Mary Gaudron"),
        ("So held Gaudron, Kirby and Hayne JJ.", "Kirby"),
        ("So said Justice Michael Kirby.", "Michael Kirby"),
        ("So said Lord Denning MR.", "Lord Denning"),
        ("So held Brennan CJ.", "Brennan CJ"),
        ("The Cambur scheme failed.", "Cambur"),
        ("Will they pay? They will.", "Will"),
        ("The Supplier ABN is this.", "Supplier ABN"),
        ("The Supreme Court sat.", "Supreme Court"),
        ("She lives in Fortitude Valley.", "Fortitude Valley"),
        ("She lives in Victoria Street.", "Victoria Street"),
        ("Quillmere Holdings Pty Ltd sued.", "Quillmere"),
        ("Write to bronwyn@example.com or Bronwyn_x.", "Bronwyn"),
        ("On 3 May 2001 x", "3 May 2001"),
        ("A" * 80, "A" * 80),
        ("The Scheme Actuary met the actuary of the scheme.", "Scheme Actuary"),
        ("Lend Lease agreed. Lend Lease (Australia) Pty Ltd paid.", "Lend Lease"),
        ("Clayton Utz, Solicitors, wrote.", "Clayton Utz"),
    ],
)
def test_parties_judges_institutions_and_other_words_are_not(text: str, seen: str) -> None:
    assert [] == meant(text, seen)


def test_a_part_that_is_a_word_of_the_text_stands_for_nobody() -> None:
    text = "Jason Power has the power to sell."
    assert ["Jason Power", "Jason"] == meant(text, "Jason Power")


@pytest.mark.parametrize(
    ("text", "name"),
    [("Smith J held", "Smith"), ("Smith and Jones JJA held", "Smith"), ("per Smith CJ, Jones J", "Jones")],
)
def test_a_judge_is_one_by_the_title(text: str, name: str) -> None:
    assert is_judge(text, text.index(name), text.index(name) + len(name))


@pytest.mark.parametrize("text", ["Smith said", "Smith Just paid", "Justice requires that Smith pays"])
def test_who_has_no_title_is_no_judge(text: str) -> None:
    assert not is_judge(text, text.index("Smith"), text.index("Smith") + 5)


def test_a_learned_name_is_found_wherever_it_stands_but_in_citations_and_on_the_bench() -> None:
    texts = ["Quillmere may sue.", "See Quillmere v Jones [2001] HCA 3, per Quillmere J; Quillmere & Co."]
    found = with_learned(texts, [[], []], frozenset(["Quillmere"]))
    assert [["Quillmere"], []] == [
        [text[f.start : f.end] for f in findings] for text, findings in zip(texts, found, strict=True)
    ]


def test_names_are_looked_for_as_whole_words_the_longest_first_and_beside_what_was_found() -> None:
    text = "Zorva Quillmere, Quillmeres, Anne-Quillmere, XQuillmere and Quillmere's."
    (found,) = with_learned([text], [[]], frozenset(["Quillmere", "Zorva Quillmere"]))
    assert ["Zorva Quillmere", "Quillmere"] == [text[each.start : each.end] for each in found]
    (found,) = with_learned([text], [[Finding("ADDRESS", 6, 15)]], frozenset(["Quillmere", "Zorva Quillmere"]))
    assert [(6, 15), (60, 69)] == [(each.start, each.end) for each in found]


@given(
    st.lists(st.sampled_from(["Ada", "Bo", "Ada Bo", "Ada-Bo", "O'Bo", "x", " ", ".", "v"])),
    st.sets(st.sampled_from(["Ada", "Bo", "Ada Bo", "O'Bo"])),
)
def test_they_are_found_where_one_pattern_of_all_would_find_them(words: list[str], names: set[str]) -> None:
    text = " ".join(words)
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)"
    expected = [match.span() for match in re.finditer(rf"(?<![\w-])(?:{longest_first})(?![\w-])", text)]
    (found,) = with_learned([text], [[]], frozenset(names))
    assert [place for place in expected if not is_public(text, *place)] == [(each.start, each.end) for each in found]


@given(st.text(), st.integers(1, 40))
def test_pieces_are_the_text_and_short(text: str, characters_max: int) -> None:
    cut = list(pieces(text, characters_max))
    assert text == "".join(piece for _, piece in cut)
    assert all(text.startswith(piece, start) and len(piece) <= characters_max for start, piece in cut)


def test_a_text_is_cut_at_lines_then_at_words() -> None:
    cut = [piece for _, piece in pieces("one two\nthree four fivesix", 9)]
    assert ["one two\n", "three ", "four ", "fivesix"] == cut


def test_what_was_learned_ends_some_time_after_it_was_last_asked_for() -> None:
    learned = Learned(clock := ManualClock(), kept_seconds=10)
    learned.keep(b"one", ((0, 5),))
    clock.advance(9)
    assert ((0, 5),) == learned.recall(b"one")
    clock.advance(9)
    assert ((0, 5),) == learned.recall(b"one")
    clock.advance(10)
    assert learned.recall(b"one") is None
    assert 0 == len(learned)


def test_of_too_much_the_least_used_is_forgotten() -> None:
    learned = Learned(ManualClock(), texts_max=2)
    for digest in (b"one", b"two"):
        learned.keep(digest, ())
    learned.recall(b"one")
    learned.keep(b"three", ())
    assert [(), None, ()] == [learned.recall(each) for each in (b"one", b"two", b"three")]


def test_a_text_has_another_digest_for_every_tenant_and_key() -> None:
    digests = {
        digest_of(*given) for given in [(b"k", "a", "bc"), (b"k", "ab", "c"), (b"l", "a", "bc"), (b"k", "", "abc")]
    }
    assert 4 == len(digests)


def test_a_text_waits_once_and_until_there_is_no_room() -> None:
    waiting = Waiting(texts_max=2, characters_max=10)
    assert [True, True, True, False] == [
        waiting.put(*it) for it in [(b"1", "four"), (b"1", "four"), (b"2", "four"), (b"3", "x")]
    ]
    assert (b"1", "four") == waiting.take()
    assert [True, False] == [waiting.put(b"1", "four"), waiting.put(b"4", "seventy")]
    assert 1 == len(waiting)


def test_what_came_to_nothing_is_next_once_and_then_never() -> None:
    waiting = Waiting()
    waiting.put(b"1", "one")
    waiting.put(b"2", "two")
    waiting.take()
    assert waiting.again(b"1", "one")
    assert (b"1", "one") == waiting.take()
    assert not waiting.again(b"1", "one")
    assert [(b"2", "two"), None] == [waiting.take(), waiting.take()]


def test_a_text_that_is_read_waits_no_more() -> None:
    waiting = Waiting(characters_max=4)
    waiting.put(b"1", "four")
    waiting.done(b"1")
    assert (False, True, True) == (b"1" in waiting, waiting.put(b"2", "four"), b"2" in waiting)
