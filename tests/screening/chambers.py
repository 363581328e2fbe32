"""Texts of a sixth set: what a paralegal types at a barristers' chambers and a community legal centre.

Frozen: written by another hand, without a look at the rules or at the other sets. To tune, use `practice`.
`python -m tests.screening.chambers COUNT SEED [--obfuscated]` writes them as JSON lines, as `corpus` does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from random import Random

from tests.screening import identifiers as made
from tests.screening.chambers_forms import FORMS
from tests.screening.chambers_letters import LETTERS
from tests.screening.chambers_negatives import NEGATIVE
from tests.screening.corpus import Labelled, obfuscate, write
from tests.screening.registers import people_of, texts


def _split(text: str, separator: str | None = None) -> list[str]:
    return text.split(separator)


PEOPLE = people_of(
    """
    Rosanna/Bevilacqua, Desmond/Kilgariff, Thi Hong Nhung/Ly, Quoc Bao/Huynh, Xiuying/Zhao, Jia Hao/Ng, Min-jun/Seo,
    Ayumi/Kobayashi, Gurdeep/Sandhu, Harpreet/Gill, Lakshmi/Venkataraman, Vikram/Deshpande, Nirosha/Gunasekara,
    Tharindu/Abeysinghe, Bibek/Adhikari, Sunita/Thapa, Farhan/Siddiqui, Zainab/Al-Rashid, Khalil/El-Masri,
    Mariam/Abdallah, Hossein/Rahimi, Golnaz/Tavakoli, Emre/Demirci, Despina/Kalogeropoulos, Theo/Mavros,
    Concetta/Di Pasquale, Salvatore/La Rosa, Dragana/Petrovska, Zoran/Vukovic, Katarzyna/Wisniewska,
    Oleksandr/Shevchuk, Pieter/van der Merwe, Annelies/de Groot, Ulrich/von Stetten, João/Figueiredo,
    Inés/Castellanos, Renée/Duchesne, Søren/Kjeldsen, Zsófia/Horváth, Nyibol/Deng, Garang/Majok, Chukwuemeka/Obi,
    Folasade/Adeyemi, Tendai/Moyo, Selam/Tesfaye, Abdirahman/Warsame, Sione/Tupou, Mele/Fifita, Tavita/Leota,
    Aroha/Ngata, Wiremu/Parata, Merindah/Yarran, Jarrah/Kickett, Lowanna/Djerrkura, Kirra/Bobongie, Noel/Lightfoot,
    Shayna/Rosenblum, Avi/Lipschitz, Ciara/MacGinley, Niamh/O'Riordan, Euan/MacPherson-Hale, Bronwen/Llewellyn,
    Gethin/Prosser, Bernadette/Carmody, Lorraine/Tuckwell, Warwick/Pennefather, Keith/Stubbins, Maureen/Dowd,
    Colin/Hepworth, Shane/Brumby, Kylie/Sparkes, Brayden/Whitcombe, Tahlia/Rowntree-Scott, Jai/Mellor,
    Heath/Plowright, Marguerite/St Clair, Clementine/D'Arcy, Ignatius/Fernandes, Maria Luisa/Santos-Reyes,
    Jun/Villanueva, Nur Aisyah/Zulkifli, Putu/Wirawan, Somchai/Ratanakorn, Sokha/Chhim, Vannak/Pheng, Nilar/Htun,
    Tenzin/Dorjee, Batbayar/Ganbold, Edwina/Lacey-Broome, Wendy/Marsh, Grant/Rivers, Dawn/Fields, Rod/Baker,
    Joy/Winter, Bill/Pound, Mark/Sterling, Rosie/Church, Frank/Law
    """
)
SECOND = _split("Lee Kim Rae Jordan Alex Robin Leslie Frances Jean Marion Ashley Vivian Morgan Dale Shannon Evelyn")
STREETS = _split(
    "Bellbird|Yarramalong|Chifley|Queens|Tooronga|Mount Keira|Station Creek|George Bass|Ninth|Lord Howe|Monaro|Wickham"
    "|Sandpiper|Burley Griffin|McKinnon|O'Grady|Tamboura|St Aubyn|Old Punt|Seventeen Mile|Gum Tree|Lady Nelson",
    "|",
)
KINDS = _split(
    "Street St Road Rd Avenue Ave Av Drive Dr Crescent Cres Court Ct Place Pl Lane Parade Pde Terrace Tce Circuit Cct"
    " Grove Close Cl Way Loop Esplanade Boulevard Blvd Parkway Rise Chase St. Rd."
)
TOWNS = _split(
    "Reservoir/VIC/3073, Pascoe Vale South/Vic/3044, Mooroopna/Victoria/3629, Kyneton/VIC/3444, Lakemba/NSW/2195"
    ", Umina Beach/NSW/2257, Gunnedah/N.S.W./2380, Coffs Harbour/New South Wales/2450, Inala/QLD/4077"
    ", Bundaberg East/Qld/4670, Mount Isa/Queensland/4825, Kirwan/QLD/4817, Morphett Vale/SA/5162"
    ", Port Pirie/South Australia/5540, Mount Gambier/SA/5290, Balga/WA/6061, Busselton/W.A./6280, Kalgoorlie/WA/6430"
    ", Bridgewater/TAS/7030, Ulverstone/Tas/7315, Karama/NT/0812, Alice Springs/NT/0870, Ngunnawal/ACT/2913",
    ", ",
)
MAIL = _split(
    "gmail.com bigpond.com outlook.com.au iinet.net.au optusnet.com.au hotmail.com icloud.com tpg.com.au proton.me"
)


def _plain(value: str) -> str:
    return re.sub(r"\D", "", value)


def _in_groups(number: Callable[[Random], str], *ways: tuple[int, ...], separators: str = "  -") -> Callable[..., str]:
    """A writer of this number, run together or in one of these groupings."""

    def write_one(chance: Random) -> str:
        value = _plain(number(chance))
        if chance.random() < 0.25:
            return value
        return made.grouped(value, chance.choice(ways), chance.choice(separators))

    return write_one


def _shaped(*shapes: str) -> Callable[[Random], str]:
    """A writer of one of these shapes: # is a digit, * one that is not 0, ? a letter."""

    def write_one(chance: Random) -> str:
        marks = {"#": "0123456789", "*": "123456789", "?": "ABCDEFGHJKLMNPRSTUVWXYZ"}
        return "".join(chance.choice(marks.get(mark, mark)) for mark in chance.choice(shapes))

    return write_one


