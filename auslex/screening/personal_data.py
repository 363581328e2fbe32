"""Personal data and secrets on their way in and out: the adapter that masks a call and watches its answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from auslex.core.calls import Call
from auslex.core.detections import Detection, Severity
from auslex.core.errors import BadRequest, ScreeningUnavailable
from auslex.screening.answer import AnswerScreen
from auslex.screening.bodies import rewritten_named, written
from auslex.screening.detectors.markdown import CARRYING_URL, REPLACEMENTS
from auslex.screening.detectors.personal import find_personal
from auslex.screening.failing import FailSafe, OnFailure, unscreened
from auslex.screening.findings import Finding, keyed_hash
from auslex.screening.lanes import Filter
from auslex.screening.learned_names import with_learned
from auslex.screening.masking import PERSON, Placeholders, find_in_conversation, redaction
from auslex.screening.memo import Memo
from auslex.screening.ner.port import KnownNames, NoNames
from auslex.screening.policy import SECRET, Action, PersonalPolicy
from auslex.screening.port import Note, OutputScreen
from auslex.wire.requests import with_body

INLINE_BYTES_MAX = 8_000  # A millisecond or so; what takes longer must not keep the others waiting.
SECONDS_MAX = 5.0
RULES_VERSION = ""  # The rules change with the program alone, and the memo ends with it.
MEMO_MAX = 4096  # Texts whose findings are remembered: some hundred conversations, a megabyte or two.
_KINDS = {SECRET: "secret", **dict.fromkeys(REPLACEMENTS, "unsafe_markdown")}
_SEVERITIES = dict.fromkeys(_KINDS, Severity.MEDIUM)
_BEHIND_ADDRESS = ".,;:!?*_`"  # What may follow an address and not belong to it.
_NOT_WORD = re.compile(r"\W+")

LONG = 9  # Characters of a value that does not stand within another by chance.
PLACE = "request"
_ACTIONS = {Action.MASK: "masked", Action.REDACT: "redacted", Action.BLOCK: "blocked"}

Policies = Callable[[str], PersonalPolicy]  # By tenant.


@dataclass(frozen=True, slots=True)
class MaskingOptions:
    """digest_key: for the keyed hash of what was found. flags_failures: let pass what could not be looked at."""

    digest_key: bytes = b""
    flags_failures: bool = False
    seconds_max: float = SECONDS_MAX


def _forget(detection: Detection) -> None:
    """Nobody asked to be told."""


class PersonalMasking:
    """Masks what goes in, puts it back in what comes out, and redacts what the model says that nobody told it."""

    def __init__(
        self,
        policies: Policies = lambda tenant: PersonalPolicy(),
        options: MaskingOptions = MaskingOptions(),
        on_failure: OnFailure = lambda error: None,
        names: KnownNames | None = None,
    ) -> None:
        self._policies = policies
        self._names = names or NoNames()
        self._options = options
        self._on_failure = on_failure
        self._memo = Memo[list[Finding]](MEMO_MAX)

    async def mask(
        self, call: Call, tenant: str, note: Note = _forget, note_answer: Note = _forget
    ) -> tuple[Call, OutputScreen | None]:
        """The call as the upstream may see it, and a screen for its answer.

        note, note_answer: told of what was done, once for each kind and action, with the first place and its hash.
        Raises BadRequest for what the tenant's policy blocks, ScreeningUnavailable if it could not be looked at.
        """
        try:
            policy = self._policies(tenant)
            if self._names.waits and policy.entering_action(PERSON) is not Action.ALLOW:
                await self._names.wait(tenant, written(call.body))
            if len(call.payload) <= INLINE_BYTES_MAX:
                masked, screen = self._masked(call, tenant, policy, note, note_answer)
            else:
                async with asyncio.timeout(self._options.seconds_max):
                    masked, screen = await asyncio.to_thread(self._masked, call, tenant, policy, note, note_answer)
        except BadRequest:
            raise
        except Exception as error:  # noqa: BLE001  whatever it is, nothing unmasked passes without the operator's leave
            self._on_failure(error)
            if self._options.flags_failures:
                note(unscreened(PLACE))
                return call, None
            raise ScreeningUnavailable(
                "The request could not be screened and was not sent. Try again; if it stays so, tell the operator."
            ) from None
        return masked, FailSafe(screen, self._on_failure, note_answer, flags=self._options.flags_failures)

    def _masked(
        self, call: Call, tenant: str, policy: PersonalPolicy, note: Note, note_answer: Note
    ) -> tuple[Call, OutputScreen]:
        texts = list(dict.fromkeys(written(call.body)))
        asks = policy.entering_action(PERSON) is not Action.ALLOW
        names = self._names.known(tenant, texts) if asks else frozenset[str]()
        findings = with_learned(texts, find_in_conversation(texts, self._find), names)
        found = dict(zip(texts, findings, strict=True))
        self._judge(found, policy, _Notes(note, self._options.digest_key, PLACE))
        answer = _Notes(note_answer, self._options.digest_key, "answer")
        placeholders = Placeholders(texts)
        given = _Given(found)

        def entering(text: str) -> str:
            findings = found[text] if text in found else self._find(text)
            masked = placeholders.masked(text, findings, policy.entering_action)
            if masked != text:
                sent.append(masked)
            return masked

        sent: list[str] = []
        body = rewritten_named(call.body, entering)

        def leaving(type: str, text: str) -> str | None:
            if (unsafe := REPLACEMENTS.get(type)) is not None:
                if type == CARRYING_URL and _is_callers(text, placeholders, sent):
                    return None
                answer.add(type, "redacted", text)
                return unsafe
            if policy.leaving_action(type) is Action.ALLOW or (type != SECRET and text in given):
                return None
            answer.add(type, "redacted", text)
            return redaction(type)

        if body is not call.body:
            call = with_body(call, body)
        return call, AnswerScreen(call.endpoint, Filter(leaving, placeholders))

    def _find(self, text: str) -> list[Finding]:
        return self._memo.recall(text, RULES_VERSION, find_personal)

    def _judge(self, found: dict[str, list[Finding]], policy: PersonalPolicy, notes: _Notes) -> None:
        blocked: set[str] = set()
        for text, findings in found.items():
            for finding in findings:
                action = policy.entering_action(finding.type)
                if action is Action.BLOCK:
                    blocked.add(finding.type)
                if action is not Action.ALLOW:
                    value = text[finding.start : finding.end]
                    notes.add(finding.type, _ACTIONS[action], value, finding.start)
        if blocked:
            raise BadRequest(
                f"The request holds what must not be sent: {', '.join(sorted(blocked))}. Remove it and send it again.",
                code="personal_data_refused",
            )


class _Given:
    """What the request holds, however it is written there: what was found in it, and long values that were not."""

    def __init__(self, found: dict[str, list[Finding]]) -> None:
        self._found = {
            _bare(text[each.start : each.end])
            for text, findings in found.items()
            for each in findings
            if each.type != SECRET
        }
        self._texts = tuple(found)

    def __contains__(self, value: str) -> bool:
        bare = _bare(value)
        return bare in self._found or (len(bare) >= LONG and bare in self._all)

    @cached_property
    def _all(self) -> str:
        return "\n".join(map(_bare, self._texts))


class _Notes:
    """Each kind with each action once, so that a document full of addresses is one event and not a thousand."""

    def __init__(self, note: Note, digest_key: bytes, place: str) -> None:
        self._note = note
        self._digest_key = digest_key
        self._place = place
        self._told: set[tuple[str, str]] = set()

    def add(self, type: str, action: str, text: str, start: int | None = None) -> None:
        """This was found, and this was done about it. start: None where a stream no longer knows."""
        if (type, action) in self._told:
            return
        self._told.add((type, action))
        severity = Severity.HIGH if action == "blocked" else _SEVERITIES.get(type, Severity.LOW)
        digest = keyed_hash(self._digest_key, text)
        first, last = (0, 0) if start is None else (start, start + len(text))
        self._note(Detection(_kind(type), severity, action, self._place, first, last, digest))


def _is_callers(address: str, placeholders: Placeholders, sent: Iterable[str]) -> bool:
    """True for an address that carries no value, or one with which the request came: it tells nobody anything new."""
    address = address.rstrip(_BEHIND_ADDRESS)
    return placeholders.restored(address) == address or any(address in text for text in sent)


def _kind(type: str) -> str:
    return _KINDS.get(type) or f"personal_data:{type}"


def _bare(value: str) -> str:
    """A value without what people write between its digits and letters."""
    return _NOT_WORD.sub("", value).casefold()
