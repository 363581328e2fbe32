"""One schedule from one seed: a storm of whatever may happen, then calm, then one sweep, and the verdict."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from auslex.accounting.store import Correct, Granted, Reserve
from auslex.accounting.tiers import Limits
from auslex.core.errors import Unavailable
from auslex.core.money import Nanodollars
from tests.simulation.calendar import next_day
from tests.simulation.upstream import OUTPUT
from tests.simulation.world import KEYS, LEASE_SECONDS, NANO, SYDNEY, WAIT_SECONDS, Request, Worker, World, calls

# Chances of each fault, wherever it may strike, in the schedules that have it at all.
STRIKES = {
    "store_busy": 0.15,
    "store_full": 0.02,
    "commit_fails": 0.06,
    "commit_reply_lost": 0.06,
    "sync_fails": 0.1,
    "sync_reply_lost": 0.1,
    "kill_in_transaction": 0.01,
    "kill_before_commit": 0.03,
    "kill_after_commit": 0.03,
    "kill_before_sync": 0.03,
    "kill_after_sync": 0.03,
    "kill_before_sending": 0.05,
    "kill_after_sending": 0.05,
}
# What the driver itself does between two steps.
DEEDS = (
    "kill", "freeze", "leap", "clock_to_midnight", "clock_to_sydneys_midnight", "clock_back", "clock_ahead", "restart",
    "repeat", "power_cut", "correct",
)  # fmt: skip
DEEDS_SEEN = (
    "kill", "freeze", "leap", "clock to midnight in UTC", f"clock to midnight in {SYDNEY}", "clock back", "clock ahead",
    "restart", "repeat reserve", "repeat resolve", "power cut", "correct", "client leaves",
    "client leaves as it reads",
)  # fmt: skip
FAULT_CHANCE = 0.3  # That a schedule has any given kind: many kinds at once hide each other.
DEED_CHANCE = 0.04
CANCEL_CHANCE = 0.02
CALM_STEPS_MAX = 4_000  # More, and something hangs.
INSTANT = 1e-9  # Seconds; two sums that mean the same moment differ by less.
MOMENTS = tuple(
    int(datetime(*each, tzinfo=UTC).timestamp()) * NANO
    for each in (
        (2026, 11, 23, 10, 0, 0),
        (2026, 11, 23, 23, 59, 59),
        (2026, 10, 31, 23, 59, 58),  # The month ends.
        (2026, 11, 30, 12, 59, 59),  # It ends in Sydney.
        (2028, 2, 29, 23, 59, 59),
        (2026, 10, 3, 15, 59, 58),  # Sydney's clocks go forward.
        (2026, 4, 4, 15, 59, 58),  # And back.
        (2026, 12, 31, 23, 59, 59),
    )
)


@dataclass(frozen=True, slots=True)
class Result:
    """steps: callbacks run, events arrived, deeds done. violation: None if every invariant held."""

    seed: int
    steps: int
    violation: str | None


def run(seed: int, *, trace: bool = False, census: Counter[str] | None = None) -> Result:
    """Play the schedule of this seed."""
    world = World(seed, trace, Counter() if census is None else census)
    driver = Driver(world)
    try:
        with world.loop:
            try:
                driver.play()
            finally:
                for worker in world.workers:
                    worker.process.alive = False
    except Found:
        pass
    return Result(seed, world.steps, world.checker.found)


class Found(Exception):
    """A violation was found; the schedule is over."""


class Driver:
    """Chooses what happens next."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._loop = world.loop
        self._random = world.random
        draw = self._random
        deeds = [deed for deed in DEEDS if draw.random() < FAULT_CHANCE]
        self._faults = {fault: chance for fault, chance in STRIKES.items() if draw.random() < FAULT_CHANCE}
        if draw.random() < 0.15:  # Fair weather, in which accounts must be exact.
            deeds, self._faults = [], {}
        self._deeds = deeds
        world.furnish(draw.choice(MOMENTS), self._limits(), "power_cut" in deeds)
        self._to_come = draw.randint(4, 8)

    def _limits(self) -> dict[str, Limits]:
        """Budgets of some calls each, so that their edges are met all the time."""
        draw, call = self._random, calls()[0]
        hold = call.prompt_tokens_max * 1_000 + call.output_tokens_max * OUTPUT

        def some(low: int, high: int) -> Limits:
            day = draw.randint(low, high) * hold if draw.random() < 0.8 else None
            month = draw.randint(low, 2 * high) * hold if draw.random() < 0.6 else None
            requests = draw.randint(low, high) if draw.random() < 0.3 else None
            tokens = draw.randint(low, high) * (call.prompt_tokens_max + 16) if draw.random() < 0.3 else None
            return Limits(
                requests,
                tokens,
                Nanodollars(day) if day is not None else None,
                Nanodollars(month) if month is not None else None,
            )

        accounts = {"key:" + key_id: some(1, 6) for key_id in KEYS}
        accounts |= {"tenant:" + tenant: some(2, 8) for tenant in ("utc", "syd")}
        return accounts | {"installation": some(2, 10)}

    def play(self) -> None:
        world = self._world
        for _ in range(self._random.randint(1, 3)):
            world.hire()
        world.faults = dict(self._faults)
        for _ in range(40 + 25 * self._to_come):
            self._storm()
            if not self._to_come and world.steps % 4 == 0 and self._idle():
                break
        world.faults = {}
        self._calm()
        self._close()
        self._recover()
        world.checker.finish()
        self._judge()

    def _judge(self) -> None:
        if self._world.checker.found is not None:
            raise Found

    def _idle(self) -> bool:
        return all(
            request.task is None or request.task.done() or not request.worker.process.alive
            for request in self._requests()
        )

    def _requests(self) -> list[Request]:
        return list(self._world.requests.values())

    # The storm.

    def _storm(self) -> None:
        draw = self._random.random
        if self._to_come and draw() < 0.12:
            self._arrive()
        elif self._deeds and draw() < DEED_CHANCE:
            deed = self._random.choice(self._deeds)
            getattr(self, "_" + deed)()
        elif draw() < CANCEL_CHANCE:
            self._cancel()
        elif draw() < 0.2:
            self._thaw()
        self._step()

    def _step(self) -> None:
        """Go on with one process, let something arrive, or let time pass."""
        world, loop = self._world, self._loop
        world.steps += 1
        running = [process for process in world.processes if process.ready and not process.frozen]
        chance = self._random.random()
        if loop.outside and (chance < 0.3 or not running):
            place = self._random.randrange(len(loop.outside))
            process, label, _ = loop.outside[place]
            world.say(f"{process.name}: {label}")
            loop.deliver(place)
        elif running and chance < 0.93:
            loop.run_one(self._random.choice(running) if len(running) > 1 else running[0])
        else:
            loop.pass_time()
        if world.checker.found is not None:
            raise Found

    def _up(self) -> list[Worker]:
        return [worker for worker in self._world.workers if worker.up]

    def _arrive(self) -> None:
        world = self._world
        up = self._up()
        if not up:
            world.hire()
            return
        self._to_come -= 1
        name = f"r{len(world.requests)}"
        worker = self._random.choice(up)
        request = Request(name, self._random.choice(world.principals), self._random.choice(calls()), worker)
        world.requests[name] = request
        world.say(f"{worker.process.name}: {name} comes, from {request.principal.key_id}, for {request.call.model}")
        worker.serve(request)

    def _cancel(self) -> None:
        under_way = [
            each
            for each in self._requests()
            if each.task is not None and not each.task.done() and each.worker.process.alive
        ]
        if under_way:
            request = self._random.choice(under_way)
            if not request.gone:
                self._saw("client leaves", request.id)
                request.gone = True
                self._loop.inside(request.worker.process, request.task.cancel)

    def _saw(self, deed: str, whom: str = "") -> None:
        self._world.saw("deed", deed)
        self._world.say(f"{deed} {whom}")

    def _living(self) -> Worker | None:
        living = [worker for worker in self._world.workers if worker.process.alive]
        return self._random.choice(living) if living else None

    def _kill(self) -> None:
        if worker := self._living():
            self._saw("kill", worker.process.name)
            self._world.kill(worker.process)

    def _freeze(self) -> None:
        if (worker := self._living()) and not worker.process.frozen:
            self._saw("freeze", worker.process.name)
            worker.process.frozen = True

    def _thaw(self) -> None:
        for worker in self._world.workers:
            if worker.process.frozen and self._random.random() < 0.2:
                worker.process.frozen = False
                self._world.say(f"{worker.process.name} goes on")

    def _leap(self) -> None:
        """Everything takes longer than a lease."""
        self._saw("leap")
        self._loop.pass_time(LEASE_SECONDS + self._random.random())

    def _clock_to_midnight(self) -> None:
        self._set_clock("UTC")

    def _clock_to_sydneys_midnight(self) -> None:
        self._set_clock(SYDNEY)

    def _set_clock(self, zone: str) -> None:
        self._saw(f"clock to midnight in {zone}")
        clock = self._world.clock
        now = clock.now_nanoseconds()
        clock.offset += next_day(now, zone) - now + self._random.choice((-1, 0, 1, -NANO // 20))

    def _clock_back(self) -> None:
        self._saw("clock back")
        self._world.clock.era += 1
        self._world.clock.offset -= self._random.choice((1, 60, 3_600, 86_400)) * NANO

    def _clock_ahead(self) -> None:
        self._saw("clock ahead")
        self._world.clock.offset += self._random.choice((1, 5, 60, 3_600, 31 * 86_400)) * NANO

    def _restart(self) -> None:
        up = self._up()
        if up:
            worker = self._random.choice(up)
            self._saw("restart", worker.process.name)
            self._world.excused.add(worker.owner)  # In the storm it may have no time to write everything down.
            worker.stop()

    def _repeat(self) -> None:
        """Some command of the past is done again, by whichever worker."""
        world, up = self._world, self._up()
        if not world.history or not up:
            return
        worker, command = self._random.choice(up), self._random.choice(world.history)
        self._saw(f"repeat {type(command).__name__.lower()}", f"{command.attempt_id[-6:]} on {worker.process.name}")
        # As the ledger itself repeats: nobody waits for the answer.
        self._loop.inside(worker.process, worker.ledger._queue.add_resolution, (command,))

    def _correct(self) -> None:
        """The provider's bill is compared, and the difference booked; sometimes twice."""
        world, up = self._world, self._up()
        unknown = [
            row
            for row in world.checker.rows.values()
            if row.source == "held" and world.requests[row.request_id].task.done()  # type: ignore[union-attr]
        ]
        if not unknown or not up:
            return
        row, worker = self._random.choice(unknown), self._random.choice(up)
        amount = (row.bill.amount if row.bill else 0) - row.paid
        self._saw("correct", f"{row.attempt_id[-6:]} by {amount}")
        command = Correct(f"bill:{row.attempt_id}", row.attempt_id, amount, "bill")
        for _ in range(self._random.randint(1, 2)):
            self._loop.inside(worker.process, worker.ledger._queue.add_resolution, (command,))

    def _power_cut(self) -> None:
        """All workers die at once, and so does what the disk has not."""
        world = self._world
        self._saw("power cut")
        for worker in world.workers:
            if worker.process.alive:
                world.kill(worker.process)
        database = world.database
        database.cut_power(self._random.randint(database.durable, database.commits))
        world.history.clear()
        world.checker.rebuild()

    # The calm.

    def _until(self, done: object, what: str) -> None:
        for _ in range(CALM_STEPS_MAX):
            if done():  # type: ignore[operator]
                return
            self._step()
        self._world.checker.fail("E0", f"{what} hangs")
        self._judge()

    def _calm(self) -> None:
        """No more faults: whoever is under way comes to an end."""
        for worker in self._world.workers:
            worker.process.frozen = False
        self._until(self._idle, "a request")

    def _close(self) -> None:
        """Half of the time the workers close in peace, and then nothing of theirs is left open."""
        world = self._world
        if self._random.random() < 0.5:
            return
        alive = [worker for worker in world.workers if worker.process.alive]
        self._until(lambda: all(worker.up or worker.stopped for worker in alive), "starting")
        began = self._loop.now
        closing = self._up()  # Not those that the storm had told to: their time may be over.
        for worker in closing:
            worker.stop()
        self._until(lambda: all(not worker.process.alive for worker in alive), "closing")
        if self._loop.now - began > WAIT_SECONDS - INSTANT:
            return  # The disk was slow, and nobody waits for ever: the sweep does the rest.
        owners = {worker.owner for worker in closing}
        for row in world.checker.rows.values():
            if row.state == "D" and row.owner in owners:
                world.checker.fail("I2", f"{row.attempt_id} was left open by a worker that closed in peace")
        self._judge()

    def _recover(self) -> None:
        """Kill whoever is left, wait until every lease has lapsed, and let one new worker sweep."""
        world = self._world
        for worker in world.workers:
            if worker.process.alive:
                world.kill(worker.process)
        (lapse,) = world.database.real.execute("SELECT coalesce(max(lease_until), 0) FROM owners").fetchone()
        world.clock.offset += max(0, lapse + NANO - world.clock.now_nanoseconds())
        world.say("recovery")
        worker = world.hire()
        self._until(lambda: worker.up, "starting")
        granted = [
            each for each in world.history if isinstance(each, Reserve) and each.attempt_id in world.checker.rows
        ]
        again = self._random.choice(granted) if granted else None
        done: list[bool] = []

        async def recover() -> None:
            with suppress(Unavailable):  # The disk may be slow even now.
                await worker.ledger.check()
                if again is not None and not isinstance(await worker.ledger.reserve(again), Granted):
                    world.checker.fail("I9", f"{again.attempt_id} was granted once and refused the next time")
            done.append(True)

        self._loop.inside(worker.process, lambda: self._loop.create_task(recover()))
        self._until(lambda: bool(done), "recovery")
