"""OpenAI's published prices as the genai-prices package ships them: offline, dated, no update thread.

Source: https://github.com/pydantic/genai-prices (MIT). Our own prices.toml comes before it.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from importlib.metadata import version
from typing import TYPE_CHECKING, Protocol

from auslex.accounting.pricing import PerMillion, Price, Rates, per_million

if TYPE_CHECKING:
    from genai_prices.types import MatchLogic, ModelPrice, TieredPrices

KNOWN_MODELS_MAX = 1_000  # Callers choose the names we look up; the memo must not grow with them.
_OTHER_KINDS = ("search", "research", "realtime", "image", "transcribe", "tts", "live")
_DATE = re.compile(r"-?\d{4}-\d{2}-\d{2}")  # How OpenAI ends the names of its snapshots.


class _Clock(Protocol):
    def now_nanoseconds(self) -> int: ...


class PublishedPrices:
    """A PriceSource over the package's snapshot; a model's price may change with the date, so a day bounds the memo."""

    def __init__(self, clock: _Clock) -> None:
        from genai_prices.data_snapshot import get_snapshot

        self._clock = clock
        self._snapshot = get_snapshot()
        self._version = f"genai-prices:{version('genai-prices')}"
        self._known: dict[str, Price | None] = {}
        self._day = 0

    def find(self, model: str) -> Price | None:
        now = self._clock.now_nanoseconds()
        day = now // 86_400_000_000_000
        if day != self._day or len(self._known) >= KNOWN_MODELS_MAX:
            self._day, self._known = day, {}
        if model not in self._known:
            self._known[model] = self._look_up(model, datetime.fromtimestamp(now / 1e9, UTC))
        return self._known[model]

    def _look_up(self, model: str, when: datetime) -> Price | None:
        try:
            _, info = self._snapshot.find_provider_model(model, None, "openai", None)
        except LookupError:
            return None
        prices = info.get_prices(when)
        if model.startswith("ft:"):
            return None  # Whose price depends on what it was made from; the operator knows.
        if not _is_named(info.match, model) or prices.input_mtok is None or prices.requests_kcount is not None:
            return None
        base, above = _rates(prices, long=False), _threshold(prices)
        speaks = base.audio_input is not None and base.audio_output is not None
        if _billed_otherwise(model, info.id) or ("audio" in model and not speaks):
            return None  # No bound, so no price.
        return Price(
            model=model,
            rates=base,
            version=self._version,
            long_context_tokens=above,
            long_context=_rates(prices, long=True) if above is not None else None,
            context_tokens=info.context_window,
        )


def _is_named(clause: MatchLogic, model: str) -> bool:
    """True if the clause names this very model, or a dated snapshot of it.

    The package also matches by prefix, so that an invented `gpt-5-nano-foo` or a fine-tuned model would get a price
    that nobody published; and it ignores case and completes dates.
    """
    from genai_prices.types import ClauseEquals, ClauseOr, ClauseRegex, ClauseStartsWith

    match clause:
        case ClauseOr():
            return any(_is_named(each, model) for each in clause.or_)
        case ClauseEquals():
            return model == clause.equals
        case ClauseStartsWith():
            rest = model.removeprefix(clause.starts_with)
            return rest == "" or _DATE.fullmatch(rest) is not None
        case ClauseRegex():
            return re.fullmatch(clause.regex, model) is not None  # Dates, anchored, in the package of today.
        case _:
            return False


def _billed_otherwise(*names: str) -> bool:
    """Models whose every call may cost searches, seconds, pictures or speech on top of its tokens."""
    return any(kind in name for name in names for kind in _OTHER_KINDS)


def _rates(prices: ModelPrice, *, long: bool) -> Rates:
    base = _rate(prices.input_mtok, long)
    assert base is not None
    cached, written = _rate(prices.cache_read_mtok, long), _rate(prices.cache_write_mtok, long)
    return Rates(
        input=base,
        output=_rate(prices.output_mtok, long) or PerMillion(0),
        cached_input=base if cached is None else cached,
        cache_write=base if written is None else written,
        audio_input=_rate(prices.input_audio_mtok, long),
        audio_output=_rate(prices.output_audio_mtok, long),
    )


def _rate(price: Decimal | TieredPrices | None, long: bool) -> PerMillion | None:
    if price is None:
        return None
    if isinstance(price, Decimal):
        return per_million(price)
    return per_million(max(tier.price for tier in price.tiers) if long and price.tiers else price.base)


def _threshold(prices: ModelPrice) -> int | None:
    """The input size above which any of the long-context rates applies."""
    tiered = (prices.input_mtok, prices.output_mtok, prices.cache_read_mtok, prices.cache_write_mtok)
    starts = [
        tier.start for price in tiered if price is not None and not isinstance(price, Decimal) for tier in price.tiers
    ]
    return min(starts) if starts else None
