"""Texts in a further set of registers: letters of agencies, decisions of tribunals, reports, statements, interviews.

Frozen: written by somebody who had seen no rule and no other set, to measure how the rules do on ways of writing
that nobody tuned to. To tune, use `practice`.
`python -m tests.screening.agencies COUNT SEED [--obfuscated]` writes them as JSON lines, as `corpus` does.
"""

from __future__ import annotations

import re
import sys
from random import Random

from tests.screening import identifiers as made
from tests.screening.agencies_letters import LETTERS
from tests.screening.agencies_negatives import NEGATIVE
from tests.screening.agencies_statements import STATEMENTS
from tests.screening.agencies_texts import DECISIONS
from tests.screening.corpus import Labelled, obfuscate, write
from tests.screening.registers import Values, people_of, texts

POSITIVE = LETTERS + DECISIONS + STATEMENTS

WOMEN = people_of(
    """
    Noelene/Pettifer, Coralie/Munn, Shirley/Dunstan, Maureen/Gately, Bronwyn/Astley, Jodie/Hammersley,
    Tegan/Wainwright, Ebony/Cartledge, Wendy/Spargo, Heather/Lamb, June/Carter, Rose/Field, Dawn/Rivers, Faith/Cross,
    Iris/Day, Hope/Gardner, Kirra/Djerrkura, Lowanna/Wanganeen, Sinead/O'Rourke, Rosalba/Di Pietro,
    Despina/Karagiannis, Zorica/Petrovska, Halina/Wojcik, Svetlana/Morozova, Annelies/de Vries, Ximena/Figueroa,
    Zahra/Rezai, Nour/El-Khoury, Emine/Demirtas, Ishrat/Chowdhury, Lakshmi/Venkatesan, Sunita/Shrestha, Thi Lan/Vuong,
    Xiaoling/Zhao, Wing Yan/Cheung, Mei-Ling/Goh, Soo-jin/Hwang, Ni Made/Astuti, Nurul/Rahimah, Lorna/Villanueva,
    Mele/Fifita, Aroha/Ngata, Nyandeng/Majok, Eileen/Nott, Thandiwe/Moyo, Blessing/Katsande, Fatoumata/Diallo,
    Mary Jane/Prior, Sarah/Tuckwell-Hill, Karen/Schultz
    """
)
MEN = people_of(
    """
    Graeme/Blackwood, Barry/Tuckwell, Lindsay/Cropper, Leonard/Skipworth, Dale/Rankine, Craig/Polglase, Corey/Bassett,
    Lachie/Umpherston, Rex/Farquhar, Alan/Prowse, Robin/Marsh, Grant/Waters, Frank/Young, Mark/Banks, Clay/Woods,
    Jarrah/Goolagong, Warwick/Thorpe-Ellis, Eamon/McGilvray, Carmine/Scalzo, Fulvio/Bertolini, Athanasios/Vlahos,
    Dragan/Milosevski, Oleksandr/Bondarenko, Pieter/van der Merwe, Joaquim/da Silva, Mahdi/Al-Saadi, Khalid/Barakzai,
    Bassam/Saliba, Gurpreet/Sandhu, Harjit Singh/Grewal, Dilshan/Jayasuriya, Tenzin/Dorje, Quoc Bao/Huynh, Minh/Dang,
    Jianguo/Xu, Kenji/Matsubara, Somchai/Rattanakosin, Jomar/Dimaculangan, Sione/Tupou, Tavita/Leota, Akech/Deng,
    Mulugeta/Tesfaye, Chinwe/Adeyemi, Kwabena/Asante, Peter/Bird, John Paul/Hearn, David/Cameron-Ross, Wayne/Schubert
    """
)
PEOPLE = WOMEN + MEN
STREETS = (
    *("Alfred", "Barkly", "Casuarina", "Dequetteville", "Eldershaw", "Frangipani", "Gungurru", "Hargrave", "Illawarra"),
    *("Kingsford Smith", "Lady Penrhyn", "Moorabool", "Northumberland", "Old Coach", "Pioneer", "Queen", "Ravenswood"),
    *("St Georges", "Tamar", "Upper Lansdowne", "Verbena", "Whitehorse", "Yarraman", "First", "Waterworks", "Church"),
)
KINDS = (
    *("Street", "Street", "Street", "Road", "Road", "Avenue", "Drive", "Court", "Crescent", "Close", "Lane", "Terrace"),
    *(
        "St",
        "Rd",
        "Ave",
        "Dr",
        "Ct",
        "Cres",
        "Place",
        "Parade",
        "Circuit",
        "Grove",
        "Boulevard",
        "Highway",
        "Tce",
        "Pl",
    ),
)
TOWNS = (
    *("Dubbo/NSW/2830", "Mount Druitt/NSW/2770", "Wagga Wagga/NSW/2650", "Marrickville/NSW/2204", "Ulladulla/NSW/2539"),
    *("Shepparton/VIC/3630", "Dandenong North/VIC/3175", "Sale/Vic/3850", "St Albans/VIC/3021", "Warrnambool/VIC/3280"),
    *("Toowoomba/QLD/4350", "Mackay/Qld/4740", "Inala/QLD/4077", "Gympie/QLD/4570", "Woodridge/QLD/4114"),
    *("Murray Bridge/SA/5253", "Port Pirie/SA/5540", "Parafield Gardens/SA/5107", "Mile End/SA/5031"),
    *("Geraldton/WA/6530", "Balga/WA/6061", "Kalgoorlie/WA/6430", "South Hedland/WA/6722", "Armadale/WA/6112"),
    *("Devonport/TAS/7310", "Bridgewater/Tas/7030", "Katherine/NT/0850", "Nightcliff/NT/0810", "Belconnen/ACT/2617"),
)
HOSTS = ("bigpond.com", "optusnet.com.au", "gmail.com", "outlook.com.au", "iinet.net.au", "hotmail.com", "tpg.com.au")
HANDLES = ("noelenep", "the.prowses", "k_djerrkura", "dragan.m", "zahra.rezai", "farquhar-rex", "lanvuong", "ebony.c")
MAIL_FIRST = ("coralie", "jianguo", "mele", "tegan", "alan", "gurpreet", "annelies", "khalid", "robin", "sione")
MAIL_LAST = ("munn", "xu", "fifita", "bassett", "prowse", "sandhu", "devries", "barakzai", "marsh", "tupou")


