"""A usage report as JSON and as CSV. Money is exact dollars as text, times are RFC 3339 in UTC."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from auslex.accounting.reports import Budget, CostlyAttempt, Figures, UsageReport
from auslex.core.clock import NANOSECONDS_PER_SECOND
from auslex.core.json import JsonObject
from auslex.core.money import Nanodollars, to_dollars

CSV_COLUMNS = (
    "section", "user_id", "tenant", "key_id", "model", "date", "requests", "prompt_tokens", "cached_tokens",
    "completion_tokens", "cost_usd", "saved_usd",
)  # fmt: skip
# What makes a spreadsheet take a cell for a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_object(report: UsageReport) -> JsonObject:
    """The report as GET /api/admin/usage/analytics sends it."""
    return {
        "days": report.days,
        "totals": _figures(report.totals),
        "by_user": [
            {"user_id": each.user_id, "tenant": each.tenant, "key_id": each.key_id, **_figures(each.figures)}
            for each in report.by_user
        ],
        "by_model": [{"model": each.model, **_figures(each.figures)} for each in report.by_model],
        "by_day": [{"date": each.date, **_figures(each.figures)} for each in report.by_day],
        "costliest": [_costly(each) for each in report.costliest],
        "budget": {"day": _budget(report.day_budget), "month": _budget(report.month_budget)},
    }


def to_csv(report: UsageReport) -> str:
    """One table (RFC 4180): a `section` says what a row sums up; what does not apply to it is empty."""
    rows: list[dict[str, object]] = [{"section": "total", **_figures(report.totals)}]
    for user in report.by_user:
        names = {"user_id": user.user_id, "tenant": user.tenant, "key_id": user.key_id}
        rows.append({"section": "user", **names, **_figures(user.figures)})
    rows += [{"section": "model", "model": each.model, **_figures(each.figures)} for each in report.by_model]
    rows += [{"section": "day", "date": each.date, **_figures(each.figures)} for each in report.by_day]
    text = io.StringIO()
    writer = csv.DictWriter(text, CSV_COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: harmless(str(value)) for name, value in row.items()} for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before it if a spreadsheet would calculate it."""
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell


def rfc3339(moment: int) -> str:
    """Nanoseconds since the epoch, to the millisecond."""
    seconds, rest = divmod(moment, NANOSECONDS_PER_SECOND)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.{rest // 1_000_000:03d}Z"


def _figures(figures: Figures) -> JsonObject:
    return {
        "requests": figures.requests,
        "prompt_tokens": figures.prompt_tokens,
        "cached_tokens": figures.cached_tokens,
        "completion_tokens": figures.completion_tokens,
        "cost_usd": to_dollars(Nanodollars(figures.cost)),
        "saved_usd": to_dollars(Nanodollars(figures.saved)),
    }


def _costly(attempt: CostlyAttempt) -> JsonObject:
    return {
        "request_id": attempt.request_id,
        "attempt_id": attempt.attempt_id,
        "model": attempt.model,
        "endpoint": attempt.endpoint,
        "key_id": attempt.key_id,
        "user_id": attempt.user_id,
        "tenant": attempt.tenant,
        "time": rfc3339(attempt.time),
        "sizes": {
            "prompt_tokens": attempt.prompt_tokens,
            "cached_tokens": attempt.cached_tokens,
            "completion_tokens": attempt.completion_tokens,
        },
        "cost_usd": to_dollars(Nanodollars(attempt.cost)),
        "source": attempt.source,
    }


def _budget(budget: Budget) -> JsonObject:
    return {
        "limit_usd": to_dollars(budget.limit) if budget.limit is not None else None,
        "spent_usd": to_dollars(budget.spent),
        "reserved_usd": to_dollars(budget.reserved),
        "resets_at": rfc3339(budget.resets_at),
    }
