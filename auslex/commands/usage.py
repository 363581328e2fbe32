"""auslex usage: the usage report, for people, as JSON or as CSV."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Iterable

from auslex.accounting.report_texts import rfc3339, to_csv, to_object
from auslex.accounting.reports import DAYS_DEFAULT, DAYS_MAX, Budget, Figures, UsageReport, ask
from auslex.assembly import open_ledger, open_reports
from auslex.commands import Commands, printable
from auslex.core.clock import SystemClock
from auslex.core.money import Nanodollars, to_dollars
from auslex.settings import Settings
from auslex.wire.json import encode

SHOWN_MAX = 20  # Users and models; --json and --csv have more.
NAME_CHARACTERS = 44
_ROW = "{:<44} {:>9} {:>12} {:>12} {:>12} {:>18}"


def register(commands: Commands) -> None:
    """Add `usage`."""
    parser = commands.add_parser("usage", help="what was used, by whom, and what it cost")
    parser.add_argument(
        "--days", type=int, default=DAYS_DEFAULT, metavar="N", help=f"today and the days before it, 1 to {DAYS_MAX}"
    )
    parser.add_argument("--user", metavar="ID", help="a caller's own label, or a key's id")
    parser.add_argument("--tenant", metavar="T", help="one tenant; days are then those of its time zone")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="what GET /api/admin/usage/analytics answers")
    form.add_argument("--csv", action="store_true", help="the same figures as one table")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the report."""
    report = asyncio.run(_report(given))
    if given.json:
        print(encode(to_object(report)).decode())
    elif given.csv:
        print(to_csv(report), end="")
    else:
        print("\n".join(_lines(report)))
    return 0


async def _report(given: argparse.Namespace) -> UsageReport:
    question = ask(given.user, given.tenant, given.days)
    settings, clock = Settings.from_environment(), SystemClock()
    async with open_ledger(settings, clock) as ledger:
        return await open_reports(settings, ledger, clock).usage(question)


def _lines(report: UsageReport) -> Iterable[str]:
    yield from _table("DAY", [(each.date, each.figures) for each in report.by_day])
    yield from _table("MODEL", [(each.model, each.figures) for each in report.by_model[:SHOWN_MAX]])
    names = [(f"{each.user_id} ({each.tenant})", each.figures) for each in report.by_user[:SHOWN_MAX]]
    yield from _table("USER (TENANT)", names)
    yield from _table("ALL", [("", report.totals)])
    if report.costliest:
        yield f"{'COSTLIEST ATTEMPTS':<44} {'MODEL':<30} {'SOURCE':<9} {'USD':>18}"
        for attempt in report.costliest:
            dollars = to_dollars(Nanodollars(attempt.cost))
            yield f"{_name(attempt.attempt_id):<44} {_name(attempt.model)[:30]:<30} {attempt.source:<9} {dollars:>18}"
        yield ""
    yield _budget("today", report.day_budget)
    yield _budget("this month", report.month_budget)


def _table(title: str, rows: list[tuple[str, Figures]]) -> Iterable[str]:
    yield _ROW.format(title, "REQUESTS", "PROMPT", "CACHED", "COMPLETION", "USD")
    for name, its in rows:
        dollars = to_dollars(Nanodollars(its.cost))
        yield _ROW.format(
            _name(name), its.requests, its.prompt_tokens, its.cached_tokens, its.completion_tokens, dollars
        )
    yield ""


def _name(text: str) -> str:
    return printable(text)[:NAME_CHARACTERS]


def _budget(when: str, budget: Budget) -> str:
    limit = f" of ${to_dollars(budget.limit)}" if budget.limit is not None else ", no limit"
    return (
        f"Spent {when}: ${to_dollars(budget.spent)}{limit}; held for calls under way: ${to_dollars(budget.reserved)}; "
        f"until {rfc3339(budget.resets_at)}"
    )
