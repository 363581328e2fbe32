"""Imports every module of `api` and `auslex`, and prints what each did that importing must not do. A program: it runs
in a process of its own, because an audit hook can never be taken off again.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_MODULES = {"auslex.database.migrations.env"}  # alembic runs it as a script; it migrates when it is read.
FORBIDDEN = {
    "socket.__new__": "a socket",
    "subprocess.Popen": "a process",
    "sqlite3.connect": "a database",
}


class WatchedEnvironment(dict[str, str]):
    """An environment that notices when a module of ours reads it; what libraries read is theirs to answer for."""

    def __getitem__(self, key: str) -> str:
        _note_if_ours(f"read {key}")
        return super().__getitem__(key)

    def get(self, key: str, default: object = None) -> object:
        _note_if_ours(f"read {key}")
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        _note_if_ours(f"looked for {key}")
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        _note_if_ours("read the whole environment")
        return super().__iter__()


def _note_if_ours(what: str) -> None:
    caller = Path(sys._getframe(2).f_code.co_filename)
    if caller.is_relative_to(ROOT / "api") or caller.is_relative_to(ROOT / "auslex"):
        print(f"{caller.relative_to(ROOT)} {what}")


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event in FORBIDDEN:
        print(f"{importing} opened {FORBIDDEN[event]}")


def _noted(*arguments: object) -> int:
    """In place of the one function behind every thread, which raises no audit event in Python 3.11."""
    print(f"{importing} started a thread")
    return start_new_thread(*arguments)


def _modules() -> Iterator[str]:
    for package in ("api", "auslex"):
        yield package
        for module in pkgutil.walk_packages([str(ROOT / package)], package + "."):
            if module.name not in NOT_MODULES:
                yield module.name


sys.path.insert(0, str(ROOT))
os.environ = WatchedEnvironment(os.environ)  # noqa: B003  to watch it, not to clear it
importing = ""
sys.addaudithook(_hook)
start_new_thread = threading._start_new_thread
threading._start_new_thread = _noted
count = 0
for importing in _modules():
    importlib.import_module(importing)
    count += 1
print(f"{count > 10}")
