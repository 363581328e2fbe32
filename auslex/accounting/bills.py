"""What the provider says it bills, as a file: OpenAI's usage and costs exports, or our own exact format.

OpenAI's are sums for a time and a model: answers of GET /v1/organization/usage/completions and /v1/organization/costs
(JSON, a page or one a line), or the dashboard's exports (CSV or tabs). Ours is a line for a request: JSON with
`attempt_id` or `request_id`, and `cost_usd`. Nothing of a file counts unless all of it can be read.
Source: https://developers.openai.com/api/docs/api-reference/usage
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import NoReturn, TypeAlias

from auslex.core.money import NANODOLLARS_PER_DOLLAR, from_dollars

BILL_BYTES_MAX = 64 << 20
DAY_SECONDS = 86_400
TIMES_MAX = 253_402_300_800  # The year 10000.
FIGURE_MAX = 10**15  # Tokens or dollars: more is a mistake.
_EXACT_KEYS = frozenset({"attempt_id", "request_id", "cost_usd"})
_PROBLEM_CHARACTERS_MAX = 60

Record: TypeAlias = Mapping[str, object]


class BillError(ValueError):
    """A file that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class ExactLine:
    """What one call cost. `where`: its place in the file. `by_request`: `id` is a request's, not an attempt's."""

    where: str
    id: str
    by_request: bool
    cost: int


@dataclass(frozen=True, slots=True)
class BillLine:
    """What one model was used for in a UTC day, or in a part of it. amount: nanodollars, or None beside tokens.

    model: "" where the line is about something else than a model.
    """

    day: date
    model: str
    project: str | None
    amount: int | None = None
    requests: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0


@dataclass(frozen=True, slots=True)
class Bill:
    """A whole file. days: all that it speaks of, also where nothing was used. batches: lines of the batch API, left
    out because no call of the gateway's is one.
    """

    lines: tuple[BillLine, ...] = ()
    exact: tuple[ExactLine, ...] = ()
    days: frozenset[date] = frozenset()
    batches: int = 0


def read_bill(raw: bytes, project: str | None = None) -> Bill:
    """The file's lines; of one project alone if it is named. Raises BillError."""
    if len(raw) > BILL_BYTES_MAX:
        raise BillError(f"larger than {BILL_BYTES_MAX >> 20} MiB; export fewer days")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BillError(f"line {raw[: error.start].count(10) + 1}: not UTF-8") from None
    records = list(_json_records(text) if text.lstrip()[:1] in ("{", "[") else _csv_records(text))
    exact = [(where, record) for where, record in records if "cost_usd" in record]
    if exact and len(exact) < len(records):
        where = next(where for where, record in records if "cost_usd" not in record)
        raise BillError(f"{where}: the file mixes lines with and without cost_usd")
    if exact:
        return Bill(exact=tuple(_exact_line(where, record) for where, record in exact))
    return _of_project([_bill_line(where, record) for where, record in records], project)


def _of_project(found: list[tuple[date, BillLine | None, bool]], project: str | None) -> Bill:
    lines = [line for _, line, is_batch in found if line is not None and not is_batch]
    projects = sorted({line.project for line in lines if line.project})
    if project is not None:
        if lines and project not in projects:
            raise BillError(f"no line is of project {project}; the file has: {', '.join(projects) or 'none named'}")
        lines = [line for line in lines if line.project == project]
    elif len(projects) > 1:
        raise BillError(f"the file has several projects; name the gateway's with --project: {', '.join(projects)}")
    batches = sum(is_batch for _, _, is_batch in found)
    return Bill(tuple(lines), days=frozenset(day for day, _, _ in found), batches=batches)


