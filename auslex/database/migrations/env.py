"""How alembic reaches the database: over the connection that `migrate` hands it."""

from __future__ import annotations

from alembic import context

from auslex.database.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
