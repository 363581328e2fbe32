"""`python -m bench.access`: what letting a caller in costs, and whether a refusal's time tells anything of the key.

Target: at most 5 us a request from a warm cache. CPU time of this process, in microseconds; the median of the rounds.
"""

from __future__ import annotations

import argparse
import asyncio
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import OctKey

from auslex.core.clock import SystemClock
from auslex.core.errors import Unauthenticated
from auslex.core.principal import Tier
from auslex.database.address import SqliteAddress
from auslex.database.migrate import migrate
from auslex.identity.authenticator import Authenticator
from auslex.identity.keys import KeyRequest, new_key
from auslex.identity.network import EVERYBODY, Area, Doorkeeper, NetworkPolicy, parse_network
from auslex.identity.signing import Signature, Signed, check_value, sign, signing_secret
from auslex.identity.sqlite import SqliteKeyStore
from auslex.identity.tokens import TokenOptions, Tokens

TARGET_MICROSECONDS = 5.0
PEPPER, SECRET = b"p" * 32, "only for the bench, only for the bench"
REQUEST = Signed("POST", b"/v1/chat/completions", b"", b"x" * 1000)


def main() -> int:
    """Prints a table; 1 if the target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.access", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--calls", type=int, default=20_000, help="from the cache, in a round")
    parser.add_argument("--samples", type=int, default=10_000, help="refusals of each kind, for their timing")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="auslex-bench-") as folder:
        return asyncio.run(_measure(Path(folder) / "auslex.db", given))


async def _measure(path: Path, given: argparse.Namespace) -> int:
    migrate(SqliteAddress(path))
    clock = SystemClock()
    async with aclosing(SqliteKeyStore(path)) as store:
        key, record = new_key(PEPPER, "dev", KeyRequest("bench", "bench", Tier.FREE), clock)
        await store.add(record)
        authenticator = Authenticator(store, PEPPER, clock, tokens=Tokens(TokenOptions("i", "a", secret=SECRET)))
        claims = {"iss": "i", "aud": "a", "exp": int(time.time()) + 3_600, "sub": "u", "tenant": "t"}
        token = jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))
        opened = Doorkeeper(EVERYBODY)
        listed = Doorkeeper(NetworkPolicy(general=tuple(parse_network(f"10.{n}.0.0/16") for n in range(10))))

        async def warm(credential: str, door: Doorkeeper) -> None:
            door.decide(Area.GENERAL, "10.9.0.1")
            await authenticator.authenticate(credential)

        rows = {
            "key, warm, no list": await _cost(lambda: warm(f"Bearer {key}", opened), given.calls, given.rounds),
            "key, warm, ten networks": await _cost(lambda: warm(f"Bearer {key}", listed), given.calls, given.rounds),
            "token, warm, no list": await _cost(lambda: warm(f"Bearer {token}", opened), given.calls, given.rounds),
            "key, looked up in SQLite": await _cost(lambda: store.find(record.key_hash), 2_000, given.rounds),
            "token, verified (HS256)": await _cost(
                lambda: Tokens(TokenOptions("i", "a", secret=SECRET)).verify(token, time.time()), 1_000, given.rounds
            ),
            "signature of 1 kB, checked": await _cost(_signature, 5_000, given.rounds),
        }
        for name, cost in rows.items():
            print(f"{name:<28} {cost:8.2f} us")
        await _compare(authenticator, key, given.samples)
    worst = max(cost for name, cost in rows.items() if "warm" in name)
    meets = worst <= TARGET_MICROSECONDS
    print(f"warm: at most {worst:.2f} us, target {TARGET_MICROSECONDS:g}: {'meets' if meets else 'misses'}")
    return 0 if meets else 1


async def _cost(work: Callable[[], Awaitable[object]], calls: int, rounds: int) -> float:
    """Microseconds of a call, the median of the rounds."""
    found = []
    for _ in range(rounds):
        began = time.process_time_ns()
        for _ in range(calls):
            await work()
        found.append((time.process_time_ns() - began) / calls / 1000)
    return statistics.median(found)


async def _signature() -> None:
    check_value(*_SIGNED)


async def _compare(authenticator: Authenticator, key: str, samples: int) -> None:
    """Refusals of keys that begin as a good one does, beside those of random ones, in turn."""
    times: dict[str, list[int]] = {"right prefix": [], "random": []}
    for _ in range(2 * samples):
        kind = secrets.choice(("right prefix", "random"))  # In turn, each would find what the other left in the caches.
        tail = secrets.token_urlsafe(32)
        tried = "Bearer " + (key[:40] if kind == "right prefix" else "sk-auslex-dev-" + tail[:26]) + tail[26:]
        began = time.perf_counter_ns()
        try:
            await authenticator.authenticate(tried)
        except Unauthenticated:
            times[kind].append(time.perf_counter_ns() - began)
    one, other = (statistics.median(times[kind]) / 1000 for kind in times)
    z = _rank_sum(*times.values())
    print(f"refused: right prefix {one:.2f} us, random {other:.2f} us; Mann-Whitney z = {z:+.2f} (noise below 3)")


def _rank_sum(one: list[int], other: list[int]) -> float:
    """Mann and Whitney's U as a standard normal deviate; ties are too few to matter."""
    ranked = sorted([(value, 0) for value in one] + [(value, 1) for value in other])
    ranks = sum(rank for rank, (_, which) in enumerate(ranked, 1) if which == 0)
    n, m = len(one), len(other)
    spread = float((n * m * (n + m + 1) / 12) ** 0.5)
    return (ranks - n * (n + m + 1) / 2) / spread


_SIGNING = signing_secret(PEPPER, "key_bench")
_SIGNED = (_SIGNING, REQUEST, Signature(1, "n" * 16, sign(_SIGNING, REQUEST, 1, "n" * 16)))

if __name__ == "__main__":
    sys.exit(main())
