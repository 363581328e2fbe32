"""Screening and masking as the pipeline sees them, and their "off"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec

from auslex.core.calls import Call
from auslex.core.detections import Detection
from auslex.core.events import Event

Note = Callable[[Detection], None]  # Told of each thing found, as it is found. Called in any thread.


class OutputScreen(Protocol):
    """Looks at one answer as it passes; it may hold a bounded part of it back."""

    def pass_on(self, event: Event) -> Event:
        """The event as the caller may see it."""
        ...


class Admitted(msgspec.Struct, frozen=True):
    """A call that may go on, and what was seen in it."""

    call: Call
    detections: tuple[Detection, ...] = ()


class Screening(Protocol):
    """Decides what may go in, and watches what comes out."""

    async def admit(self, call: Call) -> Admitted:
        """The call to go on with; raises Rejected if it may not pass."""
        ...

    def output(self, call: Call, tenant: str, note: Note) -> OutputScreen | None:
        """A screen for this call's answer, or None where nothing needs looking at. note: told of what it sees."""
        ...


class Masking(Protocol):
    """Replaces personal data by placeholders on the way in, and puts it back on the way out."""

    async def mask(self, call: Call, tenant: str, note: Note, note_answer: Note) -> tuple[Call, OutputScreen | None]:
        """The masked call, and what watches and restores its answer (None if nothing needs it); raises Rejected.

        note, note_answer: told of what is found in the request, and later in its answer.
        """
        ...


class NoScreening:
    """Screening switched off: everything passes, and the answer's bytes are not looked at."""

    async def admit(self, call: Call) -> Admitted:
        return Admitted(call)

    def output(self, call: Call, tenant: str, note: Note) -> OutputScreen | None:
        return None


class NoMasking:
    """Masking switched off."""

    async def mask(self, call: Call, tenant: str, note: Note, note_answer: Note) -> tuple[Call, OutputScreen | None]:
        return call, None
