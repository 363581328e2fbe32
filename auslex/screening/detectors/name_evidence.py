"""What speaks for capital words being somebody's name: the words themselves, those before them, what follows."""

from __future__ import annotations

import re
from enum import IntEnum

from auslex.screening.detectors.family_names import FAMILY
from auslex.screening.detectors.given_names import MORE_GIVEN
from auslex.screening.detectors.name_hints import (
    DOES,
    EPONYMS,
    LIKELY_LEADS,
    LIKELY_ROLES,
    OFFICES,
    PLACE_ENDS,
    SENTENCE_WORDS,
)
from auslex.screening.detectors.name_words import (
    GIVEN,
    HONORIFICS,
    HONORIFICS_LOWER,
    LEADS,
    NEVER,
    NOT_FIRST,
    ROLES,
    SURNAMES,
    VERBS,
)
from auslex.screening.detectors.scanning import lowered

AFTER_CHARACTERS = 24  # So many characters behind a name say whether it is one.
GIVEN_NAMES = GIVEN | MORE_GIVEN
_LEFT_CHARACTERS = 40
_PUNCTUATION = "(\"'[,:;-*_"
_BRACKETS = ("(", "[")
_QUOTES = ('"', "'")
_KEY_ENDS = (":", "=")
_COORDINATING = frozenset(("and", "or", "&"))
_COORDINATED = re.compile(r"\b([A-Z][\w'-]+) (?:[A-Z][\w'-]*\.? )?[A-Z][\w'-]+,? (?:and|or|&) \Z")
_CLOCK = re.compile(r"\d:\d\d(?::\d\d)?(?: ?[apAP][mM])?(?:\]| -)\Z")
_LISTED = re.compile(  # Behind a role: "Doe, Jane Doe and "
    r"(?:/s|\(s\))?(?::\s| )"
    r"(?:(?:[A-Z][\w'-]+|[A-Z]\.?)(?: (?:[a-z]{2,3} )?(?:[A-Z][\w'-]+|[A-Z]\.?)){1,3}(?: \([^()\n]{1,24}\))?"
    r"(?:, (?:and )?|; | (?:and|&|or) )){1,4}\Z"
)
_LIST_CHARACTERS = 110
_LOWER_WORDS = re.compile("[a-z-]{3,}+")  # In lower case.
_ABBREVIATION_MAX = 2  # Letters of what may be an abbreviation rather than "NG".
_NAME_KEY = re.compile(
    r"(?<![a-z])(?!(?:user|file|host|business|company|trading|domain|brand|product|event|table|field|app)[ _-]?name)"
    r"(?:[a-z]{2,10}[ _-]?)?name[\"']?[:=>][\"']?\Z"
)
_AMPERSANDS = ("amp;", "&amp;")
_LABELS = (":", "|", ";", "=", ">")
_FAMILY_SHAPE = re.compile(
    r"(?:O'|D'|Mc|Mac|Fitz|Al-|El-|al-|el-)[A-Z][a-z]{2,}"
    r"|\w{2,}(?:opoulos|oulos|akis|idis|iadis|ovic|evic|ovski|evski|owski|ewski|enko|czyk|sson|arathne|asinghe|wardena"
    r"|zadeh|ullah|ashvili|escu)"
)
_KIN = (
    "father|mother|dad|mum|husband|wife|spouse|partner|son|daughter|brother|sister|uncle|aunt|niece|nephew|cousin|child"
    "|grandson|granddaughter|grandmother|grandfather|friend|neighbour|boss|landlord|tenant|flatmate|housemate"
)
_AFTER = re.compile(
    r"(?:'s?)?[,;]? {0,3}\(?(?:(?:dob|d\.o\.b|born|date of birth|tfn|tax file|medicare|passport)\b|aged? \d|of \d"
    r"|of (?:unit|level|flat|suite|lot|po box) |instructs|instructed|who (?:lives|resides|was born)|resid(?:es|ing) at"
    r"|lives? (?:at|in) |whose |makes? oath|phone|mobile|email|e-mail|address|licence|driver|bank|tax |"
    r"the (?:plaintiff|defendant|applicant|respondent|deceased|client|witness|complainant|accused|worker"
    r"|tenant|borrower)\b"
    r"|telephoned|texted|has (?:consulted|instructed)|[<(][\w.+-]{1,16}@"
    r"|[\"'], ?[\"'][\w.+-]{1,16}@"
    rf"|(?:(?:my|his|her|our|their) (?:\w{{1,8}} )?|(?<=\())(?:{_KIN})\b"
    r"|(?<=\()(?:\w{1,8} )?(?:chair|chairperson|secretary|treasurer|director|driver|passenger"
    r"|pharmacist|witness|executor|trustee|nurse"
    r"|guardian|beneficiary|alternate|retired)\b)",
    re.IGNORECASE,
)
_AFTER_HEADS = (
    *("dob", "d.o.b", "born", "date of birth", "tfn", "tax", "medicare", "passport", "age", "aged", "of"),
    *("instructs", "instructed", "who", "resides", "residing", "lives", "live", "whose", "makes", "make", "phone"),
    *("mobile", "email", "e-mail", "address", "licence", "driver", "bank", "the", "telephoned", "texted", "has"),
    *("my", "his", "her", "our", "their"),
)
_NEXT = re.compile(r"(?:'s)?,? ([a-z']{2,12})(?=[ ,.;\n])")
_SAID_HEADS = (*sorted(DOES), "and i ")


