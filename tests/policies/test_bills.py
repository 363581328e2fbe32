"""Bills as OpenAI exports them, and what makes a file unusable."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.accounting.bills import Bill, BillError, BillLine, ExactLine, read_bill

START = 1_767_571_200  # 2026-01-05T00:00:00Z
DAY = date(2026, 1, 5)
USAGE_HEADER = (
    "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,"
    "service_tier,input_tokens,output_tokens,input_cached_tokens,input_uncached_tokens"
)
TIMES = f"{START},{START + 86_400},2026-01-05T00:00:00+00:00,2026-01-06T00:00:00+00:00"


def usage_page(**result: object) -> dict[str, object]:
    usual = {
        "object": "organization.usage.completions.result", "input_tokens": 1000, "output_tokens": 500,
        "input_cached_tokens": 800, "num_model_requests": 5, "project_id": None, "user_id": None, "api_key_id": None,
        "model": "gpt-4o-mini-2024-07-18", "batch": None, "service_tier": None,
    }  # fmt: skip
    return page({**usual, **result})


def costs_page(**result: object) -> dict[str, object]:
    usual = {
        "object": "organization.costs.result", "amount": {"value": 0.06, "currency": "usd"},
        "line_item": "gpt-4o-mini-2024-07-18, input", "project_id": "proj_1",
    }  # fmt: skip
    return page({**usual, **result})


def page(*results: object, has_more: bool = False, **bucket: object) -> dict[str, object]:
    usual = {"object": "bucket", "start_time": START, "end_time": START + 86_400, "results": list(results)}
    return {"object": "page", "data": [{**usual, **bucket}], "has_more": has_more, "next_page": None}


def read(document: object) -> Bill:
    return read_bill(json.dumps(document).encode())


def refused(raw: bytes | object, project: str | None = None) -> str:
    with pytest.raises(BillError) as error:
        read_bill(raw if isinstance(raw, bytes) else json.dumps(raw).encode(), project)
    return str(error.value)


def test_an_answer_of_the_usage_api() -> None:
    line = BillLine(DAY, "gpt-4o-mini-2024-07-18", None, None, 5, 1000, 800, 500)
    assert Bill((line,), days=frozenset({DAY})) == read(usage_page())


def test_an_answer_of_the_costs_api() -> None:
    line = BillLine(DAY, "gpt-4o-mini-2024-07-18", "proj_1", 60_000_000)
    assert Bill((line,), days=frozenset({DAY})) == read(costs_page())


def test_it_may_be_printed_over_many_lines_or_be_many_pages() -> None:
    one = read_bill(json.dumps(usage_page(), indent=2).encode())
    lined = read_bill(f"{json.dumps({**usage_page(), 'has_more': True})}\n{json.dumps(usage_page())}\n".encode())
    listed = read([usage_page(), usage_page()])
    assert (1, 2, 2) == (len(one.lines), len(lined.lines), len(listed.lines))


def test_the_dashboards_export_of_activity() -> None:
    text = (
        f"\ufeff{USAGE_HEADER}\r\n"
        f"{TIMES},proj_1,10.0,user-1,key_1,gpt-4o-2024-08-06,FALSE,default,59200.0,10646.0,5760.0,53440.0\r\n"
        f"{TIMES},proj_1,2.0,user-1,key_1,gpt-4o-2024-08-06,TRUE,default,1.0,1.0,0.0,1.0\r\n"
        f"{START + 86_400},{START + 2 * 86_400},2026-01-06T00:00:00+00:00,2026-01-07T00:00:00+00:00,,,,,,,,,,,\r\n"
    )
    line = BillLine(DAY, "gpt-4o-2024-08-06", "proj_1", None, 10, 59200, 5760, 10646)
    assert Bill((line,), days=frozenset({DAY, date(2026, 1, 6)}), batches=1) == read_bill(text.encode())


def test_the_dashboards_export_of_costs_with_tabs() -> None:
    text = (
        "start_time\tend_time\tstart_time_iso\tend_time_iso\tamount_value\tamount_currency\tline_item\tproject_id\n"
        f"{START}\t{START + 86_400}\ta\tb\t0.8958740000000000\tusd\tgpt-4o-2024-08-06, input\tproj_1\n"
    )
    assert (BillLine(DAY, "gpt-4o-2024-08-06", "proj_1", 895_874_000),) == read_bill(text.encode()).lines


@pytest.mark.parametrize(
    ("item", "model"),
    [
        ("gpt-5.5-2026-04-23, cached input", "gpt-5.5-2026-04-23"), ("gpt-4o", "gpt-4o"),
        ("priority | gpt-5.6-sol, output, long context", "gpt-5.6-sol"),
        ("gpt-image-2.5-sunburst text, cached input", "gpt-image-2.5-sunburst"), ("web search tool calls", ""),
    ],
)  # fmt: skip
def test_a_line_item_names_its_model(item: str, model: str) -> None:
    assert [model] == [line.model for line in read(costs_page(line_item=item)).lines]


def test_a_sum_of_floats_is_rounded_to_the_nanodollar() -> None:
    raw = json.dumps(costs_page()).replace("0.06", "0.0600000000049999").encode()
    assert [60_000_000] == [line.amount for line in read_bill(raw).lines]


def test_of_several_projects_one_must_be_named() -> None:
    text = json.dumps(costs_page(project_id="proj_1")) + "\n" + json.dumps(costs_page(project_id="proj_2"))
    assert ["proj_2"] == [line.project for line in read_bill(text.encode(), "proj_2").lines]
    assert "--project: proj_1, proj_2" in refused(text.encode())
    assert "no line is of project proj_3" in refused(text.encode(), "proj_3")


def test_exact_lines_name_an_attempt_or_a_request() -> None:
    text = '{"attempt_id": "a", "cost_usd": "0.000000001"}\n\n{"request_id": "r", "cost_usd": 1.5}\n'
    assert (ExactLine("line 1", "a", False, 1), ExactLine("line 3", "r", True, 1_500_000_000)) == read_bill(
        text.encode()
    ).exact


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "line 1: neither JSON nor a table"),
        (b"\xff", "line 1: not UTF-8"),
        (b"a,b\n1,2\n", "line 1: neither JSON nor a table"),
        (b'{"attempt_id": "a", "cost_usd": "1"}\n{"attempt_id": ', "line 2: not JSON"),
        (b'{\n "data": [\n  oops\n]}', "line 3: not JSON"),
        (b'{"attempt_id": "a", "cost_usd": "1"}\n{"attempt_id": "b"}', "line 2: the file mixes lines"),
        (b'{"attempt_id": "a", "request_id": "r", "cost_usd": "1"}', "line 1: one of attempt_id and request_id"),
        (b'{"attempt_id": 5, "cost_usd": "1"}', "line 1: one of attempt_id and request_id"),
        (b'{"attempt_id": "a", "cost_usd": "-1"}', "line 1: cost_usd is below zero"),
        (b'{"attempt_id": "a", "cost_usd": "0.0000000001"}', "line 1: cost_usd: "),
        (b'{"attempt_id": "a", "cost_usd": NaN}', "NaN is no number"),
        (b'{"attempt_id": "a", "cost_usd": "1", "x": 1}', "line 1: unknown: x"),
        (b'{"attempt_id": "a", "cost_usd": 1, "cost_usd": 2}', "a key appears twice"),
        (b'{"attempt_id": "a", "cost_usd": ' + b"9" * 5000 + b"}", "thousands of digits"),
        (b'{"attempt_id": "a", "cost_usd": true}', "line 1: cost_usd is no number"),
        (f"{USAGE_HEADER}\n{TIMES},p,x,,,m,,,1,1,1,1".encode(), "line 2: num_model_requests is no number: 'x'"),
        (f"{USAGE_HEADER}\n{TIMES},p,1,,,m,,,1,1,2,1".encode(), "line 2: more input_cached_tokens"),
        (f"{USAGE_HEADER}\n{TIMES},p,1,,,,,,1,1,1,1".encode(), "line 2: no model is named"),
        (f"{USAGE_HEADER}\n{TIMES},p,1,,,m,,,1.5,1,1,1".encode(), "line 2: input_tokens must be a whole number"),
        (f"{USAGE_HEADER}\n{TIMES},p,1,,,m,,,1,1,1,1,1,1".encode(), "line 2: more cells than"),
        (f"{USAGE_HEADER}\n{START},{START + 86_401}".encode(), "line 2: the time spans more than one UTC day"),
        (f"{USAGE_HEADER}\n{START},{START}".encode(), "line 2: end_time must come after"),
        (f"{USAGE_HEADER}\n{START},9e14".encode(), "line 2: end_time must come after"),
        (f'{USAGE_HEADER}\n"{TIMES}'.encode(), "line 2: unexpected end of data"),
        (usage_page(model=None), "data[0].results[0]: no model is named; export it grouped by model"),
        (usage_page(input_tokens=-1), "data[0].results[0]: input_tokens must be a whole number from 0"),
        (usage_page(input_tokens=None), "data[0].results[0]: neither input_tokens nor an amount"),
        (costs_page(line_item=None), "data[0].results[0]: no line_item is named"),
        (costs_page(amount={"value": 1, "currency": "eur"}), "data[0].results[0]: the amount is in eur"),
        (costs_page(amount=5), "data[0].results[0].amount: must be an object"),
        (page(5), "data[0].results: must be a list of objects"),
        (page(start_time=None), "data[0]: start_time is no number"),
        (page(has_more=True), "has_more"),
        ({"data": 5}, "data: must be a list of buckets"),
        ([5], "[0]: must be an object"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_place(raw: bytes | object, said: str) -> None:
    assert said in refused(raw)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | st.sampled_from([b"[[[[", b"{}", b"[]", b"5"]))
def test_whatever_a_file_holds_it_is_a_bill_or_an_error_of_ours(raw: bytes) -> None:
    with suppress(BillError):
        read_bill(raw)
