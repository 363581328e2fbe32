"""The statements that read the ledger's rows one by one, as a stream. Loads SQLAlchemy, so import it late."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from auslex.accounting.periods import SECOND
from auslex.accounting.reconciliation import LedgerRow
from auslex.accounting.report_queries import ids_between
from auslex.accounting.store import AttemptState
from auslex.accounting.verification import Adjustment, Alert, Attempt, Verification, negative_total
from auslex.database.schema import adjustments, alerts, attempts, balances

ROWS_AT_ONCE = 1_000  # So that memory does not grow with the ledger.


def verify(connection: Connection, verification: Verification) -> Iterator[str]:
    """Everything that is wrong in the ledger that this snapshot shows."""
    for row in _stream(connection, select(*(attempts.c[name] for name in Attempt.__struct_fields__))):
        yield from verification.attempt(Attempt(*row))
    of_attempt = (attempts.c.places, attempts.c.state, attempts.c.held_amount, attempts.c.paid)
    its = adjustments.c
    statement = select(its.adjustment_id, its.attempt_id, its.kind, its.amount, *of_attempt).select_from(
        adjustments.outerjoin(attempts, attempts.c.attempt_id == its.attempt_id)
    )
    for row in _stream(connection, statement):
        yield from verification.adjustment(Adjustment(*row))
    yield from _negative_totals(connection)
    for row in _stream(connection, select(*(alerts.c[name] for name in Alert.__struct_fields__))):
        yield from verification.alert(Alert(*row))
    for row in _stream(connection, select(balances)):
        yield from verification.balance(*row)
    yield from verification.end()


def rows_between(connection: Connection, days: Collection[date]) -> Iterator[LedgerRow]:
    """Every attempt from the first of these UTC days to the last."""
    if not days:
        return
    first = round(datetime.combine(min(days), time(), UTC).timestamp()) * SECOND
    last = round(datetime.combine(max(days) + timedelta(days=1), time(), UTC).timestamp()) * SECOND
    its = attempts.c
    wanted = (*ids_between(its.attempt_id, first, last), its.reserved_at >= first, its.reserved_at < last)
    yield from _ledger_rows(connection, wanted, ids_between(adjustments.c.attempt_id, first, last))


def rows_named(connection: Connection, ids: Collection[str]) -> Iterator[LedgerRow]:
    """Every attempt that these attempts' or requests' ids name; reads the whole ledger."""
    named = frozenset(ids)
    for row in _ledger_rows(connection, (), ()):
        if row.attempt_id in named or row.request_id in named:
            yield row


def _ledger_rows(
    connection: Connection, wanted: tuple[ColumnElement[bool], ...], adjusted: tuple[ColumnElement[bool], ...]
) -> Iterator[LedgerRow]:
    its, added = attempts.c, adjustments.c
    corrections: dict[str, dict[str, int]] = {}  # Few: an overrun or a correction is the exception.
    for name, attempt_id, amount in _stream(
        connection, select(added.adjustment_id, added.attempt_id, added.amount).where(*adjusted)
    ):
        corrections.setdefault(attempt_id, {})[name] = amount
    statement = select(
        its.attempt_id, its.request_id, its.model, its.state, its.source, its.held_amount, its.paid,
        its.prompt_tokens, its.cached_tokens, its.completion_tokens, its.reserved_at,
    ).where(*wanted)  # fmt: skip
    for row in connection.execute(statement.execution_options(yield_per=ROWS_AT_ONCE)):
        yield LedgerRow(
            attempt_id=row.attempt_id,
            request_id=row.request_id,
            model=row.model,
            state=AttemptState(row.state),
            source=row.source,
            held=row.held_amount,
            paid=row.paid,
            prompt_tokens=row.prompt_tokens,
            cached_tokens=row.cached_tokens,
            completion_tokens=row.completion_tokens,
            reserved_at=row.reserved_at,
            adjustments=corrections.get(row.attempt_id, {}),
        )


def _negative_totals(connection: Connection) -> Iterator[str]:
    total = attempts.c.paid + func.sum(adjustments.c.amount)
    statement = (
        select(attempts.c.attempt_id, total)
        .select_from(attempts.join(adjustments, adjustments.c.attempt_id == attempts.c.attempt_id))
        .group_by(attempts.c.attempt_id, attempts.c.paid)
        .having(total < 0)
    )
    for attempt_id, amount in _stream(connection, statement):
        yield negative_total(attempt_id, int(amount))


def _stream(connection: Connection, statement: Any) -> Iterator[tuple[Any, ...]]:
    return map(tuple, connection.execute(statement.execution_options(yield_per=ROWS_AT_ONCE)))
