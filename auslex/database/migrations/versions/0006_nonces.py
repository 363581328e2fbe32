"""Nonces of signed requests."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, String

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "nonces",
        Column("nonce_id", String, primary_key=True),
        Column("expires_at", BigInteger, nullable=False, index=True),
        sqlite_with_rowid=False,
    )
