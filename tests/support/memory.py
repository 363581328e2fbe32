"""How much memory a process takes."""

from __future__ import annotations

from pathlib import Path


class Growth:
    """Watches a process from now on."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._before = resident_bytes(pid)
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # Forget the highest mark so far.

    @property
    def bytes(self) -> int:
        """How far it has been above where it was, at the most."""
        return _figure(self._pid, "VmHWM") - self._before


def resident_bytes(pid: int) -> int:
    return _figure(pid, "VmRSS")


def _figure(pid: int, name: str) -> int:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) << 10
