"""What only a word beside it makes personal: licences, passports, BSB and account numbers."""

from __future__ import annotations

import re

from auslex.screening.detectors.nearby import words_after
from auslex.screening.detectors.scanning import LOOKAHEAD, undecided
from auslex.screening.findings import Finding

_LICENCE, _PASSPORT, _BSB, _ACCOUNT = "AU_DRIVER_LICENCE", "AU_PASSPORT", "AU_BSB", "BANK_ACCOUNT"

# Between the value and a word after it.
SMALL_WORDS = (
    r"(?:(?:is|was|being|as|on|from|the|his|her|their|my|its|your|a|an|which|appears?|shown|recorded|number"
    r"|no\.?|card|of"
    r"|australian|nsw|victorian|queensland|tasmanian|driver'?s?'?|drivers|driving|bank|given|listed|in)\s)"
)

_NUMERIC_DATE = r"\d{1,2}[ -]\d{1,2}[ -](?:19|20)?\d\d(?![0-9]|[ -][0-9])"
_VALUES = {
    type: re.compile(rf"(?:{value})(?![A-Za-z0-9])")
    for type, value in {
        _LICENCE: r"[0-9]{2,3}[ .-][0-9]{3}[ .-][0-9]{3}|[0-9]{4} [0-9]{4}|[0-9]{3}[ -][0-9]{4}(?<!00)"
        r"|[A-Z][0-9]{2}[ -][0-9]{3}(?:[ -][0-9]{3})?|[A-Za-z]{0,2}-?[0-9]{4,10}[A-Za-z]{0,2}",
        _PASSPORT: r"[A-Za-z]{1,2}\s?[0-9]{6,8}[A-Z]?|[A-Za-z]{1,2}\s?[0-9]{3}\s[0-9]{4}|[0-9]{8,9}"
        r"|[A-Z][0-9]{2}[A-Z]{2}[0-9]{4}",
        _BSB: r"[0-9]{3}\s?-?\s?[0-9]{3}",
        _ACCOUNT: rf"(?!{_NUMERIC_DATE})"
        r"(?:[0-9]{2,5}(?:(?:[ -]{1,2}|\.(?=[0-9]{3}))[0-9]{2,6}){1,3}|[0-9]{5,12})",
    }.items()
}
# A value that only a word behind it explains.
_ALONE = {
    type: re.compile(rf"(?:{value})(?![A-Za-z0-9])")
    for type, value in {
        _LICENCE: r"[A-Za-z]{0,2}[0-9]{5,10}|[0-9]{4}[A-Z]{2}|[0-9]{3}[ -][0-9]{3}[ -][0-9]{3}",
        _PASSPORT: r"[A-Za-z]{1,2} ?[0-9]{6,8}|[0-9]{9}",
        _BSB: r"[0-9]{3}-[0-9]{3}",
        _ACCOUNT: r"[0-9]{6,10}|[0-9]{2,4}(?:[ -][0-9]{2,4}){1,2}",
    }.items()
}
_NAMES = {
    word.encode(): type
    for type, words in {
        _LICENCE: "licence license licences licenses dl l lic dln permit driverlicence driverslicence licenceno"
        " licencenumber driverlicenceno driverlicencenumber driverslicenceno driverslicencenumber licencenum drivers",
        _PASSPORT: "passport passports passportno passportnumber passportnum pp ppt",
        _BSB: "bsb branch bsbnumber bsbcode bsbno",
        _ACCOUNT: "account accounts acct accts acc accs c accountno accountnumber accountnum accno accnumber acctno"
        " acctnumber bankaccount bankaccountnumber",
    }.items()
    for word in words.split()
}
_WRITTEN_NAMES = frozenset(written for word in _NAMES for written in (word, word + b":"))
_AFTER = {b"licence": _LICENCE, b"license": _LICENCE, b"passport": _PASSPORT, b"bsb": _BSB, b"account": _ACCOUNT}
_GAP_WORDS_MAX = 7
_OTHERS_MAX = 2  # Words between a label and its colon that are not of these.
_GAP = frozenset(
    b"number numbers num no nr detail details is was are as of being given quoted recorded held with the his her their"
    b" my your its for now read reads show shows under numbered card on to in document class a b c : and scan copy"
    b" uh um yep yeah so ok its sure thats drive id code permit travel file australia nsw vic qld sa wa tas act"
    b" nt".split()
)
_SMALL = frozenset(
    b"is was being as on from the his her their my its your a an which appear appears shown recorded number no card of"
    b" australian nsw victorian queensland tasmanian driver drivers driving bank given listed in".split()
)
_DRIVERS = frozenset(b"driver drivers driving learner learners provisional rider riders motor photo".split())
_TRADE_LICENCES = frozenset(
    b"liquor gaming service building builder builders business software fishing mining export import firearm"
    b" broadcasting financial spectrum carrier commercial special pilot marine occupation exploration security".split()
)
_OTHER_LICENCES = _TRADE_LICENCES | frozenset(b"trade the a of and under or this such each activities".split())
_LEDGERS = frozenset(b"gl ledger general expense income cost".split())
_NUMBERS = frozenset(b"no num number numbers nr card id :".split())
_POSSESSIVES = frozenset(b"my his her your their".split())
_CARRIED = (_LICENCE, _PASSPORT)  # "Passport (India):", "Licence (Qld):"
_NAMED_FURTHER_MAX = 8  # Words between a licence and its number that is set off: "licence of Jane Doe, number 1234".
_SET_OFF = re.compile(r"[,;(]\s?(?:and\s)?(?:number|no\.?|num|numbered|#)\s?\Z")
_SET_OFF_CHARACTERS = 16
_BRANCH_BEHIND = re.compile(r" \(bsb(?: no\.?| number)?[:# ]{0,3}[0-9]{3}")
_STATES = frozenset(b"nsw vic qld sa wa tas act nt".split())
_CLAUSE = re.compile(r"[ \t,(]{1,3}(?:BSB|[a-z][A-Za-z' ]{2,})")
_PREFIX = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{1,2}[ -]?\Z")
_LETTERS_APART = re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2} \Z")
_SET_OFF_WORDS = frozenset((b"number", b"no", b"num", b"numbered"))
_BETWEEN = frozenset((b"number", b"no", b"num", b"nr", b":", b"number:", b"no:"))  # A branch and its account.


