"""Importing is free."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_importing_opens_nothing_starts_nothing_and_reads_no_environment() -> None:
    program = [sys.executable, Path(__file__).with_name("imports_are_free.py")]
    found = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "True\n" == found.stdout, found.stderr


def test_a_start_loads_no_library_of_a_database_it_may_not_need() -> None:
    program = "import sys, auslex.cli; print(sorted({'alembic', 'psycopg', 'sqlalchemy'} & sys.modules.keys()))"
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "[]\n" == found.stdout, found.stderr
