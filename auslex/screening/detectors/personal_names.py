"""Names of persons, by what stands around them, or by a common given name. Any other name is not found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auslex.screening.citations import CITED_AHEAD, is_cited, may_be_cited
from auslex.screening.detectors.marks import Mark
from auslex.screening.detectors.name_words import (
    EPONYMS,
    GIVEN,
    HONORIFICS,
    HONORIFICS_LOWER,
    HONORIFICS_UPPER,
    LEADS,
    NEVER,
    NOT_FIRST,
    PARTICLES,
    ROLES,
    SURNAMES,
    VERBS,
)
from auslex.screening.detectors.scanning import Page, undecided
from auslex.screening.findings import Finding

PERSON = "PERSON"
WORDS_MAX = 4
_LEFT_CHARACTERS = 40

UPPER = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0106\u010c\u010e\u0118\u0141\u0150\u0158\u015a\u0160\u0164\u016a\u0179\u017b\u017d"
)
_WORD = rf"(?:[{UPPER}][^\W\d_]{{0,32}}(?:['-](?!s\b)[^\W\d_]{{1,32}}){{1,2}}|[{UPPER}][^\W\d_]{{1,32}}|[{UPPER}]\b\.?)"
_NAME = re.compile(rf"{_WORD}(?:[ ]{{1,2}}(?:{PARTICLES}[ ]){{0,2}}{_WORD}){{1,{WORDS_MAX - 1}}}")
_TWO_CAPITALS = re.compile(rf"([{UPPER}][\w'-]{{0,40}})\.? {{1,2}}(?=(?:{PARTICLES} ){{0,2}}([{UPPER}][\w'-]{{0,40}}))")
_TWO_PLAIN_CAPITALS = re.compile(_TWO_CAPITALS.pattern.replace(UPPER, "A-Z"), re.ASCII)  # The same, for plain text.
_SINGLE = re.compile(
    rf"(?:[Nn]amed?(?: is|:|'s)?|I am|I'm|called)[ ](?P<name>[{UPPER}][a-z\u00df-\u00ff]{{2,}})"
    rf"(?![\w'-]|[ ]{{1,2}}[{UPPER}])"
)

_AFTER = re.compile(
    r"(?:'s?)?[,;]? ?\(?(?:(?:dob|d\.o\.b|born|date of birth|tfn|tax file|medicare|passport|abn|acn)\b|aged? \d|of \d"
    r"|of (?:unit|level|flat|suite|lot|po box) |instructs|instructed|who (?:lives|resides|was born)|resid(?:es|ing) at"
    r"|lives? (?:at|in) |whose |makes? oath|phone|mobile|email|e-mail|address|licence|driver|bank|tax |"
    r"the (?:plaintiff|defendant|applicant|respondent|deceased|client|witness|complainant|accused|worker"
    r"|tenant|borrower)\b"
    r"|telephoned|texted|has (?:consulted|instructed)|[<(][\w.+-]{1,16}@)",
    re.IGNORECASE,
)
_AFTER_HEADS = (
    *("dob", "d.o.b", "born", "date of birth", "tfn", "tax", "medicare", "passport", "abn", "acn", "age", "aged", "of"),
    *("instructs", "instructed", "who", "resides", "residing", "lives", "live", "whose", "makes", "make", "phone"),
    *("mobile", "email", "e-mail", "address", "licence", "driver", "bank", "the", "telephoned", "texted", "has"),
)
_AFTER_CHARACTERS = 24
_NEXT_WORD = re.compile(rf" ([{UPPER}][\w'-]{{0,40}})")
_COMPANY = re.compile(
    r",? ?(?:& |and (?:Co|Sons|Ors|Anor|Others)\b|Pty|P/L|Ltd|Limited|Inc\b|LLP|Lawyers|Solicitors|Legal)"
)
_LOWER_WORD = re.compile(r",? ([a-z]{2,12})[ ,.;\n]")
# Words that may go on with a name or a citation.
_JOINING = frozenset(("and", "v", "vs", "in", "ex", "re", *PARTICLES[3:-1].split("|")))
_BEGINS_NO_NAME = (NOT_FIRST | NEVER) - SURNAMES - HONORIFICS - HONORIFICS_UPPER - frozenset(("Dear", "Hi", "Hello"))
_ENDS_NAME = (NEVER - SURNAMES) - frozenset("JPQ")
_GREETINGS = frozenset(("Dear", "Hi", "Hello"))
_PUNCTUATION = "(\"'[,:;-*_"


def scan_names(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Names from `position` on."""
    text = page.text
    floor = position
    pairs = _TWO_PLAIN_CAPITALS if text.isascii() else _TWO_CAPITALS
    for match in pairs.finditer(text, position):
        first, second = match.groups()
        if first in _BEGINS_NO_NAME or second in _ENDS_NAME:
            continue
        start = match.start()
        if start < floor or (start and (text[start - 1].isalnum() or text[start - 1] in "@_'-")):
            continue
        whole = _NAME.match(text, start)
        if whole is None or _goes_on(text, whole.end()):
            continue
        finding = _at(text, start, whole.end(), floor, final)
        if finding is None:
            continue
        yield finding
        if not finding.type:
            return
        floor = finding.end