def _full(chance: Random, people: list[tuple[str, str]]) -> str:
    return " ".join(chance.choice(people))


def _first(chance: Random, people: list[tuple[str, str]]) -> str:
    return chance.choice(people)[0]


def _mobile(chance: Random) -> str:
    rest = made.digits(chance, 8)
    return chance.choice(
        (
            f"04{rest[:2]} {rest[2:5]} {rest[5:]}",
            f"04{rest[:2]} {rest[2:5]} {rest[5:]}",
            f"04{rest}",
            f"04{rest[:2]}-{rest[2:5]}-{rest[5:]}",
            f"04{rest[:2]}.{rest[2:5]}.{rest[5:]}",
            f"04{rest[:2]} {rest[2:]}",
            f"+61 4{rest[:2]} {rest[2:5]} {rest[5:]}",
            f"+614{rest}",
            f"+61 (0) 4{rest[:2]} {rest[2:5]} {rest[5:]}",
        )
    )


def _landline(chance: Random) -> str:
    area, rest = chance.choice("2378"), chance.choice("45689") + made.digits(chance, 7)
    return chance.choice(
        (
            f"(0{area}) {rest[:4]} {rest[4:]}",
            f"0{area} {rest[:4]} {rest[4:]}",
            f"0{area}-{rest[:4]}-{rest[4:]}",
            f"(0{area}) {rest}",
            f"0{area}{rest}",
            f"+61 {area} {rest[:4]} {rest[4:]}",
        )
    )


