"""Several upstreams: which there are, and who is asked first. Pure.

A file names them, in the form that docs/upstreams.md explains.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b

import msgspec

from auslex.core.json import JsonValue

UPSTREAMS_MAX = 16
WEIGHT_MAX = 1_000.0
RESERVED_NAMES = frozenset({"library", "local"})  # People's own functions, and the embedded model, go by these.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{0,63}")


class Kind(StrEnum):
    """How an upstream wants to be spoken to."""

    OPENAI = "openai"
    AZURE = "azure"


@dataclass(frozen=True, slots=True)
class Rank:
    """When an upstream is asked. priority: the lowest first. weight: its share among those of the same priority.

    models: what it serves, by our names, with its own name for each; None if it serves whatever it is asked for.
    """

    priority: int = 1
    weight: float = 1.0
    models: Mapping[str, str] | None = None

    def serves(self, model: str) -> bool:
        """True if this model may be asked for here."""
        return self.models is None or model in self.models


@dataclass(frozen=True, slots=True)
class Entry:
    """One upstream as the file has it. base_url: up to and with /v1. key_variable: the variable that holds its key."""

    name: str
    base_url: str
    key_variable: str | None = None
    kind: Kind = Kind.OPENAI
    organization: str = ""
    project: str = ""
    rank: Rank = field(default_factory=Rank)


class _Upstream(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    base_url: str
    key_variable: str | None = None
    kind: Kind = Kind.OPENAI
    organization: str = ""
    project: str = ""
    priority: int = 1
    weight: float = 1.0
    models: dict[str, str] | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    upstream: list[_Upstream]


def parse_roster(text: str) -> tuple[Entry, ...]:
    """The upstreams that a file's text names, in its order. Raises ValueError, which says what is wrong where."""
    try:
        given = msgspec.convert(tomllib.loads(text), _File).upstream
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ValueError(str(error)) from None
    if not 1 <= len(given) <= UPSTREAMS_MAX:
        raise ValueError(f"there must be 1 to {UPSTREAMS_MAX} [[upstream]] tables")
    names: set[str] = set()
    for one in given:
        _check(one)
        if one.name in names:
            raise ValueError(f"two upstreams are named {one.name!r}")
        names.add(one.name)
    return tuple(
        Entry(
            one.name, one.base_url, one.key_variable, one.kind, one.organization, one.project,
            Rank(one.priority, one.weight, one.models),
        )
        for one in given
    )  # fmt: skip


def _check(one: _Upstream) -> None:
    if not _NAME.fullmatch(one.name) or one.name in RESERVED_NAMES:
        raise ValueError(
            f"the name {one.name!r} must be up to 32 small letters, digits and hyphens, and none of: "
            + ", ".join(sorted(RESERVED_NAMES))
        )
    if one.key_variable is not None and not _VARIABLE.fullmatch(one.key_variable):
        raise ValueError(f"{one.name}: key_variable must be an environment variable's name, not the key itself")
    if one.kind is Kind.AZURE and one.key_variable is None:
        raise ValueError(f"{one.name}: an upstream of kind azure needs a key_variable")
    if not 0 <= one.priority <= 1_000:
        raise ValueError(f"{one.name}: priority must be 0 to 1000")
    if not 0 < one.weight <= WEIGHT_MAX:
        raise ValueError(f"{one.name}: weight must be above 0, to {WEIGHT_MAX:g}")
    if one.models is not None and not (one.models and all(one.models.values()) and all(one.models)):
        raise ValueError(f"{one.name}: models must name at least one model, and none may be empty")


def order(ranks: Mapping[str, Rank], model: str, conversation: bytes) -> tuple[str, ...]:
    """The names of those who serve this model, in the order in which they are asked.

    Those of one priority share by weight, and a conversation keeps its place among them, since the upstream that has
    seen its beginning reads it from its cache. By weighted rendezvous hashing: Schindelhauer and Schomaker, "Weighted
    distributed hash tables", SPAA 2005.
    """
    able = [(rank.priority, name, rank.weight) for name, rank in ranks.items() if rank.serves(model)]
    if len(able) > 1:
        able.sort(key=lambda one: (one[0], _distance(one[1], one[2], conversation)))
    return tuple(name for _, name, _ in able)


def _distance(name: str, weight: float, conversation: bytes) -> float:
    digest = blake2b(conversation, digest_size=8, key=name.encode()).digest()
    chance = (int.from_bytes(digest) + 1) / (2**64 + 1)  # Above 0 and below 1.
    return -math.log(chance) / weight


def conversation_of(body: Mapping[str, JsonValue]) -> bytes:
    """What stays the same from turn to turn: the caller's own cache key, else how the conversation begins."""
    key = body.get("prompt_cache_key")
    if isinstance(key, str) and key:
        return key.encode("utf-8", "surrogatepass")
    given = body.get("messages", body.get("input"))
    return msgspec.json.encode((body.get("instructions"), given[:2] if isinstance(given, list) else given))
