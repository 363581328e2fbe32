"""What the ledger's transactions say to PostgreSQL; migration 0010 has the two functions."""

from __future__ import annotations

from typing import LiteralString

LOCK_WAIT = "1500ms"  # For another worker's transaction, which takes a millisecond or two.
HOLD_MAX = "2000ms"  # A worker that stands still inside a transaction must not keep everybody's locks.
TRANSACTION_TIMEOUT_SINCE = 170_000  # The server's version from which it has the setting.
ACCOUNT, AHEAD, CLOCK = "account", "ahead", "now"  # What a row of OPEN is about; else a balance, by its kind.
NOW: LiteralString = "(extract(epoch FROM clock_timestamp()) * 1000000000)::bigint"

OPEN: LiteralString = "SELECT * FROM ledger_open({}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})"
WRITE: LiteralString = "SELECT ledger_write({}, {}, {}, {}, {}, {})"
_COLUMNS: LiteralString = (
    "attempt_id, request_id, key_id, tenant, user_label, endpoint, model, upstream, price_version, places, owner, "
    "state, held_amount, held_tokens, paid, saved, prompt_tokens, cached_tokens, completion_tokens, source, "
    "reserved_at, resolved_at"
)
ATTEMPTS: LiteralString = (
    f"SELECT {_COLUMNS}, EXISTS (SELECT 1 FROM owners WHERE owners.owner = attempts.owner) FROM attempts "  # noqa: S608  constants only
    "WHERE attempt_id IN ({}) ORDER BY attempt_id FOR UPDATE OF attempts"
)
ADJUSTMENTS: LiteralString = (
    "SELECT adjustment_id, attempt_id, kind, amount, reason, booked_at FROM adjustments WHERE attempt_id IN ({})"
)
PUT_ADJUSTMENTS: LiteralString = (
    "INSERT INTO adjustments (adjustment_id, attempt_id, kind, amount, reason, booked_at) VALUES {}"
)
PUT_ALERT: LiteralString = (
    "INSERT INTO alerts (account, kind, starts_at, level, budget, settled, noted_at) VALUES {} ON CONFLICT DO NOTHING"
)
NOTED_ALERTS: LiteralString = "SELECT account, kind, starts_at, level FROM alerts WHERE noted_at = %s"


def hold_limit(server_version: int) -> str:
    """The setting that ends a transaction whose worker stands still."""
    since = server_version >= TRANSACTION_TIMEOUT_SINCE
    return "transaction_timeout" if since else "idle_in_transaction_session_timeout"
