"""When client keys end, and when they were last used."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("api_keys", Column("expires_at", BigInteger))
    op.add_column("api_keys", Column("last_used_at", BigInteger))
