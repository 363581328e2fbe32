"""The vault: what is sealed stays so, rotates on time, and reaches those who serve."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.clock import ManualClock
from auslex.core.credentials import Credentials
from auslex.core.errors import BadRequest, Unavailable
from auslex.identity.audit import MemoryAuditStore
from auslex.identity.auditor import Auditor
from auslex.identity.upstream_keys import KeyWatch, UpstreamKeyDesk
from auslex.identity.vault import DAY, Age, MemoryVaultStore, UpstreamKey, Vault, age, superseded, usable

MASTER, NEXT_MASTER = "first master key, only for tests", "second master key, only for tests"
SECRET = "sk-upstream-canary-0123456789"
BARE = UpstreamKey("upk_1", "", "development", "openai", "", b"", 0)
SEALED = Vault(MASTER).seal(BARE, SECRET)


def test_what_was_sealed_is_opened() -> None:
    assert SECRET == Vault(MASTER).open(SEALED)


def test_neither_the_row_nor_its_text_holds_the_secret() -> None:
    assert SECRET.encode() not in SEALED.sealed
    assert SECRET not in repr(SEALED)


def test_the_same_secret_is_never_sealed_alike_and_marked_alike() -> None:
    again = Vault(MASTER).seal(BARE, SECRET)
    assert (True, True) == (again.sealed != SEALED.sealed, again.mark == SEALED.mark)


@pytest.mark.parametrize(
    "moved", [{"key_id": "upk_2"}, {"tenant": "firm"}, {"environment": "production"}, {"upstream": "other"}], ids=str
)
def test_a_row_cannot_stand_in_for_another(moved: dict[str, str]) -> None:
    with pytest.raises(Unavailable):
        Vault(MASTER).open(replace(SEALED, **moved))  # type: ignore[arg-type]


def test_parts_cannot_lend_each_other_letters() -> None:
    one = Vault(MASTER).seal(replace(BARE, tenant="a", environment="bc"), SECRET)
    with pytest.raises(Unavailable):
        Vault(MASTER).open(replace(one, tenant="ab", environment="c"))


@given(st.integers(0, len(SEALED.sealed) - 1), st.integers(1, 255))
def test_a_changed_byte_opens_nothing(place: int, change: int) -> None:
    altered = bytearray(SEALED.sealed)
    altered[place] ^= change
    with pytest.raises(Unavailable):
        Vault(MASTER).open(replace(SEALED, sealed=bytes(altered)))


@given(st.binary(max_size=60))
def test_whatever_else_stands_there_opens_nothing(sealed: bytes) -> None:
    with pytest.raises(Unavailable):
        Vault(MASTER).open(replace(SEALED, sealed=sealed))


def test_another_master_key_opens_nothing_and_says_what_to_do() -> None:
    with pytest.raises(Unavailable, match="AUSLEX_PREVIOUS_MASTER_KEYS"):
        Vault(NEXT_MASTER).open(SEALED)


def test_a_previous_master_key_opens_and_seals_no_more() -> None:
    vault = Vault(NEXT_MASTER, (MASTER,))
    anew = vault.seal(SEALED, vault.open(SEALED))
    assert (False, True, SECRET) == (vault.is_current(SEALED), vault.is_current(anew), Vault(NEXT_MASTER).open(anew))


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, Age.FRESH), (24.99, Age.FRESH), (25, Age.DUE), (29.99, Age.DUE), (30, Age.OVERDUE), (300, Age.OVERDUE)],
)
def test_a_key_is_to_be_changed_within_thirty_days(days: float, expected: Age) -> None:
    assert expected is age(SEALED, round(days * DAY))


def key(name: str, created_at: int, retires_at: int | None = None, **more: str) -> UpstreamKey:
    return replace(BARE, key_id=name, created_at=created_at, retires_at=retires_at, **more)  # type: ignore[arg-type]


def test_the_newest_key_that_stays_of_this_environment_and_upstream_is_used() -> None:
    keys = [
        key("a", 1), key("b", 3, 100), key("c", 2), key("d", 4, 10), key("e", 5, environment="production"),
        key("f", 6, upstream="other"),
    ]  # fmt: skip
    assert ["c", "a", "b"] == [found.key_id for found in usable(keys, "development", "openai", 10)]


def test_a_new_key_ends_those_before_it_no_later_than_they_would_have() -> None:
    keys = [key("a", 1), key("b", 2, 5 * DAY), key("c", 3, DAY)]
    ended = superseded(keys, key("new", 4), 4, 2.0)
    assert {"a": 4 + 2 * DAY, "b": 4 + 2 * DAY, "c": DAY} == {each.key_id: each.retires_at for each in ended}


class House:
    """A desk, and somebody who serves with what the watch hands out."""

    def __init__(self, vault: Vault | None = None) -> None:
        self.clock = ManualClock()
        self.store = MemoryVaultStore()
        self.auditor = Auditor(MemoryAuditStore(b"k", self.clock), self.clock)
        self.desk = UpstreamKeyDesk(self.store, vault or Vault(MASTER), self.auditor, self.clock, "development")
        self.taken: list[dict[str, list[str]]] = []
        self.due: list[tuple[str, Age]] = []
        self.watch = KeyWatch(self.desk, lambda *what: self.due.append(what))
        self.watch.hand_to("openai", self.take)

    def take(self, credentials: Credentials) -> None:
        self.taken.append({tenant: [each.secret for each in found] for tenant, found in credentials.items()})

    def add(self, secret: str, tenant: str = "", upstream: str = "openai") -> UpstreamKey:
        return asyncio.run(self.desk.add(upstream, secret, "test", tenant=tenant))

    def look(self) -> None:
        asyncio.run(self.watch.look())


def test_whoever_serves_gets_the_newest_key() -> None:
    house = House()
    house.look()
    for secret in ("one", "two"):
        house.add(secret)
        house.look()
    assert [{}, {"": ["one"]}, {"": ["two", "one"]}] == house.taken


def test_what_has_not_changed_is_not_opened_again() -> None:
    house = House()
    house.add("one")
    for _ in range(3):
        house.look()
    assert [{"": ["one"]}] == house.taken


def test_each_tenants_keys_are_its_own() -> None:
    house = House()
    for secret, tenant in (("everybody's", ""), ("one", "firm"), ("two", "firm"), ("three", "other")):
        house.add(secret, tenant)
    house.look()
    assert [{"": ["everybody's"], "firm": ["two", "one"], "other": ["three"]}] == house.taken


def test_a_tenants_new_key_ends_nobody_elses() -> None:
    house = House()
    before = [house.add("everybody's"), house.add("one", "other")]
    house.add("two", "firm")
    kept = {key.key_id: key.retires_at for key in asyncio.run(house.store.all())}
    assert [None, None] == [kept[key.key_id] for key in before]


def test_the_key_before_is_handed_out_until_its_overlap_is_over() -> None:
    house = House()
    house.add("one", "firm")
    house.add("two", "firm")
    for days in (0, 3):
        house.clock.advance(days * 86_400)
        house.look()
    assert [{"firm": ["two", "one"]}, {"firm": ["two"]}] == house.taken


def test_a_tenants_old_key_is_told_of_as_its_own() -> None:
    house = House()
    house.add("one", "firm")
    house.clock.advance(25 * 86_400)
    house.look()
    assert [("openai/firm", Age.DUE)] == house.due


def test_a_key_that_was_retired_gives_way_to_the_one_before() -> None:
    house = House()
    house.add("one")
    newest = house.add("two")
    asyncio.run(house.desk.retire(newest.key_id, "test"))
    house.look()
    assert [{"": ["one"]}] == house.taken


def test_a_key_for_another_upstream_is_not_handed_out() -> None:
    house = House()
    house.add("one", upstream="other")
    house.look()
    assert [{}] == house.taken


def test_an_old_key_is_told_of_once_on_day_25_and_once_on_day_30() -> None:
    house = House()
    house.add("one")
    for days in (0, 24, 1, 1, 4, 1):
        house.clock.advance(days * 86_400)
        house.look()
    assert [("openai", Age.DUE), ("openai", Age.OVERDUE)] == house.due


@pytest.mark.parametrize(("days", "ready"), [(29, True), (30, False)])
def test_readiness_warns_from_day_30_on(days: int, ready: bool) -> None:
    house = House()
    house.add("one")
    house.clock.advance(days * 86_400)
    house.look()
    try:
        asyncio.run(house.watch.check())
    except Unavailable as error:
        assert (False, True) == (ready, "openai" in error.message)
    else:
        assert ready


def test_resealing_leaves_nothing_to_the_previous_master_key() -> None:
    house = House()
    house.add("one")
    house.add("two")
    both = UpstreamKeyDesk(house.store, Vault(NEXT_MASTER, (MASTER,)), house.auditor, house.clock, "development")
    counts = [asyncio.run(both.reseal("test")) for _ in range(2)]
    alone = UpstreamKeyDesk(house.store, Vault(NEXT_MASTER), house.auditor, house.clock, "development")
    (opened,) = alone.credentials(asyncio.run(house.store.all()), "openai").values()
    assert ([2, 0], ["two", "one"]) == (counts, [each.secret for each in opened])


@pytest.mark.parametrize("secret", ["", "a\nb", "é", "k" * 513])
def test_what_no_header_can_carry_is_not_kept(secret: str) -> None:
    house = House()
    with pytest.raises(BadRequest):
        house.add(secret)
    assert [] == asyncio.run(house.store.all())


def test_without_a_master_key_nothing_is_kept() -> None:
    house = House()
    desk = UpstreamKeyDesk(house.store, None, house.auditor, house.clock, "development")
    with pytest.raises(BadRequest, match="MASTER_ENCRYPTION_KEY"):
        asyncio.run(desk.add("openai", "one", "test"))


@pytest.mark.parametrize("act", [lambda house: house.add("one"), lambda house: house.look()])
def test_no_secret_is_in_the_audit_log(act: Callable[[House], object]) -> None:
    house = House()
    house.add(SECRET)
    act(house)
    store = house.auditor.store
    assert isinstance(store, MemoryAuditStore)
    assert store.entries
    assert SECRET not in repr(store.entries)
