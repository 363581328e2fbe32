"""Masking asks for learned names only where they matter, and passes nothing on where they are not wanted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from auslex.core.calls import Call, Endpoint
from auslex.core.errors import BadRequest
from auslex.screening.personal_data import PersonalMasking
from auslex.screening.policy import Action, PersonalPolicy
from auslex.wire.json import encode


class Knows:
    """A name that is known by now, and who asked for it."""

    def __init__(self, waits: bool = False) -> None:
        self.waits = waits
        self.asked: list[tuple[str, str]] = []

    def known(self, tenant: str, texts: Sequence[str]) -> frozenset[str]:
        self.asked.append(("known", tenant))
        return frozenset(["Zorva Quillmere"])

    async def wait(self, tenant: str, texts: Sequence[str]) -> None:
        self.asked.append(("wait", tenant))


def masked(names: Knows, action: Action) -> str:
    masking = PersonalMasking(lambda tenant: PersonalPolicy(entering={"PERSON": action}), names=names)
    body = {"model": "m", "messages": [{"role": "user", "content": "We liked Zorva Quillmere."}]}
    said = Call(Endpoint.CHAT_COMPLETIONS, body, encode(body), "m", True, False, 100, 100, 1, "")
    call, _ = asyncio.run(masking.mask(said, "firm"))
    return call.payload.decode()


def test_a_known_name_is_masked() -> None:
    assert "We liked [PERSON_1]." in masked(names := Knows(), Action.MASK)
    assert [("known", "firm")] == names.asked


def test_it_waits_where_the_operator_wants_it() -> None:
    masked(names := Knows(waits=True), Action.MASK)
    assert [("wait", "firm"), ("known", "firm")] == names.asked


def test_a_tenant_that_allows_names_offers_nothing() -> None:
    assert "We liked Zorva Quillmere." in masked(names := Knows(waits=True), Action.ALLOW)
    assert [] == names.asked


def test_a_tenant_that_blocks_names_blocks_those_too() -> None:
    with pytest.raises(BadRequest, match="PERSON"):
        masked(Knows(), Action.BLOCK)
