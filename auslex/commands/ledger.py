"""auslex ledger: verify the books, and reconcile them with the provider's bill."""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from auslex.accounting.bills import BillError, read_bill
from auslex.accounting.reconciliation import Plan, UnknownCallError, plan, plan_exact
from auslex.accounting.store import Correct
from auslex.accounting.verification import Verification
from auslex.assembly import open_ledger
from auslex.assembly.upstreams import load_prices
from auslex.commands import Commands, printable, run_action
from auslex.core.clock import Clock, SystemClock
from auslex.core.errors import Unavailable
from auslex.core.money import Nanodollars, to_dollars
from auslex.database.engine import make_engine, snapshot
from auslex.database.migrate import is_current
from auslex.settings import Settings

BOOKED_AT_ONCE = 100  # They share transactions, and leave room for the workers' own.


def register(commands: Commands) -> None:
    """Add `ledger` and its actions."""
    parser = commands.add_parser("ledger", help="verify the ledger, reconcile it with the provider's bill")
    parser.set_defaults(run=run_action)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="make every balance again from its rows, and show each difference")
    verify.set_defaults(act=_verify)
    reconcile = actions.add_parser("reconcile", help="compare the ledger with the provider's bill, and correct it")
    reconcile.add_argument(
        "file", type=Path, metavar="FILE", help="an export of OpenAI's, or exact lines (docs/money.md)"
    )
    reconcile.add_argument("--apply", action="store_true", help="book the corrections; without it they are only shown")
    reconcile.add_argument("--project", metavar="ID", help="the gateway's project, where the file has several")
    reconcile.set_defaults(act=_reconcile)


async def _verify(given: argparse.Namespace) -> int:
    """1 if anything is wrong. Workers may go on meanwhile: what is looked at is the ledger at one instant."""
    from auslex.accounting.ledger_queries import verify

    settings = existing_ledger()
    verification, faults = Verification(), 0
    with snapshot(make_engine(settings.database)) as connection:
        for fault in verify(connection, verification):
            faults += 1
            print(fault)
    its = verification.counts
    print(
        f"{its.open + its.settled + its.void} attempts ({its.open} open, {its.settled} settled, {its.void} void), "
        f"{its.adjustments} adjustments, {its.balances} balances, {its.alerts} alerts: "
        + (f"{faults} differences." if faults else "all is well.")
    )
    return 1 if faults else 0


async def _reconcile(given: argparse.Namespace) -> int:
    """0 if the books agree with the bill, or will or do once the corrections are booked."""
    settings, clock = existing_ledger(), SystemClock()
    try:
        found = _plan(settings, given.file, given.project, clock)
    except (BillError, UnknownCallError, OSError) as error:
        print(f"{given.file}: {error}. Nothing was corrected.", file=sys.stderr)
        return 1
    print("\n".join(_lines(found)))
    unexplained = any(finding.unexplained for finding in found.findings)
    if not given.apply:
        print(f"{len(found.corrections)} corrections. --apply books them." if found.corrections else "No corrections.")
        return 1 if unexplained else 0
    booked = await _book(settings, clock, found.corrections)
    refused = len(found.corrections) - booked
    print(f"{booked} corrections booked" + (f", {refused} refused: somebody else was faster." if refused else "."))
    return 1 if unexplained or refused else 0


def _plan(settings: Settings, file: Path, project: str | None, clock: Clock) -> Plan:
    from auslex.accounting.ledger_queries import rows_between, rows_named

    raw = file.read_bytes()
    bill = read_bill(raw, project)
    digest = hashlib.sha256(raw + (project or "").encode()).hexdigest()[:16]
    with snapshot(make_engine(settings.database)) as connection:
        if bill.exact:
            return plan_exact(bill.exact, rows_named(connection, {line.id for line in bill.exact}), digest)
        prices = load_prices(settings, clock)
        return plan(bill, rows_between(connection, bill.days), prices.find, digest, clock.now_nanoseconds())


async def _book(settings: Settings, clock: Clock, corrections: Sequence[Correct]) -> int:
    """Book them as a worker would, beside those that serve; how many were taken."""
    booked = 0
    async with open_ledger(settings, clock) as ledger:
        for start in range(0, len(corrections), BOOKED_AT_ONCE):
            batch = corrections[start : start + BOOKED_AT_ONCE]
            booked += sum(await asyncio.gather(*(ledger.correct(each) for each in batch)))
    return booked


def _lines(found: Plan) -> Iterator[str]:
    row = "{:<11} {:<32} {:>16} {:>16} {:>16} {:>16}  {}"
    if found.findings:
        yield row.format("DAY (UTC)", "MODEL", "BILLED", "LEDGER", "CORRECTION", "UNEXPLAINED", "")
    for finding in found.findings:
        its = finding.bucket
        change = sum(each.amount for each in finding.corrections)
        billed = _dollars(finding.billed) if finding.billed is not None else "?"
        note = finding.note or f"{len(its.flagged)} flagged of {its.known_calls + len(its.flagged)} calls"
        amounts = (billed, _dollars(its.cost), _dollars(change), _dollars(finding.unexplained))
        yield row.format(its.day.isoformat(), printable(its.model)[:32], *amounts, note)
    for each in found.corrections:
        yield f"attempt {each.attempt_id}: {'+' if each.amount >= 0 else ''}{_dollars(each.amount)} ({each.reason})"


def _dollars(amount: int) -> str:
    return to_dollars(Nanodollars(amount))


def existing_ledger() -> Settings:
    """The settings, if there is a ledger where they say; a command that looks for faults must not make a new one."""
    settings = Settings.from_environment()
    if not is_current(settings.database):
        raise Unavailable(f"There is no ledger at {settings.database}, or an older one. Start the gateway once.")
    return settings
