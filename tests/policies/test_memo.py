"""A text that was judged before is not judged again, unless the judge has changed."""

from __future__ import annotations

import pytest

from auslex.screening.memo import Memo


class Judge:
    """Says how long a text is, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, text: str) -> int:
        self.asked.append(text)
        return len(text)


def test_the_same_text_is_judged_once() -> None:
    judge, memo = Judge(), Memo[int]()
    found = [memo.recall("a text", "1", judge) for _ in range(3)]
    assert ([6, 6, 6], ["a text"]) == (found, judge.asked)


def test_another_version_judges_anew() -> None:
    judge, memo = Judge(), Memo[int]()
    memo.recall("a text", "1", judge)
    memo.recall("a text", "2", judge)
    assert ["a text", "a text"] == judge.asked


def test_nothing_that_is_found_is_still_remembered() -> None:
    memo, asked = Memo[None](), []
    for _ in range(2):
        memo.recall("", "1", asked.append)
    assert [""] == asked


def test_the_least_used_text_is_forgotten_first() -> None:
    judge, memo = Judge(), Memo[int](entries_max=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        memo.recall(text, "1", judge)
    assert (["a", "b", "c", "b"], 2) == (judge.asked, len(memo))


def test_what_the_judge_raises_is_not_remembered() -> None:
    memo = Memo[int]()

    def fail(text: str) -> int:
        raise ValueError(text)

    for _ in range(2):
        with pytest.raises(ValueError, match="x"):
            memo.recall("x", "1", fail)
    assert 0 == len(memo)


def test_a_lone_surrogate_has_a_digest_too() -> None:
    assert 1 == Memo[int]().recall("\ud800", "1", Judge())


def test_it_says_what_it_knows_without_asking() -> None:
    memo = Memo[int]()
    memo.recall("text", "1", len)
    assert [True, False, False] == [memo.knows(*asked) for asked in (("text", "1"), ("text", "2"), ("other", "1"))]
