"""auslex keys: create, list, revoke, signing-secret."""

from __future__ import annotations

import argparse
import re
from contextlib import aclosing
from datetime import UTC, datetime

from auslex.access import MARKS, open_keys
from auslex.commands import Commands, run_action
from auslex.commands.figures import count, dollars, label, limits_text
from auslex.core.clock import NANOSECONDS_PER_SECOND, SystemClock
from auslex.core.principal import LimitOverrides, Scope, Tier
from auslex.identity.keys import KeyRecord, KeyRequest, create_key
from auslex.identity.scopes import EVERYTHING, PLAIN
from auslex.identity.signing import signing_secret
from auslex.settings import Settings

_LIFETIME = re.compile(r"([1-9][0-9]{0,4})([dh])")


def register(commands: Commands) -> None:
    """Add `keys` and its actions."""
    parser = commands.add_parser("keys", help="create, list and revoke client keys")
    parser.set_defaults(run=run_action)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="make a key; it is printed once, alone on the last line")
    create.add_argument("--name", type=label, required=True, help="what the key is for")
    create.add_argument("--tenant", type=label, default="default", help="who pays (default: default)")
    create.add_argument("--tier", type=_tier, help="FREE, PREMIUM, ENTERPRISE or INTERNAL (DEFAULT_RATE_LIMIT_TIER)")
    create.add_argument(
        "--scope", type=Scope, choices=tuple(Scope), action="append", default=[], help="what it may do; may be repeated"
    )
    create.add_argument("--admin", action="store_true", help="every scope")
    create.add_argument("--expires", type=_lifetime, metavar="TIME", help="when it ends, such as 90d or 12h (never)")
    create.add_argument("--rpm", type=count, metavar="N", help="requests a minute instead of the tier's")
    create.add_argument("--tpm", type=count, metavar="N", help="tokens a minute instead of the tier's")
    create.add_argument("--usd-day", type=dollars, metavar="USD", help="dollars a day instead of the tier's")
    create.add_argument("--usd-month", type=dollars, metavar="USD", help="dollars a month instead of the tier's")
    create.set_defaults(act=_create)
    actions.add_parser("list", help="every key ever made, without the keys themselves").set_defaults(act=_list)
    revoke = actions.add_parser("revoke", help="end a key; every worker refuses it within a second")
    revoke.add_argument("key_id", metavar="KEY_ID", help="as `auslex keys list` shows it")
    revoke.set_defaults(act=_revoke)
    secret = actions.add_parser("signing-secret", help="what the owner of a key signs requests with (docs/signing.md)")
    secret.add_argument("key_id", metavar="KEY_ID", help="as `auslex keys list` or the log shows it")
    secret.set_defaults(act=_signing_secret)


async def _create(given: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    overrides = LimitOverrides(given.rpm, given.tpm, given.usd_day, given.usd_month)
    tier = given.tier or settings.default_rate_limit_tier
    scopes = EVERYTHING if given.admin else frozenset(given.scope) or PLAIN
    clock = SystemClock()
    expires_at = clock.now_nanoseconds() + given.expires if given.expires else None
    request = KeyRequest(given.name, given.tenant, tier, scopes, overrides, expires_at)
    store, pepper = open_keys(settings)
    async with aclosing(store):
        key, record = await create_key(store, pepper, MARKS[settings.deployment_environment], request, clock)
    print(f"Created {record.key_id} for tenant {given.tenant}, tier {tier}. The key is shown this once:")
    print(key)
    return 0


async def _list(given: argparse.Namespace) -> int:
    store, _ = open_keys(Settings.from_environment())
    async with aclosing(store):
        records = await store.all()
    now = SystemClock().now_nanoseconds()
    row = "{:<21} {:<20} {:<20} {:<11} {:<8} {:<17} {:<17} {:<17} {:<32} {}"
    print(
        row.format(
            "ID", "NAME", "TENANT", "TIER", "STATE", "CREATED (UTC)", "EXPIRES", "LAST USED", "SCOPES", "OVERRIDES"
        )
    )
    for record in records:
        principal = record.principal
        print(
            row.format(
                record.key_id, principal.name[:20], principal.tenant[:20], principal.tier, _state(record, now),
                _time(record.created_at), _time(record.expires_at), _time(record.last_used_at),
                ",".join(sorted(principal.scopes)), limits_text(principal.overrides),
            ).rstrip()
        )  # fmt: skip
    return 0


def _state(record: KeyRecord, now: int) -> str:
    if record.is_good(now):
        return "active"
    return "expired" if record.revoked_at is None else "revoked"


def _time(at: int | None) -> str:
    return f"{datetime.fromtimestamp(at / NANOSECONDS_PER_SECOND, UTC):%Y-%m-%d %H:%M}" if at is not None else "-"


async def _revoke(given: argparse.Namespace) -> int:
    store, _ = open_keys(Settings.from_environment())
    async with aclosing(store):
        revoked = await store.revoke(given.key_id, SystemClock().now_nanoseconds())
    if not revoked:
        print(f"There is no active key {given.key_id}. `auslex keys list` shows them.")
        return 1
    print(f"Revoked {given.key_id}.")
    return 0


async def _signing_secret(given: argparse.Namespace) -> int:
    store, pepper = open_keys(Settings.from_environment())
    await store.aclose()
    print(signing_secret(pepper, given.key_id))
    return 0


def _lifetime(text: str) -> int:
    """Nanoseconds."""
    found = _LIFETIME.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError("must be a number of days or hours, such as 90d or 12h")
    return int(found[1]) * {"d": 86_400, "h": 3_600}[found[2]] * NANOSECONDS_PER_SECOND


def _tier(text: str) -> Tier:
    try:
        return Tier(text.upper())
    except ValueError:
        raise argparse.ArgumentTypeError("must be FREE, PREMIUM, ENTERPRISE or INTERNAL") from None
