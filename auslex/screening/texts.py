"""Texts of people's own routes: looked at for injections on their way in, and filtered on their way out.

Fails closed: what could not be looked at does not pass.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from auslex.core.errors import PromptRefused, ScreeningUnavailable
from auslex.core.json import JsonValue
from auslex.screening.bodies import Rewrite, rewritten_all
from auslex.screening.detectors.injection import InjectionDetector, Source, Verdict
from auslex.screening.detectors.personal import SCANNERS, find_personal
from auslex.screening.masking import redaction
from auslex.screening.policy import SECRET, Action, PersonalPolicy
from auslex.screening.stream import RedactingStream, Replace, redacted

T = TypeVar("T")
SECONDS_MAX = 5.0
INLINE_CHARACTERS_MAX = 2_000  # About a millisecond; what takes longer must not keep the others waiting.


class TextScreening:
    """Safe to share. personal: None lets personal data pass on its way out; secrets never do.

    flags_failures: let in what could not be looked at. on_failure: told why it could not.
    """

    def __init__(
        self,
        detector: InjectionDetector | None = None,
        personal: PersonalPolicy | None = None,
        *,
        flags_failures: bool = False,
        on_failure: Callable[[Exception], None] = lambda error: None,
        seconds_max: float = SECONDS_MAX,
    ) -> None:
        self._detector = detector or InjectionDetector()
        self._personal = personal
        self._flags_failures = flags_failures
        self._on_failure = on_failure
        self._seconds_max = seconds_max

    async def admit(self, texts: Sequence[tuple[str, str]]) -> None:
        """Let them in, each with the name of its place. Raises PromptRefused, naming one, or ScreeningUnavailable."""
        try:
            place = await self._bounded(sum(len(text) for _, text in texts), lambda: self._refused(texts))
        except ScreeningUnavailable:
            if self._flags_failures:
                return
            raise
        if place is not None:
            raise PromptRefused(
                f"{place} looks like an attempt to give a model orders that are not yours to give. If it is not, say "
                "it differently, or ask the operator to lower AUSLEX_SCREENING_LEVEL.",
                param=place,
            )

    async def filtered(self, value: JsonValue, given: Sequence[str]) -> JsonValue:
        """The value as it may leave, the same object where nothing had to go. given: what the caller has said itself.

        Raises ScreeningUnavailable.
        """
        return await self._bounded(_length(value), lambda: rewritten_all(value, self._rewrite(given)))

    def stream(self, given: Sequence[str]) -> RedactingStream:
        """For a text that leaves in pieces; it holds back what may yet become something."""
        return RedactingStream(self._leaving(given), SCANNERS)

    async def _bounded(self, characters: int, work: Callable[[], T]) -> T:
        try:
            if characters <= INLINE_CHARACTERS_MAX:
                return work()
            async with asyncio.timeout(self._seconds_max):
                return await asyncio.to_thread(work)
        except Exception as error:  # noqa: BLE001  whatever it is, nothing passes that was not looked at
            self._on_failure(error)
            raise ScreeningUnavailable(
                "This could not be screened, so it may not pass. Try again; if it stays so, tell the operator."
            ) from None

    def _refused(self, texts: Sequence[tuple[str, str]]) -> str | None:
        for place, text in texts:
            if text and self._detector.scan(text, Source.USER).verdict is Verdict.BLOCK:
                return place
        return None

    def _rewrite(self, given: Sequence[str]) -> Rewrite:
        leaving = self._leaving(given)
        return lambda text: redacted(text, leaving, SCANNERS)

    def _leaving(self, given: Sequence[str]) -> Replace:
        policy = self._personal
        known = _values(given) if policy is not None else frozenset()

        def leaving(type: str, text: str) -> str | None:
            if type == SECRET:
                return redaction(type)
            if policy is None or policy.leaving_action(type) is Action.ALLOW or text in known:
                return None
            return redaction(type)

        return leaving


def _values(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(text[found.start : found.end] for text in texts for found in find_personal(text))


def _length(value: JsonValue) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(len(name) + _length(each) for name, each in value.items())
    return sum(map(_length, value)) if isinstance(value, list) else 0
