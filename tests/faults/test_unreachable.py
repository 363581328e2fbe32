"""Nobody there, or nobody who can prove who it is: nothing is sent, nothing is owed, and the next request works."""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from auslex.core.calls import Endpoint
from auslex.core.errors import UpstreamTlsFailed
from auslex.upstreams.http import HttpUpstream, HttpUpstreamOptions
from auslex.wire.requests import RequestOptions, parse
from bench.process import free_port
from tests.faults import door
from tests.faults.conftest import KEY
from tests.faults.outcome import Record, note, outcome, told
from tests.support.certificates import make_certificates
from tests.support.faults import price_file
from tests.support.gateway import Gateway, serving
from tests.support.upstream import TEXT
from tests.support.web import Client

TRUSTED = ("good", "other host", "expired")
CONNECT_SECONDS_MAX = 2.0
SECONDS_MAX = 3 * CONNECT_SECONDS_MAX
WAITING = ("full", "speechless")
MODELS = ("closed", "full", "speechless", "expired", "other host", "stranger", "nowhere")


@dataclass(frozen=True, slots=True)
class Street:
    """A gateway whose upstream is the door."""

    port: int
    certificates: Path
    gateway: Gateway
    client: Client

    def certified(self, name: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificates / name)
        return context


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificates(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory, certificates: Path) -> Iterator[Street]:
    home, port = tmp_path_factory.mktemp("street"), free_port()
    trusted = home / "trusted.pem"
    trusted.write_text("".join((certificates / name).read_text() for name in TRUSTED))
    environment = _environment(home, f"https://localhost:{port}/v1", SSL_CERT_FILE=str(trusted))
    with serving(Gateway(home / "data", environment)) as gateway:
        key = gateway.create_key("--tier", "INTERNAL")
        yield Street(port, certificates, gateway, gateway.client(key))


def _environment(home: Path, url: str, **more: str) -> dict[str, str]:
    limits = {"OPENAI_TIMEOUT": "5", "OPENAI_MAX_RETRIES": "1", "OPENAI_BASE_RETRY_DELAY": "0.01"}
    prices = {"AUSLEX_PRICES": str(price_file(home, *MODELS))}
    return {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": KEY, **limits, **prices, **more}


def _asked(street: Street, record: Record, row: int, model: str, expected: str, standing: Opened) -> None:
    with standing:
        began = time.monotonic()
        got = outcome(street.gateway, street.client.chat(model=model), stream=False)
        assert time.monotonic() - began < SECONDS_MAX
    note(record, row, model, None, expected, got)
    with door.speaking(street.port, street.certified("good")) as asked:
        assert "right" == told(street.client.chat(), stream=False, text=TEXT)
        assert len(asked) == 1
    assert expected == got


Opened = AbstractContextManager[object]
DOORS: dict[str, Callable[[int], Opened]] = {
    "closed": door.closed,
    "full": door.full,
    "speechless": door.speechless,
}


@pytest.mark.parametrize(
    ("row", "model", "expected"),
    [
        (1, "closed", "502 upstream_unreachable | void void"),
        (2, "full", "504 upstream_timeout | void"),
        (5, "speechless", "504 upstream_timeout | void"),
    ],
)
def test_where_nobody_is_nothing_is_sent(
    street: Street, record_property: Record, row: int, model: str, expected: str
) -> None:
    _asked(street, record_property, row, model, expected, DOORS[model](street.port))


@pytest.mark.parametrize("model", WAITING)
def test_a_connection_that_is_not_taken_keeps_the_rule_and_costs_nothing(street: Street, model: str) -> None:
    with DOORS[model](street.port):
        got = outcome(street.gateway, street.client.chat(model=model), stream=True)
    assert (True, {"void"}) == (got.startswith("50"), set(got.partition(" | ")[2].split()))


@pytest.mark.parametrize("name", ["expired", "other host", "stranger"])
def test_who_cannot_prove_who_it_is_gets_nothing(street: Street, record_property: Record, name: str) -> None:
    standing = door.speaking(street.port, street.certified(name))
    _asked(street, record_property, 4, name, "502 upstream_tls | void", standing)


def test_a_name_that_nobody_has_is_unreachable(tmp_path: Path, record_property: Record) -> None:
    environment = _environment(tmp_path, "https://nowhere.invalid/v1")
    with serving(Gateway(tmp_path / "data", environment)) as gateway:
        client = gateway.client(gateway.create_key("--tier", "INTERNAL"))
        got = outcome(gateway, client.chat(model="nowhere"), stream=False)
    expected = "502 upstream_unreachable | void void"
    note(record_property, 3, "unknown name", None, expected, got)
    assert expected == got or (got.startswith("50") and "upstream" not in got.partition("|")[2])  # A resolver may hang.


def test_a_name_that_moves_to_this_machine_gets_nothing(
    certificates: Path, record_property: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each new connection proves anew whom it leads to, so an address that flips is no use to whoever flipped it."""

    async def scenario() -> str:
        port = free_port()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates / "good")

        async def flipped(*_: object, **__: object) -> list[object]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (door.HOST, port))]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", flipped)
        options = HttpUpstreamOptions(base_url="https://api.openai.com/v1", api_key=KEY)
        body = b'{"model":"gpt-4o-mini","messages":[{"role":"user","content":"x"}]}'
        with door.speaking(port, context) as asked:
            async with HttpUpstream(options) as upstream:
                try:
                    await upstream.open(parse(Endpoint.CHAT_COMPLETIONS, body, RequestOptions(10)), "req_1")
                except UpstreamTlsFailed as error:
                    return f"502 {error.code} | sent {len(asked)}"
        return "sent"

    got = asyncio.run(scenario())
    note(record_property, 3, "name that moves", None, "502 upstream_tls | sent 0", got)
    assert "502 upstream_tls | sent 0" == got
