"""`python -m tests.secrets`: looks for secrets in every version of every file that was ever committed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.test_repository import PLAINLY_FALSE, SECRETS

ROOT = Path(__file__).parents[1]
BLOB_BYTES_MAX = 4 << 20  # Larger ones are weights and ranks.
OWN = "tests/architecture/test_repository.py"  # It has to name what it looks for.


def main() -> int:
    found, count = [], 0
    for name, path, text in _blobs():
        count += 1
        matches = [match.group() for match in SECRETS.finditer(text) if not PLAINLY_FALSE.search(match.group())]
        found += [f"{name[:12]} {path}: {match[:12]}..." for match in matches if path != OWN]
    print("\n".join([*found, f"{count} versions of files: {len(found)} that look like secrets."]))
    return 1 if found else 0


def _blobs() -> Iterator[tuple[str, str, str]]:
    """Each version as its name in git, its path and its text, once."""
    paths: dict[str, str] = {}
    for line in _git("rev-list", "--objects", "--all").splitlines():
        name, _, path = line.partition(" ")
        paths.setdefault(name, path)
    wanted = "".join(f"{name}\n" for name in paths)
    check = _git("cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", given=wanted)
    for line in check.splitlines():
        name, kind, size = line.split()
        if kind == "blob" and int(size) <= BLOB_BYTES_MAX:
            yield name, paths[name], _git("cat-file", "blob", name)


def _git(*arguments: str, given: str | None = None) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, input=given, capture_output=True, encoding="utf-8", errors="replace", check=True
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
