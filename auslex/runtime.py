"""The installation of this process: what the ambient names in `api` speak to.

A server sets it for its lifetime. Code that only uses the decorators gets one of its own at the first use, in a thread
with an event loop, so that sync functions and any number of loops can share it; it is closed at exit.
"""

from __future__ import annotations

import asyncio
import atexit
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from auslex.assembly import Installation, build
from auslex.settings import Settings

T = TypeVar("T")
CLOSE_SECONDS_MAX = 10.0  # At exit: longer than any settlement takes, shorter than anybody's patience.


@dataclass(frozen=True, slots=True)
class Runtime:
    """An open installation and the event loop it lives in, with the thread of its own if it has one."""

    installation: Installation
    loop: asyncio.AbstractEventLoop
    thread: threading.Thread | None = None

    async def call(self, work: Callable[[], Coroutine[object, object, T]]) -> T:
        """Run work in the installation's loop from any other."""
        if asyncio.get_running_loop() is self.loop:
            return await work()
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work(), self.loop))

    def call_sync(self, work: Callable[[], Coroutine[object, object, T]]) -> T:
        """Run work in the installation's loop and wait. Not from that loop itself."""
        return asyncio.run_coroutine_threadsafe(work(), self.loop).result()


_current: Runtime | None = None
_starting = threading.Lock()


def current() -> Runtime:
    """This process's runtime, made at the first use if nobody has set one. Raises SettingsError."""
    if _current is not None:
        return _current
    with _starting:
        return _current if _current is not None else _start_own()


@contextmanager
def use(installation: Installation) -> Iterator[Runtime]:
    """Make this installation, open in the running loop, the current one for the duration."""
    global _current
    previous = _current
    _current = Runtime(installation, asyncio.get_running_loop())
    try:
        yield _current
    finally:
        _current = previous


def _start_own() -> Runtime:
    global _current
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=_run, args=(loop,), name="auslex", daemon=True)
    thread.start()

    async def open_it() -> Installation:
        installation = build(Settings.from_environment(), shared_metrics=False)
        await installation.gateway.__aenter__()
        return installation

    installation = asyncio.run_coroutine_threadsafe(open_it(), loop).result()
    _current = Runtime(installation, loop, thread)
    atexit.register(close)
    return _current


def _run(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()


def close() -> None:
    """Close the runtime that the first use made, if there is one; the next use makes a new one."""
    global _current
    runtime, _current = _current, None
    if runtime is None:
        return

    async def close_it() -> None:
        await runtime.installation.gateway.__aexit__(None, None, None)
        runtime.installation.log.close()

    asyncio.run_coroutine_threadsafe(close_it(), runtime.loop).result(CLOSE_SECONDS_MAX)
    runtime.loop.call_soon_threadsafe(runtime.loop.stop)
    if runtime.thread is not None:
        runtime.thread.join(CLOSE_SECONDS_MAX)
