"""What a guarded route takes in and gives out, as texts: whatever FastAPI makes of it."""

from __future__ import annotations

import codecs
import json
from collections.abc import AsyncIterator, Sequence
from typing import cast
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.encoders import jsonable_encoder
from starlette.responses import Response, StreamingResponse

from auslex.core.errors import ScreeningUnavailable
from auslex.core.json import JsonValue
from auslex.screening.texts import TextScreening

Texts = list[tuple[str, str]]


def reads_as_json(body: bytes) -> bool:
    """Whether FastAPI would read an object or a list from it; Python also does from UTF-16 and UTF-32."""
    if json.detect_encoding(body) == "utf-8":
        return body.lstrip().startswith((b"{", b"["))
    try:
        return isinstance(json.loads(body), dict | list)
    except (ValueError, RecursionError):
        return False


def texts_of(request: Request, body: bytes) -> Texts:
    """Every text of the request's body, query and path, with its place."""
    found = [(name, value) for name, value in request.query_params.multi_items()]
    found += [(name, str(value)) for name, value in request.path_params.items()]
    return found + _texts_of_body(request.headers.get("content-type", ""), body)


async def filtered(result: object, screening: TextScreening, given: Sequence[str]) -> object:
    """The result as it may leave; raises ScreeningUnavailable. What is no text, such as a picture, is left alone."""
    if not isinstance(result, Response):
        plain = _plain(result)
        shown = await screening.filtered(plain, given)
        return result if shown is plain else shown
    kind = result.headers.get("content-type", "")
    if not _is_text(kind):
        return result
    if isinstance(result, StreamingResponse):
        result.body_iterator = _pieces(result.body_iterator, screening, given)  # type: ignore[arg-type]
        if "content-length" in result.headers:
            del result.headers["content-length"]
        return result
    if not hasattr(result, "body"):
        raise ScreeningUnavailable("A file of text cannot be filtered. Give its text instead.")
    shown_body = await _body(bytes(result.body), kind, screening, given)
    if shown_body != result.body:
        result.body = shown_body
        result.headers["content-length"] = str(len(shown_body))
    return result


def _texts_of_body(kind: str, body: bytes) -> Texts:
    if not body:
        return []
    try:
        return _places(json.loads(body), "body")  # As FastAPI reads it, whatever it is called.
    except (ValueError, RecursionError):
        text = body.decode("utf-8", "replace")
    if "urlencoded" in kind:
        return [(name, value) for name, value in parse_qsl(text, keep_blank_values=True)]
    return [("body", text)]


def _places(value: object, place: str) -> Texts:
    if isinstance(value, str):
        return [(place, value)]
    if isinstance(value, dict):
        return [each for name, child in value.items() for each in _places(child, f"{place}.{name}"[:100])]
    if isinstance(value, list):
        return [each for number, child in enumerate(value) for each in _places(child, f"{place}[{number}]")]
    return []


def _plain(result: object) -> JsonValue:
    try:
        return cast("JsonValue", jsonable_encoder(result))
    except (TypeError, ValueError, RecursionError) as error:
        raise ScreeningUnavailable("What this route returns cannot be screened, so it may not leave.") from error


async def _body(body: bytes, kind: str, screening: TextScreening, given: Sequence[str]) -> bytes:
    if "json" in kind:
        try:
            value: JsonValue = json.loads(body)
        except ValueError:
            value = body.decode("utf-8", "replace")
        shown = await screening.filtered(value, given)
        return body if shown is value else json.dumps(shown, ensure_ascii=False).encode()
    text = body.decode("utf-8", "replace")
    shown = await screening.filtered(text, given)
    return body if shown == text else str(shown).encode()


async def _pieces(
    pieces: AsyncIterator[str | bytes], screening: TextScreening, given: Sequence[str]
) -> AsyncIterator[bytes]:
    stream, decoder = screening.stream(given), codecs.getincrementaldecoder("utf-8")("replace")
    async for piece in pieces:
        shown = stream.feed(piece if isinstance(piece, str) else decoder.decode(bytes(piece)))
        if shown:
            yield shown.encode()
    rest = stream.feed(decoder.decode(b"", final=True)) + stream.close()
    if rest:
        yield rest.encode()


def _is_text(kind: str) -> bool:
    return not kind or kind.startswith("text/") or "json" in kind or "xml" in kind
