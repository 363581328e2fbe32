"""Settings, health and metrics of this process."""

from auslex.library.operating import get_config_manager, get_health_checker, get_metrics_collector
from auslex.settings import Settings, SettingsError

__all__ = ["Settings", "SettingsError", "get_config_manager", "get_health_checker", "get_metrics_collector"]
