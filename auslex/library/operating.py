"""Settings, health and metrics for people's own code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from pydantic import SecretStr

from auslex import runtime
from auslex.observing.health import all_well
from auslex.settings import Settings


class ConfigManager:
    """The settings of this process."""

    @property
    def settings(self) -> Settings:
        """Everything the environment decides; raises SettingsError, which names every faulty variable."""
        return Settings.from_environment()

    def get(self, variable: str) -> object:
        """The value of one variable, such as "OPENAI_TIMEOUT"; secrets come masked. Raises KeyError."""
        name = variable.lower()
        if name not in Settings.model_fields:
            raise KeyError(f"{variable} is not a setting of the gateway; docs/settings.md lists them")
        value: object = getattr(self.settings, name)
        return str(value) if isinstance(value, SecretStr) else value


class HealthChecker:
    """The parts of this process's installation."""

    async def check(self) -> Mapping[str, object]:
        """{"status": "ok" | "unavailable", "components": {name: {status, latency_milliseconds, needed, reason}}}."""
        current = runtime.current()
        report = await current.call(current.installation.health.report)
        status = "ok" if all_well(report) else "unavailable"
        return {"status": status, "components": {name: asdict(part) for name, part in report.items()}}


class MetricsCollector:
    """The figures of this process's installation."""

    def figures(self) -> dict[str, dict[str, float]]:
        """Every figure as name -> labels as text -> value."""
        return runtime.current().installation.metrics.figures()


_config_manager = ConfigManager()
_health_checker = HealthChecker()
_metrics_collector = MetricsCollector()


def get_config_manager() -> ConfigManager:
    """The process's one ConfigManager."""
    return _config_manager


def get_health_checker() -> HealthChecker:
    """The process's one HealthChecker."""
    return _health_checker


def get_metrics_collector() -> MetricsCollector:
    """The process's one MetricsCollector."""
    return _metrics_collector
