"""The audit log: who changed what, and what was refused. Append-only; each entry is chained to the one before.

An entry's digest is HMAC-SHA256, under a key that is not in the database, over the entry and the digest before it. So
whoever can write to the database can neither change, insert nor remove an entry in its midst unnoticed. What was cut
off at the end is noticed by whoever has kept a later digest: each is in a log line, and `auslex audit verify` takes it.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from auslex.core.clock import Clock
from auslex.core.ids import new_id

FIRST = ""  # The digest before the first entry.
READ_MAX = 500  # Entries of one page.
TEXT_CHARACTERS_MAX = 256
_LABEL = b"auslex audit log v1"  # Keeps this use of the pepper apart from every other.


class Action(StrEnum):
    """What an entry tells of."""

    KEY_CREATED = "key.created"
    KEY_REVOKED = "key.revoked"
    KEY_ROTATED = "key.rotated"
    KEY_AMENDED = "key.amended"
    SIGNING_SECRET_SHOWN = "key.signing_secret_shown"  # noqa: S105  an event's name
    TENANT_SET = "tenant.set"
    UPSTREAM_KEY_ADDED = "upstream_key.added"
    UPSTREAM_KEY_RETIRED = "upstream_key.retired"
    MASTER_KEY_ROTATED = "master_key.rotated"
    BREAKER_RESET = "breaker.reset"
    CRITICAL_CALL = "critical.call"
    REFUSED = "policy.refused"
    BREAK_GLASS = "break_glass"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happened. Names and ids only: never a key, never a text of a request.

    actor: a key's id, or where the request came from. tenant: whose things it was about; "" is the installation's.
    """

    action: Action
    actor: str
    tenant: str = ""
    target: str = ""
    detail: str = ""
    count: int = 1

    def __post_init__(self) -> None:
        for name in ("actor", "tenant", "target", "detail"):
            text = "".join(letter if letter.isprintable() else "?" for letter in getattr(self, name))
            object.__setattr__(self, name, text[:TEXT_CHARACTERS_MAX])


@dataclass(frozen=True, slots=True)
class Entry:
    """An act as it is kept: its place, from 1 without a gap; when, in nanoseconds since the epoch; and the chain."""

    sequence: int
    entry_id: str
    at: int
    act: Act
    previous: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at this place."""

    sequence: int
    what: str


class AuditStore(Protocol):
    """Where entries are kept, in order, for all workers. Methods raise Unavailable."""

    async def append(self, act: Act) -> Entry:
        """Keep one more."""
        ...

    async def read(self, *, before: int | None = None, tenant: str | None = None, count: int = READ_MAX) -> list[Entry]:
        """The newest first, before this sequence, of this tenant."""
        ...

    async def from_sequence(self, first: int, count: int) -> list[Entry]:
        """The oldest first, from this sequence on."""
        ...

    async def aclose(self) -> None:
        """Let go of what is open."""
        ...


class MemoryAuditStore:
    """An AuditStore for tests."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock
        self.entries: list[Entry] = []

    async def append(self, act: Act) -> Entry:
        last = self.entries[-1] if self.entries else None
        self.entries.append(chained(self._key, last, new_id(), self._clock.now_nanoseconds(), act))
        return self.entries[-1]

    async def read(self, *, before: int | None = None, tenant: str | None = None, count: int = READ_MAX) -> list[Entry]:
        fitting = (
            entry
            for entry in reversed(self.entries)
            if (before is None or entry.sequence < before) and tenant in (None, entry.act.tenant)
        )
        return [entry for _, entry in zip(range(count), fitting, strict=False)]

    async def from_sequence(self, first: int, count: int) -> list[Entry]:
        return [entry for entry in self.entries if entry.sequence >= first][:count]

    async def aclose(self) -> None:
        """Nothing is open."""


def audit_key(pepper: bytes) -> bytes:
    """The key of the chain."""
    return hmac.digest(pepper, _LABEL, "sha256")


def chained(key: bytes, last: Entry | None, entry_id: str, at: int, act: Act) -> Entry:
    """The entry that comes after this one."""
    sequence, previous = (last.sequence + 1, last.digest) if last is not None else (1, FIRST)
    entry = Entry(sequence, entry_id, at, act, previous)
    return replace(entry, digest=digest(key, entry))


def digest(key: bytes, entry: Entry) -> str:
    """What stands for the entry and all before it. Each part has its length in front, so that none can pass as two."""
    act = entry.act
    parts = (
        str(entry.sequence), entry.entry_id, str(entry.at), act.action.value, act.actor, act.tenant, act.target,
        act.detail, str(act.count), entry.previous,
    )  # fmt: skip
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()


def verify(key: bytes, entries: Iterable[Entry], last: Entry | None = None) -> Iterator[Fault]:
    """What is wrong with entries that follow `last`, oldest first; each fault once, and then the rest of the chain."""
    for entry in entries:
        sequence, previous = (last.sequence + 1, last.digest) if last is not None else (1, FIRST)
        if entry.sequence != sequence:
            yield Fault(entry.sequence, f"entries {sequence} to {entry.sequence - 1} are missing")
        elif entry.previous != previous:
            yield Fault(entry.sequence, "it does not follow the entry before it")
        if entry.digest != digest(key, entry):
            yield Fault(entry.sequence, "it was altered, or written by somebody without the key")
        last = entry
