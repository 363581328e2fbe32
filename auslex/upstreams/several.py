"""The upstreams of one installation as one: found by name, in order for a model, and asked together what they have."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from auslex.core.calls import Call
from auslex.core.errors import NotFound, UpstreamBroken, UpstreamError, UpstreamRefused
from auslex.upstreams.port import Upstream
from auslex.upstreams.roster import Rank, conversation_of, order

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Member:
    """One upstream and when it is asked."""

    upstream: Upstream
    rank: Rank


class _List(msgspec.Struct):
    data: list[dict[str, object]]


_list = msgspec.json.Decoder(_List)


class Upstreams:
    """At least one member; names differ. Opening and closing them is the business of whoever made them."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = {member.upstream.name: member for member in members}
        self._ranks = {name: member.rank for name, member in self._members.items()}
        self._only = members[0].upstream.name if len(members) == 1 and members[0].rank.models is None else None

    @classmethod
    def only(cls, upstream: Upstream) -> Upstreams:
        """One that serves everything."""
        return cls((Member(upstream, Rank()),))

    @property
    def names(self) -> tuple[str, ...]:
        """Every member's name."""
        return tuple(self._members)

    def named(self, name: str) -> Upstream:
        """The upstream of this name."""
        return self._members[name].upstream

    def order(self, call: Call, models: Sequence[str]) -> list[tuple[str, str]]:
        """Whom to ask for which model: the first model everywhere, then the next one; empty if nobody serves any."""
        if self._only is not None:
            return [(self._only, model) for model in models]
        conversation = conversation_of(call.body)
        return [(name, model) for model in models for name in order(self._ranks, model, conversation)]

    async def read_models(self, model: str | None = None) -> bytes:
        """The JSON of the list of all models, or of one. Raises UpstreamError if nobody answers, NotFound."""
        if self._only is not None:
            return await self.named(self._only).read_models(model)
        if model is not None:
            return await self._read_model(model)
        found: dict[str, dict[str, object]] = {}
        for entries in await self._ask_all(self._list):
            for entry in entries:
                found.setdefault(str(entry.get("id")), entry)
        return msgspec.json.encode({"object": "list", "data": list(found.values())})

    async def read_date(self) -> str | None:
        """The first upstream's clock, as an HTTP date; None if it tells none."""
        return await next(iter(self._members.values())).upstream.read_date()

    async def check(self) -> None:
        """Raise unless at least one can be reached."""
        await self._ask_all(lambda member: member.upstream.check())

    async def _ask_all(self, ask: Callable[[Member], Awaitable[T]]) -> list[T]:
        """What those say who answer; raises what the first says if nobody does."""
        said = await asyncio.gather(*map(ask, self._members.values()), return_exceptions=True)
        answers = [answer for answer in said if not isinstance(answer, BaseException)]
        for failure in said:
            if isinstance(failure, BaseException) and (not answers or not isinstance(failure, UpstreamError)):
                raise failure
        return answers

    async def _read_model(self, model: str) -> bytes:
        told: UpstreamError | None = None
        for name in order(self._ranks, model, b""):
            member = self._members[name]
            if member.rank.models is not None:
                return msgspec.json.encode(_entry(model, name))
            try:
                return await member.upstream.read_models(model)
            except UpstreamError as error:
                if not isinstance(error, UpstreamRefused) or error.status != 404:
                    told = error
        raise told or NotFound(f"The model {model[:64]!r} does not exist.", code="model_not_found", param="model")

    async def _list(self, member: Member) -> list[dict[str, object]]:
        if member.rank.models is not None:
            return [_entry(model, member.upstream.name) for model in member.rank.models]
        try:
            return _list.decode(await member.upstream.read_models()).data
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise UpstreamBroken("The upstream's list of models is not valid JSON of the expected shape.") from None


def _entry(model: str, owner: str) -> dict[str, object]:
    return {"id": model, "object": "model", "created": 0, "owned_by": owner}
