"""What is refused over the wire: status, OpenAI's error object, and that nothing was sent upstream."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from bench.process import free_port
from tests.support import upstream as openai
from tests.support.fixtures import FAILING_MODELS, REQUEST_BYTES_MAX, RETRIES_MAX, settings
from tests.support.gateway import Gateway, serving
from tests.support.upstream import MockUpstream
from tests.support.web import Client, read_answer

CHAT = "/v1/chat/completions"
READ_SECONDS_MAX = 2.0  # A refusal that needs no more bytes comes at once or not at all.
PREAMBLE = b'{"model": "gpt-4o-mini", "max_tokens": 9, "messages": [{"role": "user", "content": "a"}]'


@pytest.fixture(scope="module")
def lonely(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway whose upstream is not there."""
    home = tmp_path_factory.mktemp("lonely")
    nowhere = f"http://127.0.0.1:{free_port()}/v1"
    with serving(Gateway(home / "data", settings(home, nowhere))) as running:
        yield running


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        (None, "missing_api_key"),
        ("Bearer sk-auslex-dev-wrong", "invalid_api_key"),
        ("Bearer ", "invalid_api_key"),
        ("Basic dXNlcjpwYXNz", "invalid_api_key"),
        ("Bearer " + "x" * 5_000, "invalid_api_key"),
    ],
)
def test_a_caller_without_a_good_key_is_401(
    gateway: Gateway, upstream: MockUpstream, authorization: str | None, code: str
) -> None:
    sent = len(upstream.requests)
    headers = {"Authorization": authorization} if authorization is not None else {}
    answer = gateway.client().request("POST", CHAT, PREAMBLE + b"}", headers)
    assert (401, "invalid_request_error", None, code) == (
        answer.status, answer.error["type"], answer.error["param"], answer.error["code"],
    )  # fmt: skip
    assert ("Bearer", sent) == (answer.headers["www-authenticate"], len(upstream.requests))


def test_a_wrong_key_is_answered_before_the_body_is_read(gateway: Gateway) -> None:
    headers = {"Content-Length": "1000000", "Expect": "100-continue"}
    with gateway.client("wrong").raw("POST", CHAT, headers) as connection:
        assert 401 == read_answer(connection).status


def test_a_good_key_is_told_to_go_on_with_a_large_body(client: Client) -> None:
    with client.raw("POST", CHAT, {"Content-Length": "30", "Expect": "100-continue"}) as connection:
        assert connection.recv(21).startswith(b"HTTP/1.1 100 Continue")


@pytest.mark.parametrize(
    ("body", "code", "param"),
    [
        (b"", "invalid_json", None),
        (b"{", "invalid_json", None),
        (b"[]", "invalid_json", None),
        (b'"text"', "invalid_json", None),
        (b'{"model": NaN}', "invalid_json", None),
        (b"\xff\xfe{}", "invalid_json", None),
        (b"[" * 100_000, "invalid_json", None),
        (PREAMBLE + b', "x": ' + b"[" * 100 + b"]" * 100 + b"}", "invalid_json", None),
        (PREAMBLE + b', "model": "gpt-4o"}', "duplicate_key", "model"),
        (PREAMBLE + b', "m\\u006fdel": "gpt-4o"}', "duplicate_key", "model"),
        (PREAMBLE + b', "metadata": {"a": 1, "a": 2}}', "duplicate_key", "a"),
        (PREAMBLE.replace(b"model", b"made") + b"}", "missing_required_parameter", "model"),
        (b'{"model": "gpt-4o-mini"}', "missing_required_parameter", "messages"),
        (b'{"model": 5, "messages": []}', "invalid_type", "model"),
        (b'{"model": "gpt-4o-mini", "messages": "hello"}', "invalid_type", "messages"),
        (b'{"model": "gpt-4o-mini", "messages": []}', "invalid_value", "messages"),
        (PREAMBLE + b', "temperature": 3}', "invalid_value", "temperature"),
        (PREAMBLE + b', "stream": "yes"}', "invalid_type", "stream"),
        (PREAMBLE + b', "n": 0}', "invalid_value", "n"),
        (PREAMBLE + b', "max_completion_tokens": -1}', "invalid_value", "max_completion_tokens"),
        (PREAMBLE + b', "service_tier": "scale"}', "unsupported_parameter", "service_tier"),
        (PREAMBLE + b', "modalities": ["audio"]}', "unsupported_parameter", "modalities"),
    ],
)
def test_a_body_that_cannot_be_used_is_400_and_names_the_parameter(
    client: Client, upstream: MockUpstream, body: bytes, code: str, param: str | None
) -> None:
    sent = len(upstream.requests)
    answer = client.post(CHAT, body)
    assert (400, "invalid_request_error", code, param) == (
        answer.status, answer.error["type"], answer.error["code"], answer.error["param"],
    )  # fmt: skip
    assert sent == len(upstream.requests)


