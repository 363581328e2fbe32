"""Environments of their own for packages that no other part of the project sees, kept between runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.gateway import REPOSITORY
from tests.support.missing import missing

INSTALL_SECONDS_MAX = 600.0


def environment(name: str) -> Path:
    """The interpreter of `.bench/NAME` with what `requirements/NAME.lock` pins; if it cannot be made, CI fails and
    others skip."""
    home, lock = REPOSITORY / ".bench" / name, REPOSITORY / "requirements" / f"{name}.lock"
    program, installed = home / "bin" / "python", home / "installed.lock"
    if not installed.is_file() or lock.read_bytes() != installed.read_bytes():
        _install(name, home, program, lock)
        installed.write_bytes(lock.read_bytes())
    return program


def _install(name: str, home: Path, program: Path, lock: Path) -> None:
    pip = [str(program), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    for command in ([sys.executable, "-m", "venv", "--clear", str(home)], [*pip, "-r", str(lock)]):
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS_MAX, check=False)
        if done.returncode != 0:
            missing(f"{name} could not be installed, so it was not tested: {done.stderr.strip()[-300:]}")
