"""How many tokens a call took, and who says so."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class UsageSource(StrEnum):
    """Where a figure comes from; all but UPSTREAM are flagged in the ledger."""

    UPSTREAM = "upstream"  # reported by the provider, and believable
    COUNTED = "counted"  # by our tokenizer, because the provider's figure was missing or not believable
    HELD = "held"  # unknown: the whole hold is charged


class ServiceTier(StrEnum):
    """How fast the provider serves a call, and at which of the model's prices.

    Source: https://developers.openai.com/api/docs/guides/fast-mode and .../ultrafast-mode, read in November 2026.
    """

    AUTO = "auto"  # whatever the provider's project is set to
    DEFAULT = "default"
    FLEX = "flex"
    PRIORITY = "priority"  # also called "fast"
    ULTRAFAST = "ultrafast"


TIER_NAMES = {**{tier.value: tier for tier in ServiceTier}, "fast": ServiceTier.PRIORITY}


class Usage(msgspec.Struct, frozen=True):
    """Tokens of one attempt.

    `cached_tokens`, `cache_write_tokens` and `audio_prompt_tokens` are parts of `prompt_tokens`, and
    `audio_completion_tokens` of `completion_tokens`. `service_tier`: the tier that served it; None if not known.
    """

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int = 0
    cache_write_tokens: int = 0
    source: UsageSource = UsageSource.UPSTREAM
    audio_prompt_tokens: int = 0
    audio_completion_tokens: int = 0
    service_tier: ServiceTier | None = None

    @property
    def total_tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens
