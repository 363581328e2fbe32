"""Personal data and secrets on their way in and out: the adapter that masks a call and watches its answer."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable

from auslex.core.calls import Call
from auslex.core.errors import BadRequest, ScreeningUnavailable
from auslex.screening.answer import AnswerScreen
from auslex.screening.bodies import rewritten, written
from auslex.screening.detectors.markdown import REPLACEMENTS
from auslex.screening.detectors.personal import find_personal
from auslex.screening.findings import Finding
from auslex.screening.lanes import Filter
from auslex.screening.masking import Placeholders, find_in_conversation, redaction
from auslex.screening.memo import Memo
from auslex.screening.policy import SECRET, Action, PersonalPolicy
from auslex.screening.port import OutputScreen
from auslex.wire.requests import with_body

INLINE_BYTES_MAX = 8_000  # A millisecond or so; what takes longer must not keep the others waiting.
SECONDS_MAX = 5.0
RULES_VERSION = ""  # The rules change with the program alone, and the memo ends with it.
MEMO_MAX = 4096  # Texts whose findings are remembered: some hundred conversations, a megabyte or two.
_NOT_WORD = re.compile(r"\W+")

Policies = Callable[[str], PersonalPolicy]  # By tenant.
Note = Callable[[Finding, Action], None]


def _forget(finding: Finding, action: Action) -> None:
    """Nobody asked to be told."""


class PersonalMasking:
    """Masks what goes in, puts it back in what comes out, and redacts what the model says that nobody told it.

    note: told of every finding on its way in and of what was done, never of its text.
    """

    def __init__(
        self,
        policies: Policies = lambda tenant: PersonalPolicy(),
        note: Note = _forget,
        seconds_max: float = SECONDS_MAX,
    ) -> None:
        self._policies = policies
        self._seconds_max = seconds_max
        self._note = note
        self._memo = Memo[list[Finding]](MEMO_MAX)

    async def mask(self, call: Call, tenant: str) -> tuple[Call, OutputScreen | None]:
        """The call as the upstream may see it, and a screen for its answer.

        Raises BadRequest for what the tenant's policy blocks, ScreeningUnavailable if it could not be looked at.
        """
        try:
            policy = self._policies(tenant)
            if len(call.payload) <= INLINE_BYTES_MAX:
                return self._masked(call, policy)
            async with asyncio.timeout(self._seconds_max):
                return await asyncio.to_thread(self._masked, call, policy)
        except BadRequest:
            raise
        except Exception as error:
            raise ScreeningUnavailable(
                "The request could not be screened and was not sent. Try again; if it stays so, tell the operator."
            ) from error

    def _masked(self, call: Call, policy: PersonalPolicy) -> tuple[Call, OutputScreen | None]:
        texts = list(dict.fromkeys(written(call.body)))
        found = dict(zip(texts, find_in_conversation(texts, self._find), strict=True))
        self._judge(found, policy)
        placeholders = Placeholders(texts)
        given = {_bare(text[f.start : f.end]) for text, findings in found.items() for f in findings if f.type != SECRET}
        body = rewritten(call.body, lambda text: placeholders.masked(text, found[text], policy.entering_action))

        def leaving(type: str, text: str) -> str | None:
            if (unsafe := REPLACEMENTS.get(type)) is not None:
                return unsafe
            if policy.leaving_action(type) is Action.ALLOW or (type != SECRET and _bare(text) in given):
                return None
            return redaction(type)

        if body is not call.body:
            call = with_body(call, body)
        return call, AnswerScreen(call.endpoint, Filter(leaving, placeholders))

    def _find(self, text: str) -> list[Finding]:
        return self._memo.recall(text, RULES_VERSION, find_personal)

    def _judge(self, found: dict[str, list[Finding]], policy: PersonalPolicy) -> None:
        blocked: set[str] = set()
        for findings in found.values():
            for finding in findings:
                action = policy.entering_action(finding.type)
                self._note(finding, action)
                if action is Action.BLOCK:
                    blocked.add(finding.type)
        if blocked:
            raise BadRequest(
                f"The request holds what must not be sent: {', '.join(sorted(blocked))}. Remove it and send it again.",
                code="personal_data_refused",
            )


def _bare(value: str) -> str:
    """A value without what people write between its digits and letters."""
    return _NOT_WORD.sub("", value).casefold()