def named_before(words: list[bytes], is_set_off: bool = False) -> str | None:
    """The type that the words before a value name, with nothing between but small words.

    is_set_off: the last of them are ", number"; then other words may stand before these.
    """
    if _WRITTEN_NAMES.isdisjoint(words):
        return None
    last = end = len(words)
    while end and words[end - 1] in _BETWEEN:
        end -= 1
    branch = end
    while branch and words[branch - 1].startswith(b"0"):
        branch -= 1
    if branch < end:  # "BSB 062-000 12345678", "bsb": "062-000", "number": "12345678"
        if b"".join(words[branch:end]) == b"000000" and named_before(words[:branch]) == _BSB:
            return _ACCOUNT
        if end == last:
            return None
    others = 0
    others_max = _OTHERS_MAX if last and words[last - 1].endswith(b":") else 0  # "Licence number for the form: 12345"
    if is_set_off:
        others_max = _NAMED_FURTHER_MAX
    for index in range(last - 1, max(-1, last - 2 - _GAP_WORDS_MAX - others_max), -1):
        word = words[index].rstrip(b":") or b":"
        type = _NAMES.get(word)
        if type is not None and _is_named(type, words, index, word):
            if (
                others
                and not is_set_off
                and words[index + 1] not in _NUMBERS
                and not (others == 1 and type in _CARRIED)
            ):
                return None
            is_pair = (
                type == _ACCOUNT and index and words[index - 1].rstrip(b":") == b"bsb"
            )  # "BSB/Account: 062-000 / 1"
            return _BSB if is_pair else type
        if word not in _GAP:
            if len(word) > 1 and word.startswith(b"0"):  # Another value.
                return None
            others += 1
            if others > others_max:
                return None
    return None


