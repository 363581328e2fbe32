"""Every route there is asks for a key, found by walking the tables that serve."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from auslex.http.app import framework_routes, raw_routes
from auslex.settings import Settings
from auslex.upstreams.scripted import ScriptedUpstream, refusal
from tests.support.installation import InProcess
from tests.support.web import Answer

WITHOUT_KEY = {("GET", "/health")}
PAGES = {"/docs", "/docs/oauth2-redirect", "/openapi.json"}  # They hold nobody's data, and are off in production.


def served() -> set[tuple[str, str]]:
    """Method and path of each route, the raw ones and the framework's."""
    installation = application().installation
    raw = {(route.method, path) for path, route in raw_routes(installation).items()}
    paths = framework_routes(installation).openapi()["paths"]
    return raw | {(method.upper(), path) for path, methods in paths.items() for method in methods}


def application() -> InProcess:
    return InProcess(ScriptedUpstream([refusal(500)]))


@pytest.mark.parametrize(("method", "path"), sorted(served() - WITHOUT_KEY))
@pytest.mark.parametrize("body", [b"", b"{}", b"not json"])
def test_a_route_refuses_a_caller_without_a_key(method: str, path: str, body: bytes) -> None:
    answer = without_key(method, path, body)
    assert (401, "missing_api_key") == (answer.status, answer.error["code"])


def test_only_health_needs_no_key() -> None:
    assert {("GET", "/health")} == {route for route in served() if without_key(*route).status != 401}


@pytest.mark.parametrize("path", sorted(PAGES))
def test_the_documentation_is_off_in_production(path: str) -> None:
    production = Settings.model_validate({"deployment_environment": "production"})
    answer = InProcess(ScriptedUpstream([refusal(500)]), settings=production).ask("GET", path)
    assert (404, "unknown_url") == (answer.status, answer.error["code"])


@pytest.mark.parametrize("path", ["/api/admin/keys/", "/api/chat/hardened/", "/v1/models/gpt-4o/", "//api/admin/keys"])
def test_nobody_is_sent_elsewhere(path: str) -> None:
    answer = application().ask("GET", path, headers={"host": "attacker.example.com"})
    assert (True, None) == (answer.status >= 400, answer.headers.get("location"))


def test_every_reference_in_the_description_leads_somewhere() -> None:
    document = application().ask("GET", "/openapi.json").json
    references = set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document)))
    assert set() == {each for each in references if not is_there(document, each.split("/"))}


@pytest.mark.parametrize("name", ["authorization", "content-type", "x-stainless-lang", "x-stainless-retry-count"])
def test_a_browser_may_send_what_the_official_client_sends(name: str) -> None:
    assert 200 == preflight(name).status


def test_a_preflight_has_a_request_id_too() -> None:
    assert "x-request-id" in preflight("authorization").headers


def test_a_refusal_to_a_browser_tells_it_that_it_may_read_it() -> None:
    answer = without_key("POST", "/v1/chat/completions", b"{}", origin="https://app.example.com")
    assert (401, "https://app.example.com") == (answer.status, answer.headers.get("access-control-allow-origin"))


def test_an_origin_that_is_not_listed_may_not_read_anything() -> None:
    answer = without_key("GET", "/health", origin="https://elsewhere.example.com")
    assert "access-control-allow-origin" not in answer.headers


def is_there(document: dict[str, Any], steps: list[str]) -> bool:
    for step in steps:
        if step not in document:
            return False
        document = document[step]
    return True


def preflight(header: str) -> Answer:
    asked = {"access-control-request-method": "POST", "access-control-request-headers": header}
    return without_key("OPTIONS", "/v1/chat/completions", b"", origin="https://app.example.com", **asked)


def without_key(method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
    settings = Settings.model_validate({"cors_origins": "https://app.example.com"})
    installation = InProcess(ScriptedUpstream([refusal(500)]), settings=settings)
    return installation.ask(method, path, body, {"authorization": "", **headers})
