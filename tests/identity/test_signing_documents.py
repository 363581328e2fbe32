"""docs/signing.md keeps its word: its helpers, in both languages, and its vectors agree with the gateway."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from auslex.identity.signing import SECRET_PREFIX, Signed, sign
from tests.support.missing import missing

DOCUMENT = (Path(__file__).parents[2] / "docs/signing.md").read_text()
SECRET = SECRET_PREFIX + "only-an-example"
TIMESTAMP, NONCE = 1_800_000_000, "nonce-0123456789"
NODE_SECONDS_MAX = 30.0


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)


VECTORS: list[dict[str, str]] = json.loads(blocks("json")[0])


def python_helpers() -> dict[str, Callable[..., Any]]:
    names: dict[str, Any] = {}
    for block in blocks("python"):
        exec(block, names)
    return names


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["url"])
def test_the_gateway_agrees_with_the_vector(vector: dict[str, str]) -> None:
    parts = urlsplit(vector["url"])
    request = Signed(vector["method"], parts.path.encode(), parts.query.encode(), vector["body"].encode())
    assert vector["signature"] == sign(SECRET, request, TIMESTAMP, NONCE)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["url"])
def test_the_python_helper_agrees_with_the_vector(vector: dict[str, str]) -> None:
    given = (SECRET, vector["method"], vector["url"], vector["body"].encode(), TIMESTAMP, NONCE)
    headers = python_helpers()["signature_headers"](*given)
    assert vector["signature"] == headers["x-auslex-signature"]


def test_the_javascript_helper_agrees_with_every_vector(tmp_path: Path) -> None:
    if shutil.which("node") is None:
        missing("node is not installed, so the JavaScript helper was not tested")
    program = f"""
for (const vector of {json.dumps(VECTORS)}) {{
  const {{ method, url, body }} = vector;
  console.log(signatureHeaders("{SECRET}", method, url, body, {TIMESTAMP}, "{NONCE}")["x-auslex-signature"]);
}}
"""
    (tmp_path / "sign.mjs").write_text("\n".join([*blocks("javascript"), program]))
    command = ["node", str(tmp_path / "sign.mjs")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=NODE_SECONDS_MAX, check=True)
    assert [vector["signature"] for vector in VECTORS] == done.stdout.split()


def test_sorting_makes_the_same_of_two_orders() -> None:
    signatures = {vector["signature"] for vector in VECTORS if "user_id=ann" in vector["url"]}
    assert 1 == len(signatures)
