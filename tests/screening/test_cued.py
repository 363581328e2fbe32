"""Values that only a word makes personal: before them, behind them, or at the head of their column."""

from __future__ import annotations

import pytest

from auslex.screening.detectors.personal import find_personal
from auslex.screening.stream import redacted
from tests.screening.cuts import redact, streamed

NAMED = (
    ("Driver's licence number (NSW): B55162", "AU_DRIVER_LICENCE", "B55162"),
    ("Here is my licence number for the application: 395645212", "AU_DRIVER_LICENCE", "395645212"),
    ("ID checked: DL 90401428, today", "AU_DRIVER_LICENCE", "90401428"),
    ("<licence>G13522</licence>", "AU_DRIVER_LICENCE", "G13522"),
    ("Licence to drive number 82041354 was suspended.", "AU_DRIVER_LICENCE", "82041354"),
    ('{"date_of_birth": "09-11-1944"}', "DOB", "09-11-1944"),
    ("driverLicence: 82041354", "AU_DRIVER_LICENCE", "82041354"),
    ("Lic. No. 82041354", "AU_DRIVER_LICENCE", "82041354"),
    ("licence (NSW) 82041354", "AU_DRIVER_LICENCE", "82041354"),
    ("Passport / travel document number N1234567", "AU_PASSPORT", "N1234567"),
    ("733-456 (BSB)", "AU_BSB", "733-456"),
    ("accountNumber: 12345678", "BANK_ACCOUNT", "12345678"),
    ("dateOfBirth: 14/03/1969", "DOB", "14/03/1969"),
    ("the passport scan (PB1765371) you asked for", "AU_PASSPORT", "PB1765371"),
    ("Card on file: 4111 1111 1111 1111, holder unknown", "CREDIT_CARD", "4111 1111 1111 1111"),
    ('{"dob": "22-Nov-2005"}', "DOB", "22-Nov-2005"),
    ("Date of birth (dd/mm/yyyy): 13th January 1988", "DOB", "13th January 1988"),
    ("Q. And your date of birth? A. 23-04-1978.", "DOB", "23-04-1978"),
    ("I live at U3/58 Elgar Tce, Unley SA 5061.", "ADDRESS", "U3/58 Elgar Tce, Unley SA 5061"),
    ("Licence sighted, DLN 8142TH, photo matched.", "AU_DRIVER_LICENCE", "8142TH"),
    ("Driver licence HP7427 (QLD)", "AU_DRIVER_LICENCE", "HP7427"),
    ("my drivers is 6495108 if u need it", "AU_DRIVER_LICENCE", "6495108"),
    ("a driver's licence in the name of the tenant, number T434763.", "AU_DRIVER_LICENCE", "T434763"),
    ("013 184 307 is the number on his driver's licence.", "AU_DRIVER_LICENCE", "013 184 307"),
    ("on 2 May.\n9171MS is the number on his driver's licence.", "AU_DRIVER_LICENCE", "9171MS"),
    ("licence number 39021951\nExpiry: 2028\nNorthern", "AU_DRIVER_LICENCE", "39021951"),
    ("Passport No.\nLA629867\n", "AU_PASSPORT", "LA629867"),
    ("PA 5806741 was the number of the passport he lost.", "AU_PASSPORT", "PA 5806741"),
    ("Passport (India): Z2547972", "AU_PASSPORT", "Z2547972"),
    ('{"medicareNo": "4907103798"}', "AU_MEDICARE", "4907103798"),
    ("Refund to a/c 39-4847-03 today", "BANK_ACCOUNT", "39-4847-03"),
    ("on +64 21 995 1756 each day", "PHONE", "+64 21 995 1756"),
    ("still at +613 6552 3347? yes", "PHONE", "+613 6552 3347"),
    ("dads home number is 6386-8111 now", "PHONE", "6386-8111"),
    ("T 03 6875-3376 ext 976 now", "PHONE", "03 6875-3376 ext 976"),
    ("DOB 23 02 1949 here", "DOB", "23 02 1949"),
    ("Date 0f birth  11.12.66", "DOB", "11.12.66"),
    ("a child (b. 9.9.01) lives", "DOB", "9.9.01"),
    ("AGENT: And the date of birth on the account?\nCALLER: 12/10/1970.", "DOB", "12/10/1970"),
    ("date_of_birth: 1984-03-03T00:00:00", "DOB", "1984-03-03T00:00:00"),
    ("dob 19840303 ok", "DOB", "19840303"),
    ("from 2403:5800:c32a::2a:50122", "IP_ADDRESS", "2403:5800:c32a::2a"),
    # Further off in the sentence
    ("she is licensed to drive trucks under 4417KD and has been for years", "AU_DRIVER_LICENCE", "4417KD"),
    ("a Territory licence which the officer copied down as 604 1183, he", "AU_DRIVER_LICENCE", "604 1183"),
    ("handed over his driver's (6041183) at once", "AU_DRIVER_LICENCE", "6041183"),
    ("My passport was in the safe. The number is PD3319047, I think.", "AU_PASSPORT", "PD3319047"),
    ("the consulate says that of all passports only N5530912 was stolen", "AU_PASSPORT", "N5530912"),
    ("p/port no longer hers: RA 220 9143 ok", "AU_PASSPORT", "RA 220 9143"),
    ("the joint account (no. 551-203348, closed)", "BANK_ACCOUNT", "551-203348"),
    ("kept in a term deposit under 31 870 2255 until June", "BANK_ACCOUNT", "31 870 2255"),
    ("sent it on to Westpac 40713392 as told", "BANK_ACCOUNT", "40713392"),
    ("showed a Tasmanian licence. I took down the number, 731204, at once", "AU_DRIVER_LICENCE", "731204"),
    ("his passport (No P4417702A) is kept", "AU_PASSPORT", "P4417702A"),
    ("the account is with Bendigo at branch 633-910.", "AU_BSB", "633-910"),
    ("Patient ab; MCN 4907103798; ward 2", "AU_MEDICARE", "4907103798"),
    ("licence seen?\nB: Yeah. It's 82041354.", "AU_DRIVER_LICENCE", "82041354"),
    ("On the licence form the number is 2204KD, as it was", "AU_DRIVER_LICENCE", "2204KD"),
    ("TENANT 1 LIC 53386403 ACT\nRENT $560", "AU_DRIVER_LICENCE", "53386403"),
    ("the account on the form, number 84698103, is closed", "BANK_ACCOUNT", "84698103"),
    ("Emergency contact: the neighbour opposite, 6605-0897. Doctor: any", "PHONE", "6605-0897"),
    ("He says the invoice was sent from 144.248.229.84 at night", "IP_ADDRESS", "144.248.229.84"),
    # Passwords in sentences
    ("your starting password for the payroll portal is ferngully0715. Change it", "SECRET", "ferngully0715"),
    ("the password for the client portal is Ferny#3921 until Monday", "SECRET", "Ferny#3921"),
    ("It unlocks with wombat77!Hat. Keep it.", "SECRET", "wombat77!Hat"),
    ("he found her pw (Ferny-Gully-3921) on a note", "SECRET", "Ferny-Gully-3921"),
    # Births
    ("DOB conflict: the form has 4 May 1971 instead", "DOB", "4 May 1971"),
    ("On 4 May 1971 she was born at home", "DOB", "4 May 1971"),
    ("date of birth ........ 04.05.1971 ........", "DOB", "04.05.1971"),
    ("the box reads 0 4 0 5 1 9 7 1 (date of birth)", "DOB", "0 4 0 5 1 9 7 1"),
    ("our daughter b. 04/05/1971 and", "DOB", "04/05/1971"),
    ("events\n4 May 1971: the wife is born at Hay\n", "DOB", "4 May 1971"),
    ("who/dob/where: x / 4/5/71 / Hay\n", "DOB", "4/5/71"),
)
PAIRS = (
    ("Bond refund to be paid into 0074641921 (BSB 827-543).", ["BANK_ACCOUNT", "AU_BSB"]),
    ('{"bsb": "483-239", "number": "31289134"}', ["AU_BSB", "BANK_ACCOUNT"]),
    ("BSB/Account: 054-028 / 852037303", ["AU_BSB", "BANK_ACCOUNT"]),
    ("my rent goes to 054-028 852037303 each week", ["AU_BSB", "BANK_ACCOUNT"]),
    ("refund of fees: x, 766-330, 250546. Please", ["AU_BSB", "BANK_ACCOUNT"]),
    ("| ab | 1/3 | 484-042 / 1265 7124 |", ["AU_BSB", "BANK_ACCOUNT"]),
    ("an account with BSB 012-275 numbered 18736517.", ["AU_BSB", "BANK_ACCOUNT"]),
    ("both passports, PA6014404 and M 1912740, to her", ["AU_PASSPORT", "AU_PASSPORT"]),
    ("every driver's date of birth. Mine is 18.6.96 and the young one's is 07/02/2014.", ["DOB", "DOB"]),
    ("wages are paid into 054028-85203730 on Fridays", ["AU_BSB", "BANK_ACCOUNT"]),
    ("their birthdays are 4 May 1971 and 12 June 1974.", ["DOB", "DOB"]),
)
NOBODYS = (
    "the account of 30-06-19 and of 1234.56",
    "PPT no arrival, Perth 4 June 2018\ndob unknown",
    "payid log ERROR 2025-03-04 11:02:19.447",
    "her liquor licence 12345678 and the business licence 87654321",
    "the licence and invoice 12345678 were lost",
    "He left his passport behind. On 123456789 occasions he came back.",
    "the flight to 062-000 12345678 was late",
    "She was born in Perth. On 5 May 2001 she moved to Hay.",
    "her DOB is on file; the hearing is on 5 May 2025",
    "DOB unknown, passport issued 5 May 2015",
    "the report of the tribunal (5 May 2015) and its rules, 5 May 2016.",
    "the serial number was 0214887365; job number 0400118823; part no. 0412-887-310",
    "GL account 61150, cost centre 4410",
    "from version 10.4.2.118 to 10.5.0.7; clause 144.1.2.3 of HGC.0001.0004.0217",
    "the statement reads (at 602-603); purchase price 660000 528000 396000; licences 500 1000 1000 500 a year",
    "at his sixtieth birthday on 6 November 2003 and the birthday party for her on Friday 7 November 2003",
    "a Community Broadcasting Service Licence No. SL1150186",
    "the key passage is at [45]-[46] and r 25.11(2)(a); log in by 5.30pm with R&D2024 staff",
)
SET_OFF = (
    ("Children: Grace (4/5/2011), Oscar (12 June 2014)", ["4/5/2011", "12 June 2014"]),
    ("\nMother: Jane Doe, 04-05-1981.\n", ["04-05-1981"]),
    ("\n- tenant Jane Doe  4 May 1981  unit 4", ["4 May 1981"]),
    ("see the report of Jane Doe (4 May 2021)", []),
    ("Jane Doe signed it, 4 May 2021.", []),
)
TABLES = (
    ("id\tTFN\tBSB\tAccount\nab\t585 524 923\t467-277\t4204472\n", ["AU_TFN", "AU_BSB", "BANK_ACCOUNT"]),
    ("| Who | DOB | Licence |\n|---|---|---|\n| ab | 2nd May 2002 | C48630 |\n", ["DOB", "AU_DRIVER_LICENCE"]),
    ("name;bsb;account\nab;185-140;256252\ncd;185-141;256253\n", ["AU_BSB", "BANK_ACCOUNT"] * 2),
    ("a,born\n1,x\n2,4/8/90\n", ["DOB"]),
    ("a,paid\n1,x\n2,4/8/90\n", []),
    ("acct_no\tbsb\n707692663\t045-199\n", ["BANK_ACCOUNT", "AU_BSB"]),
    ("who\tbsb\tacct_no\nzor ly\t045-199\t707692663\n", ["AU_BSB", "BANK_ACCOUNT"]),
    ("Year\tRevenue\tCosts\n2021\t1204500\t903000\n", []),
)


