"""Money as integers: a billionth of a US dollar. No floats anywhere near the ledger."""

from __future__ import annotations

from decimal import Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from typing import NewType

Nanodollars = NewType("Nanodollars", int)

NANODOLLARS_PER_DOLLAR = 1_000_000_000
ZERO = Nanodollars(0)

# Anything that would not be exact raises; 40 digits hold every sum of money there is, in nanodollars.
_exact = Context(prec=40, Emax=40, Emin=-40, traps=[DivisionByZero, Inexact, InvalidOperation, Overflow])


def from_dollars(dollars: Decimal | str | int) -> Nanodollars:
    """Exact conversion; raises ValueError for what is not a number or finer than a nanodollar."""
    try:
        amount = _exact.multiply(Decimal(dollars), NANODOLLARS_PER_DOLLAR)
        whole = _exact.to_integral_exact(amount)
    except ArithmeticError:
        raise ValueError(f"{str(dollars)[:40]!r} is not a whole number of nanodollars within range") from None
    if not whole.is_finite():
        raise ValueError(f"{str(dollars)[:40]!r} is not a number of dollars")
    return Nanodollars(int(whole))


def to_dollars(amount: Nanodollars) -> str:
    """Dollars as an exact decimal string: at least two places, no trailing zeros beyond them."""
    sign = "-" if amount < 0 else ""
    whole, nano = divmod(abs(amount), NANODOLLARS_PER_DOLLAR)
    fraction = f"{nano:09d}".rstrip("0").ljust(2, "0")
    return f"{sign}{whole}.{fraction}"
