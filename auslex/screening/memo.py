"""What was found in a text before: clients send the whole conversation each turn, and only what is new should cost."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from hashlib import blake2b
from threading import Lock
from typing import Generic, TypeVar

ENTRIES_MAX = 20_000  # Some 3 MB: a digest and a finding each
DIGEST_BYTES = 16

Found = TypeVar("Found")


class Memo(Generic[Found]):
    """Findings by digest of the text and version of what judges it; no text is kept, the least used are forgotten."""

    def __init__(self, entries_max: int = ENTRIES_MAX) -> None:
        self._entries_max = entries_max
        self._found: OrderedDict[tuple[bytes, str], Found] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._found)

    def knows(self, text: str, version: str) -> bool:
        """True if `recall` would ask nobody."""
        return _key(text, version) in self._found

    def recall(self, text: str, version: str, find: Callable[[str], Found]) -> Found:
        """What `find` said of this text under this version, asking it only if nobody did; what it raises is not kept.

        Two threads that bring the same new text at once both ask.
        """
        key = _key(text, version)
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = find(text)
        with self._lock:
            self._found[key] = found
            if len(self._found) > self._entries_max:
                self._found.popitem(last=False)
        return found


def _key(text: str, version: str) -> tuple[bytes, str]:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest(), version
