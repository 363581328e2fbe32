"""Licences, passports, BSB and account numbers that a word further off in the sentence names, or that stand as a pair.

What stands right behind its word is found by `personal_cued`; here the value itself must look like one of its kind.
"""

from __future__ import annotations

import re

from auslex.screening.detectors.marks import Mark
from auslex.screening.detectors.scanning import Page, undecided
from auslex.screening.findings import Finding

_LICENCE, _PASSPORT, _BSB, _ACCOUNT = "AU_DRIVER_LICENCE", "AU_PASSPORT", "AU_BSB", "BANK_ACCOUNT"

_BEHIND = 72  # Characters before a value in which the word for it stands.
_CUES = (  # Each is matched where a mark stands.
    (
        Mark.CUED,
        re.compile(
            rf"(?P<{_LICENCE}>licen[cs]e[sd]?\b|driver'?s(?= ?\()|lic\b)"
            rf"|(?P<{_PASSPORT}>passports?\b|p/?'?port\b|travel document\b)"
            rf"|(?P<{_BSB}>b[. ]?s[. ]?b\b\.?|branch(?= [0-9]{{3}}[ -][0-9]{{3}}\b))"
            rf"|(?P<{_ACCOUNT}>acc(?:oun)?ts?\b|a/c\b)"
        ),
    ),
    (
        Mark.MONEY,
        re.compile(
            rf" ?(?P<{_ACCOUNT}>savings|(?:term )?deposit\b|debit\b|pension\b|westpac|suncorp|bendigo|bank(?:west)?\b"
            r"|macquarie|hsbc|credit union|(?:nab|anz|cba|boq|ing)\b)"
        ),
    ),
)
# A number behind one of these is another thing.
_OTHER = re.compile(
    r"\b(?:invoice|ref|reference|receipt|order|claim|policy|matter|case|file|folio|tfn|medicare|abn|acn|phone|mobile|tel"
    r"|fax|card|expir\w+|exp|lot|section|clause|paragraph|page|volume|item|ticket|transaction|customer"
    r"|member|membership|shares?|units?|dollars?|people|copies|version|model|serial|barcode|plate|rego|registration"
    r"|plan|title|event|docket|exhibit|call|ring|text|crn|swift|bic|number plate)\b|[$%\u20ac]"
)
_OTHER_DIGITS = re.compile("[0-9]{3}")
_OTHER_BEFORE = re.compile(r"\b(?:form|part|sku|job)\b|[0-9]{3}")
_SENTENCE_END = re.compile(r"(?:[.?!]\s|\n)(?![^.?!\n]{0,24}\b(?:number|no\.?|one)\b)")
# A question that holds the word, and what comes before its answer: "Your BSB?\nCaller: Sure, it's "
_ANSWERED = re.compile(
    r"[^\n.?!]{0,48}\?\s{1,3}(?:[^\n:]{0,12}[0-9:]{0,8}[^\n:]{0,16}:\s|>\s|a[.:]\s)?"
    r"(?:(?:sure|yes|yeah|yep|ok|okay|um|uh|hi|thanks|its|it's|it is|that's|it would be|mine is|the number is)"
    r"[,.]?\s){0,4}"
)
_NEAR = re.compile(r"[ (:#]{1,3}(?:no\.? |number |is )?")
_NUMBERED = re.compile(r"\b(?:number(?:ed)?|no\.?|is|was|as|one)[ ,:]{1,2}\Z")
_SHORT_LICENCE = re.compile(r"[0-9]{5,6}(?![0-9A-Za-z]|[./-][0-9])")
_CLOSE = re.compile(r"[ :=#]{0,3}(?:(?:is|no\.?|number|code)[ :=#]{1,3}){0,2}")
_OTHER_LICENCES = re.compile(
    r"\b(?:liquor|gaming|service|build(?:ing|ers?)|business|software|fishing|mining|export|import|firearms?|broadcasting"
    r"|financial|trade|spectrum|carrier|commercial|pilot'?s?|marine|occupation|exploration|security|electrical|plumbing"
    r"|agents?|music|exclusive|implied|statutory)\s\Z"
)
_DRIVES = re.compile(r"driv|\briding|vehicle|\bcar\b|class")

