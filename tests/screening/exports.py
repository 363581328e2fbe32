"""Texts as systems export them and people paste them: records, logs, settings, threads, transcripts, forms, receipts.

Written by a hand that had seen neither the rules nor the earlier sets. To tune, use `practice`.
`python -m tests.screening.exports COUNT SEED [--obfuscated]` writes them as JSON lines, as `corpus` does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from random import Random

from tests.screening import identifiers as made
from tests.screening.corpus import Labelled, obfuscate, write
from tests.screening.exports_negatives import NEGATIVE
from tests.screening.exports_records import RECORDS
from tests.screening.exports_talk import TALK
from tests.screening.registers import Values, people_of, texts

POSITIVE = RECORDS + TALK

PEOPLE = people_of(
    """
    Lorraine/Puckeridge, Wade/Castellino, Tahlia/Brimblecombe, Cooper/Hennessy, Noeleen/Garrity, Bronte/Wakeham,
    Stuart/Pemberton, Kirsten/Aldous, Dougal/Ferrier, Marguerite/Cosgriff, Leanne/Tibbits, Reece/Mundine,
    Jedda/Wanganeen, Kirra/Djerrkura, Hoang/Truong, Thi Lan/Bui, Quoc Bao/Huynh, Minh Chau/Dinh, Jia Wei/Ng,
    Mei Ling/Cheong, Xiaoyu/Zheng, Haoran/Xie, Wing Yan/Kwok, Seo-yeon/Jeong, Min-jun/Bae, Ayumi/Kitagawa,
    Kenji/Morishita, Somchai/Boonmee, Dewi/Lestari, Agus/Wijaya, Nurul/Izzati, Marisol/Dimaculangan, Jomar/Villanueva,
    Harpreet/Dhaliwal, Gurdeep/Sandhu, Anjali/Deshpande, Vikram/Iyer, Sneha/Kulkarni, Nimal/Jayasuriya,
    Dilani/Rathnayake, Bilal/Siddiqui, Zainab/Chowdhury, Tashi/Gurung, Georges/Khoury, Nour/El-Masri, Hadi/Barakat,
    Shirin/Rezaei, Farhad/Moradi, Emre/Demirci, Despina/Karagiannis, Theo/Mavros, Rosaria/Spadafora, Enzo/Calabrese,
    Vesna/Petrovska, Goran/Bilic, Agnieszka/Wojcik, Oksana/Bondarenko, Anneke/de Vries, Jurgen/Hofstetter,
    Matilda/Lindgren, Joao/Figueiredo, Ximena/Carrasco, Achol/Deng, Garang/Mabior, Chidi/Eze, Wanjiru/Kamau,
    Sione/Tupou, Lani/Faleolo, Aroha/Ngata, Ciara/Gilhooly, Eoin/Mac Namara, Camille/Lefebvre, Hodan/Warsame,
    Tewodros/Bekele, Joy/Banks, Frank/Pages, Rose/Marsh, Mark/Stone, Sabrina/D'Souza, Keith/Young-Hughes
    """
)


def _each(text: str) -> list[str]:
    return text.split("|")


STREETS = _each(
    "Bellbird|Old Coach|Lachlan|Wentworth|Mt Barker|Kingfisher|Sixth|Queens|St Georges|Grevillea|Railway|Hume"
    "|Captain Cook|Toorak|Ocean View|Ironbark|Wickham|Merri"
)
KINDS = _each("Street|St|Road|Rd|Ave|Avenue|Court|Ct|Crescent|Cres|Drive|Dr|Parade|Lane|Place|Pl|Tce|Boulevard|Circuit")
TOWNS = _each(
    "Dubbo NSW 2830|Marrickville NSW 2204|Wagga Wagga NSW 2650|Sunbury VIC 3429|Geelong West VIC 3218"
    "|Box Hill North, VIC 3129|Toowoomba QLD 4350|Mount Gravatt QLD 4122|Cairns Qld 4870|Glenelg SA 5045"
    "|Mount Gambier SA 5290|Bunbury WA 6230|Joondalup, WA 6027|Launceston TAS 7250|Alice Springs NT 0870"
    "|Belconnen ACT 2617|Tamworth, New South Wales 2340|St Kilda Victoria 3182"
)
MAIL = _each(
    "parcelmail.example|tidewater.net.au|northshoregroup.com.au|inbox.example|students.plains.edu.au|qmail.example"
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def _run(chance: Random, count: int, letters: str = LETTERS) -> str:
    return "".join(chance.choice(letters) for _ in range(count))


def _bare(maker: Callable[[Random], str]) -> Callable[[Random], str]:
    """The same value without spaces and hyphens, as databases keep it."""
    return lambda chance: maker(chance).replace(" ", "").replace("-", "")


def _mobile(chance: Random) -> str:
    rest = "4" + made.digits(chance, 8)
    return chance.choice(
        (
            f"0{rest}",
            f"0{made.grouped(rest, (3, 3, 3), ' ')}",
            f"0{made.grouped(rest, (3, 3, 3), '-')}",
            f"+61{rest}",
            f"+61 {made.grouped(rest, (3, 3, 3), ' ')}",
            f"+61 (0) {made.grouped(rest, (3, 3, 3), ' ')}",
            f"0{rest[0]} {made.grouped(rest[1:], (4, 4), ' ')}",
            f"0{made.grouped(rest, (3, 3, 3), '.')}",
        )
    )


def _landline(chance: Random) -> str:
    area, rest = chance.choice("2378"), chance.choice("45689") + made.digits(chance, 7)
    return chance.choice(
        (
            f"(0{area}) {rest[:4]} {rest[4:]}",
            f"0{area} {rest[:4]} {rest[4:]}",
            f"0{area}{rest}",
            f"0{area}-{rest[:4]}-{rest[4:]}",
            f"+61 {area} {rest[:4]} {rest[4:]}",
        )
    )


def _phone(chance: Random) -> str:
    return _mobile(chance) if chance.random() < 0.6 else _landline(chance)


def _abroad(chance: Random) -> str:
    return chance.choice(
        (
            f"+64 27 {made.digits(chance, 3)} {made.digits(chance, 4)}",
            f"+44 7700 {made.digits(chance, 6)}",
            f"+1 (415) 555-{made.digits(chance, 4)}",
            f"+91 98{made.digits(chance, 3)} {made.digits(chance, 5)}",
            f"+65 9{made.digits(chance, 3)} {made.digits(chance, 4)}",
        )
    )


def _street(chance: Random) -> str:
    before = chance.choice(("", "", "", "2/", "Unit 7, ", "U3 ", "Apt 1104/", "Lot "))
    return f"{before}{chance.randint(2, 390)} {chance.choice(STREETS)} {chance.choice(KINDS)}"


def _address(chance: Random) -> str:
    return f"{_street(chance)}{chance.choice((', ', ', ', ' '))}{chance.choice(TOWNS)}"


def _two_lines(chance: Random) -> str:
    return f"{_street(chance)}\n{chance.choice(TOWNS)}"


def _box(chance: Random) -> str:
    kind = chance.choice(("PO Box", "GPO Box", "P.O. Box", "Locked Bag"))
    return f"{kind} {chance.randint(11, 9800)}, {chance.choice(TOWNS)}"


def _email(chance: Random) -> str:
    given, family = chance.choice(PEOPLE)
    given, family = ("".join(c for c in part.lower() if c.isalpha()) for part in (given, family))
    year = made.digits(chance, 2)
    local = chance.choice(
        (f"{given}.{family}", f"{given}{year}", f"{given[0]}.{family}", f"{family}.{given[0]}", f"{given}-{family}")
    )
    return f"{local}@{chance.choice(MAIL)}"


def _birth(chance: Random) -> tuple[int, int, int]:
    return chance.randint(1, 28), chance.randint(1, 12), chance.randint(1938, 2007)


def _dob(chance: Random) -> str:
    day, month, year = _birth(chance)
    name = made.MONTHS[month - 1]
    return chance.choice(
        (
            f"{day:02d}/{month:02d}/{year}",
            f"{day}/{month}/{year}",
            f"{day:02d}-{month:02d}-{year}",
            f"{day:02d}-{name[:3].upper()}-{year}",
            f"{day:02d}.{month:02d}.{year}",
            f"{day} {name} {year}",
            f"{made.ordinal(day)} of {name} {year}",
            f"{name} {day} {year}",
            f"{day:02d} {name[:3]} {year}",
        )
    )


def _dob_typed(chance: Random) -> str:
    """As thumbs type it."""
    day, month, year = _birth(chance)
    name = made.MONTHS[month - 1].lower()
    return chance.choice(
        (f"{day}/{month}/{year % 100:02d}", f"{day} {name[:3]} {year}", f"{made.ordinal(day)} {name} {year}")
    )


def _dob_iso(chance: Random) -> str:
    day, month, year = _birth(chance)
    return f"{year}-{month:02d}-{day:02d}"


def _dob_child(chance: Random) -> str:
    day, month, year = _birth(chance)
    return f"{day:02d}/{month:02d}/{2012 + year % 9}"


def _account(chance: Random) -> str:
    size = chance.randint(5, 10)
    sizes = {6: (3, 3), 8: (4, 4), 9: (3, 3, 3), 10: (2, 4, 4)}.get(size, (size,))
    return made.grouped(made.digits(chance, size), sizes, chance.choice((" ", "", "", "-" if size == 10 else "")))


def _medicare(chance: Random) -> str:
    """With the place on the card behind it, now and then."""
    value = made.medicare(chance)
    return value + chance.choice(("", "", f"/{chance.randint(1, 6)}", f"-{chance.randint(1, 6)}"))


def _amex(chance: Random) -> str:
    body = "37" + made.digits(chance, 12)
    doubled = sum(sum(divmod(int(d) * 2, 10)) for d in body[1::2]) + sum(int(d) for d in body[0::2])
    return made.grouped(body + str(-doubled % 10), (4, 6, 5), chance.choice((" ", "-", "")))


def _card(chance: Random) -> str:
    return _amex(chance) if chance.random() < 0.15 else made.card(chance)


def _iban(chance: Random) -> str:
    country, bank, rest = chance.choice((("GB", "NWBK", 14), ("NL", "INGB", 10), ("DE", "", 18), ("AE", "", 19)))
    body = bank + made.digits(chance, rest)
    value = f"{country}{98 - int(''.join(str(int(c, 36)) for c in body + country + '00')) % 97:02d}{body}"
    return value if chance.random() < 0.5 else " ".join(value[i : i + 4] for i in range(0, len(value), 4))


def _passport(chance: Random) -> str:
    return chance.choice(("N", "P", "PA", "PB", "PE", "RA")) + made.digits(chance, 7)


def _foreign(chance: Random) -> str:
    return chance.choice(("E" + made.digits(chance, 8), "Z" + made.digits(chance, 7), made.digits(chance, 9)))


def _numbered(*sizes: int, letters: str = "") -> Callable[[Random], str]:
    """A licence number of so many digits, after one of the letters if there are any."""
    return lambda chance: (chance.choice(letters) if letters else "") + made.digits(chance, chance.choice(sizes))


def _nsw(chance: Random) -> str:
    return made.digits(chance, 8) if chance.random() < 0.6 else made.digits(chance, 4) + _run(chance, 2, "ABCDEFGHJKMT")


LICENCES: dict[str, Callable[[Random], str]] = {
    "nsw": _nsw,
    "vic": _numbered(8, 9, 10),
    "qld": _numbered(8, 9),
    "sa": lambda chance: _numbered(5, 6, letters=chance.choice(("SBJ", "SBJ", "0")))(chance),
    "wa": _numbered(7),
    "tas": lambda chance: _numbered(5, 6, letters=chance.choice(("ABCR", "ABCR", "1")))(chance),
    "act": _numbered(7, 8, 9, 10),
    "nt": _numbered(5, 6, 7),
}


def _ip(chance: Random) -> str:
    first = chance.choice((1, 27, 58, 110, 121, 144, 180, 203, 220))
    return f"{first}.{chance.randint(20, 250)}.{chance.randint(0, 255)}.{chance.randint(2, 253)}"


def _ip6(chance: Random) -> str:
    return "2403:{}:{}::{}".format(*(_run(chance, size, "12345789abcdef") for size in (4, 3, 4)))


def _key(chance: Random) -> str:
    hexes = "0123456789abcdef"
    return chance.choice(
        (
            "sk-" + "proj-" + _run(chance, 48),
            "sk-" + "ant-api03-" + _run(chance, 60),
            "gh" + "p_" + _run(chance, 36),
            "github" + "_pat_11" + _run(chance, 20) + "_" + _run(chance, 40),
            "glp" + "at-" + _run(chance, 20),
            "xo" + "xp-" + made.digits(chance, 12) + "-" + made.digits(chance, 12) + "-" + _run(chance, 32, hexes),
            "AI" + "za" + "Sy" + _run(chance, 33),
            "S" + "G." + _run(chance, 22) + "." + _run(chance, 43),
            "sk_" + "live_" + _run(chance, 32),
            "np" + "m_" + _run(chance, 36),
            "hf" + "_" + _run(chance, 34),
        )
    )


def _pem(chance: Random) -> str:
    lines = "\n".join(_run(chance, 64, LETTERS + "+/") for _ in range(3))
    name = chance.choice(("RSA ", "", "EC ")) + "PRIVATE" + " KEY"
    return f"-----BEGIN {name}-----\n{lines}\n-----END {name}-----"


def _password(chance: Random) -> str:
    word = chance.choice(("Galah", "tramstop", "Winter", "Bluegum", "m4gpie", "Quokka", "lamington", "Pavlova"))
    two = made.digits(chance, 2)
    return chance.choice(
        (
            f"{word}{two}!",
            f"{word}_20{two}#",
            f"{two}{word}${_run(chance, 3)}",
            f"{word}-{_run(chance, 6)}-{two}",
            f"{_run(chance, 9)}{two}&{_run(chance, 3)}",
        )
    )


SECRETS: dict[str, Callable[[Random], str]] = {
    "key": _key,
    "pem": _pem,
    "pw": _password,
    "pw_plain": lambda chance: chance.choice(("Ledger", "kookaburra", "")) + _run(chance, 14),
    "aws_id": lambda chance: "AK" + "IA" + _run(chance, 16, LETTERS[:26] + "234567"),
    "aws_secret": lambda chance: _run(chance, 40, LETTERS + "+/"),
    "hex32": lambda chance: _run(chance, 32, "0123456789abcdef"),
    "b64": lambda chance: _run(chance, chance.choice((30, 34))) + "==",
    "azure": lambda chance: _run(chance, 86, LETTERS + "+/") + "==",
    "openai": lambda chance: "sk-" + "proj-" + _run(chance, 48),
    "git": lambda chance: chance.choice(("glp" + "at-" + _run(chance, 20), "gh" + "p_" + _run(chance, 36))),
    "jwt": lambda chance: "ey" + "JhbGciOiJIUzI1NiJ9" + ".ey" + "J" + _run(chance, 48) + "." + _run(chance, 43),
    "slack": lambda chance: (
        "xo" + "xb-" + made.digits(chance, 12) + "-" + made.digits(chance, 13) + "-" + _run(chance, 24)
    ),
    "stripe": lambda chance: chance.choice(("sk_", "rk_")) + "live_51" + _run(chance, 40),
}

PLAIN: dict[str, tuple[str, Callable[[Random], str]]] = {
    "tfn": ("AU_TFN", made.tfn),
    "tfn9": ("AU_TFN", _bare(made.tfn)),
    "abn": ("AU_ABN", made.abn),
    "abn11": ("AU_ABN", _bare(made.abn)),
    "acn": ("AU_ACN", made.acn),
    "acn9": ("AU_ACN", _bare(made.acn)),
    "medicare": ("AU_MEDICARE", _medicare),
    "medicare_only": ("AU_MEDICARE", made.medicare),
    "medi": ("AU_MEDICARE", _bare(made.medicare)),
    "lic": ("AU_DRIVER_LICENCE", lambda chance: LICENCES[chance.choice(sorted(LICENCES))](chance)),
    "passport": ("AU_PASSPORT", _passport),
    "foreign": ("AU_PASSPORT", _foreign),
    "new_zealand": ("AU_PASSPORT", lambda chance: chance.choice(("LA", "LM", "LN", "RA")) + made.digits(chance, 6)),
    "british": ("AU_PASSPORT", lambda chance: made.digits(chance, 9)),
    "indian": ("AU_PASSPORT", _numbered(7, letters="KMRTZ")),
    "bsb": ("AU_BSB", lambda chance: made.grouped(_bsb(chance), (3, 3), chance.choice("- -"))),
    "bsb6": ("AU_BSB", lambda chance: _bsb(chance)),
    "account": ("BANK_ACCOUNT", _account),
    "acct": ("BANK_ACCOUNT", lambda chance: made.digits(chance, chance.randint(6, 10))),
    "mobile": ("PHONE", _mobile),
    "mob": ("PHONE", lambda chance: "04" + made.digits(chance, 8)),
    "phone": ("PHONE", _phone),
    "landline": ("PHONE", _landline),
    "abroad": ("PHONE", _abroad),
    "address": ("ADDRESS", _address),
    "address2": ("ADDRESS", _two_lines),
    "addr_low": ("ADDRESS", lambda chance: _address(chance).lower().replace(",", "")),
    "street": ("ADDRESS", _street),
    "box": ("ADDRESS", _box),
    "email": ("EMAIL", _email),
    "card": ("CREDIT_CARD", _card),
    "card16": ("CREDIT_CARD", _bare(made.card)),
    "iban": ("IBAN", _iban),
    "dob": ("DOB", _dob),
    "dob_low": ("DOB", _dob_typed),
    "dob_iso": ("DOB", _dob_iso),
    "dob8": ("DOB", _bare(_dob_iso)),
    "dob_child": ("DOB", _dob_child),
    "ip": ("IP_ADDRESS", _ip),
    "ip6": ("IP_ADDRESS", _ip6),
    "given_low": ("PERSON", lambda chance: chance.choice(PEOPLE)[0].lower()),
}


def _bsb(chance: Random) -> str:
    return chance.choice(("01", "03", "06", "08", "11", "30", "48", "63", "73", "76", "80", "92")) + made.digits(
        chance, 4
    )


VALUES: Values = {
    **PLAIN,
    **{name: ("AU_DRIVER_LICENCE", maker) for name, maker in LICENCES.items()},
    **{name: ("SECRET", maker) for name, maker in SECRETS.items()},
}


def make(chance: Random) -> Labelled:
    """Two to five pieces, some of them with personal data."""
    return texts(chance, POSITIVE, NEGATIVE, PEOPLE, VALUES)


if __name__ == "__main__":
    write(make, obfuscate, sys.argv[1:])
