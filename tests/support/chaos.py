"""A pytest plugin that prints the fault matrix: what was expected of each fault, and what came of it."""

from __future__ import annotations

import pytest

WIDTHS = (3, 30, 6)
_reports: list[tuple[tuple[int, str, str, str, str], str]] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call":
        known = "short" if hasattr(report, "wasxfail") else "FAIL"
        verdict = "pass" if report.passed and known == "FAIL" else known
        _reports.extend((value, verdict) for name, value in report.user_properties if name == "chaos")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each run of a fault, in the order of docs/chaos.md."""
    terminalreporter.section("faults")
    for (row, fault, mode, expected, got), verdict in sorted(_reports):
        start = f"{verdict:<5} {row:>{WIDTHS[0]}} {fault:<{WIDTHS[1]}} {mode:<{WIDTHS[2]}}"
        terminalreporter.write_line(f"{start} {expected}" + ("" if expected == got else f"; GOT {got}"))
    verdicts = [verdict for _, verdict in _reports]
    rows = len({report[0][0] for report in _reports})
    terminalreporter.write_line(
        f"{rows} rows, {len(verdicts)} runs: {verdicts.count('pass')} as expected, "
        f"{verdicts.count('short')} known to fall short, {verdicts.count('FAIL')} failed"
    )
