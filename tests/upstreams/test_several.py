"""All upstreams as one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import pytest

from auslex.core.errors import NotFound, UpstreamError, UpstreamRefused, UpstreamUnreachable
from auslex.upstreams.roster import Rank
from auslex.upstreams.scripted import ScriptedUpstream
from auslex.upstreams.several import Member, Upstreams
from tests.pipeline.conftest import chat, whole


class Listing(ScriptedUpstream):
    """An upstream that has these models, or is not there."""

    def __init__(self, name: str, *models: str, absent: bool = False) -> None:
        super().__init__([whole()])
        self.name = name
        self.models, self.absent = models, absent

    async def read_models(self, model: str | None = None) -> bytes:
        await self.check()
        if model is None:
            return json.dumps({"data": [{"id": one, "owned_by": self.name} for one in self.models]}).encode()
        if model not in self.models:
            raise UpstreamRefused("no", status=404, body=b"", failure="not_found")
        return json.dumps({"id": model, "owned_by": self.name}).encode()

    async def check(self) -> None:
        if self.absent:
            raise UpstreamUnreachable("nobody there")


def several(*upstreams: Listing, **ranks: Rank) -> Upstreams:
    return Upstreams([Member(one, ranks.get(one.name, Rank())) for one in upstreams])


def listed(upstreams: Upstreams) -> dict[str, str]:
    return {one["id"]: one["owned_by"] for one in json.loads(asyncio.run(upstreams.read_models()))["data"]}


def test_a_model_is_asked_for_everywhere_before_the_next_one_is() -> None:
    upstreams = several(Listing("a"), Listing("b"), a=Rank(1), b=Rank(2))
    assert [("a", "m"), ("b", "m"), ("a", "n"), ("b", "n")] == upstreams.order(chat(), ["m", "n"])


def test_the_list_has_what_all_of_them_have_each_once() -> None:
    upstreams = several(Listing("a", "m", "n"), Listing("b", "n", "o"))
    assert {"m": "a", "n": "a", "o": "b"} == listed(upstreams)


def test_the_list_has_the_models_that_are_named_and_none_else() -> None:
    upstreams = several(Listing("a", "deployment"), Listing("b", "n"), a=Rank(models={"gpt-4o": "deployment"}))
    assert {"gpt-4o": "a", "n": "b"} == listed(upstreams)


def test_the_list_does_without_who_does_not_answer() -> None:
    assert {"n": "b"} == listed(several(Listing("a", "m", absent=True), Listing("b", "n")))


def test_there_is_no_list_where_nobody_answers() -> None:
    with pytest.raises(UpstreamUnreachable):
        listed(several(Listing("a", absent=True), Listing("b", absent=True)))


@pytest.mark.parametrize(("model", "owner"), [("m", "a"), ("o", "b"), ("gpt-4o", "c")])
def test_one_model_is_shown_by_who_has_it(model: str, owner: str) -> None:
    upstreams = several(
        Listing("a", "m"), Listing("b", "m", "o"), Listing("c"), b=Rank(2), c=Rank(3, 1, {"gpt-4o": "x"})
    )
    assert owner == json.loads(asyncio.run(upstreams.read_models(model)))["owned_by"]


def test_a_model_that_nobody_has_is_not_found() -> None:
    with pytest.raises(NotFound):
        asyncio.run(several(Listing("a", "m"), Listing("b", "m")).read_models("x"))


def test_whether_a_model_exists_is_not_known_where_nobody_answers() -> None:
    with pytest.raises(UpstreamError):
        asyncio.run(several(Listing("a", absent=True), Listing("b", "m")).read_models("x"))


@pytest.mark.parametrize(("absent", "is_up"), [((False, False), True), ((True, False), True), ((True, True), False)])
def test_one_that_is_there_is_enough(absent: tuple[bool, bool], is_up: bool) -> None:
    upstreams = several(*(Listing(name, absent=away) for name, away in zip("ab", absent, strict=True)))
    assert is_up is not raises(lambda: asyncio.run(upstreams.check()))


def raises(work: Callable[[], object]) -> bool:
    try:
        work()
    except UpstreamUnreachable:
        return True
    return False
