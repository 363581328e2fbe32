"""GET /api/admin/usage/analytics: who may read it, what it looks like, what it refuses."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest

from auslex.http.usage_routes import wants_csv
from tests.support import upstream as openai
from tests.support.gateway import Gateway
from tests.support.web import Answer, Client

PATH = "/api/admin/usage/analytics"
FIGURES = {"requests", "prompt_tokens", "cached_tokens", "completion_tokens", "cost_usd", "saved_usd"}


def usage(client: Client, query: str = "", **headers: str) -> Answer:
    return client.get(f"{PATH}?{query}", **headers)


def used(gateway: Gateway, client: Client, **fields: object) -> str:
    """One settled call; its request id."""
    request_id = client.chat(**fields).headers["x-request-id"]
    gateway.resolved_rows(request_id)
    return request_id


def test_without_a_key_nobody_learns_anything(gateway: Gateway) -> None:
    assert (401, "missing_api_key") == _refusal(usage(gateway.client()))


@pytest.mark.parametrize("query", ["", "days=0"])
def test_a_key_that_may_not_read_everything_reads_nothing(client: Client, query: str) -> None:
    assert (403, "insufficient_permissions") == _refusal(usage(client, query))


def test_a_call_is_reported_with_its_tokens_and_its_exact_cost(gateway: Gateway, operator: Client) -> None:
    caller = gateway.client(gateway.create_key("--tenant", "reported"))
    request_id = used(gateway, caller, user="anna")
    report: Any = usage(operator, "tenant=reported").json
    (row,) = gateway.rows(request_id)
    cost = f"{Decimal(row.paid) / 10**9:.9f}".rstrip("0")
    figures = {
        "requests": 1, "prompt_tokens": openai.PROMPT_TOKENS, "cached_tokens": 0,
        "completion_tokens": openai.COMPLETION_TOKENS, "cost_usd": cost, "saved_usd": "0.00",
    }  # fmt: skip
    assert figures == report["totals"]
    assert [{"user_id": "anna", "tenant": "reported", "key_id": row.key_id, **figures}] == report["by_user"]
    assert [{"model": "gpt-4o-mini", **figures}] == report["by_model"]
    assert {"date": f"{datetime.now(UTC):%Y-%m-%d}", **figures} == report["by_day"][-1]
    (costly,) = report["costliest"]
    assert (request_id, "anna", cost, "upstream") == (
        costly["request_id"], costly["user_id"], costly["cost_usd"], costly["source"],
    )  # fmt: skip
    assert cost == report["budget"]["day"]["spent_usd"]


def test_the_shape_is_the_promised_one(gateway: Gateway, client: Client, operator: Client) -> None:
    used(gateway, client)
    report: Any = usage(operator).json
    assert ["days", "totals", "by_user", "by_model", "by_day", "costliest", "budget"] == list(report)
    assert (7, 7) == (report["days"], len(report["by_day"]))
    assert FIGURES == set(report["totals"])
    assert FIGURES | {"user_id", "tenant", "key_id"} == set(report["by_user"][0])
    assert FIGURES | {"model"} == set(report["by_model"][0])
    assert FIGURES | {"date"} == set(report["by_day"][0])
    assert {
        "request_id", "attempt_id", "model", "endpoint", "key_id", "user_id", "tenant", "time", "sizes", "cost_usd",
        "source",
    } == set(report["costliest"][0])  # fmt: skip
    assert [{"limit_usd", "spent_usd", "reserved_usd", "resets_at"}] * 2 == [
        set(report["budget"][period]) for period in ("day", "month")
    ]


def test_empty_filters_are_none(operator: Client) -> None:
    assert 200 == usage(operator, "user_id=&tenant=&days=7").status


@pytest.mark.parametrize(
    ("query", "param"),
    [
        ("days=0", "days"), ("days=367", "days"), ("days=x", "days"), ("days=1.5", "days"), ("user_id=%00", "user_id"),
        ("tenant=a%0Ab", "tenant"), (f"user_id={'a' * 257}", "user_id"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_by_name(operator: Client, query: str, param: str) -> None:
    answer = usage(operator, query)
    assert (400, "invalid_value", param) == (answer.status, answer.error["code"], answer.error["param"])


def test_whoever_asks_for_csv_gets_one_table(gateway: Gateway, operator: Client) -> None:
    caller = gateway.client(gateway.create_key("--tenant", "in a table"))
    used(gateway, caller, user="anna")
    answer = usage(operator, "tenant=in%20a%20table&days=2", Accept="text/csv")
    assert ("text/csv; charset=utf-8; header=present", "Accept") == (
        answer.headers["content-type"], answer.headers["vary"],
    )  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
    assert ["total", "user", "model", "day", "day"] == [row["section"] for row in rows]
    assert ("anna", "gpt-4o-mini", "1") == (rows[1]["user_id"], rows[2]["model"], rows[4]["requests"])


@pytest.mark.parametrize("label", ['=cmd|"/c calc"!A1', "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_a_formula(gateway: Gateway, client: Client, operator: Client, label: str) -> None:
    used(gateway, client, user=label)
    table = usage(operator, f"user_id={quote(label)}", Accept="text/csv").body.decode()
    assert "'" + label in [row["user_id"] for row in csv.DictReader(io.StringIO(table))]


def test_lines_and_quotes_follow_the_format(gateway: Gateway, client: Client, operator: Client) -> None:
    used(gateway, client, user='a "quoted", label')
    table = usage(operator, Accept="text/csv").body
    assert b'"a ""quoted"", label"' in table
    assert table.count(b"\n") == table.count(b"\r\n")


def test_json_varies_with_what_is_accepted_too(operator: Client) -> None:
    answer = usage(operator)
    assert ("application/json", "Accept", "no-store") == (
        answer.headers["content-type"], answer.headers["vary"], answer.headers["cache-control"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", False), ("*/*", False), ("application/json", False), ("text/csv", True), ("Text/CSV;q=0.5, */*", True),
        ("text/csv;q=0", False), ("text/csv;q=0.4, application/json", False), ("text/csv, application/json", False),
        ("text/csv;q=x", True),
    ],
)  # fmt: skip
def test_csv_must_be_asked_for(accept: str, expected: bool) -> None:
    assert expected == wants_csv(accept)


def test_other_methods_are_not_taken(operator: Client) -> None:
    assert (405, "method_not_allowed") == _refusal(operator.post(PATH, {}))


def _refusal(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.error["code"]
