"""Where, at the end of a text that goes on, something may have begun that is not yet to be seen whole.

Too early a place costs a few characters of delay; too late a place is a leak. So each shape here is wider than the rule
it stands for, and the tests cut texts at every place.
"""

from __future__ import annotations

import re

from auslex.screening.detectors.marked_names import PROSE_NAMES
from auslex.screening.detectors.marks import ANNOUNCING
from auslex.screening.detectors.name_shapes import UPPER
from auslex.screening.detectors.name_words import PARTICLES, words
from auslex.screening.detectors.personal_births import DATE, ENTRY_LINK, LINK_WORDS, MONTHS
from auslex.screening.detectors.personal_cued import SMALL_WORDS
from auslex.screening.detectors.personal_streets import BOXES, KINDS, NO_STREET, UNITS
from auslex.screening.detectors.secrets import RUN_MAX
from auslex.screening.detectors.small_names import NAME_MAX

_SEPARATOR = r"[\s.\-/()_]"
_LINK = rf"[\s,(]{{0,3}}(?i:{SMALL_WORDS}){{0,6}}[A-Za-z.']{{0,12}}"
_PARTICLE = (
    r"(?:(?:d|da|de|del|dell|della|den|der|di|do|dos|du|v|va|van|vo|von|l|la|le|b|bi|bin|bint|binti|a"
    r"|al|e|el|t|te|ter) ?)"
)
_CAPITAL = rf"(?:[{UPPER}]\.){{0,3}}[{UPPER}][\w'-]*+\.?"
_WORD = r"[\w%+'-]{1,66}+(?:\.[\w%+'-]{0,64}+){0,8}+"  # Possessive: no shorter word is tried.
_JOINT = r"(?:\s?[\[({<]\s?(?:at|AT|@|dot|DOT|\.)\s?[\])}>]\s?|\s(?:at|AT|dot|DOT)\s|\s?@\s?|\s\.\s)"
_JOINT_BEGUN = (
    r"(?:\s?[\[({<]\s?(?:a|at|A|AT|@|d|do|dot|D|DO|DOT|\.)?\s?[\])}>]?\s?|\s(?:(?:a|at|A|AT|d|do"
    r"|dot|D|DO|DOT|@|\.)\s?)?|\s?@\s?)"
)
_UNIT_WORD = rf"(?=[A-Za-z]{{1,10}}+\.?\s?[A-Za-z]?[0-9])(?i:{UNITS})\.?\s?"
_UNIT = (
    rf"(?:{_UNIT_WORD}[A-Za-z]?[0-9]{{1,4}}[A-Za-z]?|[A-Za-z0-9]{{3,6}}(?: [Gg]round)?\s[Ff][Ll][Oo]{{2}}[Rr]"
    r"|[Pp]enthouse)(?:,?\s(?:at?\s?)?|\s?/\s?)"
)
_UNITS = rf"(?=[A-Za-z]{{1,10}}+\.?\s?[A-Za-z]?[0-9]|[A-Za-z0-9]{{3,6}}+\s[GgFf]|[Pp]ent)(?:{_UNIT}){{1,3}}"
_HOUSE = (
    rf"(?:{_UNITS})?(?:{_UNIT_WORD})?"
    r"[0-9]{1,5}[A-Za-z]?(?:\s?[-/]\s?(?:[0-9]{1,5}[A-Za-z]?)?)?,?"
)
_PLACES = (  # Capital words, one in small letters between them at most: "Line of Road", "Smith st, Footscray".
    r"(?:(?:[,\s(]{1,3}|\s-\s)(?:in the |[a-z]{1,11}\.?[,\s]{1,3})?"
    rf"(?:{_CAPITAL}|(?:[A-Z]\.){{2,3}})\)?(?:-{_CAPITAL})?){{0,16}}"
    r"(?:,?\s(?:in th?e?|[a-z]{0,11}\.?))?(?:[,\s(-]{0,3}[0-9]{0,4})?"
)
# In small letters: up to three words, and behind the kind of a street a suburb, a state and a postcode.
_SMALL_WORD = r"\s[a-z][a-z'-]{0,24}+"
_SMALL_TAIL = r"(?:(?:[,\s]{1,3}|\s-\s)[a-z][a-z'-]{0,24}){0,4}[,\s-]{0,3}[0-9]{0,4}"
_SMALL_PLACES = rf"(?!\s{NO_STREET}[ ,\n])(?:{_SMALL_WORD}){{0,3}}(?:\s{KINDS}\b\.?{_SMALL_TAIL}|\s[a-z]{{0,12}})?"

