"""Settings in, gateway out: the only place that knows every adapter."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

from auslex.accounting.accountant import Accountant
from auslex.accounting.outbox import AlertOutbox
from auslex.accounting.price_files import PriceFileError, read_price_file
from auslex.accounting.pricing import Price, PriceSource, PriceTable, TierPrices
from auslex.accounting.published_prices import PublishedPrices
from auslex.accounting.regions import RegionalPrices, is_regional
from auslex.accounting.reports import NoReports, Reports
from auslex.accounting.sql_reports import SqlReports
from auslex.accounting.sqlite import SqliteLedger
from auslex.accounting.store import Ledger, OnAlert
from auslex.accounting.tiers import TIERS, UNLIMITED, Limits
from auslex.caching.port import NoCache
from auslex.caching.repeats_sql import SqlRepeatStore
from auslex.caching.sealing import Seal
from auslex.core.clock import Clock, SystemClock
from auslex.core.principal import Principal, Tier
from auslex.database.address import Address, SqliteAddress
from auslex.database.migrate import migrate
from auslex.identity.keys import Authenticator, IdentityStore, listed_principals
from auslex.identity.pepper import pepper_from_file, pepper_from_secret
from auslex.identity.sqlite import SqliteKeyStore
from auslex.observing.health import Component, Health
from auslex.observing.logs import Log
from auslex.observing.metrics import Metrics, shared_directory
from auslex.observing.recorder import Recorder
from auslex.observing.webhook import Webhook, WebhookOptions
from auslex.pipeline.alerting import Alerting
from auslex.pipeline.attempts import Attempts
from auslex.pipeline.background import Background
from auslex.pipeline.gateway import Gateway
from auslex.pipeline.guards import ChargeProbes, Guard, Limit, Mask, Optimise, Recall, Record, ScreenInput
from auslex.pipeline.repeating import Repeating
from auslex.resilience.breaker import BreakerOptions
from auslex.resilience.recovery import RecoveryOptions
from auslex.resilience.resilient import Resilient
from auslex.screening.personal_data import PersonalMasking
from auslex.screening.port import NoMasking, NoScreening
from auslex.settings import OPENAI_URL, Environment, Settings, SettingsError
from auslex.tokens.counting import TokenCounter
from auslex.tokens.port import NoOptimiser
from auslex.upstreams.http import HttpUpstream, HttpUpstreamOptions
from auslex.upstreams.local import LocalUpstream
from auslex.upstreams.model_process import MODEL_ID, ModelOptions
from auslex.wire.requests import RequestOptions

if TYPE_CHECKING:
    from auslex.accounting.postgres import PostgresLedger

SHIPPED_PRICES = Path(__file__).with_name("prices.toml")
STANDARD_MODEL = "gpt-4o-mini"
# Where the strong model cannot answer, the standard one does.
FALLBACKS = {"gpt-4o": ("gpt-4o-mini",), "gpt-4.1": ("gpt-4.1-mini",), "gpt-5": ("gpt-5-mini",)}

WITHOUT_EFFECT = frozenset(
    {
        "datadog_api_key",
        "enable_http2",
        "enable_response_compression",
        "ip_whitelist",
        "jwt_secret_key",
        "master_encryption_key",
        "openai_cache_ttl",
        "openai_enable_caching",
        "openai_enable_prompt_optimization",
        "redis_url",
        "sentry_dsn",
        "trusted_proxies",
    }
)


@dataclass(frozen=True, slots=True)
class Installation:
    """Everything one process serves with. `gateway` is opened and closed by whoever uses it."""

    settings: Settings
    clock: Clock
    gateway: Gateway
    repeating: Repeating
    authenticator: Authenticator
    metrics: Metrics
    health: Health
    counter: TokenCounter
    log: Log
    requests: RequestOptions
    default_model: str
    reports: Reports = field(default_factory=NoReports)


def build(settings: Settings, log_stream: IO[str] | None = None, *, shared_metrics: bool = True) -> Installation:
    """The installation these settings describe. Reads files, brings the database up to date; starts nothing.

    shared_metrics: add up the figures of all workers that have this process's parent.
    Raises SettingsError where a setting asks for what this version cannot do.
    """
    refuse_unavailable(settings)
    clock = SystemClock()
    log = Log(log_stream or sys.stdout, settings.log_level, human=_for_people(settings))
    metrics = Metrics(shared_directory(settings.auslex_data_dir, os.getppid()) if shared_metrics else None)
    key_store, pepper = open_keys(settings)
    alerting = Alerting(log, metrics, clock, AlertOutbox(settings.database), webhook := _webhook(settings, clock))
    on_failure = partial(_caught, log, metrics, "ledger")
    ledger = _ledger(settings.database, clock, on_failure, alerting.note)
    counter = TokenCounter()
    accountant = Accountant(ledger, load_prices(settings, clock), counter.prompt, clock, installation_limits(settings))
    upstream = make_upstream(settings, log)
    recorder = Recorder(metrics)
    stores = aclosing(key_store), aclosing(repeats := SqlRepeatStore(settings.database, clock))
    background = Background(lambda error: _caught(log, metrics, "background", error))
    gateway = Gateway(
        clock=clock,
        guards=_guards(settings, accountant, recorder),
        attempts=Attempts(upstream, accountant, counter, background, recorder),
        resilient=_resilient(settings, clock),
        accountant=accountant,
        background=background,
        resources=(*stores, *([webhook] if webhook else ()), alerting, ledger, upstream),
        timeout_seconds=settings.openai_timeout,
    )
    components = (
        Component("database", ledger.check, needed=True),
        Component("upstream", upstream.check, needed=True),
    )
    return Installation(
        settings=settings,
        clock=clock,
        gateway=gateway,
        repeating=Repeating(repeats, Seal(pepper), accountant, recorder, background, clock, asyncio.sleep),
        authenticator=Authenticator(key_store, pepper, clock, _listed_keys(settings, pepper)),
        metrics=metrics,
        health=Health(components, clock),
        counter=counter,
        log=log,
        requests=RequestOptions(settings.openai_max_tokens_per_request),
        default_model=default_model(settings),
        reports=_reports(settings, ledger, clock, pepper),
    )


def refuse_unavailable(settings: Settings) -> None:
    """Protection that is asked for and not there must stop the start; raises SettingsError naming each."""
    asked = {
        "ENABLE_PROMPT_SCANNING": settings.enable_prompt_scanning,
        "ENABLE_REQUEST_SIGNING": settings.enable_request_signing,
        "ENABLE_IP_WHITELIST": settings.enable_ip_whitelist,
    }
    faults = [f"{name}: this version cannot do it yet; switch it off" for name, on in asked.items() if on]
    if faults:
        raise SettingsError("The environment cannot be used:\n" + "\n".join(f"  - {fault}" for fault in faults))


def default_model(settings: Settings) -> str:
    """The model for whoever names none."""
    return settings.openai_default_model or (MODEL_ID if settings.embedded else STANDARD_MODEL)


def unused_settings(settings: Settings) -> list[str]:
    """Variables that are set and have no effect in this version; none of them weakens a protection."""
    return sorted(
        name.upper()
        for name in settings.model_fields_set
        if getattr(settings, name) and (name in WITHOUT_EFFECT or _other_neon(settings, name))
    )


def _other_neon(settings: Settings, name: str) -> bool:
    """True for a database's variable that is not the one of the database in use."""
    return name.startswith("neon_") and not (settings.neon_prefix and name.startswith(settings.neon_prefix))


