"""The verification finds every kind of fault, and none in a ledger that keeps its rules."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from auslex.accounting.books import Adjustment, AttemptRow
from auslex.accounting.ledger_queries import verify
from auslex.accounting.store import AttemptState
from auslex.accounting.verification import Counts, Verification
from auslex.core.usage import UsageSource
from auslex.database.engine import make_engine, snapshot
from tests.support.rows import NOW, Tables, attempt, empty_file, random_attempts, tables

__all__ = ["empty_file", "tables"]

FIRST = f"{NOW:016x}{'0' * 16}"
SECOND_ONE = f"{NOW + 1:016x}{'0' * 16}"


def verified(tables: Tables) -> tuple[list[str], Counts]:
    verification = Verification()
    with snapshot(make_engine(tables.address)) as connection:
        return list(verify(connection, verification)), verification.counts


def good(tables: Tables) -> None:
    """Two settled attempts, one of them over its hold, an open one and a void one, an alert, and their balances."""
    attempts: list[AttemptRow] = [
        attempt(NOW),
        attempt(NOW + 1, paid=1_000),
        attempt(NOW + 2, state=AttemptState.DISPATCHED),
        attempt(NOW + 3, state=AttemptState.VOID),
    ]
    adjustments = [
        Adjustment(f"{SECOND_ONE}:overrun", SECOND_ONE, "overrun", 5, "", NOW),
        Adjustment("bill", FIRST, "correction", -50, "", NOW),
    ]
    tables.put(attempts, adjustments)
    tables.balance(attempts, adjustments)
    day = attempts[0].places[0].day_starts_at
    tables.execute(f"INSERT INTO alerts VALUES ('key:key_1', 'day', {day}, 80, 1000, 800, 0, NULL)")


def test_a_ledger_that_keeps_its_rules_has_no_fault(tables: Tables) -> None:
    good(tables)
    assert ([], Counts(open=1, settled=2, void=1, adjustments=2, alerts=1, balances=6)) == verified(tables)


def test_an_empty_ledger_has_no_fault(tables: Tables) -> None:
    assert ([], Counts()) == verified(tables)


@pytest.mark.parametrize("seed", range(3))
def test_any_rows_agree_with_the_balances_that_they_make(tables: Tables, seed: int) -> None:
    attempts, adjustments = random_attempts(Random(seed), 100, days=40)
    attempts = [row for row in attempts if row.cached_tokens <= row.prompt_tokens]
    known = {row.attempt_id for row in attempts}
    adjustments = [each for each in adjustments if each.attempt_id in known]
    tables.put(attempts, adjustments)
    tables.balance(attempts, adjustments)
    assert [] == verified(tables)[0]


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        (
            "UPDATE balances SET settled = settled + 7 WHERE account = 'installation' AND kind = 'day'",
            "settled is $0.000001062, its rows make $0.000001055, $0.000000007 off",
        ),
        (
            "UPDATE balances SET reserved = 0 WHERE account = 'tenant:t' AND kind = 'month'",
            "reserved is $0.00, its rows make $0.000001, $-0.000001 off",
        ),
        ("DELETE FROM balances WHERE account = 'key:key_1' AND kind = 'month'", "settled is missing"),
        ("DELETE FROM balances WHERE account = 'key:key_1' AND kind = 'day'", "there is no such balance"),
        ("INSERT INTO balances VALUES ('key:ghost', 'day', 0, 0, 3)", "key:ghost day 0: settled is $0.000000003"),
        (f"DELETE FROM attempts WHERE attempt_id = '{FIRST}'", f"there is no attempt {FIRST} for its $-0.00000005"),
        (f"UPDATE attempts SET paid = 99 WHERE attempt_id = '{FIRST}'", "its rows make"),
        (f"UPDATE attempts SET resolved_at = NULL WHERE attempt_id = '{FIRST}'", "no time says when"),
        (f"UPDATE attempts SET source = 'guessed' WHERE attempt_id = '{FIRST}'", "guessed is no source"),
        (f"UPDATE attempts SET source = NULL WHERE attempt_id = '{FIRST}'", "None is no source"),
        (f"UPDATE attempts SET state = 'V' WHERE attempt_id = '{FIRST}'", "it is void and paid 100"),
        ("UPDATE attempts SET resolved_at = 1 WHERE state = 'D'", "it is open and has a time"),
        ("UPDATE attempts SET source = 'held' WHERE state = 'V'", "it is not settled and names a source"),
        (f"UPDATE attempts SET prompt_tokens = -1 WHERE attempt_id = '{FIRST}'", "prompt_tokens is -1"),
        (f"UPDATE attempts SET cached_tokens = 8 WHERE attempt_id = '{FIRST}'", "more cached tokens than prompt"),
        (f"UPDATE attempts SET places = 'key:key_1' WHERE attempt_id = '{FIRST}'", "its places cannot be read"),
        ("UPDATE adjustments SET adjustment_id = 'x' WHERE kind = 'overrun'", "an overrun, and nothing"),
        (f"UPDATE adjustments SET adjustment_id = '{FIRST}:overrun' WHERE amount < 0", "an overrun, and nothing"),
        ("UPDATE adjustments SET amount = -5 WHERE kind = 'overrun'", "an overrun of $-0.000000005"),
        (f"UPDATE attempts SET paid = 999 WHERE attempt_id = '{SECOND_ONE}'", "without having used it up"),
        ("UPDATE adjustments SET amount = -101 WHERE kind = 'correction'", "its adjustments leave it at $-0.000000001"),
        ("UPDATE attempts SET state = 'D' WHERE paid = 100", "is not settled"),
        ("UPDATE alerts SET settled = 799", "$0.000000799 is not yet 80 % of $0.000001"),
        ("UPDATE alerts SET level = 90", "there is no such level"),
        ("UPDATE alerts SET budget = 0", "no sum of money"),
        ("UPDATE alerts SET kind = 'week'", "neither day nor month"),
    ],
)  # fmt: skip
def test_tampering_is_found_and_said(tables: Tables, tampering: str, said: str) -> None:
    good(tables)
    tables.execute(tampering)
    assert [] != [fault for fault in verified(tables)[0] if said in fault]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (lambda: attempt(NOW, paid=1_001, held_amount=1_000), "it paid $0.000001001, more than its hold of $0.000001"),
        (lambda: attempt(NOW, held_amount=-1, paid=-2), "held_amount is -1"),
    ],
)
def test_rows_that_no_database_of_ours_takes_are_found(
    tables: Tables, row: Callable[[], AttemptRow], said: str
) -> None:
    """The checks of the schema are taken away first, as a restored dump or another hand might."""
    tables.drop_checks("attempts")
    made = row()
    tables.put([made])
    assert [] != [fault for fault in verified(tables)[0] if said in fault]


def test_money_that_is_text_is_found(tables: Tables) -> None:
    if tables.url.startswith("sqlite"):  # Only there can a column hold it.
        good(tables)
        tables.execute(f"UPDATE attempts SET paid = 'much' WHERE attempt_id = '{FIRST}'")
        assert f"attempt {FIRST}: paid is much, no whole number from 0" in verified(tables)[0]


def test_a_flagged_row_is_no_fault(tables: Tables) -> None:
    rows = [attempt(NOW, source=UsageSource.HELD), attempt(NOW + 1, source=UsageSource.COUNTED)]
    tables.put(rows)
    tables.balance(rows)
    assert [] == verified(tables)[0]
