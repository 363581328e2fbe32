"""Tokens: whom they name, and everything that is none of ours."""

from __future__ import annotations

import asyncio
import base64
import json
import string
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from auslex.core.clock import ManualClock
from auslex.core.errors import Unauthenticated, Unavailable
from auslex.core.principal import Scope, Tier
from auslex.identity.authenticator import Authenticator
from auslex.identity.jwks import AGAIN_SECONDS, OVERLAP_SECONDS, REFRESH_SECONDS, STALE_SECONDS_MAX, KeyRing
from auslex.identity.keys import MemoryKeyStore
from auslex.identity.tokens import LEEWAY_SECONDS, TOKEN_CHARACTERS_MAX, Bearer, TokenOptions, Tokens

SECRET = "only for tests, " * 3
NOW = 1_800_000_000
OPTIONS = TokenOptions("issuer", "audience", ("HS256",), Tier.FREE, SECRET)
CLAIMS: dict[str, Any] = {"iss": "issuer", "aud": "audience", "exp": NOW + 60, "sub": "ann", "tenant": "firm"}
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"})
ELLIPTIC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"})


class Document:
    """A JWK set as a test publishes it; None is a server that does not answer."""

    def __init__(self, *keys: RSAKey | ECKey) -> None:
        self.content: bytes | None = published(*keys)
        self.reads = 0

    async def read(self) -> bytes:
        self.reads += 1
        if self.content is None:
            raise Unavailable("no answer")
        return self.content


class House:
    """A ring over a document, and tokens checked with it."""

    def __init__(self, *keys: RSAKey | ECKey, algorithms: tuple[str, ...] = ("RS256", "PS256", "ES256")) -> None:
        self.clock = ManualClock(NOW * 10**9)
        self.document = Document(*keys)
        self.tokens = Tokens(
            TokenOptions("issuer", "audience", algorithms, secret=SECRET), KeyRing(self.document, self.clock)
        )

    def verify(self, *tokens: str) -> list[str]:
        """Whom each names, or the code with which it is refused."""

        async def each() -> list[str]:
            return [await self._one(token) for token in tokens]

        return asyncio.run(each())

    async def _one(self, token: str) -> str:
        try:
            return (await self.tokens.verify(token, NOW)).principal.name
        except (Unauthenticated, Unavailable) as error:
            return error.code


def published(*keys: RSAKey | ECKey) -> bytes:
    return json.dumps({"keys": [key.as_dict(private=False) for key in keys]}).encode()


def signed(claims: dict[str, Any] | None = None, header: dict[str, Any] | None = None, key: Any = None) -> str:
    head = header or {"alg": "HS256"}
    return jwt.encode(head, claims or CLAIMS, key or OctKey.import_key(SECRET), algorithms=[head["alg"]])


def by(key: RSAKey | ECKey, algorithm: str, kid: str | None = "own") -> str:
    named = {"kid": key.kid if kid == "own" else kid} if kid is not None else {}
    return signed(header={"alg": algorithm, **named}, key=key)


def verified(token: str, options: TokenOptions = OPTIONS, now: float = NOW) -> Bearer:
    return asyncio.run(Tokens(options).verify(token, now))


def refusal(token: str, options: TokenOptions = OPTIONS) -> str:
    with pytest.raises(Unauthenticated) as caught:
        verified(token, options)
    return caught.value.code


def raw(header: bytes, payload: bytes = b"{}", signature: bytes = b"x") -> str:
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (header, payload, signature))


def without(claim: str) -> dict[str, Any]:
    return {name: value for name, value in CLAIMS.items() if name != claim}


def test_a_token_names_tenant_user_and_tier() -> None:
    principal = verified(signed({**CLAIMS, "tier": "PREMIUM"})).principal
    assert ("firm", "ann", Tier.PREMIUM) == (principal.tenant, principal.name, principal.tier)


def test_without_a_tier_it_is_the_default() -> None:
    assert Tier.ENTERPRISE is verified(signed(), replace(OPTIONS, default_tier=Tier.ENTERPRISE)).principal.tier


def test_a_token_never_administers() -> None:
    principal = verified(signed({**CLAIMS, "scope": "inference admin:read admin:write metrics"})).principal
    assert {Scope.INFERENCE} == principal.scopes


def test_each_user_of_each_tenant_pays_alone() -> None:
    people = [("firm", "ann"), ("firm", "bob"), ("fir", "mann"), ("firma", "nn")]
    ids = {verified(signed({**CLAIMS, "tenant": tenant, "sub": user})).principal.key_id for tenant, user in people}
    assert len(people) == len(ids)


@pytest.mark.parametrize("audience", ["audience", ["audience"], ["other", "audience"]])
def test_the_audience_may_be_one_of_several(audience: object) -> None:
    assert "ann" == verified(signed({**CLAIMS, "aud": audience})).principal.name


