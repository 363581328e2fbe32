"""The generated text of an answer, for counting what a provider did not report.

What is not of the expected shape is counted as it stands: too much rather than nothing.
"""

from __future__ import annotations

import msgspec

from auslex.core.calls import Endpoint
from auslex.wire.json import UNREADABLE


class _ToolCall(msgspec.Struct, gc=False):
    function: msgspec.Raw = msgspec.Raw()
    custom: msgspec.Raw = msgspec.Raw()


class _Audio(msgspec.Struct, gc=False):
    transcript: str | None = None


class Said(msgspec.Struct, gc=False):
    """A chat message, or the part of it that is in one event of a stream."""

    content: str | None = None
    refusal: str | None = None
    reasoning_content: str | None = None
    tool_calls: list[_ToolCall] | None = None
    audio: _Audio | None = None


class _Choice(msgspec.Struct):
    message: Said | None = None


class _Chat(msgspec.Struct):
    choices: list[_Choice] = []


class _ResponsesPart(msgspec.Struct):
    text: str | None = None


class _ResponsesItem(msgspec.Struct):
    content: list[_ResponsesPart] | None = None
    arguments: str | None = None
    input: str | None = None  # Of a custom tool.
    summary: list[_ResponsesPart] | None = None


class _ResponsesAnswer(msgspec.Struct):
    output: list[_ResponsesItem] = []


_chat = msgspec.json.Decoder(_Chat)
_responses_answer = msgspec.json.Decoder(_ResponsesAnswer)


def said_text(said: Said | None) -> str:
    """Everything the model wrote in it: text, refusal, reasoning that is shown, calls of tools."""
    if said is None:
        return ""
    text = said.content or ""
    if said.refusal or said.reasoning_content or said.tool_calls or said.audio:
        text += (said.refusal or "") + (said.reasoning_content or "")
        text += "".join(bytes(call.function).decode() + bytes(call.custom).decode() for call in said.tool_calls or ())
        text += (said.audio.transcript or "") if said.audio is not None else ""
    return text


def generated_text(endpoint: Endpoint, body: bytes) -> str:
    """Everything the model wrote in this whole answer."""
    if endpoint is Endpoint.EMBEDDINGS:
        return ""
    try:
        return _responses_text(body) if endpoint is Endpoint.RESPONSES else _chat_text(body)
    except UNREADABLE:
        return as_it_stands(body)


def as_it_stands(document: bytes) -> str:
    """For what is not understood."""
    return document.decode(errors="replace")


def _chat_text(body: bytes) -> str:
    return "".join(said_text(choice.message) for choice in _chat.decode(body).choices)


def _responses_text(body: bytes) -> str:
    pieces: list[str] = []
    for item in _responses_answer.decode(body).output:
        pieces += [part.text for part in (*(item.content or ()), *(item.summary or ())) if part.text]
        pieces += (item.arguments or "", item.input or "")
    return "".join(pieces)