def _named(text: str, begin: int, words: list[bytes]) -> str | None:
    """The type of the value at `begin`, which the words before it name, be it from further off."""
    type = named_before(words)
    if type is not None or not words or words[-1] not in _SET_OFF_WORDS:
        return type
    if _SET_OFF.search(text, max(0, begin - _SET_OFF_CHARACTERS), begin) is None:
        return None
    further = named_before(words, is_set_off=True)
    return further if further in (_LICENCE, _PASSPORT) else None


def _is_named(type: str, words: list[bytes], index: int, word: bytes) -> bool:
    """True if this word, with those beside it, is the name of the type."""
    before = words[index - 1] if index else b""
    after = words[index + 1].rstrip(b":") or b":" if index + 1 < len(words) else b""
    if word in (b"l", b"c"):
        return before == (b"d" if word == b"l" else b"a")
    if word == b"dl":
        return not after or after in _NUMBERS or words[index].endswith(b":")
    if word in (b"pp", b"ppt"):
        return after in _NUMBERS or (word == b"ppt" and not after)
    if word == b"drivers":  # "my drivers is 12345678"
        return before in _POSSESSIVES and (not after or after == b"is" or after in _NUMBERS)
    if type == _LICENCE:
        if word in (b"lic", b"permit"):
            return before in _DRIVERS or (word == b"lic" and (not after or after in _NUMBERS))
        if before in _TRADE_LICENCES:
            return False
        if after in _STATES:
            return True
        if before in _DRIVERS or after in _NUMBERS or words[index].endswith(b":"):
            return True
        return words[index + 1 : index + 3] == [b"to", b"drive"] or (not after and before not in _OTHER_LICENCES)
    if type == _ACCOUNT and before in _LEDGERS:
        return False
    return word != b"branch" or before == b"state" or after in (b"code", b"number", b"no")


def value_at(text: str, start: int, floor: int, words: list[bytes], final: bool) -> Finding | None:
    """The licence, passport, BSB or account number whose first digit is at `start`, named by the words before it."""
    begin = start
    is_behind_letters = text[start - 1 : start].isalpha()
    type = None if is_behind_letters else _named(text, start, words)
    if type is None and words and len(words[-1]) <= 2 and (is_behind_letters or words[-1] not in _GAP):
        prefix = _PREFIX.search(text, max(floor, start - 4), start)  # "PA 0594830", "N1234567"
        type = _named(text, prefix.start(), words[:-1]) if prefix is not None else None
        begin = prefix.start() if prefix is not None else start
    value = _VALUES[type].match(text, begin) if type is not None else None
    if value is None and type == _BSB and words and words[-1].rstrip(b":") != b"bsb":
        type, value = _ACCOUNT, _VALUES[_ACCOUNT].match(text, begin)
    if type is None or value is None:
        return None
    return undecided(begin) if not final and value.end() + 6 > len(text) else Finding(type, *value.span())


def explained_at(text: str, lower: str, start: int, floor: int) -> Finding | None:
    """The same, named by the words behind it."""
    near = lower[start + 5 : start + 12 + LOOKAHEAD]
    if "icen" not in near and "passport" not in near and "bsb" not in near and "account" not in near:
        return None
    begins = [start]
    if text[start - 1 : start].isalpha():
        prefix = _PREFIX.search(text, max(floor, start - 3), start)
        if prefix is None:
            return None
        begins = [prefix.start()]
    elif (apart := _LETTERS_APART.search(text, max(floor, start - 4), start)) is not None:  # "PA 5806741"
        begins = [apart.start(), start]
    for begin in begins:
        if text[begin - 1 : begin] in (".", ",", "$", "/", "-"):
            continue
        for type, shape in _ALONE.items():
            value = shape.match(text, begin)
            if value is None:
                continue
            if _named_after(text, value.end()) == type:
                return Finding(type, *value.span())
            if type == _ACCOUNT and _BRANCH_BEHIND.match(lower, value.end()) is not None:
                return Finding(type, *value.span())
    return None


def _named_after(text: str, end: int) -> str | None:
    clause = _CLAUSE.match(text, end, end + LOOKAHEAD)
    for word in words_after(clause.group().lower(), 0, LOOKAHEAD)[:7] if clause else ():
        if word in _AFTER:
            return _AFTER[word]
        if word not in _SMALL:
            return None
    return None
