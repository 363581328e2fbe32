"""Keys to upstreams, sealed."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, LargeBinary, String

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "upstream_keys",
        Column("key_id", String, primary_key=True),
        Column("tenant", String, nullable=False),
        Column("environment", String, nullable=False),
        Column("upstream", String, nullable=False),
        Column("mark", String, nullable=False),
        Column("sealed", LargeBinary, nullable=False),
        Column("created_at", BigInteger, nullable=False),
        Column("retires_at", BigInteger),
    )