def _medicare(chance: Random) -> str:
    value = _plain(made.medicare(chance))
    value = chance.choice((value, made.grouped(value, (4, 5, 1), " "), made.grouped(value, (4, 6), " ")))
    return value + chance.choice(("", "", chance.choice("/-") + chance.choice("12345")))


def _door(chance: Random) -> str:
    """A house number, perhaps with a unit, a lot or a level."""
    few, number = chance.randint(1, 28), chance.randint(1, 390)
    flat = (
        "Unit {0}, {1}",
        "Unit {0}/{1}",
        "{0}/{1}",
        "U{0}/{1}",
        "Flat {0}, {1}",
        "Apt {0}04, {1}",
        "Level {0}, {1}",
    )
    house = (
        "{1}",
        "{1}",
        "{1}",
        "{1}A",
        "{1}b",
        "{1}-{2}",
        "Lot {1}",
        "No. {1}",
        "Villa {0}, {1}",
        "Townhouse {0}, {1}",
    )
    return chance.choice(flat if chance.random() < 0.4 else house).format(few, number, number + 4)


def _street(chance: Random) -> str:
    return f"{_door(chance)} {chance.choice(STREETS)} {chance.choice(KINDS)}"


def _place(chance: Random) -> tuple[str, str, str]:
    town, state, postcode = chance.choice(TOWNS).split("/")
    return town, state, postcode


