"""Masking as a guard: what the upstream sees, what the caller sees, and what is sent when it may not pass."""

from __future__ import annotations

import pytest

from auslex.core.errors import BadRequest
from auslex.core.events import Event, Frames
from auslex.pipeline.guards import ChargeProbes, Mask
from auslex.screening.personal_data import PersonalMasking
from auslex.screening.policy import Action, PersonalPolicy
from tests.pipeline.conftest import Script, World, chat, finish, frame

pytestmark = pytest.mark.anyio

SAID = [{"role": "user", "content": "My TFN is 473 089 322."}]


def _bytes(events: list[Event]) -> bytes:
    return b"".join(each.raw for event in events if isinstance(event, Frames) for each in event.frames)


async def test_the_upstream_gets_placeholders_and_the_stream_brings_the_values_back(world: World) -> None:
    world.guards = (Mask(PersonalMasking(), ChargeProbes(world.build().accountant)),)
    world.play(Script([frame("It is [TF"), frame("N_1]"), frame("; ring 0498 765 4"), frame("32"), finish()]))
    _, events = await world.run(chat(stream=True, messages=SAID))
    sent = world.upstream.calls[0].payload
    seen = _bytes(events)
    assert (True, False) == (b"[TFN_1]" in sent, b"473 089 322" in sent)
    assert (True, True, False) == (b"473 089 322" in seen, b"[REDACTED_PHONE]" in seen, b"0498" in seen)


async def test_what_the_policy_blocks_is_never_sent_and_costs_nothing(world: World) -> None:
    policy = PersonalPolicy(entering={"AU_TFN": Action.BLOCK})
    world.guards = (Mask(PersonalMasking(lambda tenant: policy), ChargeProbes(world.build().accountant)),)
    with pytest.raises(BadRequest):
        await world.run(chat(messages=SAID))
    assert ([], []) == (world.upstream.calls, world.rows)