class Likelihood(IntEnum):
    """How far words alone say that they are a name."""

    NONE = 0
    POSSIBLE = 1  # If something else speaks for it.
    KNOWN = 2


def likelihood(words: list[str], is_shouted: bool) -> Likelihood:
    """What two words or more say by themselves. is_shouted: they were written in capitals; here they no longer are."""
    first, last = words[0], words[-1] if len(words[-1]) <= _ABBREVIATION_MAX else titled(words[-1])
    if first in SENTENCE_WORDS or f"{first} {last}" in EPONYMS:
        return Likelihood.NONE
    is_family = is_family_name(last)
    has_given = first in GIVEN_NAMES or (len(words) > 2 and words[1] in GIVEN_NAMES)
    if len(words) > 2 and len(last) > 2 and all(len(word.rstrip(".")) == 1 for word in words[:-1]):  # "J R Smith"
        return Likelihood.POSSIBLE
    if not has_given and not is_family:
        return Likelihood.POSSIBLE if len(first) == 2 and first[1] == "." and len(last) > 2 else Likelihood.NONE
    if last in PLACE_ENDS or not has_given or (not is_family and (is_shouted or len(words) > 3)):
        return Likelihood.POSSIBLE
    return Likelihood.KNOWN


def is_family_name(word: str) -> bool:
    """True for a common family name, or what has the form of one."""
    if word in FAMILY:
        return True
    if "-" in word and any(part in FAMILY for part in word.split("-")):
        return True
    return _FAMILY_SHAPE.fullmatch(word) is not None


def is_name(word: str) -> bool:
    """True for a given name or a family name that is common."""
    return word in GIVEN_NAMES or is_family_name(word)


def titled(word: str) -> str:
    """A word in capitals as it is usually written."""
    return f"Mc{word[2:].title()}" if word.startswith("MC") else word.title() if word.isupper() else word


def words_before(text: str, start: int) -> list[str]:
    """The two words before a place, as they are written; none if a sentence has ended there."""
    near = text[max(0, start - _LEFT_CHARACTERS) : start]
    if near.endswith(_QUOTES) and near.rstrip(" \"'").endswith(_KEY_ENDS):  # '"name": "Jane'
        near = near.rstrip(" \"'")
    if near.endswith(_BRACKETS):
        near = f"{near[:-1]} {near[-1]}"
    left = near.rsplit(None, 2)[-2:]
    if not left or (left[-1][-1] in ".!?" and left[-1].rstrip(".") not in HONORIFICS):
        return []
    return left


