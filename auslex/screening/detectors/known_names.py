"""Given names that stand alone, and names in small letters: the lists say where, what is around them says whose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auslex.screening.citations import CITED_AHEAD, is_cited, is_firm, may_be_cited
from auslex.screening.detectors.lone_names import (
    CITING,
    LEADS_TO_SOMEBODY,
    MOSTLY_GIVEN,
    NOT_ALONE,
    NOT_SMALL,
    SMALL_LEADS,
    TITLES_OF_THINGS,
)
from auslex.screening.detectors.marked_names import MARKED
from auslex.screening.detectors.marks import LONE_LETTERS_MAX, Mark
from auslex.screening.detectors.name_evidence import (
    is_acting,
    is_announced,
    is_family_name,
    is_given_name,
    is_hinted,
    is_in_office,
    words_before,
)
from auslex.screening.detectors.name_hints import SENTENCE_WORDS
from auslex.screening.detectors.name_words import GIVEN, HONORIFICS, NEVER, NOT_FIRST, PARTICLES, ROLES
from auslex.screening.detectors.ordinary import NAMES_TOO, is_english
from auslex.screening.detectors.scanning import Page, undecided
from auslex.screening.findings import Finding

PERSON = "PERSON"
_SMALL_MAX = 40  # Letters of a name in small letters.
_NOT_BEFORE = frozenset("@&-_./\\'#$%+=~*")
_NOT_BEHIND = frozenset("@&_/\\=+(")
_HYPHENED = re.compile(r"-[A-Z][a-z]+(?![\w'@-])")
_CAPITAL_BEFORE = re.compile(r"(?:\A|[^\w&'@.-])([A-Z][\w'-]*)\.? \Z")
_BEFORE_CHARACTERS = 24
_CAPITAL_BEHIND = re.compile(r" {1,2}([A-Z][\w'-]*)")
_CITED_AT = re.compile(
    r",? at (?:\[|\d)|,? (?:the|this|that|his) (?:\w+ )?(?:Court|Honour|Tribunal)| ?\+"
    r"|'s (?:case|Case)\b| on behalf of "
)
_SAYS = re.compile(
    r"(?:\b(?:this|here) is|\bi am|\bi'?m|\bit'?s|\b(?:call|message|email|text|msg|letter|note) (?:from|for|to)"
    r"|\b(?:spoke|talk|speak|talked) (?:to|with)|from:|to:) ?[\"']?\Z"
)
_OWNS = re.compile(
    r"'s? (?:(?:new|old|own|work|home|late|ex|direct|next|first|last) )?(?:mother|father|mum|dad|wife|husband|partner"
    r"|brother|sister|son|daughter|email|e-mail|phone|mobile|number|address|birthday|statement|evidence|affidavit|wages|carer|house"
    r"|car|desk|line|passport|licence|teacher|doctor|boss|lawyer|solicitor|witness|expenses)\b"
)
_SMALL_WORDS = re.compile(
    rf"(?: (?:{PARTICLES} ){{0,2}}[a-z\u00e0-\u00ff][a-z\u00e0-\u00ff'-]*(?<![-'])(?![\w@-]|\.\w)){{1,3}}"
)
_LEAD = re.compile(r"(?:\A|[^a-z'-])([a-z]{1,12})[:,]? ?[\"']?\Z")


def scan_known_names(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Known given names from `position` on: alone, or in small letters with what belongs to them."""
    text = page.text
    floor = position
    for at, word in page.marks.places(Mark.GIVEN, position - 1):
        before, letters = MARKED[word]
        start = at + before
        end = start + letters
        behind = text[end : end + 3]
        if start < floor or (behind[:1] == " " and behind[1:2].isupper() and behind[2:].islower()):
            continue  # A longer name, which other rules find.
        if not _is_whole(text, start, end):
            continue
        if not final and end == len(text):
            yield undecided(start)
            return
        finding = _alone(text, start, end, final) if text[start].isupper() else _small(text, start, end, final)
        if finding is None:
            continue
        yield finding
        if not finding.type:
            return
        floor = finding.end


