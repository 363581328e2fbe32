"""auslex upstream-keys: add, list, retire, reseal."""

from __future__ import annotations

import argparse
import getpass
import re
import sys
from datetime import UTC, datetime

from auslex.assembly.access import open_upstream_keys
from auslex.commands import Commands, operator, run_action
from auslex.commands.figures import label
from auslex.core.clock import NANOSECONDS_PER_SECOND, SystemClock
from auslex.identity.vault import DAY, OVERLAP_DAYS, UpstreamKey, age
from auslex.settings import Settings

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def register(commands: Commands) -> None:
    """Add `upstream-keys` and its actions."""
    parser = commands.add_parser("upstream-keys", help="keys to upstreams, sealed in the database")
    parser.set_defaults(run=run_action)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="keep a key, read from the standard input; every worker uses it in 30 s")
    add.add_argument("--upstream", type=_upstream, default="openai", help="which one's (default: openai)")
    add.add_argument("--tenant", type=label, default="", help="whose calls alone go with it (all who have none)")
    add.add_argument(
        "--overlap-days", type=_days, default=OVERLAP_DAYS, metavar="N", help="how long the old one counts"
    )
    add.set_defaults(act=_add)
    actions.add_parser("list", help="every key of this environment, without the keys").set_defaults(act=_list)
    retire = actions.add_parser("retire", help="end a key at once; the one before it is used again while it counts")
    retire.add_argument("key_id", metavar="KEY_ID", help="as `auslex upstream-keys list` shows it")
    retire.set_defaults(act=_retire)
    reseal = actions.add_parser("reseal", help="after MASTER_ENCRYPTION_KEY was changed: seal all keys with it")
    reseal.set_defaults(act=_reseal)


async def _add(given: argparse.Namespace) -> int:
    secret = getpass.getpass("Key: ") if sys.stdin.isatty() else sys.stdin.readline()
    desk, opened = open_upstream_keys(Settings.from_environment(), SystemClock())
    async with opened:
        key = await desk.add(given.upstream, secret.strip(), operator(), given.overlap_days, given.tenant)
        await desk.store.aclose()
    print(f"Added {key.key_id} for {key.upstream}. It is never shown again.")
    return 0


async def _list(given: argparse.Namespace) -> int:
    clock = SystemClock()
    desk, opened = open_upstream_keys(Settings.from_environment(), clock)
    async with opened:
        keys = await desk.keys()
        await desk.store.aclose()
    now, row = clock.now_nanoseconds(), "{:<21} {:<20} {:<20} {:<13} {:<9} {:<11} {:<17} {}"
    print(row.format("ID", "UPSTREAM", "TENANT", "MARK", "STATE", "AGE (DAYS)", "ADDED (UTC)", "RETIRES"))
    for key in keys:
        state = "retired" if not key.counts(now) else "retiring" if key.retires_at is not None else age(key, now).value
        days = (now - key.created_at) // DAY
        owner = key.tenant[:20] or "-"
        times = _time(key.created_at), _time(key.retires_at)
        print(row.format(key.key_id, key.upstream, owner, key.mark, state, days, *times))
    return 0


async def _retire(given: argparse.Namespace) -> int:
    desk, opened = open_upstream_keys(Settings.from_environment(), SystemClock())
    async with opened:
        key: UpstreamKey = await desk.retire(given.key_id, operator())
        await desk.store.aclose()
    print(f"Retired {key.key_id}.")
    return 0


async def _reseal(given: argparse.Namespace) -> int:
    desk, opened = open_upstream_keys(Settings.from_environment(), SystemClock())
    async with opened:
        count = await desk.reseal(operator())
        await desk.store.aclose()
    print(f"Sealed {count} keys anew. AUSLEX_PREVIOUS_MASTER_KEYS is needed no more.")
    return 0


def _time(at: int | None) -> str:
    return f"{datetime.fromtimestamp(at / NANOSECONDS_PER_SECOND, UTC):%Y-%m-%d %H:%M}" if at is not None else "-"


def _upstream(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise argparse.ArgumentTypeError("must be an upstream's name: lower-case letters, digits and -")
    return text


def _days(text: str) -> int:
    if not text.isdecimal() or int(text) > 30:
        raise argparse.ArgumentTypeError("must be 0 to 30 days")
    return int(text)
