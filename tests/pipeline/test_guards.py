"""Guards: admitted in order, left in reverse, and only those that admitted."""

from __future__ import annotations

import asyncio

import pytest

from auslex.accounting.tiers import Limits
from auslex.core.calls import Call
from auslex.core.detections import Detection, Severity
from auslex.core.errors import BadRequest, RateLimitExceeded, ScreeningUnavailable, TooBusy, Unavailable
from auslex.core.events import Event, Frames, Whole
from auslex.pipeline.exchange import Exchange
from auslex.pipeline.guards import ChargeProbes, Limit, Recall, ScreenInput, Tell
from auslex.screening.failing import FailSafe
from auslex.screening.port import NoScreening, Note
from tests.pipeline.conftest import Pause, Script, World, chat, finish, frame, whole

pytestmark = pytest.mark.anyio


class Noting:
    """A guard that writes down what happens to it."""

    def __init__(self, name: str, notes: list[str], refuses: Exception | None = None) -> None:
        self._name = name
        self._notes = notes
        self._refuses = refuses

    async def admit(self, exchange: Exchange) -> None:
        await asyncio.sleep(0)
        self._notes.append("admit " + self._name)
        if self._refuses is not None:
            raise self._refuses

    def leave(self, exchange: Exchange) -> None:
        self._notes.append("leave " + self._name)


def noting(world: World, notes: list[str], *refusals: Exception | None) -> None:
    world.guards = tuple(Noting(name, notes, refuses) for name, refuses in zip("abc", refusals, strict=True))


async def test_guards_are_entered_in_order_and_left_in_reverse(world: World) -> None:
    notes: list[str] = []
    noting(world, notes, None, None, None)
    world.play(Script([whole(), lambda: notes.append("never")]))
    await world.run(chat())
    assert ["admit a", "admit b", "admit c", "leave c", "leave b", "leave a"] == notes


async def test_a_refusal_leaves_only_the_guards_that_admitted(world: World) -> None:
    notes: list[str] = []
    noting(world, notes, None, BadRequest("no"), None)
    with pytest.raises(BadRequest):
        await world.run(chat())
    assert ["admit a", "admit b", "leave a"] == notes


async def test_a_refusal_sends_and_holds_nothing(world: World) -> None:
    noting(world, [], None, None, Unavailable("down"))
    with pytest.raises(Unavailable):
        await world.run(chat())
    assert ([], []) == (world.upstream.calls, world.rows)


async def test_a_bug_in_a_guard_leaves_those_before_it(world: World) -> None:
    notes: list[str] = []
    noting(world, notes, None, RuntimeError("bug"), None)
    with pytest.raises(RuntimeError):
        await world.run(chat())
    assert ["admit a", "admit b", "leave a"] == notes


@pytest.mark.parametrize("events", [[], [frame()]])
async def test_a_caller_that_leaves_leaves_every_guard(world: World, events: list[Event]) -> None:
    notes: list[str] = []
    noting(world, notes, None, None, None)
    pause = Pause()
    world.play(Script([*events, pause]))
    await world.cancelled(chat(stream=True), pause)
    assert ["leave c", "leave b", "leave a"] == notes[3:]


async def test_a_caller_that_leaves_at_the_guards_leaves_those_that_admitted(world: World) -> None:
    notes: list[str] = []
    pause = Pause()

    class Waiting(Noting):
        async def admit(self, exchange: Exchange) -> None:
            pause.reached.set()
            await asyncio.Event().wait()

    world.guards = (Noting("a", notes), Waiting("b", notes))
    await world.cancelled(chat(), pause)
    assert ["admit a", "leave a"] == notes


async def test_the_settlement_comes_before_the_guards_are_left(world: World) -> None:
    class Looking(Noting):
        def leave(self, exchange: Exchange) -> None:
            self._notes.append(str(exchange.cost > 0))

    notes: list[str] = []
    world.guards = (Looking("a", notes),)
    world.play(Script([whole()]))
    await world.run(chat())
    assert ["admit a", "True"] == notes


# The guards there are.


async def test_no_more_are_served_at_once_than_allowed(world: World) -> None:
    world.guards = (Limit(1),)
    gateway = world.build()
    pause = Pause()
    world.play(Script([pause]))
    first = asyncio.ensure_future(world.run(chat(stream=True), gateway))
    await pause.reached.wait()
    with pytest.raises(TooBusy):
        await world.run(chat(), gateway)
    first.cancel()
    await asyncio.wait([first])


