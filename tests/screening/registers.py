"""Texts in other registers than prose: intake notes, e-mails, transcripts, affidavits, tables, forms and chat.

Frozen: written before the rules were tuned a second time, and no rule may be tuned on them. To tune, write others.
`python -m tests.screening.registers COUNT SEED [--obfuscated]` writes them as JSON lines, as `corpus` does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from random import Random

from tests.screening import identifiers as made
from tests.screening.corpus import MAKERS, Labelled, obfuscate, write


def people_of(names: str) -> list[tuple[str, str]]:
    """Given and family names of "Given/Family, Given/Family"."""
    return [(given.strip(), family.strip()) for given, family in (each.split("/") for each in names.split(","))]


PEOPLE = people_of(
    """
    Bronte/Hargreaves, Darcy/McPhee, Tahlia/Brennan, Kirra/Yunupingu, Jedda/Mumbulla, Lockie/Fitzgerald,
    Harriet/Ashcroft, Cassius/Blacklock, Winsome/Pettigrew, Edwina/Carruthers, Thuy Linh/Dang, Quoc Bao/Lam,
    Minh Chau/Huynh, Xiao/Liang, Zhi Hao/Koh, Mei Ling/Chow, Jun/Hashimoto, Hye-jin/Kwon, Min-jun/Seo,
    Somchai/Rattanakosin, Putu/Wijaya, Maricel/Dela Cruz, Jejomar/Villanueva, Harpreet/Gill, Gurdeep/Sandhu,
    Ananya/Venkatesan, Tharindu/Jayawardena, Nilusha/Perera, Farzana/Chowdhury, Zainab/Al-Tamimi, Hussam/El-Masri,
    Bilal/Haddad, Reza/Tehrani, Shirin/Golzari, Najib/Wardak, Mehmet/Karaca, Ayse/Demirel, Panagiota/Economou,
    Stavroula/Kostas, Spiros/Vlahos, Carmelina/Di Pietro, Nunzio/La Rosa, Salvo/Cannavaro, Dragana/Petkovic,
    Goran/Milosevic, Zoran/Trajkovski, Ivana/Horvat, Agnieszka/Nowak, Zbigniew/Kowalczyk, Oleksandr/Shevchenko,
    Svitlana/Bondar, Wouter/van der Linden, Annelies/de Vries, Pieter/van Wyk, Joaquim/Ferreira, Xiomara/Contreras,
    Lucho/Sepulveda, Achol/Deng, Majok/Garang, Chukwuemeka/Obi, Tendai/Moyo, Sione/Taufa, Losaline/Fifita,
    Tavita/Leota, Aroha/Tamihana, Wiremu/Parata, Moana/Rangihuna, Siobhan/O'Rourke, Cormac/O'Dowd,
    Anneke/Smith-Visser, Jean-Luc/Moreau, Beatrix/von Stein, Tobias/Eichholz, Ines/Carvalho-Pinto,
    Yitzhak/Rosenbaum, Miriam/Feldstein, Tigist/Bekele, Abdirahman/Warsame, Nasra/Hersi, Wayne/Pocock,
    Sharon/Dunstan, Margaret/Ollerenshaw, Peter/Kallas, Susan/Birtwistle, Robert/Nguyen, Michelle/Tsang
    """
)
STREETS = (
    "Old Coach",
    "Boundary",
    "Nelson",
    "Kembla",
    "St Georges",
    "Murray Valley",
    "Princes",
    "Mt Alexander",
    "Elgar",
)
KINDS = (
    "Rd",
    "St",
    "Street",
    "Tce",
    "Highway",
    "Ave",
    "Cres",
    "Boulevard",
    "Lane",
    "Parade",
    "Grove",
    "Drive",
    "Circuit",
)
TOWNS = ("Coburg North VIC 3058", "Maleny QLD 4552", "Unley SA 5061", "Wagga Wagga NSW 2650", "Palmyra, WA 6157",
         "Moonah, Tasmania 7009", "Dubbo, NSW, 2830", "Nightcliff NT 0810", "Kaleen ACT 2617")  # fmt: skip


def _phone(chance: Random) -> str:
    mobile, land = "4" + made.digits(chance, 8), chance.choice("3456789") + made.digits(chance, 7)
    three = (mobile[:3], mobile[3:6], mobile[6:])
    return chance.choice(
        (
            f"+61-{'-'.join(three)}",
            f"+61 (0){' '.join(three)}",
            f"0{three[0]} {three[1]}{three[2]}",
            f"0{'.'.join(three)}",
            f"0061 {' '.join(three)}",
            f"(0{chance.choice('2378')}){land[:4]}-{land[4:]}",
            f"0{chance.choice('2378')}-{land[:4]}-{land[4:]}",
            f"1300 {made.digits(chance, 3)} {made.digits(chance, 3)}",
            f"0{mobile}",
            f"0{mobile[:3]} {mobile[3:6]} {mobile[6:]}",
        )
    )


def _birthday(chance: Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1940, 2012)
    name = made.MONTHS[month - 1]
    ordinal = made.ordinal(day)
    return chance.choice(
        (
            f"{ordinal} {name} {year}",
            f"{ordinal} of {name} {year}",
            f"{day}/{month}/{year % 100:02d}",
            f"{day:02d}-{month:02d}-{year}",
            f"{day}-{name[:3]}-{year}",
            f"{name} {ordinal}, {year}",
            f"{day:02d} {name[:3].upper()} {year}",
        )
    )


def _address(chance: Random) -> str:
    houses = ("14-16", "Unit 7, 112", "U3/58", "Lot 9, 220", "Shop 2, 31")
    made_up = (f"{chance.randint(1, 900)}", f"{chance.randint(1, 40)}/{chance.randint(1, 200)}")
    number = chance.choice((*made_up, f"{chance.randint(1, 90)}A", *houses))
    joint = chance.choice((", ", ", ", " ", "\n"))
    return f"{number} {chance.choice(STREETS)} {chance.choice(KINDS)}{joint}{chance.choice(TOWNS)}"


def _box(chance: Random) -> str:
    box = chance.choice(("PO Box", "GPO Box", "P.O. Box", "Locked Bag"))
    return f"{box} {chance.randint(1, 9999)}, {chance.choice(TOWNS)}"


def _card(chance: Random) -> str:
    return chance.choice((made.card(chance), _amex(chance)))


def _amex(chance: Random) -> str:
    while True:
        value = "37" + made.digits(chance, 13)
        total = sum(sum(divmod(int(d) * (2 if (15 - at) % 2 == 0 else 1), 10)) for at, d in enumerate(value))
        if total % 10 == 0:
            return made.grouped(value, (4, 6, 5), " ")


def _initials(chance: Random, given: str, family: str) -> str:
    middle = chance.choice("ABCDEFGHJKLMNPRSTVW")
    return chance.choice((f"{given[0]}. {family}", f"{given[0]}.{middle}. {family}", f"{given[0]} {middle} {family}"))


def _full(chance: Random, given: str, family: str) -> str:
    middle = chance.choice(("", "", "", "", f" {chance.choice('ABCDEFGHJKLMNPRST')}", " Anne", " Francis"))
    return f"{given}{middle} {family}"


VALUES = {
    **MAKERS,
    "phone": ("PHONE", _phone),
    "dob": ("DOB", _birthday),
    "address": ("ADDRESS", _address),
    "box": ("ADDRESS", _box),
    "card": ("CREDIT_CARD", _card),
}

POSITIVE = (
    # Intake notes
    "Intake 14/3. Caller: {person}. Ph {phone}. Issue: bond not returned.",
    "NC {person}, dob {dob}, referred by community legal centre.",
    "Spoke w/ {person} re: unfair dismissal, wants call back on {phone}.",
    "Ct says ex-partner ({person}) has changed the locks at {address}.",
    "Client ID checked: DL {licence}, Medicare {medicare}.",
    "OP: {person}. Conflict check clear.",
    "Attended by {person} and her daughter {person}.",
    "Lives at {address}, renting since 2019.",
    "Client's mother {person} will give evidence about the handover.",
    "Next of kin - {person}, {phone}",
    "Mr {family0} says he paid cash. Mrs {family0} disagrees.",
    # E-mails
    "From: {person} <{email}>\nTo: intake\nSubject: Urgent",
    "Hi {given},\n\nThanks for your note. I have copied in {person}.",
    "Regards\n{person}\nParalegal | {phone} | {email}",
    "Cheers,\n{given}\n{phone}",
    "On Tuesday {person} wrote: we never agreed to that.",
    "Please cc {email} and {email} on anything further.",
    "my new address is {address}, please update the file",
    "Please pay the deposit: BSB {bsb} Acc {account} ref 2231.",
    "Mail goes to {box}.",
    "Attached is the passport scan ({passport}) you asked for.",
    # Transcripts
    "THE WITNESS: My full name is {person}.",
    "Q. And your date of birth? A. {dob}.",
    "MS CHEN: Can you state your address? --- {address}.",
    "Q. Who was in the car? A. Me and {person}.",
    "HER HONOUR: Yes, Mr {family0}, you may sit down.",
    "A. I gave him my mobile, {phone}, and he wrote it down.",
    "I call {person}, who is sworn.",
    "XXN of {person} continued after the adjournment.",
    # Affidavits and deeds
    "I, {person} of {address}, affirm:",
    "On 2 May 2021 I was introduced to {person}, a builder.",
    "Annexed and marked A is a letter from {person} to {person}.",
    "I am the sister of {person} and the aunt of {person}.",
    "Sworn by {person} at Parramatta before me:",
    "THIS DEED is made between {caps} of {address} and {caps}",
    "EXECUTED by {caps} in the presence of:",
    "Signed sealed and delivered by {person} ABN {abn}",
    "Kookaburra Joinery Pty Ltd (ACN {acn}) as trustee",
    "I give my house to my son {person} and the residue to {person} in equal shares.",
    "I appoint {person} as executor of my will.",
    "The parties married in 2006. The father is {person}; the mother is {person}.",
    # Tables and forms
    "| Name | DOB | Phone |\n|---|---|---|\n| {person} | {dob} | {phone} |",
    "Name,TFN,Email\n{person},{tfn},{email}",
    "Employee\tTFN\tBSB\tAccount\n{person}\t{tfn}\t{bsb}\t{account}",
    "Surname: {family1}\nGiven names: {given}\nDate of birth: {dob}",
    "Full name: {surname_first}\nTelephone (home): {phone}",
    "Applicant name: {person}\nMedicare card no.: {medicare}\nValid to: 06/27",
    "Driver's licence number (NSW): {licence}\nExpiry: 2028",
    "Emergency contact: {person} (mother) {phone}",
    "Claimant: {caps}\nInsurer: Southern Cross Mutual",
    "Witness 1: {person}\nWitness 2: {person}",
    "Travel document: passport {passport}, issued Canberra",
    "TAX FILE NUMBER {tfn}",
    "Payment method: Amex / Visa {card} exp 09/27",
    "Bank details\nBSB: {bsb}\nAccount number: {account}",
    "Postal: {box}",
    "Date of birth (dd/mm/yyyy): {dob}",
    "Email address: {email}; alternative email: {email}",
    "Patient: {surname_first}; Medicare {medicare}; DOB {dob}",
    "Supplier: Redgum Rural Supplies, ABN: {abn}, GST registered",
    "IBAN: {iban} BIC: DEUTDEFF",
    # Chat
    "hey its {person} here, my landlord kicked me out",
    "my boss {person} hasnt paid my super, my tfn is {tfn}",
    "can u call me on {phone} after 5",
    "im at {address} rn and the police are here",
    "my card got charged twice its {card}",
    "i was born {dob} am i too old for a tenancy scheme",
    "my kids dad {person} wont return them",
    "email me at {email} pls",
    "server logs show {ip} logging in as me",
    "the password is {password} if you need to get in",
    "is {person} allowed to record me at work?",
    "{person} told me to sign or else",
    # Letters and file notes
    "Our ref: 22/1841\n{person}\n{address}\nDear Ms {family1}",
    "We act for {person} in relation to the estate of the late {person}.",
    "Your client {initials} has failed to answer our letter of 4 May.",
    "Dr {initials} examined the worker on 3 June.",
    "Report of {initials}, orthopaedic surgeon, dated 9 July 2022.",
    "The tenant, {initials}, vacated on 1 March.",
    "Constable {family0} attended and took a statement from {person}.",
    "Our file note records that {person} attended with {person}, an interpreter.",
    "Mother's maiden name {family0}.",
    "{person} v her employer: she has asked about costs.",
    "Counsel briefed: {person} of 9 Wentworth Chambers.",
    "Neighbours {person} and {person} both heard the noise.",
    "A text from {person} said the keys were under the mat.",
    "{person}'s solicitor rang. {given} wants to settle.",
    "{person} deposes that the loan was a gift; {family} is her brother.",
    "I met {person} at work in 2015.",
    "Payments were made to {person} by mistake.",
    "Under the will {person} receives the farm.",
    # Machines
    'headers = {"Authorization": "Bearer {secret}"}',
    "aws_access_key: {secret}\nregion: ap-southeast-2",
    "git clone https://deploy:{password}@git.example.com/app.git",
    "2026-03-04T10:22:01Z login ok user={email} ip={ip}",
    '{"name": "{person}", "phone": "{phone}", "dob": "{dob}"}',
    '{"to": "{email}", "account": "{account}", "bsb": "{bsb}"}',
)
NEGATIVE = (
    "Jones v Dunkel (1959) 101 CLR 298 permits the inference.",
    "In Re Estate of Griffith (1995) the testator had capacity.",
    "The Deed of Release and the Shareholders Agreement were signed on 3 May 2019.",
    "House v The King (1936) 55 CLR 499 states the test for appeal.",
    "Order 52 rule 15 of the Federal Court Rules applied until 1 August 2011.",
    "What does Fair Work Commission case law say about genuine redundancy?",
    "See Practice Note SC Gen 5, paragraph 12.",
    "The Residential Tenancies Act 2010 (NSW) s 187 gives the Tribunal power to order repairs.",
    "Pay within 14 days of the date of this letter, namely by 30 June 2026.",
    "The loan of $450,000.00 bore interest at 6.25% from 01/07/2018 to 30/06/2020.",
    "Matter No. 2019/00123456 is listed on 12 March 2026 at 9.30 am in Court 14B.",
    "Chief Justice French and Justice Kiefel agreed with the Full Court.",
    "Best Interests of the Child is the paramount consideration.",
    "Centrelink reference and claim numbers are not set out here.",
    "Order Details: SKU 4471-2209-88, quantity 3, total $129.85",
    "Order number 8830 4471 2098 shipped on Monday.",
    "Table 2\nYear\tRevenue\tCosts\n2021\t1204500\t903000\n2022\t1330200\t995400",
    "The Great Barrier Reef Marine Park Authority issued a permit.",
    "Northern Territory Emergency Response, Closing the Gap and Native Title are separate topics.",
    "Latitude -33.8688, longitude 151.2093 marks the boundary.",
    "Who pays the Stamp Duty on a Contract of Sale in South Australia?",
    "Coco v AN Clark (Engineers) Ltd [1969] RPC 41 sets out breach of confidence.",
    "The meeting in Alice Springs moved to Surry Hills, then to Mount Isa.",
    "Form 2A, Item 7 and Schedule 3 must be completed in Black Ink.",
    "Bayside City Council refused Development Application DA-2021/0456.",
    "Waltons Stores (Interstate) Ltd v Maher (1988) 164 CLR 387 at 404 per Mason CJ and Wilson J.",
    "Uber Eats, Harvey Norman and Woolworths Group were the three respondents.",
    "Personal Property Securities Register and Torrens Title are both registers.",
)


def make(chance: Random) -> Labelled:
    """Two to five pieces, some of them with personal data."""
    return texts(chance, POSITIVE, NEGATIVE, PEOPLE)


Values = Mapping[str, tuple[str, Callable[[Random], str]]]
"""By name in a template, the type of a value and who makes one up."""


def texts(
    chance: Random,
    positive: tuple[str, ...],
    negative: tuple[str, ...],
    people: list[tuple[str, str]],
    values: Values = VALUES,
) -> Labelled:
    """Two to five of these templates, filled."""
    pieces: list[str] = []
    spans: list[tuple[str, int, int]] = []
    length = 0
    for _ in range(chance.randint(2, 5)):
        template = chance.choice(negative if chance.random() < 0.4 else positive)
        text, found = fill(template, chance, people, values) if template in positive else (template, [])
        spans += [(kind, start + length, end + length) for kind, start, end in found]
        pieces.append(text + chance.choice(("\n", "\n\n")))
        length += len(pieces[-1])
    return Labelled("".join(pieces), tuple(spans))


def fill(
    template: str, chance: Random, people: list[tuple[str, str]] = PEOPLE, values: Values = VALUES
) -> tuple[str, list[tuple[str, int, int]]]:
    """The template with made-up values, and where they are."""
    text, spans = "", []
    chosen = chance.sample(people, 6)
    given = family = ""
    for piece in re.split(r"(\{\w+\})", template):
        name = piece[1:-1]
        if piece[:1] != "{" or (name not in values and name not in _NAMES and name != "password"):
            text += piece.replace("{{", "{").replace("}}", "}")
            continue
        if name in _NEW_PERSON or not family:
            given, family = chosen.pop()
        kind, value = "PERSON", ""
        if name == "password":
            kind, value = "SECRET", chance.choice(("Wattle", "kanga", "Blue")) + made.digits(chance, 4) + "!x"
        elif name in _NAMES:
            value = _named(name, chance, given, family)
        else:
            kind, maker = values[name]
            value = maker(chance)
        spans.append((kind, len(text), len(text) + len(value)))
        text += value
    return text, spans


_NEW_PERSON = (
    "person",
    "caps",
    "mixed",
    "lower",
    "caps_family",
    "initials",
    "surname_first",
    "family0",
    "family1",
    "given0",
)
_NAMES = (*_NEW_PERSON, "family", "given")


def _named(name: str, chance: Random, given: str, family: str) -> str:
    if name == "person":
        return _full(chance, given, family)
    if name == "caps":
        return f"{given} {family}".upper()
    if name == "mixed":
        return f"{given} {family.upper()}"
    if name == "lower":
        return f"{given} {family}".lower()
    if name == "caps_family":
        return family.upper()
    if name == "initials":
        return _initials(chance, given, family)
    if name == "surname_first":
        return f"{chance.choice((family, family.upper()))}, {given}"
    return given if name in ("given", "given0") else family


if __name__ == "__main__":
    write(make, obfuscate, sys.argv[1:])
