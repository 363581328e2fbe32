"""The invariants of the ledger (I1 to I10, I12), judged from outside: from committed rows and from the provider's bill.

It shares no arithmetic with the product. It looks at what every commit has changed, at every byte that reaches the
provider, and at everything once all workers are dead and one sweep has run.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auslex.core.calls import Call
from tests.simulation.calendar import day_of, month_of
from tests.simulation.loop import Process
from tests.simulation.rows import MINUTE, Bill, Level, Row, Spot, Sum, reserved_of, settled_of, spots_of

if TYPE_CHECKING:
    from auslex.accounting.store import BudgetAlert
    from tests.simulation.world import World

_SELECT = (
    "SELECT attempt_id, request_id, key_id, model, places, owner, state, held_amount, held_tokens, paid, "
    "prompt_tokens + completion_tokens, source, reserved_at FROM attempts"
)
_ONE = _SELECT + " WHERE attempt_id = ?"
_BALANCE = "SELECT reserved, settled FROM balances WHERE account = ? AND kind = ? AND starts_at = ?"
_ADJUSTMENTS = "SELECT adjustment_id, kind, amount FROM adjustments WHERE attempt_id = ?"


@dataclass(slots=True)
class Checker:
    """Finds the first violation, and counts what was seen."""

    world: World
    found: str | None = None
    rows: dict[str, Row] = field(default_factory=dict)
    of_request: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sums: dict[Spot, Sum] = field(default_factory=lambda: defaultdict(Sum))
    bills: list[Bill] = field(default_factory=list)
    levels: dict[str, Level] = field(default_factory=lambda: defaultdict(Level))
    latest_day: dict[str, int] = field(default_factory=dict)
    latest_month: dict[str, int] = field(default_factory=dict)
    told: set[tuple[str, str, int, int]] = field(default_factory=set)
    submitted: set[str] = field(default_factory=set)  # Attempts that some worker has asked to resolve.

    def fail(self, invariant: str, what: str) -> None:
        """Note the first violation; the driver stops at the end of the step, wherever the product was."""
        if self.found is None:
            self.found = f"{invariant}: {what}"
            self.world.say(f"VIOLATION {self.found}")

    # Every commit.

    def committed(self, process: Process, attempts: list[str], balances: list[Spot], adjusted: list[str]) -> None:
        """Judge what a transaction has changed."""
        touched: dict[Spot, None] = dict.fromkeys(balances)
        for attempt_id in dict.fromkeys((*attempts, *adjusted)):
            touched.update(dict.fromkeys(self._row_changed(process, attempt_id)))
        for spot in touched:
            self._judge_balance(spot)

    def _row_changed(self, process: Process, attempt_id: str) -> tuple[Spot, ...]:
        record = self.world.database.real.execute(_ONE, (attempt_id,)).fetchone()
        if record is None:
            self.fail("I2", f"the row {attempt_id} was deleted")
            return ()
        new, old = Row(*record), self.rows.get(attempt_id)
        if old is None:
            self._judge_new(process, new)
        else:
            self._judge_change(process, old, new)
        self.rows[attempt_id] = new
        self._sum_up(old, new)
        if new.state != "D" and (old is None or old.state == "D"):
            self._judge_price(new)
        return new.spots

    def _judge_new(self, process: Process, row: Row) -> None:
        world = self.world
        world.saw("state", "D")
        row.number, row.era = world.database.commits, world.clock.era
        row.spots = spots_of(row.places)
        self.of_request[row.request_id].append(row.attempt_id)
        if row.state != "D" or row.paid or row.source is not None:
            self.fail("I2", f"{row.attempt_id} was born {row.state}")
        if row.reserved_at != world.clock.now_nanoseconds():
            self.fail("I8", f"{row.attempt_id} says it was reserved at {row.reserved_at}")
        expected = world.payers_of(row.key_id)
        if [account for account, _, _ in row.spots[::2]] != [account for account, _ in expected]:
            self.fail("I7", f"{row.attempt_id} is held on {row.places!r}")
            return
        self._judge_places(row, expected)
        self._judge_rate(row)

    def _judge_places(self, row: Row, expected: list[tuple[str, str]]) -> None:
        """Each in the periods that hold now, or, if the clock went back, in the latest that were opened."""
        moment = max(row.reserved_at, *(self.latest_day.get(account, 0) for account, _ in expected))
        for place, (account, zone) in enumerate(expected):
            day, month = row.spots[2 * place][2], row.spots[2 * place + 1][2]
            if (day, month) != (day_of(moment, zone), month_of(moment, zone)):
                self.fail("I8", f"{row.attempt_id} is booked for {account} in day {day}, month {month}")
            if day < self.latest_day.get(account, 0) or month < self.latest_month.get(account, 0):
                self.fail("I8", f"a past period of {account} was opened again by {row.attempt_id}")
            self.latest_day[account], self.latest_month[account] = day, month
        if moment != row.reserved_at:
            self.world.saw("period", "kept although the clock went back")

    def _judge_rate(self, row: Row) -> None:
        """Requests a minute: what was admitted in any window is at most the burst and what flows back meanwhile.

        A request counts once, however many attempts it takes.
        """
        if self.of_request[row.request_id][0] != row.attempt_id:
            return
        for account, _, _ in row.spots[::2]:
            capacity = self.world.limits[account].requests_per_minute
            if capacity is None:
                continue
            if not self.levels[account].pour(row, MINUTE / capacity):
                self.fail("I10", f"{row.attempt_id} passed the requests a minute of {account}")

    def _judge_change(self, process: Process, old: Row, new: Row) -> None:
        new.number, new.era, new.spots, new.bill = old.number, old.era, old.spots, old.bill
        fixed = ("request_id", "key_id", "model", "places", "owner", "held", "tokens", "reserved_at")
        for name in fixed:
            if getattr(old, name) != getattr(new, name):
                self.fail("I8" if name == "places" else "I2", f"{name} of {old.attempt_id} was changed")
        if old.state == new.state == "D":
            return
        if old.state != "D" and (new.state, new.paid, new.source) != (old.state, old.paid, old.source):
            self.fail("I2", f"{old.attempt_id} was resolved again: {old.state} {old.paid} -> {new.state} {new.paid}")
        if old.state == "D":
            self._judge_resolution(process, new)

    def _judge_resolution(self, process: Process, row: Row) -> None:
        world, bill = self.world, row.bill
        world.saw("state", row.state)
        world.say(f"{process.name}: {row.attempt_id[-6:]} {row.state} paid {row.paid} of {row.held} ({row.source})")
        if row.state == "V":
            if row.paid:
                self.fail("I5", f"{row.attempt_id} is void and cost {row.paid}")
            if bill is not None and bill.amount:
                self.fail("I4", f"{row.attempt_id} is void and was billed {bill.amount}")
            return
        world.saw("source", str(row.source))
        if row.attempt_id in self.submitted:
            return
        world.saw("sweep", "charged a hold")
        if (row.source, row.paid) != ("held", row.held):
            self.fail(
                "I5", f"{row.attempt_id} was charged {row.paid} of {row.held} ({row.source}); nobody asked for it"
            )
        owner = world.process_of(row.owner)
        if world.database.real.execute("SELECT 1 FROM owners WHERE owner = ?", (row.owner,)).fetchone():
            self.fail("I2", f"{row.attempt_id} was taken from {owner.name}, which holds its lease")
        if process is not owner:
            world.excused.add(row.owner)
        elif bill is None and row.owner not in world.excused:
            self.fail("I5", f"{row.attempt_id} was never sent, its worker closed in peace, and it cost {row.paid}")

    def _sum_up(self, old: Row | None, new: Row) -> None:
        """Move what the rows say by what this row has changed, and read its adjustments."""
        new.adjusted = old.adjusted if old else 0
        new.overrun = old.overrun if old else 0
        if new.state == "S":
            found = self.world.database.real.execute(_ADJUSTMENTS, (new.attempt_id,)).fetchall()
            new.adjusted = sum(amount for _, _, amount in found)
            new.overrun = sum(amount for _, kind, amount in found if kind == "overrun")
        reserved = reserved_of(new) - (reserved_of(old) if old else 0)
        settled = settled_of(new) - (settled_of(old) if old else 0)
        extra = max(0, new.adjusted) - (max(0, old.adjusted) if old else 0)
        for spot in new.spots:
            total = self.sums[spot]
            total.reserved += reserved
            total.settled += settled
            total.extra += extra

    def _judge_price(self, row: Row) -> None:
        """The payment against the provider's bill, at the moment of the resolution."""
        if row.state != "S":
            return
        bill = row.bill
        owed = bill.amount if bill is not None else 0
        paid = row.paid + row.adjusted
        if row.paid < 0 or row.paid > row.held:
            self.fail("I5", f"{row.attempt_id} paid {row.paid} of {row.held}")
        if row.overrun:
            self.world.saw("adjustment", "overrun")
        match row.source:
            case "held":
                if row.adjusted:  # Reconciled with the provider's bill.
                    if paid != owed:
                        self.fail("I9", f"{row.attempt_id} was corrected to {paid}, and billed {owed}")
                elif row.paid != row.held:
                    self.fail("I5", f"{row.attempt_id} is unknown and cost {paid}, not its hold {row.held}")
                elif paid < min(owed, row.held):
                    self.fail("I4", f"{row.attempt_id} was billed {owed} and paid {paid}")
            case "counted":
                if paid < owed:
                    self.fail("I4", f"{row.attempt_id} was billed {owed} and paid {paid} (counted)")
                if paid > max(row.held, owed):
                    self.fail("I5", f"{row.attempt_id} was counted at {paid}, above its hold {row.held}")
            case _:
                if paid != owed:
                    self.fail("I4", f"{row.attempt_id} was billed {owed} and paid {paid}")

    def _judge_balance(self, spot: Spot) -> None:
        reserved, settled = self.world.database.real.execute(_BALANCE, spot).fetchone() or (0, 0)
        total = self.sums[spot]
        if reserved < 0 or settled < 0:
            self.fail("I1", f"{spot} has {reserved} reserved, {settled} settled")
        if (reserved, settled) != (total.reserved, total.settled):
            self.fail(
                "I3", f"{spot} says {reserved} reserved, {settled} settled; rows say {total.reserved}, {total.settled}"
            )
        budget = self._budget(spot)
        if budget is not None and reserved + settled > budget + total.extra:
            self.fail("I1", f"{spot} has {reserved} + {settled} of {budget} and {total.extra} more")

    def _budget(self, spot: Spot) -> int | None:
        limits = self.world.limits.get(spot[0])
        return None if limits is None else limits.day if spot[1] == "day" else limits.month

    # Every call.

    def opening(self, process: Process, call: Call, request_id: str) -> Bill:
        """The gateway begins to send. Each attempt must have a row of its own."""
        request = self.world.requests[request_id]
        known = self.of_request[request_id]
        bill = Bill(request_id, "")
        if request.gone:
            self.fail("I12", f"{request_id} is sent although its client has gone")
        if request.relayed:
            self.fail("I12", f"{request_id} is sent again although bytes were relayed")
        if request.opened >= len(known):
            self.fail("I4", f"attempt {request.opened + 1} of {request_id} has no row of its own")
        else:
            bill.attempt_id = known[request.opened]
            row = self.rows[bill.attempt_id]
            row.bill = bill
            if row.model != call.model:
                self.fail("I4", f"{row.attempt_id} is for {row.model}, and {call.model} was sent")
        request.opened += 1
        self.bills.append(bill)
        return bill

    def arrived(self, bill: Bill) -> None:
        """The first byte has reached the provider: the row must be there, open, dear enough and on the disk."""
        bill.arrived = True
        row = self.rows.get(bill.attempt_id)
        if row is None:
            self.fail("I4", f"{bill.request_id} was sent without a row")
            return
        if row.number > self.world.database.durable:
            self.fail("I4", f"{row.attempt_id} was sent before it was on the disk")
        if row.state == "V":
            self.fail("I4", f"{row.attempt_id} was sent although it is void")
        if row.state == "S" and row.owner not in self.world.excused:
            self.fail("I4", f"{row.attempt_id} was sent although it is settled")

    def billed(self, bill: Bill, amount: int) -> None:
        """The provider now wants so much for this attempt."""
        before, bill.amount = bill.amount, amount
        row = self.rows.get(bill.attempt_id)
        if row is None or before == amount:
            return
        if row.state == "V" and amount:
            self.fail("I4", f"{row.attempt_id} is void and was billed {amount}")
        if row.state == "S" and row.source != "held" and row.paid + row.adjusted < amount:
            self.fail("I4", f"{row.attempt_id} was settled at {row.paid} and billed {amount} after that")
        for spot in row.spots:
            total, budget = self.sums[spot], self._budget(spot)
            total.billed += amount - before
            total.dishonest += max(0, amount - row.held) - max(0, before - row.held)
            if budget is not None and total.billed > budget + total.dishonest:
                self.fail("I6", f"the provider billed {total.billed} for {spot}, of {budget}")

    def alerted(self, alert: BudgetAlert) -> None:
        """A worker has told somebody that a budget is used up to a level."""
        self.world.saw("alert", str(int(alert.level)))
        key = (alert.account, alert.kind, alert.starts_at, int(alert.level))
        if key in self.told:
            self.fail("alerts", f"{key} was told twice")
        self.told.add(key)
        if alert.settled * 100 < alert.budget * int(alert.level) and alert.level != 100:
            self.fail("alerts", f"{key} was told at {alert.settled} of {alert.budget}")

    def bills_of(self, request_id: str) -> list[Bill]:
        return [bill for bill in self.bills if bill.request_id == request_id]

    # After a power cut, and at the end.

    def rebuild(self) -> None:
        """Know only what the disk has kept."""
        bills = {bill.attempt_id: bill for bill in self.bills}
        eras = {row.attempt_id: row.era for row in self.rows.values()}
        lost = [row for row in self.rows.values() if row.number > self.world.database.durable]
        self.rows, self.sums = {}, defaultdict(Sum)
        self.of_request.clear()
        self.latest_day.clear()
        self.latest_month.clear()
        self.levels.clear()
        self.told.clear()
        for row in lost:
            if row.bill is not None and row.bill.arrived:
                self.fail("I4", f"{row.attempt_id} was sent and its row is lost")
        for record in self.world.database.real.execute(_SELECT + " ORDER BY reserved_at, attempt_id").fetchall():
            row = Row(*record)
            row.spots, row.bill, row.era = spots_of(row.places), bills.get(row.attempt_id), eras[row.attempt_id]
            self.rows[row.attempt_id] = row
            self.of_request[row.request_id].append(row.attempt_id)
            self._sum_up(None, row)
            for account, kind, starts_at in row.spots:
                latest = self.latest_day if kind == "day" else self.latest_month
                latest[account] = max(latest.get(account, 0), starts_at)
            for spot in row.spots:
                total = self.sums[spot]
                if row.bill is not None:
                    total.billed += row.bill.amount
                    total.dishonest += max(0, row.bill.amount - row.held)

    def finish(self) -> None:
        """All workers are dead and one sweep has run: every attempt is resolved once, and the books agree."""
        real = self.world.database.real
        records = {record[0]: record for record in real.execute(_SELECT).fetchall()}
        if records.keys() != self.rows.keys():
            self.fail("I2", f"rows came or went unseen: {records.keys() ^ self.rows.keys()}")
        for row in self.rows.values():
            if row.state == "D" or records[row.attempt_id][6] != row.state:
                self.fail("I2", f"{row.attempt_id} is {records[row.attempt_id][6]} after recovery")
            self._judge_price(row)
        for bill in self.bills:
            if bill.amount and bill.attempt_id not in self.rows:
                self.fail("I4", f"the provider billed {bill.amount} for {bill.request_id}, which has no row")
        spots = {tuple(spot) for spot in real.execute("SELECT account, kind, starts_at FROM balances").fetchall()}
        for spot in spots | self.sums.keys():
            self._judge_balance(spot)  # type: ignore[arg-type]
        self._judge_tokens()

    def _judge_tokens(self) -> None:
        """Tokens a minute, by what was used in the end: in any window at most the burst and what flows back."""
        levels: dict[str, Level] = defaultdict(Level)
        for row in self.rows.values():
            used = 0 if row.state == "V" else row.tokens if row.source == "held" else min(row.used, row.tokens)
            for account, _, _ in row.spots[::2]:
                capacity = self.world.limits[account].tokens_per_minute
                if capacity is None:
                    continue
                if not levels[account].pour(row, used * MINUTE / capacity):
                    self.fail("I10", f"{row.attempt_id} passed the tokens a minute of {account}")
