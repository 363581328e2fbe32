"""Texts in other registers: what is typed in a suburban office of solicitors and their neighbours.

Frozen: written by another hand, without sight of the rules or of the other sets. To tune, use `practice`.
`python -m tests.screening.desks COUNT SEED [--obfuscated]` writes them as JSON lines, as `corpus` does.
"""

from __future__ import annotations

import sys
from random import Random

from tests.screening import identifiers as made
from tests.screening.corpus import Labelled, obfuscate, write
from tests.screening.desks_negatives import NEGATIVE
from tests.screening.desks_notes import NOTES
from tests.screening.desks_texts import TEXTS
from tests.screening.registers import Values, people_of, texts

POSITIVE = (*TEXTS, *NOTES)

PEOPLE = people_of(
    """
    Doreen/Pilkington, Kerrie-Anne/Bagnall, Leonard/Oxley, Noelene/Crouch, Clive/Garside, Maureen/Duffield,
    Shane/Petherick, Tegan/Wharton, Brayden/Scully, Wayne/Mott, Janelle/Pym, Errol/Tunnicliffe, Valda/Hesketh,
    Stuart/Ramsbottom, Lorraine/Eagleton, Colin/Bascombe, Tahlia/Snape, Dylan/Farquharson, Merle/Cadwallader,
    Gordon/Leggatt, Narelle/Woodbury, Craig/Sheldrake, Peta/Inglis, Barry/Munce, Sharyn/Merriman, Hugh/Dalrymple,
    Evangelia/Mavros, Theo/Karantonis, Voula/Spanos, Rocco/Cutrupi, Assunta/Di Bella, Carmelo/Grech, Doris/Vella,
    Tony/Boustany, Nawal/Sarkis, Charbel/Tannous, Hussein/Kassem, Zeinab/Fakhoury, Mehmet/Demir, Emine/Yildirim,
    Dragan/Petrovski, Ljubica/Markovic, Zdenka/Horvat, Piotr/Zielinski, Ilse/Brandt, Gerrit/Hoekstra,
    Thanh/Vo, Minh Chau/Dang, Quoc/Huynh, Xiaoling/Zheng, Jian/Fang, Wing Yan/Kwok, Ji-woo/Hwang, Kenji/Moriyama,
    Rosalinda/Dimaculangan, Jun/Villanueva, Balwinder/Sandhu, Harpreet/Grewal, Lakshmi/Venkatesan, Anil/Deshmukh,
    Nimal/Jayasuriya, Farida/Rahimi, Abdul/Nazari, Reza/Moradi, Akech/Deng, Yohannes/Tesfaye, Chipo/Moyo,
    Sione/Tuipulotu, Losa/Faleolo, Hemi/Ngata, Ratu/Vakatawa, Ngaire/Paewai, Lowanna/Bamblett, Jarrah/Widders,
    Siobhan/Geraghty, Eamon/Tierney, Mark/Page, Grace/Field, Heather/Miles, Glen/Forest, Rose/Church, Dale/Law
    """
)
_STREETS = (
    "Petunia",
    "Ocean Beach",
    "Warners",
    "Old Coach",
    "Mulga",
    "Karalta",
    "Queen Mary",
    "Lachlan",
    "St Clair",
    "Fifth",
    "Bells Line",
    "Wyuna",
    "Sir Thomas Mitchell",
    "O'Hara",
    "Railway",
    "Glebe",
)
_KINDS = ("Street", "St", "Street", "Road", "Rd", "Avenue", "Ave", "Crescent", "Cres", "Close", "Drive", "Dr", "Lane")
_KINDS += ("Parade", "Place", "Pl", "Terrace", "Grove", "Circuit", "Way")
_TOWNS = (
    ("Umina Beach", "NSW 2257"),
    ("Toukley", "NSW 2263"),
    ("East Gosford", "NSW 2250"),
    ("Kurri Kurri", "NSW 2327"),
    ("Marrickville", "NSW 2204"),
    ("Wodonga", "Vic 3690"),
    ("Reservoir", "VIC 3073"),
    ("Caboolture", "QLD 4510"),
    ("Southport", "Qld 4215"),
    ("Murray Bridge", "SA 5253"),
    ("Christies Beach", "SA 5165"),
    ("Armadale", "WA 6112"),
    ("Geraldton", "WA 6530"),
    ("Ulverstone", "Tas 7315"),
    ("Tuggeranong", "ACT 2900"),
    ("Katherine", "NT 0850"),
)


