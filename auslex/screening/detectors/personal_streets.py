"""Postal addresses in Australia: streets, boxes, rural mail.

The kinds of streets and their abbreviations are those of AS 4590. Written with capitals, in capitals throughout or in
small letters throughout: then a state, a postcode or a word for a place must speak for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from auslex.screening.detectors.marks import Mark
from auslex.screening.detectors.name_words import NOT_FIRST, words
from auslex.screening.detectors.scanning import Page
from auslex.screening.findings import Finding

# What ends the name of a street and hardly anything else.
_SURE = words(
    """
    Street St Road Rd Avenue Ave Av Drive Crescent Cres Crst Lane Ln Parade Pde Terrace Tce Highway Hwy Boulevard
    Boulevarde Blvd Bvd Esplanade Esp Espl Pl Cct Grove Gr Sq Mews Quay Promenade Gdns Parkway Pkwy Alley Arcade Wharf
    Plaza Freeway Fwy Crt Drv Dve Strand Corso Causeway
    """
)
# What ends other names as well.
_ORDINARY = words(
    """
    Court Ct Place Way Close Cl Circuit Square Row Walk Rise Track Mall Dr Chase Vista Loop Gardens Glen Glade Approach
    Bend Circle Concourse Mead Outlook Path Pathway Ramp Reach Retreat Route Trail Turn Boardwalk Brow Bypass Copse Dell
    Elbow Lookout Meander Rotary Stairs
    """
)
# What mostly ends the names of other places: a state or a postcode must follow.
_RARE = words(
    """
    Corner Cove Crossing Dale Edge End Entrance Fairway Gate Green Heights Hill Key Link Park Pass Pocket Point Reserve
    Return Ridge Spur Steps Top Vale View Views Villas Woods Common Cross Garden Grange Haven Island Landing Nook
    Parkland Ring River Run Siding Slope Tor Valley Woodland
    """
)
_SURE_SMALL = frozenset(word.lower() for word in _SURE)
_STREET_WORDS = _SURE | _ORDINARY | _RARE | _SURE_SMALL


def _any(of: Iterable[str]) -> str:
    """A pattern of these words that looks at each letter once: "Street" and "Strand" share "Str"."""
    behind: dict[str, set[str]] = {}
    for word in of:
        if word:
            behind.setdefault(word[0], set()).add(word[1:])
    ways = [letter + (_any(rests) if rests != {""} else "") for letter, rests in sorted(behind.items())]
    return f"(?:{'|'.join(ways)})" + ("?" if "" in of else "")


_STATES = (
    r"(?:NSW|VIC|Vic|QLD|Qld|SA|WA|TAS|Tas|ACT|NT|N\.S\.W\.?|S\.A\.?|W\.A\.?|A\.C\.T\.?|N\.T\.?"
    r"|New South Wales|Victoria|Queensland|South Australia|Western Australia|Tasmania|Australian Capital Territory"
    r"|Northern Territory)(?![A-Za-z])(?:\.(?=,?\s[0-9]{4}(?![0-9])))?"
)
_NUMBER = r"[0-9]{1,5}[A-Za-z]?(?:\s?[-/]\s?[0-9]{1,5}[A-Za-z]?)?"
_WORD = r"[A-Z][\w'.-]*"
_SUBURB = rf"(?!{_STATES}){_WORD}(?:[\s-](?!{_STATES}){_WORD}){{0,3}}"
_JOINT = r"(?:[,\s]{1,3}|\s-\s)(?:via\s)?"
_STATE_OF = r"(?:,?\s(?:in\s)?(?:the\s)?State\sof\s)"
# What may stand behind a comma and is no suburb.
_NO_SUBURB = r"(?!(?:Mr|Mrs|Ms|Miss|Dr|Prof|The|On|In|At|He|She|It|I|We|They|But|And|His|Her|My|Who|Tel|Ph|Phone)\b)"
_POSTCODE = r"(?!1[0-9]{3})[0-9]{4}(?![0-9])"
_NO_STATUTE = r"(?<!\bAct)(?<!Regulation)(?<!Regulations)(?<!Rules)(?<!Code)"
_TAIL = (
    rf"(?:(?:{_JOINT}{_SUBURB})?(?:{_JOINT}|[,\s]{{0,2}}\(|{_STATE_OF}){_STATES}\)?(?:[,\s]{{1,3}}[0-9]{{4}}(?![0-9]))?"
    rf"|{_JOINT}{_SUBURB}{_NO_STATUTE}[,\s]{{1,3}}{_POSTCODE}"
    rf"|,\s?(?:via\s)?{_NO_SUBURB}{_SUBURB}(?=[.,;:?)\n]|\s[a-z(]|\Z)"
    rf"|[ ]{_NO_SUBURB}{_WORD}(?:[ ]{_WORD}){{0,2}}(?=[.,;:?)'\"\n]|[ ][a-z(]|\Z))?"
)

# The same in small letters. What a street or a suburb is not called:
NO_STREET = _any(
    words(
        """
    a an the and or of to in on at by for from with is was are were be it he she we they my his her their that
    this which who when where if as per day days week weeks month months year years hour hours minute minutes am
    pm percent time times more other since until before after during but not has had have section part clause
    """
    )
)
_SMALL = rf"(?!{NO_STREET}[ ,\n])[a-z][a-z'-]*"
_SMALL_STATES = (
    r"(?:nsw|vic|qld|tas|new south wales|victoria|queensland|south australia|western australia|tasmania"
    r"|(?:n\.s\.w|s\.a|w\.a|a\.c\.t|n\.t)\.?(?=,?\s[0-9]{4}(?![0-9]))|(?:sa|wa|act|nt)(?=,?\s[0-9]{4}(?![0-9])))(?![a-z])"
)
_SMALL_TAIL = (
    rf"(?:(?:{_JOINT}{_SMALL}(?:\s{_SMALL}){{0,2}}?)?{_JOINT}{_SMALL_STATES}(?:[,\s]{{1,3}}{_POSTCODE})?"
    rf"|{_JOINT}{_SMALL}(?:\s{_SMALL}){{0,2}}[,\s]{{1,3}}{_POSTCODE})"
)
_SMALL_KINDS = _any({word.lower() for word in _STREET_WORDS})
_SMALL_SURE = _any(_SURE_SMALL)
_SMALL_NAME = rf"(?:{_SMALL}\s){{1,3}}?"

KINDS = _any(_STREET_WORDS | {word.lower() for word in _ORDINARY | _RARE})
_BETWEEN = r"(?:[ \t]|(?<!\.)\s)"  # Words of a street's name: no sentence ends there.
_NO_STREET_MONTHS = words("January February July September October November December")
_CAPITALS = re.compile(rf"\s(?:{_WORD},?\s(?:(?:of|the|de|du|la)\s(?!St\b))?){{1,4}}(?:{_WORD}|{_SMALL_SURE}\b)")
_STREET = re.compile(
    rf"{_NUMBER},?[ \t]{{1,2}}(?P<name>(?:{_WORD}{_BETWEEN}(?:(?:of|the|de|du|la)\s(?!St\b))?){{1,4}}?)"
    rf"(?P<kind>{_any(_STREET_WORDS - _RARE)}\b(?!\s{_any(_SURE)}\b)|{_any(_RARE)}\b(?!\s{_any(_SURE | _ORDINARY)}\b))"
    rf"\.?(?P<tail>{_TAIL})"
)
_SMALL_HEAD = rf"{_NUMBER},?\s(?P<name>{_SMALL_NAME})(?P<kind>{_SMALL_KINDS})\b(?!\s{_SMALL_SURE}\b)\.?"
_SMALL_STREET_IN_STATE = re.compile(rf"{_SMALL_HEAD}(?P<tail>{_SMALL_TAIL})")
_SMALL_STREET = re.compile(rf"{_SMALL_HEAD}(?P<tail>{_SMALL_TAIL})?")
_NOT_THERE = r"(?!(?:now|then|today|tomorrow|yesterday|again|alone|please|thanks|still|soon|here|there|home|ok)\b)"
_SMALL_SUBURB = re.compile(rf",? {_NOT_THERE}{_SMALL}(?: {_NOT_THERE}{_SMALL}){{0,2}}(?= ?(?:[,;:.)\n]|\Z))")
# Behind a number: a street in small letters, or in capitals.
SMALL_STREET_AHEAD = (
    rf"\s(?:(?:[a-z][a-z'-]* ){{1,3}}?{_SMALL_KINDS}\b|(?:[A-Z][A-Z'-]* ){{1,3}}?{_SMALL_KINDS.upper()}\b)"
)

UNITS = (
    r"(?:Unit|Level|Suite|Ste|Flat|Apartment|Apt|Shop|Lot|Villa|Townhouse|Room|Floor|Office|House|Block|Building|Tower"
    r"|Site|Studio|Factory|Warehouse|Cottage|Cabin|Bay|No|U|L|F)"
)
_UNIT_PART = (
    rf"(?:{UNITS}\.?\s?[A-Z]?[0-9]{{1,4}}[A-Z]?"
    r"|(?:Ground|Lower Ground|First|Second|Third|Fourth|Fifth|[0-9]{1,2}[a-z]{2})\sFloor|Penthouse)"
    r"(?:,?\s(?:at\s)?|\s?/\s?)"
)
_UNIT = re.compile(rf"(?<![A-Za-z0-9])(?:(?:{_UNIT_PART}){{1,3}}(?:{UNITS}\.?\s?)?|{UNITS}\.?\s)\Z", re.IGNORECASE)
_UNIT_CHARACTERS = 48
_UNIT_LETTER = re.compile(r"(?<![A-Za-z0-9])[FLUflu]\Z")
_PLACE_CUE = re.compile(
    r"(?:\b(?:at|of|to|from|address|addy|resid\w+|lives?|living|premises|property|known as|near|in|is)|[:,\n>|^])"
    r"\s{0,12}\Z",
    re.IGNORECASE,
)
_ADDRESS_CUE = re.compile(
    r"\b(?:addr(?:ess)?|addy|liv(?:es?|ing)|resid\w+|premises|property)(?: at|:)?\s{1,12}\Z", re.I
)
_CUE_CHARACTERS = 28
_STATE = re.compile(_STATES)
_DIGITS_BEHIND = re.compile(r"[0-9]{4}\Z")
_COURTS = re.compile(
    r"\b(?:Federal|Supreme|High|District|Family|Local|Magistrates|County|Full|Appeal|Circuit|Youth|Act|No)\b",
    re.IGNORECASE,
)

BOXES = (
    r"(?:(?:G\.?\s?P\.?\s?O\.?|P\.?\s?O\.?|Post Office|(?:Locked|Private)(?: Mail)?)\s?(?:Box|Bag)\s"
    r"|Reply Paid\s|(?P<rural>RMB|RSD|RMD|CMB|PMB)\s)"
)
_BOX = re.compile(
    rf"(?i:(?<![A-Za-z]){BOXES})(?P<number>[0-9]{{1,6}})(?![0-9]|[.,][0-9])(?:,?\s(?:{_WORD}\s){{1,3}}?{_any(_STREET_WORDS)}\b(?!\s{_any(_SURE)}\b))?"
    rf"(?:{_SMALL_TAIL}|{_TAIL})"
)
_BOX_BEHIND, _BOX_AHEAD = 13, 140  # Characters around the mark of one.


def street_at(text: str, start: int, floor: int) -> Finding | None:
    """The street address whose house number begins at `start`, with unit before and suburb, state and
    postcode behind.
    """
    before = text[start - 1 : start]
    letter = _UNIT_LETTER.search(text, max(floor, start - 2), start) if before.isalpha() else None  # "U3/58 High St"
    if before and letter is None and (before.isalnum() or before in "$./-[_"):
        return None
    words = _CAPITALS.search(text, start, start + 64)
    if words is None or _STREET_WORDS.isdisjoint(words.group().replace(",", " ").replace(".", " ").split()):
        return None
    street = _STREET.match(text, start)
    if street is None:
        return None
    begin = letter.start() if letter else _unit_start(text, start, floor)
    return Finding("ADDRESS", begin, street.end()) if _is_place(text, street, begin) else None


def small_street_at(text: str, lower: str, start: int, floor: int) -> Finding | None:
    """The same, written in small letters or in capitals throughout."""
    before = text[start - 1 : start]
    letter = _UNIT_LETTER.search(text, max(floor, start - 2), start) if before.isalpha() else None
    if before and letter is None and (before.isalnum() or before in "$./-[_"):
        return None
    street = _SMALL_STREET_IN_STATE.match(lower, start) or _SMALL_STREET.match(lower, start)
    if street is None or _COURTS.search(street["name"]):
        return None
    said = text[start : street.end()]
    is_one_case = said.isupper() or said[len(text[start : street.start("name")]) :].islower()
    if not is_one_case:
        return None
    begin = letter.start() if letter else _unit_start(text, start, floor)
    if street["tail"] is not None:
        return Finding("ADDRESS", begin, street.end())
    if not _is_small_place(text, street, begin):
        return None
    suburb = _SMALL_SUBURB.match(lower, street.end())
    return Finding("ADDRESS", begin, suburb.end() if suburb is not None else street.end())


def _is_small_place(text: str, street: re.Match[str], begin: int) -> bool:
    """A street without state or postcode: a unit or a word for a place must stand before it."""
    kind = street["kind"].title()
    if kind in _SURE:
        return begin < street.start() or _has_cue(text, begin)
    if kind in _RARE:
        return False
    is_shouted = text[street.start("kind") : street.end("kind")].isupper()
    if is_shouted:
        return begin < street.start() or _has_cue(text, begin)
    return _ADDRESS_CUE.search(text, max(0, begin - _CUE_CHARACTERS), begin) is not None


def _unit_start(text: str, start: int, floor: int) -> int:
    """Where the address begins whose house number is at `start`: at a unit, a level or a lot before it."""
    unit = _UNIT.search(text, max(floor, start - _UNIT_CHARACTERS), start)
    return unit.start() if unit else start


def _has_cue(text: str, begin: int) -> bool:
    return _PLACE_CUE.search(text, max(0, begin - _CUE_CHARACTERS), begin) is not None


def scan_boxes(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Post office boxes and rural mail."""
    for at, _ in page.marks.places(Mark.BOX, position):
        box = _BOX.search(page.text, max(position, at - _BOX_BEHIND), at + _BOX_AHEAD)
        if box is not None and not (box["rural"] and box.end() == box.end("number")):  # Yuan are RMB too.
            yield Finding("ADDRESS", *box.span())
            position = box.end()


def _is_place(text: str, street: re.Match[str], begin: int) -> bool:
    """A street, rather than a court of law or a year that begins a sentence's name."""
    first = street["name"].split()[0]
    if first.rstrip(".") in _NO_STREET_MONTHS:
        return False
    if _COURTS.search(street["name"]) or (first in NOT_FIRST and (first != "The" or street["kind"] in ("Court", "St"))):
        return False
    if street["kind"] in _RARE:
        return _DIGITS_BEHIND.search(street["tail"]) is not None or _STATE.search(street["tail"]) is not None
    if street["tail"] or street["kind"].title() in _SURE or begin < street.start():
        return True
    return _has_cue(text, begin)