def _abroad(chance: Random) -> str:
    return chance.choice(
        (
            f"+64 27 {made.digits(chance, 3)} {made.digits(chance, 4)}",
            f"+63 917 {made.digits(chance, 3)} {made.digits(chance, 4)}",
            f"+91 98{made.digits(chance, 3)} {made.digits(chance, 5)}",
            f"+84 90 {made.digits(chance, 3)} {made.digits(chance, 4)}",
            f"+44 7700 {made.digits(chance, 6)}",
        )
    )


def _phone(chance: Random) -> str:
    return _mobile(chance) if chance.random() < 0.65 else _landline(chance)


def _local(chance: Random) -> str:
    """A landline as a neighbour gives it, without the area."""
    return f"{chance.choice('45689')}{made.digits(chance, 3)} {made.digits(chance, 4)}"


def _street(chance: Random) -> str:
    number = chance.choice(("", "", "", "", "Unit 5, ", "2/", "14/", "Flat 3, ", "Apartment 1107, ", "U7/"))
    letter = chance.choice(("", "", "", "", "", "A", "B"))
    return f"{number}{chance.randint(1, 319)}{letter} {chance.choice(STREETS)} {chance.choice(KINDS)}"


def _address(chance: Random) -> str:
    town, state, postcode = chance.choice(TOWNS).split("/")
    comma, before = chance.choice((", ", ", ", ", ", " ")), chance.choice((" ", " ", " ", ", "))
    return f"{_street(chance)}{comma}{town}{before}{state} {postcode}"


def _near(chance: Random) -> str:
    """A street and a town, as in a sentence."""
    return f"{_street(chance)}{chance.choice((', ', ', ', ' '))}{chance.choice(TOWNS).split('/')[0]}"


def _block(chance: Random) -> str:
    """On two lines, as on an envelope."""
    town, state, postcode = chance.choice(TOWNS).split("/")
    return f"{_street(chance)}\n{chance.choice((town, town.upper()))} {state.upper()} {postcode}"


def _rural(chance: Random) -> str:
    town, state, postcode = chance.choice(TOWNS).split("/")
    start = chance.choice(("Lot", "Lot", "RMB", "RSD"))
    number = f"{start} {chance.randint(2, 640)}"
    return f"{number} {chance.choice(STREETS)} {chance.choice(('Road', 'Track', 'Rd'))}, {town} {state} {postcode}"


def _box(chance: Random) -> str:
    town, state, postcode = chance.choice(TOWNS).split("/")
    box = chance.choice(("PO Box", "PO Box", "GPO Box", "P.O. Box"))
    return f"{box} {chance.randint(12, 2960)}, {town} {state} {postcode}"


def _email(chance: Random) -> str:
    first, last = chance.choice(MAIL_FIRST), chance.choice(MAIL_LAST)
    number = chance.choice(("", "", str(chance.randint(51, 99)), str(chance.randint(1, 9))))
    local = chance.choice((f"{first}.{last}", f"{first}{last}", f"{first[0]}.{last}", f"{last}{first[0]}"))
    return f"{chance.choice((local, local, chance.choice(HANDLES)))}{number}@{chance.choice(HOSTS)}"


def _said(chance: Random, first: int, last: int) -> str:
    """A date as a sentence says it."""
    day, month, year = chance.randint(1, 28), chance.choice(made.MONTHS), chance.randint(first, last)
    return chance.choice(
        (
            f"{day} {month} {year}",
            f"{day} {month} {year}",
            f"{made.ordinal(day)} {month} {year}",
            f"{made.ordinal(day)} of {month} {year}",
            f"{month} {day}, {year}",
            f"{day} {month[:3]} {year}",
        )
    )


def _noted(chance: Random, first: int, last: int) -> str:
    """A date as a form has it."""
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(first, last)
    return chance.choice(
        (
            f"{day:02d}/{month:02d}/{year}",
            f"{day:02d}/{month:02d}/{year}",
            f"{day}/{month}/{year}",
            f"{day}/{month}/{year % 100:02d}",
            f"{day:02d}-{month:02d}-{year}",
            f"{day}.{month:02d}.{year}",
            f"{day:02d} {made.MONTHS[month - 1][:3].upper()} {year}",
            f"{year}-{month:02d}-{day:02d}",
        )
    )