def _street(chance: Random) -> str:
    house, unit = str(chance.randint(1, 319)), chance.randint(1, 24)
    house = chance.choice(
        (house, house, house, house + chance.choice("AB"), f"{unit}/{house}", f"Unit {unit}, {house}")
    )
    return f"{house} {chance.choice(_STREETS)} {chance.choice(_KINDS)}"


def _address(chance: Random) -> str:
    town, state = chance.choice(_TOWNS)
    return chance.choice(
        (
            f"{_street(chance)}, {town} {state}",
            f"{_street(chance)}, {town} {state}",
            f"{_street(chance)}, {town}, {state}",
            f"{_street(chance)} {town} {state}",
            f"{_street(chance)}, {town} {state[:-5]}, {state[-4:]}",
            f"{_street(chance)}, {town}",
            f"Lot {chance.randint(2, 90)} {chance.choice(_STREETS)} Road, {town} {state}",
        )
    )


def _block(chance: Random) -> str:
    town, state = chance.choice(_TOWNS)
    return f"{_street(chance)}\n{chance.choice((town, town.upper()))} {state.upper()}"


def _box(chance: Random) -> str:
    town, state = chance.choice(_TOWNS)
    return f"{chance.choice(('PO Box', 'PO Box', 'P.O. Box'))} {chance.randint(11, 2900)}, {town} {state}"


def _mobile(chance: Random) -> str:
    rest = made.digits(chance, 8)
    return chance.choice(
        (
            f"04{rest[:2]} {rest[2:5]} {rest[5:]}",
            f"04{rest[:2]} {rest[2:5]} {rest[5:]}",
            f"04{rest}",
            f"04{rest[:2]}-{rest[2:5]}-{rest[5:]}",
            f"04 {rest[:4]} {rest[4:]}",
            f"04{rest[:2]} {rest[2:4]} {rest[4:6]} {rest[6:]}",
            f"+61 4{rest[:2]} {rest[2:5]} {rest[5:]}",
            f"+614{rest}",
        )
    )


def _land(chance: Random) -> str:
    return chance.choice("3456789") + made.digits(chance, 7)


def _home(chance: Random) -> str:
    area, land = chance.choice(("02", "02", "03", "07", "08")), _land(chance)
    return chance.choice(
        (
            f"({area}) {land[:4]} {land[4:]}",
            f"{area} {land[:4]} {land[4:]}",
            f"{area}-{land[:4]} {land[4:]}",
            f"({area}) {land}",
            f"+61 {area[1]} {land[:4]} {land[4:]}",
        )
    )


def _local(chance: Random) -> str:
    return made.grouped(_land(chance), (4, 4), chance.choice((" ", " ", "-")))


def _overseas(chance: Random) -> str:
    return chance.choice(
        (
            f"+64 27 {made.digits(chance, 3)} {made.digits(chance, 4)}",
            f"+44 7700 {made.digits(chance, 6)}",
            f"+39 348 {made.digits(chance, 7)}",
        )
    )


def _bsb(chance: Random) -> str:
    bank = chance.choice(("062", "032", "082", "012", "732", "182", "484", "633", "802", "112", "064", "650"))
    return bank + chance.choice(("-", "-", " ")) + made.digits(chance, 3)


def _account(chance: Random) -> str:
    sizes = chance.choice(((5,), (6,), (8,), (8,), (9,), (10,), (4, 4), (4, 4), (3, 3), (3, 3, 3), (2, 4)))
    return made.grouped(made.digits(chance, sum(sizes)), sizes, chance.choice((" ", " ", "-")))


