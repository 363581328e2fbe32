"""Money as integers: a billionth of a US dollar. No floats anywhere near the ledger."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import NewType

Nanodollars = NewType("Nanodollars", int)

NANODOLLARS_PER_DOLLAR = 1_000_000_000
ZERO = Nanodollars(0)


def from_dollars(dollars: Decimal | str | int) -> Nanodollars:
    """Exact conversion; raises ValueError for what is not a number or finer than a nanodollar."""
    try:
        amount = Decimal(dollars) * NANODOLLARS_PER_DOLLAR
    except InvalidOperation:
        raise ValueError(f"{dollars!r} is not a number of dollars") from None
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise ValueError(f"{dollars!r} is not a whole number of nanodollars")
    return Nanodollars(int(amount))


def to_dollars(amount: Nanodollars) -> str:
    """Dollars as an exact decimal string: at least two places, no trailing zeros beyond them."""
    sign = "-" if amount < 0 else ""
    whole, nano = divmod(abs(amount), NANODOLLARS_PER_DOLLAR)
    fraction = f"{nano:09d}".rstrip("0").ljust(2, "0")
    return f"{sign}{whole}.{fraction}"
