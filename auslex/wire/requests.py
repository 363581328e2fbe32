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
from auslex.core.json import JsonObject
from auslex.core.usage import TIER_NAMES, ServiceTier
from auslex.wire.json import decode_object, encode
from auslex.wire.parts import NO_MEDIA, Media, chat_media, kind_of, refuse_long_cache, response_media, unpriced
from auslex.wire.urls import ANY_HOST, Hosts

MODEL_CHARACTERS_MAX = 256
MESSAGES_MAX = 10_000
CHOICES_MAX = 128  # OpenAI's own bound for `n`.
TOOLS_MAX = 1_024  # OpenAI takes 128; these and the next are for what no caller means to send.
STOPS_MAX = 64
BIASES_MAX = 10_000
TOKENS_IN_MAX = 300_000  # OpenAI's own bound for all inputs of one request for embeddings.
LABEL_CHARACTERS_MAX = 1_024
OUTPUT_TOKENS_MAX = 1_000_000  # Above any model's output window; larger figures are mistakes.
TEMPLATE_TOKENS = 64  # Role markers and tool preamble the provider adds; each message's own JSON pays for the rest.
TOOL_TYPES = frozenset({"function", "custom"})  # Others are run by the upstream, and billed per use.

# The fields that carry the output cap, for each endpoint that has output.
OUTPUT_CAPS = {
    Endpoint.CHAT_COMPLETIONS: ("max_completion_tokens", "max_tokens"),
    Endpoint.RESPONSES: ("max_output_tokens",),
}

_ONE_LINE = r"^[^\x00-\x1f\x7f]*$(?!\n)"  # In Python, $ alone also matches before a newline at the end.
_Object = dict[str, object]  # A JSON object whose inside is not ours to judge.
_Model = Annotated[str, msgspec.Meta(min_length=1, max_length=MODEL_CHARACTERS_MAX, pattern=_ONE_LINE)]
_OutputTokens = Annotated[int, msgspec.Meta(ge=1, le=OUTPUT_TOKENS_MAX)]
_Temperature = Annotated[float, msgspec.Meta(ge=0, le=2)]
_Fraction = Annotated[float, msgspec.Meta(ge=0, le=1)]
_Penalty = Annotated[float, msgspec.Meta(ge=-2, le=2)]
_Label = Annotated[str, msgspec.Meta(max_length=LABEL_CHARACTERS_MAX)]
_Tools = Annotated[list[_Object], msgspec.Meta(max_length=TOOLS_MAX)]
_Input = Annotated[list[_Object], msgspec.Meta(max_length=MESSAGES_MAX)]
_Inputs = Annotated[list[object], msgspec.Meta(max_length=TOKENS_IN_MAX)]
_Stops = Annotated[list[str], msgspec.Meta(max_length=STOPS_MAX)]
_Biases = Annotated[dict[str, float], msgspec.Meta(max_length=BIASES_MAX)]
_Modalities = Annotated[list[str], msgspec.Meta(max_length=STOPS_MAX)]
_User = Annotated[str, msgspec.Meta(max_length=512, pattern=_ONE_LINE)]  # The ledger keeps it.


class _Part(msgspec.Struct):
    type: str
    text: str | None = None


class _Message(msgspec.Struct):
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[_Part] | None = None
    name: _Label | None = None
    tool_calls: _Tools | None = None
    function_call: _Object | None = None
    audio: _Object | None = None
    tool_call_id: _Label | None = None


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
    stop: str | _Stops | None = None
    tools: _Tools | None = None
    tool_choice: str | _Object | None = None
    response_format: _Object | None = None
    logit_bias: _Biases | None = None
    seed: int | None = None
    service_tier: _Label | None = None
    modalities: _Modalities | None = None
    audio: _Object | None = None
    prediction: _Object | None = None
    prompt_cache_options: _Object | None = None
    web_search_options: _Object | None = None


