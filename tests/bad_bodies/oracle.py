"""What must be true of every answer and every line of the log, whatever was asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bad_bodies.attack import Framing
from tests.bad_bodies.client import Reply

MESSAGE_CHARACTERS_MAX = 1_000
FIELDS = {"message", "type", "param", "code"}
# Whoever announces more than he sends, and leaves, need not be answered.
MAY_BE_LEFT = frozenset(
    {Framing.SHORT, Framing.ENDLESS_CHUNK, Framing.BAD_CHUNK, Framing.LONG, Framing.BOTH, Framing.NONE}
)
_INSIDES = re.compile(
    rb"Traceback|File \"|/site-packages|/usr/lib|line [0-9]+, in |[A-Za-z_]+\.py\b|0x[0-9a-f]{8,}|<class |object at |"
    rb"sqlite3?\.|psycopg|pydantic|msgspec|starlette|sqlalchemy|RecursionError|ValueError|KeyError|TypeError"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What must be seen nowhere. carried: in requests' headers, keys among them. said: in texts for models."""

    carried: tuple[str, ...]
    said: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def faults_of(reply: Reply, framing: Framing, secrets: Secrets) -> Iterator[str]:
    """Everything wrong with this answer."""
    if reply.status == -1:
        yield "no answer in time"
        return
    if reply.status == 0:
        if framing not in MAY_BE_LEFT:
            yield "closed without an answer"
        return
    if reply.status >= 500:
        yield f"status {reply.status}: {reply.body[:300]!r}"
    elif 300 <= reply.status < 400:
        yield f"sent on to {reply.headers.get('location')}"
    elif reply.status >= 400:
        yield from _faults_of_error(reply)
    if "x-request-id" not in reply.headers or reply.headers.get("x-content-type-options") != "nosniff":
        yield "headers are missing"
    whole = reply.raw_head + b"\r\n" + reply.body
    yield from (f"the answer holds {each[:12]}..." for each in found(whole, (*secrets.carried, *secrets.places)))
    if inside := _INSIDES.search(reply.body):
        yield f"the answer tells of our insides: {inside.group()!r}"
    if any(_CONTROL.search(value) for value in reply.headers.values()):
        yield "a control character in a header"


def _faults_of_error(reply: Reply) -> Iterator[str]:
    if reply.headers.get("content-type") != "application/json":
        yield f"an error of type {reply.headers.get('content-type')}"
    try:
        error = json.loads(reply.body)["error"]
    except (ValueError, KeyError, TypeError):
        yield f"not OpenAI's error format: {reply.body[:200]!r}"
        return
    message = error.get("message")
    if set(error) != FIELDS or not (isinstance(error["code"], str) and isinstance(error["type"], str)):
        yield f"not OpenAI's error fields: {sorted(error)}"
    elif not isinstance(message, str) or not 0 < len(message) <= MESSAGE_CHARACTERS_MAX:
        yield "a message that is none"
    elif not isinstance(error["param"], str | None):
        yield "a param that is no name"


def faults_of_log(text: str, secrets: Secrets) -> Iterator[str]:
    """Everything wrong with a log that is JSON lines."""
    for line in text.split("\n"):
        if not line:
            continue
        try:
            event = json.loads(line)
        except ValueError:
            yield f"a line that is no event: {line[:200]!r}"
            continue
        if event.get("level") == "error" or event.get("event") in ("internal.error", "http.failed"):
            yield f"something of ours broke: {line[:300]}"
        if _CONTROL.search(line):
            yield f"a control character in a line: {line[:200]!r}"
        # A caller who writes a text where the model's name belongs has named a model.
        words = json.dumps({name: value for name, value in event.items() if name != "model"}).encode()
        yield from (f"a line holds {each[:12]}..." for each in found(words, (*secrets.carried, *secrets.said)))


def found(text: bytes, needles: Sequence[str]) -> list[str]:
    """Which of these are in it."""
    return [needle for needle in needles if needle.encode() in text]
