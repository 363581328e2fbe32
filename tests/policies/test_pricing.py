"""Prices: exact, rounded up once, and a bound that is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.accounting.pricing import PerMillion, Price, PriceFileError, PriceTable, Rates, read_price_file
from auslex.accounting.published_prices import PublishedPrices
from auslex.core.clock import ManualClock
from auslex.core.usage import Usage

RATE = st.integers(0, 10**11).map(PerMillion)
RATES = st.builds(Rates, RATE, RATE, RATE, RATE)
PRICES = st.builds(
    Price,
    st.just("m"),
    RATES,
    st.just("v"),
    st.none() | st.integers(1, 2_000),
    st.none() | RATES,
)


@st.composite
def usages(draw: st.DrawFn) -> tuple[int, int, Usage]:
    """A bound and a usage within it."""
    prompt_max, output_max = draw(st.integers(0, 4_000)), draw(st.integers(0, 4_000))
    prompt, completion = draw(st.integers(0, prompt_max)), draw(st.integers(0, output_max))
    cached = draw(st.integers(0, prompt))
    return prompt_max, output_max, Usage(prompt, completion, cached, draw(st.integers(0, prompt - cached)))


@given(PRICES, usages())
def test_no_usage_within_the_bound_costs_more_than_the_bound(price: Price, case: tuple[int, int, Usage]) -> None:
    prompt_max, output_max, usage = case
    assert price.cost(usage) <= price.bound(prompt_max, output_max)


@given(PRICES, usages())
def test_a_cost_is_never_negative(price: Price, case: tuple[int, int, Usage]) -> None:
    assert price.cost(case[2]) >= 0


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


def test_an_unknown_model_has_no_price() -> None:
    assert PriceTable(({},), PublishedPrices(ManualClock())).find("no-such-model-0") is None


def test_published_prices_are_known() -> None:
    found = PublishedPrices(ManualClock()).find("gpt-4o-mini")
    assert found is not None
    assert (150_000_000, 600_000_000) == (found.rates.input, found.rates.output)


@pytest.mark.parametrize("model", ["gpt-4o-search-preview", "gpt-4o-audio-preview", "gpt-4o\r\nx: y", "gpt-4o-zzz", ""])
def test_what_has_no_bound_has_no_price(model: str) -> None:
    assert PublishedPrices(ManualClock()).find(model) is None
