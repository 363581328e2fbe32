"""Breaker, retries and fallback for your own functions that call any OpenAI client."""

from auslex.library.calling import get_circuit_breaker_status, reset_circuit_breaker, resilient_openai_call

__all__ = ["get_circuit_breaker_status", "reset_circuit_breaker", "resilient_openai_call"]