_SHAPES = {
    _LICENCE: re.compile(
        r"(?:[0-9]{7,10}|[0-9]{4} ?[A-Z]{2}|[A-Z][0-9]{5,6}|[0-9]{2,3}[ -][0-9]{3}[ -][0-9]{3}"
        r"|[0-9]{3} [0-9]{4}(?<!00))(?![A-Za-z0-9]|[./-][0-9])"
    ),
    _PASSPORT: re.compile(
        r"(?:[A-Z]{1,2} ?[0-9]{6,8}[A-Z]?|[A-Z]{1,2} [0-9]{3} [0-9]{4}|[0-9]{9})(?![A-Za-z0-9]|[./-][0-9])"
    ),
    _BSB: re.compile(r"[0-9]{3}[ -][0-9]{3}(?![A-Za-z0-9]|[./-][0-9])"),
    _ACCOUNT: re.compile(
        r"(?:[0-9]{6,10}|[0-9]{2,4}(?:[ -][0-9]{3,4}){1,2}|[0-9]{3}-[0-9]{6})(?![A-Za-z0-9]|[./,-][0-9])"
    ),
}
_PREFIX = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2} ?\Z")

# "062-000 12345678", "062000 / 1234 5678"
_JOINT = r"(?: ?/ ?|-| {1,3})"
_ACCOUNT_DIGITS = r"[0-9]{5,10}|[0-9]{2,4}(?:[ -][0-9]{3,4}){1,2}|[0-9]{3}-[0-9]{6}"
_PAIR = re.compile(
    rf"(?P<bsb>[0-9]{{3}}[ -]?[0-9]{{3}}){_JOINT}(?P<account>{_ACCOUNT_DIGITS})(?![A-Za-z0-9]|[.,/-][0-9])"
)
_BRANCH_BEFORE = re.compile(
    r"(?<![A-Za-z0-9.,$/-])[0-9]{3}[ -]?[0-9]{3}(?: ?/ ?|-| {1,3}|,? and |, "
    r"|,? (?:and )?(?:numbered|number|account|acct?\.?|a/c)(?: number| no\.?)? )\Z"
)
_JOINT_MAX = 32  # Characters from a BSB to its account
_BRANCH_CUE = re.compile(r"\bb[. ]?s[. ]?b\b[^0-9\n]{0,16}\Z")
_BARE_BRANCH = re.compile(r"[0-9]{6}(?![0-9A-Za-z]|[./-][0-9])")
_BRANCH = re.compile(r"[0-9]{3}[ -][0-9]{3}\Z")
_BRANCH_ALONE = re.compile(r"[0-9]{3}-[0-9]{3}(?![0-9A-Za-z]|[./-][0-9])")
_PAGES_MAX = 40  # Of a range: "at 602-603"
_SHORT_ACCOUNT = re.compile(r"[0-9]{5}(?![0-9A-Za-z]|[.,/-][0-9])")


def named_further_off(page: Page, start: int, floor: int, final: bool) -> Finding | None:
    """The value whose first digit is at `start`, if a word before it in the sentence names its type."""
    text, lower = page.text, page.lower
    prefix = _PREFIX.search(text, max(floor, start - 3), start)
    begin = prefix.start() if prefix is not None else start
    if text[start - 1 : start] in ("$", "/", ".", "-") or (prefix is None and text[start - 1 : start].isalnum()):
        return None
    cue = _nearest_cue(page, begin)
    if cue is None:
        return None
    type = str(cue.lastgroup)
    between = lower[cue.end() : begin]
    is_answer = _ANSWERED.fullmatch(between) is not None
    is_marked = type == _PASSPORT and prefix is not None
    is_another = _OTHER.search(between) is not None or (not is_marked and _OTHER_DIGITS.search(between) is not None)
    if not is_answer and (is_another or _SENTENCE_END.search(between) is not None):
        return None
    if (
        type == _BSB
        and (is_answer or _CLOSE.fullmatch(between))
        and (branch := _BARE_BRANCH.match(text, start)) is not None
    ):
        return undecided(start) if not final and branch.end() + 6 > len(text) else Finding(type, *branch.span())
    if type == _LICENCE and not _is_driving(lower, cue, between):
        return None
    is_named = _NEAR.fullmatch(between) is not None or _NUMBERED.search(between) is not None
    if type == _LICENCE and is_named and prefix is None and (short := _SHORT_LICENCE.match(text, start)) is not None:
        return undecided(start) if not final and short.end() + 6 > len(text) else Finding(type, *short.span())
    for at in (begin, start):
        value = _SHAPES[type].match(text, at)
        if value is not None and not (at == start and text[start - 1 : start].isalpha()):
            type = _BSB if _BRANCH.fullmatch(value.group()) else type
            return undecided(at) if not final and value.end() + 6 > len(text) else Finding(type, *value.span())
    return None


