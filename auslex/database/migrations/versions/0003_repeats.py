"""Requests under an Idempotency-Key, and their answers."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, CheckConstraint, Column, LargeBinary, String

revision = "0003"
down_revision = "0002"

_STATES = "state IN ('claimed', 'sent', 'finished', 'interrupted', 'too_large')"


def upgrade() -> None:
    op.create_table(
        "repeats",
        Column("repeat_id", String, primary_key=True),
        Column("fingerprint", String, nullable=False),
        Column("request_id", String, nullable=False),
        Column("state", String, CheckConstraint(_STATES), nullable=False),
        Column("lease_until", BigInteger, nullable=False),
        Column("expires_at", BigInteger, nullable=False, index=True),
        Column("answer", LargeBinary),
    )
