"""Settings in, gateway out: the only place that knows every adapter."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial
from typing import IO, TYPE_CHECKING

from auslex.accounting.accountant import Accountant
from auslex.accounting.outbox import AlertOutbox
from auslex.accounting.reports import NoReports, Reports
from auslex.accounting.sql_reports import SqlReports
from auslex.accounting.sqlite import SqliteLedger
from auslex.accounting.store import Ledger, OnAlert
from auslex.accounting.tiers import TIERS, UNLIMITED, Limits
from auslex.assembly.access import Access, Opened, listed_keys, open_access, open_keys
from auslex.assembly.names import CountedNames, Names, make_names
from auslex.assembly.recovery import Recovery, default_model
from auslex.assembly.screening import Screens, detections_key, make_screens
from auslex.assembly.upstreams import load_prices, make_upstreams, upstream_prices
from auslex.caching.port import NoCache
from auslex.caching.repeats_sql import SqlRepeatStore
from auslex.caching.sealing import Seal
from auslex.caching.stand_ins import MemoryStandIns
from auslex.core.clock import Clock, SystemClock
from auslex.database.address import Address, SqliteAddress
from auslex.database.migrate import migrate
from auslex.identity.audit import Entry
from auslex.identity.upstream_keys import KeyWatch
from auslex.identity.vault import Age
from auslex.observing.health import UPSTREAM, Component, Health
from auslex.observing.logs import Log
from auslex.observing.metrics import Metrics, shared_directory
from auslex.observing.recorder import Recorder
from auslex.observing.security import SecurityLog
from auslex.observing.security_sql import SqlSecurityStore
from auslex.observing.webhook import Webhook, WebhookOptions
from auslex.pipeline.alerting import Alerting
from auslex.pipeline.attempts import Attempts
from auslex.pipeline.background import Background
from auslex.pipeline.gateway import Gateway
from auslex.pipeline.guards import ChargeProbes, Guard, Limit, Mask, Optimise, Recall, Record, ScreenInput, Tell
from auslex.pipeline.repeating import Repeating
from auslex.screening.texts import TextScreening
from auslex.settings import Environment, Settings
from auslex.tokens.counting import TokenCounter
from auslex.tokens.port import NoOptimiser
from auslex.upstreams.several import Member, Upstreams
from auslex.wire.requests import RequestOptions

if TYPE_CHECKING:
    from auslex.accounting.postgres import PostgresLedger

WAITS_MAX = 2  # Times OPENAI_TIMEOUT: when one upstream has been silent for that long, there is time to ask another.

WITHOUT_EFFECT = frozenset(
    {
        "datadog_api_key",
        "enable_http2",
        "enable_response_compression",
        "openai_cache_ttl",
        "openai_enable_prompt_optimization",
        "redis_url",
        "sentry_dsn",
    }
)


@dataclass(frozen=True, slots=True)
class Installation:
    """Everything one process serves with. `gateway` is opened and closed by whoever uses it."""

    settings: Settings
    clock: Clock
    gateway: Gateway
    repeating: Repeating
    access: Access
    security: SecurityLog
    metrics: Metrics
    health: Health
    counter: TokenCounter
    log: Log
    requests: RequestOptions
    default_model: str
    reports: Reports = field(default_factory=NoReports)
    texts: TextScreening = field(default_factory=TextScreening)


def build(settings: Settings, log_stream: IO[str] | None = None, *, shared_metrics: bool = True) -> Installation:
    """The installation these settings describe. Reads files, brings the database up to date; starts nothing.

    shared_metrics: add up the figures of all workers that have this process's parent.
    Raises SettingsError for a file that cannot be used, and Unavailable.
    """
    clock = SystemClock()
    log = Log(log_stream or sys.stdout, settings.log_level, human=_for_people(settings))
    metrics = Metrics(shared_directory(settings.auslex_data_dir, os.getppid()) if shared_metrics else None)
    opened = _opened(settings, clock, log, metrics)
    alerting = Alerting(log, metrics, clock, AlertOutbox(settings.database), webhook := _webhook(settings, clock))
    ledger = _ledger(settings.database, clock, partial(_caught, log, metrics, "ledger"), alerting.note)
    accountant = _accountant(settings, ledger, counter := TokenCounter(), clock)
    made = make_upstreams(settings, log, opened.key_watch)
    upstreams = Upstreams([Member(upstream, rank) for upstream, rank in made])
    names = make_names(settings, opened.pepper, clock, CountedNames(metrics, log))
    connections = (*(upstream for upstream, _ in made), *filter(None, (opened.key_watch,)), *([names] if names else ()))
    security = _security(settings, clock, opened.pepper, partial(_caught, log, metrics, "security"))
    stores = security, *opened.resources, aclosing(repeats := SqlRepeatStore(settings.database, clock))
    screens = make_screens(settings, opened.pepper, partial(_caught, log, metrics, "screening"), names)
    recovery = Recovery(settings, upstreams, clock, log, metrics, partial(_caught, log, metrics, "breakers"))
    background = Background(lambda error: _caught(log, metrics, "background", error))
    gateway = Gateway(
        clock=clock,
        guards=_guards(settings, accountant, recorder := Recorder(metrics, security.seen), screens),
        attempts=Attempts(upstreams, accountant, counter, background, recorder),
        resilient=recovery.resilient,
        accountant=accountant,
        background=background,
        resources=(*stores, *filter(None, (webhook,)), alerting, ledger, *connections, recovery),
        timeout_seconds=WAITS_MAX * settings.openai_timeout,
        stand_ins=MemoryStandIns(clock) if settings.openai_enable_caching else None,
    )
    return Installation(
        settings=settings,
        clock=clock,
        gateway=gateway,
        repeating=Repeating(repeats, Seal(opened.pepper), accountant, recorder, background, clock, asyncio.sleep),
        access=opened.access,
        security=security,
        metrics=metrics,
        health=_health(ledger, upstreams, clock, opened.key_watch, names),
        counter=counter,
        log=log,
        requests=request_options(settings),
        default_model=default_model(settings),
        reports=_reports(settings, ledger, clock, opened.pepper),
        texts=screens.texts,
    )


def _opened(settings: Settings, clock: Clock, log: Log, metrics: Metrics) -> Opened:
    return open_access(
        settings, clock, partial(_caught, log, metrics, "identity"), partial(_kept, log), partial(_due, log)
    )


def _security(settings: Settings, clock: Clock, pepper: bytes, on_failure: Callable[[Exception], None]) -> SecurityLog:
    return SecurityLog(SqlSecurityStore(settings.database), clock, on_failure, detections_key(pepper))


def _accountant(settings: Settings, ledger: Ledger, counter: TokenCounter, clock: Clock) -> Accountant:
    limits, own_prices = installation_limits(settings), upstream_prices(settings, clock)
    return Accountant(ledger, load_prices(settings, clock), counter.prompt, clock, limits, own_prices)


def _health(ledger: Ledger, upstreams: Upstreams, clock: Clock, watch: KeyWatch | None, finder: Names | None) -> Health:
    names = upstreams.names if len(upstreams.names) > 1 else ()
    components = (
        Component("database", ledger.check, needed=True),
        Component(UPSTREAM, upstreams.check, needed=True),
        *(Component(f"{UPSTREAM}:{name}", upstreams.named(name).check, needed=False) for name in names),
        *([Component("upstream_keys", watch.check, needed=False)] if watch else ()),
        *([Component("names", finder.check, needed=False)] if finder else ()),
    )
    return Health(components, clock)


def request_options(settings: Settings) -> RequestOptions:
    """What is sent upstream where the caller names none. Of other servers than OpenAI's, not all take a tier."""
    listed = frozenset(host.lower() for host in settings.auslex_image_hosts) - {"none"}
    hosts = listed if settings.auslex_image_hosts else None
    return RequestOptions(settings.openai_max_tokens_per_request, settings.service_tier, hosts)


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