def is_in_office(before: list[str]) -> bool:
    """True if these words end in the title of a judge or another public office."""
    return bool(before) and before[-1].lstrip(_PUNCTUATION) in OFFICES


def is_announced(before: list[str]) -> bool:
    """True if these words say that a name follows."""
    if not before:
        return False
    last = before[-1].lower().strip(_PUNCTUATION).removesuffix("/s").removesuffix("(s)")
    if last in ROLES or last in VERBS or last in HONORIFICS_LOWER or before[-1] == "I,":
        return True
    if before[-1][-1] in "]-" and _CLOCK.search(" ".join(before)) is not None:  # "[14/03/24, 7:12 pm] Jane: hi"
        return True
    if "name" in last and _NAME_KEY.search(before[-1].lower()) is not None:
        return True
    leads = LEADS.get(last)
    return leads is not None and len(before) > 1 and before[-2].lower().strip(_PUNCTUATION) in leads


def is_listed(text: str, start: int, before: list[str]) -> bool:
    """True if the name at `start` stands in a list of names that somebody's role announces."""
    if not before or not (before[-1] in _COORDINATING or before[-1][-1] in ",;"):
        return False
    begin = max(0, start - _LIST_CHARACTERS)
    return any(
        _LISTED.match(text, begin + word.end(), start) is not None
        for word in _LOWER_WORDS.finditer(lowered(text[begin:start]))
        if word.group() in ROLES or word.group().removesuffix("s") in ROLES
    )


def is_hinted(text: str, start: int, before: list[str]) -> bool:
    """True if what stands before `start`, of which `before` are the last words, lets a name be expected."""
    if not before:
        return False
    if before[-1] in _COORDINATING:
        other = _COORDINATED.search(text, max(0, start - _LEFT_CHARACTERS), start)
        return other is not None and titled(other[1]) in GIVEN_NAMES
    if before[-1].endswith(_LABELS):
        return before[-1] not in _AMPERSANDS
    last = before[-1].lower().strip(_PUNCTUATION)
    if not last and before[-1] in _BRACKETS and len(before) > 1:  # "my partner (Jane"
        last = before[-2].lower().strip(_PUNCTUATION)
    if last in LIKELY_ROLES or (before[-1] in _BRACKETS and last in ROLES):
        return True
    leads = LIKELY_LEADS.get(last)
    return leads is not None and len(before) > 1 and before[-2].lower().strip(_PUNCTUATION) in leads


def is_followed(text: str, end: int) -> bool:
    """True if what follows is said of people alone."""
    return _AFTER.match(text, end) is not None


def is_acting(text: str, end: int) -> bool:
    """True if what follows is what people do, and at times firms."""
    if text.startswith(" and I ", end):
        return True
    following = _NEXT.match(text, end)
    return following is not None and following[1] in DOES


def may_be_followed(text: str, stop: int) -> bool:
    """True while what follows the name may still become words that say it is one."""
    rest = text[stop : stop + AFTER_CHARACTERS]
    if len(rest) == AFTER_CHARACTERS:
        return False
    if rest.startswith((" <", " (", "<", "(", "'", '"')):
        return True
    said = rest.lower().removeprefix("'").removeprefix("s").lstrip(",; (<")
    if not said:
        return True
    return any(head.startswith(said) or said.startswith(head) for head in _AFTER_HEADS) or any(
        head.startswith(said) for head in _SAID_HEADS
    )


def is_nobody(words: list[str]) -> bool:
    """A court, a company, a judge, a place."""
    last = words[-1].rstrip(".")
    if len(last.partition("-")[0]) == 1 or words[0] in OFFICES or (last in NOT_FIRST and last not in SURNAMES):
        return True
    doubtful = [word for word in words if len(word) > 1 and word in NEVER]
    if not doubtful:
        return False
    # Given names and surnames that are places or offices too: Victoria Perez, Lisa Torres, Brian Park.
    known = words[0] in GIVEN_NAMES or words[0] in SURNAMES
    return len(doubtful) > 1 or len(words) < 2 or doubtful[0] not in SURNAMES or not known
