"""Time-outs that share one timer behave as asyncio's own."""

from __future__ import annotations

import asyncio

import pytest

from auslex.http.rounds import Appointment, Patience, after

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


async def test_what_is_due_is_done_once_and_in_time() -> None:
    loop = asyncio.get_running_loop()
    done: list[float] = []
    began = loop.time()
    appointment = after(0.08, lambda: done.append(loop.time() - began))
    await asyncio.sleep(0.4)
    assert len(done) == 1
    assert done[0] >= 0.08
    appointment.cancel()  # Afterwards is no fault.


async def test_what_is_called_off_is_not_done_even_by_another_that_is_due_at_the_same_time() -> None:
    done: list[str] = []
    others: list[Appointment] = []

    def first_one() -> None:
        done.append("first")
        others[0].cancel()

    after(0.01, first_one)
    others.append(after(0.01, lambda: done.append("second")))
    after(0.01, lambda: done.append("third")).cancel()
    await asyncio.sleep(0.3)
    assert done == ["first"]


async def test_a_failure_keeps_none_of_the_others_from_being_done(caplog: pytest.LogCaptureFixture) -> None:
    faults: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: faults.append(context["exception"]))
    done = asyncio.Event()
    after(0.01, lambda: 1 / 0)
    after(0.01, done.set)
    await asyncio.wait_for(done.wait(), 5)
    assert [type(fault) for fault in faults] == [ZeroDivisionError]


async def test_rounds_begin_again_after_a_time_without_appointments() -> None:
    for _ in range(2):
        done = asyncio.Event()
        after(0.0, done.set)
        await asyncio.wait_for(done.wait(), 5)
        await asyncio.sleep(0.2)


async def test_patience_ends_what_takes_too_long() -> None:
    with pytest.raises(TimeoutError), Patience(0.02):
        await asyncio.sleep(30)
    task = asyncio.current_task()
    assert task is not None
    assert task.cancelling() == 0


async def test_extended_patience_lasts_from_its_beginning() -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(TimeoutError), Patience(0.02) as patience:
        patience.extend(0.3)
        await asyncio.sleep(30)
    assert loop.time() - began >= 0.3


async def test_what_ends_in_time_is_let_be() -> None:
    with Patience(0.05):
        await asyncio.sleep(0)
    await asyncio.sleep(0.2)


async def test_a_cancellation_from_elsewhere_stays_one() -> None:
    async def wait() -> None:
        with Patience(30.0):
            await asyncio.sleep(30)

    task = asyncio.create_task(wait())
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_cancellation_from_elsewhere_beside_lost_patience_stays_one() -> None:
    async def wait() -> None:
        with Patience(0.01):
            try:
                await asyncio.sleep(30)
            except asyncio.CancelledError:
                asyncio.get_running_loop().call_soon(task.cancel)
                await asyncio.sleep(0.01)
                raise

    task = asyncio.create_task(wait())
    with pytest.raises(asyncio.CancelledError):
        await task


def test_there_is_no_patience_without_a_task() -> None:
    async def go() -> None:
        loop, failed = asyncio.get_running_loop(), asyncio.Event()

        def without() -> None:
            with pytest.raises(RuntimeError):
                Patience(1.0)
            failed.set()

        loop.call_soon(without)
        await asyncio.wait_for(failed.wait(), 5)

    asyncio.run(go())
