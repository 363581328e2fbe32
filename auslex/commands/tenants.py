"""auslex tenants: set, list."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import aclosing
from typing import TypeVar

from auslex.accounting.periods import is_time_zone
from auslex.assembly.access import open_desk, open_keys
from auslex.commands import Commands, operator, run_action
from auslex.commands.figures import count, dollars, label, limits_text
from auslex.core.clock import SystemClock
from auslex.core.principal import LimitOverrides
from auslex.identity.tenants import Tenant
from auslex.settings import Settings

NONE = "none"
_Figure = TypeVar("_Figure")


def register(commands: Commands) -> None:
    """Add `tenants` and its two actions."""
    parser = commands.add_parser("tenants", help="what a firm's keys may use together, and its time zone")
    parser.set_defaults(run=run_action)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    change = actions.add_parser(
        "set", help="change what is given and keep the rest; every worker knows within a second"
    )
    change.add_argument("name", type=label, metavar="TENANT", help="as keys name it")
    change.add_argument("--rpm", type=_or_none(count), metavar="N", help="requests a minute, or none")
    change.add_argument("--tpm", type=_or_none(count), metavar="N", help="tokens a minute, or none")
    change.add_argument("--usd-day", type=_or_none(dollars), metavar="USD", help="dollars a day, or none")
    change.add_argument("--usd-month", type=_or_none(dollars), metavar="USD", help="dollars a month, or none")
    change.add_argument("--time-zone", type=_time_zone, metavar="ZONE", help="such as Australia/Sydney (UTC)")
    change.set_defaults(act=_set)
    actions.add_parser("list", help="every tenant that was ever set").set_defaults(act=_list)


async def _set(given: argparse.Namespace) -> int:
    async with aclosing(open_desk(Settings.from_environment(), SystemClock())) as desk:
        before = await desk.store.find_tenant(given.name) or Tenant(given.name)
        limits = LimitOverrides(
            _changed(given.rpm, before.limits.requests_per_minute),
            _changed(given.tpm, before.limits.tokens_per_minute),
            _changed(given.usd_day, before.limits.day),
            _changed(given.usd_month, before.limits.month),
        )
        after = Tenant(given.name, limits, given.time_zone or before.time_zone)
        await desk.put_tenant(after, operator())
    print(_line(after))
    return 0


async def _list(given: argparse.Namespace) -> int:
    store, _ = open_keys(Settings.from_environment())
    async with aclosing(store):
        for tenant in await store.all_tenants():
            print(_line(tenant))
    return 0


def _line(tenant: Tenant) -> str:
    return f"{tenant.name:<20} {tenant.time_zone:<20} {limits_text(tenant.limits) or 'no limits'}"


def _changed(given: _Figure | str | None, before: _Figure | None) -> _Figure | None:
    """What was asked for: a figure, none, or nothing new."""
    if given is None:
        return before
    return None if isinstance(given, str) else given


def _or_none(read: Callable[[str], _Figure]) -> Callable[[str], _Figure | str]:
    def parse(text: str) -> _Figure | str:
        return NONE if text.lower() == NONE else read(text)

    return parse


def _time_zone(text: str) -> str:
    if not is_time_zone(text):
        raise argparse.ArgumentTypeError("must be an IANA time zone, such as Australia/Sydney")
    return text