def scan_single_names(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Given names alone, where somebody says that it is a name."""
    for at, _ in page.marks.places(Mark.SINGLE_NAME, position - 12):
        match = _SINGLE.match(page.text, at)
        if match and match["name"] not in NOT_FIRST and match["name"] not in NEVER and match.start("name") >= position:
            yield Finding(PERSON, *match.span("name"))


def _at(text: str, start: int, end: int, floor: int, final: bool) -> Finding | None:
    """The name that begins with the capital word at `start`, or behind it if that is an honorific."""
    words = text[start:end].split()
    first = words[0].rstrip(".")
    announced = first in HONORIFICS or first in HONORIFICS_UPPER or first in _GREETINGS
    begin = start
    if announced:
        words = words[1:]
        begin = text.index(words[0], start + len(first))
    elif len(first) > 1 and first.isupper():
        return None
    if begin < floor or _is_nobody(words):
        return None
    if not final and end == len(text):
        return undecided(start)
    if len(words) < 2 and not announced:
        return None
    announced = announced or _is_announced(text, start)
    known = not announced and _is_full_name(words)
    if not announced and not known and not _AFTER.match(text, end):
        return undecided(start) if not final and _may_be_announced(text, end) else None
    is_doubtful = known and not _AFTER.match(text, end)
    if not final and end + CITED_AHEAD > len(text) and (is_doubtful or not _is_clear(text, end)):
        return undecided(start)
    if _COMPANY.match(text, end) or is_cited(text, start, end):
        return None
    if is_doubtful and may_be_cited(text, start, end):
        return None
    return Finding(PERSON, begin, end)


def _is_clear(text: str, end: int) -> bool:
    """True if what follows the name so far is neither part of it nor of a citation or a firm, whatever comes next."""
    if text[end] in ":?!)\n" or text[end : end + 2] == ". ":
        return True
    following = _LOWER_WORD.match(text, end)
    return following is not None and following[1] not in _JOINING


def _is_nobody(words: list[str]) -> bool:
    """A court, a company, a judge, a place."""
    last = words[-1].rstrip(".")
    if len(last) == 1 or (last in NOT_FIRST and last not in SURNAMES):
        return True
    doubtful = [word for word in words if len(word) > 1 and word in NEVER]
    if not doubtful:
        return False
    # Given names and surnames that are places or offices too: Victoria Perez, Lisa Torres, Brian Park.
    known = words[0] in GIVEN or words[0] in SURNAMES
    return len(doubtful) > 1 or len(words) < 2 or doubtful[0] not in SURNAMES or not known


def _goes_on(text: str, end: int) -> bool:
    """True if another capital word follows that begins no sentence: more words than a name has."""
    following = _NEXT_WORD.match(text, end)
    return following is not None and following[1] not in NOT_FIRST and following[1] not in HONORIFICS


def _is_full_name(words: list[str]) -> bool:
    """True for a common given name with another name behind it, unless a firm or an institution is called so."""
    return words[0] in GIVEN and 2 <= len(words) <= WORDS_MAX - 1 and f"{words[0]} {words[-1]}" not in EPONYMS


def _is_announced(text: str, start: int) -> bool:
    """True if the words before say that a name follows."""
    left = text[max(0, start - _LEFT_CHARACTERS) : start].rsplit(None, 2)[-2:]
    if not left or (left[-1][-1] in ".!?" and left[-1].rstrip(".") not in HONORIFICS):
        return False
    last = left[-1].lower().strip(_PUNCTUATION)
    if last in ROLES or last in VERBS or last in HONORIFICS_LOWER:
        return True
    leads = LEADS.get(last)
    return leads is not None and len(left) > 1 and left[-2].lower().strip(_PUNCTUATION) in leads


def _may_be_announced(text: str, stop: int) -> bool:
    """True while what follows the name may still become words that say it is one."""
    rest = text[stop : stop + _AFTER_CHARACTERS]
    if len(rest) == _AFTER_CHARACTERS:
        return False
    if rest.startswith((" <", " (", "<", "(")):
        return True
    said = rest.lower().removeprefix("'").removeprefix("s").lstrip(",; (<")
    return not said or any(head.startswith(said) or said.startswith(head) for head in _AFTER_HEADS)
