"""What operators type for names and limits, and how limits are shown to them."""

from __future__ import annotations

import argparse
import re

from auslex.core.money import Nanodollars, from_dollars, to_dollars
from auslex.core.principal import LimitOverrides

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._@/-]{0,99}")


def label(text: str) -> str:
    """A name of the operator's, on one line."""
    if not _LABEL.fullmatch(text):
        raise argparse.ArgumentTypeError("must be 1 to 100 letters, digits, spaces or . _ @ / -")
    return text


def count(text: str) -> int:
    """A whole number above zero."""
    if not text.isdecimal() or not 1 <= int(text) <= 10**12:
        raise argparse.ArgumentTypeError("must be a whole number above zero")
    return int(text)


def dollars(text: str) -> Nanodollars:
    """An amount of money above zero."""
    try:
        amount = from_dollars(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be a number of dollars, such as 5 or 0.25") from None
    if not 0 < amount <= from_dollars(10**9):
        raise argparse.ArgumentTypeError("must be above zero and at most a billion dollars")
    return amount


def limits_text(limits: LimitOverrides) -> str:
    """The figures that are set, such as "rpm=10 usd-day=5.00"."""
    words = [
        f"rpm={limits.requests_per_minute}" if limits.requests_per_minute is not None else "",
        f"tpm={limits.tokens_per_minute}" if limits.tokens_per_minute is not None else "",
        f"usd-day={to_dollars(limits.day)}" if limits.day is not None else "",
        f"usd-month={to_dollars(limits.month)}" if limits.month is not None else "",
    ]
    return " ".join(word for word in words if word)
