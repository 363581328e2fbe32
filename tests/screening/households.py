"""Texts in a fifth set of registers: parenting, wills, tenancies, benefits, police, doctors, calls, messages.

Frozen: written before the rules were looked at with it, and measured once. To tune, use `practice`.
`python -m tests.screening.households COUNT SEED [--obfuscated]` writes them as JSON lines, as `corpus` does.
"""

from __future__ import annotations

import sys
from random import Random

from tests.screening import identifiers as made
from tests.screening.corpus import Labelled, obfuscate, write
from tests.screening.registers import VALUES, people_of, texts

PEOPLE = people_of(
    """
    Beryl/Hockings, Trent/Vandenberg, Kasey/Mulholland, Raelene/Tickner, Murray/Sneddon, Glenys/Fotheringham,
    Jaxon/Rudd, Poppy/Lillywhite, Angus/Strickland, Imelda/Keogh, Roslyn/Trethewey, Darryl/Cubillo, Marlee/Nungarrayi,
    Tyson/Yunkaporta, Bich Ngoc/Trinh, Gia Huy/Doan, Hong/Luong, Yifan/Guo, Shuang/Tian, Chun Kit/Leung, Haruto/Okada,
    Da-eun/Yoon, Niran/Suksawat, Ketut/Suardana, Siti/Hamidah, Rizal/Bautista, Cherry/Magsaysay, Jaswinder/Bhullar,
    Amrita/Ahluwalia, Karthik/Subramaniam, Meena/Pillai, Ruwan/Wickramasinghe, Shahid/Mahmood, Ayesha/Qureshi,
    Elias/Bechara, Rima/Haddad, Parviz/Ansari, Laleh/Karimi, Serkan/Aksoy, Maroula/Stathopoulos, Con/Kyriakou,
    Giuseppina/Tripodi, Ettore/Bonfiglio, Snezana/Radovic, Miroslav/Kovacevic, Bozena/Lewandowska, Taras/Hrytsenko,
    Marijke/van Leeuwen, Klaus/Obermeier, Thiago/Barbosa, Soledad/Aguirre, Abuk/Lual, Ifeoma/Nnamdi, Tatenda/Chirwa,
    Vaisigano/Lemalu, Talia/Pomare, Orla/Finnegan, Diarmuid/Sheehan, Solange/Perrot, Bjorn/Halvorsen, Naomi/Abramov,
    Hirut/Alemu, Sagal/Jama, Ross/Bent, Gwen/Pascoe, Neil/Hagan, Cheryl/Root, Todd/Sexton, Gail/Bright
    """
)
STREETS = ("Wattletree", "Bong Bong", "Flinders", "Mc Dougall", "Upper Heidelberg", "Coolabah", "Third", "O'Shanassy")
KINDS = ("St", "Street", "Rd", "road", "Ave", "Cct", "Blvd", "Esplanade", "Rise", "Mews", "Glen", "Walk", "Pde", "Way")
TOWNS = (
    "Footscray VIC 3011",
    "Nambour Qld 4560",
    "Salisbury North SA 5108",
    "Cessnock, NSW 2325",
    "Rockingham WA 6168",
    "Burnie TAS 7320",
    "Palmerston NT 0830",
    "Queanbeyan NSW, 2620",
    "Kambah ACT 2902",
)


def _phone(chance: Random) -> str:
    mobile, land = "4" + made.digits(chance, 8), chance.choice("3456789") + made.digits(chance, 7)
    return chance.choice(
        (
            f"0{mobile[:3]} {mobile[3:6]} {mobile[6:]}",
            f"0{mobile}",
            f"04 {made.grouped(mobile[1:], (4, 4), ' ')}",
            f"0{mobile[:3]} {made.grouped(mobile[3:], (2, 2, 2), ' ')}",
            f"+61 4 {made.grouped(mobile[1:], (4, 4), ' ')}",
            f"+61.{made.grouped(mobile, (3, 3, 3), '.')}",
            f"61{mobile}",
            f"(0{mobile[:3]}) {mobile[3:6]} {mobile[6:]}",
            f"03 {land}",
            f"(07) {land[:4]} {land[4:]}",
            f"+613 {land[:4]} {land[4:]}",
            f"+44 7911 {made.digits(chance, 6)}",
            f"+64 21 {made.digits(chance, 3)} {made.digits(chance, 4)}",
            f"1800 {made.digits(chance, 3)} {made.digits(chance, 3)}",
        )
    )


