"""A short run of `make aborts`."""

from __future__ import annotations

from pathlib import Path

from tests.aborts.trial import run_trial

ABORTS = 120


def test_nothing_goes_on_for_clients_that_have_left(tmp_path: Path) -> None:
    report = run_trial(tmp_path, ABORTS, seed=1)
    assert report.reached > ABORTS // 2, report.table()
    assert 0 == report.faults, report.table()
