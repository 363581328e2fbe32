"""Regions: where data stays in one, newer models cost a tenth more."""

from __future__ import annotations

from pathlib import Path

import pytest

from auslex.accounting.pricing import PerMillion, Price, PriceTable, Rates
from auslex.accounting.regions import RegionalPrices, is_regional
from auslex.assembly.upstreams import load_prices
from auslex.core.clock import ManualClock
from auslex.settings import Settings

TEN = PerMillion(10 * 10**9)
RATES = Rates(TEN, TEN, TEN, TEN)


@pytest.mark.parametrize(
    ("host", "regional"),
    [
        ("au.api.openai.com", True),
        ("eu.api.openai.com", True),
        ("US.api.openai.com", True),
        ("api.openai.com", False),
        ("au.api.openai.com.example.com", False),
        ("localhost", False),
        (None, False),
    ],
)
def test_a_region_has_its_own_host(host: str | None, regional: bool) -> None:
    assert regional is is_regional(host)


@pytest.mark.parametrize(
    ("model", "dollars"),
    [
        ("gpt-4o", 10),
        ("gpt-4.1-mini-2025-04-14", 10),
        ("gpt-5", 10),
        ("gpt-5-mini", 10),
        ("gpt-5.3-codex", 10),
        ("o3", 10),
        ("text-embedding-3-small", 10),
        ("gpt-5.4", 11),  # Released on March 5, 2026.
        ("gpt-5.4-mini", 11),
        ("gpt-6-sol", 11),
        ("gpt-50", 11),
        ("o5", 11),
        ("something-new", 11),
    ],
)
def test_models_since_march_2026_cost_a_tenth_more(model: str, dollars: int) -> None:
    found = RegionalPrices(PriceTable(({model: Price(model, RATES, "v")},))).find(model)
    assert found is not None
    assert dollars * 10**9 == found.rates.input


def test_an_unknown_model_stays_unknown() -> None:
    assert RegionalPrices(PriceTable(())).find("m") is None


@pytest.mark.parametrize(
    ("url", "dollars"),
    [(None, 2.5), ("https://api.openai.com/v1", 2.5), ("https://au.api.openai.com/v1", 2.75)],
)
def test_the_upstreams_host_decides_what_is_paid(url: str | None, dollars: float) -> None:
    given = {"OPENAI_API_KEY": "k", **({"OPENAI_BASE_URL": url} if url else {})}
    clock = ManualClock(1_795_000_000 * 10**9)
    found = load_prices(Settings.from_environment(given), clock).find("gpt-5.4")
    assert found is not None
    assert dollars * 10**9 == found.rates.input


def test_the_operators_own_prices_are_taken_as_they_are(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[models."gpt-6-sol"]\ninput = "3"\noutput = "4"\n')
    given = {
        "OPENAI_API_KEY": "k",
        "OPENAI_BASE_URL": "https://au.api.openai.com/v1",
        "AUSLEX_PRICES": str(own),
    }
    found = load_prices(Settings.from_environment(given), ManualClock()).find("gpt-6-sol")
    assert found is not None
    assert (3 * 10**9, {}) == (found.rates.input, found.tiers)