def open_keys(settings: Settings) -> tuple[IdentityStore, bytes]:
    """The key store and the pepper; brings the database up to date first. Raises Unavailable."""
    settings.auslex_data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    migrate(settings.database)
    secret = settings.hmac_secret_key
    pepper = (
        pepper_from_secret(secret.get_secret_value())
        if secret is not None
        else pepper_from_file(settings.auslex_data_dir / "pepper")
    )
    return _key_store(settings.database), pepper


def _key_store(address: Address) -> IdentityStore:
    if isinstance(address, SqliteAddress):
        return SqliteKeyStore(address.path)
    from auslex.identity.postgres import PostgresKeyStore  # A tenth of a second, for those alone who need it.

    return PostgresKeyStore(address)


def _ledger(
    address: Address, clock: Clock, on_failure: Callable[[Exception], None], on_alert: OnAlert
) -> SqliteLedger | PostgresLedger:
    if isinstance(address, SqliteAddress):
        return SqliteLedger(address.path, clock, on_failure=on_failure, on_alert=on_alert)
    from auslex.accounting.postgres import PostgresLedger  # As above.

    return PostgresLedger(address, clock, on_failure=on_failure, on_alert=on_alert)


def _webhook(settings: Settings, clock: Clock) -> Webhook | None:
    url, secret = settings.auslex_alert_webhook, settings.auslex_alert_webhook_secret
    if url is None or secret is None:
        return None
    return Webhook(WebhookOptions(url.get_secret_value(), secret.get_secret_value()), clock, asyncio.sleep)


def open_ledger(settings: Settings, clock: Clock) -> SqliteLedger | PostgresLedger:
    """The ledger by itself, for a command beside the workers; the caller opens it with `async with`.

    Raises SettingsError and Unavailable.
    """
    refuse_unavailable(settings)
    migrate(settings.database)
    return _ledger(settings.database, clock, lambda error: None, lambda alert: None)