@pytest.mark.parametrize("ends", ["success", "failure", "cancel"])
async def test_a_place_is_free_again_however_the_call_before_ended(world: World, ends: str) -> None:
    world.guards = (Limit(1),)
    gateway = world.build()
    pause = Pause()
    if ends == "cancel":
        world.play(Script([pause]))
        await world.cancelled(chat(stream=True), pause, gateway)
    else:
        world.play(Script([whole()] if ends == "success" else [RuntimeError("bug")]))
        await asyncio.gather(world.run(chat(), gateway), return_exceptions=True)
    world.play(Script([whole()]))
    assert [whole()] == (await world.run(chat(model="gpt-4o-mini"), gateway))[1]


class Refusing(NoScreening):
    """A screening that lets nothing in."""

    async def admit(self, call: Call) -> Call:
        raise BadRequest("no")


async def test_a_request_refused_by_the_screen_still_costs_a_request(world: World) -> None:
    world.installation = Limits(requests_per_minute=1)
    probes = ChargeProbes(world.build().accountant)
    world.guards = (ScreenInput(Refusing(), probes),)
    gateway = world.build()
    with pytest.raises(BadRequest):
        await world.run(chat(), gateway)
    with pytest.raises(RateLimitExceeded):
        await world.run(chat(), gateway)


class Remembering:
    """A cache that knows one answer."""

    async def find(self, tenant: str, call: Call) -> tuple[Event, ...] | None:
        return (Whole(b"{}", None),)


async def test_a_cached_answer_costs_a_request_and_no_money(world: World) -> None:
    world.installation = Limits(requests_per_minute=1)
    probes = ChargeProbes(world.build().accountant)
    world.guards = (Recall(Remembering(), probes),)
    gateway = world.build()
    _, events = await world.run(chat(), gateway)
    with pytest.raises(RateLimitExceeded):
        await world.run(chat(), gateway)
    assert ([Whole(b"{}", None)], [], []) == (events, world.rows, world.upstream.calls)


async def test_a_screen_of_the_answer_sees_every_event(world: World) -> None:
    seen: list[Event] = []

    class Watching:
        def pass_on(self, event: Event) -> Event:
            seen.append(event)
            return event

    class Screened(NoScreening):
        def output(self, call: Call, tenant: str, note: Note) -> Watching:
            return Watching()

    world.guards = (ScreenInput(Screened(), ChargeProbes(world.build().accountant)),)
    world.play(Script([frame(), finish()]))
    await world.run(chat(stream=True))
    assert [frame(), finish()] == seen


@pytest.mark.parametrize("stream", [False, True])
async def test_a_screen_that_fails_ends_the_answer_and_what_was_used_is_paid(world: World, stream: bool) -> None:
    failures: list[Exception] = []

    class Broken:
        def pass_on(self, event: Event) -> Event:
            raise ZeroDivisionError

    class Screened(NoScreening):
        def output(self, call: Call, tenant: str, note: Note) -> FailSafe:
            return FailSafe(Broken(), failures.append, note, flags=False)

    world.guards = (ScreenInput(Screened(), ChargeProbes(world.build().accountant)),)
    world.play(Script([frame(), finish()] if stream else [whole()]))
    with pytest.raises(ScreeningUnavailable):
        await world.run(chat(stream=stream))
    ((_, state, paid),) = world.states
    assert (1, "S", True) == (len(failures), state, paid > 0)


async def test_the_caller_is_told_what_was_found_in_the_answer(world: World) -> None:
    found = Detection("system_prompt_leak", Severity.HIGH, "flagged", "answer", 0, 1)

    class Seeing:
        def __init__(self, note: Note) -> None:
            self._note = note

        def pass_on(self, event: Event) -> Event:
            self._note(found)
            return event

    class Screened(NoScreening):
        def output(self, call: Call, tenant: str, note: Note) -> Seeing:
            return Seeing(note)

    world.guards = (ScreenInput(Screened(), ChargeProbes(world.build().accountant)), Tell())
    world.play(Script([frame(), finish()]))
    exchange, events = await world.run(chat(stream=True))
    assert [found] * len(events) == exchange.answer_detections
    assert b'"auslex":{"security_filtered":false' in b"".join(
        each.raw for event in events if isinstance(event, Frames) for each in event.frames
    )