def _letters(chance: Random, count: int) -> str:
    return "".join(chance.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(count))


def _nsw(chance: Random) -> str:
    return made.digits(chance, 8) if chance.random() < 0.7 else made.digits(chance, 4) + _letters(chance, 2)


def _vic(chance: Random) -> str:
    value = chance.choice("123456789") + made.digits(chance, chance.choice((7, 8, 8, 9)))
    return f"{value[:3]} {value[3:6]} {value[6:]}" if len(value) == 9 and chance.random() < 0.4 else value


def _qld(chance: Random) -> str:
    value = made.digits(chance, chance.choice((8, 9)))
    return f"{value[:3]} {value[3:6]} {value[6:]}" if len(value) == 9 and chance.random() < 0.5 else value


def _sa(chance: Random) -> str:
    return chance.choice(("", _letters(chance, 1))) + made.digits(chance, 6)


def _wa(chance: Random) -> str:
    value = made.digits(chance, 7)
    return value if chance.random() < 0.7 else f"{value[:3]} {value[3:]}"


def _tas(chance: Random) -> str:
    return made.digits(chance, 6) if chance.random() < 0.4 else _letters(chance, 1) + made.digits(chance, 5)


def _act(chance: Random) -> str:
    return made.digits(chance, chance.choice((7, 8, 10)))


def _nt(chance: Random) -> str:
    return made.digits(chance, chance.choice((5, 6, 7)))


def _passport(chance: Random) -> str:
    value = chance.choice(("N", "M", "E", "PA", "PB", "RA", "RB")) + made.digits(chance, 7)
    return value if chance.random() < 0.8 else value[:-7] + " " + value[-7:]


def _zealand(chance: Random) -> str:
    return chance.choice(("LA", "LF", "LK", "RA")) + made.digits(chance, 6)


def _indian(chance: Random) -> str:
    return chance.choice("KLMNPRSTZ") + made.digits(chance, 7)


def _british(chance: Random) -> str:
    return chance.choice("135") + made.digits(chance, 8)


def _medicare(chance: Random) -> str:
    number = made.medicare(chance).replace(" ", "").replace("-", "")
    number = chance.choice((number, made.grouped(number, (4, 5, 1), " "), made.grouped(number, (4, 5, 1), " ")))
    return number if chance.random() < 0.7 else number + chance.choice(("/", "-", " / ")) + chance.choice("1234")


def _abn(chance: Random) -> str:
    return made.grouped(made.abn(chance).replace(" ", "").replace("-", ""), (2, 3, 3, 3), chance.choice((" ", " ", "")))


def _card(chance: Random) -> str:
    if chance.random() < 0.8:
        return made.card(chance)
    body = "37" + made.digits(chance, 12)
    doubled = sum(sum(divmod(int(d) * 2, 10)) for d in body[1::2]) + sum(int(d) for d in body[0::2])
    return made.grouped(body + str(-doubled % 10), (4, 6, 5), chance.choice((" ", "", "-")))


def _iban(chance: Random) -> str:
    country, bank, rest = chance.choice(
        (("GB", "NWBK", 14), ("NL", "ABNA", 10), ("GR", "", 23), ("HR", "", 17), ("DE", "", 18), ("IT", "K", 22))
    )
    body = bank + made.digits(chance, rest)
    number = int("".join(str(int(each, 36)) for each in body + country + "00"))
    value = f"{country}{98 - number % 97:02d}{body}"
    return " ".join(value[i : i + 4] for i in range(0, len(value), 4)) if chance.random() < 0.6 else value


def _date(chance: Random, first: int, last: int) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(first, last)
    name = made.MONTHS[month - 1]
    return chance.choice(
        (
            f"{day} {name} {year}",
            f"{day} {name} {year}",
            f"{day:02d}/{month:02d}/{year}",
            f"{day}/{month}/{year}",
            f"{day}/{month}/{year % 100:02d}",
            f"{day}.{month}.{year % 100:02d}",
            f"{made.ordinal(day)} {name} {year}",
            f"{made.ordinal(day)} of {name}, {year}",
            f"{day} {name[:3]} {year}",
            f"{day}-{name[:3]}-{year}",
        )
    )


