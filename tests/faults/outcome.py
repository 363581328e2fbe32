"""What a client got and what the ledger says, in the words of docs/chaos.md; raises where the default rule is broken.

The rule: a whole right answer; or an error with a status; or, once a stream has begun, one error event at its end, no
finish reason and no [DONE]. Nothing of the upstream's inside comes through, and no row of the ledger stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from auslex.upstreams.faults.answers import WORDS
from auslex.upstreams.faults.catalogue import CANARY
from tests.faults.conftest import KEY
from tests.support.faults import strictly
from tests.support.gateway import Gateway, Row
from tests.support.waiting import until
from tests.support.web import Answer

TEXT = "".join(WORDS)
OURS = re.compile(r"x-request-id|x-auslex-.*|x-ratelimit-.*|content-(type|length)|date|cache-control|x-accel-buffering|"
                  r"x-should-retry|retry-after|transfer-encoding|connection|x-content-type-options|referrer-policy|"
                  r"x-frame-options|www-authenticate|allow|strict-transport-security|"
                  r"content-security-policy")  # fmt: skip


Record = Callable[[str, object], None]


def note(record: Record, row: int, fault: str, stream: bool | None, expected: str, got: str) -> None:
    """For the table that `make chaos` prints. stream: None where it makes no difference."""
    mode = "" if stream is None else "stream" if stream else "whole"
    record("chaos", (row, fault, mode, expected, got))


def outcome(gateway: Gateway, answer: Answer, *, stream: bool, text: str = TEXT) -> str:
    """For instance "502 upstream_reset | held held"."""
    return f"{told(answer, stream=stream, text=text)} | {' '.join(map(booked, ledger(gateway, answer)))}"


def told(answer: Answer, *, stream: bool, text: str = TEXT) -> str:
    """What the client was told: right, a status with a code, or the error event of a stream that had begun."""
    check_nothing_leaks(answer)
    if answer.status != 200:
        assert "application/json" == answer.headers["content-type"]
        return f"{answer.status} {answer.error['code']}"
    if not stream:
        assert text == said(strictly(answer.body))
        return "right"
    events = sse(answer.body)
    failures = [event for event in events if is_error(event)]
    if not failures:
        assert text == "".join(map(said, events[:-1] if events[-1] == "[DONE]" else events))
        assert finished(events)
        return "right"
    assert [events[-1]] == failures
    assert "[DONE]" not in events
    assert text.startswith("".join(map(said, events[:-1]))) or len(answer.body) > 1 << 20
    assert not any(finishes(event) for event in events)
    return f"event {events[-1].get('error', events[-1])['code']}"


def booked(row: Row) -> str:
    """void, or who says what was used; with a mark where more was paid than held."""
    if row.state == "V":
        assert row.paid == 0
        return "void"
    assert (row.state, row.paid >= 0) == ("S", True)
    return f"{row.source}{'+' if row.paid > row.held_amount else ''}"


def ledger(gateway: Gateway, answer: Answer) -> list[Row]:
    """The rows of this request, none of them open; nothing is held any more."""
    rows = gateway.resolved_rows(answer.headers["x-request-id"])
    until(lambda: all(balance.reserved == 0 for balance in gateway.balances()))
    return rows


def check_nothing_leaks(answer: Answer) -> None:
    shown = answer.body.decode(errors="replace") + str(answer.headers)
    for secret in (KEY, CANARY, "127.0.0.1", "set-cookie"):
        assert secret not in shown
    assert [] == [name for name in answer.headers if not OURS.fullmatch(name)]


def sse(body: bytes) -> list[Any]:
    """The data of a stream's events by the standard, as JSON but for [DONE]."""
    lines = [re.split(r"\r\n|\n|\r", block) for block in re.split(r"\r\n\r\n|\n\n|\r\r", body.decode())]
    datas = [[line[5:].removeprefix(" ") for line in block if line.startswith("data:")] for block in lines]
    texts = ["\n".join(data) for data in datas if data]
    return [text if text == "[DONE]" else strictly(text.encode()) for text in texts]


def said(document: Any) -> str:
    """The text of a whole answer or of one event, whatever the endpoint."""
    if "choices" in document:
        parts = [choice.get("message") or choice.get("delta") or {} for choice in document["choices"]]
        return "".join(part.get("content") or "" for part in parts)
    if "output" in document:
        return "".join(part["text"] for item in document["output"] for part in item["content"])
    return TEXT if "data" in document else str(document.get("delta", ""))


def is_error(event: Any) -> bool:
    return isinstance(event, dict) and (bool(event.get("error")) or event.get("type") == "error")


def finishes(event: Any) -> bool:
    if event.get("type") == "response.completed":
        return True
    return any(choice.get("finish_reason") for choice in event.get("choices", ()))


def finished(events: list[Any]) -> bool:
    """It has its end, once, and nothing after it."""
    if events[-1] != "[DONE]":
        return bool(events[-1].get("type") == "response.completed")
    return events.count("[DONE]") == 1 and any(finishes(event) for event in events[:-1])
