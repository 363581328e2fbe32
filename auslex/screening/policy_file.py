"""What is done about findings, by tenant and type, as an operator writes it: TOML, described in docs/screening.md.

    [default]
    system_prompt = "block"
    [default.entering]
    CREDIT_CARD = "block"
    [default.harmful]
    self_harm = "block"
    [tenant.smith-and-co.entering]
    PERSON = "allow"

A tenant's tables come before the default's, word for word; what neither names is as it is without a file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping

import msgspec

from auslex.screening.detectors.harm import harm_list
from auslex.screening.detectors.personal import RULES
from auslex.screening.policy import (
    EVERY,
    SECRET,
    Action,
    AnswerPolicy,
    PersonalPolicy,
    Reaction,
    ScreeningPolicy,
)

_ENTERING = tuple(action.value for action in Action)
_LEAVING = (Action.ALLOW.value, Action.REDACT.value)
_REACTIONS = tuple(reaction.value for reaction in Reaction)


class ScreeningPolicies(msgspec.Struct, frozen=True):
    """Everybody's policy, and those that tenants have of their own."""

    default: ScreeningPolicy = ScreeningPolicy()
    tenants: Mapping[str, ScreeningPolicy] = {}

    def of(self, tenant: str) -> ScreeningPolicy:
        """This tenant's."""
        return self.tenants.get(tenant, self.default)


class PolicyError(ValueError):
    """One message with everything that is wrong in the file, and what may stand there."""


def parse_policies(text: str) -> ScreeningPolicies:
    """The policies in this file. Raises PolicyError."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError(f"is not TOML: {error}") from None
    faults = list(_faults(document))
    if faults:
        raise PolicyError("; ".join(faults))
    default = document.get("default", {})
    tenants = {name: _policy(default, own) for name, own in document.get("tenant", {}).items()}
    return ScreeningPolicies(_policy(default, {}), tenants)


def described(policies: ScreeningPolicies) -> Iterator[str]:
    """One line for everybody and one for each tenant: what differs from no file at all."""
    for name, policy in (("everybody", policies.default), *policies.tenants.items()):
        wishes = [
            *(f"{type} entering {action}" for type, action in policy.personal.entering.items()),
            *(f"{type} leaving {action}" for type, action in policy.personal.leaving.items()),
            *(f"harmful {id} {wish}" for id, wish in policy.answers.harmful.items()),
            f"system_prompt {policy.answers.system_prompt}",
        ]
        yield f"{name}: {', '.join(wishes)}"


def _faults(document: Mapping[str, object]) -> Iterator[str]:
    for name, table in document.items():
        if name == "default":
            yield from _table_faults(name, table)
        elif name == "tenant" and isinstance(table, dict):
            for tenant, own in table.items():
                yield from _table_faults(f"tenant.{tenant}", own)
        else:
            yield f"{name}: must be [default] or [tenant.NAME]"


def _table_faults(place: str, table: object) -> Iterator[str]:
    known = {"entering": (_types(), _ENTERING), "leaving": (_types(), _LEAVING), "harmful": (_harms(), _REACTIONS)}
    if not isinstance(table, dict):
        yield f"{place}: must be a table"
        return
    for name, value in table.items():
        if name == "system_prompt":
            yield from _value_fault(f"{place}.{name}", value, _REACTIONS)
        elif name not in known:
            yield f"{place}.{name}: must be system_prompt, {', '.join(known)}"
        elif not isinstance(value, dict):
            yield f"{place}.{name}: must be a table"
        else:
            names, values = known[name]
            for key, wish in value.items():
                if key not in names:
                    yield f"{place}.{name}.{key}: must be one of {', '.join(names)}"
                else:
                    yield from _value_fault(f"{place}.{name}.{key}", wish, values)
            if name == "entering" and value.get(SECRET) == Action.MASK.value:
                yield f"{place}.{name}.{SECRET}: a secret never comes back; redact it, block it or allow it"


def _value_fault(place: str, value: object, allowed: Collection[str]) -> Iterator[str]:
    if value not in allowed:
        yield f"{place}: must be {', '.join(allowed)}, not {str(value)[:32]!r}"


def _types() -> tuple[str, ...]:
    return tuple(RULES)


def _harms() -> tuple[str, ...]:
    return (EVERY, *(each.id for each in harm_list().pattern))


def _policy(default: Mapping[str, object], own: Mapping[str, object]) -> ScreeningPolicy:
    def merged(name: str) -> dict[str, str]:
        tables = (default.get(name, {}), own.get(name, {}))
        return {key: str(value) for table in tables if isinstance(table, dict) for key, value in table.items()}

    prompt = own.get("system_prompt", default.get("system_prompt", Reaction.FLAG.value))
    return ScreeningPolicy(
        PersonalPolicy(
            {type: Action(action) for type, action in merged("entering").items()},
            {type: Action(action) for type, action in merged("leaving").items()},
        ),
        AnswerPolicy(Reaction(str(prompt)), {id: Reaction(wish) for id, wish in merged("harmful").items()}),
    )
