"""A database from the event loop, for what is not hot: blocking work in a few threads, each with its own connection.

Nothing is opened or loaded before the first use.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from auslex.core.errors import Unavailable
from auslex.database.address import Address

if TYPE_CHECKING:  # SQLAlchemy takes a tenth of a second to load.
    from sqlalchemy import Connection, Engine

T = TypeVar("T")
ANSWER_SECONDS_MAX = 3.0  # Longer than SQLite waits for another writer.


class DatabaseThreads:
    """Threads for the database at this address. For one event loop. failed: what callers are told when it is away."""

    def __init__(self, address: Address, threads_max: int, name: str, failed: str) -> None:
        self._address = address
        self._threads_max = threads_max
        self._failed = failed
        self._threads = ThreadPoolExecutor(threads_max, thread_name_prefix=name)
        self._opening = Lock()
        self._opened: Engine | None = None

    async def run(self, work: Callable[[Connection], T]) -> T:
        """What the work finds, within the bound; raises Unavailable. A thread that is late goes on.

        The work is done again if its connection was lost, so it must bear being done twice.
        """
        try:
            async with asyncio.timeout(ANSWER_SECONDS_MAX):
                return await asyncio.get_running_loop().run_in_executor(self._threads, self._done, work)
        except TimeoutError:
            raise Unavailable(self._failed) from None

    async def aclose(self) -> None:
        """Let the connections go."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._opened is not None:
            self._opened.dispose()

    def _done(self, work: Callable[[Connection], T]) -> T:
        from sqlalchemy.exc import DBAPIError, SQLAlchemyError

        for last in (False, True):
            try:
                with self._engine().connect() as connection:
                    return work(connection)
            except DBAPIError as error:
                if last or not error.connection_invalidated:
                    break
            except SQLAlchemyError:
                break  # No connection was free in time.
        raise Unavailable(self._failed)

    def _engine(self) -> Engine:
        with self._opening:
            if self._opened is None:
                from auslex.database.writing import make_writer

                self._opened = make_writer(self._address, self._threads_max)
            return self._opened
