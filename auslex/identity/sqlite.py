"""Client keys in SQLite. Look-ups are single indexed reads of some 20 us, so they run where they are called."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from auslex.core.errors import Unavailable
from auslex.database.sqlite import connect
from auslex.identity.keys import KeyRecord
from auslex.identity.rows import COLUMN_COUNT, COLUMNS, UNREADABLE, Value, from_row, to_row

_SELECT = f"SELECT {COLUMNS} FROM api_keys"  # noqa: S608  constants only
_INSERT = f"INSERT INTO api_keys ({COLUMNS}) VALUES ({', '.join('?' * COLUMN_COUNT)})"  # noqa: S608


class SqliteKeyStore:
    """A KeyStore over one connection, opened at the first use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    async def add(self, record: KeyRecord) -> None:
        self._execute(_INSERT, to_row(record))

    async def find(self, key_hash: str) -> KeyRecord | None:
        row = self._execute(_SELECT + " WHERE key_hash = ?", (key_hash,)).fetchone()
        return from_row(row) if row is not None else None

    async def all(self) -> list[KeyRecord]:
        return [from_row(row) for row in self._execute(_SELECT + " ORDER BY created_at, key_id", ())]

    async def revoke(self, key_id: str, now: int) -> bool:
        statement = "UPDATE api_keys SET revoked_at = ? WHERE key_id = ? AND revoked_at IS NULL"
        return self._execute(statement, (now, key_id)).rowcount == 1

    async def aclose(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _execute(self, statement: str, values: tuple[Value, ...]) -> sqlite3.Cursor:
        try:
            if self._connection is None:
                self._connection = connect(self._path)
            return self._connection.execute(statement, values)
        except sqlite3.Error:
            raise Unavailable(UNREADABLE) from None
