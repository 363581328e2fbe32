"""An answer is a stream of events; a whole answer is one event that carries its body."""

from __future__ import annotations

import msgspec

from auslex.core.usage import Usage


class Whole(msgspec.Struct, frozen=True):
    """A complete answer: the upstream's bytes, untouched unless a guard changed them."""

    body: bytes
    usage: Usage | None


class Frame(msgspec.Struct, frozen=True, gc=False):
    """One server-sent event of a stream.

    raw: its bytes, ready to be relayed, with the blank line that ends it.
    text: what the model wrote, as far as it is in this frame.
    usage: figures this frame reports, if any.
    usage_only: it carries usage and nothing else, so a caller who did not ask for usage must not see it.
    finished: it carries a finish reason (chat) or is the terminal event (responses).
    done: it is the closing `[DONE]`.
    """

    raw: bytes
    data: bytes
    text: str = ""
    usage: Usage | None = None
    usage_only: bool = False
    finished: bool = False
    done: bool = False


class Frames(msgspec.Struct, frozen=True):
    """The frames that one read from the upstream completed, relayed with one write."""

    frames: tuple[Frame, ...]


Event = Whole | Frames