@pytest.mark.parametrize("claim", sorted(CLAIMS))
def test_a_token_that_lacks_a_claim_is_refused(claim: str) -> None:
    assert "invalid_token" == refusal(signed(without(claim)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "other"}, {"iss": ["issuer"]}, {"iss": ""}, {"aud": "other"}, {"aud": []}, {"aud": {"audience": 1}},
        {"exp": NOW - LEEWAY_SECONDS - 1}, {"exp": str(NOW + 60)}, {"exp": True}, {"exp": NOW + 60.5}, {"exp": None},
        {"exp": 10**400}, {"exp": float("inf")}, {"nbf": NOW + LEEWAY_SECONDS + 1}, {"nbf": "0"}, {"nbf": True},
        {"iat": NOW + 3600}, {"sub": 5}, {"sub": ""}, {"sub": "a\nb"}, {"sub": "a" * 257}, {"sub": None},
        {"tenant": ["firm"]}, {"tenant": ""}, {"tenant": "../x"}, {"tenant": "firm\x00"}, {"tenant": "f" * 101},
        {"tier": "premium"}, {"tier": "ADMIN"}, {"tier": ["FREE"]}, {"tier": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_claim_that_does_not_fit_is_refused(wrong: dict[str, Any]) -> None:
    assert "invalid_token" == refusal(signed({**CLAIMS, **wrong}))


@pytest.mark.parametrize("near", [{"exp": NOW - LEEWAY_SECONDS + 1}, {"nbf": NOW + LEEWAY_SECONDS - 1}], ids=str)
def test_clocks_may_differ_a_little(near: dict[str, Any]) -> None:
    assert "ann" == verified(signed({**CLAIMS, **near})).principal.name


@pytest.mark.parametrize(
    "header",
    [
        b'{"alg":"none"}', b'{"alg":"None"}', b'{"alg":""}', b'{"alg":null}', b"{}", b'{"alg":["HS256"]}',
        b'{"alg":"RS256"}', b'{"alg":"HS512"}', b'{"alg":"hs256"}', b"[]", b"null", b'"HS256"', b"{", b"[" * 3000,
    ],
    ids=str,
)  # fmt: skip
def test_an_algorithm_that_was_not_named_is_refused(header: bytes) -> None:
    assert "invalid_token" == refusal(raw(header, json.dumps(CLAIMS).encode()))


@pytest.mark.parametrize(
    "more",
    [
        {"jku": "https://attacker.example.com/keys"}, {"x5u": "https://attacker.example.com/c"}, {"x5c": ["x"]},
        {"jwk": {"kty": "oct", "k": "AA"}}, {"crit": ["exp"]}, {"b64": False}, {"zip": "DEF"}, {"typ": "secevent+jwt"},
    ],
    ids=str,
)  # fmt: skip
def test_a_header_that_says_where_keys_are_is_refused(more: dict[str, Any]) -> None:
    head = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", **more}).encode()).rstrip(b"=").decode()
    good = signed().split(".")
    assert "invalid_token" == refusal(".".join((head, *good[1:])))


@pytest.mark.parametrize("kid", ["../../etc/passwd", "' OR 1=1 --", "x\x00", "", "k" * 2000])
def test_a_key_id_is_only_ever_compared(kid: str) -> None:
    assert ["invalid_token"] == House(RSA).verify(by(RSA, "RS256", kid))


def test_a_public_key_never_checks_an_hmac() -> None:
    """The confusion of RS256 and HS256: what everybody may know is used as the secret."""
    pem = OctKey.import_key(base64.urlsafe_b64encode(RSA.as_pem(private=False)).decode())
    token = signed(header={"alg": "HS256", "kid": "rsa"}, key=pem)
    assert ["invalid_token"] == House(RSA, algorithms=("RS256", "HS256")).verify(token)


def test_another_secret_signs_nothing() -> None:
    assert "invalid_token" == refusal(signed(key=OctKey.import_key("another secret, also only for tests")))


def test_hs256_without_a_secret_admits_nobody() -> None:
    assert "invalid_token" == refusal(signed(), replace(OPTIONS, secret=""))


def test_a_token_that_is_too_long_is_not_even_read() -> None:
    assert "invalid_token" == refusal(signed({**CLAIMS, "x": "y" * TOKEN_CHARACTERS_MAX}))


@pytest.mark.parametrize("tail", ["=", "==", "\n", " ", ".", ".x", "A"])
def test_a_token_has_one_spelling(tail: str) -> None:
    assert "invalid_token" == refusal(signed() + tail)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_token_that_was_altered_anywhere_is_refused(data: st.DataObject) -> None:
    token = signed()
    place = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(
        st.sampled_from(string.ascii_letters + string.digits + "-_.=").filter(lambda c: c != token[place])
    )
    assert "invalid_token" == refusal(token[:place] + letter + token[place + 1 :])


@given(st.text(max_size=200), st.binary(max_size=60), st.binary(max_size=60))
@settings(max_examples=200, deadline=None)
def test_whatever_is_no_token_is_refused_and_nothing_breaks(text: str, header: bytes, payload: bytes) -> None:
    assert {"invalid_token"} == {refusal(text), refusal(raw(header, payload))}


@pytest.mark.parametrize(("key", "algorithm"), [(RSA, "RS256"), (RSA, "PS256"), (ELLIPTIC, "ES256")])
def test_a_published_key_admits(key: RSAKey | ECKey, algorithm: str) -> None:
    assert ["ann"] == House(RSA, ELLIPTIC).verify(by(key, algorithm))


def test_an_algorithm_takes_keys_of_its_own_kind_alone() -> None:
    assert ["invalid_token"] == House(RSA, ELLIPTIC).verify(by(ELLIPTIC, "ES256", "rsa"))


def test_a_token_without_a_key_id_needs_a_single_key() -> None:
    other = RSAKey.generate_key(2048, {"kid": "other", "use": "sig"})
    token = by(RSA, "RS256", None)
    assert [["ann"], ["invalid_token"]] == [House(RSA).verify(token), House(RSA, other).verify(token)]


def test_a_symmetric_key_in_the_set_signs_nothing() -> None:
    house = House(algorithms=("RS256", "HS256"))
    secret = OctKey.generate_key(256, {"kid": "oct"})
    house.document.content = json.dumps({"keys": [secret.as_dict(private=True)]}).encode()
    assert ["invalid_token"] == house.verify(signed(header={"alg": "HS256", "kid": "oct"}, key=secret))


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_weak_or_encrypting_key_is_left_out() -> None:
    weak = RSAKey.generate_key(1024, {"kid": "weak"})
    sealing = RSAKey.generate_key(2048, {"kid": "enc", "use": "enc"})
    house = House(weak, sealing)
    assert ["invalid_token"] * 2 == house.verify(
        signed(header={"alg": "RS256", "kid": "enc"}, key=RSA), by(weak, "RS256")
    )


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"keys": 5}', b"<html>", b'{"keys": [{"kty": "RSA"}]}', b"[" * 99_999]
)
def test_a_set_that_is_none_admits_nobody(content: bytes) -> None:
    house = House(RSA)
    house.document.content = content
    expected = "invalid_token" if content.startswith(b'{"keys": [') else "store_unavailable"
    assert [expected] == house.verify(by(RSA, "RS256"))


