"""What `make mutate` found: how many of the changed policies the tests noticed; fails below the bar."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BAR_PERCENT = 85
STATS = Path("mutants/mutmut-cicd-stats.json")


def main() -> int:
    """Print the figures; 1 if too many changes went unnoticed."""
    program = str(Path(sys.executable).parent / "mutmut")
    subprocess.run([program, "export-cicd-stats"], check=True, stdout=subprocess.DEVNULL)
    stats = json.loads(STATS.read_text())
    noticed, total = stats["killed"] + stats["timeout"], stats["total"] - stats["skipped"]
    percent = 100 * noticed / total
    print(f"{noticed} of {total} changes were noticed, {percent:.1f} %; {BAR_PERCENT} % is the bar.")
    print("`.venv/bin/mutmut results` names the others, `.venv/bin/mutmut show NAME` shows one.")
    return 0 if percent >= BAR_PERCENT else 1


if __name__ == "__main__":
    sys.exit(main())
