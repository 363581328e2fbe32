"""Every metric, by the names that alert rules and dashboards rely on.

With several workers each writes its figures to files in a shared directory, and whichever is asked adds them up
(prometheus-client's multiprocess mode).
"""

from __future__ import annotations

import fcntl
import math
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.openmetrics import exposition as openmetrics
from prometheus_client.registry import Collector

from auslex.core.money import NANODOLLARS_PER_DOLLAR, Nanodollars
from auslex.core.usage import Usage
from auslex.observing.exposed import STATES, Exposed

MetricT = TypeVar("MetricT", Counter, Gauge, Histogram)

# Seconds; from a cache hit to the longest stream.
DURATION_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, math.inf)
PROMPT_INJECTION = "prompt_injection"  # The kind of detection that has a counter of its own.
MODELS_MAX = 200  # Labels cost memory for ever; more distinct models than this are counted as "other".


@dataclass(frozen=True, slots=True)
class BreakerReading:
    """One breaker for the scrape."""

    name: str
    state: str
    failures_total: int


class Metrics:
    """The process's metrics. `directory` is shared with the other workers of this installation."""

    def __init__(self, directory: Path | None) -> None:
        if directory is not None:
            directory.mkdir(parents=True, exist_ok=True)
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(directory)
            pid = str(os.getpid())  # Asked once: the library would ask the system again at every increment.
            values.ValueClass = values.MultiProcessValue(lambda: pid)
        self._directory = directory
        self._registry = registry = CollectorRegistry()
        self._requests = Counter("requests", "HTTP requests", ["endpoint", "method", "status"], registry=registry)
        self._durations = Histogram(
            "request_duration_seconds", "Until the last byte", ["endpoint"], buckets=DURATION_BUCKETS, registry=registry
        )
        self._limited = Counter("rate_limit_exceeded", "Refusals by a limit", ["limit"], registry=registry)
        self._calls = Counter("openai_requests", "Upstream attempts", ["model"], registry=registry)
        self._tokens = Counter("openai_tokens_used", "Tokens settled", ["model", "kind"], registry=registry)
        self._cost = Counter("openai_cost_dollars", "Dollars settled", ["model"], registry=registry)
        self._errors = Counter("openai_errors", "Failed upstream attempts", ["type"], registry=registry)
        self._fallbacks = Counter("fallback_responses", "Answers by another model than asked", registry=registry)
        self._replays = Counter("idempotent_replays", "Answers given again under an Idempotency-Key", registry=registry)
        self._blocked = Counter("requests_blocked", "Requests refused", ["reason"], registry=registry)
        self._violations = Counter("security_violations", "Security events", ["type"], registry=registry)
        self._injections = Counter("prompt_injections_detected", "Prompt injections found", registry=registry)
        self._internal = Counter("internal_errors", "Errors of ours that were caught", ["place"], registry=registry)
        self._alerts = Counter("budget_alerts", "Budget levels reached", ["budget", "percent"], registry=registry)
        self._breakers = Gauge(
            "circuit_breaker_severity", "0 closed, 1 half open, 2 open", ["name"], registry=registry,
            multiprocess_mode="livemax",
        )  # fmt: skip
        self._breaker_failures = Gauge(
            "circuit_breaker_failures", "Failures counted by the breaker", ["name"], registry=registry,
            multiprocess_mode="livesum",
        )  # fmt: skip
        self._ner_texts = Counter("ner_texts", "Texts offered to the name finder", ["outcome"], registry=registry)
        self._ner_names = Counter("ner_names", "Names that it found", registry=registry)
        self._ner_seconds = Counter("ner_seconds", "CPU seconds of its processes", registry=registry)
        self._ner_restarts = Counter("ner_restarts", "Processes of it started again", registry=registry)
        self._ner_waiting = Gauge(
            "ner_waiting_texts", "Texts that wait for it", registry=registry, multiprocess_mode="livesum"
        )
        self._models: set[str] = set()
        self._children: dict[tuple[object, ...], object] = {}

    def request(self, endpoint: str, method: str, status: int, seconds: float) -> None:
        """One HTTP request has been answered. `endpoint` is a route, never a path the caller made up."""
        self._child(self._requests, endpoint, method, str(status)).inc()
        self._child(self._durations, endpoint).observe(seconds)

    def refused(self, method: str, status: int, reason: str, count: int) -> None:
        """So many requests were refused before anybody looked at what they asked for."""
        self._child(self._requests, "unknown", method, str(status)).inc(count)
        self._child(self._blocked, reason).inc(count)

    def limited(self, limit: str) -> None:
        """A limit refused a request."""
        self._child(self._limited, limit).inc()

    def blocked(self, reason: str) -> None:
        """A request was refused for this reason (an error code of ours)."""
        self._child(self._blocked, reason).inc()

    def violation(self, kind: str) -> None:
        """A request was refused for the sake of security (an error code of ours)."""
        self._child(self._violations, kind).inc()

    def detected(self, kind: str) -> None:
        """A guard saw something in a request or an answer."""
        self._child(self._violations, kind).inc()
        if kind == PROMPT_INJECTION:
            self._injections.inc()

    def attempts(self, model: str, count: int) -> None:
        """So many upstream attempts were made."""
        self._child(self._calls, self._model(model)).inc(count)

    def settled(self, model: str, usage: Usage, cost: Nanodollars) -> None:
        """An attempt's usage has been settled."""
        label = self._model(model)
        self._child(self._tokens, label, "prompt").inc(usage.prompt_tokens)
        self._child(self._tokens, label, "completion").inc(usage.completion_tokens)
        self._child(self._cost, label).inc(cost / NANODOLLARS_PER_DOLLAR)

    def failed(self, failure: str) -> None:
        """An upstream attempt failed, by failure class."""
        self._child(self._errors, failure).inc()

    def fell_back(self) -> None:
        """Another model than the one asked for answered."""
        self._fallbacks.inc()

    def replayed(self) -> None:
        """An earlier request's answer was given again."""
        self._replays.inc()

    def budget_alert(self, budget: str, percent: int) -> None:
        """A day's or a month's budget has reached this part of it, for the first time in its period."""
        self._child(self._alerts, budget, str(percent)).inc()

    def ner_text(self, outcome: str) -> None:
        """A text for the name finder was `read`, `dropped` or `failed`."""
        self._child(self._ner_texts, outcome).inc()

    def ner_read(self, names: int, seconds: float) -> None:
        """The name finder read a text: so many names, in so many seconds of CPU time."""
        self.ner_text("read")
        self._ner_names.inc(names)
        self._ner_seconds.inc(seconds)

    def ner_waiting(self, texts: int) -> None:
        """So many texts wait for the name finder of this worker."""
        self._ner_waiting.set(texts)

    def ner_restarted(self) -> None:
        """A process of the name finder had to be started again."""
        self._ner_restarts.inc()

    def internal_error(self, place: str) -> None:
        """An error of ours was caught at one of the borders."""
        self._child(self._internal, place).inc()

    def breakers(self, readings: Iterable[BreakerReading]) -> None:
        """This worker's breakers as they stand."""
        for reading in readings:
            self._child(self._breakers, reading.name).set(STATES.index(reading.state))
            self._child(self._breaker_failures, reading.name).set(reading.failures_total)

    def figures(self) -> dict[str, dict[str, float]]:
        """Every figure as name -> labels as text -> value, for people and scripts without a Prometheus."""
        return {
            family.name: {
                ",".join(f"{key}={value}" for key, value in sample.labels.items()): sample.value
                for sample in family.samples
                if sample.name in (family.name, family.name + "_total")
            }
            for family in self._source().collect()
            if family.type in ("counter", "gauge")
        }

    def exposition(self, daily_cost: Nanodollars | None, accept: str) -> tuple[bytes, str]:
        """The text and its content type: OpenMetrics where `accept` asks for it, else Prometheus text 0.0.4."""

        wants_openmetrics = "application/openmetrics-text" in accept
        registry = CollectorRegistry(auto_describe=False)
        registry.register(Exposed(self._source(), daily_cost, plain_names=not wants_openmetrics))
        if wants_openmetrics:
            return openmetrics.generate_latest(registry), openmetrics.CONTENT_TYPE_LATEST
        return generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4

    def _source(self) -> Collector:
        """All workers' figures where they can be added up, else this one's."""

        if self._directory is None:
            return self._registry
        for file in self._directory.glob("gauge_live*.db"):
            if not _alive(file):  # What a worker that has ended last said of its breakers is true no more.
                file.unlink(missing_ok=True)
        return MultiProcessCollector(CollectorRegistry(), str(self._directory))

    def _child(self, family: MetricT, *labels: str) -> MetricT:
        """The family's child with these labels; the library's own look-up costs more than the increment."""
        key = (family, *labels)
        child = self._children.get(key)
        if child is None:
            child = self._children[key] = family.labels(*labels)
        return cast("MetricT", child)

    def _model(self, model: str) -> str:
        if model not in self._models:
            if len(self._models) >= MODELS_MAX:
                return "other"
            self._models.add(model)
        return model


def shared_directory(data_dir: Path, parent_pid: int) -> Path:
    """The metrics directory of the workers that have this parent; leftovers of ended installations are removed.

    What it makes there keeps the directory from others that start at the same time, until this process has ended.
    """
    root = data_dir / "metrics"
    root.mkdir(parents=True, exist_ok=True)
    own = root / str(parent_pid)
    with (data_dir / "metrics.starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # The next may look when this is closed, or its process has ended.
        for directory in root.iterdir():
            if directory.is_dir() and not any(map(_alive, directory.iterdir())):
                shutil.rmtree(directory, ignore_errors=True)
        own.mkdir(exist_ok=True)
        (own / f"worker_{os.getpid()}").touch()
    return own


def _alive(file: Path) -> bool:
    pid = file.stem.rpartition("_")[2]
    return pid.isdigit() and Path(f"/proc/{pid}").exists() if Path("/proc/self").exists() else True
