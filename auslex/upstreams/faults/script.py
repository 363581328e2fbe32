"""What a fault is made of: who asked, what is written in return, and how that ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

PREFIX = "fault-"  # Of the models that play a fault; every other model is answered right.


class Endpoint(Enum):
    """What was asked for."""

    CHAT = "/chat/completions"
    RESPONSES = "/responses"
    EMBEDDINGS = "/embeddings"


@dataclass(frozen=True, slots=True)
class Asked:
    """One call. authorization: the header as it came. output_tokens_max: the cap it names, 0 for none.

    first: no earlier call had its X-Client-Request-Id, so it is no retry. reused: its connection carried a call before.
    number: of the model's calls, from 1. seconds: since the model's first call.
    """

    endpoint: Endpoint
    model: str
    stream: bool
    usage_wanted: bool
    authorization: str
    body_bytes: int
    output_tokens_max: int
    first: bool
    reused: bool
    number: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Drip:
    """These bytes, one by one, with so many seconds before each."""

    data: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Forever:
    """This piece again and again, with so many seconds before each, until the other side leaves."""

    piece: bytes
    seconds: float = 0.0


class End(Enum):
    """What is done to the connection in place of keeping it."""

    HANG = "say nothing more until the other side leaves"
    CLOSE = "close"
    RESET = "reset"


Step = bytes | Drip | Forever | End
Steps = tuple[Step, ...]
Play = Callable[[Asked], Steps]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail. rows: its lines in docs/chaos.md. sentence: what it does. Its model is `fault-NAME`."""

    name: str
    rows: tuple[int, ...]
    sentence: str
    play: Play

    @property
    def model(self) -> str:
        return PREFIX + self.name
