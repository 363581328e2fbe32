"""What OpenAI adds where data must stay in a region.

Source, read in November 2026: https://developers.openai.com/api/docs/guides/data-residency, "charged a 10% uplift for
models released on or after March 5, 2026". A region is chosen by its host, such as au.api.openai.com.
"""

from __future__ import annotations

import re

from auslex.accounting.pricing import Price, PriceSource, with_uplift

UPLIFT_PERCENT = 10
_REGIONAL_HOST = re.compile(r"[a-z]{2,3}\.api\.openai\.com", re.IGNORECASE)
# Families released before that day; a model that is not one of them pays the uplift.
_EARLIER = re.compile(r"(gpt-(3|4|5(?!\.[4-9])(\.\d)?(?=$|-))|o[134](?=$|-)|text-embedding-|gpt-audio|codex-mini)")


def is_regional(host: str | None) -> bool:
    """True if this host keeps data in one region."""
    return host is not None and _REGIONAL_HOST.fullmatch(host) is not None


class RegionalPrices:
    """A PriceSource whose newer models cost more."""

    def __init__(self, prices: PriceSource) -> None:
        self._prices = prices

    def find(self, model: str) -> Price | None:
        price = self._prices.find(model)
        if price is None or _EARLIER.match(model):
            return price
        return with_uplift(price, UPLIFT_PERCENT)
