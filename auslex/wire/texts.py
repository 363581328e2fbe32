"""The generated text of an answer, for counting what a provider did not report."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from auslex.core.calls import Endpoint
from auslex.wire.answers import UNREADABLE


class _ToolCall(msgspec.Struct):
    function: msgspec.Raw = msgspec.Raw()


class _Said(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None
    reasoning_content: str | None = None
    tool_calls: list[_ToolCall] | None = None


class _Choice(msgspec.Struct):
    delta: _Said | None = None
    message: _Said | None = None


class _Chat(msgspec.Struct):
    choices: list[_Choice] = []


class _ResponsesEvent(msgspec.Struct):
    type: str = ""
    delta: str | None = None


class _ResponsesPart(msgspec.Struct):
    text: str | None = None


class _ResponsesItem(msgspec.Struct):
    content: list[_ResponsesPart] | None = None
    arguments: str | None = None


class _ResponsesAnswer(msgspec.Struct):
    output: list[_ResponsesItem] = []


_chat = msgspec.json.Decoder(_Chat)
_responses_event = msgspec.json.Decoder(_ResponsesEvent)
_responses_answer = msgspec.json.Decoder(_ResponsesAnswer)


def generated_text(endpoint: Endpoint, documents: Iterable[bytes]) -> str:
    """Everything the model wrote in these documents: one whole answer's body, or the data of a stream's frames.

    What is not of the expected shape is counted as it stands: too much rather than nothing.
    """
    return "".join(_text(endpoint, document) for document in documents)


def _text(endpoint: Endpoint, document: bytes) -> str:
    if document == b"[DONE]" or endpoint is Endpoint.EMBEDDINGS:
        return ""
    try:
        return _responses_text(document) if endpoint is Endpoint.RESPONSES else _chat_text(document)
    except UNREADABLE:
        return document.decode(errors="replace")


def _chat_text(document: bytes) -> str:
    pieces: list[str] = []
    for choice in _chat.decode(document).choices:
        said = choice.delta or choice.message
        if said is None:
            continue
        pieces += [piece for piece in (said.content, said.refusal, said.reasoning_content) if piece]
        pieces += [bytes(call.function).decode() for call in said.tool_calls or ()]
    return "".join(pieces)


def _responses_text(document: bytes) -> str:
    event = _responses_event.decode(document)
    if event.type:
        return event.delta or ""
    pieces: list[str] = []
    for item in _responses_answer.decode(document).output:
        pieces += [part.text for part in item.content or () if part.text]
        pieces.append(item.arguments or "")
    return "".join(pieces)
