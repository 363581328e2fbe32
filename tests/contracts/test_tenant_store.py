"""Every store keeps tenants alike, and a key is found with what its tenant may use."""

from __future__ import annotations

import pytest

from auslex.core.money import Nanodollars
from auslex.core.principal import LimitOverrides
from auslex.identity.keys import IdentityStore
from auslex.identity.tenants import Tenant
from tests.contracts.test_key_store import another, record, store  # noqa: F401  fixtures

pytestmark = pytest.mark.anyio
FIRM = Tenant("firm", LimitOverrides(1, None, Nanodollars(1 << 62), None), "Australia/Sydney")


async def test_a_tenant_is_found_as_it_was_put(store: IdentityStore) -> None:  # noqa: F811
    await store.put_tenant(FIRM, 1)
    assert FIRM == await store.find_tenant("firm")


async def test_an_unknown_tenant_is_nobody(store: IdentityStore) -> None:  # noqa: F811
    assert await store.find_tenant("firm") is None


async def test_the_last_record_of_a_tenant_counts(store: IdentityStore) -> None:  # noqa: F811
    await store.put_tenant(FIRM, 1)
    await store.put_tenant(Tenant("firm"), 2)
    assert Tenant("firm") == await store.find_tenant("firm")


async def test_tenants_are_listed_by_name(store: IdentityStore) -> None:  # noqa: F811
    for name in ("b", "a"):
        await store.put_tenant(Tenant(name), 1)
    assert ["a", "b"] == [tenant.name for tenant in await store.all_tenants()]


async def test_a_key_is_found_with_its_tenants_limits(store: IdentityStore) -> None:  # noqa: F811
    await store.add(record("a"))
    await store.put_tenant(FIRM, 1)
    found = await store.find("hash_a")
    assert found is not None
    assert (FIRM.limits, "Australia/Sydney") == (found.principal.tenant_limits, found.principal.time_zone)


async def test_a_key_without_a_recorded_tenant_has_no_other_limits(store: IdentityStore) -> None:  # noqa: F811
    await store.add(record("a"))
    found = await store.find("hash_a")
    assert found is not None
    assert (LimitOverrides(), "UTC") == (found.principal.tenant_limits, found.principal.time_zone)
