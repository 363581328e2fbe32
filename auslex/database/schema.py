"""Every table, once. The migrations bring a database to this; the stores' own statements are checked against it."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

# Rows that change with every request: PostgreSQL leaves half of each page free, so that a new version of a row finds
# room beside the old one and no index has to learn of it.
HOT = {"fillfactor": 50}

# An account's token buckets: the instants at which they are full again, nanoseconds since the epoch. opened_at: the
# start of the latest day in which it held anything, so that no earlier one opens again.
accounts = Table(
    "accounts",
    metadata,
    Column("account", String, primary_key=True),
    Column("requests_full_at", BigInteger, nullable=False),
    Column("tokens_full_at", BigInteger, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
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
Index("attempts_open", attempts.c.owner, sqlite_where=attempts.c.state == "D", postgresql_where=attempts.c.state == "D")

# What a settled attempt cost beyond its `paid`: the overrun of a hold, or a correction by the provider's bill.
adjustments = Table(
    "adjustments",
    metadata,
    Column("adjustment_id", String, primary_key=True),
    Column("attempt_id", String, nullable=False, index=True),
    Column("kind", String, CheckConstraint("kind IN ('overrun', 'correction')"), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("reason", String, nullable=False),
    Column("booked_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Each level that a budget has reached, once a period; `told_at` when the webhook, if there is one, has taken it.
alerts = Table(
    "alerts",
    metadata,
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
Index(
    "alerts_untold",
    alerts.c.noted_at,
    sqlite_where=alerts.c.told_at.is_(None),
    postgresql_where=alerts.c.told_at.is_(None),
)

# A worker's sign of life; when it lapses, the worker's open attempts are charged at their hold.
owners = Table(
    "owners",
    metadata,
    Column("owner", String, primary_key=True),
    Column("lease_until", BigInteger, nullable=False),
    Column("batch", BigInteger, nullable=False, server_default="0"),
    postgresql_with=HOT,
    sqlite_with_rowid=False,
)

# What a tenant's keys may use together, and whose midnight its budgets follow. None is unlimited.
tenants = Table(
    "tenants",
    metadata,
    Column("tenant", String, primary_key=True),
    Column("time_zone", String, nullable=False),
    Column("requests_per_minute", BigInteger),
    Column("tokens_per_minute", BigInteger),
    Column("day_budget", BigInteger),
    Column("month_budget", BigInteger),
    Column("created_at", BigInteger, nullable=False),
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
    Column("expires_at", BigInteger),
    Column("last_used_at", BigInteger),
)

# One row per Idempotency-Key, for a day: who runs it, until when that counts, and the sealed answer. Neither the key
# nor the request stands here, only what a secret makes of them.
repeats = Table(
    "repeats",
    metadata,
    Column("repeat_id", String, primary_key=True),
    Column("fingerprint", String, nullable=False),
    Column("request_id", String, nullable=False),
    Column(
        "state",
        String,
        CheckConstraint("state IN ('claimed', 'sent', 'finished', 'interrupted', 'too_large')"),
        nullable=False,
    ),
    Column("lease_until", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
    Column("answer", LargeBinary),
)

# What workers tell each other about circuit breakers, for an hour: the latest of each name, which is upstream, endpoint
# and model, or * for any of these in a reset. open_until 0 means closed. Nanoseconds since the epoch.
breakers = Table(
    "breakers",
    metadata,
    Column("name", String, primary_key=True),
    Column("open_until", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Nonces of signed requests, each taken once by whoever was first; swept when no signature with it can be fresh.
nonces = Table(
    "nonces",
    metadata,
    Column("nonce_id", String, primary_key=True),
    Column("expires_at", BigInteger, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# Who changed what, and what was refused; each entry chained to the one before. Triggers refuse any change of a row.
audit = Table(
    "audit",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("entry_id", String, nullable=False, unique=True),
    Column("at", BigInteger, nullable=False),
    Column("action", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("tenant", String, nullable=False, index=True),
    Column("target", String, nullable=False),
    Column("detail", String, nullable=False),
    Column("count", BigInteger, nullable=False),
    Column("previous", String, nullable=False),
    Column("digest", String, nullable=False),
)

# Keys to upstreams, sealed; see auslex.identity.vault. mark tells one key from another and says nothing else of it.
upstream_keys = Table(
    "upstream_keys",
    metadata,
    Column("key_id", String, primary_key=True),
    Column("tenant", String, nullable=False),
    Column("environment", String, nullable=False),
    Column("upstream", String, nullable=False),
    Column("mark", String, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("retires_at", BigInteger),
)
