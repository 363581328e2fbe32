"""Brings a database to the present schema: `migrate` is safe to call from several processes at once."""
