"""Limits for your own functions: requests and tokens a minute, dollars a day and a month, for each user id."""

from auslex.core.errors import CostLimitExceeded, RateLimitExceeded
from auslex.library.limiting import GlobalRateLimiter, global_rate_limiter, rate_limit_decorator

__all__ = ["CostLimitExceeded", "GlobalRateLimiter", "RateLimitExceeded", "global_rate_limiter", "rate_limit_decorator"]
