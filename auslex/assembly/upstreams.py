"""Settings -> the upstreams, with the prices of each."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from auslex.accounting.price_files import PriceFileError, read_price_file
from auslex.accounting.pricing import Price, PriceSource, PriceTable, TierPrices
from auslex.accounting.published_prices import PublishedPrices
from auslex.accounting.regions import RegionalPrices, is_regional
from auslex.core.clock import Clock
from auslex.identity.upstream_keys import KeyWatch
from auslex.observing.logs import Log
from auslex.settings import OPENAI_URL, Settings, SettingsError
from auslex.upstreams.http import HttpUpstream, HttpUpstreamOptions
from auslex.upstreams.local import LocalUpstream
from auslex.upstreams.model_process import ModelOptions
from auslex.upstreams.roster import Entry, Rank

Made = HttpUpstream | LocalUpstream

SHIPPED_PRICES = Path(__file__).parent.with_name("prices.toml")


def make_upstreams(settings: Settings, log: Log, watch: KeyWatch | None = None) -> list[tuple[Made, Rank]]:
    """Those that AUSLEX_UPSTREAMS names, else OpenAI or a compatible server where one is configured, else the embedded
    model. watch: hands them the keys that the vault has for them. Raises SettingsError.
    """
    if settings.embedded:
        local = LocalUpstream(ModelOptions(settings.auslex_data_dir), log.event, settings.openai_timeout)
        return [(local, Rank())]
    made = [(_http(settings, entry, key, watch, log), entry.rank) for entry, key in _entries(settings)]
    if watch is not None:
        for upstream, _ in made:
            watch.hand_to(upstream.name, upstream.use_keys)
    return [*made]


def upstream_prices(settings: Settings, clock: Clock) -> dict[str, PriceSource]:
    """The prices of each upstream by its name. Raises SettingsError."""
    return {entry.name: load_prices(settings, clock, entry.base_url) for entry, _ in settings.upstreams}


def load_prices(settings: Settings, clock: Clock, url: str | None = None) -> PriceTable:
    """Published prices, then ours, dearer in a region; then the operator's, which are taken as they are.

    url: of the upstream whose prices these are, instead of OPENAI_BASE_URL. Raises SettingsError for a file that cannot
    be used.
    """
    prices: PriceSource = PriceTable((_read_prices(SHIPPED_PRICES),), PublishedPrices(clock))
    url = url or settings.openai_base_url
    if url is not None and is_regional(urlsplit(url).hostname):
        prices = RegionalPrices(prices)
    own = settings.auslex_prices
    return PriceTable(() if own is None else (_read_prices(own),), prices)


def _read_prices(path: Path) -> dict[str, Price | TierPrices]:
    try:
        return read_price_file(path)
    except PriceFileError as error:
        raise SettingsError(f"AUSLEX_PRICES: {error}") from None


def _entries(settings: Settings) -> tuple[tuple[Entry, str], ...]:
    if settings.upstreams:
        return tuple((entry, key.get_secret_value()) for entry, key in settings.upstreams)
    url, key = settings.openai_base_url or OPENAI_URL, settings.openai_api_key
    entry = Entry("openai", url, organization=settings.openai_organization, project=settings.openai_project)
    return ((entry, key.get_secret_value() if key is not None else ""),)


def _nobody_cares() -> None:
    """Where keys never change."""


def _http(settings: Settings, entry: Entry, key: str, watch: KeyWatch | None, log: Log) -> HttpUpstream:
    def refused(key_id: str) -> None:
        log.error("upstream_key.refused", upstream=entry.name, key_id=key_id)

    options = HttpUpstreamOptions(
        base_url=entry.base_url,
        api_key=key,
        name=entry.name,
        organization=entry.organization,
        project=entry.project,
        timeout_seconds=settings.openai_timeout,
        answer_seconds_max=settings.openai_answer_timeout,
        connections_max=settings.worker_connections,
        kind=entry.kind,
        models=entry.rank.models or {},
        on_use=watch.used if watch is not None else _nobody_cares,
        on_refused=refused,
    )
    try:
        return HttpUpstream(options)
    except ValueError as error:  # A key that was pasted with its line's end, say.
        named = "OPENAI_API_KEY, _BASE_URL, _ORGANIZATION or _PROJECT"
        raise SettingsError(f"{entry.name if settings.upstreams else named} cannot be used: {error}") from None
