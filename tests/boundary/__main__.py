"""`make boundary`: three tools of other people's, run against the gateway, also with a detector that is made to throw.

canarywire and pii-leak-benchmark play both the client and the upstream of a running gateway; chunk-invariance cuts
texts for a filter. requirements/boundary.lock names their versions.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.process import clean_environment, free_port
from tests.boundary.relay import relay
from tests.support.gateway import PROGRAMS, REPOSITORY, Gateway, serving
from tests.support.waiting import until

CAPTURE_PORT = 8765  # Of both tools, unless told otherwise.
SECONDS_MAX = 600.0
THROWING = ("python", "-m", "tests.boundary.throwing", "serve")
MODEL = "gpt-4o-mini"
PRICES = '[models."canarywire-test"]\ninput = "1"\noutput = "2"\n'  # What has no price is refused.

CANARYWIRE = """
target:
  base_url: http://127.0.0.1:{port}
  routes:
    - {{protocol: openai-chat, path: /v1/chat/completions}}
capture: {{url: "http://127.0.0.1:{capture}"}}
"""


def main() -> int:
    """Run all of it; 0 if everything came out as it should."""
    parser = argparse.ArgumentParser(prog="python -m tests.boundary", description=__doc__)
    parser.add_argument("--programs", type=Path, default=PROGRAMS, help="where the tools are")
    programs = parser.parse_args().programs
    if not (programs / "canarywire").exists():
        print(f"boundary: the tools are not in {programs}; install them with: make boundary", file=sys.stderr)
        return 1
    checks = asyncio.run(_run(programs))
    for name, well, detail in checks:
        print(f"{'ok  ' if well else 'FAIL'} {name}: {detail}")
    return 0 if all(well for _, well, _ in checks) else 1


Check = tuple[str, bool, str]


async def _run(programs: Path) -> list[Check]:
    checks = []
    with tempfile.TemporaryDirectory(prefix="auslex-boundary-") as folder:
        home = Path(folder)
        with serving(_gateway(home / "well", CAPTURE_PORT)) as gateway:
            checks.append(await _canarywire(programs, home, gateway))
        back = free_port()
        async with relay(back, f"http://127.0.0.1:{CAPTURE_PORT}", finishes=True):
            gateway = await asyncio.to_thread(_started, _gateway(home / "well-2", back))
            try:
                checks.append(await _leak_benchmark(programs, home, gateway, "CLEAN"))
                checks.append(await _split_answers(programs, home, gateway))
            finally:
                await asyncio.to_thread(gateway.stop)
        with serving(_gateway(home / "throwing", CAPTURE_PORT, THROWING)) as gateway:
            checks.append(await _refusals(programs, home, gateway))
    checks.append(await _chunk_invariance(programs))
    return checks


def _started(gateway: Gateway) -> Gateway:
    gateway.start()
    return gateway


def _gateway(data: Path, upstream_port: int, command: Sequence[str] = ("auslex", "serve")) -> Gateway:
    data.mkdir(mode=0o700)
    prices = data / "prices.toml"
    prices.write_text(PRICES)
    return Gateway(
        data,
        {
            "OPENAI_BASE_URL": f"http://127.0.0.1:{upstream_port}/v1",
            "OPENAI_API_KEY": "sk-upstream-canary-0123456789abcdef",
            "OPENAI_MAX_RETRIES": "0",
            "AUSLEX_PERSONAL_DATA": "mask",
            "AUSLEX_PRICES": str(prices),
            "ENABLE_PROMPT_SCANNING": "true",
        },
        command,
    )


async def _canarywire(programs: Path, home: Path, gateway: Gateway) -> Check:
    """The boundary holds for plain messages, tool calls and conversations, whole and cut everywhere."""
    key = await asyncio.to_thread(gateway.create_key, "--tier", "INTERNAL", "--rpm", "100000", "--tpm", "100000000")
    front = free_port()
    (home / "canarywire.yaml").write_text(CANARYWIRE.format(port=front, capture=CAPTURE_PORT))
    capture = await asyncio.create_subprocess_exec(
        programs / "canarywire", "serve", "--listen", f"127.0.0.1:{CAPTURE_PORT}", cwd=home,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await asyncio.to_thread(until, lambda: _listens(CAPTURE_PORT))
        async with relay(front, f"http://127.0.0.1:{gateway.port}", key):
            status, said = await _ran(home, programs / "canarywire", "run", "--config", "canarywire.yaml")
    finally:
        capture.terminate()
        await capture.wait()
    report = home / "out" / "report.md"
    return "canarywire", status == 0, _last(report.read_text() if status and report.exists() else said)


async def _leak_benchmark(programs: Path, home: Path, gateway: Gateway, wanted: str) -> Check:
    """Personal data goes nowhere and comes back. Secrets are not sent: ours never come back, by design."""
    key = await asyncio.to_thread(gateway.create_key, "--tier", "INTERNAL", "--rpm", "100000")
    status, said = await _ran(
        home, programs / "pii-leak-benchmark", "selfcheck", "--no-credentials",
        "--target-base-url", gateway.base_url, "--target-api-key", key, "--target-model", MODEL,
    )  # fmt: skip
    return "pii-leak-benchmark", (status == 0) and wanted in said, _last(said) if status else wanted


async def _split_answers(programs: Path, home: Path, gateway: Gateway) -> Check:
    """What is put back always is, and cutting an answer lets nothing out that would not leave whole.

    How much leaves whole is shown and not judged: bare card numbers and American phone numbers are of no type of ours.
    """
    key = await asyncio.to_thread(gateway.create_key, "--tier", "INTERNAL", "--rpm", "100000")
    summary = home / "split" / "summary.json"
    status, said = await _ran(
        home, programs / "pii-leak-benchmark-v2", "--out", "split", "--only", "auslex", "--seed", "a1b2c3d4e5f60001",
        "--gateway-url", f"{gateway.base_url}/chat/completions", "--upstream-port", str(CAPTURE_PORT),
        "--model", MODEL, "--json-out", str(summary), "--partial-emission", "--exhaustive-splits",
        CONFORMANCE_TARGET_API_KEY=key,
    )  # fmt: skip
    if not summary.exists():
        return "pii-leak-benchmark-v2", False, f"exit {status}: {_last(said)}"
    (row,) = json.loads(summary.read_text())["rows"]
    well = (row["fidelity_rate"], row["delta_frag"], row["request_path_leak"], row["inconclusive"]) == (1.0, 0.0, [], 0)
    leaks = f"leaves whole {row['leak_single_chunk']:.2f}, leaves cut {row['leak_adversarial']:.2f}"
    return (
        "pii-leak-benchmark-v2",
        well,
        f"put back {row['fidelity_rate']:.2f}, {leaks}, {row['cases_attempted']} cases",
    )


async def _refusals(programs: Path, home: Path, gateway: Gateway) -> Check:
    """With a detector that throws nothing reaches the capture, and the caller is told screening_unavailable."""
    key = await asyncio.to_thread(gateway.create_key, "--tier", "INTERNAL")
    status, said = await _ran(
        home, programs / "pii-leak-benchmark", "selfcheck", "--no-credentials", "--json-out", "broken.json",
        "--target-base-url", gateway.base_url, "--target-api-key", key, "--target-model", MODEL,
    )  # fmt: skip
    refused = await asyncio.to_thread(gateway.client(key).chat, content="My TFN is 123 456 782.")
    code = json.loads(refused.body)["error"]["code"]
    well = status == 2 and "NOT MEASURED" in said and (refused.status, code) == (503, "screening_unavailable")
    return "a detector that throws", well, f"{refused.status} {code}, the tool: exit {status}, nothing arrived"


async def _chunk_invariance(programs: Path) -> Check:
    """In the tool's own Python, with the gateway's code and what it needs beside it."""
    paths = ":".join([str(REPOSITORY), *(path for path in sys.path if path.endswith("site-packages"))])
    process = await asyncio.create_subprocess_exec(
        programs / "python", "-m", "tests.boundary.chunks", cwd=REPOSITORY, env={"PYTHONPATH": paths},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await asyncio.wait_for(process.communicate(), SECONDS_MAX)
    return "chunk-invariance", process.returncode == 0, _last(said.decode(errors="replace"))


def _listens(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


async def _ran(home: Path, program: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        program, *arguments, cwd=home, env=clean_environment(environment),
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said, _ = await asyncio.wait_for(process.communicate(), SECONDS_MAX)
    return int(process.returncode or 0), said.decode(errors="replace")


def _last(said: str, lines: int = 40) -> str:
    kept: Sequence[str] = [line for line in said.strip().splitlines() if line.strip()]
    return kept[-1] if len(kept) == 1 else "\n     ".join(["", *kept[-lines:]])


if __name__ == "__main__":
    sys.exit(main())