def _birthday(chance: Random) -> str:
    return chance.choice((_said, _noted))(chance, 1951, 2002)


def _licence_sa(chance: Random) -> str:
    return chance.choice((made.digits(chance, 6), chance.choice("ABDHKMST") + made.digits(chance, 5)))


def _licence_nsw(chance: Random) -> str:
    letters = chance.choice(("AB", "CF", "GK", "TR"))
    return chance.choice((made.digits(chance, 8), made.digits(chance, 8), made.digits(chance, 4) + letters))


def _licence_victoria(chance: Random) -> str:
    return chance.choice(("0", "0", "")) + made.digits(chance, chance.choice((8, 9)))


def _licence_tasmania(chance: Random) -> str:
    return chance.choice((chance.choice("ABCFH") + made.digits(chance, chance.choice((5, 6))), made.digits(chance, 6)))


def _licence(chance: Random) -> str:
    makers = (_licence_nsw, _licence_nsw, _licence_victoria, _licence_queensland, _licence_sa, _licence_tasmania)
    return chance.choice(makers)(chance)


def _licence_queensland(chance: Random) -> str:
    value = made.digits(chance, chance.choice((8, 9, 9)))
    return made.grouped(value, (3, 3, 3), " ") if len(value) == 9 and chance.random() < 0.3 else value


def _passport(chance: Random) -> str:
    return chance.choice(("N", "N", "PA", "PB", "RA", "E", "L", "M")) + made.digits(chance, 7)


def _foreign_passport(chance: Random) -> str:
    return chance.choice(
        (
            chance.choice("HJKRUZ") + made.digits(chance, 7),
            chance.choice(("EB", "EG", "EJ", "LH")) + made.digits(chance, 7),
            "P" + made.digits(chance, 7) + chance.choice("AB"),
            made.digits(chance, 9),
        )
    )


def _bsb(chance: Random) -> str:
    value = chance.choice(("06", "03", "08", "01", "73", "76", "80", "48", "12", "63")) + made.digits(chance, 4)
    return made.grouped(value, (3, 3), chance.choice(("-", "-", "-", " ", " ")))


def _account(chance: Random) -> str:
    value = made.digits(chance, chance.choice((6, 7, 8, 8, 8, 9, 10)))
    if len(value) == 8 and chance.random() < 0.4:
        return made.grouped(value, (4, 4), " ")
    if len(value) == 9 and chance.random() < 0.3:
        return made.grouped(value, (3, 3, 3), " ")
    return value


def _medicare_with_reference(chance: Random) -> str:
    value = re.sub(r"\D", "", made.medicare(chance))
    reference = chance.choice("1234")
    return chance.choice(
        (f"{value[:4]} {value[4:9]} {value[9]}/{reference}", f"{value}-{reference}", value + reference)
    )


def _iban(chance: Random, country: str = "") -> str:
    country = country or chance.choice(("GB", "NL", "GR", "PL", "DE"))
    body = {
        "GB": chance.choice(("BARC", "LOYD", "NWBK")) + made.digits(chance, 14),
        "NL": chance.choice(("ABNA", "INGB", "RABO")) + made.digits(chance, 10),
        "GR": made.digits(chance, 23),
        "PL": made.digits(chance, 24),
        "DE": made.digits(chance, 18),
    }[country]
    number = int("".join(str(int(each, 36)) for each in body + country + "00"))
    value = f"{country}{98 - number % 97:02d}{body}"
    return value if chance.random() < 0.4 else " ".join(value[at : at + 4] for at in range(0, len(value), 4))


