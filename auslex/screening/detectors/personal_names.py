"""Names of persons, by what stands around them and by common names. Any other name is not found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auslex.screening.citations import CITED_AHEAD, is_cited, is_firm, may_be_cited
from auslex.screening.detectors.family_first import family_first, is_family_first
from auslex.screening.detectors.marks import Mark
from auslex.screening.detectors.name_evidence import (
    Likelihood,
    is_acting,
    is_announced,
    is_author,
    is_eponym,
    is_followed,
    is_given_name,
    is_hinted,
    is_in_office,
    is_listed,
    is_name,
    is_nobody,
    likelihood,
    may_be_followed,
    titled,
    words_before,
)
from auslex.screening.detectors.name_hints import SENTENCE_WORDS
from auslex.screening.detectors.name_shapes import NAME, UPPER, WORD
from auslex.screening.detectors.name_words import (
    ABBREVIATIONS,
    DOUBTFUL_TITLES,
    GIVEN,
    HONORIFICS,
    HONORIFICS_UPPER,
    NEVER,
    NOT_FIRST,
    PARTICLES,
    ROLES,
    SURNAMES,
    words,
)
from auslex.screening.detectors.scanning import LOOKBEHIND, Page, places, undecided
from auslex.screening.findings import Finding

PERSON = "PERSON"
_TITLED_NAME = re.compile(rf"{WORD}\.[ ]{{1,2}}(?:{PARTICLES}[ ]){{0,2}}{WORD}(?:[ ]{{1,2}}{WORD}){{0,2}}")
_TWO_CAPITALS = re.compile(
    rf"([{UPPER}](?<![\w@'&-].)[\w'-]{{0,40}}+)(?:\.? {{1,2}}|, )(?=(?:{PARTICLES} ){{0,2}}([{UPPER}][\w'-]{{0,40}}+))"
)
_TWO_PLAIN_CAPITALS = re.compile(_TWO_CAPITALS.pattern.replace(UPPER, "A-Z"), re.ASCII)  # The same, for plain text.
# In plain text each sign's kind says where two such words may be: "A" stands for capitals, "a" for all else in words.
_KINDS = bytes(
    ord("A") if sign.isupper() else ord("a") if sign.isalnum() or sign in "_'-" else ord(sign) if sign in " .," else 0
    for sign in map(chr, range(256))
)
_TWO_KINDS = re.compile(rb"A[Aa]{0,41}+(?:\.? {1,2}|, )(?=(?:a{2,6} ){0,2}A)")
_SHORT = 500  # Characters that are sooner searched than translated.
_PAIR_MAX = 96  # Characters from one capital word to the next.
_PAIR_WINDOW = 2048  # Characters looked at at once, so that a search that starts anew does not read all again.
_NEXT_WORD = re.compile(rf" ([{UPPER}][\w'-]{{0,40}})")
_INITIALS_BEHIND = re.compile(rf"(?<![\w.])(?:[{UPPER}]\.){{1,3}}\Z")
_ENDINGS = frozenset(sign + space for sign in ":?!)." for space in " \n" if sign + space != ".\n")
_LOWER_WORD = re.compile(r",? ([a-z]{2,12})[ ,.;\n]")
# Words that may go on with a name or a citation.
_JOINING = frozenset(("and", "v", "vs", "in", "ex", "re", *PARTICLES[3:-1].split("|")))
_BEGINS_NO_NAME = (NOT_FIRST | NEVER) - SURNAMES - HONORIFICS - HONORIFICS_UPPER - words("Dear Hi Hello J P")
_ENDS_NAME = (NEVER - SURNAMES) - frozenset("JPQ")
_SMALL_SHOUTED = words("AND OF IN THE FOR BY TO ON AT OR")
_TITLE_CHARACTERS = 24
_SHORT_TITLES = words("Mr Mrs Ms Dr Prof Sgt Const Cst Snr Det Insp Supt")
_KNIGHTS = words("Sir Dame")
_GREETINGS = frozenset(("Dear", "Hi", "Hello"))

_ONE = rf"[{UPPER}][^\W\d_]{{1,32}}(?:['-][^\W\d_]{{1,32}}){{0,2}}"
_SINGLE = re.compile(
    rf"(?:[Nn]ame(?:s|\(s\)|d)?(?P<said> is|'s|[\"']?[:=])?[ ]?[\"']?|I am |I'm |called )(?P<name>{_ONE})"
    rf"(?![\w'-]|[ ]{{1,2}}[{UPPER}])"
)
_GREETING = (
    r"(?<![A-Za-z])(?:[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey|[Tt]hanks|[Tt]hank you"
    rf"|(?<=[Gg]ood )(?:morning|afternoon|evening)),? (?P<name>{_ONE})"
)
_GREETED_BEGUN = re.compile(rf"{_GREETING}(?:\s(?:[A-Za-z']{{0,7}}|and [A-Z]?))?\Z")
_GREETED_TOO = re.compile(rf" (?:and|&) (?P<name>{_ONE})(?=[,.!;:\n]|\s-)")
_GREETED = re.compile(
    rf"{_GREETING}"
    r"(?=[,.!;:\n]|\s-|\s(?:and [A-Z]|(?:can|could|do|did|are|is|its|it's|just|i|we|will|would|pls|please|thanks|when"
    r"|what|where|how|u|you|have|any)\b))"
)
# "SURNAME", "Given names": the name stands behind, or in the line below.
_LABELLED = re.compile(
    rf"(?:[Nn]ames?|NAMES?)(?:\([sS]\))?(?: \([^()\n]{{1,24}}\))?[\"']?(?: ?[:=|>]\s{{0,4}}| {{2,6}}|\n)[\"']?"
    rf"(?P<name>{_ONE}(?: {_ONE}){{0,2}})(?= {{2}}| ?[\n,;|\"'<]|\Z)"
)
_KEYED = re.compile(
    rf"(?:^(?:FN|N)(?:;[^:\n]{{1,24}})?:|[Cc][Nn]=)(?P<name>{_ONE}(?:[ ;]{_ONE}){{0,3}})(?=[\n,;/\"]|\Z)", re.M
)
_LABELS_OF_PARTS = (
    "sur",
    "family ",
    "last ",
    "first ",
    "given ",
    "maiden ",
    "family_",
    "last_",
    "first_",
    "given_",
    "given",
    "first",
    "last",
    "family",
    "middle",
    "maiden_",
    "forename",
)
_KEYED_MAX = 80  # Characters of a key and its name.
_KEYS = ("fn:", "n:", "cn=")
_LABEL_CHARACTERS = 7  # Of the longest.
_LOOKALIKES = str.maketrans("10", "lo")  # As a scanner reads them.
_SPEAKER = re.compile(rf"(?<=[0-9mM]\] )(?P<name>{_ONE})(?=:)")
_ADDRESSEE = re.compile(rf"(?<![\w-])(?P<name>{_ONE}) (?:at |on |\(|<)[\w.+-]{{1,24}}\Z")
_ADDRESSEE_CHARACTERS = 64
_SIGNED = re.compile(
    rf"(?:[Rr]egards|Cheers|Thanks|[Ss]incerely|[Ff]aithfully|Best|Yours|[Tt]ruly|Rgds),?\n{{1,2}}(?P<name>{_ONE})(?=[.\n])"
)
_CAMEL = re.compile(r"(?<!Mc)(?<!Mac)(?<!De)(?<!Le)(?<!La)(?<!Di)(?<!Van)(?<!Fitz)(?<=[a-z])[A-Z]")  # "DateOfBirth"
_SINGLE_WORDS = frozenset(("name", "i am ", "i'm ", "called "))
_SINGLE_CHARACTERS = 24  # From the word for it to the name.
_NAMED_THINGS = words(
    "company business trading firm file matter case product brand domain user host street account trust"
)
_GREETED_NOBODY = words(
    "Sir Sirs Madam Madams Mesdames All Team Colleagues Colleague Members Friends Customer Everyone Folks World There"
)


def scan_names(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Names from `position` on."""
    text = page.text
    floor = position
    title = _title_before(text, position)
    for match in _pairs(text, title):
        first, second = match.groups()
        is_dotted = text[match.end(1)] == "."
        is_initial = len(first) == 1 and (is_dotted or len(second) == 1)
        if (first in _BEGINS_NO_NAME and not is_initial) or second in _ENDS_NAME:
            continue
        start = match.start()
        if (start < floor and start != title) or text.endswith(("amp;", "amp; "), 0, start):
            continue
        if text[match.end() - 2] == ",":
            finding = family_first(text, match, final)
        else:
            is_title = is_dotted and (first in HONORIFICS or first in HONORIFICS_UPPER)  # "Const. Smith"
            whole = (_TITLED_NAME if is_title else NAME).match(text, start)
            if whole is None or _goes_on(text, whole.end()):
                continue
            finding = _at(text, start, whole.end(), floor, final)
        if finding is None:
            continue
        if not finding.type:
            yield undecided(max(finding.start, position))
            return
        yield finding
        floor = finding.end


