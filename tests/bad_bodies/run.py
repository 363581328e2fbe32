"""Sends bad requests to a real gateway, and judges each answer, the log, the ledger and the database."""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from random import Random

from auslex.database.address import parse_address
from auslex.database.migrate import migrate
from tests.bad_bodies import corpus
from tests.bad_bodies.attack import Attack
from tests.bad_bodies.attacks import Attacks
from tests.bad_bodies.client import Attacker, Reply
from tests.bad_bodies.oracle import Secrets, faults_of, faults_of_log, found
from tests.bad_bodies.schemas import generated
from tests.support.fixtures import UPSTREAM_KEY, settings
from tests.support.gateway import REPOSITORY, Gateway, serving
from tests.support.postgres import Database, running_server, template
from tests.support.upstream import mock_upstream
from tests.support.waiting import until

SCHEMA_SHARE = 20  # One request in so many is schemathesis's: it makes some dozens a second, the rest takes no time.
SHRINKS_MAX = 300
SHOWN_MAX = 20
CARRIED = "canary-carried-8e21b7"
MASTER = "canary-master-0d7a55-only-for-tests-0123456789"
LIMITS = ("--rpm", "1000000", "--tpm", "1000000000000", "--usd-day", "1000000", "--usd-month", "1000000")
HEADERS = (
    ("Host", "127.0.0.1"), ("Content-Type", "application/json"), ("Cookie", f"session={CARRIED}"),
    ("User-Agent", CARRIED), ("X-Request-ID", CARRIED), ("X-Api-Key", CARRIED), ("OpenAI-Organization", CARRIED),
    ("Proxy-Authorization", f"Basic {CARRIED}"), ("Referer", f"https://example.com/{CARRIED}"),
)  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What became of it. slowest: seconds for one answer."""

    sent: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0
    verified: str = ""


@dataclass(slots=True)
class House:
    """A gateway with everything on that looks at what comes in, a caller and an administrator."""

    gateway: Gateway
    key: str
    admin: str
    ids: tuple[str, ...]
    secrets: Secrets


@contextmanager
def house(store: str, more: dict[str, str] | None = None) -> Iterator[House]:
    """For as long as the block lasts. store: sqlite or postgres."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="auslex-bad-")))
        upstream = stack.enter_context(mock_upstream())
        environment = settings(
            home, upstream.base_url, DEPLOYMENT_ENVIRONMENT="staging", MASTER_ENCRYPTION_KEY=MASTER,
            JWT_SECRET_KEY=MASTER, HMAC_SECRET_KEY=MASTER, ENABLE_PROMPT_SCANNING="true", AUSLEX_PERSONAL_DATA="mask",
            OPENAI_ENABLE_CACHING="true", **(more or {}),
        )  # fmt: skip
        database = _database(stack) if store == "postgres" else None
        address = database.direct if database is not None else None
        gateway = Gateway(home / "data", environment, ("auslex", "serve", "--workers", "1"), database, address)
        stack.enter_context(serving(gateway))
        key = gateway.create_key("--tier", "INTERNAL", "--tenant", "caller", *LIMITS)
        admin = gateway.create_key("--tier", "INTERNAL", "--tenant", "operator", "--admin", *LIMITS)
        made = [gateway.client(admin).post("/api/admin/keys", {"name": "made", "tenant": "made"}) for _ in range(3)]
        ids = tuple(answer.json["id"] for answer in made)
        kept = tuple(secret[:30] for secret in (key, admin))  # What a prefix would give away already.
        places = (str(home), str(REPOSITORY), str(Path.home()) + "/")
        yield House(gateway, key, admin, ids, Secrets((CARRIED, UPSTREAM_KEY, MASTER, *kept), (corpus.SAID,), places))


def _database(stack: ExitStack) -> Database:
    server = stack.enter_context(running_server())
    name = stack.enter_context(template(server, lambda url: migrate(parse_address(url))))
    return stack.enter_context(server.database(name))


