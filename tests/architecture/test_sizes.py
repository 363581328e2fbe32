"""Modules and functions stay small enough to be read at one sitting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULE_LINES_MAX = 399
FUNCTION_LINES_MAX = 49


def _modules() -> Iterator[Path]:
    for room in ("api", "auslex", "bench"):
        yield from sorted((ROOT / room).rglob("*.py"))


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.end_lineno - node.lineno + 1


def test_no_module_is_too_long() -> None:
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in _modules()}
    assert {} == {name: lines for name, lines in lengths.items() if lines > MODULE_LINES_MAX}


def test_no_function_is_too_long() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}: {name} has {lines} lines"
        for path in _modules()
        for name, lines in _functions(path)
        if lines > FUNCTION_LINES_MAX
    ]
    assert [] == too_long
