"""What befalls PostgreSQL during a trial: replies to COMMIT that are lost, cut connections, crashes of the server."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections import Counter
from types import TracebackType
from typing import Self

from tests.support.flaky_proxy import FlakyProxy
from tests.support.postgres import Database

LOST_REPLY_SHARE = 0.3  # Of the kills, how many are followed by one.
CUT_SHARE = 0.05
KILLS_PER_CRASH = 10
DOWN_SECONDS_MAX = 3.0
START_SECONDS_MAX = 10.0


class _QuietProxy(FlakyProxy):
    """A proxy that keeps no record of what it hears: a long trial says a lot."""

    def hear(self, said: bytes) -> None:
        pass


class DatabaseFaults:
    """A flaky proxy before the pooler, in a thread of its own, and a hand on the server's switch."""

    def __init__(self, database: Database, chance: random.Random) -> None:
        self.done: Counter[str] = Counter()
        self._database = database
        self._chance = chance
        self._pooler_port = int(database.pooled.rsplit("@", 1)[1].split("/")[0].split(":")[1])
        self._loop = asyncio.new_event_loop()
        self._proxy = _QuietProxy(self._pooler_port)
        self._thread = threading.Thread(target=self._loop.run_forever, name="flaky-proxy", daemon=True)
        self._thread.start()
        self._in_loop(self._proxy.accept())

    @property
    def url(self) -> str:
        """The database's address through the proxy and the pooler."""
        return self._database.pooled.replace(f":{self._pooler_port}/", f":{self._proxy.port}/")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.rest()
        self._in_loop(self._proxy.refuse())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def strike(self, number: int, kills: int) -> None:
        """Whatever befalls the database after this kill, of so many."""
        if number % min(KILLS_PER_CRASH, max(1, kills // 2)) == 0:
            self._crash()
        elif self._chance.random() < LOST_REPLY_SHARE:
            self._loop.call_soon_threadsafe(self._proxy.lose_reply_to, b"COMMIT")
        elif self._chance.random() < CUT_SHARE:
            self._loop.call_soon_threadsafe(self._proxy.cut)
            self.done["cuts"] += 1

    def rest(self) -> None:
        """Do no more; losses that nothing was found for are forgotten."""
        self.done["lost replies"] = self._proxy.losses
        self._loop.call_soon_threadsafe(self._proxy.lose_reply_to, b"no message holds this \0")

    def _crash(self) -> None:
        self._database.server.crash()
        time.sleep(self._chance.uniform(0, DOWN_SECONDS_MAX))
        self._database.server.start()
        self.done["crashes"] += 1

    def _in_loop(self, work: object) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(START_SECONDS_MAX)  # type: ignore[arg-type]
