"""Texts in a fourth set of registers: schools, insurers, strata, migration, debt collectors, banks, community centres.

Frozen: written when the rules were done, and measured once. To tune, use `practice`.
`python -m tests.screening.offices COUNT SEED [--obfuscated]` writes them as JSON lines, as `corpus` does.
"""

from __future__ import annotations

import sys
from random import Random

from tests.screening.corpus import Labelled, obfuscate, write
from tests.screening.registers import people_of, texts

PEOPLE = people_of(
    """
    Lorraine/Hatherley, Neville/Stubbs, Craig/McIlwraith, Deborah/Yarwood, Tegan/Holloway, Scott/Featherstone,
    Pauline/Mundine, Kaiya/Bulunbulun, Bailey/Tranby, Violet/Summerhayes, Hugo/Wentworth, Isla/Prendergast,
    Thanh Tam/Ngo, Van Hai/Dinh, Lan Anh/Quach, Qiang/Zheng, Jiayi/Sun, Kwok Wai/Cheung, Ayumi/Fujimoto,
    Sung-min/Bae, Chalerm/Boonyarat, Dewi/Lestari, Nur Aisyah/Rahman, Jonalyn/Reyes, Ramil/Aquino, Manpreet/Sidhu,
    Balwinder/Grewal, Revathi/Krishnan, Siddharth/Menon, Kumari/Gunawardena, Tanvir/Ahmed, Hina/Siddiqui,
    Walid/Khalil, Dalal/Saad, Behrouz/Moradi, Soraya/Noori, Burak/Celik, Eleftheria/Andreou, Theodoros/Galanis,
    Pasquale/Marino, Assunta/Greco, Ljiljana/Babic, Nenad/Pavlovic, Malgorzata/Kaminska, Mykola/Tkachenko,
    Sanne/de Groot, Heinrich/Schroeder, Mateus/Oliveira, Consuelo/Navarro, Akuch/Majak, Chinedu/Okonkwo,
    Farai/Ndlovu, Lupe/Havili, Fetu/Tamasese, Ngaire/Waititi, Eoin/Gallagher, Bridie/Corrigan, Margaux/Lefebvre,
    Astrid/Nilsson, Eli/Rosen, Almaz/Girma, Hodan/Yusuf, Ken/Rowe, Lynette/Marsh, Ian/Cartwright, Jodie/Whelan
    """
)
POSITIVE = (
    "Enrolment form\nStudent: {person}\nParent 1: {person}, mobile {phone}\nParent 2: {person}, mobile {phone}",
    "The school counsellor, Ms {family0}, referred {person} in Term 2.",
    "Claim 88120: our insured {person} reversed into a parked car driven by {person}.",
    "Policy holder {person}, date of birth {dob}, licence {licence}.",
    "Please pay the excess to BSB {bsb}, account number {account}.",
    "The owner of lot 14, {person}, has not paid her levies.",
    "By-law breach: {person} keeps two dogs. {family} was warned in May.",
    "Sponsor: {person}\nVisa applicant: {person}\nPassport no: {passport}",
    "We have lodged your application. Passport {passport}; date of birth {dob}.",
    "Debtor: {person}, last known address {address}, phone {phone}.",
    "You owe us $412. Call {person} on {phone} or email {email}.",
    "Account holder: {person}. Card number: {card}. Email: {email}",
    "Cheque payable to {person} only.",
    "The joint account holders are {person} and {person}.",
    "A community worker came with {person}, who speaks no English.",
    "Hi team, could somebody please ring {person}? Her number is {phone}.",
    "Good morning {given0}, please find attached your statement.",
    "Regards, {person}",
    "Many thanks,\n{person}\n{phone}\n{email}",
    "According to {person}, the fence was there in 1998.",
    "{person} claims that {person} pushed her on the stairs.",
    "{person} was born on {dob} and came to Australia in 2004.",
    "My brother-in-law {person} and his wife {person} moved in last year.",
    "My grandmother, {person}, has dementia. Who decides for her?",
    "Is {person} liable if {person} was driving my car?",
    "Attendees: {person}; {person}; {person}",
    "Interview of {person} commenced at 10.05 am.",
    "Accused: {caps}\nCharge: stealing",
    "Mr {initials} and Mrs {initials} are the registered proprietors.",
    "Dr {family0} certified her unfit until 3 June.",
    "Her TFN is {tfn}; his is {tfn}.",
    "Medicare card {medicare}, reference 2, expires 08/27",
    "Residential: {address}\nPostal: {box}",
    "ABN {abn} (sole trader: {person})",
    "Harbourside Cleaning Pty Ltd ACN {acn}",
    "Send the money to IBAN {iban}.",
    "Logged in from {ip} as {email}",
    "Surname\tGiven name\tDOB\tMedicare\n{family0}\t{given}\t{dob}\t{medicare}",
    "Client|Phone|Email\n{person}|{phone}|{email}",
    '{{"full_name": "{person}", "tax_file_number": "{tfn}", "date_of_birth": "{dob}"}}',
    "SECRET_KEY = '{secret}'",
    "Wi-Fi password: {password}",
    "I'm {given0} and my ex, {person}, took our son to Perth.",
    "Statutory declaration of {person}, nurse, of {address}",
    "Licence to drive number {licence} was suspended.",
    "Applicant's name: {person}. Applicant's address: {address}.",
    "Handwritten note: '{given0} to call {person} re bond'",
    "Executors: {person} and {person}",
)
NEGATIVE = (
    "Chamberlain v The Queen (No 2) (1984) 153 CLR 521; Weissensteiner v The Queen (1993) 178 CLR 217.",
    "Re Minister for Immigration; Ex parte Lam (2003) 214 CLR 1; Kioa v West (1985) 159 CLR 550.",
    "Bell J and Keane J agreed with Gageler J; see also Edelman J in Plaintiff M1 v Minister [2022] HCA 17.",
    "The President, Justice Wigney and Deputy President Forgie sat on the appeal.",
    "Commercial Bank of Australia Ltd v Amadio (1983) 151 CLR 447 at 461 per Mason J.",
    "Codelfa Construction Pty Ltd v State Rail Authority of NSW (1982) 149 CLR 337.",
    "Gould v Vaggelas [1985] HCA 75 and Henville v Walker (2001) 206 CLR 459 on reliance.",
    "Strata Schemes Management Act 2015 (NSW) s 106; Owners Corporation Network; Fair Trading NSW.",
    "Home Affairs, Services Australia and the Australian Taxation Office exchange data.",
    "Commonwealth Bank, Bendigo Bank and Suncorp Metway lend on these terms.",
    "The Kings Cross, Potts Point and Rushcutters Bay precincts are closed on Sunday.",
    "Fortitude Valley, Mount Gravatt, Surfers Paradise and Broken Hill have registries.",
    "Charles Darwin University and Edith Cowan University hold open days.",
    "Victoria Street, Elizabeth Street and Russell Street are tow-away zones.",
    "Reasonable Adjustments, Special Leave and Carer's Leave are different entitlements.",
    "What is the difference between Joint Tenants and Tenants in Common?",
    "Form 956A, Form 80 and Schedule 2 criteria must be met by 30 June 2026.",
    "Policy number 4471 2290, claim number 88120, receipt 99310455.",
    "The rent rose from $520 to $565 a week, 8.65 per cent, on 01/03/2025.",
    "Meeting Agenda: Item One, Previous Minutes; Item Two, Financial Report.",
    "The Magna Carta, the Statute of Frauds and Lord Cairns' Act were mentioned.",
    "Telstra Corporation, Optus Mobile and Vodafone Hutchison answered the complaint.",
    "Your Worship, the prosecution withdraws Charge Two and Charge Three.",
    "See Part 4, Division 2, paragraphs 12 to 19, and footnotes 33-35.",
)


def make(chance: Random) -> Labelled:
    """Two to five pieces, some of them with personal data."""
    return texts(chance, POSITIVE, NEGATIVE, PEOPLE)


if __name__ == "__main__":
    write(make, obfuscate, sys.argv[1:])
