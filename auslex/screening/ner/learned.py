"""Where names stand in texts that were read. No text and no name is kept: the next turn brings the text again."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

from auslex.core.clock import Clock
from auslex.screening.ner.port import Span

DIGEST_BYTES = 16
TEXTS_MAX = 20_000  # Some 5 MB.
KEPT_SECONDS = 86_400.0  # Since it last came: a conversation that goes on after lunch is masked as before.


class Learned:
    """Places by digest, for some time after they were last asked for; the least used are forgotten. Safe in threads."""

    def __init__(self, clock: Clock, texts_max: int = TEXTS_MAX, kept_seconds: float = KEPT_SECONDS) -> None:
        self._clock = clock
        self._texts_max = texts_max
        self._kept_seconds = kept_seconds
        self._places: OrderedDict[bytes, tuple[float, tuple[Span, ...]]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._places)

    def recall(self, digest: bytes) -> tuple[Span, ...] | None:
        """The places of names in the text of this digest; None if it was not read, or too long ago."""
        now = self._clock.monotonic_seconds()
        with self._lock:
            until, places = self._places.pop(digest, (now, ()))
            if until <= now:
                return None
            self._places[digest] = now + self._kept_seconds, places
        return places

    def keep(self, digest: bytes, places: tuple[Span, ...]) -> None:
        """This text was read."""
        until = self._clock.monotonic_seconds() + self._kept_seconds
        with self._lock:
            self._places[digest] = until, places
            self._places.move_to_end(digest)
            while len(self._places) > self._texts_max:
                self._places.popitem(last=False)


def digest_of(key: bytes, tenant: str, text: str) -> bytes:
    """Names a tenant's text to whoever has the key, and to nobody else."""
    whose = tenant.encode("utf-8", "surrogatepass")
    head = len(whose).to_bytes(4, "big") + whose
    return blake2b(head + text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES, key=key).digest()
