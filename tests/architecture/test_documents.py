"""The documents name what the code has, and nothing that it has not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest

from auslex.core.money import ZERO
from auslex.observing.metrics import Metrics
from auslex.resilience.chains import DEFAULT_CHAINS
from auslex.resilience.recovery import TABLE, Treatment
from auslex.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("0*.md"))


def _rows(path: Path, section: str | None = None) -> dict[str, list[str]]:
    """Table rows by what stands in backquotes in their first cell; each with its other cells."""
    text = path.read_text()
    if section is not None:
        text = re.split(rf"^## {section}$", text, flags=re.MULTILINE)[1]
        text = re.split(r"^## ", text, flags=re.MULTILINE)[0]
    found = re.findall(r"^\| `([^`]+)`[^|]*\|(.*)\|$", text, re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in found}


def _trees(room: str) -> Iterator[ast.AST]:
    for path in sorted((ROOT / "auslex" / room).rglob("*.py")):
        yield ast.parse(path.read_text())


def _texts(node: ast.AST | None) -> set[str]:
    """The strings an expression may give: a constant, or either branch of a condition."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=body, orelse=otherwise):
            return _texts(body) | _texts(otherwise)
    return set()


def _given(name: str) -> set[str]:
    """Every string the code gives to something of this name: an argument or an assignment."""
    found: set[str] = set()
    for tree in _trees(""):
        for node in ast.walk(tree):
            match node:
                case ast.keyword(arg=arg, value=value) if arg == name:
                    found |= _texts(value)
                case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                    found |= _texts(value)
    return found


def _failures_by_status() -> set[str]:
    """What `classify_status` may return."""
    tree = ast.parse((ROOT / "auslex/upstreams/failures.py").read_text())
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "classify_status")
    return set().union(*(_texts(node.value) for node in ast.walk(function) if isinstance(node, ast.Return)))


def _codes() -> set[str]:
    built = {code for means in TABLE.values() for code in means.codes}
    table = ast.parse((ROOT / "auslex/http/errors.py").read_text())
    calls = [node for node in ast.walk(table) if isinstance(node, ast.Call)]
    sent = [call.args[4] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "_http_error"]
    return _given("code") | built | set().union(*map(_texts, sent))


def _next(means: Treatment) -> str:
    if means.elsewhere_first:
        return "fall back, else retry"
    if means.retries_max:
        return "retry once" if means.retries_max == 1 else "retry"
    return "fall back" if means.falls_back else "stop"


def _told(means: Treatment) -> str:
    if means.status is None:
        return "relayed" if means.codes else "nothing"
    return f"{means.status} " + ", ".join(f"`{code}`" for code in means.codes)


def _routes() -> set[str]:
    """Paths in the code of the web; a path that ends in a slash takes an id."""
    nodes = (node for tree in _trees("http") for node in ast.walk(tree))
    paths = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {path + "{id}" if path.endswith("/") else path for path in paths if re.fullmatch(r"/[a-z][\w/.{}-]*", path)}


def _default(value: object) -> str:
    match value:
        case None:
            return "not set"
        case "" | ():
            return "empty"
        case bool():
            return f"`{str(value).lower()}`"
        case tuple():
            return f"`{','.join(map(str, value))}`"
        case Enum():
            return f"`{value.value}`"
        case float():
            return f"`{value:g}`"
    return f"`{value}`"


def test_every_setting_has_its_row_and_its_default() -> None:
    expected = {name.upper(): _default(field.default) for name, field in Settings.model_fields.items()}
    assert expected == {name: cells[0] for name, cells in _rows(DOCS / "settings.md").items()}


def test_every_error_code_has_its_row() -> None:
    assert sorted(_codes()) == sorted(_rows(DOCS / "errors.md", "Codes"))


def test_every_failure_class_of_the_code_is_in_the_table() -> None:
    assert set() == (_failures_by_status() | _given("failure")) - set(TABLE)


def test_every_failure_class_is_documented_as_it_is_treated() -> None:
    shown = {name: cells[1:4] for name, cells in _rows(DOCS / "errors.md", "Failure classes").items()}
    expected = {name: [_next(it), "yes" if it.counts else "no", _told(it)] for name, it in TABLE.items()}
    assert expected == shown


def test_every_fallback_chain_has_its_row() -> None:
    shown = {
        name: re.findall(r"`([^`]+)`", cells[0]) for name, cells in _rows(DOCS / "resilience.md", "Fallbacks").items()
    }
    assert {model: list(chain) for model, chain in DEFAULT_CHAINS.items()} == shown


def test_every_metric_has_its_row() -> None:
    shown, _ = Metrics(None).exposition(ZERO, "text/plain")
    names = set(re.findall(r"^# TYPE (\S+)", shown.decode(), re.MULTILINE))
    expected = {name for name in names if name + "_total" not in names and not name.endswith("_created")}
    assert sorted(expected) == sorted(name.partition("{")[0] for name in _rows(DOCS / "metrics.md", "Names"))


def test_every_route_has_its_row() -> None:
    routes = {name.partition(" ")[2] for name in _rows(DOCS / "http.md", "Routes")}
    assert sorted(_routes()) == sorted(routes)


@pytest.mark.parametrize("name", ["runtime", "model", "dev", "mutate", "security", "ner"])
def test_every_direct_dependency_has_its_reason(name: str) -> None:
    lines = (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
    packages = {re.split(r"[=<>;\[ ]", line)[0] for line in lines if line and line[0] not in "#-"}
    text = (DOCS / "dependencies.md").read_text()
    section = next(part for part in text.split("\n## ") if f"requirements/{name}.in" in part.partition("\n")[0])
    assert packages == set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


def test_the_tree_names_every_room_and_module() -> None:
    tree = (DOCS / "architecture.md").read_text().split("```")[1]
    words = set(re.findall(r"\w+", tree))
    modules = {path.stem for face in ("api", "auslex") for path in (ROOT / face).rglob("*.py")}
    rooms = {path.parent.name for path in (ROOT / "auslex").rglob("__init__.py")}
    migrations = {path.stem for path in (ROOT / "auslex/database/migrations").rglob("*.py")}
    assert set() == (modules | rooms) - migrations - words - {"__init__"}


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_three_parts_on_one_page(path: Path) -> None:
    text = path.read_text()
    parts = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert (["Context", "Decision", "Consequences"], True) == (parts, len(text.splitlines()) <= 60)


def test_decisions_are_numbered_without_a_gap() -> None:
    assert list(range(1, len(DECISIONS) + 1)) == [int(path.name[:4]) for path in DECISIONS]


def test_every_decision_is_listed() -> None:
    listed = re.findall(r"\]\((\d{4}[^)]+)\)", (DOCS / "decisions" / "README.md").read_text())
    assert [path.name for path in DECISIONS] == listed
