"""`python -m tests.kills`: kill workers at random, then compare the upstream's own bill with the ledger."""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from auslex.database.address import parse_address
from auslex.database.migrate import migrate
from tests.kills.trial import Plan, Report, Trial, billing_upstream
from tests.support.postgres import running_server, template

FAULTS_SHOWN_MAX = 20
NARROW_KEYS_MAX = 20


def main() -> int:
    """Both trials on one store, or one; 1 if anything was lost, doubled, passed, left open or over-counted too far."""
    options = _options()
    plan = Plan(options.kills, options.terms, min(4 + options.kills // 50, NARROW_KEYS_MAX), options.seed)
    reports = {}
    if plan.kills:
        reports["killed"] = _trial(options, plan, "kill")
    if plan.terms:
        reports["ended by SIGTERM"] = _trial(options, plan, "end_politely")
    faults = []
    for title, report in reports.items():
        print(table(f"{options.store}, {title}", report))
        faults += report.faults
    for fault in faults[:FAULTS_SHOWN_MAX]:
        print(f"violation: {fault}")
    print(f"{len(faults)} violations")
    return 1 if faults else 0


def table(title: str, report: Report) -> str:
    """The report as people read it."""
    verdict, holds = report.verdict, report.holds
    most, total = max((count for count, _ in holds), default=0), sum(count for count, _ in holds)
    lines = {
        "workers killed (of them while starting)": f"{report.kills} ({report.starting})",
        "gateway ended by SIGTERM": f"{report.terms}",
        "database": ", ".join(f"{count} {what}" for what, count in report.database.items()) or "-",
        "seconds": f"{report.seconds:.0f}",
        "calls answered, cut, refused (429), 5xx": ", ".join(
            f"{count:,}"
            for count in (
                report.answers["200"], report.answers["cut"], report.answers["429"],
                sum(count for status, count in report.answers.items() if status.startswith("5")),
            )
        ),
        "attempts billed, rows, flagged rows": f"{verdict.billed_attempts:,}, {verdict.rows:,}, {verdict.flagged:,}",
        "holds in flight at a kill: mean, most": f"{total / max(1, report.kills):.2f}, {most}",
        "upstream's bill": _dollars(verdict.bill),
        "ledger": _dollars(verdict.ledger),
        "lost": f"{len(verdict.lost)}",
        "double": f"{len(verdict.double)}",
        "over-count, all flagged (at most 0.5 %)": f"{_dollars(verdict.over)} ({verdict.over_share:.3%})",
        **{
            f"  {cause}": f"{_dollars(amount)} in {verdict.rows_by_cause[cause]} rows"
            for cause, amount in sorted(verdict.over_by_cause.items())
        },
    }  # fmt: skip
    width = max(map(len, lines))
    return "\n".join([title, *(f"  {name:<{width}}  {value}" for name, value in lines.items())])


def _dollars(amount: int) -> str:
    return f"${amount / 10**9:.9f}"


def _trial(options: argparse.Namespace, plan: Plan, kind: str) -> Report:
    with ExitStack() as stack:
        upstream = stack.enter_context(billing_upstream())
        data_dir = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="auslex-kills-"))) / "data"
        database = None
        if options.store == "postgres":
            server = stack.enter_context(running_server())
            name = stack.enter_context(template(server, lambda url: migrate(parse_address(url))))
            database = stack.enter_context(server.database(name))
        trial = Trial(data_dir, upstream, plan, lambda text: print(text, file=sys.stderr), database)
        report: Report = getattr(trial, kind)()
        return report


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--terms", type=int, default=10, help="how often the gateway is ended politely under load")
    parser.add_argument("--store", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--seed", type=int, default=0, help="of who is killed and when; the rest is the machine's")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