def test_a_message_without_a_role_is_named_by_its_place(client: Client) -> None:
    answer = client.chat(messages=[{"content": "hello"}])
    assert ("missing_required_parameter", "messages[0].role") == (answer.error["code"], answer.error["param"])


def test_a_model_without_a_price_is_refused_and_nothing_is_sent(client: Client, upstream: MockUpstream) -> None:
    sent = len(upstream.requests)
    answer = client.chat(model="nobody-knows-this-model")
    assert (400, "model_price_unknown", "model") == (answer.status, answer.error["code"], answer.error["param"])
    assert sent == len(upstream.requests)


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/unheard/of", "/v1/chat/completions/", "/api/nothing"])
def test_an_unknown_path_is_404(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (404, "unknown_url") == (answer.status, answer.error["code"])


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("GET", CHAT, "POST"),
        ("PUT", CHAT, "POST"),
        ("GET", "/v1/responses", "POST"),
        ("GET", "/v1/embeddings", "POST"),
        ("POST", "/v1/models", "GET"),
        ("DELETE", "/v1/models/gpt-4o-mini", "GET"),
        ("POST", "/health", "GET"),
        ("POST", "/metrics", "GET"),
        ("GET", "/api/chat/hardened", "POST"),
    ],
)
def test_a_wrong_method_is_405_and_names_the_right_one(client: Client, method: str, path: str, allow: str) -> None:
    answer = client.request(method, path)
    assert (405, "method_not_allowed", allow) == (answer.status, answer.error["code"], answer.headers["allow"])


@pytest.mark.parametrize("path", [CHAT, "/v1/embeddings", "/v1/responses", "/api/chat/hardened"])
def test_a_body_announced_too_large_is_413_before_it_is_sent(client: Client, path: str) -> None:
    headers = {"Content-Length": str(REQUEST_BYTES_MAX + 1), "Content-Type": "application/json"}
    with client.raw("POST", path, headers) as connection:
        connection.settimeout(READ_SECONDS_MAX)
        answer = read_answer(connection)
    assert (413, "request_too_large") == (answer.status, answer.error["code"])


@pytest.mark.parametrize("path", [CHAT, "/api/chat/hardened"])
def test_a_body_that_grows_too_large_in_chunks_is_413(client: Client, path: str) -> None:
    headers = {"Transfer-Encoding": "chunked", "Content-Type": "application/json"}
    with client.raw("POST", path, headers) as connection:
        connection.settimeout(READ_SECONDS_MAX)
        _send_chunks(connection, REQUEST_BYTES_MAX + 1)
        answer = read_answer(connection)
    assert (413, "request_too_large") == (answer.status, answer.error["code"])


def test_a_body_of_exactly_the_limit_is_read(client: Client) -> None:
    filler = b'{"filler": "' + b"x" * (REQUEST_BYTES_MAX - 14) + b'"}'
    assert REQUEST_BYTES_MAX == len(filler)
    assert "missing_required_parameter" == client.post(CHAT, filler).error["code"]


def test_a_body_in_chunks_is_a_body(client: Client) -> None:
    body = PREAMBLE + b"}"
    with client.raw("POST", CHAT, {"Transfer-Encoding": "chunked"}) as connection:
        for piece in (body[:10], body[10:], b""):
            connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        assert 200 == read_answer(connection).status


