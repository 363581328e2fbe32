"""What a process and everything it started have cost: CPU seconds and resident memory, from Linux's /proc."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
PROCESS_CLOCK = 2  # CPUCLOCK_SCHED of the kernel's posix-timers.h: nanoseconds, all threads, ended ones included.


@dataclass(frozen=True, slots=True)
class Process:
    """One line of /proc/PID/stat: whose child it is, and the CPU seconds it and its reaped children used."""

    pid: int
    parent: int
    session: int
    own_seconds: float
    reaped_seconds: float
    resident_bytes: int


def cpu_seconds(root: int) -> float:
    """CPU seconds (user and system) that the tree of `root` has used, children that have ended included."""
    return sum(_precise_seconds(process) + process.reaped_seconds for process in tree(root))


def resident_bytes(root: int) -> int:
    """Resident memory of the tree, pages shared between its processes counted in each."""
    return sum(process.resident_bytes for process in tree(root))


def tree(root: int) -> list[Process]:
    """The process, its descendants, and those that were orphaned within the session it leads."""
    processes = {process.pid: process for process in map(_read, _pids()) if process is not None}
    members = {pid for pid, process in processes.items() if root in (pid, process.session)}
    before = -1
    while len(members) != before:
        before = len(members)
        members |= {pid for pid, process in processes.items() if process.parent in members}
    return [processes[pid] for pid in sorted(members)]


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _read(pid: int) -> Process | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name before the last bracket may itself hold spaces and brackets; field 3 (state) follows it: proc(5).
    fields = [0, 0, *map(_number, text[text.rindex(")") + 2 :].split())]
    own_ticks, reaped_ticks = fields[13] + fields[14], fields[15] + fields[16]
    return Process(
        pid=pid,
        parent=fields[3],
        session=fields[5],
        own_seconds=own_ticks / TICKS_PER_SECOND,
        reaped_seconds=reaped_ticks / TICKS_PER_SECOND,
        resident_bytes=fields[23] * PAGE_BYTES,
    )


def _number(field: str) -> int:
    return int(field) if field.lstrip("-").isdigit() else 0


def _precise_seconds(process: Process) -> float:
    """The same CPU time to the nanosecond; a tick of 10 ms is too coarse for a short run of nginx."""
    try:
        return time.clock_gettime((~process.pid << 3) | PROCESS_CLOCK)
    except OSError:
        return process.own_seconds