def test_unknown_key_ids_do_not_hammer_the_issuer() -> None:
    house = House(RSA)
    house.verify(*[by(RSA, "RS256", f"unknown-{number}") for number in range(50)])
    assert 1 == house.document.reads


def test_a_new_key_is_known_once_the_set_may_be_read_again() -> None:
    house = House(RSA)
    first = house.verify(by(RSA, "RS256"), by(ELLIPTIC, "ES256"))
    house.document.content = published(RSA, ELLIPTIC)
    house.clock.advance(AGAIN_SECONDS)
    assert (["ann", "invalid_token"], ["ann"]) == (first, house.verify(by(ELLIPTIC, "ES256")))


def test_a_key_that_is_published_no_more_counts_for_the_overlap() -> None:
    house = House(RSA)
    house.verify(by(RSA, "RS256"))
    house.document.content = published(ELLIPTIC)
    house.clock.advance(REFRESH_SECONDS)
    rotated = house.verify(by(RSA, "RS256"), by(ELLIPTIC, "ES256"))
    house.clock.advance(OVERLAP_SECONDS)
    assert (["ann", "ann"], ["invalid_token"]) == (rotated, house.verify(by(RSA, "RS256")))


def test_while_the_set_cannot_be_read_the_last_one_counts_for_a_day() -> None:
    house = House(RSA)
    house.verify(by(RSA, "RS256"))
    house.document.content = None
    house.clock.advance(STALE_SECONDS_MAX - 1)
    before = house.verify(by(RSA, "RS256"))
    house.clock.advance(2)
    assert (["ann"], ["store_unavailable"]) == (before, house.verify(by(RSA, "RS256")))


def test_a_set_that_was_never_read_is_said_to_be_missing() -> None:
    house = House(RSA)
    house.document.content = None
    assert ["store_unavailable"] == house.verify(by(RSA, "RS256"))


def test_a_token_stands_where_a_key_stands_and_ends_on_time() -> None:
    clock = ManualClock(NOW * 10**9)
    authenticator = Authenticator(MemoryKeyStore(), b"p" * 32, clock, tokens=Tokens(OPTIONS))
    header = f"Bearer {signed({**CLAIMS, 'exp': NOW + 1 - LEEWAY_SECONDS})}"
    assert "ann" == asyncio.run(authenticator.authenticate(header)).name
    clock.advance(1)
    with pytest.raises(Unauthenticated):
        asyncio.run(authenticator.authenticate(header))


def test_where_tokens_are_not_accepted_one_is_an_unknown_key() -> None:
    authenticator = Authenticator(MemoryKeyStore(), b"p" * 32, ManualClock())
    with pytest.raises(Unauthenticated, match="API key"):
        asyncio.run(authenticator.authenticate(f"Bearer {signed()}"))
