"""What speaks for capital words being somebody's name: the words themselves, those before them, what follows."""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from auslex.screening.detectors.family_names import FAMILY
from auslex.screening.detectors.given_names import MORE_GIVEN
from auslex.screening.detectors.name_hints import (
    BUILDINGS,
    DOES,
    EPONYMS,
    FIRM_ENDS,
    FIRMS_DO,
    LIKELY_LEADS,
    LIKELY_ROLES,
    OFFICES,
    PLACE_ENDS,
    PLACES,
    SENTENCE_WORDS,
    THINGS,
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
from auslex.screening.detectors.ordinary import is_english
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
_PERSONS_TITLES = frozenset(("Mr", "Mrs", "Ms", "Miss"))
_CONTRACTED = ("'re", "'ll", "'ve", "'m", "'t", "'d")
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
    r"(?:'s?)?[,;]?(?: [-|/])? {0,3}\(?(?:(?:dob|d\.o\.b|born|date of birth|tfn|tax file|medicare|passport)\b"
    r"|aged? \d|of \d"
    r"|of (?:unit|level|flat|suite|lot|po box) |instructs|instructed|who (?:lives|resides|was born)|resid(?:es|ing) at"
    r"|lives? (?:at|in) |whose |makes? oath|phone|mobile|email|e-mail|address|licence|driver|bank|tax |"
    r"the (?:plaintiff|defendant|applicant|respondent|deceased|client|witness|complainant|accused|worker"
    r"|tenant|borrower)\b"
    r"|telephoned|texted|has (?:consulted|instructed)|also known as |formerly known as |t/as |of counsel\b"
    r"|by (?:his|her|their) (?:tutor|litigation|next)\b|licensed process\b|(?<=\()\d{1,4} ?[-/.] ?\d{1,2} ?[-/.]"
    rf"|(?<='s )(?:{_KIN})\b|(?<=\()tow truck\)|[<(][\w.+-]{1, 16}@"
    r"|[\"'], ?[\"'][\w.+-]{1,16}@"
    rf"|(?:(?:my|his|her|our|their) (?:\w{{1,8}} )?|(?<=\())(?:{_KIN})\b"
    r"|(?<=\()(?:\w{1,8} )?(?:chair|chairperson|secretary|treasurer|director|driver|passenger"
    r"|pharmacist|witness|executor|trustee|nurse"
    r"|guardian|beneficiary|alternate|retired)\b)",
    re.IGNORECASE,
)
_AFTER_SIGNS = frozenset(" ,;'\"(<")
_AFTER_HEADS = (
    *("dob", "d.o.b", "born", "date of birth", "tfn", "tax", "medicare", "passport", "age", "aged", "of"),
    *("instructs", "instructed", "who", "resides", "residing", "lives", "live", "whose", "makes", "make", "phone"),
    *("mobile", "email", "e-mail", "address", "licence", "driver", "bank", "the", "telephoned", "texted", "has"),
    *("my", "his", "her", "our", "their", "also", "formerly", "t", "by", "licensed", *_KIN.split("|")),
)
_NEXT = re.compile(r"(?:'s)?,? ([a-z']{2,12})(?=[ ,.;\n])")
_SAID_HEADS = (*sorted(DOES), "and i ")


_KOREAN = re.compile(
    r"(?:Min|Ji|Seo|Hye|Eun|Soo|Su|Jae|Sung|Seung|Hyun|Kyung|Young|Yeon|Yu|Ha|Do|Jun|Joon|Dong|Sang|Tae|Woo|Won|Yoo|Ye"
    r"|Chan|Chul|Gi|Ki|Ho|In|Jin|Kwang|Mi|Myung|Na|Sun|Bo|Da|Ga|Si|Hee)-[a-z]{1,5}"
)
# How words of English and the names of places end.
_DERIVED = re.compile(
    r"\w{3,}(?:tion|sion|ments?|ship|ness|ance|ence|ings?|isms?|ity|ants|ents|ful|less|able|ible|ical|ive|logy|graphy|ised"
    r"|ized|ated|ium|charge|bury|borough|vale|dale|ville|town|ian|ese|ist|ists|ors|works|wealth|body|ally)\Z"
)
_BOOK = re.compile(
    r"(?:(?:, | and | & )(?:[A-Z]\.? ?){1,3}[A-Z][\w'-]+){0,2}, (?P<title>[A-Z][\w'-]{3,24})(?: [\w'-]{1,16}){0,4}"
    r"(?:: [A-Z]| \((?:[A-Z]|[0-9]))"
)
_BOOK_CHARACTERS = 40  # As far as a rule may look.
_STROKES = str.maketrans("\u00d8\u00f8\u0141\u0142\u0110\u0111", "OoLlDd")  # Letters whose stroke is no accent


