"""Reversible masking: a value becomes a placeholder such as `[TFN_1]`, and the placeholder becomes the value again.

The mapping lives with the request and is never kept. The same text gets the same placeholder, also in the next request
of a conversation that begins with the same messages, because placeholders are numbered as values first appear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from auslex.screening.citations import CITED_AHEAD, is_cited, is_firm, may_be_cited
from auslex.screening.detectors.family_names import FAMILY
from auslex.screening.detectors.name_words import GIVEN, HONORIFICS, NEVER, NOT_FIRST, PARTICLES, SURNAMES
from auslex.screening.detectors.personal import RULES, find_personal
from auslex.screening.findings import Finding, replaced
from auslex.screening.policy import Action

PLACEHOLDER = re.compile(r"\[[A-Z][A-Z_]{1,24}_[0-9]{1,6}\]")
PLACEHOLDER_MAX = 34  # Code points of the longest.
PERSON = "PERSON"
_CAPITAL_WORD = re.compile(r"\w[\w'-]*")
_CAPITAL_BEFORE = re.compile(r"\b([A-Z][\w'-]*)\.? \Z")
_BEFORE_CHARACTERS = 32
_ABBREVIATION_MAX = 4  # Letters of what a full stop may shorten rather than end a sentence.
_QUESTION_END = re.compile(r"[?!]")
_GOES_ON = re.compile(
    r" (?:on behalf of |\(?as (?:[Ee]xecutor|[Aa]dministrator|[Tt]rustee)|and (?:[A-Z]\w+ )?(?:Secretary|Commission)\b"
    r"|[A-Z][\w'-])"
)
_FAMILY_WITH_PARTICLE = re.compile(rf"\b(?:{PARTICLES} ){{1,2}}\w[\w'-]*\Z")


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
    texts: Sequence[str], find: Callable[[str], list[Finding]] = find_personal
) -> list[list[Finding]]:
    """Findings of each text; a name found in one is found in all, its family name alone included."""
    found = [find(text) for text in texts]
    names = {
        text[finding.start : finding.end]
        for text, findings in zip(texts, found, strict=True)
        for finding in findings
        if finding.type == PERSON
    }
    parts = _parts(names)
    if not parts:
        return found
    longest_first = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    known = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    return [_with_names(text, findings, known) for text, findings in zip(texts, found, strict=True)]


def _parts(names: set[str]) -> set[str]:
    """What people are called once they have been named: in full, and by family name or given name alone."""
    parts = set(names)
    for name in names:
        words = _CAPITAL_WORD.findall(name)
        if len(words) > 1:
            parts |= {word for word in (words[0], words[-1]) if not _is_ordinary(word)}
            if (family := _FAMILY_WITH_PARTICLE.search(name)) is not None:
                parts.add(family.group())
    return parts


def _is_ordinary(word: str) -> bool:
    """A word that stands for other things too often."""
    if word in NEVER or word in NOT_FIRST or word in SURNAMES:
        return True
    return len(word) < 3 or (len(word) == 3 and (word in GIVEN or word not in FAMILY))


def _with_names(text: str, findings: list[Finding], known: re.Pattern[str]) -> list[Finding]:
    starts = [finding.start for finding in findings]
    further: list[Finding] = []
    for match in known.finditer(text):
        start, end = match.span()
        behind = bisect_left(starts, end)
        if behind and findings[behind - 1].end > start:
            continue
        if not _is_other(text, start, end) and not is_cited(text, start, end):
            further.append(Finding(PERSON, start, end))
    return sorted([*findings, *further], key=lambda finding: finding.start) if further else findings


def _is_other(text: str, start: int, end: int) -> bool:
    """True if the name at [start, end) is part of a firm's or of a longer one, or, if it is one word, of a citation."""
    if is_firm(text, end, GIVEN) or _GOES_ON.match(text, end) is not None:
        return True
    if " " in text[start:end]:
        return False
    before = _CAPITAL_BEFORE.search(text, max(0, start - _BEFORE_CHARACTERS), start)
    is_ended = before is not None and "." in before.group() and len(before[1]) > _ABBREVIATION_MAX
    if before is not None and not is_ended and before[1] not in HONORIFICS and before[1] not in NOT_FIRST:
        return True
    ended = _QUESTION_END.search(text, end, end + CITED_AHEAD)
    begin = max(0, start - 2 * CITED_AHEAD)
    sentence = text[begin : ended.start() if ended else end + CITED_AHEAD]
    return may_be_cited(sentence, start - begin, end - begin)
