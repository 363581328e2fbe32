"""Postal addresses: what belongs to one, in whatever case, and what only looks like one."""

from __future__ import annotations

import pytest

from auslex.screening.detectors.personal import find_personal
from auslex.screening.stream import redacted
from tests.screening.cuts import redact, streamed

ADDRESSES = (
    ("Rented premises: ", "Lot 43 Upper Heidelberg Street, Rockingham WA 6168"),
    ("whats ur addy? mine is ", "unit 9/258 upper heidelberg way, footscray vic 3011"),
    ("i moved to ", "12 smith st"),
    ("address: ", "51B COOLABAH AVE, CESSNOCK, NSW 2325"),
    ("late of ", "RMB 8334, Bong Bong Road, Burnie TAS 7320"),
    ("I live at ", "68 The Strand, Nambour Qld 4560"),
    ("Bill to:\n", "Suite 3, Level 12, 68 Bells Line of Road\nTamworth N.S.W. 2340"),
    ("Office: ", "Ground Floor, 173 Sturt Quay - Launceston Tas. 7250"),
    ("Write to ", "Locked Mail Bag 12, Chermside QLD 4032"),
    ("write to ", "po box 12, footscray vic 3011"),
    ("I live at ", "85 Murray Valley Circuit, Nightcliff NT 0810"),
    ("the lease of ", "Shop 3 at 11 Vine Street, Kapunda SA 5373"),
    ("a farm at ", "410-460 Mallee Creek Road, via Ouyen VIC 3490"),
    ("service at ", "Flat 2, 19 Vine Court, Kapunda in the State of South Australia"),
    ("they moved to ", "19 O'Dowd Court, Kapunda"),
    ("owner of ", "19B VINE PARKWAY, PORT KAPUNDA, SOUTH AUSTRALIA 5373"),
)
ENDING_THE_LINE = (
    ("addr: ", "unit 3/19 vine grove port kapunda"),
    ("of        ", "19 VINE PL, PORT KAPUNDA"),
    ("lives ", "u4/19 vine st kapunda"),
    ("address: ", "19b vine place port kapunda"),
    ("PROPERTY: ", "VILLA 3, 19 ST VINE COURT, PORT KAPUNDA"),
    ("of ", "U4/19 LORD VINE CHASE KAPUNDA SOUTH AUSTRALIA 5373"),
    ("of ", "19 VINE RD, KAPUNDA S.A. 5373"),
    ("at ", "RMB 2272 Vine Valley Rd, via Kapunda SA 5373"),
)
NO_ADDRESSES = (
    "Unit 5 of the Strata Plan; (1990) 169 CLR 521, Mosman Park",
    "the total is 830\nKings Park, Mount Lawley, Victoria Park",
    "RMB 50,059,946 was paid; RMB 50 million.",
    "Volume 11234 Folio 567, Parish of St George.",
    "section 5 family court act 1997 and 3 road rules; 14 days after the first street parade",
    "in 2019 in the supreme court at victoria street",
)


@pytest.mark.parametrize(("before", "address"), ADDRESSES)
def test_an_address_is_found_whole(before: str, address: str) -> None:
    text = f"{before}{address} now."
    assert [("ADDRESS", address)] == [(each.type, text[each.start : each.end]) for each in find_personal(text)]


@pytest.mark.parametrize(("before", "address"), ENDING_THE_LINE)
def test_a_suburb_may_end_the_line(before: str, address: str) -> None:
    text = f"{before}{address}\nfurther"
    assert [("ADDRESS", address)] == [(each.type, text[each.start : each.end]) for each in find_personal(text)]


@pytest.mark.parametrize("text", [before + address + end for before, address in ADDRESSES for end in (" now.", "\nx")])
def test_no_cut_of_an_address_changes_anything(text: str) -> None:
    whole = redacted(text, redact)
    assert [] == [at for at in range(len(text)) if streamed((text[:at], text[at:])) != whole]


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_only_looks_like_an_address_is_left_alone(text: str) -> None:
    assert [] == find_personal(text)


def test_a_statute_in_the_next_line_is_no_suburb() -> None:
    text = "7/114 Mc Dougall Pde\nResidential Tenancies Act 1997 (Vic)"
    assert ["7/114 Mc Dougall Pde"] == [text[each.start : each.end] for each in find_personal(text)]
