"""Right answers in OpenAI's formats, taken apart so that a fault can spoil a part, and put together as HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from auslex.upstreams.faults.script import Asked, Endpoint, Steps

WORDS = ("Notice", " must", " be", " given.")
CREATED = 1_767_225_600
DONE = b"data: [DONE]\n\n"
JSON = "application/json"
SSE = "text/event-stream; charset=utf-8"
LAST_CHUNK = b"0\r\n\r\n"
REASONS = {
    200: "OK",
    302: "Found",
    307: "Temporary Redirect",
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
}

_encode = msgspec.json.encode


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in an answer. prompt, completion: the usage, which may be nonsense. usage: whether there is any.

    model: in place of the one that was asked for.
    """

    prompt: object = 11
    completion: object = 5
    usage: bool = True
    model: str = ""
    words: tuple[str, ...] = field(default=WORDS)


RIGHT = Said()


def contents(asked: Asked, said: Said = RIGHT) -> list[bytes]:
    """The body of a whole answer, or the events of a stream, one by one."""
    match asked.endpoint, asked.stream:
        case Endpoint.CHAT, True:
            return _chat_events(asked, said)
        case Endpoint.CHAT, False:
            choice = {"index": 0, "message": {"role": "assistant", "content": "".join(said.words)}}
            return [_encode(_chat(asked, said, "chat.completion", {**choice, "finish_reason": "stop"}, usage=True))]
        case Endpoint.RESPONSES, True:
            return _responses_events(asked, said)
        case Endpoint.RESPONSES, False:
            return [_encode(_response(asked, said))]
    usage = {"prompt_tokens": said.prompt, "total_tokens": said.prompt}
    vector = {"object": "embedding", "index": 0, "embedding": [0.5, -0.25, 0.125]}
    return [_encode({"object": "list", "model": _model(asked, said), "data": [vector], **_usage(said, usage)})]


def event(data: object) -> bytes:
    """One server-sent event with JSON for its data."""
    return b"data: " + _encode(data) + b"\n\n"


def delta(asked: Asked, text: str) -> bytes:
    """One event of a stream that says this."""
    if asked.endpoint is Endpoint.RESPONSES:
        return _named("response.output_text.delta", {"item_id": "msg_1", "output_index": 0, "delta": text})
    return event(_chunk(asked, RIGHT, {"content": text}, None))


def encoded(asked: Asked, pieces: list[bytes], *headers: str, end: bytes = LAST_CHUNK) -> Steps:
    """These contents as HTTP: a head first, then the pieces, a whole body in three. A stream is chunked."""
    if asked.stream:
        return (head(200, SSE, "Transfer-Encoding: chunked", *headers), *map(chunk, pieces), end)
    body = b"".join(pieces)
    third = len(body) // 3
    return (
        head(200, JSON, f"Content-Length: {len(body)}", *headers),
        *(body[:third], body[third : 2 * third], body[2 * third :]),
    )


def head(status: int, kind: str, *headers: str) -> bytes:
    """The head of an HTTP answer."""
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Error')}", f"Content-Type: {kind}", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def chunk(piece: bytes) -> bytes:
    """One chunk of a chunked body."""
    return b"%x\r\n%b\r\n" % (len(piece), piece)


def answer(status: int, body: bytes, *headers: str, kind: str = JSON) -> Steps:
    """A whole answer with this status."""
    return (head(status, kind, f"Content-Length: {len(body)}", *headers), body)


def error_body(message: str, kind: str, code: str | None = None) -> bytes:
    """OpenAI's error object."""
    return _encode({"error": {"message": message, "type": kind, "param": None, "code": code}})


def _chat_events(asked: Asked, said: Said) -> list[bytes]:
    deltas: list[tuple[dict[str, str], str | None]] = [({"role": "assistant", "content": ""}, None)]
    deltas += [({"content": word}, None) for word in said.words]
    deltas.append(({}, "stop"))
    events = [event(_chunk(asked, said, change, finish)) for change, finish in deltas]
    if asked.usage_wanted and said.usage:
        events.append(event({**_chat(asked, said, "chat.completion.chunk", usage=True)}))
    return [*events, DONE]


def _chunk(asked: Asked, said: Said, change: dict[str, str], finish: str | None) -> dict[str, object]:
    choice = {"index": 0, "delta": change, "finish_reason": finish}
    return _chat(asked, said, "chat.completion.chunk", choice, usage=False)


def _chat(asked: Asked, said: Said, kind: str, *choices: object, usage: bool) -> dict[str, object]:
    answered = {
        "id": "chatcmpl-fault",
        "object": kind,
        "created": CREATED,
        "model": _model(asked, said),
        "choices": choices,
    }
    figures = {"prompt_tokens": said.prompt, "completion_tokens": said.completion, "total_tokens": _sum(said)}
    return {**answered, **(_usage(said, figures) if usage else {})}


def _responses_events(asked: Asked, said: Said) -> list[bytes]:
    end = _named("response.completed", {"response": _response(asked, said)})
    return [*(delta(asked, word) for word in said.words), end]


def _response(asked: Asked, said: Said) -> dict[str, object]:
    text = {"type": "output_text", "text": "".join(said.words), "annotations": []}
    message = {"type": "message", "id": "msg_1", "status": "completed", "role": "assistant", "content": [text]}
    figures = {"input_tokens": said.prompt, "output_tokens": said.completion, "total_tokens": _sum(said)}
    return {
        "id": "resp_fault",
        "object": "response",
        "created_at": CREATED,
        "status": "completed",
        "model": _model(asked, said),
        "output": [message],
        **_usage(said, figures),
    }


def _named(kind: str, fields: dict[str, object]) -> bytes:
    return b"event: " + kind.encode() + b"\n" + event({"type": kind, **fields})


def _model(asked: Asked, said: Said) -> str:
    return said.model or asked.model


def _usage(said: Said, figures: dict[str, object]) -> dict[str, object]:
    return {"usage": figures} if said.usage else {}


def _sum(said: Said) -> object:
    if isinstance(said.prompt, int) and isinstance(said.completion, int):
        return said.prompt + said.completion
    return None
