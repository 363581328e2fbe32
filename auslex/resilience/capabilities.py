"""What models can do, so that a fallback never gets a request that it cannot answer. Pure.

Source: the models' pages under https://developers.openai.com/api/docs/models, their windows as genai-prices 0.2.3 has
them; https://developers.openai.com/api/docs/guides/reasoning for what reasoning models refuse; all in November 2026.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from auslex.core.calls import Endpoint

# Reasoning models refuse these; a value that is the default is passed on as well, so only the presence is looked at.
SAMPLING = frozenset(
    {
        "temperature", "top_p", "presence_penalty", "frequency_penalty", "logprobs", "top_logprobs", "logit_bias",
        "max_tokens", "stop",
    }
)  # fmt: skip
REASONING = frozenset({"reasoning_effort", "reasoning", "verbosity"})
IMAGE_PARTS = frozenset({"image_url", "input_image"})
TEXT_PARTS = frozenset({"text", "input_text", "output_text", "refusal", "summary_text", "reasoning_text"})
MODELS_KEPT_MAX = 1_000  # Looked up names, so that the table is not searched for every request.


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One model: its window in tokens, and what it understands beside text."""

    context_tokens: int
    tools: bool = True
    images: bool = True
    json_schema: bool = True
    reasons: bool = False


class Needs(msgspec.Struct, frozen=True):
    """What a request asks of whoever answers it. tokens: an upper bound of prompt and answer together."""

    tokens: int = 0
    tools: bool = False
    images: bool = False
    json_schema: bool = False
    sampling: bool = False
    reasoning: bool = False
    other: bool = False  # Sound, files, embeddings: nobody stands in for these.

    @property
    def plain(self) -> bool:
        """Nothing but text."""
        return not (self.tools or self.images or self.json_schema or self.reasoning or self.other)


_TEXT_ONLY = Capabilities(16_385, images=False, json_schema=False)
_LONG = Capabilities(1_000_000, reasons=True)
_WIDE = Capabilities(400_000, reasons=True)
_O_SERIES = Capabilities(200_000, reasons=True)

# By the beginning of the name; the longest that fits decides, so that dated snapshots need no rows of their own.
MODELS: dict[str, Capabilities] = {
    "gpt-3.5-turbo": _TEXT_ONLY,
    "gpt-4": Capabilities(8_192, images=False, json_schema=False),
    "gpt-4-turbo": Capabilities(128_000, json_schema=False),
    "gpt-4o": Capabilities(128_000),
    "gpt-4o-2024-05-13": Capabilities(128_000, json_schema=False),
    "gpt-4o-mini": Capabilities(128_000),
    "gpt-4.1": Capabilities(1_000_000),
    "gpt-5": _WIDE,
    "gpt-5.3": Capabilities(128_000, reasons=True),
    "gpt-5.3-codex": _WIDE,
    "gpt-5.4": _LONG,
    "gpt-5.4-mini": _WIDE,
    "gpt-5.4-nano": _WIDE,
    "gpt-5.5": _LONG,
    "gpt-5.6": _LONG,
    "gpt-6": _LONG,
    "o1": _O_SERIES,
    "o3": _O_SERIES,
    "o3-mini": Capabilities(200_000, images=False, reasons=True),
    "o4-mini": _O_SERIES,
}
# Beginnings that look like the models above and are something else.
UNLIKE = ("gpt-4o-audio", "gpt-4o-mini-audio", "gpt-4o-realtime", "gpt-4o-mini-realtime", "gpt-4o-transcribe",
    "gpt-4o-mini-transcribe", "gpt-4o-mini-tts", "gpt-4o-search", "gpt-4o-mini-search", "gpt-5-search",
    "gpt-5-image", "gpt-5.4-image")  # fmt: skip


@lru_cache(MODELS_KEPT_MAX)
def capabilities(model: str) -> Capabilities | None:
    """What this model can do; None if we do not know it."""
    name = model.removeprefix("ft:").partition(":")[0] if model.startswith("ft:") else model
    if name.startswith(UNLIKE):
        return None
    best = max((known for known in MODELS if _begins(name, known)), key=len, default=None)
    return MODELS[best] if best is not None else None


def needs(endpoint: str, body: Mapping[str, object], tokens: int = 0) -> Needs:
    """What a request body asks for; `tokens` as in Needs."""
    kinds = _part_kinds(body.get("messages")) | _part_kinds(body.get("input"))
    return Needs(
        tokens,
        tools=bool(body.get("tools") or body.get("functions")),
        images=bool(kinds & IMAGE_PARTS),
        json_schema=_asks_for_schema(body),
        sampling=_says(body, SAMPLING),
        reasoning=_says(body, REASONING),
        other=endpoint == Endpoint.EMBEDDINGS or bool(kinds - IMAGE_PARTS - TEXT_PARTS) or _speaks(body),
    )


def can_answer(model: str, asked: Needs, instead_of: str) -> bool:
    """May `model` get this request in place of another? One that we do not know gets nothing but text."""
    known = capabilities(model)
    if known is None:
        return asked.plain
    if (asked.sampling and known.reasons) or (asked.reasoning and not known.reasons) or asked.other:
        return False
    if (asked.tools > known.tools) or (asked.images > known.images) or (asked.json_schema > known.json_schema):
        return False
    first = capabilities(instead_of)  # The bound counts bytes, so what fits the first may seem not to fit either.
    return asked.tokens <= known.context_tokens or (first is not None and first.context_tokens <= known.context_tokens)


def able(models: Sequence[str], asked: Needs) -> tuple[str, ...]:
    """The first model, and those of the others that may stand in for it."""
    first, *others = models
    return (first, *(model for model in others if can_answer(model, asked, first)))


def _begins(name: str, known: str) -> bool:
    rest = name.removeprefix(known)
    return name.startswith(known) and (not rest or rest[0] in "-.:")


def _says(body: Mapping[str, object], names: frozenset[str]) -> bool:
    said = body.keys() & names
    return bool(said) and any(body[name] is not None for name in said)


def _part_kinds(items: object) -> set[str]:
    """The types of content parts in messages or input items."""
    found: set[str] = set()
    for item in items if isinstance(items, list) else ():
        content = item.get("content") if isinstance(item, dict) else None
        if isinstance(content, list):
            found.update(str(part.get("type")) if isinstance(part, dict) else "text" for part in content)
    return found


def _asks_for_schema(body: Mapping[str, object]) -> bool:
    text = body.get("text")
    return _is_schema(body.get("response_format")) or (isinstance(text, dict) and _is_schema(text.get("format")))


def _is_schema(form: object) -> bool:
    return isinstance(form, dict) and form.get("type") == "json_schema"


def _speaks(body: Mapping[str, object]) -> bool:
    modalities = body.get("modalities")
    return body.get("audio") is not None or (isinstance(modalities, list) and modalities != ["text"])
