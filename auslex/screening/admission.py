"""Screening of what goes in: prompt injection is refused, or marked for the model as data.

Fails closed: a detector that throws, or takes too long, refuses the request, unless the operator would rather have it
flagged.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from auslex.core.calls import Call
from auslex.core.detections import UNSCREENED, Detection, Severity
from auslex.core.errors import PromptRefused, ScreeningUnavailable
from auslex.screening.detectors.injection import InjectionDetector, InjectionFinding, Source, Verdict
from auslex.screening.findings import keyed_hash
from auslex.screening.memo import Memo
from auslex.screening.passages import Passage, marked, passages
from auslex.screening.port import Admitted, Note, OutputScreen
from auslex.wire.requests import with_body

INJECTION = "prompt_injection"
SECONDS_MAX = 5.0
INLINE_CHARACTERS_MAX = 4_000  # About two milliseconds; what takes longer must not keep the others waiting.

_SEVERITIES = {Verdict.ANNOTATE: Severity.MEDIUM, Verdict.BLOCK: Severity.HIGH}


@dataclass(frozen=True, slots=True)
class AdmissionOptions:
    """digest_key: for the keyed hash of what was found. flags_failures: let pass what could not be screened."""

    digest_key: bytes
    flags_failures: bool = False
    seconds_max: float = SECONDS_MAX


class InjectionScreening:
    """Looks for orders that are not the user's, or that are not the user's to give. Safe to share."""

    def __init__(
        self,
        detector: InjectionDetector,
        options: AdmissionOptions,
        on_failure: Callable[[Exception], None] = lambda error: None,
    ) -> None:
        self._detector = detector
        self._options = options
        self._on_failure = on_failure
        self._memo = Memo[InjectionFinding]()

    async def admit(self, call: Call) -> Admitted:
        """The call, with suspicious passages of documents marked. Raises PromptRefused or ScreeningUnavailable."""
        found = passages(call.endpoint, call.body)
        if not found:
            return Admitted(call)
        try:
            verdicts = await self._verdicts(found)
        except Exception as error:  # noqa: BLE001  whatever it is, nothing unscreened passes without the operator's leave
            self._on_failure(error)
            if not self._options.flags_failures:
                raise ScreeningUnavailable(
                    "The request could not be screened, so it is refused. Try again; if it stays so, tell the operator."
                ) from None
            return Admitted(call, (Detection(UNSCREENED, Severity.HIGH, "allowed", found[0].place, 0, 0),))
        return self._judged(call, found, verdicts)

    def output(self, call: Call, tenant: str, note: Note) -> OutputScreen | None:
        return None

    async def _verdicts(self, found: list[Passage]) -> list[InjectionFinding]:
        fresh = [one for one in found if not self._memo.knows(one.text, self._version(one))]
        if sum(len(passage.text) for passage in fresh) > INLINE_CHARACTERS_MAX:
            async with asyncio.timeout(self._options.seconds_max):
                return await asyncio.to_thread(lambda: list(map(self._verdict, found)))
        return list(map(self._verdict, found))

    def _verdict(self, passage: Passage) -> InjectionFinding:
        return self._memo.recall(
            passage.text, self._version(passage), lambda text: self._detector.scan(text, passage.source)
        )

    def _version(self, passage: Passage) -> str:
        return f"{self._detector.version}/{passage.source}"

    def _judged(self, call: Call, found: list[Passage], verdicts: list[InjectionFinding]) -> Admitted:
        detections: list[Detection] = []
        body, blocked = call.body, ""
        for passage, finding in zip(found, verdicts, strict=True):
            if finding.verdict is Verdict.ALLOW:
                continue
            action = "blocked"
            if finding.verdict is Verdict.ANNOTATE:
                action = "annotated" if passage.source is Source.DOCUMENT else "allowed"
            if action == "annotated":
                body = marked(body, passage, finding.start, finding.end)
            elif action == "blocked":
                blocked = blocked or passage.place
            detections.append(self._detection(passage, finding, action))
        if blocked:
            raise PromptRefused(
                f"{blocked} looks like an attempt to give the model orders that are not yours to give. If it is not, "
                "say it differently, or ask the operator to lower AUSLEX_SCREENING_LEVEL.",
                param=blocked,
                detections=tuple(detections),
            )
        return Admitted(call if body is call.body else with_body(call, body), tuple(detections))

    def _detection(self, passage: Passage, finding: InjectionFinding, action: str) -> Detection:
        text = passage.text[finding.start : finding.end]
        digest = keyed_hash(self._options.digest_key, text)
        severity = _SEVERITIES[finding.verdict]
        return Detection(INJECTION, severity, action, passage.place, finding.start, finding.end, digest)
