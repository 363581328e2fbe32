"""Names: found by what speaks for them, and never within a citation."""

from __future__ import annotations

import pytest

from auslex.screening.detectors.personal import find_personal
from auslex.screening.masking import find_in_conversation

PUBLIC = (
    "Smith v Jones (1945) 70 CLR 256",
    "In Re Jones the will was proved. R v Smith followed.",
    "Re Mary Smith; Ex parte Jones [2010] HCA 1",
    "per Allsop CJ, Besanko and Middleton JJ; Smith J dissented, as did Neill LJ.",
    "Justice Mary Gaudron and the Hon Michael Kirby agreed. Senior Member Allen did not.",
    "Peter Smith Pty Ltd v Mary Jones & Co (2001) 208 CLR 388",
    "Clayton Utz wrote to Minter Ellison about the Anton Piller order.",
    "Elizabeth Bay, Margaret River and Alice Springs are places; the William Street office closed.",
    "General Protections claims lie under Part 3-1. The Employment Advocate alleges a breach.",
    "Clerks Private Sector Award 2020. Bob Jane T-Marts hire casuals. SWIFT CTBAAU2S.",
    "prison conditions in South Africa and I say so",
    "SMITH v NORMAN PHILLIP CAREY, CEDRIC RICHARD PALMER, MARY ANNE JONES",
)
FOUND = (
    ("We act for Kahurangi Paki in this.", "Kahurangi Paki"),
    ("See the report of M.J. Karaca, surgeon, of 3 May.", "M.J. Karaca"),
    ("The tenant, P.P. Kallas, moved out.", "P.P. Kallas"),
    ("Last week Jennifer Tran was dismissed.", "Jennifer Tran"),
    ("THE WITNESS JENNIFER TRAN was recalled.", "JENNIFER TRAN"),
    ("Patient: TRAN, Jennifer; seen today", "TRAN, Jennifer"),
    ("Yet Mr Buckley was not called.", "Buckley"),
    ("MR RANSON: No further questions.", "RANSON"),
    ("Tjakura Williams said that she would pay.", "Tjakura Williams"),
    ("Dear Tjakura,\nYour matter is listed.", "Tjakura"),
    ("Regards,\nJennifer\n", "Jennifer"),
    ("Good morning Tjakura, please find it attached.", "Tjakura"),
    ('{"full_name": "Kwok Wai Anne Cheung"}', "Kwok Wai Anne Cheung"),
    ("Registered owner: QUILLMERE, Bozena; paid", "QUILLMERE, Bozena"),
    ("PINOP: Rizal BAUTISTA", "Rizal BAUTISTA"),
    ("Det. Snr Const. Haddad seized it.", "Haddad"),
    ("Copy to: Dr K.A. Quillmere, today", "K.A. Quillmere"),
    ("[21:03] Neil: where r u", "Neil"),
    ("[14/03/24, 7:12 pm] Zorva Quillmere: hi", "Zorva Quillmere"),
    ("hey Neil can u send it", "Neil"),
    ("Fami1y name  Tripodi\n", "Tripodi"),
    ("GIVEN NAMES\nChun Kit\n", "Chun Kit"),
    ("I first met Zorva Quillmere when it began.", "Zorva Quillmere"),
    ("Witnesses: 1. Zorva Quillmere (pharmacist)", "Zorva Quillmere"),
    ("with Zorva Quillmere, my father, who", "Zorva Quillmere"),
    ("Best,\nWendy\n", "Wendy"),
    ("Subcontractor Jane Lawson gave it.", "Jane Lawson"),
    ("Moved: R W Quillmere   CARRIED", "R W Quillmere"),
    ("My brother-in-law Akuch Majak moved in.", "Akuch Majak"),
)


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_cited_or_public_is_no_finding(text: str) -> None:
    assert [] == find_personal(text)


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_a_name_is_found(text: str, name: str) -> None:
    assert [("PERSON", name)] == [(each.type, text[each.start : each.end]) for each in find_personal(text)]


def test_a_role_announces_a_list() -> None:
    text = "I give it to my grandchildren Zorva Quillmere, Orva Pellmere and Ilva Wendmere."
    assert ["Zorva Quillmere", "Orva Pellmere", "Ilva Wendmere"] == [text[f.start : f.end] for f in find_personal(text)]


def test_two_are_greeted_at_once() -> None:
    text = "Hi Jenny and Mark,\n"
    assert ["Jenny", "Mark"] == [text[f.start : f.end] for f in find_personal(text)]


def test_somebody_is_named_before_an_e_mail_address() -> None:
    text = "Write to Wendy at kim@example.org now"
    assert ["PERSON", "EMAIL"] == [each.type for each in find_personal(text)]


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("My client is Joost van Dijk.", "When was van Dijk dismissed?"),
        ("My client is Ngozi Eze.", "When was Eze dismissed?"),
        ("My client is Mary Lawson.", "When was Lawson dismissed?"),
    ],
)
def test_a_family_name_is_found_again(said: str, again: str) -> None:
    (_, findings) = find_in_conversation([said, again])
    assert [again.removeprefix("When was ").removesuffix(" dismissed?")] == [again[f.start : f.end] for f in findings]


@pytest.mark.parametrize(
    "text",
    [
        "Lawson v Brown [2006] FCA 194",
        "As Lawson J said, and as Mason and Lawson JJ agreed",
        "[1987] 2 Lawson's Rep 164",
        "the claim of Lawson Wholesale Co Pty Ltd",
        "French J in Lawson on behalf of the Bardi People v Western Australia",
        "Lawson and Secretary, Department of Employment",
        "Mary Lawson Pty Ltd and Mary Lawson & Co",
    ],
)
def test_a_known_name_is_left_alone_in_a_citation(text: str) -> None:
    assert [] == find_in_conversation(["My client is Mary Lawson.", text])[1]