def _born(chance: Random) -> str:
    return _date(chance, 1934, 2004)


def _child(chance: Random) -> str:
    return _date(chance, 2009, 2023)


def _email(chance: Random) -> str:
    given, family = chance.choice(PEOPLE)
    first, last = ("".join(filter(str.isalpha, each)).lower() for each in (given, family))
    local = chance.choice(
        (f"{first}.{last}", f"{first}{last}", f"{first}_{last}", f"{first[0]}{last}", f"{last}family", f"{first}")
    ) + chance.choice(("", "", made.digits(chance, 2), "1"))
    hosts = ("bigpond.com", "gmail.com", "optusnet.com.au", "outlook.com.au", "icloud.com", "iinet.net.au")
    return f"{local}@{chance.choice((*hosts, 'bigpond.net.au', 'baysidejoinery.com.au', 'hotmail.com'))}"


def _ip(chance: Random) -> str:
    if chance.random() < 0.25:
        return "2403:5800:" + ":".join(f"{chance.randrange(16, 65536):x}" for _ in range(6))
    first = chance.choice((1, 27, 58, 110, 121, 144, 180, 203))
    return f"{first}.{chance.randint(2, 254)}.{chance.randint(0, 254)}.{chance.randint(1, 254)}"


def _password(chance: Random) -> str:
    word = chance.choice(("Magpie", "Lorikeet", "Toukley", "Bluebell", "Holden", "grevillea", "Sunday", "Pavlova"))
    return chance.choice(
        (
            f"{word}{made.digits(chance, 2)}!",
            f"{word}#{made.digits(chance, 4)}",
            f"{word.lower()}{made.digits(chance, 4)}",
            f"{word[0]}{made.digits(chance, 2)}{word[2:4].lower()}${_letters(chance, 3)}{made.digits(chance, 1)}",
        )
    )


VALUES_HERE: Values = {
    "tfn": ("AU_TFN", made.tfn),
    "abn": ("AU_ABN", _abn),
    "acn": ("AU_ACN", made.acn),
    "medicare": ("AU_MEDICARE", _medicare),
    "nsw": ("AU_DRIVER_LICENCE", _nsw),
    "vic": ("AU_DRIVER_LICENCE", _vic),
    "qld": ("AU_DRIVER_LICENCE", _qld),
    "sa": ("AU_DRIVER_LICENCE", _sa),
    "wa": ("AU_DRIVER_LICENCE", _wa),
    "tas": ("AU_DRIVER_LICENCE", _tas),
    "act": ("AU_DRIVER_LICENCE", _act),
    "nt": ("AU_DRIVER_LICENCE", _nt),
    "passport": ("AU_PASSPORT", _passport),
    "zealand": ("AU_PASSPORT", _zealand),
    "indian": ("AU_PASSPORT", _indian),
    "british": ("AU_PASSPORT", _british),
    "bsb": ("AU_BSB", _bsb),
    "account": ("BANK_ACCOUNT", _account),
    "mobile": ("PHONE", _mobile),
    "home": ("PHONE", _home),
    "local": ("PHONE", _local),
    "overseas": ("PHONE", _overseas),
    "address": ("ADDRESS", _address),
    "street": ("ADDRESS", _street),
    "block": ("ADDRESS", _block),
    "box": ("ADDRESS", _box),
    "email": ("EMAIL", _email),
    "card": ("CREDIT_CARD", _card),
    "iban": ("IBAN", _iban),
    "born": ("DOB", _born),
    "child": ("DOB", _child),
    "ip": ("IP_ADDRESS", _ip),
    "pw": ("SECRET", _password),
    "key": ("SECRET", made.secret),
}


def make(chance: Random) -> Labelled:
    """Two to five pieces, some of them with personal data."""
    return texts(chance, POSITIVE, NEGATIVE, PEOPLE, VALUES_HERE)


if __name__ == "__main__":
    write(make, obfuscate, sys.argv[1:])
