"""What each tier may use, and how overrides change it."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from auslex.core.money import Nanodollars, from_dollars
from auslex.core.principal import NO_OVERRIDES, LimitOverrides, Tier

_Figure = TypeVar("_Figure", bound=int)


class Limits(msgspec.Struct, frozen=True, gc=False):
    """What one account may use; None is unlimited. `day` and `month` are budgets in nanodollars."""

    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    day: Nanodollars | None = None
    month: Nanodollars | None = None

    def overridden(self, overrides: LimitOverrides) -> Limits:
        """These limits with the given figures in place of the tier's."""
        if overrides is NO_OVERRIDES:
            return self
        return Limits(
            _pick(overrides.requests_per_minute, self.requests_per_minute),
            _pick(overrides.tokens_per_minute, self.tokens_per_minute),
            _pick(overrides.day, self.day),
            _pick(overrides.month, self.month),
        )


def _pick(given: _Figure | None, otherwise: _Figure | None) -> _Figure | None:
    return otherwise if given is None else given


UNLIMITED = Limits()

TIERS = {
    Tier.FREE: Limits(10, 10_000, from_dollars(5), from_dollars(50)),
    Tier.PREMIUM: Limits(60, 60_000, from_dollars(50), from_dollars(1_000)),
    Tier.ENTERPRISE: Limits(300, 300_000, from_dollars(500), from_dollars(10_000)),
    Tier.INTERNAL: Limits(500, 500_000, from_dollars(1_000), from_dollars(20_000)),
}