class Likelihood(IntEnum):
    """How far words alone say that they are a name."""

    NONE = 0
    RARE = 1  # No ordinary words: if something of people speaks for it.
    POSSIBLE = 2  # If something else speaks for it.
    KNOWN = 3


def likelihood(words: list[str], is_shouted: bool) -> Likelihood:
    """What two words or more say by themselves. is_shouted: they were written in capitals; here they no longer are."""
    first, last = words[0], words[-1] if len(words[-1]) <= _ABBREVIATION_MAX else titled(words[-1])
    if first in SENTENCE_WORDS or f"{first} {last}" in EPONYMS:
        return Likelihood.NONE
    if first == words[-1]:
        return Likelihood.NONE  # "Wagga Wagga"
    is_family = is_family_name(last)
    has_given = is_given_name(first) or (len(words) > 2 and is_given_name(words[1]))
    if len(words) > 2 and len(last) > 2 and all(len(word.rstrip(".")) == 1 for word in words[:-1]):  # "J R Smith"
        return Likelihood.KNOWN if is_family or not is_ordinary(last) else Likelihood.POSSIBLE
    if (
        len(last) > 2
        and is_family_name(first)
        and is_given_name(words[1])
        and not is_english(first)
        and last not in PLACE_ENDS
    ):
        return Likelihood.KNOWN  # "Nguyen Thi Lan"
    if not has_given and not is_family:
        if len(first) == 1 and is_ordinary(last):
            return Likelihood.NONE
        if len(first) == 2 and first[1] == "." and len(last) > 2:
            return Likelihood.POSSIBLE
        return Likelihood.RARE if len(last) > 2 and not any(map(is_ordinary, words)) else Likelihood.NONE
    if (
        last in PLACE_ENDS
        or (first in PLACES and not is_family)
        or not has_given
        or (not is_family and (is_shouted or len(words) > 3))
    ):
        return Likelihood.POSSIBLE
    return Likelihood.KNOWN


def is_given_name(word: str) -> bool:
    """True for a common given name, with or without its accents, or what has the form of a Korean one."""
    if word in GIVEN_NAMES:
        return True
    if not word.isascii() and plain(word) in GIVEN_NAMES:
        return True
    return "-" in word and _KOREAN.fullmatch(word) is not None


def is_ordinary(word: str) -> bool:
    """True for a capital word that is one of English, of a place or of the law as well."""
    if len(word) <= 2:
        return False
    return (
        word in PLACE_ENDS or word in NEVER or word in NOT_FIRST or is_english(word) or _DERIVED.match(word) is not None
    )


def plain(word: str) -> str:
    """A word without its accents."""
    letters = unicodedata.normalize("NFKD", word.translate(_STROKES))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def is_family_name(word: str) -> bool:
    """True for a common family name, or what has the form of one."""
    if word in FAMILY:
        return True
    if not word.isascii() and plain(word) in FAMILY:
        return True
    if "-" in word and any(part in FAMILY for part in word.split("-")):
        return True
    return _FAMILY_SHAPE.fullmatch(word) is not None


def is_name(word: str) -> bool:
    """True for a given name or a family name that is common."""
    return is_given_name(word) or is_family_name(word)


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
    if len(left) > 1 and left[-1].startswith("..") and not left[-1].strip("."):  # "Debtor ........ "
        left = [f"{left[0]}:"]
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


