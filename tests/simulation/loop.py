"""An event loop without time, threads or sockets: whoever drives it says what happens next.

Several processes share it. Inside one process callbacks run in the order in which they became ready, as asyncio
promises; which process goes on, which outside event arrives, and when time passes is the driver's choice. So every
schedule is one that real processes could have had, and a violation is never the simulation's own invention.
"""

from __future__ import annotations

import asyncio
import heapq
import sys
import warnings
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

UNWINDS_MAX = 50


class Killed(BaseException):
    """The process has just died; nothing it does after this reaches the world."""


class Process:
    """One operating-system process: what is ready in it, and whether it is running, stopped or dead."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.alive = True
        self.frozen = False
        self.ready: deque[Handle] = deque()


class Handle:
    """A callback of one process, ready now or due later."""

    __slots__ = ("args", "callback", "context", "due", "is_cancelled", "process")

    def __init__(
        self,
        process: Process,
        callback: Callable[..., Any],
        args: tuple[Any, ...],
        context: Context | None,
        due: float = 0.0,
    ) -> None:
        self.process, self.callback, self.args, self.context, self.due = process, callback, args, context, due
        self.is_cancelled = False

    def cancel(self) -> None:
        self.is_cancelled = True

    def cancelled(self) -> bool:
        return self.is_cancelled

    def when(self) -> float:
        return self.due


class SimulatedLoop(asyncio.AbstractEventLoop):
    """The parts of an event loop that the product uses. `outside` holds the events that may arrive, in any order."""

    def __init__(self, on_error: Callable[[BaseException], None]) -> None:
        self.now = 0.0
        self.outside: list[tuple[Process, str, Callable[[], None]]] = []
        self.current: Process | None = None
        self._timers: list[tuple[float, int, Handle]] = []
        self._count = 0
        self._on_error = on_error
        self._closed = False
        self._tasks: list[asyncio.Task[Any]] = []

    # What the driver does.

    def run_one(self, process: Process) -> bool:
        """Run the process's next callback; False if there was none."""
        ready = process.ready
        while ready:
            handle = ready.popleft()
            if not handle.is_cancelled:
                self.inside(process, handle.callback, handle.args, handle.context)
                return True
        return False

    def inside(
        self, process: Process, callback: Callable[..., Any], args: tuple[Any, ...] = (), context: Context | None = None
    ) -> None:
        """Do this as the process."""
        self.current = process
        try:
            if context is None:
                callback(*args)
            else:
                context.run(callback, *args)
        except Killed:
            pass
        except Exception as error:  # noqa: BLE001  a callback that raises is a finding, not the end of the run
            self._on_error(error)
        finally:
            self.current = None

    def deliver(self, place: int) -> None:
        """Let this outside event arrive."""
        process, _, event = self.outside.pop(place)
        if process.alive:
            self.inside(process, event)

    def pass_time(self, seconds: float = 0.0) -> bool:
        """Go to the next timer, or at least so far; False if nothing is due ever."""
        timers = self._timers
        while timers and (timers[0][2].is_cancelled or not timers[0][2].process.alive):
            heapq.heappop(timers)
        if not timers and not seconds:
            return False
        self.now = max(self.now + seconds, timers[0][0] if timers and not seconds else 0.0)
        while timers and timers[0][0] <= self.now:
            handle = heapq.heappop(timers)[2]
            if not handle.is_cancelled and handle.process.alive:
                handle.process.ready.append(handle)
        return True

    def abandon(self) -> None:
        """The end: whatever is unwound now reaches nothing, because nothing is scheduled and all processes are dead."""
        self._closed = True
        self.outside.clear()
        self._timers.clear()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # What is unwound may begin what is never awaited.
            self._unwind()

    def _unwind(self) -> None:
        for task in self._tasks:
            task._log_traceback = False  # type: ignore[attr-defined]
            if not task.done():
                _unwind(task.get_coro())
        self._tasks.clear()

    def __enter__(self) -> SimulatedLoop:
        self._hooks = sys.get_asyncgen_hooks()
        sys.set_asyncgen_hooks(firstiter=None, finalizer=self._finalise)
        asyncio._set_running_loop(self)
        return self

    def __exit__(self, *_: object) -> None:
        self.abandon()
        asyncio._set_running_loop(None)
        sys.set_asyncgen_hooks(*self._hooks)

    def _finalise(self, generator: Any) -> None:
        if not self._closed and self.current is not None and self.current.alive:
            self.create_task(generator.aclose())

    # What asyncio and the product ask for.

    def time(self) -> float:
        return self.now

    def get_debug(self) -> bool:
        return False

    def is_running(self) -> bool:
        return True

    def is_closed(self) -> bool:
        return self._closed

    def call_soon(self, callback: Any, *args: Any, context: Context | None = None) -> Any:
        process = self.current
        handle = Handle(process or _NOBODY, callback, args, context)
        if process is not None and process.alive and not self._closed:
            process.ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay: float, callback: Any, *args: Any, context: Context | None = None) -> Any:
        return self.call_at(self.now + delay, callback, *args, context=context)

    def call_at(self, when: float, callback: Any, *args: Any, context: Context | None = None) -> Any:
        process = self.current
        handle = Handle(process or _NOBODY, callback, args, context, when)
        if process is not None and process.alive and not self._closed:
            self._count += 1
            heapq.heappush(self._timers, (when, self._count, handle))
        return handle

    def create_future(self) -> asyncio.Future[Any]:
        return asyncio.Future(loop=self)

    def create_task(self, coro: Any, *, name: str | None = None, context: Context | None = None) -> asyncio.Task[Any]:
        task = asyncio.Task(coro, loop=self, name=name, context=context)
        task._log_destroy_pending = False  # type: ignore[attr-defined]  # Those of dead processes are never resumed.
        self._tasks.append(task)
        return task

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:
        """A thread's work happens at once; that it is done arrives as an event from outside."""
        future = self.create_future()
        value = func(*args)

        def arrive() -> None:
            if not future.done():
                future.set_result(value)

        self.expect("thread", arrive)
        return future

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception) and not self._closed:
            self._on_error(error)

    # For the doubles.

    def expect(self, label: str, event: Callable[[], None]) -> None:
        """This will arrive from outside at the present process, some time."""
        if self.current is not None and self.current.alive and not self._closed:
            self.outside.append((self.current, label, event))

    async def arrival(self, label: str) -> None:
        """Wait for something from outside."""
        future = self.create_future()

        def arrive() -> None:
            if not future.done():
                future.set_result(None)

        self.expect(label, arrive)
        await future


def _unwind(coroutine: Any) -> None:
    """Close it, however often it waits again on its way out."""
    for _ in range(UNWINDS_MAX):
        try:
            coroutine.close()
        except RuntimeError:  # It waited for something instead of ending.
            continue
        except (Exception, Killed):  # noqa: BLE001  it is nobody's business any more
            return
        else:
            return


_NOBODY = Process("nobody")