class _Responses(msgspec.Struct):
    model: _Model
    input: str | _Input | None = None
    instructions: str | None = None
    stream: bool | None = None
    max_output_tokens: _OutputTokens | None = None
    temperature: _Temperature | None = None
    top_p: _Fraction | None = None
    user: _User | None = None
    tools: _Tools | None = None
    previous_response_id: _Label | None = None
    conversation: str | _Object | None = None
    prompt: _Object | None = None
    background: bool | None = None
    service_tier: _Label | None = None
    reasoning: _Object | None = None
    context_management: list[_Object] | None = None
    prompt_cache_options: _Object | None = None


class _Embeddings(msgspec.Struct):
    model: _Model
    input: str | _Inputs
    encoding_format: Literal["float", "base64"] | None = None
    dimensions: Annotated[int, msgspec.Meta(ge=1)] | None = None
    user: _User | None = None


@dataclass(frozen=True, slots=True)
class RequestOptions:
    """What is sent upstream when the caller names none, and what the caller may name.

    output_tokens_default: the output cap (OPENAI_MAX_TOKENS_PER_REQUEST).
    service_tier: AUTO sends nothing, which leaves the tier, and so the price, to the provider's project.
    image_hosts: where images may come from, for whoever answers to fetch.
    """

    output_tokens_default: int = 4000
    service_tier: ServiceTier = ServiceTier.AUTO
    image_hosts: Hosts = None


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


def with_model(call: Call, model: str) -> Call:
    """The same call to another model, for which images may count differently. Raises BadRequest."""
    body: JsonObject = {**call.body, "model": model}
    asked = from_object(call.endpoint, body, RequestOptions(call.output_tokens_max, image_hosts=ANY_HOST))
    return msgspec.structs.replace(asked, usage_wanted=call.usage_wanted, user_label=call.user_label)


def with_name(call: Call, model: str) -> bytes:
    """The call's payload under another name for the same model."""
    return encode({**call.body, "model": model})


def with_output_cap(call: Call, tokens: int) -> Call:
    """The same call with this output cap, in the field that carries it; tokens must be at least 1."""
    if call.endpoint is Endpoint.EMBEDDINGS:
        return call
    field = next(name for name in OUTPUT_CAPS[call.endpoint] if call.body.get(name) is not None)
    capped = with_body(call, {**call.body, field: tokens})
    return msgspec.structs.replace(capped, output_tokens_max=tokens)


def _chat(body: JsonObject, fields: _Chat, options: RequestOptions) -> Call:
    sent = dict(body)
    tier = _ask_tier(sent, fields.service_tier, options)
    _refuse_unbounded_chat(body, fields)
    media = chat_media(body["messages"], fields.model, options.image_hosts)
    cap = _cap_chat(sent, fields, options)
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
        prompt_tokens_max=_prompt_bound(payload, media),
        output_tokens_max=cap,
        choices=fields.n or 1,
        user_label=fields.user or "",
        service_tier=tier,
        audio_prompt_tokens_max=media.audio_tokens,
        audio_output=fields.audio is not None or "audio" in (fields.modalities or ()),
        uncapped_output_tokens=0 if fields.prediction is None else len(encode(fields.prediction)),
    )


def _prompt_bound(payload: bytes, media: Media = NO_MEDIA) -> int:
    """A byte-level tokenizer never makes more tokens than bytes; what is not text counts as what it is."""
    return len(payload) - media.encoded_bytes + media.tokens + TEMPLATE_TOKENS


def _cap_chat(sent: JsonObject, fields: _Chat, options: RequestOptions) -> int:
    """Leave exactly one cap in the body, the lowest: OpenAI refuses two, and others may heed either."""
    given = [cap for cap in (fields.max_completion_tokens, fields.max_tokens) if cap is not None]
    cap = min(given, default=options.output_tokens_default)
    if len(given) != 1:
        sent.pop("max_tokens", None)
        sent["max_completion_tokens"] = cap
    return cap


