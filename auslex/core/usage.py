"""How many tokens a call took, and who says so."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class UsageSource(StrEnum):
    """Where a figure comes from; all but UPSTREAM are flagged in the ledger."""

    UPSTREAM = "upstream"  # reported by the provider, and believable
    COUNTED = "counted"  # by our tokenizer, because the provider's figure was missing or not believable
    HELD = "held"  # unknown: the whole hold is charged


class Usage(msgspec.Struct, frozen=True):
    """Tokens of one attempt. `cached_tokens` and `cache_write_tokens` are parts of `prompt_tokens`."""

    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int = 0
    cache_write_tokens: int = 0
    source: UsageSource = UsageSource.UPSTREAM

    @property
    def total_tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens
