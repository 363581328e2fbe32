"""What a token costs, as integers.

A price is kept in nanodollars per million tokens, so that $0.075 per million is exact; an amount is rounded up to a
whole nanodollar once, over the sum.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import NewType, Protocol

import msgspec

from auslex.core.calls import Call
from auslex.core.money import Nanodollars, from_dollars
from auslex.core.usage import ServiceTier, Usage

PerMillion = NewType("PerMillion", int)  # nanodollars per million tokens
TOKENS_PER_PRICE = 1_000_000
_DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")  # What makes a name that of a snapshot.


@dataclass(frozen=True, slots=True)
class Rates:
    """Nanodollars per million tokens of each kind. Audio without a rate of its own has no price."""

    input: PerMillion
    output: PerMillion
    cached_input: PerMillion
    cache_write: PerMillion
    audio_input: PerMillion | None = None
    audio_output: PerMillion | None = None

    @property
    def dearest_input(self) -> int:
        """What a text or image token costs at worst, whether or not the provider finds or writes its cache."""
        return max(self.input, self.cached_input, self.cache_write)

    def price_sum(self, usage: Usage) -> int:
        """What the usage costs, in nanodollars times a million."""
        text = usage.prompt_tokens - usage.audio_prompt_tokens
        written = min(usage.cache_write_tokens, text)  # Where the parts overlap, a token is billed as the dearer audio.
        cached = min(usage.cached_tokens, text - written)
        return (
            (text - written - cached) * self.input
            + cached * self.cached_input
            + written * self.cache_write
            + usage.audio_prompt_tokens * self._audio_input
            + (usage.completion_tokens - usage.audio_completion_tokens) * self.output
            + usage.audio_completion_tokens * self._audio_output
        )

    def input_sum(self, prompt_tokens: int, audio_tokens: int) -> int:
        """The most that this input can cost, in nanodollars times a million."""
        dearest_audio = max(self.dearest_input, self._audio_input)
        return (prompt_tokens - audio_tokens) * self.dearest_input + audio_tokens * dearest_audio

    def output_rate(self, audio: bool) -> int:
        """The most that a token of output can cost."""
        return max(self.output, self._audio_output) if audio else self.output

    @property
    def _audio_input(self) -> int:
        return self.input if self.audio_input is None else self.audio_input

    @property
    def _audio_output(self) -> int:
        return self.output if self.audio_output is None else self.audio_output


@dataclass(frozen=True, slots=True)
class Tariff:
    """The rates of one service tier; long_context where the tier has them."""

    rates: Rates
    long_context: Rates | None = None


class Terms(msgspec.Struct, frozen=True, gc=False):
    """What a call asks for that changes its price.

    audio_prompt_tokens: the part of its input bound that may be billed as audio.
    """

    tier: ServiceTier = ServiceTier.AUTO
    audio_prompt_tokens: int = 0
    audio_output: bool = False


def terms(call: Call) -> Terms:
    """The terms of this call."""
    return Terms(call.service_tier, call.audio_prompt_tokens_max, call.audio_output)


ANY = Terms()

# Which tiers may serve what was asked for, beside the standard one. A project can be set to Fast, so "auto" may mean
# that; ultrafast is asked for call by call.
_MAY_SERVE = {
    ServiceTier.AUTO: frozenset({ServiceTier.FLEX, ServiceTier.PRIORITY}),
    ServiceTier.DEFAULT: frozenset[ServiceTier](),
    ServiceTier.FLEX: frozenset({ServiceTier.FLEX}),
    ServiceTier.PRIORITY: frozenset({ServiceTier.PRIORITY}),
    ServiceTier.ULTRAFAST: frozenset(ServiceTier),
}


@dataclass(frozen=True)  # Without slots, for what is worked out once.
class Price:
    """One model's price. `version` is stored with each row it priced.

    rates, long_context: the standard tier's; long_context applies to the whole call once its input exceeds
    `long_context_tokens`. context_tokens: the model's context window, where known. tiers: the other tiers' tariffs.
    """

    model: str
    rates: Rates
    version: str
    long_context_tokens: int | None = None
    long_context: Rates | None = None
    context_tokens: int | None = None
    tiers: Mapping[ServiceTier, Tariff] = field(default_factory=dict)

    def cost(self, usage: Usage, asked: Terms = ANY) -> Nanodollars:
        """What this usage costs, to the nanodollar, rounded up.

        The tier that served the call decides; where it is not known, the dearest of those that may have.
        """
        return _amount(max(rates.price_sum(usage) for rates in self._applied(usage, asked)))

    def saved(self, usage: Usage, asked: Terms = ANY) -> Nanodollars:
        """What cached input made this usage cheaper, rounded down; never negative."""
        if not usage.cached_tokens:
            return Nanodollars(0)
        dearest = max(self._applied(usage, asked), key=lambda rates: rates.price_sum(usage))
        uncached = Usage(
            usage.prompt_tokens,
            usage.completion_tokens,
            cache_write_tokens=usage.cache_write_tokens,
            audio_prompt_tokens=usage.audio_prompt_tokens,
            audio_completion_tokens=usage.audio_completion_tokens,
        )
        return Nanodollars(max(0, dearest.price_sum(uncached) - dearest.price_sum(usage)) // TOKENS_PER_PRICE)

    def bound(self, prompt_tokens: int, output_tokens: int, asked: Terms = ANY) -> Nanodollars:
        """The most that a call with at most these tokens can cost, whichever tier serves it."""
        return _amount(
            max(
                rates.input_sum(prompt_tokens, asked.audio_prompt_tokens)
                + output_tokens * rates.output_rate(asked.audio_output)
                for rates in self._reachable(prompt_tokens, asked)
            )
        )

    def output_tokens(
        self, amount: Nanodollars, prompt_tokens: int, output_tokens_max: int, asked: Terms = ANY
    ) -> int | None:
        """The most output, up to output_tokens_max, for which `bound` stays within the amount; None if not even 0."""
        tokens = output_tokens_max
        for rates in self._reachable(prompt_tokens, asked):
            left = amount * TOKENS_PER_PRICE - rates.input_sum(prompt_tokens, asked.audio_prompt_tokens)
            if left < 0:
                return None
            rate = rates.output_rate(asked.audio_output)
            if rate > 0:
                tokens = min(tokens, left // rate)
        return tokens

    def serves(self, tier: ServiceTier) -> bool:
        """True if the tier has a price."""
        return tier in (ServiceTier.AUTO, ServiceTier.DEFAULT) or tier in self.tiers

    @property
    def hears_and_speaks(self) -> bool:
        """True if audio has a price, in and out, in every tier."""
        return all(
            rates.audio_input is not None and rates.audio_output is not None
            for tariff in self._possible[ServiceTier.ULTRAFAST]
            for rates in (tariff.rates, tariff.long_context or tariff.rates)
        )

    @cached_property
    def _standard(self) -> Tariff:
        return Tariff(self.rates, self.long_context)

    @cached_property
    def _possible(self) -> dict[ServiceTier, tuple[Tariff, ...]]:
        """The tariffs that may apply: a call may be served by a lower tier than it asked for, never by a higher one."""
        return {
            asked: (self._standard, *(tariff for tier, tariff in self.tiers.items() if tier in may_serve))
            for asked, may_serve in _MAY_SERVE.items()
        }

    def _applied(self, usage: Usage, asked: Terms) -> list[Rates]:
        """The rates that may have been applied to this usage."""
        served = usage.service_tier
        tariffs: tuple[Tariff, ...]
        if served is ServiceTier.DEFAULT or (served is None and asked.tier is ServiceTier.AUTO):
            tariffs = (self._standard,)  # A provider that serves faster than it was asked to says so.
        elif served is not None and served in self.tiers:
            tariffs = (self.tiers[served],)
        else:
            tariffs = self._possible[asked.tier]
        return [rates for tariff in tariffs for rates in self._of_size(tariff, usage.prompt_tokens)]

    def _of_size(self, tariff: Tariff, prompt_tokens: int) -> list[Rates]:
        """The tariff's rates at this size. A tier without long-context rates: its own, or the standard ones."""
        if not self._is_long(prompt_tokens):
            return [tariff.rates]
        if tariff.long_context is not None:
            return [tariff.long_context]
        return [tariff.rates] if self.long_context is None else [tariff.rates, self.long_context]

    def _reachable(self, prompt_tokens: int, asked: Terms) -> list[Rates]:
        """Every set of rates that a call of at most this size may meet; it may also stay below the threshold."""
        found = []
        for tariff in self._possible[asked.tier]:
            found.append(tariff.rates)
            found += self._of_size(tariff, prompt_tokens)
        return found

    def _is_long(self, prompt_tokens: int) -> bool:
        return self.long_context_tokens is not None and prompt_tokens > self.long_context_tokens


