"""auslex audit: verify, list."""

from __future__ import annotations

import argparse
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from auslex.assembly.access import open_audit, open_keys
from auslex.commands import Commands, printable, run_action
from auslex.commands.figures import count
from auslex.core.clock import NANOSECONDS_PER_SECOND, SystemClock
from auslex.identity.audit import READ_MAX, AuditStore, Entry, audit_key, verify
from auslex.settings import Settings

_PLACE = re.compile(r"([1-9][0-9]{0,17}):([0-9a-f]{64})")


def register(commands: Commands) -> None:
    """Add `audit` and its actions."""
    parser = commands.add_parser("audit", help="who changed what, and whether the record of it was touched")
    parser.set_defaults(run=run_action)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("verify", help="follow the chain from the first entry to the last")
    check.add_argument(
        "--expect", type=_place, metavar="SEQUENCE:DIGEST", help="an entry that was there before and must be still"
    )
    check.set_defaults(act=_verify)
    show = actions.add_parser("list", help="the newest entries, newest first")
    show.add_argument("--count", type=count, default=50, metavar="N", help="how many (default: 50)")
    show.set_defaults(act=_list)


async def _verify(given: argparse.Namespace) -> int:
    """1 if anything is wrong."""
    faults, last = 0, None
    async with _log() as (store, key):
        missing = given.expect
        while entries := await store.from_sequence(last.sequence + 1 if last else 1, READ_MAX):
            for fault in verify(key, entries, last):
                faults += 1
                print(f"entry {fault.sequence}: {fault.what}")
            missing = None if any((entry.sequence, entry.digest) == missing for entry in entries) else missing
            last = entries[-1]
    if missing is not None:
        faults += 1
        print(f"entry {missing[0]}: it is not there any more, or is another one: the log was cut off or replaced")
    end = f", the last is {last.sequence}:{last.digest}" if last else ""
    print(f"{last.sequence if last else 0} entries{end}: " + (f"{faults} faults." if faults else "all is well."))
    return 1 if faults else 0


async def _list(given: argparse.Namespace) -> int:
    before, left = None, given.count
    async with _log() as (store, _):
        while left and (entries := await store.read(before=before, count=min(left, READ_MAX))):
            for entry in entries:
                print(printable(_line(entry)))
            before, left = entries[-1].sequence, left - len(entries)
    return 0


def _line(entry: Entry) -> str:
    act = entry.act
    at = datetime.fromtimestamp(entry.at // NANOSECONDS_PER_SECOND, UTC)
    times = f" x{act.count}" if act.count > 1 else ""
    words = (
        act.action.value + times,
        f"by {act.actor}",
        f"tenant={act.tenant}" * bool(act.tenant),
        act.target,
        act.detail,
    )
    return f"{entry.sequence:>8} {at:%Y-%m-%d %H:%M:%S} " + " ".join(word for word in words if word)


def _place(text: str) -> tuple[int, str]:
    found = _PLACE.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError("must be as `auslex audit verify` prints it, such as 17:9f2c...")
    return int(found[1]), found[2]


@asynccontextmanager
async def _log() -> AsyncIterator[tuple[AuditStore, bytes]]:
    settings = Settings.from_environment()
    keys, pepper = open_keys(settings)
    await keys.aclose()
    store = open_audit(settings, pepper, SystemClock())
    try:
        yield store, audit_key(pepper)
    finally:
        await store.aclose()
