"""Database addresses: read as they are meant, refused without a word of what they held."""

from __future__ import annotations

from pathlib import Path

import pytest

from auslex.database.address import AddressError, PostgresAddress, SqliteAddress, neon_address, parse_address

ADDRESS = PostgresAddress("db.example.com", "auslex", "gateway", "canary")


def test_a_path_follows_three_slashes() -> None:
    assert SqliteAddress(Path("/data/auslex.db")) == parse_address("sqlite:////data/auslex.db")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://gateway:canary@db.example.com/auslex", ADDRESS),
        ("postgres://gateway:canary@db.example.com:5432/auslex", ADDRESS),
        ("postgres://u:p%2F%3F%23%40%3A%25@[::1]:6432/d%20d", PostgresAddress("::1", "d d", "u", "p/?#@:%", 6432)),
        ("postgres://u@h/d", PostgresAddress("h", "d", "u", "")),
        (
            "postgres://u:p@h/d?sslmode=verify-full&channel_binding=require",
            PostgresAddress("h", "d", "u", "p", 5432, (("channel_binding", "require"), ("sslmode", "verify-full"))),
        ),
    ],
)
def test_a_postgres_url_is_taken_apart(url: str, expected: PostgresAddress) -> None:
    assert expected == parse_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "postgres://",
        "postgres:///canary",
        "postgres://canary@/d",
        "postgres://canary:canary@host",
        "postgres://u:canary@host:port/d",
        "postgres://u:canary@host:70000/d",
        "postgres://u:canary/canary@host/d",
        "postgres://u:canary#canary@host/d",
        "postgres://u:canary?canary@host/d",
        "postgres://u:canary@host/d/e",
        "postgres://u:canary@host/d#canary",
        "postgres://u:canary@[host/d",
        "postgres://u:%ffcanary@host/d",
        "postgres://u:canary%00@host/d",
        "postgres://u:canary@host/d?sslmode=canary",
        "postgres://u:canary@host/d?canary=1",
        "postgres://u:canary@host/d?options=-c%20canary",
        "postgres://u:canary@host/d?sslmode",
        "mysql://u:canary@host/d",
        "canary",
        "sqlite:///",
        "",
    ],
)
def test_what_cannot_be_used_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(AddressError) as caught:
        parse_address(url)
    assert "canary" not in str(caught.value)


def test_an_address_shows_its_password_to_nobody() -> None:
    assert "canary" not in f"{ADDRESS} {ADDRESS!r}"


def test_an_address_is_shown_so_that_it_can_be_read() -> None:
    assert "postgresql://u%20u@[::1]:6432/d" == str(PostgresAddress("::1", "d", "u u", "p", 6432))


@pytest.mark.parametrize(
    ("host", "direct"),
    [
        ("ep-quiet-1-pooler.eu-central-1.aws.neon.tech", "ep-quiet-1.eu-central-1.aws.neon.tech"),
        ("ep-quiet-1.eu-central-1.aws.neon.tech", "ep-quiet-1.eu-central-1.aws.neon.tech"),
        ("my-pooler.example.com", "my-pooler.example.com"),
        ("pgbouncer-pooler", "pgbouncer-pooler"),
        ("x-pooler.notneon.tech", "x-pooler.notneon.tech"),
    ],
)
def test_only_neons_pooler_is_gone_round(host: str, direct: str) -> None:
    assert direct == neon_address(host, "d", "u", "p").direct.host
