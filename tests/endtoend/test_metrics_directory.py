"""The directory in which workers add up their figures, while some start and others have just ended."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.synchronize import Barrier
from pathlib import Path

from auslex.observing.metrics import shared_directory

WORKERS = 8
ROUNDS = 30
SECONDS_MAX = 60.0


def ended_process() -> int:
    """The number of a process that is no more."""
    process = multiprocessing.get_context("spawn").Process(target=int)
    process.start()
    process.join()
    assert process.pid is not None
    return process.pid


def starting(data_dir: Path, barrier: Barrier, dead: int, parent: int) -> None:
    """What a worker does as it starts, and again, and again; fails where its file is gone or cannot be made."""
    for _ in range(ROUNDS):
        (data_dir / "metrics" / str(parent)).mkdir(parents=True, exist_ok=True)
        (data_dir / "metrics" / str(parent) / f"counter_{dead}.db").touch()
        barrier.wait(SECONDS_MAX)
        own = shared_directory(data_dir, parent) / f"counter_{os.getpid()}.db"
        own.touch()
        barrier.wait(SECONDS_MAX)
        assert own.exists()
        barrier.wait(SECONDS_MAX)
        for file in own.parent.glob(f"*_{os.getpid()}*"):  # As if this one had ended, for the next round.
            file.unlink()
        barrier.wait(SECONDS_MAX)


def test_workers_that_start_together_leave_each_others_files_alone(tmp_path: Path) -> None:
    spawning = multiprocessing.get_context("spawn")
    barrier, dead = spawning.Barrier(WORKERS), ended_process()
    workers = [spawning.Process(target=starting, args=(tmp_path, barrier, dead, os.getpid())) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(SECONDS_MAX)
    assert [0] * WORKERS == [worker.exitcode for worker in workers]


def test_what_an_ended_installation_has_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "metrics" / "1"
    left.mkdir(parents=True)
    (left / f"counter_{ended_process()}.db").touch()
    own = shared_directory(tmp_path, os.getppid())
    assert [own] == list((tmp_path / "metrics").iterdir())
