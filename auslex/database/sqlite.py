"""SQLite connections, all set up alike."""

from __future__ import annotations

import sqlite3
from pathlib import Path

BUSY_SECONDS_MAX = 2.0  # How long a write waits for another process's; then the store counts as unavailable.


def connect(path: Path) -> sqlite3.Connection:
    """A connection in autocommit mode, usable from any one thread at a time.

    Write-ahead log, and FULL synchronisation: a commit that was reported is on the disk.
    """
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS_MAX, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection
