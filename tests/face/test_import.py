"""The documented imports, word for word."""

from __future__ import annotations

import importlib

import pytest

DOCUMENTED = {
    "api.rate_limiter": ["global_rate_limiter", "rate_limit_decorator", "RateLimitExceeded", "CostLimitExceeded"],
    "api.circuit_breaker": ["resilient_openai_call", "get_circuit_breaker_status", "reset_circuit_breaker"],
    "api.streaming_handler": ["streaming_manager", "streaming_engine", "StreamEventType"],
    "api.token_optimizer": ["token_optimized", "OptimizationStrategy"],
    "api.security_manager": ["secure_endpoint", "SecurityLevel", "security_manager", "SecurityException"],
    "api.production_config": ["get_config_manager", "get_health_checker", "get_metrics_collector"],
    "api.hardened_endpoints": ["app"],
}


@pytest.mark.parametrize("module", DOCUMENTED)
def test_every_documented_name_can_be_imported(module: str) -> None:
    imported = importlib.import_module(module)
    assert [] == [name for name in DOCUMENTED[module] if not hasattr(imported, name)]


def test_the_members_of_the_enumerations_are_the_documented_ones() -> None:
    optimizer = importlib.import_module("api.token_optimizer")
    security = importlib.import_module("api.security_manager")
    assert {"AGGRESSIVE", "BALANCED", "CONSERVATIVE"} == {member.name for member in optimizer.OptimizationStrategy}
    assert {"LOW", "MEDIUM", "HIGH", "CRITICAL"} == {member.name for member in security.SecurityLevel}
