"""The real application in this process, over a scripted upstream and stores in memory: for what no client can cause."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Mapping
from random import Random

from auslex.accounting.accountant import Accountant
from auslex.accounting.memory import MemoryLedger
from auslex.accounting.pricing import PriceTable
from auslex.accounting.published_prices import PublishedPrices
from auslex.accounting.store import Ledger
from auslex.assembly import Installation
from auslex.assembly.access import Access
from auslex.caching.repeats import MemoryRepeatStore
from auslex.caching.sealing import Seal
from auslex.core.clock import ManualClock
from auslex.core.principal import Tier
from auslex.http.app import serving
from auslex.http.asgi import Message
from auslex.identity.audit import MemoryAuditStore, audit_key
from auslex.identity.auditor import Auditor
from auslex.identity.authenticator import Authenticator
from auslex.identity.key_desk import KeyDesk
from auslex.identity.keys import KeyRequest, MemoryKeyStore, new_key
from auslex.identity.network import EVERYBODY, NetworkPolicy
from auslex.identity.nonces import MemoryNonceStore
from auslex.identity.scopes import EVERYTHING
from auslex.identity.signatures import Signatures
from auslex.identity.tokens import Tokens
from auslex.identity.upstream_keys import UpstreamKeyDesk
from auslex.identity.vault import MemoryVaultStore, Vault
from auslex.observing.health import Component, Health
from auslex.observing.logs import Log
from auslex.observing.metrics import Metrics
from auslex.observing.recorder import Recorder
from auslex.pipeline.attempts import Attempts
from auslex.pipeline.background import Background
from auslex.pipeline.gateway import Gateway
from auslex.pipeline.guards import Limit, Record
from auslex.pipeline.repeating import Repeating
from auslex.resilience.breaker import BreakerOptions
from auslex.resilience.recovery import RecoveryOptions
from auslex.resilience.resilient import Resilient
from auslex.settings import Settings
from auslex.tokens.counting import TokenCounter
from auslex.upstreams.port import Upstream
from auslex.upstreams.several import Upstreams
from auslex.wire.requests import RequestOptions
from tests.support.web import Answer

PEPPER = b"only for tests, only for tests.."
ANSWER_SECONDS_MAX = 10.0


class InProcess:
    """One installation, and a key that may do everything.

    ledger: in place of the one in memory. concurrent_max: how many calls may be under way at once.
    """

    def __init__(
        self,
        upstream: Upstream,
        *,
        ledger: Ledger | None = None,
        settings: Settings | None = None,
        concurrent_max: int = 10,
        network: NetworkPolicy | None = None,
        tokens: Tokens | None = None,
    ) -> None:
        clock = ManualClock()
        self.log_stream = io.StringIO()
        self.ledger = ledger or MemoryLedger(clock)
        self.key, record = new_key(PEPPER, "dev", KeyRequest("test", "test", Tier.INTERNAL, EVERYTHING), clock)
        self.key_id = record.key_id
        self.keys = keys = MemoryKeyStore(record)
        self.clock = clock
        self.auditor = Auditor(MemoryAuditStore(audit_key(PEPPER), clock), clock)
        self.vault = MemoryVaultStore()
        self.metrics = Metrics(None)
        log = Log(self.log_stream, "INFO", human=False)
        counter = TokenCounter()
        accountant = Accountant(self.ledger, PriceTable((), PublishedPrices(clock)), counter.prompt, clock)
        recorder = Recorder(self.metrics)
        background = Background(lambda error: log.error("background.failed", error=type(error).__name__))
        self.gateway = Gateway(
            clock=clock,
            guards=(Record(recorder), Limit(concurrent_max)),
            attempts=Attempts(Upstreams.only(upstream), accountant, counter, background, recorder),
            resilient=Resilient(clock, RecoveryOptions(retries_max=0), BreakerOptions(), Random(0), _no_sleep),
            accountant=accountant,
            background=background,
            resources=(),
            timeout_seconds=60.0,
        )
        self.access = Access(
            Authenticator(keys, PEPPER, clock, tokens=tokens),
            Signatures(PEPPER, MemoryNonceStore(clock), clock),
            self.auditor,
            KeyDesk(keys, self.auditor, PEPPER, clock),
            UpstreamKeyDesk(self.vault, Vault("only for tests"), self.auditor, clock, "development"),
            network or EVERYBODY,
        )
        self.installation = Installation(
            settings=settings or Settings(),
            clock=clock,
            gateway=self.gateway,
            repeating=Repeating(
                MemoryRepeatStore(clock), Seal(PEPPER), accountant, recorder, background, clock, _no_sleep
            ),
            access=self.access,
            metrics=self.metrics,
            health=Health((Component("database", self.ledger.check, needed=True),), clock),
            log=log,
            requests=RequestOptions(),
            default_model="gpt-4o-mini",
            counter=counter,
        )
        self.app = serving(self.installation)

    def ask(self, method: str, path: str, body: object = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """One request with the key, from the first byte to the last settlement."""
        return asyncio.run(self._ask(method, path, body, headers))

    async def _ask(self, method: str, path: str, body: object, headers: Mapping[str, str] | None) -> Answer:
        async with self.gateway, asyncio.timeout(ANSWER_SECONDS_MAX):
            return await self.answer(method, path, body, headers)

    async def answer(
        self, method: str, path: str, body: object = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """As `ask`, in an installation that is open already."""
        path, _, query = path.partition("?")
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {"authorization": f"Bearer {self.key}", "content-type": "application/json", **(headers or {})}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode("latin-1", "replace")) for name, value in named.items() if value],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 2),
        }
        to_come: list[Message] = [{"type": "http.request", "body": raw, "more_body": False}]
        sent: list[Message] = []

        async def receive() -> Message:
            if to_come:
                return to_come.pop()
            await asyncio.Event().wait()  # The client stays, and says no more.
            raise AssertionError

        async def send(message: Message) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        start = sent[0]
        received = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], received, b"".join(message.get("body", b"") for message in sent[1:]))


async def _no_sleep(seconds: float) -> None:
    """Tests have no time to wait between attempts."""
