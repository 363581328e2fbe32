"""The law of streams: however a text is cut, what comes out is the redaction of the whole."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auslex.screening.stream import RedactingStream, redacted
from tests.screening.cuts import cut, differing, redact, streamed, text_of

KEY = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEowIBAAKCAQEA" * 6 + "\n-----END RSA PRIVATE KEY-----"
SHAPES = (
    "Write to jane.citizen@example.com or jane [at] example [dot] com, not jane @ example.com.",
    "IBAN GB46 LOYD 4703 9909 0310 62 on 18 September 1907; passport PA 0594830, TFN 473 089 322.",
    "Suite 302, 12/5 Harbour Terrace, Dalkeith QLD 3531 and PO Box 12, Sydney NSW 2001, then on.",
    "Mr van der Berg, born 5 May 1959, and Hi Christin, I am at 49.181.12.9 or 2001:db8::6007:6962:1f24.",
    "37722460 is her driver licence number; 5 May 1959 (DOB); 473089322 is the tax file number.",
    f"key {KEY} end; AWS_SECRET_ACCESS_KEY=KvUzU1/Loghh8G7tRmo0amJu9mWGWw3TyGlmQfcB. Done",
    "i live at unit 12/45 old smith street, footscray vic 3011 and in 2019 at lot 5 wattle rd, nambour qld 4560.",
    "Ground Floor, 12 Collins Street, Melbourne Vic. 3000; Suite 3, Level 5, 120 King William St - Adelaide S.A. 5000",
    "send to po box 12, footscray vic 3011, Locked Mail Bag 44 Sydney N.S.W. 2000, RMB 12, Old Road, Burnie TAS 7320.",
    "51B COOLABAH AVE, CESSNOCK, NSW 2325; licence of it, number T434763; paid into 1896 2137 (BSB 827-543) by 9064MS.",
    "+64 21 995 1756 27/59 x; +613 6552 3347 ext 12; (b. 9.9.01) born on 23 02 1949; her DOB 1984-03-03T00:00:00Z.",
    "x said Mr Kwon\nand Det. Snr Const. Haddad, hey Serkan can u; Hi Jenny and Mark,\nPenelope van Dyk and I went",
    "GIVEN NAMES\nTommaso\n[21:03] Neil: see my partner (Zorva Quillmere) and J R Quillmere\nhe moved: R W Quillmere x",
    "token=" + "a1b" * 20 + " and the rest, pwd: " + "b2" * 20 + ".",
)


def test_random_cuts_change_nothing() -> None:
    assert [] == differing(400, 0)


@pytest.mark.parametrize("text", SHAPES)
def test_every_cut_in_two_changes_nothing(text: str) -> None:
    whole = redacted(text, redact)
    assert [] == [at for at in range(len(text)) if streamed((text[:at], text[at:])) != whole]


@pytest.mark.parametrize("text", SHAPES)
def test_character_by_character_changes_nothing(text: str) -> None:
    assert redacted(text, redact) == streamed(text)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=200), st.integers(0, 2**32))
def test_any_text_around_changes_nothing(noise: str, seed: int) -> None:
    chance = Random(seed)
    text = f"{noise}{text_of(chance)}{noise}"
    assert redacted(text, redact) == streamed(cut(text, chance))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="Aa1 .@-:/(dot)\u200b+=\n", max_size=120), st.integers(0, 2**32))
def test_texts_of_what_rules_look_for_change_nothing(text: str, seed: int) -> None:
    assert redacted(text, redact) == streamed(cut(text, Random(seed)))


def test_plain_prose_is_held_for_no_more_than_its_last_word() -> None:
    stream = RedactingStream(redact)
    out = stream.feed("the appeal turned on the constr")
    assert ("the appeal turned on the ", 6) == (out, stream.held)


def test_a_secret_that_does_not_end_is_not_held() -> None:
    stream = RedactingStream(redact)
    stream.feed("token=")
    for _ in range(100):
        stream.feed("a1b2c3d4e5" * 10)
    assert (True, "") == (stream.held <= 600, stream.close())


def test_a_secret_longer_than_what_is_held_is_redacted_whole() -> None:
    text = "token=" + "a1b2c3" * 200 + " and the rest"
    pieces = [text[at : at + 100] for at in range(0, len(text), 100)]
    assert ("token=[REDACTED_SECRET] and the rest",) * 2 == (redacted(text, redact), streamed(pieces))
