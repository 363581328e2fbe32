"""What making a few bytes durable costs by itself, at a fixed pace: the part of a latency that is the disk's."""

import os
import statistics
import tempfile
from pathlib import Path
from time import perf_counter, sleep

PAGE_BYTES = 8_192  # What PostgreSQL writes of its log for a small transaction.
FILE_BYTES = 16 << 20  # One file of its log: it is there already, so that only what is in it changes.


def sync_milliseconds(folder: Path, seconds: float, rate_per_second: float) -> dict[str, float]:
    """p50, p99 and the longest of writing a page and fdatasync, so many a second, in this folder."""
    taken = []
    page = os.urandom(PAGE_BYTES)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(bytes(FILE_BYTES))
        file.flush()
        os.fsync(file.fileno())
        began = perf_counter()
        for number in range(round(seconds * rate_per_second)):
            sleep(max(0.0, began + number / rate_per_second - perf_counter()))
            asked = perf_counter()
            os.pwrite(file.fileno(), page, number * PAGE_BYTES % FILE_BYTES)
            os.fdatasync(file.fileno())
            taken.append((perf_counter() - asked) * 1e3)
    cuts = statistics.quantiles(taken, n=100, method="inclusive")
    return {"p50": cuts[49], "p99": cuts[98], "max": max(taken)}
