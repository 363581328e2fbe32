"""Reversible masking: a value becomes a placeholder such as `[TFN_1]`, and the placeholder becomes the value again.

The mapping lives with the request and is never kept. The same text gets the same placeholder, also in the next request
of a conversation that begins with the same messages, because placeholders are numbered as values first appear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from auslex.screening.citations import is_cited, may_be_cited
from auslex.screening.detectors.name_words import GIVEN, NEVER, NOT_FIRST, SURNAMES
from auslex.screening.detectors.personal import RULES, find_personal
from auslex.screening.findings import Finding, replaced
from auslex.screening.judges import is_judge
from auslex.screening.policy import Action

PLACEHOLDER = re.compile(r"\[[A-Z][A-Z_]{1,24}_[0-9]{1,6}\]")
PLACEHOLDER_MAX = 34  # Code points of the longest.
PERSON = "PERSON"
_WORD = re.compile(r"\b[^\W\d_a-z]\w*")  # As a name begins: with no small letter.
_CAPITAL_WORD = re.compile(r"\w[\w'-]*")


class Placeholders:
    """The values of one request and what stands for them. Holds personal data: it must not outlive the request.

    taken: texts that may hold what looks like a placeholder; those are never given to a value.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._by_value: dict[tuple[str, str], str] = {}
        self._values: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._taken = {match for text in taken if "[" in text for match in PLACEHOLDER.findall(text)}

    def __bool__(self) -> bool:
        return bool(self._values)

    def masked(self, text: str, findings: Sequence[Finding], action: Callable[[str], Action]) -> str:
        """The text with what is to be masked or redacted replaced."""
        return replaced(
            text,
            (
                (finding, self._replacement(finding, text, chosen))
                for finding in findings
                if (chosen := action(finding.type)) in (Action.MASK, Action.REDACT)
            ),
        )

    def restored(self, text: str, escaped: Callable[[str], str] = str) -> str:
        """The text with every placeholder of this request replaced by its value. escaped: how a value is written."""
        if "[" not in text or not self._values:
            return text
        values = self._values

        def value(match: re.Match[str]) -> str:
            found = values.get(match.group())
            return match.group() if found is None else escaped(found)

        return PLACEHOLDER.sub(value, text)

    def values(self) -> frozenset[str]:
        """What was masked."""
        return frozenset(self._values.values())

    def _replacement(self, finding: Finding, text: str, action: Action) -> str:
        if action is Action.REDACT:
            return redaction(finding.type)
        key = (finding.type, text[finding.start : finding.end])
        placeholder = self._by_value.get(key)
        if placeholder is None:
            placeholder = self._by_value[key] = self._next(RULES[finding.type].label)
            self._values[placeholder] = key[1]
        return placeholder

    def _next(self, label: str) -> str:
        while True:
            number = self._numbers[label] = self._numbers.get(label, 0) + 1
            placeholder = f"[{label}_{number}]"
            if placeholder not in self._taken:
                return placeholder


def redaction(type: str) -> str:
    """What stands for good in place of a finding."""
    return f"[REDACTED_{RULES[type].label}]"


def find_in_conversation(
    texts: Sequence[str],
    find: Callable[[str], list[Finding]] = find_personal,
    known_names: frozenset[str] = frozenset(),
) -> list[list[Finding]]:
    """Findings of each text; a name found in one is found in all, its family name alone included.

    known_names: what persons are called that somebody else has found in these texts.
    """
    found = [find(text) for text in texts]
    names = {
        text[finding.start : finding.end]
        for text, findings in zip(texts, found, strict=True)
        for finding in findings
        if finding.type == PERSON
    }
    if not names and not known_names:
        return found
    said = _parts(names)
    known = _by_first_word(said | known_names)
    doubtful = known_names - said
    return [_with_names(text, findings, known, doubtful) for text, findings in zip(texts, found, strict=True)]


def _by_first_word(names: Iterable[str]) -> dict[str, list[str]]:
    """The names that begin with a word, the longest first: looking a word up costs the same however many there are."""
    known: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        if (first := _WORD.search(name)) is not None:
            known.setdefault(first.group(), []).append(name)
    return known


def _named(text: str, known: dict[str, list[str]]) -> Iterator[tuple[int, int]]:
    """Where these names stand as words of their own, from left to right and without overlap."""
    end = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < end:
            continue
        for name in known.get(word.group(), ()):
            behind = start + len(name)
            if text.startswith(name, start) and not (
                text[behind : behind + 1].isalnum() or text[behind : behind + 1] == "_"
            ):
                yield start, (end := behind)
                break


def _parts(names: set[str]) -> set[str]:
    """What people are called once they have been named: in full, and by family name or given name alone."""
    parts = set(names)
    for name in names:
        words = _CAPITAL_WORD.findall(name)
        if len(words) > 1:
            parts |= {word for word in (words[0], words[-1]) if len(word) > 3 and not _is_ordinary(word)}
    return parts


def _is_ordinary(word: str) -> bool:
    """A word that stands for other things too often."""
    return word in NEVER or word in NOT_FIRST or word in SURNAMES or (word in GIVEN and len(word) < 4)


def _with_names(
    text: str, findings: list[Finding], known: dict[str, list[str]], doubtful: frozenset[str]
) -> list[Finding]:
    starts = [finding.start for finding in findings]
    further: list[Finding] = []
    for start, end in _named(text, known):
        behind = bisect_left(starts, end)
        if behind and findings[behind - 1].end > start:
            continue
        if is_cited(text, start, end) or is_judge(text, start, end):
            continue
        if text[start:end] not in doubtful or not may_be_cited(text, start, end):
            further.append(Finding(PERSON, start, end))
    return sorted([*findings, *further], key=lambda finding: finding.start) if further else findings