def open_reports(settings: Settings, ledger: Ledger, clock: Clock) -> SqlReports:
    """Reports on this ledger, for a command."""
    _, pepper = open_keys(settings)
    return _reports(settings, ledger, clock, pepper)


def _reports(settings: Settings, ledger: Ledger, clock: Clock, pepper: bytes) -> SqlReports:
    listed = {each.key_id: TIERS[each.tier] for each in _listed_keys(settings, pepper).values()}
    return SqlReports(settings.database, ledger, clock, installation_limits(settings), listed)


def load_prices(settings: Settings, clock: Clock) -> PriceTable:
    """Published prices, then ours, dearer in a region; then the operator's, which are taken as they are.

    Raises SettingsError for a file that cannot be used.
    """
    prices: PriceSource = PriceTable((_read_prices(SHIPPED_PRICES),), PublishedPrices(clock))
    url = settings.openai_base_url
    if url is not None and is_regional(urlsplit(url).hostname):
        prices = RegionalPrices(prices)
    own = settings.auslex_prices
    return PriceTable(() if own is None else (_read_prices(own),), prices)


def _read_prices(path: Path) -> dict[str, Price | TierPrices]:
    try:
        return read_price_file(path)
    except PriceFileError as error:
        raise SettingsError(f"AUSLEX_PRICES: {error}") from None


def installation_limits(settings: Settings) -> Limits:
    """What everybody together may use; UNLIMITED itself, which costs the ledger least, where nothing is set."""
    limits = Limits(
        settings.openai_max_requests_per_minute,
        settings.openai_max_tokens_per_minute,
        settings.openai_daily_cost_limit,
        settings.openai_monthly_cost_limit,
    )
    return UNLIMITED if limits == UNLIMITED else limits


def make_upstream(settings: Settings, log: Log) -> HttpUpstream | LocalUpstream:
    """OpenAI or a compatible server where one is configured, else the embedded model. Raises SettingsError."""
    if settings.embedded:
        return LocalUpstream(ModelOptions(settings.auslex_data_dir), log.event, settings.openai_timeout)
    key = settings.openai_api_key
    options = HttpUpstreamOptions(
        base_url=settings.openai_base_url or OPENAI_URL,
        api_key=key.get_secret_value() if key is not None else "",
        organization=settings.openai_organization,
        project=settings.openai_project,
        timeout_seconds=settings.openai_timeout,
        connections_max=settings.worker_connections,
    )
    try:
        return HttpUpstream(options)
    except ValueError as error:  # A key that was pasted with its line's end, say.
        raise SettingsError(f"OPENAI_API_KEY, _BASE_URL, _ORGANIZATION or _PROJECT cannot be used: {error}") from None


def _guards(settings: Settings, accountant: Accountant, recorder: Recorder) -> tuple[Guard, ...]:
    probes = ChargeProbes(accountant)
    return (
        Record(recorder),
        Limit(settings.worker_connections),
        ScreenInput(NoScreening(), probes),
        Mask(PersonalMasking() if settings.enable_prompt_scanning else NoMasking(), probes),
        Optimise(NoOptimiser()),
        Recall(NoCache(), probes),
    )


def _resilient(settings: Settings, clock: Clock) -> Resilient:
    fallbacks: dict[str, tuple[str, ...]] = dict(FALLBACKS)
    if settings.openai_fallback_model:
        default = settings.openai_default_model or STANDARD_MODEL
        for model in {default, *fallbacks}:
            fallbacks[model] = (*fallbacks.get(model, ()), settings.openai_fallback_model)
    recovery = RecoveryOptions(
        retries_max=settings.openai_max_retries,
        delay_seconds_base=settings.openai_base_retry_delay,
        delay_seconds_max=settings.openai_max_retry_delay,
        fallbacks=fallbacks,
    )
    return Resilient(clock, recovery, BreakerOptions(), Random(), asyncio.sleep)  # noqa: S311  jitter, not a secret


def _listed_keys(settings: Settings, pepper: bytes) -> dict[str, Principal]:
    enterprise = [key.get_secret_value() for key in settings.enterprise_api_keys]
    internal = [key.get_secret_value() for key in settings.internal_api_keys]
    return {
        **listed_principals(pepper, enterprise, Tier.ENTERPRISE),
        **listed_principals(pepper, internal, Tier.INTERNAL),
    }


def _for_people(settings: Settings) -> bool:
    return settings.deployment_environment is Environment.DEVELOPMENT


def _caught(log: Log, metrics: Metrics, place: str, error: Exception) -> None:
    metrics.internal_error(place)
    log.error("internal.error", place=place, error=type(error).__name__)
