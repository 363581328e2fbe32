"""Prices from TOML files: ours and the operator's. The form is explained in docs/prices.md."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from auslex.accounting.pricing import PerMillion, Price, Rates, Tariff, TierPrices, per_million
from auslex.core.usage import ServiceTier

RATE_KEYS = frozenset({"input", "output", "cached_input", "cache_write", "audio_input", "audio_output"})
TIER_KEYS = frozenset({ServiceTier.FLEX.value, ServiceTier.PRIORITY.value, ServiceTier.ULTRAFAST.value})
MODEL_KEYS = RATE_KEYS | TIER_KEYS | {"context_tokens", "long_context", "names"}


class PriceFileError(ValueError):
    """A prices.toml that cannot be used; the message says where and why."""


def read_price_file(path: Path) -> dict[str, Price | TierPrices]:
    """Prices from a TOML file: dollars per million tokens as strings, under [models."name"]. Raises PriceFileError.

    Keys: input, output; optional cached_input, cache_write (both default to input), audio_input, audio_output,
    context_tokens, names (other names of the same model); [models."name".long_context] with above_tokens and the same
    price keys; [models."name".flex], .priority and .ultrafast with the same price keys and a long_context of their own.
    A model with tiers and without input and output adds them to its published price.
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
    found: dict[str, Price | TierPrices] = {}
    for model, entry in models.items():
        for name, price in _read_model(f"{path.name}: models.{model}", model, entry, version):
            if name in found:
                raise PriceFileError(f"{path.name}: models.{model}: {name} has a price already")
            found[name] = price
    return found


def _read_model(place: str, model: str, entry: object, version: str) -> Iterator[tuple[str, Price | TierPrices]]:
    table = _table(place, entry, MODEL_KEYS)
    names = table.get("names", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise PriceFileError(f"{place}.names must be a list of names")
    tiers = {
        ServiceTier(tier): _read_tariff(f"{place}.{tier}", table[tier]) for tier in sorted(TIER_KEYS & table.keys())
    }
    for name in (model, *names):
        if tiers and not RATE_KEYS & table.keys():
            yield name, TierPrices(tiers, version)
        else:
            yield name, _read_price(place, name, table, version, tiers)


def _read_price(
    place: str, model: str, table: Mapping[str, object], version: str, tiers: Mapping[ServiceTier, Tariff]
) -> Price:
    long_context, above = table.get("long_context"), None
    if long_context is not None:
        long_context = _table(f"{place}.long_context", long_context, RATE_KEYS | {"above_tokens"})
        above = _read_tokens(place, long_context, "above_tokens")
    return Price(
        model=model,
        rates=_read_rates(place, table),
        version=version,
        long_context_tokens=above,
        long_context=_read_rates(f"{place}.long_context", long_context) if long_context is not None else None,
        context_tokens=_read_tokens(place, table, "context_tokens") if "context_tokens" in table else None,
        tiers=tiers,
    )


def _read_tariff(place: str, entry: object) -> Tariff:
    """A tier's rates; its long context begins where the standard one does."""
    table = _table(place, entry, RATE_KEYS | {"long_context"})
    if "long_context" not in table:
        return Tariff(_read_rates(place, table))
    long_context = _table(f"{place}.long_context", table["long_context"], RATE_KEYS)
    return Tariff(_read_rates(place, table), _read_rates(f"{place}.long_context", long_context))


def _table(place: str, entry: object, known: frozenset[str]) -> Mapping[str, object]:
    if not isinstance(entry, dict):
        raise PriceFileError(f"{place} must be a table")
    unknown = set(entry) - known
    if unknown:
        raise PriceFileError(f"{place} has unknown keys: {', '.join(sorted(unknown))}")
    return entry


def _read_rates(place: str, table: Mapping[str, object]) -> Rates:
    base = _read_rate(place, table, "input")
    return Rates(
        input=base,
        output=_read_rate(place, table, "output"),
        cached_input=_read_rate(place, table, "cached_input") if "cached_input" in table else base,
        cache_write=_read_rate(place, table, "cache_write") if "cache_write" in table else base,
        audio_input=_read_rate(place, table, "audio_input") if "audio_input" in table else None,
        audio_output=_read_rate(place, table, "audio_output") if "audio_output" in table else None,
    )


def _read_rate(place: str, table: Mapping[str, object], key: str) -> PerMillion:
    value = table.get(key)
    if not isinstance(value, str):
        raise PriceFileError(f'{place}.{key} must be dollars per million tokens as a string, such as "1.00"')
    try:
        return per_million(Decimal(value))
    except (ValueError, ArithmeticError):
        raise PriceFileError(f"{place}.{key} is not a price: {value[:32]!r}") from None


def _read_tokens(place: str, table: Mapping[str, object], key: str) -> int:
    value = table.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
        raise PriceFileError(f"{place}.{key} must be a whole number of tokens above zero")
    return value