_GROUPED = r"[0-9]{2,4}(?:[ -][0-9]{2,4}){1,2}"

_MONTH = rf"(?i:{'|'.join(MONTHS)})[A-Za-z]{{0,6}}\.?"
_BOX_WORDS = (
    r"(?=[GgPpLlRrCc])(?i:(?:g\.? ?)?p\.? ?(?:o\.?)?|post(?: of[a-z]{0,4})?|locked|private|reply|rmb|rsd|rmd|cmb|pmb)"
    r"(?: [Mm][a-z]{0,3})?(?:\s?[BbPp][A-Za-z]{0,3})?\s?"
)
# Begun without any digit.
_WORD_SHAPES = (
    rf"{_MONTH}\s",
    rf"{_CAPITAL}(?:,? {{1,2}}(?:{PARTICLES} ){{0,2}}{_CAPITAL}){{0,5}},? {{0,2}}{_PARTICLE}{{0,2}}",  # a name
    rf"(?=[A-Za-z]{{1,10}}+\.?\s\Z)(?i:{UNITS})\.?\s",  # a unit
    r"[a-z]{3,6}(?: ground)? floor,?\s|[Pp]enthouse,?\s",
    _BOX_WORDS,
    rf"{_WORD}(?:{_JOINT}{_WORD}){{0,8}}(?:{_JOINT_BEGUN}|{_JOINT})?",  # a spelled or spaced e-mail address
    r"-----BEGIN[A-Z0-9 ]{0,60}-{0,5}",
)
# With a digit somewhere.
_DIGIT_SHAPES = (
    r"(?:(?<![A-Za-z0-9])[A-Za-z]{1,2}[\s-]?)?[(+]{0,2}"  # a number
    rf"[0-9](?:{_SEPARATOR}{{0,3}}[0-9]){{0,36}}{_SEPARATOR}{{0,3}}",
    rf"(?:[A-Za-z]{{1,2}} ?)?(?:[0-9]{{5,10}}|[0-9]{{4}}[A-Z]{{2}}|{_GROUPED}){_LINK}",  # a number, and a word for it
    rf"(?:[0-9]{{6,10}}|{_GROUPED}) \(?(?:[Bb][Ss]?[Bb]?(?: n[a-z]{{0,5}}\.?)?[:# ]{{0,3}}[0-9]{{0,2}})?",  # an account
    r"(?<![A-Za-z0-9])[0-9]{1,2}(?:st?|nd?|rd?|th?)?(?:\s(?:d|da|day)?)?(?:\s?(?:o"
    r"|of)?)?[\s.-]{0,2}[A-Za-z]{0,9}\.?,?[\s.-]{0,2}'?[0-9]{0,4}",
    rf"{_MONTH}\s[0-9]{{0,2}}(?:st?|nd?|rd?|th?)?,?\s?[0-9]{{0,4}}",
    rf"{_HOUSE}(?:{_PLACES}|{_SMALL_PLACES})",  # a street
    rf"(?:{_UNITS})?{_UNIT_WORD}[A-Za-z]?[0-9]{{1,4}}[A-Za-z]?(?:,?\s?|\s?/\s?)",  # a unit
    rf"{_UNITS}(?:[A-Za-z]{{1,10}}\.?\s?)?",
    rf"(?=[GgPpLlRrCc])(?i:{BOXES.replace('?P<rural>', '?:')})[0-9]{{0,6}}(?:{_PLACES}|{_SMALL_TAIL})",
    r"(?<![A-Za-z0-9])(?:[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]){0,30}[ -]?"  # an IBAN
    r"|[a-z]{2}[0-9]{2}(?:[ -]?[a-z0-9]){0,30}[ -]?)",
)


