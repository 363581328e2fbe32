"""The statements of the store of repeats; they block, so they run in threads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Delete, Insert, Row, Update, and_, delete, or_, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from auslex.caching.repeats import UNDER_WAY, Begun, Claim, Record, RepeatOptions, RepeatState, Verdict, decide
from auslex.core.clock import Clock
from auslex.core.errors import Unavailable
from auslex.database.address import Address
from auslex.database.schema import repeats
from auslex.database.writing import make_writer, now, transaction

T = TypeVar("T")
EXPIRED_MAX = 20  # Old rows that one conclusion takes away: more than the one it made, too few to be felt.
BEGINS_MAX = 5  # A row that was in the way may be gone when it is looked at, so begin again; each time is bad luck.


class RepeatRows:
    """The rows at this address. Raises Unavailable in the given words; what a lost connection swallowed is repeated."""

    def __init__(
        self, address: Address, clock: Clock, options: RepeatOptions, connections_max: int, failed: str
    ) -> None:
        self._engine = make_writer(address, connections_max)
        self._is_postgres = self._engine.dialect.name == "postgresql"
        self._clock = clock
        self._options = options
        self._failed = failed

    def begin(self, claim: Claim) -> Begun:
        return self._on_connection(lambda connection: self._begin(connection, claim))

    def mark_sent(self, claim: Claim) -> bool:
        values = {"state": RepeatState.SENT.value, "lease_until": self._now + self._options.lease}
        statement = update(repeats).where(_held_by(claim)).values(values)
        return self._on_connection(lambda connection: connection.execute(statement).rowcount == 1)

    def renew(self, claims: Sequence[Claim]) -> None:
        held = tuple_(repeats.c.repeat_id, repeats.c.request_id).in_(
            [(claim.repeat_id, claim.request_id) for claim in sorted(claims, key=lambda claim: claim.repeat_id)]
        )
        statement = update(repeats).where(held, _UNDER_WAY).values(lease_until=self._now + self._options.lease)
        self._on_connection(lambda connection: connection.execute(statement))

    def finish(self, claim: Claim, state: RepeatState, answer: bytes | None) -> None:
        values = {"state": state.value, "answer": answer, "expires_at": self._now + self._options.keep}
        statement = update(repeats).where(_held_by(claim)).values(values)
        self._on_connection(lambda connection: (connection.execute(statement), connection.execute(self._expired())))

    def forget(self, claim: Claim) -> None:
        statement = delete(repeats).where(_held_by(claim))
        self._on_connection(lambda connection: connection.execute(statement))

    def close(self) -> None:
        self._engine.dispose()

    @property
    def _now(self) -> ColumnElement[int]:
        return now(self._engine, self._clock)

    def _on_connection(self, work: Callable[[Connection], T]) -> T:
        for last in (False, True):
            try:
                with self._engine.connect() as connection:
                    return work(connection)
            except DBAPIError as error:
                if last or not error.connection_invalidated:
                    break
            except SQLAlchemyError:
                break  # No connection was free in time.
        raise Unavailable(self._failed)

    def _begin(self, connection: Connection, claim: Claim) -> Begun:
        for _ in range(BEGINS_MAX):
            if connection.execute(self._insertion(claim)).rowcount == 1:
                return Begun(Verdict.RUN)
            with transaction(connection):
                begun = self._begin_again(connection, claim)
            if begun is not None:
                return begun
        raise Unavailable(self._failed)

    def _begin_again(self, connection: Connection, claim: Claim) -> Begun | None:
        """What the record there is allows; None if it has gone. Nobody else changes it meanwhile."""
        found = select(repeats, self._now.label("now")).where(repeats.c.repeat_id == claim.repeat_id).with_for_update()
        row = connection.execute(found).one_or_none()
        if row is None:
            return None
        record = _record(row)
        verdict = decide(record, claim, row.now)
        if verdict is Verdict.RUN and not record.claimed_by(claim):
            connection.execute(_change(claim, self._claimed(claim)))
        elif verdict is Verdict.INTERRUPTED and record.state in UNDER_WAY:
            connection.execute(_change(claim, {"state": RepeatState.INTERRUPTED.value}))
        return Begun(verdict, record.answer or b"") if verdict is Verdict.REPLAY else Begun(verdict)

    def _insertion(self, claim: Claim) -> Insert:
        values = {"repeat_id": claim.repeat_id, **self._claimed(claim)}
        if self._is_postgres:
            return postgresql.insert(repeats).values(values).on_conflict_do_nothing()
        return sqlite.insert(repeats).values(values).on_conflict_do_nothing()

    def _claimed(self, claim: Claim) -> dict[str, object]:
        return {
            "fingerprint": claim.fingerprint,
            "request_id": claim.request_id,
            "state": RepeatState.CLAIMED.value,
            "lease_until": self._now + self._options.lease,
            "expires_at": self._now + self._options.keep,
            "answer": None,
        }

    def _expired(self) -> Delete:
        """Some of the rows whose time is over. Rows that somebody else is at are left to the next."""
        ended = or_(repeats.c.state.not_in(_UNDER_WAY_NAMES), repeats.c.lease_until <= self._now)
        old = select(repeats.c.repeat_id).where(repeats.c.expires_at <= self._now, ended)
        old = old.order_by(repeats.c.expires_at).limit(EXPIRED_MAX).with_for_update(skip_locked=True)
        return delete(repeats).where(repeats.c.repeat_id.in_(old.scalar_subquery()))


_UNDER_WAY_NAMES = sorted(state.value for state in UNDER_WAY)
_UNDER_WAY = repeats.c.state.in_(_UNDER_WAY_NAMES)


def _held_by(claim: Claim) -> ColumnElement[bool]:
    return and_(repeats.c.repeat_id == claim.repeat_id, repeats.c.request_id == claim.request_id, _UNDER_WAY)


def _change(claim: Claim, values: dict[str, object]) -> Update:
    return update(repeats).where(repeats.c.repeat_id == claim.repeat_id).values(values)


def _record(row: Row[Any]) -> Record:
    claim = Claim(row.repeat_id, row.fingerprint, row.request_id)
    return Record(claim, RepeatState(row.state), row.lease_until, row.expires_at, row.answer)
