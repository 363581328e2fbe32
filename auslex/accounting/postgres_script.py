"""Statements that go to a PostgreSQL server in one message, with their values written out in them.

One simple query costs a fraction of what as many messages of the extended protocol do, on both sides, and prepares
nothing. psycopg could write the values too, but takes an array apart item by item; and what it does for each statement
and each result of a message costs more than the ledger's own work on them, so its libpq is asked directly.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any, LiteralString, TypeAlias

import psycopg
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import Escaping, ExecStatus
from psycopg.pq.abc import PGresult

Value: TypeAlias = str | int | None
Argument: TypeAlias = Value | Sequence[Value] | Sequence[Sequence[Value]]  # A tuple: a row. A list: commas between.
Row: TypeAlias = tuple[Any, ...]

_ENCODING, _UTF8 = b"client_encoding", b"UTF8"


def array(values: Iterable[str | int]) -> str:
    """PostgreSQL's text for an array of these values. Source: https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO"""
    return "{" + ",".join([str(value) if isinstance(value, int) else f'"{_inside(value)}"' for value in values]) + "}"


def row_array(rows: Iterable[Sequence[Value]]) -> str:
    """The same for an array of rows. Source: https://www.postgresql.org/docs/18/rowtypes.html#ROWTYPES-IO-SYNTAX"""
    return "{" + ",".join([f'"({",".join(map(_field, row))})"' for row in rows]) + "}"


def _field(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    if value is None:
        return ""
    return f'\\"{_inside(_inside(value))}\\"'


def _inside(text: str) -> str:
    """As it stands between quotation marks."""
    if "\\" in text or '"' in text:
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text


class Script:
    """Some statements, and then their results."""

    def __init__(self, connection: psycopg.AsyncConnection) -> None:
        self._connection = connection
        self._pgconn = connection.pgconn
        self._encoding = "utf-8" if connection.pgconn.parameter_status(_ENCODING) == _UTF8 else connection.info.encoding
        self._texts: dict[str, str] = {}  # Quoted; names come again and again in one message.
        self._statements: list[str] = []
        self._results: list[PGresult] = []

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
        if "'" in text or "\\" in text or not text.isascii():
            quote = Escaping(self._pgconn).escape_literal  # Knows the server's rules for backslashes and characters.
            quoted = quote(text.encode(self._encoding)).decode(self._encoding)
        else:
            quoted = f"'{text}'"
        self._texts[text] = quoted
        return quoted

    async def run(self) -> None:
        """Do all of them. Raises psycopg.Error; the server then does none that follows the one that failed."""
        self._pgconn.send_query(";".join(self._statements).encode(self._encoding))
        while self._pgconn.flush():
            await _ready(self._pgconn.socket, writing=True)
        while not self._are_all_there():
            await _ready(self._pgconn.socket)
            self._pgconn.consume_input()
        if not self._results:
            raise psycopg.OperationalError("the connection was lost before anything was answered")
        last = self._results[-1]
        if last.status == ExecStatus.FATAL_ERROR:
            raise error_from_result(last, self._encoding)

    def _are_all_there(self) -> bool:
        while not self._pgconn.is_busy():
            result = self._pgconn.get_result()
            if result is None:
                return True
            self._results.append(result)
        return False

    def rows(self, place: int | None) -> list[Row]:
        """What the statement found; nothing for one that was not made."""
        if place is None:
            return []
        result = self._results[place]
        loading = Transformer(self._connection)
        loading.set_pgresult(result)
        return loading.load_rows(0, result.ntuples, tuple)

    def count(self, place: int) -> int:
        """How many rows the statement wrote."""
        return self._results[place].command_tuples or 0


async def _ready(wire: int, *, writing: bool = False) -> None:
    """Until there is something to read, or room to write. Nobody watches the socket when libpq has it again.

    libpq closes a socket that is lost. Its number may at once be another's, who would not be heard.
    """
    loop = asyncio.get_running_loop()
    watch, forget = (loop.add_writer, loop.remove_writer) if writing else (loop.add_reader, loop.remove_reader)
    ready: asyncio.Future[None] = loop.create_future()
    watch(wire, _done, ready)
    try:
        await ready
    finally:
        forget(wire)


def _done(ready: asyncio.Future[None]) -> None:
    if not ready.done():
        ready.set_result(None)
