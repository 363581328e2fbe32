"""Security events."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Integer, String

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "security_events",
        Column("event_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
        Column("at", BigInteger, nullable=False, index=True),
        Column("tenant", String, nullable=False),
        Column("key_id", String, nullable=False),
        Column("request_id", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("severity", String, nullable=False),
        Column("action", String, nullable=False),
        Column("place", String, nullable=False),
        Column("begins", BigInteger, nullable=False),
        Column("ends", BigInteger, nullable=False),
        Column("digest", String, nullable=False),
    )
