"""What `secure_endpoint` does from HIGH on: texts that come in are screened, texts that go out are filtered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, StreamingResponse
from pydantic import BaseModel
from starlette.responses import Response
from starlette.testclient import TestClient

from api.security_manager import SecurityLevel, secure_endpoint
from auslex import runtime
from auslex.screening.detectors.injection import InjectionDetector, InjectionFinding, Source
from tests.face.test_decorators import entries, make_key, own_installation, signed_headers  # noqa: F401
from tests.http.test_masking import SECRET, TFN
from tests.http.test_screening import ATTACK

HIGHER = [SecurityLevel.HIGH, SecurityLevel.CRITICAL]
CLEAN = "What is consideration?"


class Letter(BaseModel):
    to: str
    text: str


def app(level: SecurityLevel, said: object = None) -> FastAPI:
    """Routes that return what they were made with, or what they were told."""
    made = FastAPI()

    @made.post("/say")
    @secure_endpoint(level)
    async def say(request: Request) -> object:
        return said if said is not None else {"heard": (await request.body()).decode("utf-8", "replace")}

    @made.post("/read/{name}")
    @secure_endpoint(level)
    def read(name: str, letter: Letter) -> Letter:
        return letter

    return made


def post(level: SecurityLevel, body: bytes, path: str = "/say", said: object = None, kind: str = "application/json"):
    headers = signed_headers(make_key(), body, path.partition("?")[0])
    return TestClient(app(level, said)).post(path, content=body, headers={**headers, "content-type": kind})


def code(answer: object) -> tuple[int, str | None]:
    return answer.status_code, (answer.json().get("detail") or {}).get("code")  # type: ignore[attr-defined]


@pytest.mark.parametrize("level", HIGHER)
@pytest.mark.parametrize(
    ("body", "kind", "param"),
    [
        (json.dumps({"a": {"b": [CLEAN, ATTACK]}}).encode(), "application/json", "body.a.b[1]"),
        (json.dumps([ATTACK]).encode(), "application/json", "body[0]"),
        (json.dumps({"a": ATTACK}).encode(), "text/plain", "body.a"),
        (json.dumps({"a": ATTACK}).encode("utf-16"), "application/octet-stream", None),
        (ATTACK.encode(), "text/plain", "body"),
        (b"q=" + ATTACK.replace(" ", "+").encode(), "application/x-www-form-urlencoded", "q"),
    ],
)
def test_an_injection_is_refused_wherever_it_stands(
    level: SecurityLevel, body: bytes, kind: str, param: str | None
) -> None:
    answer = post(level, body, kind=kind)
    expected = (400, "prompt_injection", param) if param else (400, "invalid_json", None)  # UTF-16 is not read at all.
    assert expected == (*code(answer), answer.json()["detail"]["param"])


def test_an_injection_in_a_query_or_a_path_is_refused() -> None:
    key, body = make_key(), json.dumps({"to": "ann", "text": CLEAN}).encode()
    headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
    client = TestClient(app(SecurityLevel.HIGH))
    answers = [
        client.post("/say", params={"q": ATTACK}, headers=headers),
        client.post(f"/read/{ATTACK}", content=body, headers=headers),
    ]
    assert [(400, "prompt_injection")] * 2 == [code(answer) for answer in answers]


def test_a_refused_text_is_in_the_audit_log_without_the_text() -> None:
    post(SecurityLevel.HIGH, json.dumps({"a": ATTACK}).encode())
    current = runtime.current()
    current.call_sync(lambda: current.installation.access.auditor.write(everything=True))
    assert ("policy.refused", "POST /say", "prompt_injection") == entries()[-1]


def test_a_refused_text_is_no_critical_call() -> None:
    post(SecurityLevel.CRITICAL, json.dumps({"a": ATTACK}).encode())
    assert "critical.call" not in [action for action, _, _ in entries()]


@pytest.mark.parametrize("level", [SecurityLevel.LOW, SecurityLevel.MEDIUM])
def test_below_high_nothing_is_screened(level: SecurityLevel) -> None:
    assert 200 == post(level, json.dumps({"a": ATTACK, "b": SECRET}).encode()).status_code


@pytest.mark.parametrize("level", HIGHER)
@pytest.mark.parametrize(
    "said",
    [
        {"a": [f"The key is {SECRET}."], SECRET: 1},
        f"The key is {SECRET}.",
        [SECRET],
        Letter(to="ann", text=f"The key is {SECRET}."),
        PlainTextResponse(f"The key is {SECRET}."),
        HTMLResponse(f"<p>{SECRET}</p>"),
        Response(json.dumps({"a": SECRET}), media_type="application/json"),
        Response(f"broken {SECRET}", media_type="application/json"),
    ],
)
def test_no_secret_leaves(level: SecurityLevel, said: object) -> None:
    answer = post(level, b"{}", said=said)
    assert (200, False, True) == (answer.status_code, SECRET in answer.text, "REDACTED_SECRET" in answer.text)


def test_no_secret_leaves_in_a_stream_however_it_is_cut() -> None:
    async def pieces() -> AsyncIterator[bytes]:
        text = f"data: the key is {SECRET}, and é that is all\n\n".encode()
        for start in range(0, len(text), 3):
            yield text[start : start + 3]

    answer = post(SecurityLevel.HIGH, b"{}", said=StreamingResponse(pieces(), media_type="text/event-stream"))
    assert "data: the key is [REDACTED_SECRET], and é that is all\n\n" == answer.text


def test_what_is_clean_leaves_as_it_is() -> None:
    answer = post(SecurityLevel.HIGH, json.dumps({"to": "ann", "text": CLEAN}).encode(), "/read/x")
    assert (200, {"to": "ann", "text": CLEAN}) == (answer.status_code, answer.json())


def test_what_is_no_text_is_left_alone() -> None:
    picture = bytes(range(256))
    answer = post(SecurityLevel.HIGH, b"{}", said=Response(picture, media_type="image/png"))
    assert (200, picture) == (answer.status_code, answer.content)


@pytest.mark.parametrize(("setting", "leaves"), [("off", True), ("mask", False)])
def test_personal_data_leaves_only_where_it_may(monkeypatch: pytest.MonkeyPatch, setting: str, leaves: bool) -> None:
    monkeypatch.setenv("AUSLEX_PERSONAL_DATA", setting)
    answer = post(SecurityLevel.HIGH, b"{}", said={"a": f"The TFN is {TFN}."})
    assert leaves is (TFN in answer.text)


def test_what_the_caller_has_said_may_be_said_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUSLEX_PERSONAL_DATA", "mask")
    answer = post(SecurityLevel.HIGH, json.dumps({"to": "ann", "text": f"My TFN is {TFN}."}).encode(), "/read/x")
    assert f"My TFN is {TFN}." == answer.json()["text"]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A detector that fails: a fault that no request can cause."""

    def fail(self: InjectionDetector, text: str, source: Source) -> InjectionFinding:
        raise RuntimeError("broken")

    monkeypatch.setattr(InjectionDetector, "scan", fail)


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize(("setting", "status"), [("refuse", 503), ("flag", 200)])
def test_what_could_not_be_screened_does_not_come_in(
    monkeypatch: pytest.MonkeyPatch, setting: str, status: int
) -> None:
    monkeypatch.setenv("AUSLEX_SCREENING_FAILURE", setting)
    assert status == post(SecurityLevel.HIGH, json.dumps({"a": CLEAN}).encode()).status_code


@pytest.mark.parametrize("said", [{1: object()}, "file"])
def test_what_cannot_be_filtered_does_not_leave(said: object, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(SECRET)
    answer = post(SecurityLevel.HIGH, b"{}", said=FileResponse(tmp_path / "notes.txt") if said == "file" else said)
    assert (503, "screening_unavailable", False) == (*code(answer), SECRET in answer.text)


def test_a_list_is_read_as_strictly_as_an_object() -> None:
    assert (400, "duplicate_key") == code(post(SecurityLevel.HIGH, b'[{"a": 1, "a": 2}]'))


def test_the_rest_of_a_route_may_use_its_own_loop() -> None:
    async def twice() -> list[int]:
        return [await asyncio.to_thread(lambda: post(SecurityLevel.HIGH, b"{}").status_code) for _ in range(2)]

    assert [200, 200] == asyncio.run(twice())