def _open(shapes: tuple[str, ...]) -> re.Pattern[str]:
    """One of these at the end. Nothing begins within a word; the last word is looked at apart."""
    return re.compile("(?<![A-Za-z0-9])(?:" + "|".join(shapes) + r")\Z")


_OPEN = _open(_WORD_SHAPES)
_OPEN_WITH_DIGITS = _open((*_DIGIT_SHAPES, *_WORD_SHAPES))
_DIGIT = re.compile(r"\d")
_DATE_OPEN = re.compile(
    rf"(?<![\w.,$/-])(?:{DATE}|[0-3](?: \d){{5,7}})[\s,(]{{0,3}}{LINK_WORDS}{{0,6}}[a-z.']{{0,12}}\Z"
    rf"|^[ \t*-]{{0,4}}{DATE}(?:{ENTRY_LINK}|\s?-?)\Z",
    re.IGNORECASE | re.MULTILINE,
)
_ANNOUNCING_SIGNS = (":", "name", "this is", "msg", "message", "spoke", "mr", "ms ")  # One is in each, and soon found.
_ANNOUNCED = re.compile("|".join(re.escape(words) for words in ANNOUNCING))
_ANNOUNCED_BEHIND = NAME_MAX + max(map(len, ANNOUNCING)) + 2

# Lower-case prose: nothing in it can be the beginning of a finding but a spelled e-mail address.
_PLAIN = re.compile(r"[a-z \n,;.!?\u2014\u201c\u201d]*")
_WORDS_OF_ADDRESSES = frozenset(("a", "at", "d", "do", "dot"))
# Words in small letters with which an address may begin.
_ADDRESS_BEGINS = words(
    """
    at unit level suite ste flat apartment apt shop lot villa townhouse room floor office house block building tower
    site studio factory warehouse cottage cabin bay no u l f ground first second third fourth fifth lower penthouse
    g p o po gpo post box bag mail locked private reply paid rmb rsd rmd cmb pmb
    """
)


def opening(text: str, position: int) -> int:
    """The first place from `position` on where something may have begun that is not yet decided; the end if none."""
    run = max(text.rfind(" ", position), text.rfind("\n", position), position - 1) + 1
    if len(text) - run > RUN_MAX:
        return len(text) - RUN_MAX
    has_digit = _DIGIT.search(text, position) is not None
    found = (_OPEN_WITH_DIGITS if has_digit else _OPEN).search(text, position)
    start = min(found.start(), run) if found else run
    if has_digit and _DIGIT.search(text, position, start):
        date = _DATE_OPEN.search(text, position, len(text))
        if date is not None:
            start = min(start, date.start())
    return start


def _may_announce(near: str) -> bool:
    """True if these words may say that a name in small letters follows."""
    for sign in _ANNOUNCING_SIGNS:
        if sign in near:
            return _ANNOUNCED.search(near) is not None
    return False


def _bare(word: str) -> str:
    return word.rstrip(",;.!?\u2014\u201d").lstrip("\u201c\u2014")


def plain_until(text: str, position: int) -> int:
    """Up to where the text is prose without anything in it, short of its last word; `position` if one must
    look closer.
    """
    start = max(text.rfind(" ", position), text.rfind("\n", position)) + 1
    if start <= position or _PLAIN.fullmatch(text, position, start) is None:
        return position
    region = text[position:start]
    last = region.rsplit(None, 3)[-3:]
    if "dot" in region or not _ADDRESS_BEGINS.isdisjoint(last) or (last and last[-1].startswith(MONTHS)):
        return position
    if _may_announce(text[max(0, position - _ANNOUNCED_BEHIND) : start]):
        return position
    if not PROSE_NAMES.isdisjoint(map(_bare, region.split())):
        return position
    begun = text[start:]
    return start if begun[:1].isalpha() and begun.lower() not in _WORDS_OF_ADDRESSES else position
