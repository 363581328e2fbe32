"""The provider: it answers, fails, hangs, reports honest or absurd usage, and knows what it has billed."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from auslex.core.calls import Call
from auslex.core.errors import UpstreamBroken, UpstreamTimeout, UpstreamUnreachable
from auslex.core.events import Event
from auslex.tokens.counting import TokenCounter
from auslex.upstreams.scripted import refusal
from auslex.wire.answers import AnswerStream, read_whole
from tests.simulation.loop import Killed, Process

if TYPE_CHECKING:
    from tests.simulation.rows import Bill
    from tests.simulation.world import World

INPUT, OUTPUT, CACHED = 1_000, 2_000, 500  # Nanodollars a token.
WORD = " law"
PIECES_MAX = 4
WORDS_A_PIECE = 2
OVERHEAD_TOKENS = 5  # What the provider itself adds to a prompt.

# How an attempt goes, and how often. Every one must happen in a long enough run.
ENDINGS = {
    "fine": 30,
    "unreachable": 5,
    "refused_429": 4,
    "refused_429_wait": 2,
    "refused_500": 6,
    "refused_400": 3,
    "quota": 1,
    "reset": 4,
    "timeout": 4,
    "broken": 5,  # A whole answer that is not JSON, a stream that sends an error first.
    "cut": 6,  # After some pieces; for whole answers, the same as a reset.
    "error_inside": 3,
    "hang_inside": 3,
}
USAGES = {
    "honest": 12,
    "cached": 3,
    "missing": 4,
    "wordy": 2,  # Missing, and more text than the cap allows.
    "zero": 1,
    "negative": 3,
    "absurd": 2,
    "text": 1,
    "above_the_hold": 4,
}
_REPORTED = {"missing", "wordy"}
_UNREAD = {
    "negative": {"prompt_tokens": -1_000_000, "completion_tokens": -1_000_000},
    "absurd": {"prompt_tokens": 10**15, "completion_tokens": 10**15},
    "text": {"prompt_tokens": "many", "completion_tokens": "few"},
}


@cache
def prompt_tokens(text: str) -> int:
    """What the provider counts for this prompt."""
    return TokenCounter().text_now("gpt-4o", text) + OVERHEAD_TOKENS


def bill_amount(prompt: int, completion: int, cached: int = 0) -> int:
    return (prompt - cached) * INPUT + cached * CACHED + completion * OUTPUT


class Upstream:
    """An Upstream of one worker; what it draws comes from the schedule's seed."""

    name = "simulated"

    def __init__(self, world: World, process: Process) -> None:
        self._world = world
        self._process = process

    async def __aenter__(self) -> Upstream:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def open(self, call: Call, request_id: str, tenant: str = "") -> Answer:
        world = self._world
        if not self._process.alive:
            raise Killed
        bill = world.checker.opening(self._process, call, request_id)
        ending = world.draw("upstream", ENDINGS)
        self._die_if("kill_before_sending")
        if world.random.random() < 0.3 or ending == "unreachable":
            await world.loop.arrival("connection")
        if ending == "unreachable":
            raise UpstreamUnreachable("The upstream cannot be reached.")
        answer = Answer(world, self._process, call, ending, bill)
        world.checker.arrived(bill)
        answer.bill_what_is_owed_at_once()
        self._die_if("kill_after_sending")
        await world.loop.arrival("status")
        match ending:
            case "refused_429":
                raise refusal(429).error
            case "refused_429_wait":
                raise refusal(429, retry_after=0.1).error
            case "refused_500":
                raise refusal(500).error
            case "refused_400":
                raise refusal(400).error
            case "quota":
                raise refusal(429, b'{"error":{"code":"insufficient_quota"}}').error
            case "reset":
                raise UpstreamBroken("The upstream closed the connection.", code="upstream_reset", failure="connect")
            case "timeout":
                raise UpstreamTimeout("The upstream did not answer in time.")
        return answer

    def _die_if(self, point: str) -> None:
        if self._world.happens(point):
            self._world.kill(self._process)
            raise Killed

    def credential(self, tenant: str) -> str:
        return ""

    async def read_models(self, model: str | None = None) -> bytes:
        return b'{"data":[]}'

    async def read_date(self) -> str | None:
        return None

    async def check(self) -> None:
        return None


