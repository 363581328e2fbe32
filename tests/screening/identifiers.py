"""Identifiers with right check digits, made up from a seed. None is anybody's but by chance."""

from __future__ import annotations

from random import Random


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = _words(
    "Aisha Alastair Amelia Anh Arjun Bethany Brendan Callum Carmela Chloe Damien Declan Deepak Eleni Fatima Fiona"
    " Gareth Giulia Hamish Hannah Imogen Ivan Jasmine Joanna Kavita Kieran Lachlan Leila Liam Lucinda Mai Malcolm"
    " Marta Mohammed Nadia Nathaniel Olivia Omar Patrick Penelope Priya Rafael Rhys Rosemary Samira Sanjay Sienna"
    " Stavros Tamsin Thuy Trevor Vanessa Wei Xavier Yasmin Zoe"
)
FAMILY = _words(
    "Abbott Anagnostopoulos Barbieri Birch Calloway Chaudhary Cheng D'Angelo Dimitriou Doherty Eriksen Fairweather"
    " Fernando Gallagher Ghosh Halloran Hartigan Ibrahim Jankovic Kapoor Kearney Le Lindqvist McAllister Malouf"
    " Montague Nguyen O'Sullivan Okafor Papadakis Pham Quigley Ramanathan Rossi Saunders Stojanovic Tanaka"
    " Thistlethwaite Tran Ullah Vasquez Whitlam-Reid Wong Yilmaz Zammit"
)
STREETS = _words("Acacia Banksia Bourke Darling Eucalyptus Gladstone Harbour Jacaranda Kosciuszko Macquarie Station")
KINDS = _words("Street St Road Rd Avenue Ave Drive Crescent Lane Place Parade Terrace Court Highway Way Close")
SUBURBS = ("Ashfield", "Brunswick East", "Carina Heights", "Dalkeith", "Elizabeth Vale", "Fannie Bay", "Glenorchy")
STATES = _words("NSW VIC QLD SA WA TAS ACT NT")
MONTHS = _words("January February March April May June July August September October November December")
HOSTS = ("harbourlegal.com.au", "post.example", "uni.edu.au", "courts.gov.au", "mail.example.net")


