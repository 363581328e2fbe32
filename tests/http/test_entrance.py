"""The way in: networks, signatures, and what every answer carries."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

import pytest

from auslex.identity.network import NetworkPolicy, parse_network
from auslex.identity.signing import NONCE_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, Signed, sign, signing_secret
from auslex.settings import Settings
from auslex.upstreams.scripted import ScriptedUpstream, WholeReply
from tests.support import upstream as openai
from tests.support.installation import PEPPER, InProcess
from tests.support.web import Answer

SIGNING = Settings.model_validate({"enable_request_signing": True})
CHAT = "/v1/chat/completions"
BODY = json.dumps({"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello."}]}).encode()
HERE, ELSEWHERE = (parse_network("127.0.0.0/8"),), (parse_network("192.0.2.0/24"),)


def house(settings: Settings | None = None, network: NetworkPolicy | None = None) -> InProcess:
    return InProcess(ScriptedUpstream([WholeReply(openai.completion().body)]), settings=settings, network=network)


def signed(
    gateway: InProcess, method: str, path: str, body: bytes = b"", nonce: str = "nonce-0123456789"
) -> dict[str, str]:
    now = gateway.clock.now_nanoseconds() // 10**9
    secret = signing_secret(PEPPER, gateway.key_id)
    value = sign(secret, Signed(method, path.encode(), b"", body), now, nonce)
    return {TIMESTAMP_HEADER: str(now), NONCE_HEADER: nonce, SIGNATURE_HEADER: value}


def code(answer: Answer) -> tuple[int, object]:
    return answer.status, answer.error["code"] if answer.status >= 400 else None


def test_a_signed_request_is_answered() -> None:
    gateway = house(SIGNING)
    assert 200 == gateway.ask("POST", CHAT, BODY, signed(gateway, "POST", CHAT, BODY)).status


def test_an_unsigned_one_is_not() -> None:
    assert (401, "signature_required") == code(house(SIGNING).ask("POST", CHAT, BODY))


def test_where_signing_is_not_asked_for_nobody_signs() -> None:
    assert 200 == house().ask("POST", CHAT, BODY).status


def test_a_signed_request_without_a_key_is_nobodys() -> None:
    gateway = house(SIGNING)
    headers = {**signed(gateway, "POST", CHAT, BODY), "authorization": ""}
    assert (401, "missing_api_key") == code(gateway.ask("POST", CHAT, BODY, headers))


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v1/embeddings"), ("GET", CHAT), ("POST", "//v1/chat/completions")]
)
def test_a_signature_is_for_one_method_and_path(method: str, path: str) -> None:
    gateway = house(SIGNING)
    assert (401, "invalid_signature") == code(gateway.ask(method, path, BODY, signed(gateway, "POST", CHAT, BODY)))


def test_a_signature_is_for_one_body() -> None:
    gateway = house(SIGNING)
    answer = gateway.ask("POST", CHAT, BODY.replace(b"Hello", b"Adieu"), signed(gateway, "POST", CHAT, BODY))
    assert (401, "invalid_signature") == code(answer)


def test_a_request_sent_twice_is_answered_once() -> None:
    gateway = house(SIGNING)
    headers = signed(gateway, "POST", CHAT, BODY)
    assert [200, 401] == [gateway.ask("POST", CHAT, BODY, headers).status for _ in range(2)]


def test_of_fifty_copies_at_once_one_is_answered() -> None:
    gateway = house(SIGNING)
    headers = signed(gateway, "POST", CHAT, BODY)

    async def all_at_once() -> list[int]:
        async with gateway.gateway:
            answers = await asyncio.gather(*[gateway.answer("POST", CHAT, BODY, headers) for _ in range(50)])
            return [answer.status for answer in answers]

    statuses = asyncio.run(all_at_once())
    assert (1, 49) == (statuses.count(200), statuses.count(401))


def test_a_signature_that_is_too_old_is_refused_before_the_body_is_read() -> None:
    gateway = house(SIGNING)
    headers = signed(gateway, "POST", CHAT, BODY)
    gateway.clock.advance(301)
    assert (401, "signature_expired") == code(gateway.ask("POST", CHAT, BODY, headers))


def test_another_routes_are_signed_too() -> None:
    gateway = house(SIGNING)
    path = "/api/chat/hardened"
    body = b'{"message": "Hello."}'
    answers = [gateway.ask("POST", path, body), gateway.ask("POST", path, body, signed(gateway, "POST", path, body))]
    assert [401, 200] == [answer.status for answer in answers]


@pytest.mark.parametrize("path", ["/health", "/health/detailed", "/metrics"])
def test_health_and_metrics_are_read_unsigned(path: str) -> None:
    assert 200 == house(SIGNING).ask("GET", path).status


def asked(network: NetworkPolicy, path: str = CHAT, headers: Mapping[str, str] | None = None) -> tuple[int, object]:
    body, method = (BODY, "POST") if path == CHAT else (b"", "GET")
    return code(house(network=network).ask(method, path, body, headers))


def test_an_address_outside_the_list_is_refused() -> None:
    assert (403, "ip_not_allowed") == asked(NetworkPolicy(general=ELSEWHERE))


def test_an_address_in_the_list_is_served() -> None:
    assert (200, None) == asked(NetworkPolicy(general=HERE))


def test_the_address_is_looked_at_before_the_key() -> None:
    assert (403, "ip_not_allowed") == asked(NetworkPolicy(general=ELSEWHERE), headers={"authorization": ""})


def test_what_a_client_says_of_itself_does_not_count() -> None:
    assert (403, "ip_not_allowed") == asked(NetworkPolicy(general=ELSEWHERE), headers={"x-forwarded-for": "192.0.2.1"})


def test_what_a_trusted_proxy_says_counts() -> None:
    network = NetworkPolicy(general=ELSEWHERE, proxies=HERE)
    assert (200, None) == asked(network, headers={"x-forwarded-for": "203.0.113.1, 192.0.2.1"})


def test_health_is_for_everybody() -> None:
    assert (200, None) == asked(NetworkPolicy(general=ELSEWHERE), "/health")


@pytest.mark.parametrize("path", ["/api/admin/usage/analytics", "/metrics", "/health/detailed"])
def test_admin_and_metrics_have_lists_of_their_own(path: str) -> None:
    shut = NetworkPolicy(admin=ELSEWHERE, metrics=ELSEWHERE)
    opened = NetworkPolicy(general=ELSEWHERE, admin=HERE, metrics=HERE)
    assert ((403, "ip_not_allowed"), True) == (asked(shut, path), asked(opened, path)[0] != 403)


def test_every_answer_says_that_nobody_may_keep_frame_or_run_it() -> None:
    headers = house().ask("POST", CHAT, BODY).headers
    expected = {
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "referrer-policy": "no-referrer",
        "strict-transport-security": "max-age=31536000",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }
    assert expected == {name: headers[name] for name in expected}


def test_no_answer_to_a_browser_allows_credentials() -> None:
    settings = Settings.model_validate({"cors_origins": "https://app.example.com"})
    answer = house(settings).ask("POST", CHAT, BODY, {"origin": "https://app.example.com"})
    assert ("https://app.example.com", None) == (
        answer.headers["access-control-allow-origin"],
        answer.headers.get("access-control-allow-credentials"),
    )


def test_no_key_token_or_signature_is_ever_logged() -> None:
    gateway = house(SIGNING)
    headers = signed(gateway, "POST", CHAT, BODY)
    token = "eyJhbGciOiJub25lIn0.e30.canary"
    for authorization in (gateway.key, token, gateway.key[:-1]):
        gateway.ask("POST", CHAT, BODY, {**headers, "authorization": f"Bearer {authorization}"})
    gateway.installation.log.close()
    log = gateway.log_stream.getvalue()
    secrets = (gateway.key, token, headers[SIGNATURE_HEADER], signing_secret(PEPPER, gateway.key_id), gateway.key[-20:])
    assert (True, []) == (gateway.key_id in log, [secret for secret in secrets if secret in log])
