"""Two upstreams: the usual one, and an Azure-like one that stands behind it with a name of its own for the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.fixtures import FAILING_MODELS, settings
from tests.support.gateway import Gateway, serving
from tests.support.upstream import MockUpstream, mock_upstream, refusal
from tests.support.web import Client

KEYS = {"FIRST_KEY": "sk-first-canary-0123456789", "AZURE_KEY": "azure-canary-0123456789"}
MODEL, ONLY_FIRST, ONLY_AZURE = FAILING_MODELS[:3]
FILE = """
[[upstream]]
name = "azure"
kind = "azure"
base_url = "{azure}"
key_variable = "AZURE_KEY"
priority = 2
models = {{ "{model}" = "our-deployment", "{only}" = "another-deployment" }}

[[upstream]]
name = "first"
base_url = "{first}"
key_variable = "FIRST_KEY"
"""


@pytest.fixture(scope="module")
def azure() -> Iterator[MockUpstream]:
    with mock_upstream() as mock:
        yield mock


@pytest.fixture(scope="module")
def gateway(upstream: MockUpstream, azure: MockUpstream, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    home: Path = tmp_path_factory.mktemp("several")
    file = home / "upstreams.toml"
    file.write_text(FILE.format(azure=azure.base_url, first=upstream.base_url, model=MODEL, only=ONLY_AZURE))
    environment = settings(home, upstream.base_url, AUSLEX_UPSTREAMS=str(file), **KEYS)
    del environment["OPENAI_BASE_URL"], environment["OPENAI_API_KEY"]
    with serving(Gateway(home / "data", environment)) as running:
        yield running


@pytest.fixture(scope="module")
def client(gateway: Gateway) -> Client:
    return gateway.client(gateway.create_key("--tier", "INTERNAL", "--admin"))


@pytest.fixture(autouse=True)
def forgotten(client: Client, upstream: MockUpstream, azure: MockUpstream) -> None:
    azure.will()
    upstream.requests.clear()
    azure.requests.clear()
    assert 200 == client.request("POST", "/api/admin/circuit-breaker/reset", b"{}").status


def test_the_first_priority_serves_while_it_can(client: Client, azure: MockUpstream) -> None:
    assert (f"first/{MODEL}", []) == (client.chat(model=MODEL).headers["x-auslex-served-by"], azure.requests)


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("status", [401, 404, 429, 500, 503])
def test_the_other_serves_the_same_model_when_the_first_fails(
    client: Client, upstream: MockUpstream, azure: MockUpstream, status: int, stream: bool
) -> None:
    upstream.will(refusal(status))
    answer = client.chat(model=MODEL, stream=stream)
    headers = answer.headers["x-auslex-served-by"], answer.headers["x-auslex-attempts"]
    assert (200, f"azure/{MODEL}", "2") == (answer.status, *headers)
    assert (1, 1) == (len(upstream.requests), len(azure.requests))


def test_each_gets_its_own_key_in_its_own_way_and_its_own_name_for_the_model(
    client: Client, upstream: MockUpstream, azure: MockUpstream
) -> None:
    upstream.will(refusal(503))
    client.chat(model=MODEL)
    (first,), (second,) = upstream.requests, azure.requests
    assert (f"Bearer {KEYS['FIRST_KEY']}", None, MODEL) == (
        first.headers.get("authorization"), first.headers.get("api-key"), first.json["model"],
    )  # fmt: skip
    assert (None, KEYS["AZURE_KEY"], "our-deployment") == (
        second.headers.get("authorization"), second.headers.get("api-key"), second.json["model"],
    )  # fmt: skip


def test_each_attempt_is_booked_on_who_was_asked(gateway: Gateway, client: Client, upstream: MockUpstream) -> None:
    upstream.will(refusal(503))
    rows = gateway.resolved_rows(client.chat(model=MODEL).headers["x-request-id"])
    assert {("first", "V", MODEL), ("azure", "S", MODEL)} == {(row.upstream, row.state, row.model) for row in rows}


def test_nothing_goes_round_a_content_filter(client: Client, upstream: MockUpstream, azure: MockUpstream) -> None:
    upstream.will(refusal(400, code="content_filter"))
    assert ("content_filter", []) == (client.chat(model=MODEL).error["code"], azure.requests)


def test_a_bad_request_is_not_tried_elsewhere(client: Client, upstream: MockUpstream, azure: MockUpstream) -> None:
    upstream.will(refusal(400))
    assert (400, []) == (client.chat(model=MODEL).status, azure.requests)


def test_a_model_is_not_asked_of_who_does_not_serve_it(
    client: Client, upstream: MockUpstream, azure: MockUpstream
) -> None:
    upstream.will(*[refusal(503)] * 3)
    assert (502, []) == (client.chat(model=ONLY_FIRST).status, azure.requests)


def test_the_failure_of_the_first_is_told_when_the_other_finds_fault_with_the_request(
    client: Client, upstream: MockUpstream, azure: MockUpstream
) -> None:
    upstream.will(refusal(503))
    azure.will(refusal(400))
    assert "upstream_overloaded" == client.chat(model=MODEL).error["code"]


def test_models_of_both_are_listed(client: Client) -> None:
    listed = {entry["id"]: entry["owned_by"] for entry in client.get("/v1/models").json["data"]}
    assert {MODEL: "azure", ONLY_AZURE: "azure"} == {name: listed[name] for name in (MODEL, ONLY_AZURE)}
    assert "gpt-4o-mini" in listed


def test_health_names_each(client: Client) -> None:
    components = client.get("/health/detailed").json["components"]
    assert {"upstream": True, "upstream:first": False, "upstream:azure": False} == {
        name: part["needed"] for name, part in components.items() if name.startswith("upstream")
    }


def test_no_key_is_told_anywhere(gateway: Gateway, client: Client, upstream: MockUpstream, azure: MockUpstream) -> None:
    said = f"your key {KEYS['FIRST_KEY']} {KEYS['AZURE_KEY']}"
    upstream.will(refusal(401, said))
    azure.will(refusal(400, said))
    body = client.chat(model=MODEL).body.decode()
    text = body + gateway.log_up_to_now(client)
    assert [] == [key for key in KEYS.values() if key in text]
