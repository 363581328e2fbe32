"""The chain of the audit log, and who may fill it how fast."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.core.clock import ManualClock
from auslex.core.errors import Unavailable
from auslex.identity.audit import Act, Action, Entry, MemoryAuditStore, audit_key, chained, verify
from auslex.identity.auditor import AGAIN_SECONDS, KINDS_MAX, OTHERS, Auditor

KEY = audit_key(b"p" * 32)
texts = st.text(max_size=20)
acts = st.builds(Act, st.sampled_from(Action), texts, texts, texts, texts, st.integers(1, 1000))


def chain(*given: Act) -> list[Entry]:
    entries: list[Entry] = []
    for number, act in enumerate(given):
        entries.append(chained(KEY, entries[-1] if entries else None, f"id{number}", number, act))
    return entries


def faults(entries: list[Entry], key: bytes = KEY) -> list[int]:
    return [fault.sequence for fault in verify(key, entries)]


@given(st.lists(acts, max_size=8))
def test_a_chain_that_nobody_touched_is_well(given: list[Act]) -> None:
    assert [] == faults(chain(*given))


@given(st.lists(acts, min_size=1, max_size=6), acts, st.data())
def test_an_altered_entry_is_found(given: list[Act], other: Act, data: st.DataObject) -> None:
    entries = chain(*given)
    place = data.draw(st.integers(0, len(entries) - 1))
    if other != given[place]:
        entries[place] = replace(entries[place], act=other)
        assert [place + 1] == faults(entries)


@given(st.integers(3, 8), st.data())
def test_a_missing_entry_is_found(count: int, data: st.DataObject) -> None:
    entries = chain(*[Act(Action.REFUSED, "a")] * count)
    place = data.draw(st.integers(0, count - 2))
    del entries[place]
    assert [place + 2] == faults(entries)


def test_two_entries_that_changed_places_are_found() -> None:
    entries = chain(*[Act(Action.REFUSED, name) for name in "abc"])
    entries[0], entries[1] = entries[1], entries[0]
    assert faults(entries)


def test_an_entry_from_somebody_without_the_key_is_found() -> None:
    entries = chain(Act(Action.REFUSED, "a"))
    entries.append(chained(b"guessed", entries[-1], "id", 2, Act(Action.KEY_CREATED, "mallory")))
    assert [2] == faults(entries)


def test_a_part_cannot_pass_as_another() -> None:
    one, other = Act(Action.REFUSED, "ab", "c"), Act(Action.REFUSED, "a", "bc")
    assert chain(one)[0].digest != chain(other)[0].digest


@pytest.mark.parametrize("text", ["a\nb", "a\x1b[31mb", "a\u202eb", "\x00"])
def test_nothing_in_an_entry_can_forge_a_line(text: str) -> None:
    assert "?" in Act(Action.REFUSED, text).actor


def test_no_text_is_long() -> None:
    assert 256 == len(Act(Action.REFUSED, "a", detail="d" * 10_000).detail)


class House:
    """An auditor over a log in memory."""

    def __init__(self) -> None:
        self.clock = ManualClock()
        self.store = MemoryAuditStore(KEY, self.clock)
        self.told: list[Entry] = []
        self.auditor = Auditor(self.store, self.clock, self.told.append)

    def kept(self) -> list[tuple[str, int]]:
        return [(entry.act.actor, entry.act.count) for entry in self.store.entries]

    def write(self) -> None:
        asyncio.run(self.auditor.write())

    def note(self, actor: str, times: int = 1) -> None:
        for _ in range(times):
            self.auditor.note(Act(Action.REFUSED, actor))


def test_an_act_is_kept_and_told() -> None:
    house = House()
    asyncio.run(house.auditor.record(Act(Action.KEY_CREATED, "key_1")))
    assert ([("key_1", 1)], house.store.entries) == (house.kept(), house.told)


def test_the_same_refusal_is_one_entry_with_a_count() -> None:
    house = House()
    house.note("a", 7)
    house.write()
    assert [("a", 7)] == house.kept()


def test_a_refusal_comes_again_after_a_minute() -> None:
    house = House()
    for seconds in (0.0, 1.0, AGAIN_SECONDS - 1.0):
        house.clock.advance(seconds)
        house.note("a", 2)
        house.write()
    assert [("a", 2), ("a", 4)] == house.kept()


def test_refusals_of_many_kinds_do_not_flood_the_log() -> None:
    house = House()
    for number in range(1000):
        house.note(str(number))
    house.write()
    for number in range(1000, 2000):
        house.note(str(number))
    house.write()
    assert (KINDS_MAX + 1, [(OTHERS.actor, 950)]) == (len(house.kept()), house.kept()[-1:])


def test_after_a_minute_of_rest_kinds_are_told_apart_again() -> None:
    house = House()
    for number in range(KINDS_MAX):
        house.note(str(number))
    house.write()
    house.clock.advance(AGAIN_SECONDS)
    house.note("a")
    house.write()
    assert [("a", 1)] == house.kept()[-1:]


def test_what_was_not_kept_yet_is_kept_on_leaving() -> None:
    house = House()

    async def leave() -> None:
        async with house.auditor as auditor:
            auditor.note(Act(Action.REFUSED, "a"))

    asyncio.run(leave())
    assert [("a", 1)] == house.kept()


def test_a_log_that_is_away_loses_no_refusal() -> None:
    house = House()

    async def away(act: Act) -> Entry:
        raise Unavailable("away")

    append, house.store.append = house.store.append, away  # type: ignore[method-assign]
    house.note("a", 3)
    with pytest.raises(Unavailable):
        house.write()
    house.store.append = append  # type: ignore[method-assign]
    house.write()
    assert [("a", 3)] == house.kept()
