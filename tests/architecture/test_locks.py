"""The lock files can be trusted: every package has hashes, and no address says where it must come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
LOCKS = ("runtime", "model", "dev", "mutate", "frameworks", "security", "boundary", "ner")


def _locked(name: str) -> dict[str, list[str]]:
    """Each pinned package with its hashes."""
    pins: dict[str, list[str]] = {}
    for line in (REQUIREMENTS / f"{name}.lock").read_text().splitlines():
        if not line.startswith(" "):
            package = line.partition("==")[0].strip().lower()
            pins[package] = []
        else:
            pins[package] += re.findall(r"--hash=sha256:([0-9a-f]{64})", line)
    return pins


def _asked(name: str) -> set[str]:
    lines = (REQUIREMENTS / f"{name}.in").read_text().splitlines()
    return {re.split(r"[=<>;\[ ]", line)[0].lower() for line in lines if line and line[0] not in "#-"}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_has_a_hash(name: str) -> None:
    assert [] == [package for package, hashes in _locked(name).items() if not hashes]


@pytest.mark.parametrize("name", LOCKS)
def test_every_direct_dependency_is_locked(name: str) -> None:
    assert set() == _asked(name) - set(_locked(name))


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_an_address(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.lock").read_text()
    assert [] == re.findall(r".*(?:://|index-url|find-links|trusted-host).*", text)
