"""Fewer tokens for your own functions that take messages."""

from auslex.library.optimising import token_optimized
from auslex.tokens.strategy import OptimizationStrategy

__all__ = ["OptimizationStrategy", "token_optimized"]
