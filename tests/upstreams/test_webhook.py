"""A webhook is signed so that its receiver can tell it from anybody else's, tried again, and never led astray."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from auslex.core.clock import ManualClock
from auslex.observing.webhook import TRY_AGAIN_SECONDS, Webhook, WebhookOptions, secret_key

pytestmark = pytest.mark.anyio
SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Receiver:
    """Answers with the statuses it is given, then with 204; keeps what it got."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.url = ""
        self.pauses: list[float] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.got.append((request.path_qs, dict(request.headers), await request.read()))
        status = self.statuses.pop(0) if self.statuses else 204
        return web.Response(status=status, headers={"Location": "/elsewhere"} if 300 <= status < 400 else {})

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def send(self, secret: str = SECRET) -> bool:
        async with Webhook(WebhookOptions(self.url, secret), ManualClock(), self.sleep) as webhook:
            return await webhook.send("alert_1", b'{"a":1}')


@pytest.fixture
async def receiver(anyio_backend: str) -> AsyncIterator[Receiver]:
    made = Receiver()
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hooks/auslex?team=1"
    yield made
    await runner.cleanup()


async def test_it_arrives_at_its_path_with_its_body(receiver: Receiver) -> None:
    assert await receiver.send()
    [(path, headers, body)] = receiver.got
    assert ("/hooks/auslex?team=1", "application/json", b'{"a":1}') == (path, headers["Content-Type"], body)


async def test_its_receiver_can_check_the_signature(receiver: Receiver) -> None:
    await receiver.send()
    [(_, headers, body)] = receiver.got
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(b"k" * 32, signed, "sha256")).decode()
    assert ("alert_1", f"v1,{expected}") == (headers["webhook-id"], headers["webhook-signature"])


async def test_a_failure_is_tried_again_under_the_same_id(receiver: Receiver) -> None:
    receiver.statuses = [500, 429]
    assert await receiver.send()
    assert (["alert_1"] * 3, [1.0, 5.0]) == (
        [headers["webhook-id"] for _, headers, _ in receiver.got],
        receiver.pauses,
    )


async def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    receiver.statuses = [307]
    await receiver.send()
    assert ["/hooks/auslex?team=1"] * 2 == [path for path, _, _ in receiver.got]


async def test_a_receiver_that_never_takes_it_is_given_up(receiver: Receiver) -> None:
    receiver.statuses = [500] * 50
    assert not await receiver.send()
    assert 1 + len(TRY_AGAIN_SECONDS) == len(receiver.got)


async def test_a_receiver_that_is_not_there_is_given_up(receiver: Receiver) -> None:
    receiver.url = "http://127.0.0.1:9/"
    assert not await receiver.send()


def test_a_plain_secret_stands_for_its_hash() -> None:
    assert hashlib.sha256(b"plain words").digest() == secret_key("plain words")


def test_a_secret_that_is_no_base64_is_refused() -> None:
    with pytest.raises(ValueError, match="base64"):
        secret_key("whsec_!!")