def _is_whole(text: str, start: int, end: int) -> bool:
    """True if no more letters belong to the word, and no sign that makes it part of an address or of a program."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or (before in _NOT_BEFORE and before):
        return False
    if behind == "." and text[end + 1 : end + 2].isalnum():
        return False
    return not behind or not (behind.isalnum() or behind in _NOT_BEHIND)


def _alone(text: str, start: int, end: int, final: bool) -> Finding | None:
    """A given name that stands alone with a capital."""
    word = text[start:end]
    if not word[1:].islower():
        return None
    if text[end : end + 1] == "-":
        if not final and end + LONE_LETTERS_MAX > len(text):
            return undecided(start)
        other = _HYPHENED.match(text, end)
        if other is None:
            return None
        end = other.end()
    if not _stands_alone(text, start, end):
        return None
    if not final and end + CITED_AHEAD > len(text) and not text.startswith((". ", ".\n", "\n"), end):
        return undecided(start)
    before = words_before(text, start)
    if (before and before[-1].lower().lstrip("([\"'") in CITING) or _CITED_AT.match(text, end) is not None:
        return None
    is_certain = word not in NOT_ALONE and word.lower() not in NAMES_TOO
    is_certain = is_certain and (word in MOSTLY_GIVEN or not is_family_name(word))
    if not is_certain and not (
        is_announced(before)
        or is_hinted(text, start, before)
        or _has_lead(text, start, LEADS_TO_SOMEBODY)
        or is_acting(text, end, is_rare=True)
        or _OWNS.match(text, end)
    ):
        return None
    if is_in_office(before) or is_firm(text, end, GIVEN) or is_cited(text, start, end):
        return None
    return None if may_be_cited(text, start, end, is_known=True) else Finding(PERSON, start, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """True if no other capital word makes it part of a longer name, whoever's or whatever's that is."""
    behind = _CAPITAL_BEHIND.match(text, end)
    if behind is not None and behind[1] not in NOT_FIRST and behind[1] not in HONORIFICS:
        return False
    if text[start - 1 : start] != " ":
        return True
    last = text.rfind(" ", max(0, start - _BEFORE_CHARACTERS), start - 1) + 1
    if text[last : last + 1].islower():
        return True
    before = _CAPITAL_BEFORE.search(text, max(0, start - _BEFORE_CHARACTERS), start)
    if before is None:
        return True
    word = before[1]
    if word in TITLES_OF_THINGS:
        return False
    if word in NOT_FIRST or word.lower() in ROLES or word.lower() in SMALL_LEADS:
        return True
    begins = text[max(0, before.start(1) - 2) : before.start(1)].rstrip(" ")
    is_first = not begins or begins[-1] in '.!?:\n"('
    return is_first and is_english(word) and word not in NEVER and word not in SENTENCE_WORDS


def _has_lead(text: str, start: int, leads: frozenset[str] = SMALL_LEADS) -> bool:
    """True if the word before is one of these."""
    lead = _LEAD.search(text[max(0, start - 16) : start].lower())
    return lead is not None and lead[1] in leads


def _small(text: str, start: int, end: int, final: bool) -> Finding | None:
    """A name in small letters that begins with a known given name."""
    word = text[start:end]
    if not word.islower() or text[end : end + 1] == "-":
        return None
    if not final and end + _SMALL_MAX > len(text) and not text.startswith((",", "\n", "?", ";", ")"), end):
        return undecided(start)
    is_led = _has_lead(text, start)
    is_somebody = _has_lead(text, start, LEADS_TO_SOMEBODY) or _SAYS.search(text, max(0, start - 16), start) is not None
    if (word in NAMES_TOO or word in NOT_SMALL) and not is_somebody:
        return None
    stop = end
    rest = _SMALL_WORDS.match(text, end, end + _SMALL_MAX)
    if rest is not None:
        for each in re.finditer(rf"(?:{PARTICLES} ){{0,2}}([^ ]+)", rest.group()):
            other = each[1]
            if other in NOT_SMALL or (is_english(other) and not (is_somebody and other in NAMES_TOO)):
                break
            if not (len(other) == 1 or is_led or is_given_name(other.title()) or is_family_name(other.title())):
                break
            stop = end + each.end()
    if text[stop - 2 : stop - 1] == " ":
        stop -= 2
    if stop > end or (word not in NOT_SMALL and word not in NAMES_TOO and is_led):
        return Finding(PERSON, start, stop)
    return None
