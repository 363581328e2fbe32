"""Client keys: who is let in, and for how long that is believed."""

from __future__ import annotations

import asyncio
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from auslex.core.clock import NANOSECONDS_PER_SECOND, ManualClock
from auslex.core.errors import Forbidden, Unauthenticated
from auslex.core.principal import LimitOverrides, Principal, Scope, Tier
from auslex.identity.authenticator import FRESH_SECONDS, KEY_CHARACTERS_MAX, Authenticator
from auslex.identity.keys import KeyRequest, MemoryKeyStore, hash_key, listed_principals, new_key
from auslex.identity.last_use import AGAIN_SECONDS, LastUses
from auslex.identity.pepper import pepper_from_file, pepper_from_secret
from auslex.identity.scopes import EVERYTHING, require

PEPPER = b"p" * 32
REQUEST = KeyRequest("research desk", "firm", Tier.PREMIUM, overrides=LimitOverrides(requests_per_minute=5))


class House:
    """A store with one key, and the authenticator before it."""

    def __init__(self, request: KeyRequest = REQUEST) -> None:
        self.clock = ManualClock()
        self.key, self.record = new_key(PEPPER, "dev", request, self.clock)
        self.store = MemoryKeyStore(self.record)
        self.authenticator = Authenticator(
            self.store, PEPPER, self.clock, listed_principals(PEPPER, ["listed"], Tier.INTERNAL)
        )

    def admitted(self, authorization: str) -> Principal:
        return asyncio.run(self.authenticator.authenticate(authorization))

    def revoke(self) -> None:
        asyncio.run(self.store.revoke(self.record.key_id, 1))

    def refusal(self, authorization: str | None) -> Unauthenticated:
        with pytest.raises(Unauthenticated) as caught:
            asyncio.run(self.authenticator.authenticate(authorization))
        return caught.value


def test_a_key_says_what_it_is_for() -> None:
    assert House().key.startswith("sk-auslex-dev-")


def test_two_keys_are_never_the_same() -> None:
    assert House().key != House().key


def test_the_store_never_sees_the_key() -> None:
    house = House()
    assert house.key not in repr(asyncio.run(house.store.all()))


def test_a_key_admits_its_principal() -> None:
    house = House()
    assert house.record.principal == house.admitted(f"Bearer {house.key}")


def test_the_principal_is_what_was_asked_for() -> None:
    principal = House().record.principal
    assert ("research desk", "firm", Tier.PREMIUM, 5, {Scope.INFERENCE}) == (
        principal.name,
        principal.tenant,
        principal.tier,
        principal.overrides.requests_per_minute,
        principal.scopes,
    )


def test_an_admin_key_has_every_scope() -> None:
    assert set(Scope) == House(KeyRequest("a", "b", Tier.FREE, EVERYTHING)).record.principal.scopes


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_is_read_without_case(scheme: str) -> None:
    house = House()
    assert house.record.principal == house.admitted(f"{scheme}  {house.key} ")


@pytest.mark.parametrize("given", [None, ""])
def test_no_header_is_a_missing_key(given: str | None) -> None:
    assert "missing_api_key" == House().refusal(given).code


@pytest.mark.parametrize(
    "given",
    [
        "Bearer",
        "Bearer ",
        "Basic abc",
        "sk-auslex-dev-x",
        "Bearer ' OR 1=1 --",
        "Bearer " + "k" * (1 << 20),
        "Bearer é",
    ],
)
def test_what_is_no_key_of_ours_is_refused(given: str) -> None:
    assert "invalid_api_key" == House().refusal(given).code


def test_a_key_at_the_length_bound_is_looked_up() -> None:
    assert "not known here" in House().refusal("Bearer " + "k" * KEY_CHARACTERS_MAX).message


def test_a_longer_key_is_not_even_hashed() -> None:
    assert "not a bearer key" in House().refusal("Bearer " + "k" * (KEY_CHARACTERS_MAX + 1)).message


def test_a_prefix_of_a_key_is_refused() -> None:
    house = House()
    assert "invalid_api_key" == house.refusal(f"Bearer {house.key[:-1]}").code


def test_a_refusal_never_repeats_the_key() -> None:
    assert "sk-auslex-dev-secret" not in House().refusal("Bearer sk-auslex-dev-secret").message


def test_another_pepper_knows_no_key() -> None:
    house = House()
    other = Authenticator(house.store, b"q" * 32, house.clock)
    with pytest.raises(Unauthenticated):
        asyncio.run(other.authenticate(f"Bearer {house.key}"))


def test_a_listed_key_has_its_tier() -> None:
    assert Tier.INTERNAL is House().admitted("Bearer listed").tier