@pytest.mark.parametrize(("text", "type", "value"), NAMED)
def test_a_word_names_a_value(text: str, type: str, value: str) -> None:
    assert [(type, value)] == [(each.type, text[each.start : each.end]) for each in find_personal(text)]


@pytest.mark.parametrize(("text", "types"), TABLES)
def test_a_column_is_named_by_its_heading(text: str, types: list[str]) -> None:
    assert types == [each.type for each in find_personal(text)]


@pytest.mark.parametrize(("text", "types"), PAIRS)
def test_a_branch_and_its_account_explain_each_other(text: str, types: list[str]) -> None:
    assert types == [each.type for each in find_personal(text)]


@pytest.mark.parametrize(("text", "dates"), SET_OFF)
def test_a_date_of_birth_stands_behind_a_given_name_or_a_party(text: str, dates: list[str]) -> None:
    assert dates == [text[each.start : each.end] for each in find_personal(text) if each.type == "DOB"]


@pytest.mark.parametrize("text", NOBODYS)
def test_what_only_looks_like_a_value_is_left_alone(text: str) -> None:
    assert [] == find_personal(text)


@pytest.mark.parametrize("text", [*(text for text, _, _ in NAMED), *(text for text, _ in (*TABLES, *PAIRS, *SET_OFF))])
def test_every_cut_in_two_changes_nothing(text: str) -> None:
    whole = redacted(text, redact)
    assert [] == [at for at in range(len(text)) if streamed((text[:at], text[at:])) != whole]