def _nearest_cue(page: Page, end: int) -> re.Match[str] | None:
    """The last word that names a type before `end`, not too far from it."""
    nearest = None
    for kind, cues in _CUES:
        for at, _ in reversed(page.marks.within(kind, max(0, end - _BEHIND), end)):
            cue = cues.match(page.lower, at)
            if cue is not None and not page.lower[at - 1 : at].isalnum() and cue.end() <= end:
                if nearest is None or cue.start() > nearest.start():
                    nearest = cue
                break
    return nearest


def _is_driving(lower: str, cue: re.Match[str], between: str) -> bool:
    """True if this licence is not one to sell liquor, to build or to fly."""
    if _OTHER_LICENCES.search(lower, max(0, cue.start() - 16), cue.start()) is not None:
        return False
    return not cue.group().endswith("d") or _DRIVES.search(between) is not None


def paired_at(page: Page, start: int, final: bool) -> Finding | None:
    """The BSB at `start` with an account behind it, or the account at `start` with a BSB before it, near a word of
    money.
    """
    text = page.text
    before = text[start - 1 : start]
    if before in ("$", ".", "+"):
        return None
    if (branch := _branch_at(page, start)) is not None:
        return Finding(_BSB, *branch)
    behind = _BRANCH_BEFORE.search(text, max(0, start - _JOINT_MAX), start) if before in (" ", "-", "/") else None
    if behind is None:
        return None
    begin = behind.start()  # What is not found there explains nothing here.
    is_named = _BRANCH_CUE.search(page.lower, max(0, begin - _JOINT_MAX), begin) is not None
    if not is_named and _branch_at(page, begin) is None:
        return None
    value = _SHAPES[_ACCOUNT].match(text, start) or _SHORT_ACCOUNT.match(text, start)
    if value is None:
        return None
    return undecided(start) if not final and value.end() + 6 > len(text) else Finding(_ACCOUNT, *value.span())


def _branch_at(page: Page, start: int) -> tuple[int, int] | None:
    """The BSB that begins here, with an account beside it or alone, if words of money stand before it."""
    text = page.text
    pair = _PAIR.match(text, start)
    if pair is not None:
        is_bare = pair["bsb"].isdigit()
        is_sum = is_bare and text[pair.end() : pair.end() + 2].lstrip(" ")[:1].isdigit()
        if is_sum or pair["bsb"].endswith("00"):
            return None  # A row of them
        is_paired = "/" in text[pair.end("bsb") : pair.start("account")] and not is_bare
        return pair.span("bsb") if is_paired or _is_money(page, start) else None
    if _BRANCH_ALONE.match(text, start) is None or text[start - 1 : start] not in (" ", "(", "\n", "\t", ":"):
        return None
    near = page.lower[max(0, start - 24) : start]
    is_another = _is_range(text, start) or _OTHER.search(near) is not None or _OTHER_BEFORE.search(near) is not None
    return (start, start + 7) if not is_another and _is_money(page, start) else None


def _is_range(text: str, start: int) -> bool:
    """True for pages: "602-603"."""
    return 0 < int(text[start + 4 : start + 7]) - int(text[start : start + 3]) < _PAGES_MAX


def _is_money(page: Page, start: int) -> bool:
    begin = max(0, start - _BEHIND)
    return page.marks.is_near(Mark.MONEY, begin, start) or page.marks.is_near(Mark.CUED, begin, start)
