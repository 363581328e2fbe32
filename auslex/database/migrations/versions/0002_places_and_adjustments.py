"""Time zones, overruns, corrections and alerts: what a row was booked on is kept with each account."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, String, text

revision = "0002"
down_revision = "0001"

# A row's one day and month become those of each of its accounts; what was paid above the hold becomes an adjustment.
_COPY = """
INSERT INTO attempts SELECT attempt_id, request_id, key_id, tenant, user_label, endpoint, model, upstream,
    price_version, replace(accounts, :line, :tab || day_starts_at || :tab || month_starts_at || :line)
        || :tab || day_starts_at || :tab || month_starts_at,
    owner, state, held_amount, held_tokens, CASE WHEN paid > held_amount THEN held_amount ELSE paid END, 0,
    prompt_tokens, cached_tokens, completion_tokens, source, reserved_at, resolved_at
FROM attempts_before
"""
_OVERRUNS = """
INSERT INTO adjustments SELECT attempt_id || :suffix, attempt_id, 'overrun', paid - held_amount, '', resolved_at
FROM attempts_before WHERE paid > held_amount
"""


def upgrade() -> None:
    op.rename_table("buckets", "accounts")
    op.add_column("accounts", Column("opened_at", BigInteger, nullable=False, server_default="0"))
    op.add_column("owners", Column("batch", BigInteger, nullable=False, server_default="0"))
    _create_new_tables()
    op.drop_index("attempts_open", "attempts")
    op.rename_table("attempts", "attempts_before")
    _create_attempts()
    op.execute(text(_COPY).bindparams(line="\n", tab="\t"))
    op.execute(text(_OVERRUNS).bindparams(suffix=":overrun"))
    op.drop_table("attempts_before")
    op.create_index(
        "attempts_open", "attempts", ["owner"], sqlite_where=text("state = 'D'"), postgresql_where=text("state = 'D'")
    )


def _create_attempts() -> None:
    op.create_table(
        "attempts",
        Column("attempt_id", String, primary_key=True),
        Column("request_id", String, nullable=False),
        Column("key_id", String, nullable=False),
        Column("tenant", String, nullable=False),
        Column("user_label", String, nullable=False),
        Column("endpoint", String, nullable=False),
        Column("model", String, nullable=False),
        Column("upstream", String, nullable=False),
        Column("price_version", String, nullable=False),
        Column("places", String, nullable=False),
        Column("owner", String, nullable=False),
        Column("state", String, CheckConstraint("state IN ('D', 'S', 'V')"), nullable=False),
        Column("held_amount", BigInteger, CheckConstraint("held_amount >= 0"), nullable=False),
        Column("held_tokens", BigInteger, CheckConstraint("held_tokens >= 0"), nullable=False),
        Column("paid", BigInteger, CheckConstraint("paid >= 0 AND paid <= held_amount"), nullable=False),
        Column("saved", BigInteger, nullable=False),
        Column("prompt_tokens", Integer, nullable=False),
        Column("cached_tokens", Integer, nullable=False),
        Column("completion_tokens", Integer, nullable=False),
        Column("source", String),
        Column("reserved_at", BigInteger, nullable=False),
        Column("resolved_at", BigInteger),
        sqlite_with_rowid=False,
    )


def _create_new_tables() -> None:
    op.create_table(
        "adjustments",
        Column("adjustment_id", String, primary_key=True),
        Column("attempt_id", String, nullable=False, index=True),
        Column("kind", String, CheckConstraint("kind IN ('overrun', 'correction')"), nullable=False),
        Column("amount", BigInteger, nullable=False),
        Column("reason", String, nullable=False),
        Column("booked_at", BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "alerts",
        Column("account", String, primary_key=True),
        Column("kind", String, primary_key=True),
        Column("starts_at", BigInteger, primary_key=True),
        Column("level", Integer, primary_key=True),
        Column("budget", BigInteger, nullable=False),
        Column("settled", BigInteger, nullable=False),
        Column("noted_at", BigInteger, nullable=False),
        Column("told_at", BigInteger),
        sqlite_with_rowid=False,
    )
    untold = text("told_at IS NULL")
    op.create_index("alerts_untold", "alerts", ["noted_at"], sqlite_where=untold, postgresql_where=untold)
    op.create_table(
        "tenants",
        Column("tenant", String, primary_key=True),
        Column("time_zone", String, nullable=False),
        Column("requests_per_minute", BigInteger),
        Column("tokens_per_minute", BigInteger),
        Column("day_budget", BigInteger),
        Column("month_budget", BigInteger),
        Column("created_at", BigInteger, nullable=False),
    )