def attack(count: int, seed: int, store: str = "sqlite", tell: Callable[[str], object] = lambda text: None) -> Outcome:
    """So many bad requests, and everything that was wrong with an answer or with what is left behind."""
    outcome = Outcome()
    with house(store) as target:
        attacker = Attacker(target.gateway.port, HEADERS, seed)
        began = time.monotonic()
        for number, each in enumerate(_attacks(target, count, seed), 1):
            _judge(target, attacker, each, outcome)
            if number % 5_000 == 0:
                tell(f"{number} sent, {len(outcome.faults)} faults, {time.monotonic() - began:.0f} s")
            if len(outcome.faults) >= SHOWN_MAX:
                break
        attacker.close()
        outcome.faults += _aftermath(target, outcome)
    return outcome


def _attacks(target: House, count: int, seed: int) -> Iterator[Attack]:
    document = target.gateway.client(target.admin).get("/openapi.json").json
    of_schemas = generated(document, count // SCHEMA_SHARE, seed)
    return islice(chain(of_schemas, Attacks(Random(seed), target.ids)), count)


def _judge(target: House, attacker: Attacker, each: Attack, outcome: Outcome) -> None:
    reply = _sent(target, attacker, each)
    outcome.sent[each.kind] += 1
    outcome.statuses[reply.status] += 1
    outcome.slowest = max(outcome.slowest, reply.seconds)
    faults = list(faults_of(reply, each.framing, target.secrets))
    if faults:
        small = shrunk(each, lambda smaller: bool(_faults(target, attacker, smaller)))
        outcome.faults.append(f"{faults[0]} <- {small!r}")


def _sent(target: House, attacker: Attacker, each: Attack) -> Reply:
    return attacker.send(each, target.admin if each.admin else target.key)


def _faults(target: House, attacker: Attacker, each: Attack) -> list[str]:
    return list(faults_of(_sent(target, attacker, each), each.framing, target.secrets))


def shrunk(each: Attack, fails: Callable[[Attack], bool]) -> Attack:
    """A smaller attack that fails as well: pieces are left out as long as that helps."""
    tries, size = 0, max(1, len(each.body) // 2)
    while size and tries < SHRINKS_MAX:
        start = 0
        while start < len(each.body) and tries < SHRINKS_MAX:
            smaller = replace(each, body=each.body[:start] + each.body[start + size :])
            tries += 1
            if fails(smaller):
                each = smaller
            else:
                start += size
        size //= 2
    return each


def _aftermath(target: House, outcome: Outcome) -> Iterator[str]:
    """What is left: a gateway that answers, books that agree, nothing held, no secret in a log or a table."""
    gateway, client = target.gateway, target.gateway.client(target.key)
    if (status := client.chat().status) != 200:
        yield f"a good request is answered {status} afterwards"
    if gateway.has_ended:
        yield "the gateway has ended"
    until(lambda: not gateway.read("SELECT 1 FROM attempts WHERE state = 'D'"))
    held = sum(balance.reserved for balance in gateway.balances())
    if held:
        yield f"{held} nanodollars are still held"
    outcome.verified = gateway.command("ledger", "verify").strip().splitlines()[-1]  # Fails by its exit status.
    gateway.command("audit", "verify")
    log = gateway.log_up_to_now(client)
    faults = Counter(faults_of_log(log, target.secrets))
    yield from (f"{what} ({times} times)" for what, times in faults.most_common(SHOWN_MAX))
    metrics = gateway.client(target.admin).get("/metrics", Accept="text/plain").body
    yield from (f"the metrics hold {each}" for each in found(metrics, (*target.secrets.carried, *target.secrets.said)))
    yield from (f"{where} holds {each}" for where, each in _kept(gateway, target.secrets))


def _kept(gateway: Gateway, secrets: Secrets) -> Iterator[tuple[str, str]]:
    """What tables hold of what they must not."""
    for table in ("api_keys", "audit", "attempts", "balances", "repeats", "upstream_keys", "security_events", "nonces"):
        rows = json.dumps(gateway.read(f"SELECT * FROM {table}"), default=repr).encode()
        yield from ((table, each) for each in found(rows, secrets.carried))
