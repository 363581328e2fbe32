"""Texts in a sixth set of registers: work, conveyancing, tax, super, minutes, invoices, headers, prompts, tables, logs.

Frozen: written together with `households` before the rules were looked at with either. To tune, use `practice`.
`python -m tests.screening.workplaces COUNT SEED [--obfuscated]` writes them as JSON lines, as `corpus` does.
"""

from __future__ import annotations

import sys
from random import Random

from tests.screening import identifiers as made
from tests.screening.corpus import Labelled, obfuscate, write
from tests.screening.registers import VALUES, people_of, texts

PEOPLE = people_of(
    """
    Cameron/Ashworth, Belinda/Croft, Wendy/Hartshorn, Garry/Pilkington, Maxine/Devereaux, Lionel/Brasher, Tessa/Garvey,
    Quentin/Marchbank, Skye/Dunlop, Dallas/Hegarty, Coralie/Wainwright, Rex/Bolger, Lowanna/Gibson, Jarrah/Kickett,
    Thi Hoa/Phan, Khanh/Vu, Trung/Cao, Hao/Jiang, Lingling/Peng, Wai Man/Lau, Kenji/Nakamura, Eun-ji/Choi,
    Anong/Chaiyasit, Agus/Setiawan, Faridah/Ismail, Efren/Mercado, Divina/Salazar, Amandeep/Randhawa, Kiran/Deshpande,
    Vikram/Bhatt, Sunita/Nair, Dilshan/Rajapaksa, Imran/Sheikh, Nusrat/Jahan, Ghassan/Mansour, Hala/Antoun,
    Kamran/Shirazi, Nasrin/Haidari, Orhan/Polat, Despina/Voulgaris, Leonidas/Makris, Filomena/Ruggiero, Aldo/Santoro,
    Zorica/Nikolic, Davor/Matic, Ewa/Szymanska, Bohdan/Lysenko, Gerrit/Hoekstra, Ulrike/Zimmermann, Renato/Cardoso,
    Marisol/Quintero, Garang/Atem, Adaeze/Okeke, Simba/Mapfumo, Tevita/Mahe, Leilani/Faavae, Rangi/Herewini,
    Aoife/Brannigan, Seamus/Tierney, Odette/Lacroix, Lars/Sorensen, Dov/Katz, Meseret/Desta, Yasin/Nur,
    Noel/Field, Joy/Summers, Dean/Park, Faith/Young, Grant/Rivers, Hope/Walsh
    """
)


def _phone(chance: Random) -> str:
    mobile, land = "4" + made.digits(chance, 8), chance.choice("3456789") + made.digits(chance, 7)
    area = chance.choice("2378")
    return chance.choice(
        (
            f"0{mobile[:3]}-{mobile[3:6]}-{mobile[6:]}",
            f"0{mobile[:3]} {mobile[3:6]} {mobile[6:]}",
            f"+61(0){mobile}",
            f"(+61) {made.grouped(mobile, (3, 3, 3), ' ')}",
            f"+61 {mobile}",
            f"(61) {made.grouped(mobile, (3, 3, 3), ' ')}",
            f"0{mobile[:3]}.{mobile[3:6]}.{mobile[6:]}",
            f"0{area}{land}",
            f"+61 ({area}) {land[:4]} {land[4:]}",
            f"+61-{area}-{land[:4]}-{land[4:]}",
            f"(0{area}) {land}",
            f"0{area} {land[:4]}-{land[4:]} ext {chance.randint(100, 999)}",
            f"+1 (415) 555-0{made.digits(chance, 3)}",
            f"+86 138 {made.digits(chance, 4)} {made.digits(chance, 4)}",
            f"+91 98{made.digits(chance, 3)} {made.digits(chance, 5)}",
            f"1300 {made.digits(chance, 2)} {made.digits(chance, 2)} {made.digits(chance, 2)}",
        )
    )


def _birthday(chance: Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1944, 2006)
    name = made.MONTHS[month - 1]
    ordinal = made.ordinal(day)
    return chance.choice(
        (
            f"{day:02d}/{month:02d}/{year % 100:02d}",
            f"{day}-{month}-{year}",
            f"{day:02d}.{month:02d}.{year}",
            f"{year}-{month:02d}-{day:02d}T00:00:00",
            f"{year}{month:02d}{day:02d}",
            f"{ordinal} {name[:3]} {year}",
            f"{day} {name.upper()} {year}",
            f"{name[:3]}. {day}, {year}",
            f"{day:02d}-{name[:3].upper()}-{year % 100:02d}",
            f"{ordinal} {name}, {year}",
        )
    )


