"""One model call as a value: what was asked, checked, and ready to be sent."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from auslex.core.json import JsonObject
from auslex.core.usage import ServiceTier


class Endpoint(StrEnum):
    """The upstream operations that cost money."""

    CHAT_COMPLETIONS = "chat_completions"
    RESPONSES = "responses"
    EMBEDDINGS = "embeddings"


class Call(msgspec.Struct, frozen=True):
    """A checked model call. Replaced, never mutated; `body` least of all, since several may share it.

    body: what will be sent upstream, unknown fields included; payload: the same, encoded.
    usage_wanted: the caller asked for the usage chunk of a stream.
    prompt_tokens_max: an upper bound for what the upstream can bill as input, from bytes alone.
    output_tokens_max: the cap that is sent upstream, per choice; 0 where the endpoint has no output.
    choices: how many answers were asked for (`n`).
    user_label: the caller's name for its own user; a label, never an identity.
    service_tier: what was asked for; AUTO where nothing was.
    audio_prompt_tokens_max: the part of prompt_tokens_max that may be billed as audio.
    audio_output: the answer may be spoken.
    uncapped_output_tokens: output per choice that may be billed beyond the cap (rejected predictions).
    """

    endpoint: Endpoint
    body: JsonObject
    payload: bytes
    model: str
    stream: bool
    usage_wanted: bool
    prompt_tokens_max: int
    output_tokens_max: int
    choices: int
    user_label: str
    service_tier: ServiceTier = ServiceTier.AUTO
    audio_prompt_tokens_max: int = 0
    audio_output: bool = False
    uncapped_output_tokens: int = 0
