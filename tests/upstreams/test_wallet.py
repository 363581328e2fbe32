"""Whose key a call is sent with: its tenant's own, else the installation's; and the one before while both count."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from auslex.core.credentials import Credential
from auslex.core.errors import UpstreamRefused
from auslex.upstreams.http import HttpUpstream, HttpUpstreamOptions
from auslex.upstreams.roster import Kind
from auslex.upstreams.wallet import REFUSED_SECONDS
from tests.support.peer import Visit, peer
from tests.upstreams.test_http_upstream import answer, call

OWN = "sk-installation-0123456789"
ONE, TWO = Credential("upk_1", "sk-one-0123456789"), Credential("upk_2", "sk-two-0123456789")
OTHER = Credential("upk_3", "sk-other-0123456789")
REFUSAL = b'{"error":{"message":"Incorrect API key provided: %b","code":"invalid_api_key"}}'


@dataclass
class Door:
    """An upstream that takes some keys. sent: every key it was shown. refused: ids of keys we were told of."""

    good: set[str]
    sent: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    status: int = 401
    late: bool = False

    async def __call__(self, visit: Visit) -> None:
        while head := await visit.asked():
            lines = dict(line.split(b": ", 1) for line in head.split(b"\r\n\r\n")[0].split(b"\r\n")[1:])
            key = (lines.get(b"Authorization") or b"Bearer " + lines[b"api-key"]).decode().removeprefix("Bearer ")
            self.sent.append(key)
            said = answer() if key in self.good else answer(REFUSAL % key.encode(), status=self.status)
            await visit.say(said)

    @asynccontextmanager
    async def upstream(self, kind: Kind = Kind.OPENAI) -> AsyncIterator[HttpUpstream]:
        async with asyncio.timeout(10.0), peer(self) as listening:
            options = HttpUpstreamOptions(
                base_url=listening.url + "/v1", api_key=OWN, kind=kind, on_refused=self.refused.append
            )
            async with HttpUpstream(options) as upstream:
                yield upstream


async def ask(upstream: HttpUpstream, *tenants: str) -> None:
    for tenant in tenants:
        opened = await upstream.open(call(), "req_1", tenant)
        async for _ in opened:
            pass
        opened.close()


def asked(door: Door, work: Callable[[HttpUpstream], object], kind: Kind = Kind.OPENAI) -> Door:
    async def scenario() -> None:
        async with door.upstream(kind) as upstream:
            await work(upstream)  # type: ignore[misc]

    asyncio.run(scenario())
    return door


@pytest.mark.parametrize("kind", Kind)
def test_a_tenants_calls_are_sent_with_its_own_key_and_nobody_elses(kind: Kind) -> None:
    async def work(upstream: HttpUpstream) -> None:
        upstream.use_keys({"firm": (ONE,), "other": (OTHER,)})
        await ask(upstream, "firm", "other", "somebody", "firm")

    door = asked(Door({OWN, ONE.secret, OTHER.secret}), work, kind)
    assert [ONE.secret, OTHER.secret, OWN, ONE.secret] == door.sent


def test_the_vaults_key_for_everybody_takes_the_place_of_the_environments() -> None:
    async def work(upstream: HttpUpstream) -> None:
        await ask(upstream, "firm")
        upstream.use_keys({"": (ONE,)})
        await ask(upstream, "firm")
        upstream.use_keys({})
        await ask(upstream, "firm")

    assert [OWN, ONE.secret, OWN] == asked(Door({OWN, ONE.secret}), work).sent


def test_only_a_key_of_its_own_is_named_for_a_tenant() -> None:
    upstream = HttpUpstream(HttpUpstreamOptions(base_url="http://localhost/v1", api_key=OWN))
    upstream.use_keys({"": (ONE,), "firm": (TWO,)})
    assert ["upk_2", ""] == [upstream.credential(tenant) for tenant in ("firm", "other")]


def test_while_both_count_the_key_before_is_sent_where_the_newest_is_refused() -> None:
    async def work(upstream: HttpUpstream) -> None:
        upstream.use_keys({"firm": (TWO, ONE)})
        await ask(upstream, "firm", "firm")

    door = asked(Door({ONE.secret}), work)
    assert ([TWO.secret, ONE.secret, ONE.secret], ["upk_2"]) == (door.sent, door.refused)


def test_the_newest_is_tried_again_after_a_while() -> None:
    door = Door({ONE.secret})

    async def work(upstream: HttpUpstream) -> None:
        upstream.use_keys({"firm": (TWO, ONE)})
        await ask(upstream, "firm")
        upstream._wallet.of("firm").refused_until -= REFUSED_SECONDS
        door.good = {TWO.secret}
        await ask(upstream, "firm")

    assert [TWO.secret, ONE.secret, TWO.secret] == asked(door, work).sent


@pytest.mark.parametrize("keys", [(ONE,), (ONE, TWO)])
def test_a_tenant_whose_keys_are_all_refused_gets_no_others(keys: tuple[Credential, ...]) -> None:
    async def work(upstream: HttpUpstream) -> None:
        upstream.use_keys({"": (OTHER,), "firm": keys})
        with pytest.raises(UpstreamRefused) as caught:
            await ask(upstream, "firm")
        assert not any(each.secret.encode() in caught.value.body for each in keys)

    assert [each.secret for each in keys] == asked(Door({OWN, OTHER.secret}), work).sent


@pytest.mark.parametrize("status", [400, 403, 429, 500])
def test_only_a_key_that_is_not_known_is_not_sent_again(status: int) -> None:
    async def work(upstream: HttpUpstream) -> None:
        upstream.use_keys({"firm": (TWO, ONE)})
        with pytest.raises(UpstreamRefused):
            await ask(upstream, "firm")

    assert [TWO.secret] == asked(Door({ONE.secret}, status=status), work).sent


def test_no_key_is_in_what_is_printed_of_them() -> None:
    upstream = HttpUpstream(HttpUpstreamOptions(base_url="http://localhost/v1", api_key=OWN))
    upstream.use_keys({"firm": (TWO, ONE)})
    shown = repr([upstream._options, upstream._wallet.of("firm"), ONE])
    assert not any(secret in shown for secret in (OWN, ONE.secret, TWO.secret))