def _pairs(text: str, position: int) -> Iterator[re.Match[str]]:
    """Where two capital words stand side by side."""
    if not text.isascii():
        return _TWO_CAPITALS.finditer(text, position)
    if len(text) - position < _SHORT:
        return _TWO_PLAIN_CAPITALS.finditer(text, position)
    return _TWO_PLAIN_CAPITALS.finditer(text, _first_pair(text, position))


def _first_pair(text: str, position: int) -> int:
    """Where two capital words may first stand side by side; the end if nowhere."""
    for begin in range(position, len(text), _PAIR_WINDOW):
        near = text[begin : begin + _PAIR_WINDOW + _PAIR_MAX].encode("ascii").translate(_KINDS)
        found = _TWO_KINDS.search(near)
        if found is not None:
            return begin + found.start()
    return len(text)


def _title_before(text: str, position: int) -> int:
    """Where the title begins that stands right before `position`, for what has gone out still announces a name."""
    if text[position - 1 : position] != " ":
        return position
    behind = text[max(0, position - _TITLE_CHARACTERS) : position].rstrip(" ")
    word = behind.rsplit(None, 1)[-1] if behind and not behind[-1].isspace() else ""
    is_title = word.rstrip(".") in HONORIFICS or word.rstrip(".") in HONORIFICS_UPPER
    return text.rindex(word, 0, position) if is_title else position


