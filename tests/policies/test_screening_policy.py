"""What an operator may write about findings, by tenant and type."""

from __future__ import annotations

import pytest

from auslex.screening.policy import Action, Reaction
from auslex.screening.policy_file import PolicyError, described, parse_policies

FILE = """
[default]
system_prompt = "block"
[default.entering]
CREDIT_CARD = "block"
PERSON = "mask"
[default.harmful]
self_harm = "block"
[tenant.smith]
system_prompt = "allow"
[tenant.smith.entering]
PERSON = "allow"
[tenant.smith.leaving]
PERSON = "redact"
[tenant.smith.harmful]
every = "allow"
"""


def test_a_tenant_has_its_own_wishes_and_everybodys() -> None:
    policies = parse_policies(FILE)
    smith, others = policies.of("smith"), policies.of("jones")
    assert (Action.ALLOW, Action.BLOCK, Action.MASK) == tuple(
        smith.personal.entering_action(type) for type in ("PERSON", "CREDIT_CARD", "AU_TFN")
    )
    assert (Action.REDACT, Action.ALLOW) == tuple(each.personal.leaving_action("PERSON") for each in (smith, others))
    assert (Reaction.ALLOW, Reaction.BLOCK) == (smith.answers.system_prompt, others.answers.system_prompt)
    assert [("block", "allow"), ("block", "flag")] == [
        tuple(each.answers.harmful_reaction(id).value for id in ("self_harm", "wipe_files")) for each in (smith, others)
    ]


def test_an_empty_file_changes_nothing() -> None:
    assert parse_policies("").of("anybody") == parse_policies("[tenant.x]").of("x")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[default.entering]\nAU_TFNN = 'mask'", "default.entering.AU_TFNN: must be one of AU_TFN"),
        ("[default.entering]\nAU_TFN = 'hide'", "default.entering.AU_TFN: must be allow, mask, redact, block, not"),
        ("[default.entering]\nSECRET = 'mask'", "a secret never comes back"),
        ("[default.leaving]\nAU_TFN = 'mask'", "default.leaving.AU_TFN: must be allow, redact, not 'mask'"),
        ("[tenant.a.harmful]\nrudeness = 'flag'", "tenant.a.harmful.rudeness: must be one of every, wipe_files"),
        ("[tenant.a]\nsystem_prompt = 1", "tenant.a.system_prompt: must be allow, flag, block, not '1'"),
        ("[tenant.a]\nwebsites = 'block'", "tenant.a.websites: must be system_prompt, entering, leaving, harmful"),
        ("[tenants.a]", "tenants: must be [default] or [tenant.NAME]"),
        ("default = 3", "default: must be a table"),
        ("[default]\nentering = 3", "default.entering: must be a table"),
        ("[default", "is not TOML"),
    ],
)
def test_what_is_wrong_is_named_with_what_may_stand_there(text: str, fault: str) -> None:
    with pytest.raises(PolicyError) as error:
        parse_policies(text)
    assert fault in str(error.value)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(PolicyError) as error:
        parse_policies("[default]\na = 1\nb = 2")
    assert ("default.a" in str(error.value), "default.b" in str(error.value)) == (True, True)


def test_what_holds_is_described_for_everybody_and_each_tenant() -> None:
    everybody, smith = described(parse_policies(FILE))
    assert "everybody: CREDIT_CARD entering block, PERSON entering mask, harmful self_harm block" in everybody
    assert smith.startswith("smith: CREDIT_CARD entering block, PERSON entering allow, PERSON leaving redact")
