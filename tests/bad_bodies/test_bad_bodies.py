"""No bad request breaks anything, or learns anything. `make prove-input` tries 100,000."""

from __future__ import annotations

import json

import pytest

from auslex.http.app import framework_routes, raw_routes
from auslex.upstreams.scripted import ScriptedUpstream, refusal
from tests.bad_bodies.attack import Attack, Framing
from tests.bad_bodies.client import Reply
from tests.bad_bodies.corpus import GOOD
from tests.bad_bodies.oracle import Secrets, faults_of, faults_of_log
from tests.bad_bodies.run import attack, shrunk
from tests.support.installation import InProcess

COUNT = 500
SECRETS = Secrets(("canary-carried",), ("canary-said",), ("/srv/auslex",))
HEADERS = {"content-type": "application/json", "x-request-id": "req_1", "x-content-type-options": "nosniff"}
LINE = '{"timestamp":"2026-01-01T00:00:00Z","level":"info","event":"http.request","path":"/v1/models"}\n'


@pytest.mark.parametrize(("store", "seed"), [("sqlite", 1), ("postgres", 2)])
def test_nothing_bad_breaks_or_learns_anything(store: str, seed: int) -> None:
    outcome = attack(COUNT, seed, store)
    assert [] == outcome.faults
    assert (COUNT, True) == (sum(outcome.sent.values()), len(outcome.sent) > 20)


def test_every_post_route_is_attacked() -> None:
    installation = InProcess(ScriptedUpstream([refusal(500)])).installation
    raw = {path for path, route in raw_routes(installation).items() if route.method == "POST"}
    paths = framework_routes(installation).openapi()["paths"]
    assert raw | {path for path, methods in paths.items() if "post" in methods} == set(GOOD)


def refused(status: int = 400, headers: dict[str, str] | None = None, **error: object) -> Reply:
    body = {"message": "No.", "type": "invalid_request_error", "param": None, "code": "invalid_json", **error}
    return Reply(status, {**HEADERS, **(headers or {})}, json.dumps({"error": body}).encode())


def test_an_error_in_openais_format_is_no_fault() -> None:
    assert [] == list(faults_of(refused(), Framing.LENGTH, SECRETS))


@pytest.mark.parametrize(
    "reply",
    [
        Reply(-1),
        Reply(0),
        refused(500),
        refused(503),
        refused(307),
        refused(headers={"content-type": "text/plain"}),
        refused(headers={"x-request-id": "a\x1b"}),
        refused(message=""),
        refused(message="x" * 2_000),
        refused(message=5),
        refused(code=None),
        refused(param=["a"]),
        refused(more=1),
        refused(message="Traceback (most recent call last)"),
        refused(message="No such file: /srv/auslex/data/auslex.db"),
        refused(message="KeyError at handler.py"),
        refused(message="You sent canary-carried."),
        Reply(400, HEADERS, b'{"detail": "no"}'),
        Reply(400, HEADERS, b"Bad Request"),
        Reply(200, {}, b"{}"),
        Reply(200, HEADERS, b"{}", b"HTTP/1.1 200 OK\r\nx-echo: canary-carried"),
    ],
)
def test_a_fault_in_an_answer_is_found(reply: Reply) -> None:
    assert [] != list(faults_of(reply, Framing.LENGTH, SECRETS))


def test_who_never_finishes_need_not_be_answered() -> None:
    assert [] == list(faults_of(Reply(0), Framing.SHORT, SECRETS))


def test_a_clean_log_has_no_fault() -> None:
    assert [] == list(faults_of_log(LINE * 2, SECRETS))


@pytest.mark.parametrize(
    "line",
    [
        "Traceback (most recent call last):",
        LINE.replace("info", "error"),
        LINE.replace("http.request", "http.failed"),
        LINE.replace("/v1/models", "/v1/\x9b31m"),
        LINE.replace("/v1/models", "/v1/canary-carried"),
        LINE.replace("/v1/models", "/v1/canary-said"),
    ],
)
def test_a_fault_in_a_log_is_found(line: str) -> None:
    assert [] != list(faults_of_log(LINE + line, SECRETS))


def test_what_fails_is_made_small() -> None:
    large = Attack("value", "/v1/embeddings", b"aaaaaaaaaaaaaaaaXbbbbbbbbbbbbbYcccc")
    assert b"XY" == shrunk(large, lambda each: b"X" in each.body and b"Y" in each.body).body