def scan_single_names(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Names of one word, where somebody says that it is a name, greets or signs."""
    text = page.text
    for at, word in page.marks.places(Mark.SINGLE_NAME, position - _SINGLE_CHARACTERS):
        match, is_labelled = _said_at(text, at, word)
        if word in _KEYS and not final and match is not None and _is_open(text, at):
            yield undecided(max(match.start("name"), position))
            return
        begun = _GREETED_BEGUN.match(text, at) if match is None and not final else None
        if begun is not None and begun.start("name") >= position:
            yield undecided(begun.start("name"))
            return
        if match is None:
            continue
        other = _GREETED_TOO.match(text, match.end()) if match.re is _GREETED else None  # "Hi Jo and Al,"
        if match.start("name") < position:
            match = other
        if match is None or match.start("name") < position:
            continue
        name = match["name"] if match["name"][1:].islower() else titled(match["name"])
        is_said = (
            is_labelled or match.re in (_GREETED, _GREETED_TOO) or (match.re is _SINGLE and match["said"] is not None)
        )
        if name in _GREETED_NOBODY or name in SENTENCE_WORDS or name in NOT_FIRST or name in NEVER:
            continue
        if name in HONORIFICS or (name.lower() in ROLES and not is_given_name(name)) or _CAMEL.search(name) is not None:
            continue
        if (is_said or is_name(name)) and not _is_thing(text, at):
            yield Finding(PERSON, *match.span("name"))
            if other is not None and other is not match:
                yield Finding(PERSON, *other.span("name"))


def _is_open(text: str, at: int) -> bool:
    """True while the line of the key at `at` may go on."""
    return len(text) < at + _KEYED_MAX and "\n" not in text[at:]


def _said_at(text: str, at: int, word: str) -> tuple[re.Match[str] | None, bool]:
    """What the word at `at` announces, and whether it is the label of a family name or a given name."""
    if word == "name":
        before = text[max(0, at - _LABEL_CHARACTERS) : at].lower().translate(_LOOKALIKES)
        if before.endswith(_LABELS_OF_PARTS) and (labelled := _LABELLED.match(text, at)) is not None:
            return labelled, True
    if word in _KEYS:
        return _KEYED.match(text, at), True
    if word in _SINGLE_WORDS:
        return _SINGLE.match(text, at), False
    return _GREETED.match(text, at) or _SIGNED.match(text, at), False


def scan_speakers(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Names of one word before what somebody said in a chat: "[21:03] Jane: hello"."""
    text = page.text
    for at in places(text, "] ", max(0, position - 2)):
        yield from _known(_SPEAKER.match(text, at + 2), position)


def scan_addressees(page: Page, position: int, final: bool) -> Iterator[Finding]:
    """Names of one word before their e-mail address: "ask Jane at jane@example.org"."""
    text = page.text
    for at in places(text, "@", position):
        space = text.rfind(" ", max(0, at - _ADDRESSEE_CHARACTERS), at)
        if space < 0 or not (text[space + 1] in "(<" or text[max(0, space - 3) : space] in (" at", " on")):
            continue
        yield from _known(_ADDRESSEE.search(text, max(0, at - _ADDRESSEE_CHARACTERS), at), position)


def _known(match: re.Match[str] | None, position: int) -> Iterator[Finding]:
    if match is None or match.start("name") < position or not is_name(match["name"]):
        return
    if match["name"] not in NEVER and match["name"] not in NOT_FIRST:
        yield Finding(PERSON, *match.span("name"))


def _is_thing(text: str, at: int) -> bool:
    """True if the name is that of a company, an account or another thing."""
    before = text[max(0, at - 16) : at].lower().rsplit(None, 1)
    return bool(before) and before[-1].strip("\"'_") in _NAMED_THINGS


def _at(text: str, start: int, end: int, floor: int, final: bool) -> Finding | None:
    """The name that begins with the capital word at `start`, or behind it if that is an honorific."""
    words = text[start:end].split()
    first = words[0].rstrip(".")
    is_titled = first in HONORIFICS or first in HONORIFICS_UPPER or first in _GREETINGS
    begin = start
    if is_titled:
        words = words[1:]
        begin = text.index(words[0], start + len(first))
    elif len(first) == 1 and (initials := _INITIALS_BEHIND.search(text, max(floor, start - 8), start)) is not None:
        begin = start = initials.start()
        words = [initials.group(), *words]
    is_cut = end == len(text)
    while len(words) > 2 - is_titled and words[-1] in ABBREVIATIONS:
        end = text.rindex(words.pop(), begin, end)
        end = begin + len(text[begin:end].rstrip())
    if words[0] in SENTENCE_WORDS or (is_titled and words[0] in _GREETED_NOBODY):
        return None
    is_shouted = not is_titled and len(first) > 1 and first.isupper()
    if is_shouted and is_family_first(words):
        is_shouted = False
        words[0] = titled(words[0])
    if is_shouted:
        if not words[-1].isupper() or not _SMALL_SHOUTED.isdisjoint(words):
            return None
        words = [*map(titled, words)]
        if words[0] in NOT_FIRST or words[0] in SENTENCE_WORDS or words[0].lower() in ROLES:
            return None
    if (
        begin < floor
        or is_nobody(words, first if is_titled else "")
        or (first in DOUBTFUL_TITLES and not is_name(words[0]))
    ):
        return None
    if not is_titled and not is_shouted and words[0].lower() in ROLES and not is_given_name(words[0]):
        return None  # "Subcontractor Jane Smith": the name begins later.
    if len(words) < 2 and not is_titled:
        return None
    if words[0] in _SHORT_TITLES or (len(words) > 1 and words[1].rstrip(".") in HONORIFICS):
        return None  # "Yet Mr Smith", "Det. Snr Const. Smith": it begins later.
    before = words_before(text, start)
    if is_in_office(before):
        return None
    if not final and is_cut:
        return undecided(start)
    is_certain = is_titled or is_announced(before)
    if is_certain and is_eponym(words) and (not is_titled or first in _KNIGHTS):  # "Sir Owen Dixon"
        is_certain = False
    return _judged(text, (start, begin, end), final, is_certain, before, words, is_shouted)


def _judged(
    text: str,
    places: tuple[int, int, int],
    final: bool,
    is_certain: bool,
    before: list[str],
    words: list[str],
    is_shouted: bool,
) -> Finding | None:
    start, begin, end = places
    likely = Likelihood.KNOWN if is_certain else likelihood(words, is_shouted)
    if likely == Likelihood.NONE and is_shouted:
        return None
    if len(words[0].rstrip(".")) == 1 and is_author(text, end):
        return None
    is_certain = is_certain or is_followed(text, end)
    if not is_certain and likely != Likelihood.KNOWN:
        is_certain = is_listed(text, start, before)
    if not is_certain and likely != Likelihood.KNOWN:
        is_likely = likely != Likelihood.NONE and (
            is_hinted(text, start, before, is_rare=likely == Likelihood.RARE)
            or is_acting(text, end, is_rare=likely == Likelihood.RARE)
        )
        if not is_likely:
            return undecided(start) if not final and may_be_followed(text, end) else None
    if not final and end + CITED_AHEAD > len(text) and (not is_certain or not _is_clear(text, end)):
        return undecided(start)
    if is_firm(text, end, GIVEN) or is_cited(text, start, end):
        return None
    if not is_certain and (
        may_be_cited(text, start, end, is_known=likely == Likelihood.KNOWN)
        or (is_shouted and _is_in_title(text, start))
    ):
        return None
    return Finding(PERSON, begin, end)


def _is_in_title(text: str, start: int) -> bool:
    """True behind the "v" of a line in capitals: one of many parties in a case's title."""
    line = max(text.rfind("\n", 0, start) + 1, start - LOOKBEHIND)
    return " v " in text[line:start] or " V " in text[line:start]


def _is_clear(text: str, end: int) -> bool:
    """True if what follows the name so far is neither part of it nor of a citation or a firm, whatever comes next."""
    if text[end] == "\n" or text[end : end + 2] in _ENDINGS:
        return True
    following = _LOWER_WORD.match(text, end)
    return following is not None and following[1] not in _JOINING


def _goes_on(text: str, end: int) -> bool:
    """True if another capital word follows that begins no sentence: more words than a name has."""
    if text[end : end + 1].isalnum():
        return True
    following = _NEXT_WORD.match(text, end)
    return following is not None and following[1] not in NOT_FIRST and following[1] not in HONORIFICS