def _local(chance: Random) -> str:
    return made.grouped(chance.choice("56789") + made.digits(chance, 7), (4, 4), chance.choice((" ", "-", "")))


def _birthday(chance: Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1935, 2021)
    name = made.MONTHS[month - 1]
    ordinal = made.ordinal(day)
    return chance.choice(
        (
            f"{day} {name} {year}",
            f"{day:02d}/{month:02d}/{year}",
            f"{day}/{month}/{year}",
            f"{ordinal} day of {name} {year}",
            f"{day}.{month}.{year % 100:02d}",
            f"{day:02d}{name[:3].upper()}{year}",
            f"{day} {name[:3]} {year % 100:02d}",
            f"{name} {ordinal} {year}",
            f"{year}/{month:02d}/{day:02d}",
            f"{day:02d} {month:02d} {year}",
            f"{day:02d} / {month:02d} / {year}",
        )
    )


def _address(chance: Random) -> str:
    number = chance.choice(
        (
            f"{chance.randint(1, 700)}",
            f"{chance.randint(1, 30)}/{chance.randint(1, 300)}",
            f"Unit {chance.randint(1, 30)}/{chance.randint(1, 300)}",
            f"Apt {chance.randint(1, 900)}, {chance.randint(1, 90)}",
            f"Level {chance.randint(2, 40)}, {chance.randint(1, 500)}",
            f"{chance.randint(1, 90)}B",
            f"Lot {chance.randint(1, 90)}",
        )
    )
    place = chance.choice(TOWNS)
    street = f"{number} {chance.choice(STREETS)} {chance.choice(KINDS)}"
    return chance.choice(
        (
            f"{street}, {place}",
            f"{street} {place}",
            f"{street}, {place}".lower(),
            f"{street}, {place}".upper(),
            street,
            f"{chance.randint(1, 99)} The {chance.choice(('Esplanade', 'Avenue', 'Strand', 'Crescent'))}, {place}",
            f"RMB {chance.randint(100, 9000)}, {chance.choice(STREETS)} Road, {place}",
        )
    )


def _licence(chance: Random) -> str:
    letters = "ABCDEFGHJKLMNPRSTW"
    return chance.choice(
        (
            made.digits(chance, 8),
            made.digits(chance, 4) + chance.choice(letters) + chance.choice(letters),
            made.grouped("0" + made.digits(chance, 8), (3, 3, 3), " "),
            made.digits(chance, 10),
            made.digits(chance, 7),
            chance.choice("SB") + made.digits(chance, 5),
            chance.choice(letters) + made.digits(chance, 6),
        )
    )


def _passport(chance: Random) -> str:
    number = made.digits(chance, 7)
    return chance.choice((f"N{number}", f"PA{number}", f"PA {number}", f"pb{number}", f"LA{number[:6]}", f"5{number}9"))


def _card(chance: Random) -> str:
    start, length = chance.choice((("4", 16), ("53", 16), ("34", 15), ("3056", 14), ("6212", 16)))
    sizes, separators = {
        14: ((4, 6, 4), (" ", "")),
        15: ((4, 6, 5), ("-", " ", "")),
        16: ((4, 4, 4, 4), (" ", "-", "")),
    }[length]
    body = start + made.digits(chance, length - 1 - len(start))
    total = sum(sum(divmod(int(d) * (2 - at % 2), 10)) for at, d in enumerate(reversed(body)))
    return made.grouped(f"{body}{-total % 10}", sizes, chance.choice(separators))


def _account(chance: Random) -> str:
    number = made.digits(chance, 8)
    return chance.choice(
        (number, f"{number[:4]} {number[4:]}", f"{number[:2]}-{number[2:6]}-{number[6:]}", f"00{number}")
    )


VALUES_HERE = {
    **VALUES,
    "phone": ("PHONE", _phone),
    "local": ("PHONE", _local),
    "dob": ("DOB", _birthday),
    "address": ("ADDRESS", _address),
    "licence": ("AU_DRIVER_LICENCE", _licence),
    "passport": ("AU_PASSPORT", _passport),
    "card": ("CREDIT_CARD", _card),
    "account": ("BANK_ACCOUNT", _account),
}