def _address(chance: Random) -> str:
    street, (town, state, postcode) = _street(chance), _place(chance)
    street = street.rstrip(".")
    forms = ("{0}, {1} {2} {3}", "{0}, {1} {2} {3}", "{0}, {1}, {2} {3}", "{0} {1} {2} {3}", "{0}, {1} {3}", "{0}, {1}")
    return chance.choice((*forms, "{0}, {1} in the State of {2}" if len(state) > 4 else "{0}, {1}, {2}, {3}")).format(
        street, town, state, postcode
    )


def _block(chance: Random) -> str:
    town, state, postcode = _place(chance)
    town = town.upper() if chance.random() < 0.5 else town
    return f"{_street(chance)}\n{town} {state} {chance.choice((' ', ''))}{postcode}"


def _rural(chance: Random) -> str:
    town, state, postcode = _place(chance)
    number = chance.randint(101, 4300)
    door = chance.choice(
        (f"RMB {number}", f"{number}", f"Lot {number % 90 + 1}", f"RSD {number}", f"{number}-{number + 40}")
    )
    road = chance.choice(
        ("Glenlyon-Baynton Road", "Back Creek Track", "Mitta Valley Rd", "Kamilaroi Highway", "Ten Mile Ln")
    )
    return (
        f"{door} {road}, via {town} {state} {postcode}" if chance.random() < 0.4 else f"{door} {road}, {town} {state}"
    )


def _po_box(chance: Random) -> str:
    town, state, postcode = _place(chance)
    box = chance.choice(("PO Box", "P.O. Box", "GPO Box", "Locked Bag"))
    return f"{box} {chance.randint(3, 2900)}, {town} {state} {postcode}"


def _email(chance: Random) -> str:
    given, family = (re.sub(r"[^a-z]", "", part.lower()) for part in chance.choice(PEOPLE))
    year = chance.randint(51, 99)
    local = chance.choice(
        (f"{given}.{family}", f"{given}{year}", f"{family}family{year % 10}", f"{given[0]}.{family}", f"the_{family}s")
    )
    return f"{local}@{chance.choice(MAIL)}"


def _birthday(chance: Random) -> tuple[int, int, int, str]:
    month = chance.randint(1, 12)
    return chance.randint(1, 28), month, chance.randint(1934, 2016), made.MONTHS[month - 1]


def _dob_numeric(chance: Random) -> str:
    day, month, year, name = _birthday(chance)
    return chance.choice(
        (
            f"{day:02d}/{month:02d}/{year}",
            f"{day}/{month}/{year % 100:02d}",
            f"{day:02d}.{month:02d}.{year}",
            f"{day}-{month}-{year}",
            f"{day:02d} / {month:02d} / {year}",
            f"{year}-{month:02d}-{day:02d}",
            f"{day:02d}-{name[:3]}-{year}",
            f"{day:02d} {name[:3].upper()} {year}",
            f"{day:02d} {month:02d} {year}",
        )
    )


def _dob_words(chance: Random) -> str:
    day, _, year, name = _birthday(chance)
    nth = made.ordinal(day)
    return chance.choice(
        (
            f"{day} {name} {year}",
            f"{nth} {name} {year}",
            f"{nth} of {name}, {year}",
            f"{name} {nth}, {year}",
            f"{day} {name[:3]} {year}",
            f"{day} {name}, {year}",
        )
    )


def _dob_day(chance: Random) -> str:
    day, _, year, name = _birthday(chance)
    return f"{made.ordinal(day)} {chance.choice(('day of ', 'of ', ''))}{name} {year}"


def _dob(chance: Random) -> str:
    return chance.choice((_dob_numeric, _dob_words))(chance)


def _amex(chance: Random) -> str:
    body = "37" + made.digits(chance, 12)
    total = sum(int(d) if at % 2 == 0 else sum(divmod(int(d) * 2, 10)) for at, d in enumerate(body))
    return made.grouped(body + str(-total % 10), (4, 6, 5), chance.choice((" ", "-", "")))


