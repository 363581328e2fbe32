"""The statements that read the whole ledger, a stream of rows at a time. Loads SQLAlchemy, so import it late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select

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
