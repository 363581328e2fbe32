"""auslex keys: create, list, revoke."""

from __future__ import annotations

import argparse
from contextlib import aclosing
from datetime import UTC, datetime

from auslex.assembly import open_keys
from auslex.commands import Commands, run_action
from auslex.commands.figures import count, dollars, label, limits_text
from auslex.core.clock import NANOSECONDS_PER_SECOND, SystemClock
from auslex.core.principal import LimitOverrides, Tier
from auslex.identity.keys import KeyRequest, create_key
from auslex.settings import Settings

ENVIRONMENT_MARKS = {"development": "dev", "staging": "stg", "production": "live"}


def register(commands: Commands) -> None:
    """Add `keys` and its three actions."""
    parser = commands.add_parser("keys", help="create, list and revoke client keys")
    parser.set_defaults(run=run_action)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="make a key; it is printed once, alone on the last line")
    create.add_argument("--name", type=label, required=True, help="what the key is for")
    create.add_argument("--tenant", type=label, default="default", help="who pays (default: default)")
    create.add_argument("--tier", type=_tier, help="FREE, PREMIUM, ENTERPRISE or INTERNAL (DEFAULT_RATE_LIMIT_TIER)")
    create.add_argument("--admin", action="store_true", help="may also read metrics and administer")
    create.add_argument("--rpm", type=count, metavar="N", help="requests a minute instead of the tier's")
    create.add_argument("--tpm", type=count, metavar="N", help="tokens a minute instead of the tier's")
    create.add_argument("--usd-day", type=dollars, metavar="USD", help="dollars a day instead of the tier's")
    create.add_argument("--usd-month", type=dollars, metavar="USD", help="dollars a month instead of the tier's")
    create.set_defaults(act=_create)
    actions.add_parser("list", help="every key ever made, without the keys themselves").set_defaults(act=_list)
    revoke = actions.add_parser("revoke", help="end a key; every worker refuses it within a second")
    revoke.add_argument("key_id", metavar="KEY_ID", help="as `auslex keys list` shows it")
    revoke.set_defaults(act=_revoke)


async def _create(given: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    overrides = LimitOverrides(given.rpm, given.tpm, given.usd_day, given.usd_month)
    tier = given.tier or settings.default_rate_limit_tier
    request = KeyRequest(given.name, given.tenant, tier, given.admin, overrides)
    mark = ENVIRONMENT_MARKS[settings.deployment_environment]
    store, pepper = open_keys(settings)
    async with aclosing(store):
        key, record = await create_key(store, pepper, mark, request, SystemClock())
    print(f"Created {record.key_id} for tenant {given.tenant}, tier {tier}. The key is shown this once:")
    print(key)
    return 0


async def _list(given: argparse.Namespace) -> int:
    store, _ = open_keys(Settings.from_environment())
    async with aclosing(store):
        records = await store.all()
    row = "{:<21} {:<20} {:<20} {:<11} {:<8} {:<17} {}"
    print(row.format("ID", "NAME", "TENANT", "TIER", "STATE", "CREATED (UTC)", "OVERRIDES"))
    for record in records:
        principal = record.principal
        state = "active" if record.revoked_at is None else "revoked"
        created = datetime.fromtimestamp(record.created_at / NANOSECONDS_PER_SECOND, UTC)
        print(
            row.format(
                record.key_id, principal.name[:20], principal.tenant[:20], principal.tier, state,
                f"{created:%Y-%m-%d %H:%M}", limits_text(record.principal.overrides),
            ).rstrip()
        )  # fmt: skip
    return 0


async def _revoke(given: argparse.Namespace) -> int:
    store, _ = open_keys(Settings.from_environment())
    async with aclosing(store):
        revoked = await store.revoke(given.key_id, SystemClock().now_nanoseconds())
    if not revoked:
        print(f"There is no active key {given.key_id}. `auslex keys list` shows them.")
        return 1
    print(f"Revoked {given.key_id}.")
    return 0


def _tier(text: str) -> Tier:
    try:
        return Tier(text.upper())
    except ValueError:
        raise argparse.ArgumentTypeError("must be FREE, PREMIUM, ENTERPRISE or INTERNAL") from None