STREETS = ("Sturt", "Great Western", "King William", "Ngurra", "Bells Line of", "Old Northern", "Queen", "Seventeenth")
KINDS = ("Street", "Hwy", "Rd", "Tce", "Av", "Cl", "Crt", "Drv", "Grove", "Quay", "Circuit", "Gardens", "Pl", "Ln")
TOWNS = ("Chermside QLD 4032", "Sydney New South Wales 2000", "Geelong, Victoria, 3220", "Mawson Lakes, SA, 5095",
         "Bunbury Western Australia 6230", "Launceston Tas. 7250", "Gungahlin A.C.T. 2912", "Tamworth N.S.W. 2340",
         "Alice Springs, Northern Territory 0870")  # fmt: skip


def _address(chance: Random) -> str:
    number = chance.choice(
        (
            f"{chance.randint(1, 1900)}",
            f"Suite {chance.randint(1, 9)}, Level {chance.randint(1, 30)}, {chance.randint(1, 500)}",
            f"Shop G{chance.randint(1, 30)}, {chance.randint(1, 500)}",
            f"No. {chance.randint(1, 90)}",
            f"U{chance.randint(1, 30)} {chance.randint(1, 90)}",
            f"{chance.randint(1, 90)}-{chance.randint(91, 120)}",
            f"Villa {chance.randint(1, 30)}/{chance.randint(1, 90)}",
            f"Ground Floor, {chance.randint(1, 300)}",
        )
    )
    street = f"{number} {chance.choice(STREETS)} {chance.choice(KINDS)}"
    return street + chance.choice((", ", "\n", " ", " - ")) + chance.choice(TOWNS)


def _box(chance: Random) -> str:
    box = chance.choice(("P O Box", "PO BOX", "Private Bag", "Post Office Box", "G.P.O. Box", "Locked Mail Bag"))
    return f"{box} {chance.randint(1, 9999)} {chance.choice(TOWNS)}"


def _licence(chance: Random) -> str:
    letters = "ABCDEFGHJKLMNPRSTW"
    number = made.digits(chance, 9)
    return chance.choice(
        (
            number,
            number[:8],
            f"{number[:2]} {number[2:5]} {number[5:8]}",
            f"{number[:4]} {number[4:8]}",
            f"{number[:3]}-{number[3:6]}-{number[6:]}",
            f"{chance.choice(letters)}{chance.choice(letters)}{number[:4]}",
            f"{chance.choice(letters).lower()}{number[:5]}",
            number[:6],
        )
    )


def _passport(chance: Random) -> str:
    number = made.digits(chance, 8)
    return chance.choice((f"RA{number[:7]}", f"N {number[:7]}", f"PE{number[:7]}", f"Z{number[:7]}", f"E{number}"))


def _tfn(chance: Random) -> str:
    digits = made.tfn(chance).replace(" ", "").replace("-", "")
    return made.grouped(digits, (3, 3, 3), chance.choice((" ", " ", "", "-", ".", "  ", "/")))


def _abn(chance: Random) -> str:
    digits = made.abn(chance).replace(" ", "").replace("-", "")
    return made.grouped(digits, (2, 3, 3, 3), chance.choice((" ", "", ".", "-")))


def _medicare(chance: Random) -> str:
    digits = made.medicare(chance).replace(" ", "").replace("-", "")
    return chance.choice((digits, made.grouped(digits, (4, 5, 1), " "), made.grouped(digits, (4, 5, 1), "/")))


def _account(chance: Random) -> str:
    number = made.digits(chance, 9)
    parts = made.grouped(number, (3, 3, 3), " ")
    return chance.choice((number, number[:7], number[:6], parts, f"{number[:5]} {number[5:]}"))


def _bsb(chance: Random) -> str:
    return made.grouped("0" + made.digits(chance, 5), (3, 3), chance.choice(("-", " ", "", " - ", "\u2013")))


def _email(chance: Random) -> str:
    first, last = (
        chance.choice(("j", "kim", "accounts", "t.nguyen", "mary-anne")),
        chance.choice(("obrien", "w2", "ip")),
    )
    host = chance.choice(("bigpond.net.au", "mail.lawfirm.com.au", "Gmail.com", "hotmail.com", "justice.vic.gov.au"))
    return chance.choice((f"{first}.{last}@{host}", f"{first}+{last}@{host}", f"{first}{last}@{host}".upper()))


