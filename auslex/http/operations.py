"""Models, health and metrics."""

from __future__ import annotations

from dataclasses import asdict
from urllib.parse import unquote

from auslex import __version__
from auslex.accounting.accountant import INSTALLATION
from auslex.assembly import Installation
from auslex.core.errors import AuslexError, NotFound, UpstreamRefused
from auslex.core.money import to_dollars
from auslex.core.principal import Scope as KeyScope
from auslex.http.asgi import JSON_HEADERS, App, Receive, Scope, Send, header, respond
from auslex.http.calls import authenticated
from auslex.http.limits import limit_headers
from auslex.http.reach import whole_installation
from auslex.identity.scopes import require
from auslex.observing.health import all_well
from auslex.observing.metrics import BreakerReading
from auslex.wire.json import encode

PLAIN_HEADERS = ((b"content-type", b"application/json"), (b"cache-control", b"no-store"))
MODEL_PATH = "/v1/models/"


def models(installation: Installation) -> App:
    """GET /v1/models and /v1/models/{id}: the upstream's own list. Takes one request from the caller's bucket."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        principal = await authenticated(installation, scope, KeyScope.INFERENCE)
        standing = await installation.gateway.accountant.charge_request(principal)
        model = unquote(scope["path"].removeprefix(MODEL_PATH)) if scope["path"].startswith(MODEL_PATH) else None
        try:
            body = await installation.gateway.upstreams.read_models(model or None)
        except UpstreamRefused as error:
            if error.status != 404 or model is None:
                raise
            raise NotFound(f"The model {model[:64]!r} does not exist.", code="model_not_found", param="model") from None
        await respond(send, 200, (*JSON_HEADERS, *limit_headers(standing)), body)

    return serve


def health(installation: Installation) -> App:
    """GET /health: able to serve, for load balancers. No key, no secrets, no paid call."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        able = await installation.health.able()
        body = encode({"status": "ok" if able else "unavailable", "version": __version__})
        await respond(send, 200 if able else 503, PLAIN_HEADERS, body)

    return serve


def health_detailed(installation: Installation) -> App:
    """GET /health/detailed: every component, with status and latency."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        await authenticated(installation, scope)
        report = await installation.health.report()
        well = all_well(report)
        body = encode(
            {
                "status": "ok" if well else "unavailable",
                "version": __version__,
                "components": {name: asdict(part) for name, part in report.items()},
                "circuit_breakers": circuit_breaker_status(installation),
                "log_lines_dropped": installation.log.dropped,
            }
        )
        await respond(send, 200 if well else 503, PLAIN_HEADERS, body)

    return serve


def metrics(installation: Installation) -> App:
    """GET /metrics: Prometheus or OpenMetrics text where the client asks for text, else JSON."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        principal = await authenticated(installation, scope)
        if not installation.settings.enable_metrics:
            raise NotFound("Metrics are switched off (ENABLE_METRICS).")
        require(principal, KeyScope.METRICS)
        whole_installation(installation, principal)
        status = installation.gateway.resilient.status()
        installation.metrics.breakers(
            BreakerReading(breaker.name, breaker.state, breaker.failures_total) for breaker in status
        )
        try:
            spend = await installation.gateway.accountant.spend(INSTALLATION)
        except AuslexError:
            spend = None  # Metrics never depend on the store.
        accept = header(scope, b"accept") or ""
        if "text/plain" in accept or "openmetrics" in accept:
            body, content_type = installation.metrics.exposition(spend.day_settled if spend else None, accept)
            await respond(send, 200, ((b"content-type", content_type.encode()),), body)
            return
        summary = {
            "circuit_breaker_status": circuit_breaker_status(installation),
            "openai_daily_cost": to_dollars(spend.day_settled) if spend else None,
            "openai_monthly_cost": to_dollars(spend.month_settled) if spend else None,
            "metrics": installation.metrics.figures(),
        }
        await respond(send, 200, PLAIN_HEADERS, encode(summary))

    return serve


def circuit_breaker_status(installation: Installation) -> dict[str, dict[str, object]]:
    """This worker's breakers by name."""
    return {
        breaker.name: {
            "state": breaker.state,
            "failures_total": breaker.failures_total,
            "open_seconds_left": round(breaker.open_seconds_left, 1),
        }
        for breaker in installation.gateway.resilient.status()
    }
