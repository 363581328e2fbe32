"""What must never be committed: registries' addresses, paths of one machine, anything that looks like a secret."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
IGNORED = frozenset(line.rstrip("/") for line in (ROOT / ".gitignore").read_text().split())

REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|crates\.io|rubygems\.org|anaconda\.(?:org|com)|proxy\.golang\.org",
    re.IGNORECASE,
)
MACHINE_PATHS = re.compile(r"(?<![\w./-])/(?:work|root|home/\w+|Users/\w+)(?![\w-])")
SECRETS = re.compile(
    r"sk-(?:proj-|svcacct-|auslex-\w+-)?[A-Za-z0-9_]{24,}"  # OpenAI's keys, and ours
    r"|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[baprs]-[0-9A-Za-z-]{20,}"
    r"|eyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}"
)
PLAINLY_FALSE = re.compile(r"example|fake|dummy|test|xxxx|0000|1234|abcd", re.IGNORECASE)


def _texts() -> Iterator[tuple[str, str]]:
    """Every text file that is, or could be, committed. This file has to name what it looks for."""
    for path in _files():
        try:
            text = (ROOT / path).read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # Binary data, or a file that is tracked and deleted.
        if ROOT / path != Path(__file__):
            yield path, text


def _files() -> list[str]:
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")[:-1]
    files = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [str(path) for path in files if not IGNORED & set(path.parts) and path.suffix != ".pyc"]


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [f"{path}: {match.group()}" for path, text in _texts() for match in pattern.finditer(text)]


def test_no_file_names_a_registry() -> None:
    assert [] == _found(REGISTRIES)


def test_no_file_names_a_path_of_one_machine() -> None:
    assert [] == _found(MACHINE_PATHS)


def test_no_file_holds_what_looks_like_a_secret() -> None:
    assert [] == [found for found in _found(SECRETS) if not PLAINLY_FALSE.search(found)]
