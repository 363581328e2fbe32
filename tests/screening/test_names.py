"""Names: found by what speaks for them, and never within a citation."""

from __future__ import annotations

import pytest

from auslex.screening.detectors.personal import find_personal
from auslex.screening.masking import find_in_conversation
from auslex.screening.stream import redacted
from tests.screening.cuts import redact, streamed

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

# Each of these stood unfound until rules were made for its kind.
FOUND_SINCE = {
    "small letters": (
        ("good evening, my name is priya raman and i rent a flat", "priya raman"),
        ("hi this is tom baker from the co-op", "tom baker"),
        ("can somebody phone priya back today", "priya"),
        ("client: lucinda marsh\nissue: bond", "lucinda marsh"),
        ("yesterday priya raman dropped the keys off", "priya raman"),
    ),
    "alone": (
        ("Father Lucinda: see below", "Lucinda"),
        ("Could you ask Priya to sign it?", "Priya"),
        ("Thanks. Lucinda", "Lucinda"),
        ("Lucinda, the parcel is downstairs.", "Lucinda"),
        ("After lunch Zoë wept.", "Zoë"),
        ("I spoke with Mark on Friday.", "Mark"),
        ("The elder child, Heath, was away.", "Heath"),
        ("Mr Buckley Snr drove.", "Buckley"),
        ("We paid Ms Church in full.", "Church"),
    ),
    "columns": (
        ("Name | Phone\nZorva Quillmere | none\n", "Zorva Quillmere"),
        ("id,full_name,colour\nx,Zorva Quillmere,red\n", "Zorva Quillmere"),
        ("surname;town\nQuillmere;Hay\n", "Quillmere"),
        ("| Witness | Topic |\n|---|---|\n| Priya Raman | the fence |\n", "Priya Raman"),
    ),
    "keys": (
        ("<Surname>Quillmere</Surname>", "Quillmere"),
        ('{"lastName": "Quillmere"}', "Quillmere"),
        ("FN:Zorva Quillmere\n", "Zorva Quillmere"),
        ("subject CN=Zorva Quillmere,OU=none", "Zorva Quillmere"),
    ),
    "the family name first": (
        ("QUILLMERE Lucinda May appeared.", "QUILLMERE Lucinda May"),
        ("Slip 4: QUILLMERE, Zorva, paid", "QUILLMERE, Zorva"),
        ("Quillmere, Lucinda - dob unknown", "Quillmere, Lucinda"),
        ("In the room was Nguyen Thi Lan.", "Nguyen Thi Lan"),
    ),
    "initials": (
        ('It was signed "D M Quillmere" in pencil.', "D M Quillmere"),
        ("Nor does J. A. Winter agree.", "J. A. Winter"),
        ("N.S. Quillmere of the bank rang.", "N.S. Quillmere"),
        ("T. Quillmere, by her tutor, sues.", "T. Quillmere"),
    ),
    "words that are in no list": (
        ("Debtor ........ Zorva Quillmere\n", "Zorva Quillmere"),
        ("The passport N12345 of Zorva Quillmere, undated", "Zorva Quillmere"),
        ("Zorva Quillmere, also known as the boss, left.", "Zorva Quillmere"),
        ("Zorva Quillmere, licensed process server", "Zorva Quillmere"),
        ("Zorva Quillmere t/as Ezy Mow", "Zorva Quillmere"),
        ("Zorva Quillmere remembers it.", "Zorva Quillmere"),
        ("Inés Quillmere came in.", "Inés Quillmere"),
        ("Ha-eun Quillmere is a name.", "Ha-eun Quillmere"),
    ),
    "what stands behind": (
        ("Client Zorva Quillmere BSB to follow", "Zorva Quillmere"),
        ("Kim Anne Lawson TFN unknown", "Kim Anne Lawson"),
        ("Our client David Jones (DOB unknown) was hurt.", "David Jones"),
        ("signed by J R Quillmere, Director: it", "J R Quillmere"),
    ),
}
NOBODY = (
    "Dear Sir or Madam, we refer to it.",
    "The portrait of Sir Owen Dixon hangs there.",
    "Paralegal, Edmund Barton Chambers",
    "Copy Vic licence, front only",
    "Hargrave Tully Lawyers act for insurers.",
    "The Brisbane Broncos and Adelaide Strikers won.",
    "She moved to Katherine in August.",
    "Cyclone Debbie hit the coast.",
    "In Chanel, the Court said so; see Zubair at [5].",
    "Wagga Wagga is far away. Suburb: Mooroopna Westgrove",
    "Class: C Invoice of May",
    "will they grant it, or mark the bill",
    "a lien on the jarrah and the ploy in august",
    "Slater and Gordon took over; the Holt and Fraser governments fell.",
    "Item | Qty\nLever arch folders | 24\n",
    "See J Q Heydon and M J Leeming, Equity: Doctrines and Remedies; also R P Balkin, Torts (LexisNexis, 5th ed).",
    "Attorney-General Mark Dreyfus spoke.",
    'Dear Mr and Mrs\nDear Trustee,\nthe attribute name="DateOfBirth" is set',
    "Property Manager, Bluewren Realty; Plan manager: Wattlebird Plan Management",
    "our client's Disability Support Pension was cancelled",
)


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_cited_or_public_is_no_finding(text: str) -> None:
    assert [] == find_personal(text)


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_a_name_is_found(text: str, name: str) -> None:
    assert [("PERSON", name)] == [(each.type, text[each.start : each.end]) for each in find_personal(text)]


@pytest.mark.parametrize(("text", "name"), [each for kind in FOUND_SINCE.values() for each in kind])
def test_a_name_is_found_since(text: str, name: str) -> None:
    assert [name] == [text[each.start : each.end] for each in find_personal(text) if each.type == "PERSON"]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_named(text: str) -> None:
    assert [] == [text[each.start : each.end] for each in find_personal(text) if each.type == "PERSON"]


@pytest.mark.parametrize("kind", FOUND_SINCE)
def test_a_name_is_found_in_a_stream_however_it_is_cut(kind: str) -> None:
    text = "\n\n".join(text for text, _ in FOUND_SINCE[kind])
    whole = redacted(text, redact)
    assert [] == [at for at in range(len(text)) if streamed((text[:at], text[at:])) != whole]
    assert whole == streamed(text)


def test_names_in_a_list_are_found() -> None:
    text = "Tenants: Zorva Quillmere & Lucinda Marsh; sold to Jane Lawson and Priya Raman as joint tenants"
    names = [text[each.start : each.end] for each in find_personal(text)]
    assert ["Zorva Quillmere", "Lucinda Marsh", "Jane Lawson", "Priya Raman"] == names


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
