"""Texts that wait to be read: bounded, each once. Safe in threads."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

TEXTS_MAX = 256
CHARACTERS_MAX = 2_000_000
TRIES_MAX = 2  # Whoever kills a process twice is not given a third.


class Waiting:
    """First in, first out. A text that is waiting or under way is not taken again."""

    def __init__(self, texts_max: int = TEXTS_MAX, characters_max: int = CHARACTERS_MAX) -> None:
        self._texts_max = texts_max
        self._characters_max = characters_max
        self._texts: OrderedDict[bytes, str] = OrderedDict()
        self._characters = 0
        self._under_way: set[bytes] = set()
        self._tries: dict[bytes, int] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, digest: object) -> bool:
        return digest in self._texts or digest in self._under_way

    def put(self, digest: bytes, text: str) -> bool:
        """False if there is no room."""
        with self._lock:
            if digest in self:
                return True
            if len(self._texts) >= self._texts_max or self._characters + len(text) > self._characters_max:
                return False
            self._add(digest, text)
        return True

    def take(self) -> tuple[bytes, str] | None:
        """The next one, which is then under way until `done` or `again`; None if there is none."""
        with self._lock:
            if not self._texts:
                return None
            digest, text = self._texts.popitem(last=False)
            self._characters -= len(text)
            self._under_way.add(digest)
        return digest, text

    def done(self, digest: bytes) -> None:
        """This text is read, here or elsewhere."""
        with self._lock:
            self._characters -= len(self._texts.pop(digest, ""))
            self._under_way.discard(digest)
            self._tries.pop(digest, None)

    def again(self, digest: bytes, text: str) -> bool:
        """What was under way came to nothing: the next to be taken, or False if it was tried often enough."""
        with self._lock:
            self._under_way.discard(digest)
            tries = self._tries.pop(digest, 0) + 1
            if tries >= TRIES_MAX:
                return False
            self._tries[digest] = tries
            self._add(digest, text)
            self._texts.move_to_end(digest, last=False)
        return True

    def _add(self, digest: bytes, text: str) -> None:
        self._texts[digest] = text
        self._characters += len(text)
