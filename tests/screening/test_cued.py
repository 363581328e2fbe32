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
)
TABLES = (
    ("id\tTFN\tBSB\tAccount\nab\t585 524 923\t467-277\t4204472\n", ["AU_TFN", "AU_BSB", "BANK_ACCOUNT"]),
    ("| Who | DOB | Licence |\n|---|---|---|\n| ab | 2nd May 2002 | C48630 |\n", ["DOB", "AU_DRIVER_LICENCE"]),
    ("name;bsb;account\nab;185-140;256252\ncd;185-141;256253\n", ["AU_BSB", "BANK_ACCOUNT"] * 2),
    ("a,born\n1,x\n2,4/8/90\n", ["DOB"]),
    ("a,paid\n1,x\n2,4/8/90\n", []),
    ("Year\tRevenue\tCosts\n2021\t1204500\t903000\n", []),
)


@pytest.mark.parametrize(("text", "type", "value"), NAMED)
def test_a_word_names_a_value(text: str, type: str, value: str) -> None:
    assert [(type, value)] == [(each.type, text[each.start : each.end]) for each in find_personal(text)]


@pytest.mark.parametrize(("text", "types"), TABLES)
def test_a_column_is_named_by_its_heading(text: str, types: list[str]) -> None:
    assert types == [each.type for each in find_personal(text)]


@pytest.mark.parametrize("text", [*(text for text, _, _ in NAMED), *(text for text, _ in TABLES)])
def test_every_cut_in_two_changes_nothing(text: str) -> None:
    whole = redacted(text, redact)
    assert [] == [at for at in range(len(text)) if streamed((text[:at], text[at:])) != whole]
