"""What the checker keeps: attempts as committed, the provider's bills, and the sums they come to."""

from __future__ import annotations

from dataclasses import dataclass

MINUTE = 60 * 10**9
Spot = tuple[str, str, int]


@dataclass(slots=True)
class Bill:
    """What the provider knows of one attempt. attempt_id: the row that stood for it when the call was opened."""

    request_id: str
    attempt_id: str
    arrived: bool = False
    amount: int = 0
    finished: bool = False


@dataclass(slots=True)
class Row:
    """One attempt as it was last committed."""

    attempt_id: str
    request_id: str
    key_id: str
    model: str
    places: str
    owner: str
    state: str
    held: int
    tokens: int
    paid: int
    used: int
    source: str | None
    reserved_at: int
    number: int = 0  # Of the commit that brought it.
    era: int = 0  # How often the clock had been set back before.
    adjusted: int = 0
    overrun: int = 0
    bill: Bill | None = None
    spots: tuple[Spot, ...] = ()


@dataclass(slots=True)
class Sum:
    """What the rows say about one account in one period."""

    reserved: int = 0
    settled: int = 0
    extra: int = 0  # Overruns and corrections upwards: by so much the cap may be passed.
    billed: int = 0
    dishonest: int = 0  # Billed above the holds.


@dataclass(slots=True)
class Level:
    """How full a leaking bucket is, nanoseconds of its minute."""

    at: int = 0
    level: float = 0.0
    era: int = -1

    def pour(self, row: Row, cost: float) -> bool:
        """Let it leak since the last time, and pour this in; False if it runs over.

        It is empty after the clock was set back: a window across that has no length.
        """
        passed = max(0, row.reserved_at - self.at)
        self.level = (max(0.0, self.level - passed) if self.era == row.era else 0.0) + cost
        self.at, self.era = row.reserved_at, row.era
        return self.level <= MINUTE * 1.000001


def spots_of(places: str) -> tuple[Spot, ...]:
    found: list[Spot] = []
    for line in places.split("\n"):
        account, day, month = line.split("\t")
        found += [(account, "day", int(day)), (account, "month", int(month))]
    return tuple(found)


def reserved_of(row: Row) -> int:
    return row.held if row.state == "D" else 0


def settled_of(row: Row) -> int:
    return row.paid + row.adjusted if row.state == "S" else 0
