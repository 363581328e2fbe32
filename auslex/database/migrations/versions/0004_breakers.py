"""What workers tell each other about circuit breakers."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, String

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "breakers",
        Column("name", String, primary_key=True),
        Column("open_until", BigInteger, nullable=False),
        Column("changed_at", BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
