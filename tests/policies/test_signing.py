"""Signatures: what they cover, and every way in which one does not fit."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.clock import ManualClock
from auslex.core.errors import Unauthenticated
from auslex.identity.nonces import MemoryNonceStore, nonce_id
from auslex.identity.signatures import Signatures
from auslex.identity.signing import (
    WINDOW_SECONDS,
    Signature,
    Signed,
    check_time,
    check_value,
    read_signature,
    sign,
    signing_secret,
    sorted_query,
    string_to_sign,
)

PEPPER = b"p" * 32
NOW = 1_800_000_000
NONCE = "nonce-0123456789"
REQUEST = Signed("POST", b"/v1/chat/completions", b"a=1&b=2", b'{"model":"gpt-4o"}')
SECRET = signing_secret(PEPPER, "key_1")

requests = st.builds(
    Signed,
    st.sampled_from(["GET", "POST", "DELETE"]),
    st.from_regex(rb"/[!->@-~]{0,20}", fullmatch=True),
    st.from_regex(rb"[!-~]{0,20}", fullmatch=True),
    st.binary(max_size=20),
)


def signature(request: Signed = REQUEST, timestamp: int = NOW, nonce: str = NONCE, secret: str = SECRET) -> Signature:
    return Signature(timestamp, nonce, sign(secret, request, timestamp, nonce))


def refusal(request: Signed, given: Signature, secret: str = SECRET) -> str:
    with pytest.raises(Unauthenticated) as caught:
        check_value(secret, request, given)
    return caught.value.code


def test_the_owner_of_the_secret_passes() -> None:
    check_value(SECRET, REQUEST, signature())


@given(requests, requests)
def test_a_signature_fits_one_request(one: Signed, other: Signed) -> None:
    if replace(one, query=sorted_query(one.query)) != replace(other, query=sorted_query(other.query)):
        assert "invalid_signature" == refusal(other, signature(one))


@pytest.mark.parametrize(
    "altered",
    [
        replace(REQUEST, body=REQUEST.body + b" "),
        replace(REQUEST, body=b""),
        replace(REQUEST, method="PUT"),
        replace(REQUEST, method="post"),
        replace(REQUEST, path=b"//v1/chat/completions"),
        replace(REQUEST, path=b"/v1/chat/completions/"),
        replace(REQUEST, path=b"/v1/chat%2Fcompletions"),
        replace(REQUEST, path=b"/V1/chat/completions"),
        replace(REQUEST, query=b"a=1"),
        replace(REQUEST, query=b"a=2&b=1"),
        replace(REQUEST, query=b"a=1&b=2&c"),
        replace(REQUEST, query=b"a=1&B=2"),
        replace(REQUEST, query=b"a=%31&b=2"),
    ],
    ids=str,
)
def test_whatever_is_altered_is_noticed(altered: Signed) -> None:
    assert "invalid_signature" == refusal(altered, signature())


def test_parameters_of_one_name_keep_their_order() -> None:
    one, other = replace(REQUEST, query=b"a=1&a=2"), replace(REQUEST, query=b"a=2&a=1")
    assert "invalid_signature" == refusal(other, signature(one))


def test_parameters_of_other_names_may_change_places() -> None:
    check_value(SECRET, replace(REQUEST, query=b"b=2&a=1"), signature())


@given(st.lists(st.from_regex(rb"[a-c]=?[0-9]?", fullmatch=True), min_size=1, max_size=6))
def test_sorting_loses_nothing_and_is_done_once(pairs: list[bytes]) -> None:
    query = sorted_query(b"&".join(pairs))
    assert (sorted(pairs), query) == (sorted(query.split(b"&")), sorted_query(query))


@pytest.mark.parametrize("other", [{"timestamp": NOW + 1}, {"nonce": "nonce-9876543210"}, {"value": "0" * 64}])
def test_time_and_nonce_are_signed_too(other: dict[str, int | str]) -> None:
    assert "invalid_signature" == refusal(REQUEST, replace(signature(), **other))  # type: ignore[arg-type]


def test_another_keys_secret_signs_nothing_for_this_one() -> None:
    assert "invalid_signature" == refusal(REQUEST, signature(secret=signing_secret(PEPPER, "key_2")))


def test_a_secret_follows_from_pepper_and_key_alone() -> None:
    secrets = {signing_secret(PEPPER, "key_1"), signing_secret(PEPPER, "key_1"), signing_secret(b"q" * 32, "key_1")}
    assert 2 == len(secrets)


def test_a_newline_cannot_move_from_one_part_to_the_next() -> None:
    lines = string_to_sign(REQUEST, NOW, NONCE).split(b"\n")
    assert [b"AUSLEX-HMAC-SHA256", b"POST", REQUEST.path, REQUEST.query, b"1800000000", NONCE.encode()] == lines[:6]


@pytest.mark.parametrize(("seconds", "passes"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_the_window_is_five_minutes_on_either_side(seconds: int, passes: bool) -> None:
    try:
        check_time(signature(timestamp=NOW + seconds), NOW)
    except Unauthenticated as error:
        assert (False, "signature_expired") == (passes, error.code)
    else:
        assert passes


GOOD = {"timestamp": "1800000000", "nonce": NONCE, "value": "0" * 64}


def test_headers_are_read_as_they_stand() -> None:
    assert Signature(NOW, NONCE, "0" * 64) == read_signature(**GOOD)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_each_header_is_needed(name: str) -> None:
    with pytest.raises(Unauthenticated) as caught:
        read_signature(**{**GOOD, name: None})  # type: ignore[arg-type]
    assert "signature_required" == caught.value.code


@pytest.mark.parametrize(
    "wrong",
    [
        {"timestamp": ""}, {"timestamp": "1.8e9"}, {"timestamp": "+180000000"}, {"timestamp": "18000000000"},
        {"timestamp": "\uff11" + "8" * 9}, {"timestamp": "1800000000 "}, {"nonce": "short"}, {"nonce": "n" * 65},
        {"nonce": "nonce 0123456789"}, {"nonce": "nonce\n0123456789"}, {"nonce": "é" * 16}, {"value": "0" * 63},
        {"value": "0" * 65}, {"value": "A" * 64}, {"value": "g" * 64}, {"value": "sha256=" + "0" * 64}, {"value": ""},
    ],
    ids=str,
)  # fmt: skip
def test_a_header_of_another_form_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(Unauthenticated) as caught:
        read_signature(**{**GOOD, **wrong})
    assert "invalid_signature" == caught.value.code


class House:
    """Signatures over nonces in memory."""

    def __init__(self) -> None:
        self.clock = ManualClock(NOW * 10**9)
        self.signatures = Signatures(PEPPER, MemoryNonceStore(self.clock), self.clock)

    def admit(self, given: Signature, key_id: str = "key_1") -> str:
        try:
            asyncio.run(self.signatures.admit(key_id, REQUEST, given))
        except Unauthenticated as error:
            return error.code
        return "admitted"


def test_a_request_is_let_through_once() -> None:
    house = House()
    assert ["admitted", "signature_replayed"] == [house.admit(signature()) for _ in range(2)]


def test_a_nonce_is_remembered_as_long_as_its_signature_is_fresh() -> None:
    house = House()
    early = signature(timestamp=NOW + WINDOW_SECONDS)
    answers = [house.admit(early)]
    for _ in range(4):
        house.clock.advance(WINDOW_SECONDS / 2)
        answers.append(house.admit(early))
    house.clock.advance(1)
    assert ["admitted", *["signature_replayed"] * 4, "signature_expired"] == [*answers, house.admit(early)]


def test_a_forged_request_uses_up_no_nonce() -> None:
    house = House()
    forged = replace(signature(), value="0" * 64)
    assert ["invalid_signature", "admitted"] == [house.admit(forged), house.admit(signature())]


def test_each_key_has_nonces_of_its_own() -> None:
    house = House()
    other = signature(secret=signing_secret(PEPPER, "key_2"))
    assert ["admitted", "admitted"] == [house.admit(signature()), house.admit(other, "key_2")]


def test_no_two_pairs_of_key_and_nonce_are_one() -> None:
    assert nonce_id("key_1", "2" + NONCE) != nonce_id("key_12", NONCE)
