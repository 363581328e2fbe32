"""auslex ledger and auslex usage, as an operator runs them, on a file that workers may be using."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import shutil
import time
from pathlib import Path

import pytest

from auslex.accounting.books import AttemptRow
from auslex.accounting.periods import periods_at
from auslex.accounting.sqlite import SqliteLedger
from auslex.accounting.store import AttemptState, Payer
from auslex.accounting.tiers import UNLIMITED
from auslex.cli import main
from auslex.core.clock import SystemClock
from auslex.core.usage import UsageSource
from auslex.database.address import SqliteAddress, parse_address
from tests.contracts.conftest import query, reserve
from tests.support.postgres import Database
from tests.support.rows import SECOND, Tables, attempt, empty_file

__all__ = ["empty_file"]

# Yesterday at noon in UTC: a day that is over, whenever this runs.
NOON = periods_at(time.time_ns()).day.starts_at - 43_200 * SECOND
DAY_STARTS = NOON // SECOND - 43_200


@pytest.fixture
def tables(empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tables:
    """An empty ledger that the environment names."""
    path = Path(shutil.copy(empty_file, tmp_path / "auslex.db"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("AUSLEX_DATA_DIR", str(tmp_path))
    return Tables(SqliteAddress(path), f"sqlite:///{path}")


def put(tables: Tables, *rows: AttemptRow) -> None:
    tables.put(rows)
    tables.balance(rows)


def flagged() -> list[AttemptRow]:
    """What the provider reported, what we counted, and what nobody knows: 100 nanodollars each."""
    sources = (UsageSource.UPSTREAM, UsageSource.COUNTED, UsageSource.HELD)
    return [attempt(NOON + n, source=source, model="gpt-4o") for n, source in enumerate(sources)]


def costs(tmp_path: Path, nanodollars: int) -> Path:
    """A bill for yesterday's gpt-4o."""
    result = {"amount": {"value": nanodollars / 1e9, "currency": "usd"}, "line_item": "gpt-4o-2024-08-06, input"}
    bucket = {"start_time": DAY_STARTS, "end_time": DAY_STARTS + 86_400, "results": [result]}
    path = tmp_path / "costs.json"
    path.write_text(json.dumps({"object": "page", "data": [bucket], "has_more": False}))
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, what was printed, and what was complained about."""
    with pytest.raises(SystemExit) as ended:
        main([str(each) for each in arguments])
    printed = capsys.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, printed.out, printed.err


def test_a_sound_ledger_is_counted(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    put(tables, *flagged(), attempt(NOON + 9, state=AttemptState.VOID))
    assert (
        0, "4 attempts (0 open, 3 settled, 1 void), 0 adjustments, 6 balances, 0 alerts: all is well.\n", "",
    ) == run(capsys, "ledger", "verify")  # fmt: skip


def test_a_difference_ends_with_one(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    put(tables, *flagged())
    tables.execute("UPDATE balances SET settled = 301 WHERE account = 'installation' AND kind = 'month'")
    status, printed, _ = run(capsys, "ledger", "verify")
    assert (1, True, True) == (status, "$0.000000001 off" in printed, "1 differences." in printed)


def test_a_ledger_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    status, _, complaint = run(capsys, "ledger", "verify")
    assert (1, True, []) == (status, "There is no ledger" in complaint, list(tmp_path.iterdir()))


def test_a_bill_is_first_only_compared(tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tables, *flagged())
    status, printed, _ = run(capsys, "ledger", "reconcile", costs(tmp_path, 250))
    assert (0, True) == (status, "2 corrections. --apply books them." in printed)
    assert [] == query(tmp_path / "auslex.db", "SELECT * FROM adjustments")


def test_corrections_are_booked_once_and_the_books_stay_sound(
    tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tables, *flagged())
    bill = costs(tmp_path, 250)
    assert (0, True) == _booked(run(capsys, "ledger", "reconcile", bill, "--apply"), 2)
    assert (0, True) == _booked(run(capsys, "ledger", "reconcile", bill, "--apply"), 0)
    assert [(-24,), (-25,)] == sorted(query(tmp_path / "auslex.db", "SELECT amount FROM adjustments"), reverse=True)
    assert [(251,)] == query(tmp_path / "auslex.db", "SELECT DISTINCT settled FROM balances")
    assert 0 == run(capsys, "ledger", "verify")[0]


def test_what_no_call_explains_ends_with_one(
    tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tables, *flagged()[:1])
    status, printed, _ = run(capsys, "ledger", "reconcile", costs(tmp_path, 250), "--apply")
    assert (1, True, True) == (status, "0.00000015" in printed, "0 corrections booked." in printed)


def test_tokens_are_priced_as_calls_are(tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tables, attempt(NOON, source=UsageSource.HELD, model="gpt-4o-mini", paid=90_000, held_amount=90_000))
    bill = tmp_path / "usage.csv"
    header = "start_time,end_time,project_id,num_model_requests,model,batch,input_tokens,output_tokens"
    bill.write_text(f"{header}\n{DAY_STARTS},{DAY_STARTS + 86_400},p,1.0,gpt-4o-mini-2024-07-18,FALSE,100.0,100.0\n")
    assert 0 == run(capsys, "ledger", "reconcile", bill, "--apply")[0]
    assert [(100 * 150 + 100 * 600 - 90_000,)] == query(tmp_path / "auslex.db", "SELECT amount FROM adjustments")


def test_exact_lines_correct_their_calls(tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = flagged()
    put(tables, *rows)
    bill = tmp_path / "exact.jsonl"
    bill.write_text(f'{{"attempt_id": "{rows[0].attempt_id}", "cost_usd": "0.000000007"}}\n')
    assert (0, True) == _booked(run(capsys, "ledger", "reconcile", bill, "--apply"), 1)
    assert [(-93,)] == query(tmp_path / "auslex.db", "SELECT amount FROM adjustments")


def test_an_exact_line_makes_its_call_certain(
    tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = flagged()
    put(tables, *rows)
    exact = tmp_path / "exact.jsonl"
    exact.write_text(f'{{"request_id": "{rows[2].order.request_id}", "cost_usd": "0.0000001"}}\n')
    assert (0, True) == _booked(run(capsys, "ledger", "reconcile", exact, "--apply"), 1)
    run(capsys, "ledger", "reconcile", costs(tmp_path, 250), "--apply")
    corrected = dict(
        query(tmp_path / "auslex.db", "SELECT attempt_id, sum(amount) FROM adjustments GROUP BY attempt_id")
    )
    assert {rows[1].attempt_id: -48, rows[2].attempt_id: 0} == corrected
    assert 0 == run(capsys, "ledger", "verify")[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"attempt_id": "ID", "cost_usd": "1"}\n{"attempt_id": "x", "cost_usd": "1"}', "line 2: 'x' has no settled"),
        ('{"attempt_id": "ID", "cost_usd": "1"}\n{"attempt_id": "ID"', "line 2: not JSON"),
    ],
)
def test_nothing_is_corrected_unless_every_line_can_be(
    tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    rows = flagged()
    put(tables, *rows)
    bill = tmp_path / "bad.jsonl"
    bill.write_text(text.replace("ID", rows[0].attempt_id))
    status, _, complaint = run(capsys, "ledger", "reconcile", bill, "--apply")
    assert (1, True, True) == (status, said in complaint, "Nothing was corrected" in complaint)
    assert [] == query(tmp_path / "auslex.db", "SELECT * FROM adjustments")


def test_a_file_that_is_not_there_is_said(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, complaint = run(capsys, "ledger", "reconcile", "nowhere.csv")
    assert (1, True) == (status, "nowhere.csv" in complaint)


def test_workers_go_on_while_a_bill_is_reconciled(
    tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tables, *flagged())
    bill = costs(tmp_path, 250)

    async def serve_and_reconcile() -> tuple[int, str, str]:
        async with SqliteLedger(tmp_path / "auslex.db", SystemClock()) as ledger:
            reconciling = asyncio.to_thread(run, capsys, "ledger", "reconcile", bill, "--apply")
            holding = [ledger.reserve(reserve(f"{n:032x}", (Payer("key:k", UNLIMITED),))) for n in range(50)]
            ended, *_ = await asyncio.gather(reconciling, *holding)
            assert 0 == (await asyncio.to_thread(run, capsys, "ledger", "verify"))[0]
            return ended

    assert (0, True) == _booked(asyncio.run(serve_and_reconcile()), 2)
    assert 0 == run(capsys, "ledger", "verify")[0]


def test_all_of_it_works_through_a_pooler(
    postgres_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgres_database.pooled)
    monkeypatch.setenv("AUSLEX_DATA_DIR", str(tmp_path))
    put(Tables(parse_address(postgres_database.pooled), postgres_database.direct), *flagged())
    assert (0, True) == _booked(run(capsys, "ledger", "reconcile", costs(tmp_path, 250), "--apply"), 2)
    assert 0 == run(capsys, "ledger", "verify")[0]
    assert "0.000000251" == json.loads(run(capsys, "usage", "--json")[1])["totals"]["cost_usd"]


def test_usage_is_a_table_json_or_csv(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    put(tables, *flagged())
    status, table, _ = run(capsys, "usage", "--days", "3")
    assert (0, True, True) == (status, "gpt-4o" in table, "0.0000003" in table)
    assert "0.0000003" == json.loads(run(capsys, "usage", "--json")[1])["totals"]["cost_usd"]
    rows = list(csv.DictReader(io.StringIO(run(capsys, "usage", "--csv", "--tenant", "t")[1])))
    assert ("total", "0.0000003") == (rows[0]["section"], rows[0]["cost_usd"])


def test_usage_of_nobody_is_nothing(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    put(tables, *flagged())
    assert 0 == json.loads(run(capsys, "usage", "--json", "--user", "nobody")[1])["totals"]["requests"]


def test_too_many_days_are_refused(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, complaint = run(capsys, "usage", "--days", "367")
    assert (1, "Invalid value for days: 1 to 366.\n") == (status, complaint)


def test_a_label_cannot_steer_the_terminal(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    put(tables, attempt(NOON, user_label="\x1b[2Jgone"))
    printed = run(capsys, "usage")[1]
    assert (True, False) == ("?[2Jgone (t)" in printed, "\x1b" in printed)


def _booked(ended: tuple[int, str, str], count: int) -> tuple[int, bool]:
    return ended[0], f"{count} corrections booked." in ended[1]
