"""The ledger and the client keys."""

from __future__ import annotations

from alembic import op

from auslex.database.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    # The first revision is the schema itself; once a release is out, later ones spell out their steps instead.
    # A table that is there already is somebody else's, but in SQLite, where a migration may have been killed half way.
    connection = op.get_bind()
    metadata.create_all(connection, checkfirst=connection.dialect.name == "sqlite")