def is_hinted(text: str, start: int, before: list[str], *, is_rare: bool = False) -> bool:
    """True if what stands before `start`, of which `before` are the last words, lets a name be expected.

    is_rare: what follows may be any name, not only somebody's.
    """
    if not before:
        return False
    if before[-1] in _COORDINATING:
        other = _COORDINATED.search(text, max(0, start - _LEFT_CHARACTERS), start)
        return other is not None and is_name(titled(other[1]))
    if before[-1].endswith(_LABELS):
        return before[-1] not in _AMPERSANDS and not (is_rare and before[-1].lower().strip(_PUNCTUATION) in THINGS)
    last = before[-1].lower().strip(_PUNCTUATION)
    if not last and before[-1] in _BRACKETS and len(before) > 1:  # "my partner (Jane"
        last = before[-2].lower().strip(_PUNCTUATION)
    if last in LIKELY_ROLES or (before[-1] in _BRACKETS and last in ROLES):
        return True
    leads = LIKELY_LEADS.get(last)
    if leads is None or len(before) < 2:
        return False
    return before[-2].lower().strip(_PUNCTUATION) in leads or (last == "of" and before[-2][-1].isdigit())


def is_followed(text: str, end: int) -> bool:
    """True if what follows is said of people alone."""
    return text[end : end + 1] in _AFTER_SIGNS and _AFTER.match(text, end) is not None


def is_acting(text: str, end: int, *, is_rare: bool = False) -> bool:
    """True if what follows is what people do, and at times firms. is_rare: only what firms hardly do."""
    if text.startswith(" and I ", end):
        return True
    following = _NEXT.match(text, end)
    return following is not None and following[1] in DOES and not (is_rare and following[1] in FIRMS_DO)


def may_be_followed(text: str, stop: int) -> bool:
    """True while what follows the name may still become words that say it is one."""
    rest = text[stop : stop + AFTER_CHARACTERS]
    if len(rest) == AFTER_CHARACTERS:
        return False
    if rest.startswith((" <", " (", "<", "(", "'", '"')):
        return True
    said = rest.lower().removeprefix("'").removeprefix("s").lstrip(",; (<-|/")
    if not said:
        return True
    return any(head.startswith(said) or said.startswith(head) for head in _AFTER_HEADS) or any(
        head.startswith(said) for head in _SAID_HEADS
    )


def is_eponym(words: list[str]) -> bool:
    """True for a firm, a brand or a place that is called as somebody might be."""
    return " ".join(words) in EPONYMS


def is_author(text: str, end: int) -> bool:
    """True if the title of a book follows: "and J Q Doe, Equity: Its Doctrines", ", Torts (4th ed"."""
    book = _BOOK.match(text, end, end + _BOOK_CHARACTERS)
    return book is not None and book["title"].lower() not in ROLES and book["title"].lower() not in LIKELY_ROLES


def is_nobody(words: list[str], title: str = "") -> bool:
    """A court, a company, a judge, a place."""
    whole = " ".join(words)
    if "'" in whole and any(word.endswith(_CONTRACTED) for word in words):
        return True
    if len(words) > 1 and words[-1] in FIRM_ENDS:
        return True
    if len(words) > 2 and words[-1] in BUILDINGS and len(words[1].rstrip(".")) > 1:
        return True
    last = words[-1].rstrip(".")
    if len(last.partition("-")[0]) == 1 or words[0] in OFFICES or (last in NOT_FIRST and last not in SURNAMES):
        return True
    if title in _PERSONS_TITLES and len(words) == 1 and words[0] in SURNAMES and is_family_name(words[0]):
        return False  # "Ms Church"
    if NEVER.isdisjoint(words):
        return False
    doubtful = [word for word in words if len(word) > 1 and word in NEVER]
    if not doubtful:
        return False
    # Given names and surnames that are places or offices too: Victoria Perez, Lisa Torres, Brian Park.
    known = words[0] in GIVEN_NAMES or words[0] in SURNAMES
    return len(doubtful) > 1 or len(words) < 2 or doubtful[0] not in SURNAMES or not known
