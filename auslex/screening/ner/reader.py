"""The process that reads texts with the model. Started by `process`, and never outlives it.

On its standard input come texts, on its standard output go places of names: four bytes of length, big-endian, then as
many of UTF-8 or JSON. What the model itself prints goes nowhere, since it may hold texts.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import signal
import struct
import sys
import time
from collections.abc import Sequence
from typing import BinaryIO

from auslex.screening.ner.models import ModelUnavailable, load, names_in

LENGTH = struct.Struct(">I")
PR_SET_PDEATHSIG = 1  # linux/prctl.h
NICENESS = 10  # Requests come first.
EXIT_UNAVAILABLE = 2
EXIT_ORPHANED = 3
MIB = 1 << 20


def main(argv: Sequence[str]) -> int:
    """Read until the input ends."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--model", required=True)
    for name in ("memory-mb", "seconds", "parent-pid"):
        parser.add_argument(f"--{name}", type=int, required=True)
    given = parser.parse_args(argv)
    _die_with_parent(given.parent_pid)
    texts, places = _apart()
    _bound(given.memory_mb)
    try:
        pipeline = load(given.model)
    except ModelUnavailable as error:
        _write(places, {"unavailable": str(error)})
        return EXIT_UNAVAILABLE
    _write(places, {"ready": True})
    while (text := _read(texts)) is not None:
        began = time.process_time()
        signal.setitimer(signal.ITIMER_REAL, given.seconds)  # The kernel ends it: a model may hold the lock of Python.
        names = names_in(text, pipeline)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _write(places, {"names": names, "seconds": time.process_time() - began})
    return 0


def _die_with_parent(parent_pid: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:  # It died before the line above.
        os._exit(EXIT_ORPHANED)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _apart() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the parent, out of reach of whatever else is read or printed here."""
    texts, places = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)
    return texts, places


def _bound(memory_mb: int) -> None:
    import resource

    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # It would hold what was read.
    if sys.platform == "linux":  # Elsewhere it is refused, or bounds nothing.
        resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MIB, memory_mb * MIB))


def _read(texts: BinaryIO) -> str | None:
    head = texts.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return texts.read(LENGTH.unpack(head)[0]).decode("utf-8", "surrogatepass")


def _write(places: BinaryIO, said: object) -> None:
    frame = json.dumps(said).encode()
    places.write(LENGTH.pack(len(frame)) + frame)
    places.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
