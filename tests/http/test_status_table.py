"""Each error has one status and one type, whoever raises it, and the table has no row that nothing reaches."""

from __future__ import annotations

import asyncio

import msgspec
import pytest

from auslex.accounting.store import AccountSpend, Granted, Refused, Reserve, Resolve
from auslex.core import errors
from auslex.core.calls import Call
from auslex.core.errors import AuslexError
from auslex.http.errors import MESSAGE_CHARACTERS_MAX, RELAYED_STATUSES, TABLE, to_http
from auslex.upstreams.scripted import FailureReply, ScriptedAnswer, ScriptedUpstream, StreamReply, WholeReply, refusal
from tests.support import upstream as openai
from tests.support.installation import InProcess
from tests.support.web import Answer, chat

CHAT = "/v1/chat/completions"
LIMIT = {"limit": "dollars_per_day", "remaining": "0", "retry_after": 1.2, "waiting_helps": True, "code": "used_up"}

EXAMPLES: tuple[tuple[AuslexError, int, str], ...] = (
    (errors.BadRequest("no"), 400, "invalid_request_error"),
    (errors.ModelPriceUnknown("no"), 400, "invalid_request_error"),
    (errors.NeverFits("no"), 400, "invalid_request_error"),
    (errors.Unauthenticated("no"), 401, "invalid_request_error"),
    (errors.Forbidden("no"), 403, "permission_error"),
    (errors.NotFound("no"), 404, "invalid_request_error"),
    (errors.MethodNotAllowed("no", allow="GET"), 405, "invalid_request_error"),
    (errors.BodyTooLarge("no"), 413, "invalid_request_error"),
    (errors.HeadTooLarge("no"), 431, "invalid_request_error"),
    (errors.TooSlow("no"), 408, "timeout_error"),
    (errors.UnsupportedEncoding("no"), 415, "invalid_request_error"),
    (errors.CostLimitExceeded("no", **LIMIT), 429, "insufficient_quota"),  # type: ignore[arg-type]
    (errors.RateLimitExceeded("no", **{**LIMIT, "limit": "requests_per_minute"}), 429, "requests"),  # type: ignore[arg-type]
    (errors.RateLimitExceeded("no", **{**LIMIT, "limit": "tokens_per_minute"}), 429, "tokens"),  # type: ignore[arg-type]
    (errors.RateLimitExceeded("no", **{**LIMIT, "limit": "another"}), 429, "rate_limit_error"),  # type: ignore[arg-type]
    (errors.RepeatRefused("no", code="no"), 409, "invalid_request_error"),
    (errors.KeyReused("no"), 422, "invalid_request_error"),
    (errors.TooBusy("no"), 503, "overloaded_error"),
    (errors.Unavailable("no"), 503, "service_unavailable_error"),
    (errors.ScreeningUnavailable("no"), 503, "service_unavailable_error"),
    (errors.PromptRefused("no", param="messages"), 400, "invalid_request_error"),
    (errors.CircuitOpen("no"), 503, "upstream_error"),
    (errors.UpstreamTimeout("no"), 504, "upstream_error"),
    (errors.UpstreamUnreachable("no"), 502, "upstream_error"),
    (errors.UpstreamConnectTimeout("no"), 504, "upstream_error"),
    (errors.UpstreamTlsFailed("no"), 502, "upstream_error"),
    (errors.UpstreamBroken("no"), 502, "upstream_error"),
    (errors.UpstreamError("no"), 502, "upstream_error"),
    (AuslexError("no"), 500, "server_error"),
)
# Told by what the upstream said, and bases of which nothing is ever made.
ELSEWHERE = {errors.UpstreamRefused, errors.LimitExceeded, errors.Rejected}


@pytest.mark.parametrize(("error", "status", "kind"), EXAMPLES, ids=lambda value: type(value).__name__)
def test_an_error_has_its_status_and_type(error: AuslexError, status: int, kind: str) -> None:
    sent = to_http(error)
    assert (status, kind) == (sent.status, msgspec.json.decode(sent.body)["error"]["type"])


def test_every_class_of_the_error_tree_has_an_example() -> None:
    assert _tree(AuslexError) - ELSEWHERE == {type(error) for error, _, _ in EXAMPLES}