POSITIVE = (
    # Parenting
    "I have lived at {address} with {person} since our separation on 4 August 2021.",
    "The child of the relationship is {person}, born {dob}, who is in Year 3.",
    "The children, {person} (b. {dob}) and {person} (b. {dob}), spend alternate weekends with their father.",
    "I object to paragraph 14 of the affidavit sworn by {person} on 9 May 2024.",
    "The maternal grandmother, {person}, does the school run.",
    "My de facto partner ({person}) earns about $84,000 a year.",
    "Changeover will take place at {address} unless the parents agree otherwise.",
    "The father may telephone the child on {phone} each Wednesday between 6 pm and 6.30 pm.",
    "Independent Children's Lawyer: {person}",
    "Ms {family0} prepared the family report. In cross-examination Ms {family} conceded the point.",
    "I first met {person} when we both worked at the hospital.",
    "{person} and I commenced cohabitation in 2011.",
    "The mother has re-partnered with {person}.",
    "Single expert: Dr {given0} {family}",
    "The father trades as a plasterer (ABN {abn}).",
    # Wills
    "THIS IS THE LAST WILL of me {caps} of {address}, retired teacher.",
    "I revoke all earlier wills and appoint my daughter {person} and my son-in-law {person} to be my executors.",
    "Probate of the will of {person} late of {address} was granted to {person}.",
    "The testatrix, {caps}, died on 2 February 2024 leaving real and personal estate.",
    "I give $5,000 to each of my grandchildren {person}, {person} and {person}.",
    "Witnesses: 1. {person} (pharmacist) 2. {person} (neighbour)",
    "A caveat was lodged by the deceased's step-daughter {person}.",
    "The attorney under the enduring power is {person}; the substitute is {person}.",
    "The beneficiary's date of birth is {dob} and her tax file number is {tfn}.",
    "{person}, also known as {person}, made a codicil in 2019.",
    "The trustee is Bellbird Nominees Pty Ltd A.C.N. {acn}.",
    # Tenancies
    "Rented premises: {address}",
    "Tenant/s: {person} & {person}",
    "Landlord's agent {person} (mob. {phone}) issued the notice to vacate.",
    "Rental provider: {person}\nRenter: {person}",
    "Bond refund to be paid into {account} (BSB {bsb}).",
    "Refund to a/c {account}, bsb {bsb}, in the name of {person}",
    "The tenant can be served by email at {email}.",
    "Forwarding address given: {address}",
    "Housemate {person} moved out & never paid her share.",
    # Benefits
    "Customer: {person}   DOB: {dob}",
    "Partner's name: {person}\nPartner's date of birth: {dob}\nPartner's TFN: {tfn}",
    "My rent certificate is for {address}, landlord {person}.",
    "Carer Payment claim for {person}, my father, who was born on {dob}.",
    "medicare card no. on file is {medicare}, irn 3",
    "Nominee: {person}. Contact no: {phone}.",
    "payments go into bsb {bsb} acct {account}",
    "Child care subsidy was paid to {abn} (ABN).",
    # Police
    "STATEMENT OF WITNESS\nName: {person}\nAddress: {address}\nOccupation: cleaner",
    "I know the person {person} from the pub. I have known {given} for six years.",
    "The male gave his name as {person} and his date of birth as {dob}.",
    "Checks on {person} ({dob}) showed no warrants.",
    "Registered owner: {surname_first}, licence {licence}.",
    "The driver produced a Western Australian driver's licence in the name of {person}, number {licence}.",
    "Det. Snr Const. {family0} seized the handset, service number {phone}.",
    "PINOP: {mixed}\nDefendant: {mixed}",
    "I then saw {mixed} run towards the car.",
    "Licence sighted, DLN {licence}, photo matched.",
    "{licence} is the number on his driver's licence.",
    "{passport} was the number of the passport he surrendered.",
    "Neighbour at {address} called triple zero.",
    # Medicine
    "RE: {person}  DOB {dob}  {address}",
    "Thank you for asking me to see {person}, a 46-year-old storeman.",
    "Ms {family0} denies any previous injury to her neck.",
    "GP: Dr {person}, tel {phone}, fax {phone}",
    "Medicare: {medicare} / position 2",
    "Pt {person} attended ED with her mother {person}.",
    "Copy to: Dr {initials}, {address}",
    "MEDICARE NO.      {medicare}\nVALID TO          03/2028",
    "Impression: Mr {family0} has a major depressive disorder.",
    # Messages
    "u still at {phone}? its {given0}",
    "hey {given0} can u send the bond money to bsb {bsb} acc {account}",
    "payid is {phone}",
    "my payid {email}",
    "[14/03/24, 7:12 pm] {person}: I'm keeping the kids this weekend",
    "[21:03] {given0}: where r u",
    "whats ur addy? mine is {address}",
    "i got scammed, gave them my visa {card} exp 04/27",
    "new no. {phone} pls save",
    "my tfn {tfn} can u check if theyve lodged",
    "my drivers is {licence} if u need it",
    "dob {dob} medicare {medicare} thx",
    "mums number is {phone} and dads home number is {local}",
    "can {lower} stop me seeing my kids",
    # Forms as they come out of a scanner
    "Fami1y name  {family0}\nGiven names  {given}\nDate 0f birth  {dob}",
    "SURNAME\n{caps_family}\nGIVEN NAMES\n{given}",
    "Date of birth\n{dob}\nPlace of birth\nWollongong",
    "Tax file number\n{tfn}",
    "Passport No.\n{passport}\nCountry of issue\nAustralia",
    "DRIVER LICENCE\nNEW SOUTH WALES\n{person}\nLicence No. {licence}",
    "Home phone | {phone} | Mobile | {phone}",
    "BSB No.  {bsb}   Account No.  {account}   Account name  {person}",
    "PASSPORT {passport} AUS {caps}",
    # Calls
    "AGENT: Can I have your full name please?\nCALLER: Yeah, it's {person}.",
    "AGENT: And the date of birth on the account?\nCALLER: {dob}.",
    "AGENT: Best number to call you back on?\nCALLER: {phone}.",
    "CALLER: My Medicare number's {medicare}.",
    "AGENT: What's the residential address?\nCALLER: It's {address}.",
    "AGENT: Thanks, {given0}. And your email?\nCALLER: {email}.",
    "CALLER: card number is {card}",
    "CALLER: the passport? {passport}.",
    # Exports
    "applicant:\n  name: {person}\n  dob: '{dob}'\n  phone: '{phone}'\n  address: {address}",
    '{{"licenceNumber": "{licence}", "licenceState": "VIC"}}',
    '{{"bankAccount": {{"bsb": "{bsb}", "number": "{account}"}}}}',
    '{{"givenName": "{given0}", "familyName": "{family}", "birthDate": "{dob}"}}',
    "respondent.email={email}\nrespondent.ip={ip}",
    '{{"passportNo": "{passport}", "medicareNo": "{medicare}"}}',
    "parties:\n- {person}\n- {person}",
    "twilio:\n  auth_token: {secret}",
    "password={password}",
    "She sent it to an overseas account, {iban}.",
    "Login history shows {ip} and {ip}.",
)
NEGATIVE = (
    "Goode & Goode [2006] FamCA 1346 and MRR v GR (2010) 240 CLR 461 govern parenting orders.",
    "The rule in Rice v Asplund (1979) FLC 90-725 needs a significant change of circumstances.",
    "A Kennon adjustment and an add-back were sought; see also Stanford v Stanford (2012) 247 CLR 108.",
    "Banks v Goodfellow (1870) LR 5 QB 549 is the test of testamentary capacity.",
    "Re Hodges; Shorter v Hodges (1988) 14 NSWLR 698 was distinguished by Powell J.",
    "Nicholson CJ, Fogarty and Baker JJ said as much in B and B: Family Law Reform Act 1995 (1997) FLC 92-755.",
    "In SYC 4471/2019 and MLC 10233 of 2021 the Court made interim orders.",
    "File (P)BRC1182/2020 is listed before a Senior Judicial Registrar on 3 April 2025 at 9:30 am.",
    "Tribunal matter R2023/001846/00 was heard at Dandenong on 12/09/2023.",
    "Sections 60CC, 61DA and 65DAA of the Family Law Act 1975 (Cth) were amended from 6 May 2024.",
    "Family provision: Succession Act 2006 (NSW) ss 57-60; Administration and Probate Act 1958 (Vic) Pt IV.",
    "Residential Tenancies Act 1997 (Vic) s 91ZM and Residential Tenancies Regulations 2021 reg 26.",
    "The Smith Family, Mission Australia and Anglicare gave vouchers.",
    "Legal Aid Queensland, Knowmore and Women's Legal Service have clinics in Ipswich and Logan Central.",
    "JobSeeker Payment, Parenting Payment Single and Rent Assistance were cancelled on 1 July 2023.",
    "The debt of $12,418.66 covers 14/01/2016 to 30/06/2018; ten instalments of $1,241.87 remain.",
    "Child support is $214.50 a week; the care percentage is 35 per cent from 28 February 2024.",
    "The bond of $2,080 was lodged as number 0011223-4 on 02/03/2022.",
    "The meter read 004418 on 1 May and 004902 on 1 August.",
    "Give one month's notice under Form 4, or use Form 6A for Breach of Duty.",
    "Blood pressure 128/84, pulse 72, HbA1c 6.1%, eGFR 88; review in 12 weeks.",
    "MRI L4/5 and L5/S1, 12 June 2024: Schmorl's nodes, Modic type 2 change.",
    "DSM-5-TR criteria A to H; PCL-5 score 47; Kessler 10 score 31; GAF 55.",
    "Parkinson's disease, Crohn's disease and Bell's palsy were excluded. Panadol Osteo and Endone 5 mg were given.",
    "Event E 78123344 and job 0417 were closed. The offence number is H 90112233.",
    "Exhibit 14 is a black Samsung Galaxy S23, seized at 1542 hours on 08/11/2023.",
    "Crimes Act 1900 (NSW) s 59; Law Enforcement (Powers and Responsibilities) Act 2002 (NSW) s 99.",
    "The Toyota Hilux was seen near Parramatta Road and Church Street at 11.20 pm.",
    "Hungry Jack's on Pacific Highway and Dan Murphy's at Tweed Heads have cameras.",
    "The Kath and Kim marathon was on Channel Seven; State of Origin was on Nine.",
    "lol ok see u at 730 on the 14th, bus 441 then platform 3",
    "ill pay 450 on friday n 380 the week after, total is 830",
    "Thank you for calling. Your reference is 4471 882 019. Calls may be recorded for Quality Purposes.",
    "AGENT: Is there anything else I can help you with today? CALLER: No, that's all.",
    "id: 6f1f4c9e-2a77-4d0e-9a53-0c8b1a0b7d11\nversion: 3.12.4.1\nbuilt: 2024-11-02T04:15:00Z",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8 touched 14 files",
    '{"courtFile": "PAC 2219/2018", "hearing": "2025-02-18", "judge": "Justice Altobelli", "pages": 118}',
    "Certificate of Title Volume 09874 Folio 221; Lot 3 on RP 187654; Plan of Subdivision 512345X.",
    "The Public Trustee, NSW Trustee and Guardian and State Trustees administer estates.",
    "What is the difference between an Enduring Guardian and an Enduring Power of Attorney?",
    "Her Honour Judge Boymal and Judicial Registrar Field conduct the list.",
    "Please print in BLOCK LETTERS. Do not use White Out. Attach Certified Copies.",
    "Place of birth: Wollongong. Country of birth: Greece. Citizenship: Australian.",
    "The Brisbane Broncos, Sydney Swans and Adelaide Strikers gave evidence about tickets.",
    "Kings Park, Mount Lawley, Victoria Park and Margaret River are in Western Australia.",
    "Schedule 8 medicines, Schedule 1 item 14 and subregulation 4.02(3) are different things.",
)


def make(chance: Random) -> Labelled:
    """Two to five pieces, some of them with personal data."""
    return texts(chance, POSITIVE, NEGATIVE, PEOPLE, VALUES_HERE)


if __name__ == "__main__":
    write(make, obfuscate, sys.argv[1:])