class Answer:
    """One answer on its way, parsed as one from a socket would be."""

    def __init__(self, world: World, process: Process, call: Call, ending: str, bill: Bill) -> None:
        self._world, self._process, self._call, self._ending, self._bill = world, process, call, ending, bill
        self._stream = AnswerStream(call.endpoint, call.choices)
        self._prompt = prompt_tokens(call.body["messages"][0]["content"])  # type: ignore[index,call-overload,arg-type]
        self._usage = world.draw("usage", USAGES)
        self._draw_size()
        self._sent = 0
        self._ended = False
        self._tail: list[bytes] | None = None

    def _draw_size(self) -> None:
        """How much is generated, and what of it is reported."""
        draw = self._world.random.randrange
        self.pieces = 1 + draw(PIECES_MAX)
        self._words = WORD * WORDS_A_PIECE
        self._completion = min(self.pieces * WORDS_A_PIECE, self._call.output_tokens_max)
        self._cached = 0
        if self._usage == "cached":
            self._cached = draw(self._prompt)
        elif self._usage == "zero":
            self._prompt = self._completion = 0
        elif self._usage == "wordy":
            self._words = WORD * (self._call.output_tokens_max + 200)

    def bill_what_is_owed_at_once(self) -> None:
        """The request has arrived. A whole answer is generated whoever waits for it; a stream piece by piece."""
        if self._ending.startswith("refused") or self._ending == "quota":
            return
        if self._ending in ("reset", "timeout", "broken") and self._world.random.random() < 0.5:
            return  # It failed before it did anything.
        if self._call.stream and self._ending not in ("reset", "timeout", "broken"):
            self._owe(0)
        else:
            self._owe(self._completion)

    def _owe(self, completion: int) -> None:
        self._world.checker.billed(self._bill, bill_amount(self._prompt, completion, self._cached))

    def __aiter__(self) -> Answer:
        return self

    async def __anext__(self) -> Event:
        if not self._process.alive:
            raise Killed
        if self._ended:
            raise StopAsyncIteration
        await self._world.loop.arrival("data")
        if self._call.stream:
            return await self._next_frames()
        return await self._whole()

    def close(self) -> None:
        return None

    async def _whole(self) -> Event:
        if self._ending in ("cut", "hang_inside"):
            raise self._broken_off()
        self._ended = True
        if self._ending in ("broken", "error_inside"):
            return read_whole(
                self._call.endpoint, b'{"error":{"message":"x"}}' if self._ending == "broken" else b'{"ch'
            )
        body = {"choices": [{"index": 0, "message": {"content": self._words * self.pieces}}], **self._reported()}
        return read_whole(self._call.endpoint, json.dumps(body).encode())

    async def _next_frames(self) -> Event:
        if self._ending == "broken":
            return self._stream.feed(b'data: {"error":{"message":"x"}}\n\n')
        if self._sent == (self.pieces + 1) // 2 and self._ending in ("cut", "error_inside", "hang_inside"):
            if self._ending == "error_inside":
                return self._stream.feed(b'data: {"error":{"message":"x"}}\n\n')
            raise self._broken_off()
        if self._sent < self.pieces:
            self._sent += 1
            self._owe(self._sent * self._completion // self.pieces)
            return self._feed({"choices": [{"index": 0, "delta": {"content": self._words}}]})
        if self._tail is None:
            finish = {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
            self._tail = [_frame(finish), b"data: [DONE]\n\n"]
            self._tail.insert(1, b"usage")
            if self._world.random.random() < 0.3:
                self._tail = [b"".join([self._tail[0], self._usage_frame(), self._tail[2]])]
        piece = self._tail.pop(0)
        frames = self._stream.feed(piece if piece != b"usage" else self._usage_frame() or b": nothing\n\n")
        self._ended = not self._tail
        if self._ended:
            self._bill.finished = True
        return frames

    def _usage_frame(self) -> bytes:
        reported = self._reported()
        return _frame({"choices": [], **reported}) if reported else b""

    def _feed(self, chunk: dict[str, object]) -> Event:
        return self._stream.feed(_frame(chunk))

    def _broken_off(self) -> Exception:
        if self._ending == "hang_inside":
            return UpstreamTimeout("The upstream stopped answering.")
        return UpstreamBroken("The upstream's answer was cut off.", code="upstream_truncated", failure="truncated")

    def _reported(self) -> dict[str, object]:
        if self._usage in _REPORTED:
            return {}
        if self._usage in _UNREAD:
            return {"usage": _UNREAD[self._usage]}
        if self._usage == "above_the_hold":  # It did bill that much.
            self._prompt += 3 * self._call.prompt_tokens_max
            self._completion = 2 * self._call.output_tokens_max
            self._owe(self._completion)
        usage: dict[str, object] = {"prompt_tokens": self._prompt, "completion_tokens": self._completion}
        if self._cached:
            usage["prompt_tokens_details"] = {"cached_tokens": self._cached}
        return {"usage": usage}


def _frame(chunk: dict[str, object]) -> bytes:
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"