def _iban(chance: Random) -> str:
    if chance.random() < 0.6:
        return made.iban(chance)
    country, body = chance.choice((("GB", _shaped("NWBK##############")), ("NL", _shaped("INGB0#########"))))
    rest = body(chance)
    value = f"{country}{98 - int(''.join(str(int(c, 36)) for c in rest + country + '00')) % 97:02d}{rest}"
    return value if chance.random() < 0.4 else " ".join(value[at : at + 4] for at in range(0, len(value), 4))


def _ip(chance: Random) -> str:
    if chance.random() < 0.1:
        return (
            f"2403:5800:{chance.randrange(4096, 65536):x}:{chance.randrange(16, 65536):x}::{chance.randrange(1, 999):x}"
        )
    return made.ip(chance)


def _password(chance: Random) -> str:
    words = chance.sample(("Lorikeet", "Teapot", "Brumby", "Mittens", "Geelong", "Paddock", "Tassie", "Gelato"), 2)
    number = made.digits(chance, 3)
    return chance.choice(
        (
            f"{words[0]}-{words[1]}-{number}",
            f"{words[0]}#{number}",
            f"{words[0].lower()}{number}!{words[1]}",
            f"{words[0][:3]}$9{words[1][:2]}x{number}Q",
            f"{number}{words[0]}@{words[1]}",
        )
    )


def _whole(chance: Random) -> tuple[str, str]:
    given, family = chance.choice(PEOPLE)
    return f"{given} {chance.choice(SECOND)}", family


def _dotted(chance: Random) -> str:
    given, family = _whole(chance)
    first, second = given[0], given.split()[-1][0]
    return chance.choice((f"{first}. {second}. {family}", f"{first}.{second}. {family}", f"{first} {second} {family}"))


def _two_given(chance: Random) -> str:
    return " ".join(_whole(chance))


def _reversed(chance: Random) -> str:
    given, family = _whole(chance)
    return chance.choice((f"{family.upper()}, {given}", f"{family.upper()} {given}", f"{family}, {given}"))


def _family_first(chance: Random) -> str:
    given, family = chance.choice([each for each in PEOPLE if each[1] in ("Ly", "Huynh", "Zhao", "Ng", "Seo", "Chhim")])
    return f"{family} {given}"


def _unit_of(chance: Random) -> str:
    house = f"{chance.randint(1, 290)} {chance.choice(STREETS)} {chance.choice(KINDS).rstrip('.')}"
    return f"{chance.choice(('unit', 'Flat', 'Unit'))} {chance.randint(1, 14)} at {house}, {_place(chance)[0]}"


def _boxes(number: Callable[[Random], str]) -> Callable[[Random], str]:
    return lambda chance: " ".join(_plain(number(chance)))


MOBILE = ("04## ### ###", "04## ### ###", "04########", "04##-###-###", "04## ## ## ##", "04 #### ####", "+614########")
MOBILE_TOO = ("+61 4## ### ###", "+61 (0)4## ### ###", "0061 4## ### ###", "(04##) ### ###", "04##.###.###")
LANDLINE = ("(02) 6### ####", "03 9### ####", "(07) 4#######", "08 8### ####", "(03)5### ####", "02-4### ####")
OVERSEAS = (
    "+44 7### ######",
    "+64 27 ### ####",
    "+91 98### #####",
    "+86 138 #### ####",
    "+353 86 ### ####",
    "+1 415 555 ####",
)