def _ip(chance: Random) -> str:
    four = ".".join(str(chance.randint(1, 254)) for _ in range(4))
    return chance.choice((four, four, f"2403:5800:{chance.randrange(4096, 65536):x}::{chance.randrange(1, 255):x}"))


def _key(chance: Random) -> str:
    return "".join(chance.choice("abcdefghijkmnpqrstuvwxyz23456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(32))


VALUES_HERE = {
    **VALUES,
    "phone": ("PHONE", _phone),
    "dob": ("DOB", _birthday),
    "address": ("ADDRESS", _address),
    "box": ("ADDRESS", _box),
    "licence": ("AU_DRIVER_LICENCE", _licence),
    "passport": ("AU_PASSPORT", _passport),
    "tfn": ("AU_TFN", _tfn),
    "abn": ("AU_ABN", _abn),
    "medicare": ("AU_MEDICARE", _medicare),
    "account": ("BANK_ACCOUNT", _account),
    "bsb": ("AU_BSB", _bsb),
    "email": ("EMAIL", _email),
    "ip": ("IP_ADDRESS", _ip),
    "key": ("SECRET", _key),
}

POSITIVE = (
    # Work
    "{person} commenced employment with the respondent as a forklift driver on 4 May 2015.",
    "Show cause letter handed to {person} by {person} (HR).",
    "The Applicant in this matter, {mixed}, was summarily dismissed.",
    "Position: storeperson | Employee: {person} | Payroll no. 4471",
    "Witness statement of {person}\n1. I am employed as a team leader.",
    "Reports to: {person}",
    "My supervisor {person} told me not to come back.",
    "Support person at the meeting: {person}.",
    "During the investigation {person}, {person} and {person} were interviewed.",
    "Mr {family0}'s evidence was that Ms {family0} had sworn at him.",
    "Payslip - {person} - TFN: {tfn} - paid to BSB {bsb} Acc {account}",
    "New starter: {person}, born {dob}, mobile {phone}, TFN {tfn}",
    "Forklift and driver lic. {licence} sighted at induction.",
    # Conveyancing
    "Purchasers: {caps} and {caps} as tenants in common in equal shares",
    "The property at {address} is sold with vacant possession.",
    "Settlement funds to BSB/Account: {bsb} / {account}",
    "VOI: passport {passport}; driver licence {licence} (QLD); Medicare {medicare}",
    "Transferee: {person}, date of birth {dob}, of {address}",
    "Caveator: {person}\nAddress for service of notices: {address}",
    "The mortgagor, {initials}, fell into arrears.",
    "Deposit holder's trust account: bsb no. {bsb}, a/c no. {account}.",
    "Send the original transfer to {box}.",
    # Tax and super
    "Taxpayer: {person}\nTFN: {tfn}\nYear ended: 30 June 2023",
    "T.F.N. {tfn}",
    "tax file no: {tfn}",
    "TFN={tfn};ABN={abn}",
    "Sole trader {person}, A.B.N {abn}, is not registered for GST.",
    "ABN/ACN: {abn} / {acn}",
    "Subcontractor {person} gave {abn} as his Australian business number.",
    "ACN: {acn} (deregistered)",
    "Binding nomination: 60% to {person} (spouse), 40% to {person} (child)",
    "Member date of birth {dob}; member TFN {tfn}; member mobile {phone}",
    "Roll over to the SMSF's bank account {account}, BSB {bsb}.",
    "BAS prepared by {person}, registered agent.",
    # Minutes
    "PRESENT\n{person} (Chair)\n{person}\n{person}\nIN ATTENDANCE\n{person} (Company Secretary)",
    "Apologies were received from {person}.",
    "RESOLVED that {person} be appointed a director of the Company.",
    "ACTION: {person} to circulate the accounts by Friday.",
    "{initials} declared a conflict and left the room.",
    "Moved: {initials}   Seconded: {initials}   CARRIED",
    "Public officer: {person}, DOB {dob}",
    # Invoices
    "TAX INVOICE\nABN: {abn}\nBill to:\n{person}\n{address}",
    "EFT details - BSB {bsb} - A/C {account} - Ref INV-0093",
    "Charged to Visa {card}",
    "Remit to IBAN {iban}, SWIFT CTBAAU2S",
    "PayID: {email}",
    "PayID (mobile) {phone}",
    # E-mail
    'From: "{surname_first}" <{email}>\nDate: Tue, 4 Mar 2025 09:14:22 +1100',
    "Received: from mail.example.net ([{ip}]) by mx1",
    "X-Originating-IP: [{ip}]",
    "Reply-To: {email}\nReturn-Path: <{email}>",
    "On Mon, 3 Mar 2025 at 08:12, {person} <{email}> wrote:",
    "Hi {given0} and {given0},\nAttached is the draft deed.",
    "Best,\n{given0}",
    "{person} | Partner | {phone} | {email}",
    "{mixed}\nSolicitor\nM {phone} T {phone}\nE {email}\nA {address}",
    # Prompts
    "You are a paralegal. Summarise the dispute between {person} and {person} in five dot points.",
    'Extract the parties from: "Agreement between {person} of {address} and {person}"',
    "We act for the respondent ({person}). Draft short submissions on costs.",
    "Is my client {person} out of time to appeal?",
    "Facts: {person} bought a unit off the plan from {person}.",
    "Redraft paragraph 9 so that {person}'s position is clearer.",
    "Client info -> name {person}, ph {phone}, dob {dob}",
    "What should {person} do if {person} refuses to sign the transfer?",
    "Write an email to {given0} at {email} asking for the discovery list.",
    "Use these details: born {dob}; licence {licence}; passport {passport}; address {address}.",
    # Lists
    "- {person} (driver)\n- {person} (front passenger)\n- {person} (rear)",
    "\u2022 Mobile: {phone}\n\u2022 Email: {email}\n\u2022 DOB: {dob}",
    "* Passport = {passport}\n* Licence = {licence}",
    "1) {person}\n2) {person}",
    # Signatures and forms
    "Executed by {person} as attorney under power of attorney",
    "Signature of witness\n\n{person}\nFull name of witness",
    ".................................\n{caps}\nDirector",
    "FIRST PLAINTIFF\n{caps}",
    "Filed on behalf of {person}, the Second Defendant",
    "Address for service: {address}",
    "Prepared by: {person}   Tel: {phone}",
    "Deponent's name: {mixed}",
    "Litigation guardian: {person}",
    # Tables, code, logs
    "first,last,birth_date,mobile\n{given0},{family},{dob},{phone}",
    "INSERT INTO clients (name, email, tfn) VALUES ('{person}', '{email}', '{tfn}');",
    "<tr><td>Name</td><td>{person}</td><td>Mobile</td><td>{phone}</td></tr>",
    "acct_no\tbsb\n{account}\t{bsb}",
    "| Licence no | State |\n|---|---|\n| {licence} | Qld |",
    "Name;Tax File No;Medicare No\n{person};{tfn};{medicare}",
    "WARN failed login for {email} from {ip}:50122",
    "client_secret: {key}",
    "export DB_PASSWORD={password}",
    "OPENAI_KEY = {secret}",
    "contact:\n  full_name: {person}\n  date-of-birth: {dob}\n  drivers_licence: {licence}",
    '{{"fn": "notify", "arguments": "{{\\"phone\\": \\"{phone}\\", \\"name\\": \\"{person}\\"}}"}}',
    "dob={dob}&medicare={medicare}&email={email}",
    # Migration, debt, insolvency
    "Passport (India): {passport}",
    "PPT no {passport}, arrived Perth 4 June 2018",
    "Primary applicant: {person}; secondary applicant: {person} (spouse)",
    "Bankrupt: {person}\nTrustee: {person}",
    "The liquidator, {person}, sold the stock.",
    "The debtor resides at {address}.",
    "Judgment creditor {person} seeks a garnishee order against the account {account} at Westpac, BSB {bsb}.",
    "Next of kin on file: {person} (sister), {phone}.",
)
NEGATIVE = (
    "Byrne v Australian Airlines Ltd (1995) 185 CLR 410 and Blackadder v Ramsey Butchering (2005) 221 CLR 539.",
    "Hatzimanolis v ANI Corporation Ltd (1992) 173 CLR 473; Comcare v PVYW (2013) 250 CLR 246.",
    "Selvachandran v Peteron Plastics Pty Ltd (1995) 62 IR 371 says what a valid reason is, per Northrop J.",
    "Workpac Pty Ltd v Rossato [2021] HCA 23; Construction, Forestry v Personnel Contracting [2022] HCA 1.",
    "FWC U2023/4471, [2023] FWC 2210, Deputy President Easton, Commissioner Ryan, Vice President Catanzariti.",
    "Barnes v Addy (1874) LR 9 Ch App 244; Farah Constructions v Say-Dee (2007) 230 CLR 89.",
    "FCT v Myer Emporium Ltd (1987) 163 CLR 199; Hart; Spotless; Part IVA.",
    "Breskvar v Wall (1971) 126 CLR 376 and Frazer v Walker [1967] 1 AC 569 explain indefeasibility.",
    "In the matter of Plutus Payroll Australia Pty Limited [2017] NSWSC 1041, Gleeson JA and Black J disagreed.",
    "Item 4 of Schedule 2, cl 17.3(b) and Annexure D must be read with s 90K(1)(b).",
    "Clerks Private Sector Award 2020 [MA000002], Level 3, Year 1: $27.13 an hour.",
    "Contract price $1,185,000; deposit $118,500; stamp duty $49,772; settlement 42 days after exchange.",
    "Folio identifier 12/1098765, dealing AK334455, DP 270001 and SP 87654 are on title.",
    "Local Land Services, Sydney Water and Ausgrid gave notices on 12.03.2024.",
    "Taxation Ruling TR 2022/4, PCG 2021/4, ATO ID 2010/62 and Division 7A were considered.",
    "Gross $84,220.00, tax withheld $18,407.00, reportable fringe benefits $3,774, RESC $9,500.",
    "Super guarantee rose to 11.5% on 1 July 2024 and 12% on 1 July 2025.",
    "USI STA0100AU, SPIN CBA0113AU and ASX: WOW are codes.",
    "SWIFT CTBAAU2S, ISIN AU000000BHP4, LEI 549300HGLWJ5NTCM9W16.",
    "Invoice INV-2024-00871, purchase order 4500018822, net 30 days, total AUD 14,300.00.",
    "Qty 12, unit 44.50, line 534.00; Qty 3, unit 110.00, line 330.00; GST 86.40",
    "Barcode 9312345678907, batch 20240118, best before 18/01/2026.",
    "General Business, Matters Arising, Correspondence In, Correspondence Out and Next Meeting.",
    "RESOLVED to adopt the Code of Conduct, the Risk Register and the Delegations Policy.",
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nX-Priority: 3",
    "Message-Version: 8.2.0.41; Build 22621.1848; Chrome/126.0.6478.127 Safari/537.36",
    "You are a helpful assistant. Answer in Australian English and cite the Fair Work Act 2009 (Cth).",
    "Compare the Briginshaw standard with s 140 of the Evidence Act 1995 (Cth) in two paragraphs.",
    "List the elements of Misfeasance in Public Office and cite Northern Territory v Mengel (1995) 185 CLR 307.",
    "Does Rule 36.16 of the UCPR allow the order of 4 April 2023 to be set aside?",
    "- Statement of Claim filed 3 May 2023\n- Defence filed 14 June 2023\n- Reply filed 28 June 2023",
    "Exhibit A1, tab 14, page 223, line 17; transcript T118.22 to T119.4.",
    "CORPORATIONS LIST\nSUPREME COURT OF VICTORIA AT MELBOURNE\nCOMMERCIAL COURT\nS ECI 2022 04471",
    "NOTICE OF MOTION\nORDERS SOUGHT\n1. Leave to amend.",
    "year,filed,finalised,pending\n2021,10482,9981,4410\n2022,11034,10875,4569",
    "| Court | Judges | Matters |\n|---|---|---|\n| Perth | 12 | 3,410 |\n| Hobart | 4 | 612 |",
    "SELECT count(*) FROM matters WHERE opened > '2023-07-01' AND status = 'closed';",
    "ERROR 2025-03-04 11:02:19.447 worker-3 timeout after 30000 ms, trace 4bf92f3577b34da6a3ce929d0e0e4736",
    "sha256:3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b",
    "Visa subclass 186 needs ANZSCO 263111, a TRN and an IELTS score of 6.5; see PIC 4005 and condition 8503.",
    "Bankruptcy Notice BN 214471, petition 2(1)(j), Official Receiver, Australian Financial Security Authority.",
    "Norton Rose Fulbright, Hall & Wilcox, Maurice Blackburn and Slater & Gordon filed appearances.",
    "Kelly Services, Mitre 10, Jim's Mowing and Bob Jane T-Marts hire casuals.",
    "Long Service Leave, Time Off in Lieu and Return to Work Plan are headings.",
    "Justice Kirby's dissent in Al-Kateb v Godwin (2004) 219 CLR 562 at [145]; cf McHugh J.",
)


def make(chance: Random) -> Labelled:
    """Two to five pieces, some of them with personal data."""
    return texts(chance, POSITIVE, NEGATIVE, PEOPLE, VALUES_HERE)


if __name__ == "__main__":
    write(make, obfuscate, sys.argv[1:])
