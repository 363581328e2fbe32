"""Requests in OpenAI's format: checked where we rely on a field, passed on untouched where we do not.

Sources: OpenAI's API reference for chat completions, responses and embeddings. A field that changes what a call costs
in a way we cannot bound is refused, never forwarded unpriced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from auslex.core.calls import Call, Endpoint
from auslex.core.errors import BadRequest
from auslex.core.json import JsonObject, JsonValue
from auslex.wire.json import decode_object, encode

MODEL_CHARACTERS_MAX = 256
MESSAGES_MAX = 10_000
CHOICES_MAX = 128  # OpenAI's own bound for `n`.
OUTPUT_TOKENS_MAX = 1_000_000  # Above any model's output window; larger figures are mistakes.
TEMPLATE_TOKENS = 64  # Role markers and tool preamble the provider adds; each message's own JSON pays for the rest.
IMAGE_TOKENS = 37_000  # gpt-4o-mini at high detail: 2,833 + 6 tiles of 5,667; the dearest documented image.
SERVICE_TIERS_PRICED = frozenset({"auto", "default", "flex"})  # flex is cheaper, so the standard price bounds it.

TEXT_PARTS = frozenset({"text", "refusal"})  # Priced by their bytes; what else there is, or will be, is not.
RESPONSE_TEXT_PARTS = frozenset({"input_text", "output_text", "refusal", "summary_text", "reasoning_text", "text"})

_Object = dict[str, object]  # A JSON object whose inside is not ours to judge.
_Model = Annotated[str, msgspec.Meta(min_length=1, max_length=MODEL_CHARACTERS_MAX, pattern=r"^[^\x00-\x1f\x7f]+$")]
_OutputTokens = Annotated[int, msgspec.Meta(ge=1, le=OUTPUT_TOKENS_MAX)]
_Temperature = Annotated[float, msgspec.Meta(ge=0, le=2)]
_Fraction = Annotated[float, msgspec.Meta(ge=0, le=1)]
_Penalty = Annotated[float, msgspec.Meta(ge=-2, le=2)]
_User = Annotated[str, msgspec.Meta(max_length=512)]


class _Part(msgspec.Struct):
    type: str
    text: str | None = None


class _Message(msgspec.Struct):
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[_Part] | None = None
    name: str | None = None
    tool_calls: list[_Object] | None = None
    function_call: _Object | None = None
    audio: _Object | None = None
    tool_call_id: str | None = None


class _StreamOptions(msgspec.Struct):
    include_usage: bool | None = None


class _Chat(msgspec.Struct):
    model: _Model
    messages: Annotated[list[_Message], msgspec.Meta(min_length=1, max_length=MESSAGES_MAX)]
    stream: bool | None = None
    stream_options: _StreamOptions | None = None
    max_tokens: _OutputTokens | None = None
    max_completion_tokens: _OutputTokens | None = None
    n: Annotated[int, msgspec.Meta(ge=1, le=CHOICES_MAX)] | None = None
    temperature: _Temperature | None = None
    top_p: _Fraction | None = None
    presence_penalty: _Penalty | None = None
    frequency_penalty: _Penalty | None = None
    user: _User | None = None
    stop: str | list[str] | None = None
    tools: list[_Object] | None = None
    tool_choice: str | _Object | None = None
    response_format: _Object | None = None
    logit_bias: dict[str, float] | None = None
    seed: int | None = None
    service_tier: str | None = None
    modalities: list[str] | None = None
    audio: _Object | None = None
    web_search_options: _Object | None = None


class _Responses(msgspec.Struct):
    model: _Model
    input: str | list[_Object] | None = None
    instructions: str | None = None
    stream: bool | None = None
    max_output_tokens: _OutputTokens | None = None
    temperature: _Temperature | None = None
    top_p: _Fraction | None = None
    user: _User | None = None
    tools: list[_Object] | None = None
    previous_response_id: str | None = None
    conversation: str | _Object | None = None
    prompt: _Object | None = None
    background: bool | None = None
    service_tier: str | None = None


class _Embeddings(msgspec.Struct):
    model: _Model
    input: str | list[object]
    encoding_format: Literal["float", "base64"] | None = None
    dimensions: Annotated[int, msgspec.Meta(ge=1)] | None = None
    user: _User | None = None


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """output_tokens_default: the cap sent upstream when the caller names none (OPENAI_MAX_TOKENS_PER_REQUEST)."""

    output_tokens_default: int = 4000


def parse(endpoint: Endpoint, raw: bytes, options: RequestOptions) -> Call:
    """The checked call, with the output cap and the usage request in place. Raises BadRequest, naming the parameter."""
    body = decode_object(raw)
    return from_object(endpoint, body, options)


def from_object(endpoint: Endpoint, body: JsonObject, options: RequestOptions) -> Call:
    """As `parse`, for a body that is already decoded."""
    try:
        match endpoint:
            case Endpoint.CHAT_COMPLETIONS:
                return _chat(body, msgspec.convert(body, _Chat), options)
            case Endpoint.RESPONSES:
                return _responses(body, msgspec.convert(body, _Responses), options)
            case Endpoint.EMBEDDINGS:
                return _embeddings(body, msgspec.convert(body, _Embeddings))
    except msgspec.ValidationError as error:
        raise _invalid(error) from None


def with_body(call: Call, body: JsonObject) -> Call:
    """The same call with another text in its body; the input bound follows, byte for byte."""
    payload = encode(body)
    bound = call.prompt_tokens_max + len(payload) - len(call.payload)
    return msgspec.structs.replace(call, body=body, payload=payload, prompt_tokens_max=bound)


def _chat(body: JsonObject, fields: _Chat, options: RequestOptions) -> Call:
    _refuse_unpriced_tier(fields.service_tier)
    if fields.audio is not None or (fields.modalities is not None and fields.modalities != ["text"]):
        raise _unpriced("modalities", "Audio output is not priced yet; ask for text.")
    if fields.web_search_options is not None:
        raise _unpriced("web_search_options", "Web search is billed per search and is not priced yet; leave it out.")
    image_bytes, image_tokens = _parts_bound(body, fields.messages)
    cap = max(fields.max_completion_tokens or 0, fields.max_tokens or 0)
    sent = dict(body)
    if cap == 0:
        cap = options.output_tokens_default
        sent["max_completion_tokens"] = cap
    stream = bool(fields.stream)
    asked = fields.stream_options is not None and bool(fields.stream_options.include_usage)
    if stream and not asked:
        given = body.get("stream_options")
        sent["stream_options"] = {**(given if isinstance(given, dict) else {}), "include_usage": True}
    payload = encode(sent)
    return Call(
        endpoint=Endpoint.CHAT_COMPLETIONS,
        body=sent,
        payload=payload,
        model=fields.model,
        stream=stream,
        usage_wanted=asked,
        prompt_tokens_max=len(payload) - image_bytes + image_tokens + TEMPLATE_TOKENS,
        output_tokens_max=cap,
        choices=fields.n or 1,
        user_label=fields.user or "",
    )


def _parts_bound(body: JsonObject, messages: list[_Message]) -> tuple[int, int]:
    """Bytes of inline images, which are not text, and the tokens they may cost instead."""
    image_bytes = image_tokens = 0
    for index, message in enumerate(messages):
        if message.audio is not None:
            raise _unpriced(f"messages[{index}].audio", "Audio is not priced yet; send text.")
        if message.content is None and message.role in ("system", "developer", "user"):
            raise BadRequest(
                f"messages[{index}] needs content.",
                code="missing_required_parameter",
                param=f"messages[{index}].content",
            )
        if not isinstance(message.content, list):
            continue
        for place, part in enumerate(message.content):
            if part.type == "image_url":
                image_bytes += _image_url_bytes(body, index, place)
                image_tokens += IMAGE_TOKENS
            elif part.type not in TEXT_PARTS:
                raise _unpriced(
                    f"messages[{index}].content[{place}]", f"Parts of type {part.type} are not priced yet; send text."
                )
    return image_bytes, image_tokens


def _image_url_bytes(body: JsonObject, message_index: int, part_index: int) -> int:
    """Bytes of a data URL; a remote URL counts as the text it is."""
    name = f"messages[{message_index}].content[{part_index}].image_url"
    url = _string_at(body, "messages", message_index, "content", part_index, "image_url", "url")
    if url is None:
        raise BadRequest(f"{name} needs an object with a url that is text.", code="invalid_type", param=name)
    return len(url) if url.startswith("data:") and url.isascii() else 0


def _string_at(value: JsonValue, *steps: str | int) -> str | None:
    """The string at the end of this path, or None if there is none."""
    for step in steps:
        if isinstance(value, list) and isinstance(step, int):
            value = value[step]
        elif isinstance(value, dict) and isinstance(step, str):
            value = value.get(step)
        else:
            return None
    return value if isinstance(value, str) else None


def _responses(body: JsonObject, fields: _Responses, options: RequestOptions) -> Call:
    _refuse_unpriced_tier(fields.service_tier)
    for name in ("previous_response_id", "conversation", "prompt"):
        if body.get(name) is not None:
            raise _unpriced(
                name,
                f"{name} adds input that only the upstream knows, so it cannot be priced; send the input itself.",
            )
    if fields.background:
        raise _unpriced("background", "A background response cannot be settled; leave background out.")
    for index, tool in enumerate(fields.tools or ()):
        if tool.get("type") not in ("function", "custom"):
            raise _unpriced(
                f"tools[{index}]", "Built-in tools are billed per use and are not priced yet; use functions."
            )
    if fields.input is None:
        raise BadRequest("input is required.", code="missing_required_parameter", param="input")
    _refuse_response_media(fields.input)
    sent = dict(body)
    cap = fields.max_output_tokens
    if cap is None:
        cap = options.output_tokens_default
        sent["max_output_tokens"] = cap
    payload = encode(sent)
    return Call(
        endpoint=Endpoint.RESPONSES,
        body=sent,
        payload=payload,
        model=fields.model,
        stream=bool(fields.stream),
        usage_wanted=True,
        prompt_tokens_max=len(payload) + TEMPLATE_TOKENS,
        output_tokens_max=cap,
        choices=1,
        user_label=fields.user or "",
    )


def _refuse_response_media(items: str | list[_Object]) -> None:
    if isinstance(items, str):
        return
    for index, item in enumerate(items):
        if item.get("type") == "item_reference":
            raise _unpriced(f"input[{index}]", "A reference's size is known only upstream; send the item itself.")
        for name in ("content", "output", "summary"):
            value = item.get(name)
            parts = value if isinstance(value, list) else [value] if isinstance(value, dict) else []
            for place, part in enumerate(parts):
                kind = part.get("type") if isinstance(part, dict) else None
                if kind not in RESPONSE_TEXT_PARTS:
                    raise _unpriced(
                        f"input[{index}].{name}[{place}]", f"Parts of type {kind!r} are not priced here yet; send text."
                    )


def _embeddings(body: JsonObject, fields: _Embeddings) -> Call:
    _check_embedding_input(fields.input)
    payload = encode(body)
    return Call(
        endpoint=Endpoint.EMBEDDINGS,
        body=body,
        payload=payload,
        model=fields.model,
        stream=False,
        usage_wanted=False,
        prompt_tokens_max=len(payload) + TEMPLATE_TOKENS,
        output_tokens_max=0,
        choices=1,
        user_label=fields.user or "",
    )


def _check_embedding_input(value: str | list[object]) -> None:
    """A string, a list of strings, a list of token ids, or a list of those lists; none of them empty."""
    if not value:
        raise BadRequest("input must not be empty.", code="invalid_value", param="input")
    if isinstance(value, str):
        return
    items = value if not isinstance(value[0], list) else [item for row in value for item in _row(row)]
    texts = all(isinstance(item, str) for item in items) and not isinstance(value[0], list)
    tokens = all(isinstance(item, int) and not isinstance(item, bool) and item >= 0 for item in items)
    if not (texts or tokens):
        raise BadRequest(
            "input must be a string, a list of strings, or lists of token ids.", code="invalid_type", param="input"
        )


def _row(row: object) -> list[object]:
    if not isinstance(row, list) or not row:
        raise BadRequest(
            "input mixes lists with other values, or holds an empty list.", code="invalid_type", param="input"
        )
    return row


def _refuse_unpriced_tier(tier: str | None) -> None:
    if tier is not None and tier not in SERVICE_TIERS_PRICED:
        raise _unpriced("service_tier", f"service_tier {tier[:32]!r} is not priced; use auto, default or flex.")


def _unpriced(param: str, message: str) -> BadRequest:
    return BadRequest(message, code="unsupported_parameter", param=param)


def _invalid(error: msgspec.ValidationError) -> BadRequest:
    """msgspec says "Expected `int`, got `str` - at `$.n`"; OpenAI says which parameter."""
    reason, _, place = str(error).partition(" - at `$")
    param = place.rstrip("`").lstrip(".") or None
    missing = reason.startswith("Object missing required field")
    if missing:
        field = reason.split("`")[1]
        param = f"{param}.{field}" if param else field
        return BadRequest(f"Missing required parameter: {param}.", code="missing_required_parameter", param=param)
    code = "invalid_type" if reason.startswith("Expected `") and ", got" in reason else "invalid_value"
    return BadRequest(f"Invalid value for {param or 'the body'}: {reason}.", code=code, param=param)
