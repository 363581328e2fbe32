"""The ledger and the client keys, as version 0.1.0 had them."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, MetaData, String, Table

revision = "0001"
down_revision = None

metadata = MetaData()
HOT = {"fillfactor": 50}

# Token buckets of an account: the instants at which they are full again, nanoseconds since the epoch.
buckets = Table(
    "buckets",
    metadata,
    Column("account", String, primary_key=True),
    Column("requests_full_at", BigInteger, nullable=False),
    Column("tokens_full_at", BigInteger, nullable=False),
    postgresql_with=HOT,
    sqlite_with_rowid=False,
)

# What an account owes and may come to owe in one period, nanodollars. The checks are a second lock.
balances = Table(
    "balances",
    metadata,
    Column("account", String, primary_key=True),
    Column("kind", String, CheckConstraint("kind IN ('day', 'month')"), primary_key=True),
    Column("starts_at", BigInteger, primary_key=True),
    Column("reserved", BigInteger, CheckConstraint("reserved >= 0"), nullable=False),
    Column("settled", BigInteger, CheckConstraint("settled >= 0"), nullable=False),
    postgresql_with=HOT,
    sqlite_with_rowid=False,
)

# One row per upstream attempt. Never any text of a request or an answer.
attempts = Table(
    "attempts",
    metadata,
    Column("attempt_id", String, primary_key=True),
    Column("request_id", String, nullable=False),
    Column("key_id", String, nullable=False),
    Column("tenant", String, nullable=False),
    Column("user_label", String, nullable=False),
    Column("endpoint", String, nullable=False),
    Column("model", String, nullable=False),
    Column("upstream", String, nullable=False),
    Column("price_version", String, nullable=False),
    Column("accounts", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("state", String, CheckConstraint("state IN ('D', 'S', 'V')"), nullable=False),
    Column("held_amount", BigInteger, CheckConstraint("held_amount >= 0"), nullable=False),
    Column("held_tokens", BigInteger, CheckConstraint("held_tokens >= 0"), nullable=False),
    Column("paid", BigInteger, CheckConstraint("paid >= 0"), nullable=False),
    Column("prompt_tokens", Integer, nullable=False),
    Column("cached_tokens", Integer, nullable=False),
    Column("completion_tokens", Integer, nullable=False),
    Column("source", String),
    Column("day_starts_at", BigInteger, nullable=False),
    Column("month_starts_at", BigInteger, nullable=False),
    Column("reserved_at", BigInteger, nullable=False),
    Column("resolved_at", BigInteger),
    sqlite_with_rowid=False,
)
Index("attempts_open", attempts.c.owner, sqlite_where=attempts.c.state == "D", postgresql_where=attempts.c.state == "D")

# A worker's sign of life; when it lapses, the worker's open attempts are charged at their hold.
owners = Table(
    "owners",
    metadata,
    Column("owner", String, primary_key=True),
    Column("lease_until", BigInteger, nullable=False),
    postgresql_with=HOT,
    sqlite_with_rowid=False,
)

# Client keys: only a peppered hash, never the key. Overrides replace the tier's figures.
api_keys = Table(
    "api_keys",
    metadata,
    Column("key_id", String, primary_key=True),
    Column("key_hash", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("tenant", String, nullable=False),
    Column("tier", String, nullable=False),
    Column("scopes", String, nullable=False),
    Column("requests_per_minute", BigInteger),
    Column("tokens_per_minute", BigInteger),
    Column("day_budget", BigInteger),
    Column("month_budget", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    Column("revoked_at", BigInteger),
)


def upgrade() -> None:
    metadata.create_all(op.get_bind(), checkfirst=False)  # A table that is there already is somebody else's.