def test_every_row_of_the_table_decides_for_some_example() -> None:
    ours = [error for error, _, _ in EXAMPLES if not isinstance(error, errors.UpstreamError)]
    deciding = {next(cls for cls, _, _ in TABLE if isinstance(error, cls)) for error in ours}
    assert {cls for cls, _, _ in TABLE} == deciding


@pytest.mark.parametrize("status", sorted(RELAYED_STATUSES))
def test_the_callers_own_fault_keeps_the_upstreams_status(status: int) -> None:
    body = openai.error("told upstream", "some_code", "messages")
    answer = _failing(refusal(status, body))
    told = {"message": "told upstream", "type": "invalid_request_error", "param": "messages", "code": "some_code"}
    assert (status, told) == (answer.status, answer.error)


@pytest.mark.parametrize(
    ("upstream_status", "status", "code"),
    [
        (401, 502, "upstream_auth"),
        (403, 502, "upstream_auth"),
        (408, 504, "upstream_timeout"),
        (429, 429, "upstream_rate_limited"),
        (500, 502, "upstream_server_error"),
        (503, 502, "upstream_overloaded"),
        (529, 502, "upstream_overloaded"),
    ],
)
def test_the_upstreams_own_fault_is_told_in_our_words(upstream_status: int, status: int, code: str) -> None:
    answer = _failing(refusal(upstream_status, openai.error("internals of theirs")))
    assert (status, code) == (answer.status, answer.error["code"])
    assert "internals" not in answer.error["message"]


def test_an_exhausted_upstream_account_is_not_the_callers_rate_limit() -> None:
    answer = _failing(refusal(429, openai.error("pay up", "insufficient_quota")))
    assert (502, "upstream_quota_exhausted") == (answer.status, answer.error["code"])


def test_no_upstream_failure_is_worth_the_clients_own_retry() -> None:
    for reply in (refusal(400), refusal(429), refusal(500), FailureReply(errors.UpstreamTimeout("no"))):
        assert "false" == _failing(reply).headers["x-should-retry"]


def test_an_upstream_rate_limit_says_when_to_come_back() -> None:
    assert "7" == _failing(refusal(429, retry_after=6.2)).headers["retry-after"]


def test_an_upstreams_long_message_is_cut() -> None:
    answer = _failing(refusal(400, openai.error("x" * 100_000)))
    assert MESSAGE_CHARACTERS_MAX == len(answer.error["message"])


def test_a_key_in_an_upstreams_message_is_masked() -> None:
    answer = _failing(refusal(400, openai.error("Bad key sk-proj-abcdefgh1234 given")))
    assert "Bad key [key] given" == answer.error["message"]


def test_a_timeout_is_504() -> None:
    answer = _failing(FailureReply(errors.UpstreamTimeout("The upstream did not answer in time.")))
    assert (504, "upstream_timeout") == (answer.status, answer.error["code"])


def test_a_breaker_that_opened_is_503_and_nothing_is_sent() -> None:
    upstream = ScriptedUpstream([refusal(500)])
    installation = InProcess(upstream)
    statuses = [installation.ask("POST", CHAT, chat()).status for _ in range(6)]
    assert ([502] * 5 + [503], 5) == (statuses, len(upstream.calls))


def test_a_ledger_that_fails_is_503_and_nothing_is_sent() -> None:
    upstream = ScriptedUpstream([WholeReply(openai.completion().body)])
    answer = InProcess(upstream, ledger=_FailingLedger()).ask("POST", CHAT, chat())
    assert (503, "store_unavailable", "1", []) == (
        answer.status, answer.error["code"], answer.headers["retry-after"], upstream.calls,
    )  # fmt: skip


def test_a_worker_that_is_full_is_503() -> None:
    installation = InProcess(ScriptedUpstream([WholeReply(openai.completion().body)]), concurrent_max=0)
    answer = installation.ask("POST", CHAT, chat())
    assert (503, "overloaded", "1") == (answer.status, answer.error["code"], answer.headers["retry-after"])


def test_an_error_of_ours_is_500_and_says_nothing_of_its_cause() -> None:
    answer = InProcess(_BrokenUpstream([refusal(500)])).ask("POST", CHAT, chat())
    assert (500, "internal_error") == (answer.status, answer.error["code"])
    assert b"secret" not in answer.body


