"""auslex keys: create, list, revoke, rotate, signing-secret."""

from __future__ import annotations

import argparse
import re
from contextlib import aclosing
from datetime import UTC, datetime

from auslex.assembly.access import open_desk
from auslex.commands import Commands, operator, run_action
from auslex.commands.figures import count, dollars, label, limits_text
from auslex.core.clock import NANOSECONDS_PER_SECOND, SystemClock
from auslex.core.principal import LimitOverrides, Scope, Tier
from auslex.identity.key_desk import OVERLAP_SECONDS
from auslex.identity.keys import KeyRecord, KeyRequest
from auslex.identity.scopes import EVERYTHING, PLAIN
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
    create.add_argument("--break-glass", metavar="REASON", default="", help="why an emergency asks for this key")
    create.set_defaults(act=_create)
    actions.add_parser("list", help="every key ever made, without the keys themselves").set_defaults(act=_list)
    revoke = actions.add_parser("revoke", help="end a key; every worker refuses it within a second")
    revoke.add_argument("key_id", metavar="KEY_ID", help="as `auslex keys list` shows it")
    revoke.set_defaults(act=_revoke)
    rotate = actions.add_parser("rotate", help="make a key in place of another, which ends after an overlap")
    rotate.add_argument("key_id", metavar="KEY_ID", help="as `auslex keys list` shows it")
    rotate.add_argument("--overlap", type=_lifetime, metavar="TIME", help="how long both count, such as 12h (1d)")
    rotate.set_defaults(act=_rotate)
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
    async with aclosing(open_desk(settings, clock)) as desk:
        key, record = await desk.create(request, operator(), given.break_glass)
    print(f"Created {record.key_id} for tenant {given.tenant}, tier {tier}. The key is shown this once:")
    print(key)
    return 0


async def _list(given: argparse.Namespace) -> int:
    async with aclosing(open_desk(Settings.from_environment(), SystemClock())) as desk:
        records = await desk.keys()
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
    async with aclosing(open_desk(Settings.from_environment(), SystemClock())) as desk:
        revoked = await desk.revoke(await desk.find(given.key_id), operator())
    if not revoked:
        print(f"{given.key_id} was revoked before. `auslex keys list` shows it.")
        return 1
    print(f"Revoked {given.key_id}.")
    return 0


async def _rotate(given: argparse.Namespace) -> int:
    overlap = given.overlap // NANOSECONDS_PER_SECOND if given.overlap is not None else OVERLAP_SECONDS
    async with aclosing(open_desk(Settings.from_environment(), SystemClock())) as desk:
        key, record = await desk.rotate(await desk.find(given.key_id), operator(), overlap)
    print(f"Created {record.key_id} in place of {given.key_id}. The key is shown this once:")
    print(key)
    return 0


async def _signing_secret(given: argparse.Namespace) -> int:
    async with aclosing(open_desk(Settings.from_environment(), SystemClock())) as desk:
        print(await desk.show_signing_secret(given.key_id, "", operator()))
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
