"""What is done about a finding: pure choices, by tenant and type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from auslex.screening.findings import Finding


class Action(StrEnum):
    """allow: leave it. mask: a placeholder, put back in the answer. redact: replaced for good. block: refuse."""

    ALLOW = "allow"
    MASK = "mask"
    REDACT = "redact"
    BLOCK = "block"


class PersonalPolicy(msgspec.Struct, frozen=True):
    """What a tenant wants done by type of finding.

    entering: with what the upstream would see; a type that is not named is masked, and secrets are redacted.
    leaving: with what the model says on its own, which nobody gave it in this request. Names are allowed unless asked
    otherwise: an answer about the law is full of judges and parties.
    """

    entering: Mapping[str, Action] = {}
    leaving: Mapping[str, Action] = {}

    def entering_action(self, type: str) -> Action:
        """What to do with a finding on its way in. Secrets are never masked, for then they would come back."""
        action = self.entering.get(type, Action.MASK)
        return Action.REDACT if type == SECRET and action is Action.MASK else action

    def leaving_action(self, type: str) -> Action:
        """What to do with a finding on its way out; there is nothing to put back, so masking is redacting."""
        action = self.leaving.get(type, Action.ALLOW if type in ALLOWED_LEAVING else Action.REDACT)
        return Action.REDACT if action is Action.MASK else action


SECRET = "SECRET"  # noqa: S105  the name of a type
ALLOWED_LEAVING = frozenset({"PERSON", "AU_ABN", "AU_ACN"})  # Public registers and reported cases are full of them.


def blocked(findings: Iterable[Finding], actions: Mapping[str, Action]) -> list[str]:
    """The types among these findings that may not pass at all, in order."""
    return sorted({finding.type for finding in findings if actions.get(finding.type) is Action.BLOCK})


class Reaction(StrEnum):
    """What is done about an answer that should not be given. flag: it passes, visibly. block: it ends there."""

    ALLOW = "allow"
    FLAG = "flag"
    BLOCK = "block"


EVERY = "every"  # All patterns of the list that are not named.


class AnswerPolicy(msgspec.Struct, frozen=True):
    """What a tenant wants done about answers.

    system_prompt: with one that repeats the request's own. harmful: by a pattern's id, and `every` for the others.
    """

    system_prompt: Reaction = Reaction.FLAG
    harmful: Mapping[str, Reaction] = {}

    def harmful_reaction(self, id: str) -> Reaction:
        """What is done about this pattern."""
        return self.harmful.get(id, self.harmful.get(EVERY, Reaction.FLAG))


class ScreeningPolicy(msgspec.Struct, frozen=True):
    """All that a tenant wants done about what is found."""

    personal: PersonalPolicy = PersonalPolicy()
    answers: AnswerPolicy = AnswerPolicy()
