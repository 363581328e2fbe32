"""What a token costs, as integers.

A price is kept in nanodollars per million tokens, so that $0.075 per million is exact; an amount is rounded up to a
whole nanodollar once, over the sum.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NewType, Protocol

from auslex.core.calls import Call
from auslex.core.money import Nanodollars, from_dollars
from auslex.core.usage import Usage

PerMillion = NewType("PerMillion", int)  # nanodollars per million tokens
TOKENS_PER_PRICE = 1_000_000
PRICE_KEYS = frozenset({"input", "output", "cached_input", "cache_write"})


@dataclass(frozen=True, slots=True)
class Rates:
    """Nanodollars per million tokens of each kind."""

    input: PerMillion
    output: PerMillion
    cached_input: PerMillion
    cache_write: PerMillion

    @property
    def dearest_input(self) -> int:
        """What an input token costs at worst, whether or not the provider finds or writes its cache."""
        return max(self.input, self.cached_input, self.cache_write)


@dataclass(frozen=True, slots=True)
class Price:
    """One model's price. `version` is stored with each row it priced.

    long_context: rates that apply to the whole call once its input exceeds `long_context_tokens`.
    context_tokens: the model's context window, where known.
    """

    model: str
    rates: Rates
    version: str
    long_context_tokens: int | None = None
    long_context: Rates | None = None
    context_tokens: int | None = None

    def cost(self, usage: Usage) -> Nanodollars:
        """What this usage costs, to the nanodollar, rounded up."""
        rates = self._rates(usage.prompt_tokens)
        plain = usage.prompt_tokens - usage.cached_tokens - usage.cache_write_tokens
        return _amount(
            plain * rates.input
            + usage.cached_tokens * rates.cached_input
            + usage.cache_write_tokens * rates.cache_write
            + usage.completion_tokens * rates.output
        )

    def bound(self, prompt_tokens: int, output_tokens: int) -> Nanodollars:
        """The most that a call with at most these tokens can cost."""
        reachable = [self.rates]
        if self.long_context is not None and self._rates(prompt_tokens) is self.long_context:
            reachable.append(self.long_context)  # It may also stay below the threshold.
        return max(_amount(prompt_tokens * rates.dearest_input + output_tokens * rates.output) for rates in reachable)

    def _rates(self, prompt_tokens: int) -> Rates:
        if self.long_context is None or self.long_context_tokens is None or prompt_tokens <= self.long_context_tokens:
            return self.rates
        return self.long_context


def _amount(price_sum: int) -> Nanodollars:
    return Nanodollars(-(-price_sum // TOKENS_PER_PRICE))


def output_tokens_bound(call: Call) -> int:
    """Output tokens the call can be billed for: the cap times the choices."""
    return call.output_tokens_max * call.choices


class PriceSource(Protocol):
    """Where prices come from."""

    def find(self, model: str) -> Price | None:
        """The price of the model now, or None if it is unknown."""
        ...


class PriceFileError(ValueError):
    """A prices.toml that cannot be used; the message says where and why."""


class PriceTable:
    """Prices from tables of ours, the last one first, then from a general source."""

    def __init__(self, tables: tuple[Mapping[str, Price], ...], otherwise: PriceSource | None = None) -> None:
        self._tables = tables
        self._otherwise = otherwise

    def find(self, model: str) -> Price | None:
        for table in reversed(self._tables):
            if model in table:
                return table[model]
        return self._otherwise.find(model) if self._otherwise else None


def read_price_file(path: Path) -> dict[str, Price]:
    """Prices from a TOML file: dollars per million tokens as strings, under [models."name"].

    Keys: input, output; optional cached_input, cache_write (both default to input), context_tokens, and
    [models."name".long_context] with above_tokens and the same price keys. Raises PriceFileError.
    """
    try:
        raw = path.read_bytes()
        document = tomllib.loads(raw.decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PriceFileError(f"{path.name}: {error}") from None
    models = document.get("models")
    if not isinstance(models, dict):
        raise PriceFileError(f"{path.name}: there is no [models] table")
    version = f"{path.name}:{document.get('version', 'undated')}"
    return {name: _read_price(f"{path.name}: models.{name}", name, entry, version) for name, entry in models.items()}


def _read_price(place: str, model: str, entry: object, version: str) -> Price:
    if not isinstance(entry, dict):
        raise PriceFileError(f"{place} must be a table")
    _refuse_unknown(place, entry, PRICE_KEYS | {"context_tokens", "long_context"})
    long_context, above = entry.get("long_context"), None
    if long_context is not None:
        if not isinstance(long_context, dict):
            raise PriceFileError(f"{place}.long_context must be a table")
        _refuse_unknown(f"{place}.long_context", long_context, PRICE_KEYS | {"above_tokens"})
        above = _read_tokens(place, long_context, "above_tokens")
    return Price(
        model=model,
        rates=_read_rates(place, entry),
        version=version,
        long_context_tokens=above,
        long_context=_read_rates(f"{place}.long_context", long_context) if long_context is not None else None,
        context_tokens=_read_tokens(place, entry, "context_tokens") if "context_tokens" in entry else None,
    )


def _refuse_unknown(place: str, entry: Mapping[str, object], known: frozenset[str]) -> None:
    unknown = set(entry) - known
    if unknown:
        raise PriceFileError(f"{place} has unknown keys: {', '.join(sorted(unknown))}")


def _read_rates(place: str, entry: Mapping[str, object]) -> Rates:
    base = _read_rate(place, entry, "input")
    return Rates(
        input=base,
        output=_read_rate(place, entry, "output"),
        cached_input=_read_rate(place, entry, "cached_input") if "cached_input" in entry else base,
        cache_write=_read_rate(place, entry, "cache_write") if "cache_write" in entry else base,
    )


def _read_rate(place: str, entry: Mapping[str, object], key: str) -> PerMillion:
    value = entry.get(key)
    if not isinstance(value, str):
        raise PriceFileError(f'{place}.{key} must be dollars per million tokens as a string, such as "1.00"')
    try:
        return per_million(Decimal(value))
    except (ValueError, ArithmeticError):
        raise PriceFileError(f"{place}.{key} is not a price: {value[:32]!r}") from None


def _read_tokens(place: str, entry: Mapping[str, object], key: str) -> int:
    value = entry.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        raise PriceFileError(f"{place}.{key} must be a whole number of tokens above zero")
    return value


def per_million(dollars: Decimal) -> PerMillion:
    """A price in dollars per million tokens; raises ValueError if negative or finer than a nanodollar."""
    amount = from_dollars(dollars)
    if amount < 0:
        raise ValueError("a price cannot be negative")
    return PerMillion(amount)
