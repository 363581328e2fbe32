"""Prices: exact, rounded up once, and a bound that is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.accounting.price_files import PriceFileError, read_price_file
from auslex.accounting.pricing import (
    PerMillion,
    Price,
    PriceTable,
    Rates,
    Tariff,
    Terms,
    TierPrices,
    with_uplift,
)
from auslex.accounting.published_prices import PublishedPrices
from auslex.assembly.upstreams import SHIPPED_PRICES
from auslex.core.clock import ManualClock
from auslex.core.money import Nanodollars
from auslex.core.usage import ServiceTier, Usage

RATE = st.integers(0, 10**11).map(PerMillion)
RATES = st.builds(Rates, RATE, RATE, RATE, RATE, st.none() | RATE, st.none() | RATE)
TIERS = st.dictionaries(
    st.sampled_from([ServiceTier.FLEX, ServiceTier.PRIORITY, ServiceTier.ULTRAFAST]),
    st.builds(Tariff, RATES, st.none() | RATES),
)
PRICES = st.builds(
    Price,
    st.just("m"),
    RATES,
    st.just("v"),
    st.none() | st.integers(1, 2_000),
    st.none() | RATES,
    tiers=TIERS,
)
MAY_SERVE = {
    ServiceTier.AUTO: {None, ServiceTier.DEFAULT, ServiceTier.FLEX, ServiceTier.PRIORITY},
    ServiceTier.DEFAULT: {None, ServiceTier.DEFAULT},
    ServiceTier.FLEX: {None, ServiceTier.DEFAULT, ServiceTier.FLEX},
    ServiceTier.PRIORITY: {None, ServiceTier.DEFAULT, ServiceTier.PRIORITY},
    ServiceTier.ULTRAFAST: {None, *ServiceTier},
}


@st.composite
def usages(draw: st.DrawFn) -> tuple[int, int, Terms, Usage]:
    """A bound, what was asked for, and a usage within it."""
    prompt_max, output_max = draw(st.integers(0, 4_000)), draw(st.integers(0, 4_000))
    asked = Terms(draw(st.sampled_from(list(ServiceTier))), draw(st.integers(0, prompt_max)), draw(st.booleans()))
    prompt, completion = draw(st.integers(0, prompt_max)), draw(st.integers(0, output_max))
    cached = draw(st.integers(0, prompt))
    usage = Usage(
        prompt,
        completion,
        cached,
        draw(st.integers(0, prompt - cached)),
        audio_prompt_tokens=draw(st.integers(0, min(prompt, asked.audio_prompt_tokens))),
        audio_completion_tokens=draw(st.integers(0, completion)) if asked.audio_output else 0,
        service_tier=draw(st.sampled_from(sorted(MAY_SERVE[asked.tier], key=str))),
    )
    return prompt_max, output_max, asked, usage


@given(PRICES, usages())
def test_no_usage_within_the_bound_costs_more_than_the_bound(price: Price, case: tuple[int, int, Terms, Usage]) -> None:
    prompt_max, output_max, asked, usage = case
    assert price.cost(usage, asked) <= price.bound(prompt_max, output_max, asked)


@given(PRICES, usages())
def test_neither_a_cost_nor_what_the_cache_saved_is_ever_negative(
    price: Price, case: tuple[int, int, Terms, Usage]
) -> None:
    assert price.cost(case[3], case[2]) >= 0
    assert price.saved(case[3], case[2]) >= 0


@given(PRICES, usages(), st.integers(0, 10**9).map(Nanodollars))
def test_the_output_an_amount_pays_for_is_the_most_it_pays_for(
    price: Price, case: tuple[int, int, Terms, Usage], amount: Nanodollars
) -> None:
    prompt, output_max, asked, _ = case
    tokens = price.output_tokens(amount, prompt, output_max, asked)
    if tokens is None:
        assert price.bound(prompt, 0, asked) > amount
    else:
        assert price.bound(prompt, tokens, asked) <= amount
        assert tokens == output_max or price.bound(prompt, tokens + 1, asked) > amount


def flat(dollars: int, **more: PerMillion) -> Rates:
    rate = PerMillion(dollars * 10**9)
    return Rates(rate, rate, rate, rate, **more)


TIERED = Price(
    "m",
    flat(2),
    "v",
    tiers={
        ServiceTier.FLEX: Tariff(flat(1)),
        ServiceTier.PRIORITY: Tariff(flat(4)),
        ServiceTier.ULTRAFAST: Tariff(flat(12)),
    },
)


@pytest.mark.parametrize(
    ("asked", "dollars"), [("auto", 4), ("default", 2), ("flex", 2), ("priority", 4), ("ultrafast", 12)]
)
def test_a_bound_is_that_of_the_dearest_tier_that_may_serve_it(asked: str, dollars: int) -> None:
    assert dollars * 1_000 * 100 == TIERED.bound(60, 40, Terms(ServiceTier(asked)))


@pytest.mark.parametrize(
    ("asked", "served", "dollars"),
    [
        ("auto", "default", 2),
        ("auto", "flex", 1),
        ("auto", "priority", 4),
        ("auto", None, 2),
        ("priority", "default", 2),
        ("priority", None, 4),
        ("flex", None, 2),
        ("default", None, 2),
        ("default", "priority", 4),
        ("default", "auto", 2),
        ("ultrafast", None, 12),
    ],
)
def test_the_tier_that_served_decides_the_price_and_the_dearest_that_was_asked_for_where_nobody_says(
    asked: str, served: str | None, dollars: int
) -> None:
    usage = Usage(60, 40, service_tier=ServiceTier(served) if served else None)
    assert dollars * 1_000 * 100 == TIERED.cost(usage, Terms(ServiceTier(asked)))


def test_a_model_without_other_tiers_costs_the_standard_price_whatever_is_asked() -> None:
    assert price().cost(Usage(10, 1)) == price().cost(Usage(10, 1, service_tier=ServiceTier.PRIORITY))


def test_only_priced_tiers_are_served() -> None:
    assert [True, True, False] == [price().serves(ServiceTier(tier)) for tier in ("auto", "default", "flex")]


def test_a_tier_without_long_context_rates_costs_at_least_the_standard_ones() -> None:
    tiers = {ServiceTier.PRIORITY: Tariff(flat(3))}
    long = Price("m", flat(2), "v", long_context_tokens=10, long_context=flat(5), tiers=tiers)
    assert 5_000 * 11 == long.cost(Usage(11, 0, service_tier=ServiceTier.PRIORITY))
    assert 3_000 * 10 == long.cost(Usage(10, 0, service_tier=ServiceTier.PRIORITY))


SPEAKING = Price("m", flat(1, audio_input=PerMillion(32 * 10**9), audio_output=PerMillion(64 * 10**9)), "v")


def test_audio_has_its_own_price() -> None:
    usage = Usage(100, 10, audio_prompt_tokens=60, audio_completion_tokens=4)
    assert 40_000 + 60 * 32_000 + 6_000 + 4 * 64_000 == SPEAKING.cost(usage)


def test_the_bound_prices_audio_only_where_there_may_be_some() -> None:
    assert 110_000 == SPEAKING.bound(100, 10)
    assert 40_000 + 60 * 32_000 + 10 * 64_000 == SPEAKING.bound(100, 10, Terms(ServiceTier.AUTO, 60, True))


def test_a_token_that_is_cached_and_audio_is_billed_as_audio() -> None:
    assert 10 * 32_000 == SPEAKING.cost(Usage(10, 0, 10, audio_prompt_tokens=10))


def test_a_model_speaks_if_every_tier_has_audio_prices() -> None:
    mute = replace(SPEAKING, tiers={ServiceTier.PRIORITY: Tariff(flat(1))})
    assert [True, False, False] == [each.hears_and_speaks for each in (SPEAKING, mute, TIERED)]


def test_what_the_cache_saved_is_the_difference_to_plain_input() -> None:
    assert 400 * 1_250 == price().saved(Usage(1_000, 10, 400))


def test_a_cache_that_is_dearer_saved_nothing() -> None:
    rates = Rates(PerMillion(1), PerMillion(1), PerMillion(10**9), PerMillion(1))
    assert 0 == Price("m", rates, "v").saved(Usage(1_000, 0, 1_000))


def test_an_uplift_raises_every_rate_of_every_tier() -> None:
    raised = with_uplift(replace(SPEAKING, tiers={ServiceTier.FLEX: Tariff(flat(10), flat(20))}), 10)
    assert (1_100_000_000, 35_200_000_000) == (raised.rates.input, raised.rates.audio_input)
    assert Tariff(flat(11), flat(22)) == raised.tiers[ServiceTier.FLEX]
    assert "v+10%" == raised.version


def price(**more: object) -> Price:
    rates = Rates(PerMillion(2_500_000_000), PerMillion(10_000_000_000), PerMillion(1_250_000_000), PerMillion(3))
    return Price("m", rates, "v", **more)  # type: ignore[arg-type]


def test_each_kind_of_token_has_its_price() -> None:
    assert 500 * 2_500 + 400 * 1_250 + 1 + 10 * 10_000 == price().cost(Usage(1_000, 10, 400, 100))


def test_a_fraction_of_a_nanodollar_is_rounded_up() -> None:
    assert 1 == price().cost(Usage(1, 0, 0, 1))


def test_nothing_costs_nothing() -> None:
    assert 0 == price().cost(Usage(0, 0))


@pytest.mark.parametrize(("prompt", "paid"), [(100, 100 * 2_500), (101, 101 * 9_000)])
def test_long_context_rates_hold_above_the_threshold_alone(prompt: int, paid: int) -> None:
    nine = PerMillion(9_000_000_000)
    long = price(long_context_tokens=100, long_context=Rates(nine, nine, nine, nine))
    assert paid == long.cost(Usage(prompt, 0))


def written(path: Path, text: str) -> Path:
    file = path / "prices.toml"
    file.write_text(text)
    return file


def test_a_price_file_is_read(tmp_path: Path) -> None:
    text = 'version = "7"\n[models."a/b"]\ninput = "0.15"\noutput = "0.60"\ncontext_tokens = 5\n'
    found = read_price_file(written(tmp_path, text))["a/b"]
    base = PerMillion(150_000_000)
    assert Price("a/b", Rates(base, PerMillion(600_000_000), base, base), "prices.toml:7", context_tokens=5) == found


def test_long_context_is_read_from_a_price_file(tmp_path: Path) -> None:
    text = (
        '[models.m]\ninput = "1"\noutput = "2"\n[models.m.long_context]\nabove_tokens = 9\ninput = "3"\noutput = "4"\n'
    )
    found = read_price_file(written(tmp_path, text))["m"]
    three = PerMillion(3 * 10**9)
    assert (9, Rates(three, PerMillion(4 * 10**9), three, three)) == (found.long_context_tokens, found.long_context)


MODEL = '[models.m]\ninput = "1"\noutput = "2"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("input = ", "prices.toml"),
        ("a = 1", r"no \[models\] table"),
        ("[models]\nm = 5", "models.m must be a table"),
        ('[models.m]\ninput = "1"', "models.m.output"),
        ('[models.m]\ninput = 1.5\noutput = "1"', "models.m.input must be dollars"),
        ('[models.m]\ninput = "cheap"\noutput = "1"', "models.m.input is not a price"),
        ('[models.m]\ninput = "-1"\noutput = "1"', "models.m.input is not a price"),
        ('[models.m]\ninput = "nan"\noutput = "1"', "models.m.input is not a price"),
        ('[models.m]\ninput = "1e999999"\noutput = "1"', "models.m.input is not a price"),
        ('[models.m]\ninput = "0.0000000001"\noutput = "1"', "models.m.input is not a price"),
        (MODEL + "inptu = 5", "unknown keys: inptu"),
        (MODEL + "context_tokens = 0", "context_tokens must be"),
        (MODEL + "long_context = 5", "long_context must be a table"),
        (MODEL + '[models.m.long_context]\ninput = "1"\noutput = "2"', "above_tokens"),
    ],
)
def test_a_faulty_price_file_says_where_and_why(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(PriceFileError, match=said):
        read_price_file(written(tmp_path, text))


def test_a_misspelt_key_of_long_context_is_refused(tmp_path: Path) -> None:
    text = MODEL + '[models.m.long_context]\nabove_tokens = 9\ninput = "3"\noutput = "4"\ncached = "9"\n'
    with pytest.raises(PriceFileError, match="cached"):
        read_price_file(written(tmp_path, text))


def test_a_missing_price_file_is_a_price_file_error(tmp_path: Path) -> None:
    with pytest.raises(PriceFileError):
        read_price_file(tmp_path / "none.toml")


def test_a_later_table_comes_first() -> None:
    first, second = price(), price(context_tokens=1)
    assert second is PriceTable(({"m": first}, {"m": second})).find("m")


TIERS_ALONE = '[models.m]\nnames = ["n"]\n[models.m.priority]\ninput = "3"\noutput = "4"\n'


def test_tiers_alone_are_added_to_the_published_price_and_its_version(tmp_path: Path) -> None:
    tiers = read_price_file(written(tmp_path, TIERS_ALONE))
    found = PriceTable(({"m": price()}, tiers)).find("m")
    assert found is not None
    assert (price().rates, "v+prices.toml:undated") == (found.rates, found.version)
    assert {ServiceTier.PRIORITY: Tariff(Rates(*map(PerMillion, (3 * 10**9, 4 * 10**9, 3 * 10**9, 3 * 10**9))))} == (
        found.tiers
    )


@pytest.mark.parametrize(("model", "tiers"), [("m", 1), ("n", 1), ("m-2026-01-02", 1), ("m-2026", 0), ("m-foo", 0)])
def test_tiers_hold_for_other_names_and_dated_snapshots_and_nothing_else(
    tmp_path: Path, model: str, tiers: int
) -> None:
    found = PriceTable(({model: price()}, read_price_file(written(tmp_path, TIERS_ALONE)))).find(model)
    assert found is not None
    assert tiers == len(found.tiers)


def test_a_whole_price_of_the_operators_replaces_the_shipped_tiers() -> None:
    shipped = TierPrices({ServiceTier.FLEX: Tariff(flat(1))}, "s")
    assert price() == PriceTable(({"m": shipped}, {"m": price()})).find("m")


def test_tiers_without_a_price_are_no_price() -> None:
    assert PriceTable(({"m": TierPrices({}, "s")},)).find("m") is None


def test_every_shipped_tier_belongs_to_a_published_price() -> None:
    now = ManualClock(int(datetime(2026, 11, 23, tzinfo=UTC).timestamp()) * 10**9)
    shipped = read_price_file(SHIPPED_PRICES)
    prices = PriceTable((shipped,), PublishedPrices(now))
    assert [] == [model for model in shipped if prices.find(model) is None]


@pytest.mark.parametrize(
    ("model", "tier", "dollars"),
    [
        ("gpt-4o", "priority", 4.25),
        ("gpt-4o-2024-11-20", "priority", 4.25),
        ("gpt-4o-2024-05-13", "priority", 8.75),
        ("gpt-4o-mini", "priority", 0.25),
        ("gpt-5-mini", "flex", 0.125),
        ("o4-mini", "flex", 0.55),
        ("gpt-5.6-sol", "priority", 8),
        ("gpt-6-astra", "ultrafast", 60),
    ],
)
def test_shipped_tiers_are_those_that_openai_publishes(model: str, tier: str, dollars: float) -> None:
    found = PriceTable((read_price_file(SHIPPED_PRICES),), PublishedPrices(ManualClock())).find(model)
    assert found is not None
    assert dollars * 10**9 == found.tiers[ServiceTier(tier)].rates.input


def test_an_unknown_model_has_no_price() -> None:
    assert PriceTable(({},), PublishedPrices(ManualClock())).find("no-such-model-0") is None


def test_published_prices_are_known() -> None:
    found = PublishedPrices(ManualClock()).find("gpt-4o-mini")
    assert found is not None
    assert (150_000_000, 600_000_000) == (found.rates.input, found.rates.output)


def test_published_audio_prices_are_known() -> None:
    found = PublishedPrices(ManualClock()).find("gpt-audio")
    assert found is not None
    assert (32 * 10**9, 64 * 10**9, True) == (
        found.rates.audio_input,
        found.rates.audio_output,
        found.hears_and_speaks,
    )


@pytest.mark.parametrize("model", ["gpt-4o-2024-11-20", "gpt-5-nano-2025-08-07", "gpt-4.5-preview"])
def test_a_snapshot_has_its_models_price(model: str) -> None:
    assert PublishedPrices(ManualClock()).find(model) is not None


@pytest.mark.parametrize(
    "model",
    [
        "gpt-4o-search-preview",
        "gpt-4o-mini-search-preview",
        "gpt-4o-audio-preview",
        "gpt-4o-mini-tts",
        "gpt-4o\r\nx: y",
        "gpt-4o-zzz",
        "gpt-4o-mini-foo",
        "gpt-5-nano-foo",
        "gpt-5.2-20251211",
        "GPT-4o",
        "ft:gpt-4o-mini-2024-07-18:acme::x",
        "ft:gpt-3.5-turbo",
        "",
    ],
)
def test_what_has_no_bound_has_no_price(model: str) -> None:
    assert PublishedPrices(ManualClock()).find(model) is None