def _ledger(
    address: Address, clock: Clock, on_failure: Callable[[Exception], None], on_alert: OnAlert
) -> SqliteLedger | PostgresLedger:
    if isinstance(address, SqliteAddress):
        return SqliteLedger(address.path, clock, on_failure=on_failure, on_alert=on_alert)
    from auslex.accounting.postgres import PostgresLedger  # A tenth of a second, for those alone who need it.

    return PostgresLedger(address, clock, on_failure=on_failure, on_alert=on_alert)


def _webhook(settings: Settings, clock: Clock) -> Webhook | None:
    url, secret = settings.auslex_alert_webhook, settings.auslex_alert_webhook_secret
    if url is None or secret is None:
        return None
    return Webhook(WebhookOptions(url.get_secret_value(), secret.get_secret_value()), clock, asyncio.sleep)


def open_ledger(settings: Settings, clock: Clock) -> SqliteLedger | PostgresLedger:
    """The ledger by itself, for a command beside the workers; the caller opens it with `async with`.

    Raises Unavailable.
    """
    migrate(settings.database)
    return _ledger(settings.database, clock, lambda error: None, lambda alert: None)


def open_reports(settings: Settings, ledger: Ledger, clock: Clock) -> SqlReports:
    """Reports on this ledger, for a command."""
    _, pepper = open_keys(settings)
    return _reports(settings, ledger, clock, pepper)


def _reports(settings: Settings, ledger: Ledger, clock: Clock, pepper: bytes) -> SqlReports:
    listed = {each.key_id: TIERS[each.tier] for each in listed_keys(settings, pepper).values()}
    return SqlReports(settings.database, ledger, clock, installation_limits(settings), listed)


def installation_limits(settings: Settings) -> Limits:
    """What everybody together may use; UNLIMITED itself, which costs the ledger least, where nothing is set."""
    limits = Limits(
        settings.openai_max_requests_per_minute,
        settings.openai_max_tokens_per_minute,
        settings.openai_daily_cost_limit,
        settings.openai_monthly_cost_limit,
    )
    return UNLIMITED if limits == UNLIMITED else limits


def _guards(settings: Settings, accountant: Accountant, recorder: Recorder, screens: Screens) -> tuple[Guard, ...]:
    probes = ChargeProbes(accountant)
    return (
        Record(recorder),
        Limit(settings.worker_connections),
        ScreenInput(screens.calls, probes),
        Mask(screens.personal, probes),
        Tell(),
        Optimise(NoOptimiser()),
        Recall(NoCache(), probes),
    )


def _for_people(settings: Settings) -> bool:
    return settings.deployment_environment is Environment.DEVELOPMENT


def _kept(log: Log, entry: Entry) -> None:
    """An entry of the audit log as a line, so that its end cannot be cut off unnoticed."""
    log.info("audit.entry", sequence=entry.sequence, action=entry.act.action, digest=entry.digest)


def _due(log: Log, upstream: str, age: Age) -> None:
    """A key that was not changed for 25 days, or 30."""
    log.warning("upstream_key.rotation", upstream=upstream, age=age)


def _caught(log: Log, metrics: Metrics, place: str, error: Exception) -> None:
    metrics.internal_error(place)
    log.error("internal.error", place=place, error=type(error).__name__)
