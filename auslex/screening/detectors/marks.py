"""The words and signs that rules look for, all found in one pass over a text.

Most texts hold none of them, and then none of the rules that need one runs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from enum import IntEnum

from ahocorasick_rs import BytesAhoCorasick, Implementation

from auslex.screening.detectors.marked_names import MARKED


class Mark(IntEnum):
    """What a word or sign may announce."""

    SECRET = 0
    SPELLED_EMAIL = 1
    BIRTH = 2
    BOX = 3
    SINGLE_NAME = 4
    CUED = 5
    MONEY = 6
    GIVEN = 7
    COLUMN = 8
    SMALL_NAME = 9

    __hash__ = int.__hash__  # An enum's own is Python, and marks are looked up for every text and number.


LONE_LETTERS_MAX = 24  # Of a given name that is looked for.
# How the headings of columns with names end.
HEADINGS = (
    *("name", "names", "name(s)", "client", "patient", "payee", "creditor", "debtor", "witness", "tenant", "employee"),
    *("student", "beneficiary", "shareholder", "director", "aggrieved", "applicant", "respondent", "person", "contact"),
    *("customer", "owner", "member", "deponent", "attendee", "nominee", "recipient", "payer", "landlord", "caller"),
    *(
        "guest",
        "parent",
        "child",
        "participant",
        "worker",
        "claimant",
        "insured",
        "driver",
        "passenger",
        "first",
        "last",
    ),
    *(
        "carer",
        "guardian",
        "party",
        "parties",
        "user",
        "signatory",
        "staff",
        "candidate",
        "resident",
        "given",
        "clients",
    ),
)
# Behind these somebody is named.
ANNOUNCING = (
    *("my name is", "name is", "name:", "name -", "client:", "patient:", "tenant:", "caller:", "contact:", "customer:"),
    *(
        "complainant:",
        "witness:",
        "applicant:",
        "respondent:",
        "landlord:",
        "employee:",
        "deponent:",
        "contact_person:",
    ),
    *("msg for", "message for", "this is", "spoke to", "spoke with", "from:", "attn:", "attention:", "mr", "mrs", "ms"),
)
_WRITTEN = {
    Mark.SMALL_NAME: tuple(f"{words} " for words in ANNOUNCING),
    Mark.GIVEN: tuple(MARKED),
    Mark.COLUMN: tuple(
        form
        for heading in HEADINGS
        for sign in ("\t", "|", ";", ",")
        for form in (
            f"{heading}{sign}",
            f"{heading} {sign}",
            f'{heading}"{sign}',
            f"{sign}{heading}\n",
            f"{sign} {heading}\n",
        )
    ),
    Mark.SECRET: (
        # Beginnings of keys and tokens
        *("sk-", "xox", "xapp-", "glpat-", "gocspx-", "pypi-", "sq0", "akia", "asia", "aiza", "sg.", "eyj"),
        *("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "sk_", "rk_", "pk_", "whsec_", "hf_", "npm_"),
        *("dop_", "doo_", "dor_", "shpat_", "shpca_", "shppa_", "shpss_", "gsk_", "r8_", "lin_api_", "sbp_", "pul_"),
        *("rubygems_", "-----begin", "://", " -u ", "bearer ", "basic "),
        # What a secret is called
        *("pass", "pwd", "secret", "token", "key", "auth", "credential", "pin", "cookie", "sessionid", "string"),
        *("sas", "hmac", "salt", "pw ", "unlock", "opens with", "login", "log in", "logs in", "log on", "wifi"),
    ),
    Mark.SPELLED_EMAIL: ("dot", "at)", "at]", "at}", "[.]", "@)", "@]"),
    Mark.BIRTH: ("birth", "bday", "born", "dob", "d.o.b", "(b. ", "(b ", " b. ", "pid|"),
    Mark.BOX: (" box ", " bag ", "rmb ", "rsd ", "rmd ", "cmb ", "pmb ", "reply paid "),
    Mark.CUED: (
        "licen",
        "lic no",
        "lic. no",
        "lic:",
        " lic.",
        " lic ",
        "permit",
        "pp no",
        "ppt ",
        "drivers ",
        "driver's",
        "dl",
        "d/l",
        "d.l",
        "passport",
        "bsb",
        "b.s.b",
        "b s b",
        "branch",
        "acc",
        "a/c",
        *("p/port", "p'port", "pport", "travel document"),
    ),
    Mark.MONEY: (
        *("bank", "westpac", "suncorp", "bendigo", "macquarie", "hsbc", " nab ", " anz ", " cba ", " boq ", " ing "),
        *("credit", "savings", "deposit", "debit", "pay", "paid", "rent ", "wages", "salary", "balance", "statement"),
        *("refund", "transfer", "remit", "moneys", "funds", "settlement", "pension", "tfr ", "xfer ", "eft "),
    ),
    Mark.SINGLE_NAME: (
        *("name", "i am ", "i'm ", "called ", "fn:", "n:", "cn="),
        *(
            "dear ",
            "hi ",
            "hello ",
            "hey ",
            "thanks",
            "thank you",
            "morning ",
            "afternoon ",
            "evening ",
            "regards",
            "cheers",
            "sincerely",
            "faithfully",
            "best,",
            "yours,",
            "truly,",
            "rgds",
        ),
    ),
}
_KINDS = [kind for kind, words in _WRITTEN.items() for _ in words]
_WORDS = [word for words in _WRITTEN.values() for word in words]
_MATCHER = BytesAhoCorasick([word.encode() for word in _WORDS], implementation=Implementation.DFA)


_PLAIN = bytes.maketrans(  # Letters of Latin-1 without their accents
    "\u00e0\u00e1\u00e2\u00e3\u00e4\u00e5\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed\u00ee\u00ef\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6"
    "\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00ff".encode("latin-1"),
    b"aaaaaaceeeeiiiinoooooouuuuyy",
)


class Marks:
    """Where the words and signs of each kind stand in one text."""

    __slots__ = ("_places", "_sorted")

    def __init__(self, lower: bytes, *, is_ascii: bool) -> None:
        self._places: dict[int, list[tuple[int, str]]] = {}
        self._sorted: set[int] = set()
        # The text's own ends are those of words as well.
        letters = b"\n%b\n" % (lower if is_ascii else lower.translate(_PLAIN))
        found = _MATCHER.find_matches_as_indexes(letters, overlapping=True)
        for index, start, _ in found:
            place = (start - 1, _WORDS[index])
            kind = _KINDS[index]
            if kind in self._places:
                self._places[kind].append(place)
            else:
                self._places[kind] = [place]

    def __contains__(self, kind: Mark) -> bool:
        return kind in self._places

    def places(self, kind: Mark, position: int) -> Iterator[tuple[int, str]]:
        """Where a word of this kind begins, from `position` on, and which it is; in order."""
        found = self._in_order(kind)
        for index in range(bisect_left(found, (position,)), len(found)):
            yield found[index]

    def is_near(self, kind: Mark, begin: int, end: int) -> bool:
        """True if a word of this kind begins at or behind `begin` and before `end`."""
        found = self._in_order(kind)
        index = bisect_left(found, (begin,))
        return index < len(found) and found[index][0] < end

    def within(self, kind: Mark, begin: int, end: int) -> list[tuple[int, str]]:
        """The words of this kind that begin at or behind `begin` and before `end`, in order."""
        found = self._in_order(kind)
        return found[bisect_left(found, (begin,)) : bisect_left(found, (end,))]

    def _in_order(self, kind: Mark) -> list[tuple[int, str]]:
        found = self._places.get(kind, [])
        if kind not in self._sorted:  # They come by where they end.
            self._sorted.add(kind)
            found.sort()
        return found
