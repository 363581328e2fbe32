"""Development texts with personal data at known places, written before the detector was tuned.

`python -m tests.screening.corpus COUNT SEED [--fresh] [--obfuscated]` writes them as JSON lines:
{id, text, spans: [{start, end, type}]}.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from tests.screening import identifiers as made


class Labelled(NamedTuple):
    """A text and its personal data, as (type, start, end) in code points."""

    text: str
    spans: tuple[tuple[str, int, int], ...]


MAKERS: dict[str, tuple[str, Callable[[Random], str]]] = {
    "tfn": ("AU_TFN", made.tfn),
    "abn": ("AU_ABN", made.abn),
    "acn": ("AU_ACN", made.acn),
    "medicare": ("AU_MEDICARE", made.medicare),
    "card": ("CREDIT_CARD", made.card),
    "iban": ("IBAN", made.iban),
    "phone": ("PHONE", made.phone),
    "bsb": ("AU_BSB", made.bsb),
    "account": ("BANK_ACCOUNT", made.account),
    "licence": ("AU_DRIVER_LICENCE", made.licence),
    "passport": ("AU_PASSPORT", made.passport),
    "address": ("ADDRESS", made.address),
    "email": ("EMAIL", made.email),
    "dob": ("DOB", made.birthday),
    "ip": ("IP_ADDRESS", made.ip),
    "person": ("PERSON", made.person),
    "secret": ("SECRET", made.secret),
}

POSITIVE = (
    "The ATO wrote to the taxpayer under tax file no. {tfn} on 3 June.",
    "{tfn} is the tax file number she gave to the payroll officer.",
    "Employee declaration - TFN {tfn} - lodged electronically.",
    "Her TFN, as recorded on the group certificate, was {tfn}.",
    "Payee's tax file number\n{tfn}\nWithholding declined.",
    "Invoices carried ABN {abn} throughout the period.",
    "Seller (A.B.N. {abn}) warrants title to the goods.",
    "The registered entity, Australian Business Number {abn}, ceased trading.",
    "Guarantee given by Tidal Freight Pty Ltd, ACN {acn}.",
    "Australian Company Number: {acn}, registered in Victoria.",
    "ASIC extract for company number {acn} annexed and marked B.",
    "Claim lodged with Medicare ({medicare}) and refused.",
    "Medicare No {medicare} exp 04/27",
    "The child is listed second on Medicare card {medicare}.",
    "Payment by Mastercard ending disputed; full number {card}, expiry 11/28.",
    "Amounts were debited to card {card} without authority.",
    "CC: {card} CVV 123",
    "Please transfer the settlement sum to {iban} by noon.",
    "Beneficiary account (IBAN): {iban}",
    "My mobile is {phone} and I am free after court.",
    "Ring chambers on {phone} about the callover.",
    "Contact: {phone} (business hours)",
    "She texted him from {phone} on the night in question.",
    "Fax {phone}, attention the Registrar.",
    "Direct deposit: BSB {bsb}, account {account}.",
    "Bank: Westpac / BSB: {bsb} / A/C: {account}",
    "Pay into account no. {account} at branch (BSB {bsb}) within 28 days.",
    "Acct number {account}; BSB number {bsb}; name of account: trust.",
    "Identity was verified against driver licence no. {licence} (Victoria).",
    "The accused's driver's license, number {licence}, was suspended.",
    "Licence No: {licence} Class: C",
    "DL# {licence} sighted by the officer.",
    "He travelled on passport {passport} to Jakarta.",
    "Passport number {passport} expires next year.",
    "Document: Australian passport no. {passport}",
    "The premises at {address} were searched under warrant.",
    "My home address is {address}.",
    "Service was effected at {address} by leaving a copy.",
    "Residential address:\n{address}\nPostal address: as above",
    "Please send the brief to {email} before Friday.",
    "E-mail: {email}",
    "I wrote to {email}; no reply came.",
    "({email})",
    "Patient was born on {dob} in Hobart.",
    "D.O.B.: {dob}",
    "Date of birth - {dob} - confirmed against the certificate.",
    "The child (born {dob}) lives with the mother.",
    "The router log places {ip} at the house at 9 pm.",
    "Source IP: {ip}",
    "requests from host {ip} were blocked",
    "I act for {person} in a family law property settlement.",
    "My name is {person} and I was dismissed last week.",
    "Mr {person} signed the transfer before two witnesses.",
    "Affidavit of {person} sworn 12 May 2024.",
    "The applicant, {person}, seeks review of the decision.",
    "Dear {person},\nYour matter has been listed.",
    "Our witness {person} will be overseas in March.",
    "{person} (DOB {dob}) presented to emergency.",
    "{person}, of {address}, makes oath and says:",
    "{person}'s phone number is {phone}.",
    "Please draft a letter to {person} at {email}.",
    "Kind regards,\n{person}\nPh {phone}",
    "The deceased, {person}, left a will dated 1998.",
    "OPENAI_API_KEY={secret}",
    "curl -H 'Authorization: Bearer {secret}' fails with 401",
    "the token {secret} was committed by accident",
    'config = {{"key": "{secret}"}}',
    "{secret}",
)
NEGATIVE = (
    "In Mabo v Queensland (No 2) (1992) 175 CLR 1 at 29-30, Brennan J rejected terra nullius.",
    "Section 52(1)(xx) was considered in Work Choices: New South Wales v Commonwealth (2006) 229 CLR 1.",
    "See [2024] HCA 12 at [34]-[38] and [2019] FCAFC 104.",
    "Under ss 459E-459G of the Corporations Act 2001 (Cth) the demand must be set aside.",
    "Gleeson CJ, Gummow, Kirby and Hayne JJ dismissed the appeal on 14 March 2001.",
    "Proceeding number VID 1031 of 2019 was transferred to the Federal Circuit and Family Court of Australia.",
    "The order of 12 June 2015 required payment of $1,250,000 within 28 days.",
    "Clause 14.3.2.1 survives termination; clause 9.1.1.4 does not.",
    "The Commissioner of Taxation relied on TR 2002/11 and PS LA 2011/14.",
    "Donoghue v Stevenson [1932] AC 562 is the origin of the neighbour principle.",
    "Is a restraint of trade of 12 months in Sydney enforceable against a senior employee?",
    "Invoice 20230417 for 1,200 units at $14.50 each was never paid.",
    "Version 10.4.2.1 of the software was installed on 8 August 2018.",
    "The Hon Justice Bathurst delivered the Spigelman Oration in 2014.",
    "The Supreme Court of New South Wales sits at Queens Square in Sydney.",
    "Between 2008 and 2012 the fund returned 4.25 per cent a year.",
    "Lot 7 in Deposited Plan 812345 was transferred in 1994.",
    "Explain the difference between section 18 and section 29 of the Australian Consumer Law.",
    "The ISBN is 978-0-455-24411-2 and the price is $95.",
    "Commonwealth Bank of Australia v Barker (2014) 253 CLR 169; [2014] HCA 32.",
    "Password policies and token budgets were discussed by the Law Council of Australia.",
    "She was born in Perth and moved to Melbourne in 1999.",
    "The High Court, the Federal Court and the Family Court heard argument on the same day.",
    "Table 3: 12 14 16 18 20 22 24 26 28 30 32 34 36 38 40",
    "The account given by the witness in paragraph 45 was rejected.",
    "A tax file number may only be used as s 8WB of the Taxation Administration Act 1953 allows.",
    "He held a driver licence for 12 years before 2005.",
    "Australian Securities and Investments Commission v Hellicar (2012) 247 CLR 345 concerned James Hardie.",
)


# Written last, to see how rules fare that were tuned on the others. Do not tune on these: write new ones instead.
FRESH = (
    "You should lodge the amended return quoting {tfn} as her tax file number.",
    "Tax File Number (TFN) on the payment summary: {tfn}",
    "The employer never asked for the worker's TFN ({tfn}).",
    "GST is payable; our ABN is {abn}.",
    "Supplier ABN. {abn} did not charge GST.",
    "Kestrel Holdings Pty Limited, A.C.N. {acn}, is in liquidation.",
    "the borrower (Australian company number {acn}) defaulted in May",
    "Medicare number: {medicare}, valid to 05/2027",
    "She quoted {medicare}, her Medicare number, at reception.",
    "He read out his credit card over the phone: {card}.",
    "Visa: {card}, name on card withheld",
    "The IBAN we were given, {iban}, belongs to a bank in Europe.",
    "Let me know on {phone} or leave a message.",
    "Mobile: {phone}; after hours: {phone}",
    "His number is {phone}.",
    "Deposit to {account} (account number), BSB {bsb}.",
    "Name: Trust account. BSB {bsb}. Account No. {account}.",
    "The loan account {account} fell into arrears.",
    "Her licence (no. {licence}) had expired.",
    "He produced a Queensland driver's licence numbered {licence}.",
    "Driver Licence: {licence}",
    "Her passport, number {passport}, was retained.",
    "Passport: {passport}; nationality: Australian",
    "The tenant moved out of {address} in June.",
    "Deliver to: {address}",
    "I live at {address} with my two children.",
    "Reply to {email} only.",
    "From: {email}\nTo: {email}\nSubject: discovery",
    "She was born on {dob} at Lismore.",
    "DOB {dob}",
    "date of birth: {dob}.",
    "The login came from {ip} shortly before midnight.",
    "ip={ip} status=403",
    "We represent {person} against her former employer.",
    "My husband, {person}, left in 2019.",
    "Ms {person} deposed that she never signed.",
    "Statement of {person} dated 4 April 2023",
    "Client: {person}\nMatter: unfair dismissal",
    "Yours faithfully,\n{person}",
    "Can {person} be evicted without notice?",
    "{person} owes the estate $40,000.",
    "I, {person}, of {address}, declare:",
    "Contact {person} on {phone}.",
    "The driver of the other car, {person}, admitted fault.",
    "export GITHUB_TOKEN={secret}",
    "Our key is {secret} - is it safe to share?",
    "Authorization: Bearer {secret}",
)


def make(chance: Random, positive: tuple[str, ...] = POSITIVE) -> Labelled:
    """Two to five sentences, some of them with personal data."""
    pieces: list[str] = []
    spans: list[tuple[str, int, int]] = []
    length = 0
    for _ in range(chance.randint(2, 5)):
        template = chance.choice(NEGATIVE if chance.random() < 0.45 else positive)
        text, found = fill(template, chance)
        spans += [(kind, start + length, end + length) for kind, start, end in found]
        pieces.append(text + chance.choice((" ", "\n", "\n\n")))
        length += len(pieces[-1])
    return Labelled("".join(pieces), tuple(spans))


def fill(template: str, chance: Random) -> tuple[str, list[tuple[str, int, int]]]:
    """The template with made-up values, and where they are."""
    text, spans = "", []
    for piece in re.split(r"(\{\w+\})", template):
        if piece[:1] == "{" and piece[1:-1] in MAKERS:
            kind, maker = MAKERS[piece[1:-1]]
            value = maker(chance)
            spans.append((kind, len(text), len(text) + len(value)))
            text += value
        else:
            text += piece.replace("{{", "{").replace("}}", "}")
    return text, spans


WIDE = {ord(digit): chr(0xFF10 + int(digit)) for digit in "0123456789"}
NUMBERS = frozenset(["AU_TFN", "AU_ABN", "AU_ACN", "AU_MEDICARE", "CREDIT_CARD", "PHONE", "BANK_ACCOUNT"])


def obfuscate(labelled: Labelled, chance: Random) -> Labelled:
    """The same, with the values written as somebody writes them who does not want them found."""
    text, spans, at = "", [], 0
    for kind, start, end in labelled.spans:
        text += labelled.text[at:start]
        value = _disguise(kind, labelled.text[start:end], chance)
        spans.append((kind, len(text), len(text) + len(value)))
        text += value
        at = end
    return Labelled(text + labelled.text[at:], tuple(spans))


def _disguise(kind: str, value: str, chance: Random) -> str:
    cut = chance.randrange(1, len(value))
    ways: list[Callable[[], str]] = [
        lambda: value[:cut] + chance.choice("\u200b\u200d\u2060\u00ad\ufeff") + value[cut:]
    ]
    if kind in NUMBERS:
        ways += [
            lambda: value.translate(WIDE),
            lambda: " ".join(re.sub(r"\D", "", value)) if value[0] != "+" and kind != "BANK_ACCOUNT" else value,
            lambda: value.replace(" ", "\u2009").replace("-", "\u2011"),
            lambda: value.replace(" ", "\u00a0\u00a0"),
            lambda: "".join(chr(0x1D7CE + int(c)) if c.isdigit() else c for c in value),
            lambda: value.replace(" ", ".") if " " in value else value.translate(WIDE),
        ]
    if kind == "EMAIL":
        ways += [
            lambda: value.replace("@", " [at] ").replace(".", " [dot] "),
            lambda: value.replace("@", "(at)"),
            lambda: value.replace("@", " at ").replace(".", " dot "),
            lambda: value.replace("@", "\uff20"),
            lambda: value.replace("@", " @ "),
        ]
    return chance.choice(ways)()


def write(
    make_one: Callable[[Random], Labelled], disguise: Callable[[Labelled, Random], Labelled], said: list[str]
) -> None:
    """JSON lines on standard output. said: how many, the seed, and --obfuscated."""
    chance = Random(int(said[1]))
    for number in range(int(said[0])):
        labelled = make_one(chance)
        if "--obfuscated" in said:
            labelled = disguise(labelled, chance)
        spans = [{"type": kind, "start": start, "end": end} for kind, start, end in labelled.spans]
        print(json.dumps({"id": f"own-{number}", "text": labelled.text, "spans": spans}, ensure_ascii=False))


if __name__ == "__main__":
    write(lambda chance: make(chance, FRESH if "--fresh" in sys.argv else POSITIVE), obfuscate, sys.argv[1:])