def _amount(price_sum: int) -> Nanodollars:
    return Nanodollars(-(-price_sum // TOKENS_PER_PRICE))


def with_uplift(price: Price, percent: int) -> Price:
    """The price with every rate dearer by so many percent, each rounded up."""

    def dear(rate: PerMillion) -> PerMillion:
        return PerMillion(-(-rate * (100 + percent) // 100))

    def dearer(rates: Rates) -> Rates:
        return Rates(
            dear(rates.input),
            dear(rates.output),
            dear(rates.cached_input),
            dear(rates.cache_write),
            None if rates.audio_input is None else dear(rates.audio_input),
            None if rates.audio_output is None else dear(rates.audio_output),
        )

    def raised(tariff: Tariff) -> Tariff:
        return Tariff(dearer(tariff.rates), None if tariff.long_context is None else dearer(tariff.long_context))

    standard = raised(Tariff(price.rates, price.long_context))
    return replace(
        price,
        rates=standard.rates,
        long_context=standard.long_context,
        tiers={tier: raised(tariff) for tier, tariff in price.tiers.items()},
        version=f"{price.version}+{percent}%",
    )


def output_tokens_bound(call: Call) -> int:
    """Output tokens the call can be billed for: the cap, and what escapes it, times the choices."""
    return (call.output_tokens_max + call.uncapped_output_tokens) * call.choices


@dataclass(frozen=True, slots=True)
class TierPrices:
    """Tiers of a model whose standard price is published elsewhere."""

    tiers: Mapping[ServiceTier, Tariff]
    version: str


class PriceSource(Protocol):
    """Where prices come from."""

    def find(self, model: str) -> Price | None:
        """The price of the model now, or None if it is unknown."""
        ...


class PriceTable:
    """Prices from tables of ours, the last one first, then from a general source.

    A table may also give tiers alone: they are added to the price that comes after it, the model's own or that of a
    dated snapshot of it.
    """

    def __init__(
        self, tables: tuple[Mapping[str, Price | TierPrices], ...], otherwise: PriceSource | None = None
    ) -> None:
        self._tables = tables
        self._otherwise = otherwise
        self._known: dict[
            str, tuple[Price, Price]
        ] = {}  # By model: a general price, and what it became with its tiers.

    def find(self, model: str) -> Price | None:
        general = self._otherwise.find(model) if self._otherwise else None
        known = self._known.get(model)
        if known is not None and known[0] is general:
            return known[1]
        found = self._look_up(model, general)
        if general is not None and found is not None:  # So there are no more of these than the general source knows.
            self._known[model] = (general, found)
        return found

    def _look_up(self, model: str, general: Price | None) -> Price | None:
        added: list[TierPrices] = []
        for table in reversed(self._tables):
            entry = table.get(model)
            if isinstance(entry, Price):
                return _with_tiers(entry, added)
            entry = entry or table.get(_DATE.sub("", model))
            if isinstance(entry, TierPrices):
                added.append(entry)
        return None if general is None else _with_tiers(general, added)


def _with_tiers(price: Price, added: list[TierPrices]) -> Price:
    for more in reversed(added):  # The first one found comes last, so that it wins.
        price = replace(price, tiers={**price.tiers, **more.tiers}, version=f"{price.version}+{more.version}")
    return price


def per_million(dollars: Decimal) -> PerMillion:
    """A price in dollars per million tokens; raises ValueError if negative or finer than a nanodollar."""
    amount = from_dollars(dollars)
    if amount < 0:
        raise ValueError("a price cannot be negative")
    return PerMillion(amount)
