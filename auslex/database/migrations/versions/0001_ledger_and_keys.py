"""The ledger and the client keys."""

from __future__ import annotations

from alembic import op

from auslex.database.schema import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    # The first revision is the schema itself; once a release is out, later ones spell out their steps instead.
    metadata.create_all(op.get_bind())
