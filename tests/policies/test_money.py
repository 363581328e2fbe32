"""Money: exact both ways, or refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.money import Nanodollars, from_dollars, to_dollars


@pytest.mark.parametrize(
    ("dollars", "amount"),
    [("0", 0), ("1", 10**9), ("99.50", 99_500_000_000), ("0.000000001", 1), ("-0.5", -500_000_000), (3, 3 * 10**9)],
)
def test_dollars_become_nanodollars(dollars: str | int, amount: int) -> None:
    assert amount == from_dollars(dollars)


@pytest.mark.parametrize(
    ("amount", "dollars"),
    [(0, "0.00"), (1, "0.000000001"), (10**9, "1.00"), (1_500_000_000, "1.50"), (-1, "-0.000000001")],
)
def test_nanodollars_are_written_with_two_places_at_least(amount: int, dollars: str) -> None:
    assert dollars == to_dollars(Nanodollars(amount))


@given(st.integers(-(10**18), 10**18))
def test_every_amount_survives_the_round_trip(amount: int) -> None:
    assert amount == from_dollars(to_dollars(Nanodollars(amount)))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=9))
def test_every_nine_places_are_exact(dollars: Decimal) -> None:
    assert dollars == Decimal(from_dollars(dollars)) / 10**9


@pytest.mark.parametrize(
    "dollars", ["", "five", "nan", "sNaN", "inf", "0.0000000001", "1e-10", "1.0000000000000000000000000000001"]
)
def test_what_is_no_whole_number_of_nanodollars_is_refused(dollars: str) -> None:
    with pytest.raises(ValueError, match="dollars"):
        from_dollars(dollars)


def test_a_number_out_of_range_is_refused_like_any_other() -> None:
    with pytest.raises(ValueError, match="dollars"):
        from_dollars("1e999999")
