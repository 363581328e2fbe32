"""What a scrape shows: the workers' figures added up, under the names our users' alert rules have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client.metrics_core import GaugeMetricFamily, Metric, UnknownMetricFamily
from prometheus_client.registry import Collector

from auslex.core.money import NANODOLLARS_PER_DOLLAR, Nanodollars

STATES = ("closed", "half_open", "open")  # In rising severity: over several workers, the worst one counts.


class Exposed(Collector):
    """Rewrites the collected families for the scrape.

    plain_names: also show each counter without its `_total` suffix, which OpenMetrics does not allow.
    """

    def __init__(self, source: Collector, daily_cost: Nanodollars | None, *, plain_names: bool) -> None:
        self._source = source
        self._daily_cost = daily_cost
        self._plain_names = plain_names

    def collect(self) -> Iterable[Metric]:
        for family in self._source.collect():
            if family.name == "circuit_breaker_severity":
                yield _states(family)
                continue
            yield family
            if self._plain_names and family.type == "counter" and family.name != "requests":
                yield from _without_suffix(family)
        if self._daily_cost is not None:
            yield GaugeMetricFamily(
                "openai_daily_cost", "Dollars settled today (UTC)", value=self._daily_cost / NANODOLLARS_PER_DOLLAR
            )


def _states(severities: Metric) -> Metric:
    states = GaugeMetricFamily("circuit_breaker_state", "1 for the present state", labels=["name", "state"])
    for sample in severities.samples:
        for severity, state in enumerate(STATES):
            states.add_metric([sample.labels["name"], state], 1.0 if sample.value == severity else 0.0)
    return states


def _without_suffix(family: Metric) -> Iterator[Metric]:
    alias = UnknownMetricFamily(family.name, family.documentation)
    for sample in family.samples:
        if sample.name == family.name + "_total":
            alias.add_sample(family.name, sample.labels, sample.value)
    yield alias