VALUES: dict[str, tuple[str, Callable[[Random], str]]] = {
    "tfn": ("AU_TFN", _in_groups(made.tfn, (3, 3, 3), separators="   -.")),
    "abn": ("AU_ABN", _in_groups(made.abn, (2, 3, 3, 3), (2, 3, 3, 3), (2, 3, 3, 3), (2, 9), separators="   -")),
    "acn": ("AU_ACN", _in_groups(made.acn, (3, 3, 3), separators="     -")),
    "medicare": ("AU_MEDICARE", _medicare),
    "lic_nsw": ("AU_DRIVER_LICENCE", _shaped("*#######", "####??", "## ### ###")),
    "lic_vic": ("AU_DRIVER_LICENCE", _shaped("0########", "########", "##########", "### ### ###")),
    "lic_qld": ("AU_DRIVER_LICENCE", _shaped("*########", "*#######", "### ### ###")),
    "lic_sa": ("AU_DRIVER_LICENCE", _shaped("?#####", "?######", "######")),
    "lic_wa": ("AU_DRIVER_LICENCE", _shaped("*######", "### ####")),
    "lic_tas": ("AU_DRIVER_LICENCE", _shaped("?#####", "?######", "######")),
    "lic_act": ("AU_DRIVER_LICENCE", _shaped("*######", "*########", "*#########")),
    "lic_nt": ("AU_DRIVER_LICENCE", _shaped("*####", "*#####", "*######")),
    "passport": ("AU_PASSPORT", _shaped("N#######", "P?#######", "PA#######", "PB#######", "RA #######", "N ### ####")),
    "passport_o": ("AU_PASSPORT", _shaped("L?######", "E########", "?#######", "*########", "?? #######")),
    "bsb": ("AU_BSB", _shaped("06#-###", "06# ###", "06####", "01#-###", "73#-###", "633-###", "08# ###", "11#-###")),
    "acct": (
        "BANK_ACCOUNT",
        _shaped("######", "########", "1### ####", "*#####", "## ### ####", "*#########", "###-######"),
    ),
    "phone": ("PHONE", _shaped(*MOBILE, *MOBILE_TOO, *LANDLINE)),
    "mobile": ("PHONE", _shaped(*MOBILE, *MOBILE_TOO)),
    "land": ("PHONE", _shaped(*LANDLINE)),
    "local": ("PHONE", _shaped("9### ####", "6### ####", "5#######", "8###-####", "4### ####")),
    "overseas": ("PHONE", _shaped(*OVERSEAS)),
    "address": ("ADDRESS", _address),
    "street": ("ADDRESS", lambda chance: _street(chance).rstrip(".")),
    "block": ("ADDRESS", _block),
    "rural": ("ADDRESS", _rural),
    "po_box": ("ADDRESS", _po_box),
    "address_caps": ("ADDRESS", lambda chance: _address(chance).upper()),
    "address_low": ("ADDRESS", lambda chance: f"{_street(chance).rstrip('.')} {_place(chance)[0]}".lower()),
    "email": ("EMAIL", _email),
    "card": ("CREDIT_CARD", lambda chance: (made.card if chance.random() < 0.75 else _amex)(chance)),
    "iban": ("IBAN", _iban),
    "dob": ("DOB", _dob),
    "dob_n": ("DOB", _dob_numeric),
    "dob_w": ("DOB", _dob_words),
    "tfn_boxes": ("AU_TFN", _boxes(made.tfn)),
    "medicare_boxes": ("AU_MEDICARE", _boxes(made.medicare)),
    "acct_boxes": ("BANK_ACCOUNT", _boxes(_shaped("########", "######"))),
    "dob_boxes": (
        "DOB",
        lambda chance: " ".join(f"{chance.randint(1, 28):02d}{chance.randint(1, 12):02d}19{chance.randint(40, 99)}"),
    ),
    "unit_of": ("ADDRESS", _unit_of),
    "family_first": ("PERSON", _family_first),
    "dob_day": ("DOB", _dob_day),
    "ip": ("IP_ADDRESS", _ip),
    "key": ("SECRET", made.secret),
    "pass": ("SECRET", _password),
    "dotted": ("PERSON", _dotted),
    "two_given": ("PERSON", _two_given),
    "two_caps": ("PERSON", lambda chance: _two_given(chance).upper()),
    "reversed": ("PERSON", _reversed),
    "low_given": ("PERSON", lambda chance: chance.choice(PEOPLE)[0].lower()),
}
POSITIVE = LETTERS + FORMS


def make(chance: Random) -> Labelled:
    """Two to five pieces, some of them with personal data."""
    return texts(chance, POSITIVE, NEGATIVE, PEOPLE, VALUES)


if __name__ == "__main__":
    write(make, obfuscate, sys.argv[1:])
