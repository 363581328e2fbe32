"""The audit log, which can only grow."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, String

revision = "0007"
down_revision = "0006"

_SQLITE = """
CREATE TRIGGER audit_{word} BEFORE {word} ON audit BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
"""
_POSTGRES_FUNCTION = """
CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$
"""
_POSTGRES = """
CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()
"""


def upgrade() -> None:
    op.create_table(
        "audit",
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
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_POSTGRES_FUNCTION)
        op.execute(_POSTGRES)
        return
    for word in ("UPDATE", "DELETE"):
        op.execute(_SQLITE.format(word=word))