def _passphrase(chance: Random) -> str:
    word = chance.choice(("Magpie", "harbour", "Collingwood", "Lorikeet", "tassie", "Banjo", "Bluey"))
    end = chance.choice(("!", "#", "$$", "*", "_x", "?"))
    return chance.choice(
        (
            f"{word}{made.digits(chance, 4)}{end}",
            f"{word}{end}{made.digits(chance, 2)}",
            f"{word}_{made.digits(chance, 3)}{end}",
            f"{word}@{made.digits(chance, 4)}",
        )
    )


VALUES: Values = {
    "woman": ("PERSON", lambda chance: _full(chance, WOMEN)),
    "man": ("PERSON", lambda chance: _full(chance, MEN)),
    "anyone": ("PERSON", lambda chance: _full(chance, PEOPLE)),
    "girl": ("PERSON", lambda chance: _first(chance, WOMEN)),
    "boy": ("PERSON", lambda chance: _first(chance, MEN)),
    "child": ("PERSON", lambda chance: _first(chance, PEOPLE)),
    "tfn": ("AU_TFN", made.tfn),
    "abn": ("AU_ABN", made.abn),
    "acn": ("AU_ACN", made.acn),
    "medicare": ("AU_MEDICARE", made.medicare),
    "medicare_ref": ("AU_MEDICARE", _medicare_with_reference),
    "licence": ("AU_DRIVER_LICENCE", _licence),
    "nsw": ("AU_DRIVER_LICENCE", _licence_nsw),
    "vic": ("AU_DRIVER_LICENCE", _licence_victoria),
    "qld": ("AU_DRIVER_LICENCE", _licence_queensland),
    "sa": ("AU_DRIVER_LICENCE", _licence_sa),
    "wa": ("AU_DRIVER_LICENCE", lambda chance: made.digits(chance, 7)),
    "tas": ("AU_DRIVER_LICENCE", _licence_tasmania),
    "act": ("AU_DRIVER_LICENCE", lambda chance: made.digits(chance, chance.choice((7, 8, 10)))),
    "nt": ("AU_DRIVER_LICENCE", lambda chance: made.digits(chance, chance.choice((5, 6, 7)))),
    "passport": ("AU_PASSPORT", _passport),
    "foreign": ("AU_PASSPORT", _foreign_passport),
    "bsb": ("AU_BSB", _bsb),
    "account": ("BANK_ACCOUNT", _account),
    "phone": ("PHONE", _phone),
    "mobile": ("PHONE", _mobile),
    "landline": ("PHONE", _landline),
    "local": ("PHONE", _local),
    "abroad": ("PHONE", _abroad),
    "address": ("ADDRESS", _address),
    "near": ("ADDRESS", _near),
    "block": ("ADDRESS", _block),
    "rural": ("ADDRESS", _rural),
    "box": ("ADDRESS", _box),
    "email": ("EMAIL", _email),
    "card": ("CREDIT_CARD", made.card),
    "iban": ("IBAN", _iban),
    "iban_gb": ("IBAN", lambda chance: _iban(chance, "GB")),
    "iban_gr": ("IBAN", lambda chance: _iban(chance, "GR")),
    "iban_nl": ("IBAN", lambda chance: _iban(chance, "NL")),
    "iban_pl": ("IBAN", lambda chance: _iban(chance, "PL")),
    "dob": ("DOB", _birthday),
    "dob_said": ("DOB", lambda chance: _said(chance, 1951, 2002)),
    "dob_old": ("DOB", lambda chance: _said(chance, 1931, 1957)),
    "dob_noted": ("DOB", lambda chance: _noted(chance, 1951, 2002)),
    "dob_child": ("DOB", lambda chance: _said(chance, 2009, 2024)),
    "ip": ("IP_ADDRESS", made.ip),
    "passphrase": ("SECRET", _passphrase),
    "key": ("SECRET", made.secret),
}


def make(chance: Random) -> Labelled:
    """Two to five pieces, some of them with personal data."""
    return texts(chance, POSITIVE, NEGATIVE, PEOPLE, VALUES)


if __name__ == "__main__":
    write(make, obfuscate, sys.argv[1:])
