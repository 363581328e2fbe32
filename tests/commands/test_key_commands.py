"""Keys and the audit log from the command line."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.gateway import Gateway


@pytest.fixture
def house(tmp_path: Path) -> Gateway:
    """An installation that nobody serves."""
    return Gateway(tmp_path, {})


def key_id(house: Gateway) -> str:
    [(found,)] = house.read("SELECT key_id FROM api_keys WHERE revoked_at IS NULL ORDER BY created_at DESC LIMIT 1")
    return str(found)


def failure(house: Gateway, *arguments: str) -> str:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        house.command(*arguments)
    return str(caught.value.stdout) + str(caught.value.stderr)


def test_scopes_and_end_of_a_key_are_listed(house: Gateway) -> None:
    house.create_key("--scope", "metrics", "--scope", "admin:read", "--expires", "90d")
    line = house.command("keys", "list").splitlines()[1]
    times = re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d", line)
    assert (2, True, True) == (len(times), "admin:read,metrics" in line, "active" in line)


@pytest.mark.parametrize("wrong", [["--scope", "root"], ["--expires", "0d"], ["--expires", "soon"]])
def test_a_scope_or_end_that_is_none_is_refused(house: Gateway, wrong: list[str]) -> None:
    assert "usage:" in failure(house, "keys", "create", "--name", "n", *wrong)


def test_every_act_at_the_command_line_is_recorded(house: Gateway) -> None:
    key = house.create_key("--break-glass", "the night of the outage", "--admin", "--expires", "1h")
    house.command("keys", "rotate", key_id(house))
    house.command("keys", "revoke", key_id(house))
    house.command("tenants", "set", "firm", "--rpm", "5")
    house.command("keys", "signing-secret", "jwt_0123456789abcdef")
    listed = house.command("audit", "list")
    actions = [line.split()[3] for line in listed.splitlines()]
    expected = ["key.signing_secret_shown", "tenant.set", "key.revoked", "key.rotated", "key.created", "break_glass"]
    assert (expected, True, False) == (actions, "the night of the outage" in listed, key in listed)


def test_a_log_that_nobody_touched_is_well(house: Gateway) -> None:
    house.create_key()
    shown = house.command("audit", "verify")
    assert re.search(r"1 entries, the last is 1:[0-9a-f]{64}: all is well\.", shown)


def test_a_log_that_was_cut_off_is_noticed_by_who_remembers(house: Gateway) -> None:
    house.create_key()
    house.create_key()
    match = re.search(r"2:[0-9a-f]{64}", house.command("audit", "verify"))
    assert match is not None
    house.command("audit", "verify", "--expect", match[0])
    house.write("DROP TRIGGER audit_DELETE")
    house.write("DELETE FROM audit WHERE sequence = 2")
    house.command("audit", "verify")
    assert "cut off" in failure(house, "audit", "verify", "--expect", match[0])


def test_an_altered_entry_fails_the_command(house: Gateway) -> None:
    house.create_key()
    house.write("DROP TRIGGER audit_UPDATE")
    house.write("UPDATE audit SET detail = 'nothing happened'")
    assert "entry 1: it was altered" in failure(house, "audit", "verify")


def test_an_unknown_key_is_said_to_be_so(house: Gateway) -> None:
    assert "There is no such key" in failure(house, "keys", "revoke", "key_nobody_has")
