"""An attempt's row as the columns of a table, the same in every database."""

from __future__ import annotations

from auslex.accounting.books import AttemptRow, Place
from auslex.accounting.store import AttemptState, Order
from auslex.core.usage import UsageSource

COLUMNS = (
    "attempt_id", "request_id", "key_id", "tenant", "user_label", "endpoint", "model", "upstream", "price_version",
    "places", "owner", "state", "held_amount", "held_tokens", "paid", "saved", "prompt_tokens", "cached_tokens",
    "completion_tokens", "source", "reserved_at", "resolved_at",
)  # fmt: skip
CHANGED_COLUMNS = (
    "state", "paid", "saved", "prompt_tokens", "cached_tokens", "completion_tokens", "source", "resolved_at",
)  # fmt: skip
Value = str | int | None
Record = tuple[Value, ...]


def to_record(row: AttemptRow) -> Record:
    """The row's columns, in the order of COLUMNS; plain text, since every database adapts members of an enumeration."""
    order = row.order
    return (
        row.attempt_id, order.request_id, order.key_id, order.tenant, order.user_label, str(order.endpoint),
        order.model, order.upstream, order.price_version, places_text(row.places), row.owner, str(row.state),
        row.held_amount, row.held_tokens, row.paid, row.saved, row.prompt_tokens, row.cached_tokens,
        row.completion_tokens, row.source and str(row.source), row.reserved_at, row.resolved_at,
    )  # fmt: skip


def new_record(row: AttemptRow) -> Record:
    """What distinguishes a new row from every other of its worker: COLUMNS as far as `places`, holds, and when."""
    order = row.order
    return (
        row.attempt_id, order.request_id, order.key_id, order.tenant, order.user_label, str(order.endpoint),
        order.model, order.upstream, order.price_version, places_text(row.places), row.held_amount, row.held_tokens,
        row.reserved_at,
    )  # fmt: skip


def ended_record(row: AttemptRow) -> Record:
    """The row's id, then its columns in the order of CHANGED_COLUMNS."""
    return (
        row.attempt_id, str(row.state), row.paid, row.saved, row.prompt_tokens, row.cached_tokens,
        row.completion_tokens, row.source and str(row.source), row.resolved_at,
    )  # fmt: skip


def from_record(record: Record) -> AttemptRow:
    """The row of these columns."""
    (
        attempt_id, request_id, key_id, tenant, user_label, endpoint, model, upstream, price_version, places, owner,
        state, held_amount, held_tokens, paid, saved, prompt_tokens, cached_tokens, completion_tokens, source,
        reserved_at, resolved_at,
    ) = record  # fmt: skip
    return AttemptRow(
        attempt_id=str(attempt_id),
        order=Order(*map(str, (request_id, key_id, tenant, user_label, endpoint, model, upstream, price_version))),
        places=read_places(str(places)),
        owner=str(owner),
        state=AttemptState(str(state)),
        held_amount=whole(held_amount),
        held_tokens=whole(held_tokens),
        paid=whole(paid),
        saved=whole(saved),
        prompt_tokens=whole(prompt_tokens),
        cached_tokens=whole(cached_tokens),
        completion_tokens=whole(completion_tokens),
        source=UsageSource(str(source)) if source is not None else None,
        reserved_at=whole(reserved_at),
        resolved_at=whole(resolved_at) if resolved_at is not None else None,
    )


def places_text(places: tuple[Place, ...]) -> str:
    """One line for each place: account, day, month, between tabs; account names hold no control characters."""
    return "\n".join(f"{place.account}\t{place.day_starts_at}\t{place.month_starts_at}" for place in places)


def read_places(text: str) -> tuple[Place, ...]:
    """The places of such a text."""
    lines = [line.split("\t") for line in text.split("\n")]
    return tuple(Place(account, int(day), int(month)) for account, day, month in lines)


def whole(value: Value) -> int:
    """The figure in a column that is never empty."""
    assert isinstance(value, int)
    return value
