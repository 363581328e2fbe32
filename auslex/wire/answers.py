"""Upstream answers, read just far enough to know: is it whole, what did it use, is it an error.

Sources: OpenAI's API reference for chat completions, responses and embeddings. Unknown fields are not our business
and survive, because the bytes themselves are relayed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import msgspec

from auslex.core.calls import Endpoint
from auslex.core.errors import UpstreamBroken
from auslex.core.events import Frame, Frames, Whole
from auslex.core.usage import TIER_NAMES, ServiceTier, Usage
from auslex.wire.json import UNREADABLE
from auslex.wire.sse import DONE, EventTooLarge, ServerSentEvent, SseDecoder
from auslex.wire.texts import Said, as_it_stands, said_text

TOKENS_MAX = 100_000_000  # No call can use more; a larger figure is nonsense and is not believed.
STREAM_END_TYPES = frozenset({"response.completed", "response.incomplete", "response.failed"})

_ABSENT = msgspec.Raw()
_Tokens = Annotated[int, msgspec.Meta(ge=0, le=TOKENS_MAX)]


class _InputDetails(msgspec.Struct):
    cached_tokens: _Tokens | None = None
    cache_write_tokens: _Tokens | None = None
    audio_tokens: _Tokens | None = None


class _OutputDetails(msgspec.Struct):
    reasoning_tokens: _Tokens | None = None
    audio_tokens: _Tokens | None = None
    accepted_prediction_tokens: _Tokens | None = None
    rejected_prediction_tokens: _Tokens | None = None


class _ChatUsage(msgspec.Struct):
    prompt_tokens: _Tokens
    completion_tokens: _Tokens
    prompt_tokens_details: _InputDetails | None = None
    completion_tokens_details: _OutputDetails | None = None


class _EmbeddingsUsage(msgspec.Struct):
    prompt_tokens: _Tokens


class _ResponsesUsage(msgspec.Struct):
    input_tokens: _Tokens
    output_tokens: _Tokens
    input_tokens_details: _InputDetails | None = None
    output_tokens_details: _OutputDetails | None = None


class _Choice(msgspec.Struct):
    index: int = 0
    finish_reason: str | None = None


class _Named(msgspec.Struct):
    model: str = ""


class _ToldChoice(_Choice, gc=False):
    delta: Said | None = None


class _ChatChunk(msgspec.Struct, gc=False):
    choices: list[_ToldChoice] | None = None
    usage: msgspec.Raw = _ABSENT
    error: msgspec.Raw = _ABSENT
    service_tier: msgspec.Raw = _ABSENT


class _ChatAnswer(msgspec.Struct):
    choices: list[_Choice] | None = None
    usage: msgspec.Raw = _ABSENT
    error: msgspec.Raw = _ABSENT
    service_tier: msgspec.Raw = _ABSENT


class _Response(msgspec.Struct):
    usage: msgspec.Raw = _ABSENT
    service_tier: msgspec.Raw = _ABSENT


class _ResponsesEvent(msgspec.Struct):
    type: str = ""
    response: _Response | None = None
    error: msgspec.Raw = _ABSENT


class _ResponsesDelta(_ResponsesEvent):
    delta: str | None = None


class _Embeddings(msgspec.Struct):
    data: list[msgspec.Raw] | None = None
    usage: msgspec.Raw = _ABSENT
    error: msgspec.Raw = _ABSENT


class _ResponsesAnswer(msgspec.Struct):
    output: list[msgspec.Raw] | None = None
    usage: msgspec.Raw = _ABSENT
    error: msgspec.Raw = _ABSENT
    service_tier: msgspec.Raw = _ABSENT


_NO_INPUT_DETAILS, _NO_OUTPUT_DETAILS = _InputDetails(), _OutputDetails()
_TIERS = {b'"%s"' % name.encode(): tier for name, tier in TIER_NAMES.items()}

_chat_answer = msgspec.json.Decoder(_ChatAnswer)
_chat_chunk = msgspec.json.Decoder(_ChatChunk)
_named = msgspec.json.Decoder(_Named)
_chat_usage = msgspec.json.Decoder(_ChatUsage)
_embeddings_usage = msgspec.json.Decoder(_EmbeddingsUsage)
_responses_usage = msgspec.json.Decoder(_ResponsesUsage)
_responses_event = msgspec.json.Decoder(_ResponsesEvent)
_responses_delta = msgspec.json.Decoder(_ResponsesDelta)
_embeddings = msgspec.json.Decoder(_Embeddings)
_responses_answer = msgspec.json.Decoder(_ResponsesAnswer)


def read_whole(endpoint: Endpoint, body: bytes) -> Whole:
    """A whole answer; raises UpstreamBroken if it is not one."""
    tier = _ABSENT
    try:
        _require_text(body)
        if endpoint is Endpoint.CHAT_COMPLETIONS:
            chat = _chat_answer.decode(body)
            error, usage, tier, complete = chat.error, chat.usage, chat.service_tier, bool(chat.choices)
        elif endpoint is Endpoint.EMBEDDINGS:
            embeddings = _embeddings.decode(body)
            error, usage, complete = embeddings.error, embeddings.usage, embeddings.data is not None
        else:
            response = _responses_answer.decode(body)
            error, usage, tier = response.error, response.usage, response.service_tier
            complete = response.output is not None
    except UNREADABLE:
        raise UpstreamBroken("The upstream's answer is not valid JSON of the expected shape.") from None
    if _present(error) and not complete:
        raise _reported("The upstream answered 200 with an error.", body)
    if not complete:
        raise UpstreamBroken("The upstream's answer is empty.")
    return Whole(body, read_usage(endpoint, usage, read_tier(tier)))


def read_tier(raw: msgspec.Raw) -> ServiceTier | None:
    """The tier that served the answer; None if nothing is said of it. What is not understood counts as the dear one."""
    if not _present(raw):
        return None
    tier = _TIERS.get(bytes(raw), ServiceTier.PRIORITY)
    return ServiceTier.PRIORITY if tier is ServiceTier.AUTO else tier  # "auto" would not say which.


def read_usage(endpoint: Endpoint, raw: msgspec.Raw, tier: ServiceTier | None = None) -> Usage | None:
    """The reported usage, or None if it is missing, negative, absurd, of a wrong type, or at odds with itself."""
    if not _present(raw):
        return None
    try:
        if endpoint is Endpoint.RESPONSES:
            responses = _responses_usage.decode(raw)
            prompt, completion = responses.input_tokens, responses.output_tokens
            given, written = responses.input_tokens_details, responses.output_tokens_details
        elif endpoint is Endpoint.EMBEDDINGS:
            return Usage(_embeddings_usage.decode(raw).prompt_tokens, 0)
        else:
            chat = _chat_usage.decode(raw)
            prompt, completion = chat.prompt_tokens, chat.completion_tokens
            given, written = chat.prompt_tokens_details, chat.completion_tokens_details
    except UNREADABLE:
        return None
    inputs, outputs = given or _NO_INPUT_DETAILS, written or _NO_OUTPUT_DETAILS
    usage = Usage(
        prompt,
        completion,
        inputs.cached_tokens or 0,
        inputs.cache_write_tokens or 0,
        audio_prompt_tokens=inputs.audio_tokens or 0,
        audio_completion_tokens=outputs.audio_tokens or 0,
        service_tier=tier,
    )
    return usage if _agrees(usage, outputs) else None


def _agrees(usage: Usage, outputs: _OutputDetails) -> bool:
    """No part is larger than its whole."""
    parts = (outputs.reasoning_tokens, outputs.accepted_prediction_tokens, outputs.rejected_prediction_tokens)
    return (
        usage.cached_tokens + usage.cache_write_tokens <= usage.prompt_tokens
        and usage.audio_prompt_tokens <= usage.prompt_tokens
        and usage.audio_completion_tokens <= usage.completion_tokens
        and all((part or 0) <= usage.completion_tokens for part in parts)
    )


def other_model(asked: str, document: bytes) -> str:
    """The model that an answer, or its first event, says it is of; "" if it is `asked`, or a dated version of it."""
    try:
        answered = _named.decode(document).model
    except UNREADABLE:
        return ""
    return "" if answered.startswith(asked) or asked.startswith(answered) else answered


def _reported(message: str, body: bytes) -> UpstreamBroken:
    return UpstreamBroken(message, code="upstream_error", failure="server_error", reported=body)


def _require_text(data: bytes) -> None:
    """Raise UnicodeDecodeError unless it is UTF-8: the decoder does not look into strings that it skips."""
    if not data.isascii():
        data.decode()


def _present(raw: msgspec.Raw) -> bool:
    return raw is not _ABSENT and bytes(raw) not in (b"", b"null")


class AnswerStream:
    """The stream of one answer: feed it what arrives, ask it at the end whether the answer is whole.

    choices: how many there are to be; one that never began is missed as one that never ended.
    """

    def __init__(self, endpoint: Endpoint, choices: int = 1) -> None:
        self._endpoint = endpoint
        self._choices = choices
        self._decoder = SseDecoder()
        self._open_choices: set[int] = set()
        self._finished_choices: set[int] = set()
        self._terminated = False
        self._done = False
        self._tier: ServiceTier | None = None
        self._failure: UpstreamBroken | None = None

    @property
    def finished(self) -> bool:
        """Every choice has its finish reason, or the response its terminal event."""
        if self._endpoint is Endpoint.RESPONSES:
            return self._terminated
        return len(self._finished_choices) >= self._choices and not self._open_choices

    @property
    def done(self) -> bool:
        """Nothing more will be relayed."""
        return self._done

    def feed(self, piece: bytes) -> Frames:
        """The frames this piece completed. Raises UpstreamBroken for a broken or failed one.

        What came whole before it in the same piece is given first, and `check` raises: how the network cut the stream
        into pieces must not decide what a caller sees and pays.
        """
        frames: list[Frame] = []
        try:
            for raw, data in self._events(piece):
                if self._done:
                    break  # Data after [DONE] is not part of the answer.
                frames.append(self._frame(raw, data))
        except UpstreamBroken as error:
            if not frames:
                raise
            self._failure = error
        return Frames(tuple(frames))

    def check(self) -> None:
        """Raise what was wrong behind the frames that were given last."""
        if self._failure is not None:
            raise self._failure

    def end(self) -> Frames:
        """The upstream closed the stream: what is still owed to the client. Raises UpstreamBroken if it was cut."""
        if not self.finished:
            raise UpstreamBroken(
                "The upstream's answer ended before it was finished.", code="upstream_truncated", failure="truncated"
            )
        if self._done or self._endpoint is Endpoint.RESPONSES:
            return Frames(())
        self._done = True
        return Frames((Frame(DONE, b"[DONE]", done=True),))

    def _events(self, piece: bytes) -> list[ServerSentEvent]:
        try:
            return self._decoder.feed(piece)
        except EventTooLarge as error:
            raise UpstreamBroken(f"The upstream's stream is broken: {error}.", failure="too_large") from None

    def _frame(self, raw: bytes, data: bytes) -> Frame:
        if data == b"[DONE]":
            if not self.finished:
                raise UpstreamBroken(
                    "The upstream's answer ended without a finish reason.",
                    code="upstream_truncated",
                    failure="truncated",
                )
            self._done = True
            return Frame(raw, data, done=True)
        try:
            _require_text(data)
            return self._responses_frame(raw, data) if self._endpoint is Endpoint.RESPONSES else self._chat(raw, data)
        except UNREADABLE:
            raise UpstreamBroken("The upstream sent a broken frame.") from None

    def _chat(self, raw: bytes, data: bytes) -> Frame:
        chunk: _ChatChunk | _ChatAnswer
        try:
            chunk = _chat_chunk.decode(data)
            choices: Sequence[_Choice] | None = chunk.choices
            text = "".join([said_text(choice.delta) for choice in chunk.choices or ()])
        except msgspec.ValidationError:  # Of an unusual shape, so we do not know what is text in it.
            chunk = _chat_answer.decode(data)
            choices, text = chunk.choices, as_it_stands(data)
        if _present(chunk.error) and not choices:
            raise _reported("The upstream reported an error.", data)
        finished = False
        for choice in choices or ():
            if choice.finish_reason is not None:
                finished = True
                self._finished_choices.add(choice.index)
                self._open_choices.discard(choice.index)
            elif choice.index not in self._finished_choices:
                self._open_choices.add(choice.index)
        if _present(chunk.service_tier):
            self._tier = read_tier(chunk.service_tier)  # Each chunk may say it, the one with the usage need not.
        usage = read_usage(self._endpoint, chunk.usage, self._tier)
        usage_only = not choices and _present(chunk.usage)
        return Frame(raw, data, text, usage, usage_only, finished)

    def _responses_frame(self, raw: bytes, data: bytes) -> Frame:
        event: _ResponsesEvent
        try:
            event = delta = _responses_delta.decode(data)
            text = delta.delta or ""
        except msgspec.ValidationError:
            event, text = _responses_event.decode(data), as_it_stands(data)
        if event.type in ("", "error") and _present(event.error):  # As chat streams tell it, and many a proxy.
            raise _reported("The upstream reported an error.", data)
        if event.type == "error":
            raise _reported("The upstream reported an error.", b'{"error":%b}' % data)
        if event.type not in STREAM_END_TYPES:
            return Frame(raw, data, text)
        self._terminated = self._done = True  # Also where the upstream does not close: nothing is still to come.
        told = event.response
        usage = read_usage(self._endpoint, told.usage, read_tier(told.service_tier)) if told else None
        return Frame(raw, data, text, usage, finished=True)