def _json_records(text: str) -> Iterator[tuple[str, Record]]:
    """Objects one a line, or one document."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    documents = [(f"line {number}", _try_json(line)) for number, line in lines]
    if any(isinstance(document, json.JSONDecodeError) for _, document in documents):
        whole = _try_json(text)
        if isinstance(whole, json.JSONDecodeError):
            first = next(each for _, each in documents if isinstance(each, json.JSONDecodeError))
            one_each = isinstance(documents[0][1], dict)
            number = next(n for (n, _), (_, d) in zip(lines, documents, strict=True) if d is first)
            number, problem = (number, first) if one_each else (whole.lineno, whole)
            raise BillError(f"line {number}: not JSON: {problem.msg}")
        documents = [("", whole)]
    more = False
    for where, document in documents:
        for place, page in _pages(where, document):
            if "data" not in page:
                yield place or "line 1", page
                continue
            more = page.get("has_more") is True
            yield from _page_records(f"{place}: data" if place else "data", page["data"])
    if more:
        raise BillError("the last page says has_more: fetch the pages that follow, and put one on a line")


def _try_json(text: str) -> object:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        return error
    except BillError:
        raise
    except (RecursionError, ValueError):
        raise BillError("nested too deep, or a number with thousands of digits") from None


def _no_number(text: str) -> NoReturn:
    raise BillError(f"{text} is no number")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise BillError(f"a key appears twice in one object: {', '.join(name for name, _ in pairs)[:200]}")
    return made


def _pages(where: str, document: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    if isinstance(document, dict):
        yield where, document
        return
    if not isinstance(document, list):
        raise BillError(f"{where or 'the file'}: must be an object")
    for number, page in enumerate(document):
        if not isinstance(page, dict):
            raise BillError(f"{where}[{number}]: must be an object")
        yield f"{where}[{number}]", page


def _page_records(where: str, buckets: object) -> Iterator[tuple[str, Record]]:
    """Each result with the times of its bucket; a bucket without any still says which day it is."""
    if not isinstance(buckets, list):
        raise BillError(f"{where}: must be a list of buckets")
    for number, bucket in enumerate(buckets):
        place = f"{where}[{number}]"
        if not isinstance(bucket, dict):
            raise BillError(f"{place}: must be an object")
        times = {name: bucket.get(name) for name in ("start_time", "end_time")}
        results = bucket.get("results", bucket.get("result"))
        if not isinstance(results, list) or not all(isinstance(each, dict) for each in results):
            raise BillError(f"{place}.results: must be a list of objects")
        if not results:
            yield place, times
        for index, result in enumerate(results):
            yield f"{place}.results[{index}]", {**_flat(f"{place}.results[{index}]", result), **times}


def _flat(where: str, result: Record) -> Record:
    """A result as a row of the CSV export would have it."""
    amount = result.get("amount")
    if amount is None:
        return result
    if not isinstance(amount, dict):
        raise BillError(f"{where}.amount: must be an object")
    return {**result, "amount_value": amount.get("value"), "amount_currency": amount.get("currency")}


def _csv_records(text: str) -> Iterator[tuple[str, Record]]:
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = reader.fieldnames or []
        if "start_time" not in names and "cost_usd" not in names:
            raise BillError("line 1: neither JSON nor a table with the column start_time or cost_usd")
        for row in reader:
            where = f"line {reader.line_num}"
            if None in row:
                raise BillError(f"{where}: more cells than the header has names")
            yield where, {name: cell for name, cell in row.items() if cell}
    except csv.Error as error:
        raise BillError(f"line {reader.reader.line_num}: {error}") from None


def _exact_line(where: str, record: Record) -> ExactLine:
    unknown = set(record) - _EXACT_KEYS
    if unknown:
        raise BillError(
            f"{where}: unknown: {', '.join(sorted(unknown))}; a line has attempt_id or request_id, cost_usd"
        )
    ids = {name: record[name] for name in ("attempt_id", "request_id") if name in record}
    if len(ids) != 1 or not all(isinstance(each, str) and each for each in ids.values()):
        raise BillError(f"{where}: one of attempt_id and request_id must be given, as text")
    try:
        cost = from_dollars(_figure(where, record, "cost_usd"))
    except ValueError as error:
        raise BillError(f"{where}: cost_usd: {error}") from None
    if cost < 0:
        raise BillError(f"{where}: cost_usd is below zero")
    ((name, value),) = ids.items()
    return ExactLine(where, str(value), name == "request_id", cost)


def _bill_line(where: str, record: Record) -> tuple[date, BillLine | None, bool]:
    """The day, what was used, and whether in a batch."""
    day = _day(where, record)
    project = record.get("project_id")
    named = project if isinstance(project, str) and project else None
    if record.get("amount_value") is not None:
        return day, _cost_line(where, record, day, named), False
    if record.get("input_tokens") is None:
        if record.get("model") or record.get("num_model_requests"):
            raise BillError(f"{where}: neither input_tokens nor an amount; export completions, embeddings or costs")
        return day, None, False
    model = record.get("model")
    if not isinstance(model, str) or not model:
        raise BillError(f"{where}: no model is named; export it grouped by model (group_by=model)")
    names = ("num_model_requests", "input_tokens", "input_cached_tokens", "output_tokens")
    requests, prompt, cached, completion = (_count(where, record, name) for name in names)
    if cached > prompt:
        raise BillError(f"{where}: more input_cached_tokens than input_tokens, of which they are a part")
    line = BillLine(day, model, named, None, requests, prompt, cached, completion)
    return day, line, str(record.get("batch")).lower() == "true"


def _cost_line(where: str, record: Record, day: date, project: str | None) -> BillLine:
    currency = record.get("amount_currency")
    if str(currency).lower() != "usd":
        raise BillError(f"{where}: the amount is in {str(currency)[:10]}, not in usd")
    item = record.get("line_item")
    if not isinstance(item, str) or not item:
        raise BillError(f"{where}: no line_item is named; export it grouped by line item (group_by=line_item)")
    dollars = _figure(where, record, "amount_value")
    amount = (dollars * NANODOLLARS_PER_DOLLAR).to_integral_value(ROUND_HALF_EVEN)  # OpenAI's are sums of floats.
    return BillLine(day, _model_of(item), project, int(amount))


def _model_of(item: str) -> str:
    """The model of "priority | gpt-5.5-2026-04-23 text, cached input"; "" for "web search tool calls"."""
    name, comma, _ = item.rpartition("|")[2].strip().partition(",")
    words = name.split()
    return words[0] if words and (comma or len(words) == 1) else ""


def _day(where: str, record: Record) -> date:
    starts, ends = (_count(where, record, name, needed=True) for name in ("start_time", "end_time"))
    if not starts < ends < TIMES_MAX:
        raise BillError(f"{where}: end_time must come after start_time, both in seconds since 1970")
    if starts // DAY_SECONDS != (ends - 1) // DAY_SECONDS:
        raise BillError(f"{where}: the time spans more than one UTC day; export it by day (bucket_width=1d) or finer")
    return datetime.fromtimestamp(starts, UTC).date()


def _count(where: str, record: Record, name: str, *, needed: bool = False) -> int:
    """A whole number from 0, also where it is written as 10.0; 0 if it may be missing and is."""
    if record.get(name) is None and not needed:
        return 0
    value = _figure(where, record, name)
    if value < 0 or value != value.to_integral_value():
        raise BillError(f"{where}: {name} must be a whole number from 0")
    return int(value)


def _figure(where: str, record: Record, name: str) -> Decimal:
    value = record.get(name)
    try:
        if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
            raise InvalidOperation
        number = Decimal(value)
        if not number.is_finite() or abs(number) > FIGURE_MAX:
            raise InvalidOperation
    except InvalidOperation:
        raise BillError(f"{where}: {name} is no number: {str(value)[:_PROBLEM_CHARACTERS_MAX]!r}") from None
    return number