def test_a_revoked_key_is_refused_after_the_stated_time() -> None:
    house = House()
    house.admitted(f"Bearer {house.key}")
    house.revoke()
    house.clock.advance(FRESH_SECONDS)
    assert "invalid_api_key" == house.refusal(f"Bearer {house.key}").code


def test_a_revoked_key_never_seen_before_is_refused_at_once() -> None:
    house = House()
    house.revoke()
    assert "invalid_api_key" == house.refusal(f"Bearer {house.key}").code


def test_an_expired_key_is_refused_from_that_very_moment() -> None:
    house = House(replace(REQUEST, expires_at=ManualClock().now_nanoseconds() + NANOSECONDS_PER_SECOND // 2))
    house.admitted(f"Bearer {house.key}")
    house.clock.advance(0.5)
    assert "invalid_api_key" == house.refusal(f"Bearer {house.key}").code


def test_a_key_admits_until_it_expires() -> None:
    house = House(replace(REQUEST, expires_at=ManualClock().now_nanoseconds() + NANOSECONDS_PER_SECOND // 2))
    house.clock.advance(0.499)
    assert house.record.principal == house.admitted(f"Bearer {house.key}")


@pytest.mark.parametrize("environment", ["stg", "live", "de", "dev-x"])
def test_a_key_of_another_environment_is_refused(environment: str) -> None:
    house = House()
    other = Authenticator(house.store, PEPPER, house.clock, environment=environment)
    with pytest.raises(Unauthenticated):
        asyncio.run(other.authenticate(f"Bearer {house.key}"))


def test_a_use_is_noted_once_for_each_look_up() -> None:
    house, noted = House(), []
    authenticator = Authenticator(house.store, PEPPER, house.clock, on_use=lambda *use: noted.append(use))
    for _ in range(3):
        asyncio.run(authenticator.authenticate(f"Bearer {house.key}"))
    assert [(house.record.key_id, house.clock.now_nanoseconds())] == noted


def test_a_refused_key_was_not_used() -> None:
    house, noted = House(), []
    house.revoke()
    authenticator = Authenticator(house.store, PEPPER, house.clock, on_use=lambda *use: noted.append(use))
    with pytest.raises(Unauthenticated):
        asyncio.run(authenticator.authenticate(f"Bearer {house.key}"))
    assert [] == noted


def test_uses_are_written_once_an_hour() -> None:
    house = House()
    uses = LastUses(house.store)
    start = house.clock.now_nanoseconds()
    written = []
    for seconds in (0, 1, AGAIN_SECONDS - 1, AGAIN_SECONDS):
        uses.note(house.record.key_id, start + round(seconds * NANOSECONDS_PER_SECOND))
        asyncio.run(uses.write())
        written.append(asyncio.run(house.store.all())[0].last_used_at)
    hour = start + round(AGAIN_SECONDS * NANOSECONDS_PER_SECOND)
    assert [start, start, start, hour] == written


def test_uses_that_were_not_written_are_written_on_leaving() -> None:
    house = House()

    async def leave() -> None:
        async with LastUses(house.store) as uses:
            uses.note(house.record.key_id, 5 * 10**18)

    asyncio.run(leave())
    assert 5 * 10**18 == asyncio.run(house.store.all())[0].last_used_at


@pytest.mark.parametrize("scope", list(Scope))
def test_a_scope_is_needed_or_refused_by_name(scope: Scope) -> None:
    plain = replace(House().record.principal, scopes=frozenset(Scope) - {scope})
    with pytest.raises(Forbidden, match=f"--scope {scope}"):
        require(plain, scope)
    require(replace(plain, scopes=frozenset({scope})), scope)


def test_a_key_is_found_by_its_peppered_hash_alone() -> None:
    house = House()
    assert house.record == asyncio.run(house.store.find(hash_key(PEPPER, house.key)))


def test_the_pepper_follows_from_the_secret() -> None:
    assert [32, True, True] == [
        len(pepper_from_secret("s" * 32)),
        pepper_from_secret("s" * 32) == pepper_from_secret("s" * 32),
        pepper_from_secret("s" * 32) != pepper_from_secret("t" * 32),
    ]


def test_the_pepper_file_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "pepper"
    assert pepper_from_file(path) == pepper_from_file(path)


def test_the_pepper_file_is_its_owners_alone(tmp_path: Path) -> None:
    pepper_from_file(tmp_path / "pepper")
    assert 0o600 == stat.S_IMODE((tmp_path / "pepper").stat().st_mode)


def test_making_the_pepper_leaves_nothing_else_behind(tmp_path: Path) -> None:
    pepper_from_file(tmp_path / "pepper")
    pepper_from_file(tmp_path / "pepper")
    assert [tmp_path / "pepper"] == list(tmp_path.iterdir())
