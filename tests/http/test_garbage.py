"""A process that serves has set aside what it loaded, so that no request waits while Python looks through that."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from auslex.http.garbage import NEW_OBJECTS
from bench.process import clean_environment
from tests.support.gateway import REPOSITORY

START_SECONDS_MAX = 60.0
PROGRAM = """
import asyncio, gc, json
from api.hardened_endpoints import app

async def live():
    to_say = asyncio.Queue()
    to_say.put_nowait({"type": "lifespan.startup"})

    async def send(message):
        if message["type"] == "lifespan.startup.complete":
            kept, new = gc.get_freeze_count(), len(gc.get_objects())
            print(json.dumps({"kept": kept, "new": new, "threshold": gc.get_threshold()[0]}), flush=True)
            to_say.put_nowait({"type": "lifespan.shutdown"})

    await app({"type": "lifespan", "state": {}}, to_say.get, send)

asyncio.run(live())
"""


def test_what_was_loaded_is_never_looked_through_again(tmp_path: Path) -> None:
    environment = clean_environment(
        {"PYTHONPATH": str(REPOSITORY), "AUSLEX_DATA_DIR": str(tmp_path), "OPENAI_API_KEY": "sk-test"}
    )
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=environment, capture_output=True, text=True, check=True, timeout=START_SECONDS_MAX,
    )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["threshold"] == NEW_OBJECTS
    assert found["kept"] > 50 * found["new"]
