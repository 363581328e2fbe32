"""The fault upstream as a child process, as an operator would start it."""

from __future__ import annotations

import http.client
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.process import clean_environment, free_port, tail
from tests.support.gateway import PROGRAMS, REPOSITORY
from tests.support.waiting import until
from tests.support.web import Client

START_SECONDS_MAX = 40.0


@dataclass(frozen=True, slots=True)
class FaultUpstream:
    """A running one, and what it has seen."""

    port: int

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def seen(self, model: str) -> dict[str, Any]:
        """The model's counters."""
        nothing = {"requests": 0, "under_way": 0, "aborted": 0, "aborted_after_seconds": None}
        return dict(Client(self.port).get("/faults/seen").json.get(model, nothing))

    @contextmanager
    def playing(self, model: str, name: str) -> Iterator[None]:
        """This model fails in this way for as long as the block lasts."""
        assert 200 == Client(self.port).request("PUT", f"/faults/models/{model}", name.encode()).status
        try:
            yield
        finally:
            Client(self.port).request("DELETE", f"/faults/models/{model}")


@contextmanager
def fault_upstream(home: Path, port: int | None = None) -> Iterator[FaultUpstream]:
    """A listening one; it ends with the block."""
    running = FaultUpstream(port or free_port())
    log_path = home / "faults.log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            [str(PROGRAMS / "auslex"), "faults", "serve", "--port", str(running.port)],
            env=clean_environment({"PYTHONPATH": str(REPOSITORY)}),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )

    def listens() -> bool:
        assert process.poll() is None, tail(log_path)
        try:
            return Client(running.port).get("/faults").status == 200
        except (OSError, http.client.HTTPException):
            return False

    try:
        until(listens, START_SECONDS_MAX)
        yield running
    finally:
        process.terminate()
        process.wait()


def price_file(home: Path, *models: str) -> Path:
    """Prices for every fault, as the command prints them, and for these models."""
    program = [str(PROGRAMS / "auslex"), "faults", "prices"]
    environment = clean_environment({"PYTHONPATH": str(REPOSITORY)})
    printed = subprocess.run(program, env=environment, capture_output=True, text=True, check=True).stdout
    path = home / "prices.toml"
    path.write_text(printed + "".join(f'[models."{model}"]\ninput = "1"\noutput = "2"\n' for model in models))
    return path


def strictly(text: bytes) -> Any:
    """JSON without what only Python takes for it."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is no JSON")

    return json.loads(text.decode(), parse_constant=refuse)
