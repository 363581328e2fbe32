"""Statements that go to a PostgreSQL server in one message, with their values written out in them.

One simple query costs a fraction of what as many messages of the extended protocol do, on both sides, and prepares
nothing. psycopg could write the values too, but takes an array apart item by item: a third of the ledger's CPU.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import LiteralString

import psycopg
from psycopg.pq import Escaping
from psycopg.rows import TupleRow

Value = str | int | None
Argument = Value | Sequence[Value] | Sequence[Sequence[Value]]  # A tuple is a row; a list, items with commas between.


class Script:
    """Some statements, and then their results."""

    def __init__(self, connection: psycopg.AsyncConnection) -> None:
        self._connection = connection
        self._encoding = connection.info.encoding
        self._quote = Escaping(connection.pgconn).escape_literal  # Knows the server's rules for backslashes.
        self._texts: dict[str, str] = {}  # Quoted; names come again and again in one message.
        self._statements: list[str] = []
        self._results: list[tuple[list[TupleRow], int]] = []

    def add(self, statement: LiteralString, *values: Argument) -> int:
        """One more statement, `{}` where its values go; its place, for `rows` and `count`.

        Raises psycopg.DataError for text that PostgreSQL cannot hold.
        """
        self._statements.append(statement.format(*map(self._text, values)) if values else statement)
        return len(self._statements) - 1

    def _text(self, value: Argument) -> str:
        if isinstance(value, str):
            return self._texts.get(value) or self._quoted(value)
        if isinstance(value, int):
            return str(value)
        if value is None:
            return "NULL"
        text = ", ".join(map(self._text, value))
        return f"({text})" if isinstance(value, tuple) else text

    def _quoted(self, text: str) -> str:
        if "\0" in text:
            raise psycopg.DataError("a text for PostgreSQL must not hold a NUL")
        quoted = self._texts[text] = self._quote(text.encode(self._encoding)).decode(self._encoding)
        return quoted

    async def run(self) -> None:
        """Do all of them. Raises psycopg.Error; the server then does none that follows the one that failed."""
        async with psycopg.AsyncClientCursor(self._connection) as cursor:
            await cursor.execute(";".join(self._statements).encode(self._encoding))
            while True:
                self._results.append((await cursor.fetchall() if cursor.description else [], cursor.rowcount))
                if not cursor.nextset():
                    return

    def rows(self, place: int | None) -> list[TupleRow]:
        """What the statement found; nothing for one that was not made."""
        return self._results[place][0] if place is not None else []

    def count(self, place: int) -> int:
        """How many rows the statement wrote."""
        return self._results[place][1]