def test_an_error_of_ours_on_a_framework_route_is_500_in_the_same_shape() -> None:
    answer = InProcess(_BrokenUpstream([refusal(500)])).ask("POST", "/api/chat/hardened", {"message": "hello"})
    assert (500, "internal_error") == (answer.status, answer.error["code"])


@pytest.mark.parametrize("field", [{}, {"stream": True}])
def test_a_failure_before_the_first_event_is_json_with_a_status(field: dict[str, object]) -> None:
    answer = _failing(refusal(500), **field)
    assert (502, "application/json") == (answer.status, answer.headers["content-type"])


def test_a_failure_after_the_first_event_is_the_streams_last_event() -> None:
    cut = StreamReply(openai.TEXT_CHUNKS[:2], failure=errors.UpstreamTimeout("Too slow."))
    answer = _failing(cut, stream=True)
    assert b"".join(openai.TEXT_CHUNKS[:2]) == answer.body[: sum(map(len, openai.TEXT_CHUNKS[:2]))]
    told = {"message": "Too slow.", "type": "upstream_error", "param": None, "code": "upstream_timeout"}
    assert {"error": told} == msgspec.json.decode(answer.frames[-1])


def test_a_stream_that_just_ends_is_never_told_as_finished() -> None:
    answer = _failing(StreamReply(openai.TEXT_CHUNKS[:3]), stream=True)
    assert "upstream_truncated" == msgspec.json.decode(answer.frames[-1])["error"]["code"]
    assert b"[DONE]" not in answer.body


def test_a_failed_responses_stream_ends_with_an_error_event() -> None:
    first = openai.responses_stream().pieces[0]
    upstream = ScriptedUpstream([StreamReply((first,), failure=errors.UpstreamTimeout("Too slow."))])
    request = {"model": "gpt-4o-mini", "input": "hello", "stream": True}
    answer = InProcess(upstream).ask("POST", "/v1/responses", request)
    name, data = answer.body.removeprefix(first).rstrip().split(b"\n")
    told = {"type": "error", "code": "upstream_timeout", "message": "Too slow.", "param": None}
    assert (b"event: error", told) == (name, msgspec.json.decode(data.removeprefix(b"data: ")))


def test_an_upstream_that_answers_200_with_an_error_is_502() -> None:
    answer = _failing(WholeReply(b'{"error":{"message":"oops"}}'))
    assert (502, "upstream_error") == (answer.status, answer.error["code"])


def test_health_of_a_gateway_without_its_ledger_is_503() -> None:
    answer = InProcess(ScriptedUpstream([refusal(500)]), ledger=_FailingLedger()).ask("GET", "/health")
    assert (503, "unavailable") == (answer.status, answer.json["status"])


def test_an_aborted_stream_lets_the_upstream_go() -> None:
    upstream = ScriptedUpstream([StreamReply(openai.TEXT_CHUNKS[:2], hangs=True)])
    installation = InProcess(upstream)

    async def scenario() -> None:
        async with installation.gateway:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(installation.answer("POST", CHAT, chat(stream=True)), 0.2)

    asyncio.run(scenario())
    assert 1 == upstream.unfinished


def _failing(reply: FailureReply | StreamReply | WholeReply, **fields: object) -> Answer:
    return InProcess(ScriptedUpstream([reply])).ask("POST", CHAT, chat(**fields))


def _tree(cls: type[AuslexError]) -> set[type[AuslexError]]:
    return {cls}.union(*(_tree(child) for child in cls.__subclasses__() if child.__module__ == errors.__name__))


class _BrokenUpstream(ScriptedUpstream):
    async def open(self, call: Call, request_id: str, tenant: str = "") -> ScriptedAnswer:
        raise RuntimeError("a secret of ours")


class _FailingLedger:
    """A store that cannot be reached."""

    async def reserve(self, command: Reserve) -> Granted | Refused:
        raise errors.Unavailable("The ledger did not answer in time.")

    def resolve(self, command: Resolve) -> None:
        raise AssertionError("nothing was reserved")

    async def spend(self, account: str, time_zone: str = "UTC") -> AccountSpend:
        raise errors.Unavailable("The ledger did not answer in time.")

    async def check(self) -> None:
        raise errors.Unavailable("The ledger did not answer in time.")