def _refuse_unbounded_chat(body: JsonObject, fields: _Chat) -> None:
    if fields.web_search_options is not None:
        raise unpriced("web_search_options", "Web search is billed per search and by what it finds; leave it out.")
    if fields.modalities is not None and not set(fields.modalities) <= {"text", "audio"}:
        raise unpriced("modalities", "Only text and audio are priced as output.")
    refuse_long_cache(body, "")
    _refuse_upstream_tools(fields.tools, untyped=True)
    for index, message in enumerate(fields.messages):
        if message.content is None and message.role in ("system", "developer", "user"):
            raise BadRequest(
                f"messages[{index}] needs content.",
                code="missing_required_parameter",
                param=f"messages[{index}].content",
            )


def _refuse_upstream_tools(tools: list[_Object] | None, *, untyped: bool) -> None:
    for index, tool in enumerate(tools or ()):
        kind = kind_of(tool)
        if kind not in TOOL_TYPES and not (untyped and kind is None):
            raise unpriced(f"tools[{index}]", "Built-in tools are billed per use and are not priced; use functions.")


def _responses(body: JsonObject, fields: _Responses, options: RequestOptions) -> Call:
    sent = dict(body)
    tier = _ask_tier(sent, fields.service_tier, options)
    _refuse_unbounded_response(body, fields)
    if fields.input is None:
        raise BadRequest("input is required.", code="missing_required_parameter", param="input")
    media = response_media(body["input"], fields.model, options.image_hosts)
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
        prompt_tokens_max=_prompt_bound(payload, media),
        output_tokens_max=cap,
        choices=1,
        user_label=fields.user or "",
        service_tier=tier,
    )


def _refuse_unbounded_response(body: JsonObject, fields: _Responses) -> None:
    for name in ("previous_response_id", "conversation", "prompt"):
        if body.get(name) is not None:
            raise unpriced(
                name,
                f"{name} adds input that only the upstream knows, so it cannot be priced; send the input itself.",
            )
    if fields.background:
        raise unpriced("background", "A background response cannot be settled; leave background out.")
    if fields.context_management:
        raise unpriced("context_management", "Compaction writes text beyond the output cap; leave it out.")
    if fields.reasoning is not None and fields.reasoning.get("mode") not in (None, "standard"):
        raise unpriced("reasoning.mode", "Only the standard mode is known to keep to the output cap.")
    refuse_long_cache(body, "")
    _refuse_upstream_tools(fields.tools, untyped=False)


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
        prompt_tokens_max=_prompt_bound(payload),
        output_tokens_max=0,
        choices=1,
        user_label=fields.user or "",
        service_tier=ServiceTier.DEFAULT,
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


def _ask_tier(sent: JsonObject, name: str | None, options: RequestOptions) -> ServiceTier:
    """The tier that the body asks for, put there if need be; whether it has a price, the accountant knows."""
    if not name:
        if options.service_tier is not ServiceTier.AUTO:
            sent["service_tier"] = options.service_tier.value
        return options.service_tier
    tier = TIER_NAMES.get(name)
    if tier is None:
        raise unpriced("service_tier", f"service_tier {name[:32]!r} is not priced; known are {', '.join(TIER_NAMES)}.")
    return tier


def _invalid(error: msgspec.ValidationError) -> BadRequest:
    """msgspec says "Expected `int`, got `str` - at `$.n`"; OpenAI says which parameter."""
    reason, _, place = str(error).partition(" - at `$")
    param = place.rstrip("`").lstrip(".") or None
    missing = reason.startswith("Object missing required field")
    if missing:
        field = reason.split("`")[1]
        param = f"{param}.{field}" if param else field
        return BadRequest(f"Missing required parameter: {param}.", code="missing_required_parameter", param=param)
    if "matching regex" in reason:
        reason = "expected text without line breaks and control characters"
    code = "invalid_type" if reason.startswith("Expected `") and ", got" in reason else "invalid_value"
    return BadRequest(f"Invalid value for {param or 'the body'}: {reason}.", code=code, param=param)
