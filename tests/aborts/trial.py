"""Clients that leave at random bytes, and what the upstream and the ledger then say."""

from __future__ import annotations

import asyncio
import json
import random
import socket
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from statistics import median

from bench.process import HOST
from tests.aborts.upstream import PatientUpstream, patient_upstream
from tests.support.gateway import Gateway, serving
from tests.support.raw import RESET, head
from tests.support.web import chat

CLOSED_SECONDS_MAX = 1.0
CALLERS = 16
STREAM_BYTES = 30_000  # About 150 events, and 0.8 s.
SHORT_BYTES = 900
WAIT_SECONDS = 0.6
STREAM_SHARE = 0.3  # Of those that are limited at first or are answered at once.
REQUEST_SHARE = 0.2  # Of those without bytes to read: they leave while they send.
STEP_SECONDS_MAX = 20.0
SETTLE_SECONDS = 4.0  # Longer than a retry is waited for.
# What the upstream does, and how often. Short: a whole answer at once. Limited: a 429 first, so a retry is waited for.
WAYS = {"stream": 0.5, "whole": 0.25, "limited": 0.15, "short": 0.1}


@dataclass(frozen=True, slots=True)
class Abort:
    """One client. user: the way the upstream takes, and a number. offset: how many bytes of request and answer it lets
    pass. reset: it leaves as a program that is killed. wait_seconds: how long it stays when the request is out and the
    answer has no bytes yet.
    """

    user: str
    reset: bool
    request: bytes
    offset: int
    wait_seconds: float


@dataclass(slots=True)
class Report:
    """reached: how many the upstream heard of. seconds: from leaving to the end of the upstream's connection.

    slow: those where that took too long. late: attempts that began when their client had long left.
    rows: by state and source. unbooked: attempts without a row.
    """

    aborts: int
    reached: int
    attempts: int = 0
    seconds: list[float] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    open_rows: int = 0
    held: int = 0
    unbooked: int = 0

    @property
    def faults(self) -> int:
        return len(self.slow) + len(self.late) + self.open_rows + (self.held != 0) + self.unbooked

    def table(self) -> str:
        """As people read it."""
        ordered = sorted(self.seconds)
        lines = {
            "aborts, of which the upstream heard": f"{self.aborts:,}, {self.reached:,}",
            "upstream left after: median, p99, most": ", ".join(
                f"{value * 1000:.0f} ms"
                for value in (median(ordered), ordered[len(ordered) * 99 // 100], ordered[-1])
            ),
            f"left later than {CLOSED_SECONDS_MAX:g} s": f"{len(self.slow)}",
            "attempts, of which later than their client": f"{self.attempts:,}, {len(self.late)}",
            "rows": ", ".join(f"{count:,} {what}" for what, count in sorted(self.rows.items())),
            "rows open, nanodollars held, attempts without a row": f"{self.open_rows}, {self.held}, {self.unbooked}",
        }  # fmt: skip
        width = max(map(len, lines))
        return "\n".join(f"{name:<{width}}  {value}" for name, value in lines.items())


def run_trial(home: Path, count: int, seed: int) -> Report:
    """So many aborts against a gateway of its own."""
    return asyncio.run(_trial(home, count, seed))


async def _trial(home: Path, count: int, seed: int) -> Report:
    async with patient_upstream() as upstream:
        gateway = Gateway(
            home / "data",
            {
                "DEPLOYMENT_ENVIRONMENT": "staging",
                "WORKER_PROCESSES": "1",
                "OPENAI_BASE_URL": f"http://{HOST}:{upstream.port}/v1",
                "OPENAI_API_KEY": "sk-upstream-of-the-aborts",
                "OPENAI_BASE_RETRY_DELAY": "1",
                "LOG_LEVEL": "ERROR",
            },
        )
        with serving(gateway):  # Nothing is asked of the upstream until it runs, so the loop may wait for it.
            key = gateway.create_key("--tier", "INTERNAL", "--rpm", "1000000", "--tpm", "1000000000")
            aborts = list(_plan(random.Random(seed), count, key))
            left_at: dict[str, float] = {}
            waiting = iter(aborts)

            async def caller() -> None:
                for abort in waiting:
                    left_at[abort.user] = await _abort(gateway.port, abort)

            await asyncio.gather(*(caller() for _ in range(CALLERS)))
            return await _verdict(gateway, upstream, aborts, left_at)


def _plan(chance: random.Random, count: int, key: str) -> Iterator[Abort]:
    for number in range(count):
        (way,) = chance.choices(list(WAYS), list(WAYS.values()))
        user = f"{way}-{number}"
        body = json.dumps(chat(user=user, stream=way == "stream" or chance.random() < STREAM_SHARE)).encode()
        request = head(key, f"Content-Length: {len(body)}") + body
        answer = {"stream": STREAM_BYTES, "whole": 0, "limited": 0, "short": SHORT_BYTES}[way]
        in_request = not answer and chance.random() < REQUEST_SHARE
        offset = chance.randrange(1, len(request) + (0 if in_request else max(answer, 1)))
        if not answer and not in_request:
            offset = len(request)
        yield Abort(user, chance.random() < 0.5, request, offset, chance.random() * WAIT_SECONDS)


async def _abort(port: int, abort: Abort) -> float:
    """Make it; when the client had left, in loop seconds."""
    loop = asyncio.get_running_loop()
    with socket.socket() as client:
        client.setblocking(False)
        await loop.sock_connect(client, (HOST, port))
        await loop.sock_sendall(client, abort.request[: abort.offset])
        if abort.offset == len(abort.request):
            await asyncio.sleep(abort.wait_seconds)
        left = abort.offset - len(abort.request)
        async with asyncio.timeout(STEP_SECONDS_MAX):
            while left > 0 and (piece := await loop.sock_recv(client, left)):
                left -= len(piece)
        if abort.reset:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    return loop.time()


async def _verdict(
    gateway: Gateway, upstream: PatientUpstream, aborts: Sequence[Abort], left_at: Mapping[str, float]
) -> Report:
    """Once nothing is under way any more, or ought not to be."""
    await asyncio.sleep(SETTLE_SECONDS)  # A retry that were to come would have come.
    report = Report(len(aborts), len(upstream.attempts))
    for user, attempts in upstream.attempts.items():
        report.attempts += len(attempts)
        for attempt in attempts:
            if attempt.began_at > left_at[user] + CLOSED_SECONDS_MAX:
                report.late.append(user)
            if not attempt.done:
                seconds = (attempt.closed_at or inf) - max(left_at[user], attempt.began_at)
                report.seconds.append(max(0.0, seconds))
                if seconds > CLOSED_SECONDS_MAX:
                    report.slow.append(user)
    rows = gateway.rows()
    report.rows = dict(Counter(f"{row.state} {row.source or ''}".strip() for row in rows))
    report.open_rows = sum(row.state == "D" for row in rows)
    report.held = sum(balance.reserved for balance in gateway.balances())
    report.unbooked = max(0, report.attempts - len(rows))
    return report