def test_a_connection_serves_on_after_a_refusal(client: Client) -> None:
    body = PREAMBLE + b"}"
    head = (
        f"POST {CHAT} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {client.key}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with client.raw("POST", CHAT, {"Content-Length": "1"}) as connection:
        connection.sendall(b"{")
        refused = read_answer(connection)
        connection.sendall(head.encode() + body)
        assert (400, 200) == (refused.status, read_answer(connection).status)


def test_an_upstream_that_is_not_there_is_502_and_nothing_is_charged(lonely: Gateway) -> None:
    caller = lonely.client(lonely.create_key())
    answer = caller.chat(model=FAILING_MODELS[0])
    assert (502, "upstream_error", "upstream_unreachable", "false") == (
        answer.status, answer.error["type"], answer.error["code"], answer.headers["x-should-retry"],
    )  # fmt: skip
    rows = lonely.resolved_rows(answer.headers["x-request-id"])
    assert [("V", 0)] * (RETRIES_MAX + 1) == [(row.state, row.paid) for row in rows]


def test_a_gateway_without_its_upstream_is_alive_and_says_which_part_is_down(lonely: Gateway) -> None:
    detailed = lonely.client(lonely.create_key()).get("/health/detailed")
    assert (200, 503) == (lonely.client().get("/health").status, detailed.status)
    assert ("up", "down") == tuple(detailed.json["components"][name]["status"] for name in ("database", "upstream"))


def test_our_own_key_refused_upstream_is_502_and_not_401(client: Client, upstream: MockUpstream) -> None:
    upstream.will(openai.refusal(401, "Incorrect API key provided: sk-upstream", "invalid_api_key"))
    answer = client.chat(model=FAILING_MODELS[1])
    assert (502, "upstream_auth") == (answer.status, answer.error["code"])
    assert b"Incorrect" not in answer.body


def test_a_request_the_upstream_refuses_is_told_as_it_told_us(client: Client, upstream: MockUpstream) -> None:
    upstream.will(openai.refusal(400, "Invalid schema for x.", "invalid_function_parameters", "tools[0]"))
    answer = client.chat(model=FAILING_MODELS[2])
    told = {
        "message": "Invalid schema for x.",
        "type": "invalid_request_error",
        "param": "tools[0]",
        "code": "invalid_function_parameters",
    }
    assert (400, told) == (answer.status, answer.error)


def test_a_refused_stream_is_json_with_a_status(client: Client, upstream: MockUpstream) -> None:
    upstream.will(openai.refusal(400, "No."))
    answer = client.chat(model=FAILING_MODELS[2], stream=True)
    assert (400, "application/json", "No.") == (answer.status, answer.headers["content-type"], answer.error["message"])


def test_a_failing_upstream_is_asked_again_by_us_and_not_by_the_client(client: Client, upstream: MockUpstream) -> None:
    upstream.will(*[openai.refusal(500)] * 9)
    sent = len(upstream.requests)
    answer = client.chat(model=FAILING_MODELS[3])
    assert (502, "false", RETRIES_MAX + 1) == (
        answer.status, answer.headers["x-should-retry"], len(upstream.requests) - sent,
    )  # fmt: skip


def test_a_second_try_that_works_is_an_ordinary_answer(client: Client, upstream: MockUpstream) -> None:
    upstream.will(openai.refusal(500))
    answer = client.chat(model=FAILING_MODELS[4])
    assert (200, "2") == (answer.status, answer.headers["x-auslex-attempts"])


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/health"), ("GET", "/nothing"), ("GET", CHAT), ("POST", CHAT), ("GET", "/v1/models"), ("GET", "/docs")],
)
def test_every_answer_has_a_request_id_of_its_own(client: Client, method: str, path: str) -> None:
    answers = [client.request(method, path) for _ in range(2)]
    ids = {answer.headers["x-request-id"] for answer in answers}
    assert 2 == len(ids)
    assert all(id.startswith("req_") for id in ids)


def test_a_clients_own_request_id_is_not_believed(client: Client) -> None:
    answer = client.get("/health", **{"X-Request-Id": "req_mine"})
    assert "req_mine" != answer.headers["x-request-id"]


def _send_chunks(connection: socket.socket, size: int) -> None:
    """So many bytes in chunks, and no end; a server that has seen enough may hang up meanwhile."""
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    try:
        for _ in range(size // 0x10000 + 1):
            connection.sendall(chunk)
    except ConnectionError:
        return
