"""auslex ledger: verify the books, and reconcile them with the provider's bill."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from auslex.accounting.verification import Verification
from auslex.commands import Commands
from auslex.core.errors import Unavailable
from auslex.database.engine import make_engine, snapshot
from auslex.database.migrate import is_current
from auslex.settings import Settings


def register(commands: Commands) -> None:
    """Add `ledger` and its actions."""
    parser = commands.add_parser("ledger", help="verify the ledger, reconcile it with the provider's bill")
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help="make every balance again from its rows, and show each difference")
    verify.set_defaults(act=_verify)


def run(given: argparse.Namespace) -> int:
    """Do the action that was named."""
    act: Callable[[argparse.Namespace], int] = given.act
    return act(given)


def _verify(given: argparse.Namespace) -> int:
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


def existing_ledger() -> Settings:
    """The settings, if there is a ledger where they say; a command that looks for faults must not make a new one."""
    settings = Settings.from_environment()
    if not is_current(settings.database):
        raise Unavailable(f"There is no ledger at {settings.database}, or an older one. Start the gateway once.")
    return settings