def digits(chance: Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def grouped(value: str, sizes: tuple[int, ...], separator: str) -> str:
    parts, start = [], 0
    for size in sizes:
        parts.append(value[start : start + size])
        start += size
    return separator.join(parts)


def ordinal(number: int) -> str:
    """Up to 30: 1st, 2nd, 23rd, 28th."""
    suffix = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd"}.get(number, "th")
    return f"{number}{suffix}"


def _until(chance: Random, count: int, holds: object) -> str:
    while True:
        value = digits(chance, count)
        if holds(value):  # type: ignore[operator]
            return value


def _weighted(value: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(value, weights, strict=False))


def tfn(chance: Random) -> str:
    value = _until(chance, 9, lambda v: v[0] != "0" and _weighted(v, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0)
    return grouped(value, (3, 3, 3), chance.choice((" ", "", "-", " ")))


def abn(chance: Random) -> str:
    weights = (10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19)
    value = _until(chance, 11, lambda v: v[0] != "0" and (_weighted(v, weights) - 10) % 89 == 0)
    return grouped(value, (2, 3, 3, 3), chance.choice((" ", "", "-")))


def acn(chance: Random) -> str:
    value = _until(chance, 9, lambda v: -_weighted(v, (8, 7, 6, 5, 4, 3, 2, 1)) % 10 == int(v[8]))
    return grouped(value, (3, 3, 3), chance.choice((" ", "")))


def medicare(chance: Random) -> str:
    value = _until(chance, 9, lambda v: v[0] in "23456" and _weighted(v, (1, 3, 7, 9, 1, 3, 7, 9)) % 10 == int(v[8]))
    value += chance.choice("123456789")
    return chance.choice((value, grouped(value, (4, 5, 1), " "), grouped(value, (4, 5, 1), "-")))


def card(chance: Random) -> str:
    body = chance.choice(("4", "51", "55", "2221", "4564"))
    body += digits(chance, 15 - len(body))
    doubled = sum(sum(divmod(int(d) * 2, 10)) for d in body[0::2]) + sum(int(d) for d in body[1::2])
    return grouped(body + str(-doubled % 10), (4, 4, 4, 4), chance.choice((" ", "", "-")))


def iban(chance: Random) -> str:
    country, rest = chance.choice((("FR", 23), ("IT", 23), ("ES", 20), ("IE", 18), ("DE", 18)))
    if country == "IE":
        body = "AIBK" + digits(chance, 14)
    elif country == "IT":
        body = "X" + digits(chance, 22)
    else:
        body = digits(chance, rest)
    number = int("".join(str(int(c, 36)) for c in body + country + "00"))
    value = f"{country}{98 - number % 97:02d}{body}"
    return value if chance.random() < 0.5 else " ".join(value[i : i + 4] for i in range(0, len(value), 4))


def phone(chance: Random) -> str:
    mobile, area = "04" + digits(chance, 8), chance.choice(("02", "03", "07", "08"))
    land = chance.choice("3456789") + digits(chance, 7)
    return chance.choice(
        (
            grouped(mobile, (4, 3, 3), " "),
            mobile,
            grouped(mobile, (4, 3, 3), "-"),
            f"+61 {grouped(mobile[1:], (3, 3, 3), ' ')}",
            f"+61{mobile[1:]}",
            f"({area}) {grouped(land, (4, 4), ' ')}",
            f"{area} {grouped(land, (4, 4), ' ')}",
            f"+61 {area[1]} {grouped(land, (4, 4), ' ')}",
        )
    )


def bsb(chance: Random) -> str:
    return grouped(digits(chance, 6), (3, 3), chance.choice(("-", " ", "-")))


def account(chance: Random) -> str:
    return digits(chance, chance.choice((6, 7, 8, 9)))


def licence(chance: Random) -> str:
    return chance.choice((digits(chance, 8), digits(chance, 9), chance.choice("ABCGHK") + digits(chance, 5)))


def passport(chance: Random) -> str:
    return chance.choice(("N", "P", "PA", "PB", "RA", "E", "M")) + digits(chance, 7)


def address(chance: Random) -> str:
    unit = chance.choice(("", "", "Unit 4, ", "12/", "Level 9, ", "Suite 302, ", "Flat 2, "))
    street = f"{chance.randint(1, 480)} {chance.choice(STREETS)} {chance.choice(KINDS)}"
    comma = chance.choice((", ", ", ", "\n"))
    postcode = chance.choice("2346") + digits(chance, 3)
    return f"{unit}{street}{comma}{chance.choice(SUBURBS)} {chance.choice(STATES)} {postcode}"


def email(chance: Random) -> str:
    first, last = chance.choice(GIVEN).lower(), chance.choice(FAMILY).lower().replace("'", "")
    local = chance.choice(
        (f"{first}.{last}", f"{first[0]}{last}", f"{last}_{first}", f"{first}+court", f"{last}{digits(chance, 2)}")
    )
    return f"{local}@{chance.choice(HOSTS)}"


def birthday(chance: Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1931, 2014)
    name = MONTHS[month - 1]
    return chance.choice(
        (
            f"{day} {name} {year}",
            f"{day:02d}/{month:02d}/{year}",
            f"{day}.{month}.{year}",
            f"{year}-{month:02d}-{day:02d}",
            f"{day} {name[:3]} {year}",
            f"{name} {day}, {year}",
        )
    )


def ip(chance: Random) -> str:
    if chance.random() < 0.3:
        return "2001:44b8:" + ":".join(f"{chance.randrange(1, 65536):x}" for _ in range(6))
    first = chance.choice((1, 14, 49, 101, 120, 203))
    return f"{first}.{chance.randint(64, 255)}.{chance.randint(0, 255)}.{chance.randint(1, 254)}"


def person(chance: Random) -> str:
    middle = chance.choice(("", "", "", " J", f" {chance.choice(GIVEN)}"))
    return f"{chance.choice(GIVEN)}{middle} {chance.choice(FAMILY)}"


def secret(chance: Random) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

    def run(count: int) -> str:
        return "".join(chance.choice(letters) for _ in range(count))

    return chance.choice(
        (
            "sk-" + "proj-" + run(40),
            "sk-" + "ant-api03-" + run(50),
            "AK" + "IA" + run(16).upper(),
            "gh" + "p_" + run(36),
            "github" + "_pat_" + run(30),
            "xo" + "xb-" + digits(chance, 11) + "-" + run(24),
            "AI" + "za" + run(35),
            "glp" + "at-" + run(20),
            "ey" + "J" + run(24) + ".ey" + "J" + run(30) + "." + run(40),
            "sk_" + "live_" + run(24),
            "hf" + "_" + run(34),
        )
    )
