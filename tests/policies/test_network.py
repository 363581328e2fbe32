"""Where a request comes from, and whether it may."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auslex.identity.network import (
    EVERYBODY,
    HOPS_MAX,
    KNOWN_MAX,
    REMEMBERED_CHARACTERS_MAX,
    Area,
    Doorkeeper,
    NetworkPolicy,
    area_of,
    parse_address,
    parse_network,
)

PROXIES = (parse_network("10.0.0.0/8"), parse_network("fd00::/8"))
POLICY = NetworkPolicy(general=(parse_network("192.0.2.0/24"), parse_network("2001:db8::/32")), proxies=PROXIES)


def client(peer: str | None, *forwarded: str) -> str:
    return str(POLICY.client(peer, forwarded))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("192.0.2.1:80", "192.0.2.1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("::FFFF:c000:201", "192.0.2.1"),
        ("[::ffff:192.0.2.1]:80", "192.0.2.1"),
        ("::192.0.2.1", "::c000:201"),
    ],
)
def test_an_address_has_one_form(text: str, expected: str) -> None:
    assert expected == str(parse_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "unknown", "_hidden", "0177.0.0.1", "192.0.2.01", "0x7f000001", "2130706433", "127.1", "192.0.2.1/32",
        "fe80::1%eth0", "::ffff:192.0.2.1%1", "192.0.2.1:", "192.0.2.1:999999", "[192.0.2.1", "1.2.3.4.5", "::1::",
        "192.0.2.1\x00", "192.0.2.1 192.0.2.2", "\uff11\uff19\uff12.0.2.1", "localhost", "[]:80",
    ],
)  # fmt: skip
def test_anything_else_is_no_address(text: str) -> None:
    assert parse_address(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10.0.0.0/8", "10.0.0.0/8"), ("::ffff:10.0.0.0/104", "10.0.0.0/8"), ("2001:db8::/32", "2001:db8::/32")],
)
def test_a_network_has_one_form(text: str, expected: str) -> None:
    assert expected == str(parse_network(text))


@pytest.mark.parametrize(
    ("peer", "forwarded", "expected"),
    [
        ("192.0.2.1", (), "192.0.2.1"),
        ("192.0.2.1", ("198.51.100.1",), "192.0.2.1"),  # Nobody vouches for it.
        ("10.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("10.0.0.1", ("203.0.113.9, 198.51.100.1",), "198.51.100.1"),  # The client wrote the first itself.
        ("10.0.0.1", ("203.0.113.9, 198.51.100.1, 10.0.0.2",), "198.51.100.1"),
        ("10.0.0.1", ("203.0.113.9", "198.51.100.1"), "198.51.100.1"),  # Two headers are one list.
        ("10.0.0.1", ("10.0.0.2, 10.0.0.3",), "10.0.0.2"),
        ("10.0.0.1", (), "10.0.0.1"),
        ("fd00::1", ("::ffff:198.51.100.1",), "198.51.100.1"),
        ("::ffff:10.0.0.1", ("198.51.100.1:4711",), "198.51.100.1"),
        ("10.0.0.1", ("198.51.100.1, unknown",), "None"),
        ("10.0.0.1", ("198.51.100.1, 0177.0.0.1",), "None"),
        ("10.0.0.1", ("198.51.100.1,",), "None"),
        ("10.0.0.1", ("",), "None"),
        ("/run/auslex.sock", ("192.0.2.1",), "None"),
        (None, ("192.0.2.1",), "None"),
    ],
)
def test_hops_count_from_right_to_left(peer: str | None, forwarded: tuple[str, ...], expected: str) -> None:
    assert expected == client(peer, *forwarded)


def test_a_list_without_end_is_read_from_its_right_end_alone() -> None:
    assert "10.0.0.2" == client("10.0.0.1", ", ".join(["198.51.100.1", *["10.0.0.2"] * (HOPS_MAX + 1)]))


@given(st.lists(st.text(max_size=20), max_size=5), st.ip_addresses())
def test_what_a_client_writes_never_counts(written: list[str], address: IPv4Address | IPv6Address) -> None:
    """Whatever it forges, a trusted proxy appends whence it really came."""
    seen = parse_address(str(address))
    if seen is not None and not any(seen in network for network in PROXIES):
        assert seen == POLICY.client("10.0.0.1", [*written, str(address)])
        assert seen == POLICY.client(str(address), written)


@pytest.mark.parametrize(
    ("address", "admitted"),
    [("192.0.2.255", True), ("192.0.3.0", False), ("2001:db8::1", True), ("2001:db9::1", False), ("unknown", False)],
)
def test_a_list_admits_its_networks(address: str, admitted: bool) -> None:
    assert admitted == POLICY.admits(Area.GENERAL, parse_address(address))


def test_without_a_list_everybody_may_call() -> None:
    assert EVERYBODY.admits(Area.ADMIN, None)


def test_a_list_of_its_own_counts_instead_of_the_general_one() -> None:
    policy = NetworkPolicy(general=POLICY.general, admin=(parse_network("198.51.100.7/32"),))
    office, desk = parse_address("192.0.2.1"), parse_address("198.51.100.7")
    found = [(policy.admits(area, office), policy.admits(area, desk)) for area in Area]
    assert [(True, False), (False, True), (True, False)] == found


@pytest.mark.parametrize(
    ("path", "area"),
    [
        ("/api/admin/keys", Area.ADMIN),
        ("/api/admin", Area.ADMIN),
        ("/metrics", Area.METRICS),
        ("/health/detailed", Area.METRICS),
        ("/v1/chat/completions", Area.GENERAL),
        ("/api/chat/hardened", Area.GENERAL),
    ],
)
def test_a_path_is_in_one_area(path: str, area: Area) -> None:
    assert area is area_of(path)


def test_a_decision_is_the_same_the_second_time() -> None:
    door = Doorkeeper(POLICY)
    visits = [("192.0.2.1", ()), ("10.0.0.1", ("192.0.2.9",)), ("10.0.0.1", ("unknown",)), (None, ())]
    expected = [("192.0.2.1", True), ("192.0.2.9", True), ("unknown", False), ("unknown", False)]
    assert [expected] * 2 == [[door.decide(Area.GENERAL, *visit) for visit in visits] for _ in range(2)]


def test_what_is_remembered_is_bounded_in_number_and_length() -> None:
    door = Doorkeeper(POLICY)
    for number in range(KNOWN_MAX + 5):
        door.decide(Area.GENERAL, f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    door.decide(Area.GENERAL, "10.0.0.1", ("x" * (REMEMBERED_CHARACTERS_MAX + 1),))
    assert 5 == len(door._known)
