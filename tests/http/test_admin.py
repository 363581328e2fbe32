"""The admin API: who may use it, how far each one's word reaches, and what it does."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auslex.core.principal import Scope, Tier
from auslex.identity.audit import Action, MemoryAuditStore, audit_key, verify
from auslex.identity.keys import KeyRequest, new_key
from auslex.identity.scopes import EVERYTHING, PLAIN
from auslex.identity.tenants import Tenant
from auslex.settings import Settings
from auslex.upstreams.scripted import ScriptedUpstream, WholeReply
from tests.http.test_routes import PAGES, WITHOUT_KEY, served
from tests.support import upstream as openai
from tests.support.installation import PEPPER, InProcess
from tests.support.web import Answer

OPERATOR = Settings.model_validate({"auslex_operator_tenants": "test"})
NEEDED = {
    "/v1/": Scope.INFERENCE,
    "/api/chat/": Scope.INFERENCE,
    "/metrics": Scope.METRICS,
}
FOR_ANY_KEY = {"/health/detailed"}
WHOLE_INSTALLATION = {
    "/metrics",
    "/api/admin/circuit-breaker/reset",
    "/api/admin/upstream-keys",
    "/api/admin/upstream-keys/{key_id}/retire",
}


ASKED_OF_A_STORE = (
    "/api/admin/audit?tenant=%00", "/api/admin/security/metrics?tenant=a%00b", "/api/admin/keys?tenant=%00",
    "/api/admin/usage/analytics?tenant=%00", "/api/admin/usage/analytics?user_id=%00",
)  # fmt: skip


class House(InProcess):
    """The real application with an operator's key, and keys of others."""

    def __init__(self, settings: Settings = OPERATOR) -> None:
        super().__init__(ScriptedUpstream([WholeReply(openai.completion().body)]), settings=settings)
        self.theirs = self.add("firm", EVERYTHING)

    def add(self, tenant: str, scopes: frozenset[Scope], tier: Tier = Tier.PREMIUM) -> str:
        key, record = new_key(PEPPER, "dev", KeyRequest("test", tenant, tier, scopes), self.clock)
        self.keys._records[record.key_id] = record
        return key

    def id_of(self, tenant: str) -> str:
        return next(record.key_id for record in self.keys._records.values() if record.principal.tenant == tenant)

    def by(self, key: str, method: str, path: str, body: object = b"") -> Answer:
        return self.ask(method, path, body, {"authorization": f"Bearer {key}" if key else ""})

    def acts(self) -> list[tuple[Action, str, str]]:
        store = self.auditor.store
        assert isinstance(store, MemoryAuditStore)
        return [(entry.act.action, entry.act.actor, entry.act.target) for entry in store.entries]


def code(answer: Answer) -> tuple[int, object]:
    return answer.status, answer.error["code"] if answer.status >= 400 else None


def needed(method: str, path: str) -> Scope:
    if path.startswith("/api/admin"):
        return Scope.ADMIN_READ if method == "GET" else Scope.ADMIN_WRITE
    return next(scope for start, scope in NEEDED.items() if path.startswith(start))


ROUTES = sorted(served() - WITHOUT_KEY - {("GET", page) for page in PAGES})
GUARDED = [(method, path) for method, path in ROUTES if path not in FOR_ANY_KEY]
ADMIN = [(method, path) for method, path in ROUTES if path.startswith("/api/admin")]
FIRMS_KEYS = [(method, path) for method, path in ADMIN if "/keys/{key_id}" in path]


@pytest.mark.parametrize(("method", "path"), GUARDED)
def test_a_route_asks_for_its_scope_and_no_other_will_do(method: str, path: str) -> None:
    house = House()
    scope = needed(method, path)
    short = house.add("test", EVERYTHING - {scope})
    assert (403, "insufficient_permissions") == code(house.by(short, method, path))
    assert 403 != house.by(house.add("test", frozenset({scope})), method, path).status


@pytest.mark.parametrize(("method", "path"), ADMIN)
def test_a_plain_key_administers_nothing(method: str, path: str) -> None:
    house = House()
    assert (403, "insufficient_permissions") == code(house.by(house.add("test", PLAIN), method, path))


@pytest.mark.parametrize(("method", "path"), FIRMS_KEYS)
def test_another_tenants_key_is_not_there(method: str, path: str) -> None:
    house = House()
    house.add("other", PLAIN)
    answer = house.by(house.theirs, method, path.format(key_id=house.id_of("other")))
    nowhere = house.by(house.theirs, method, path.format(key_id="key_nobody_has"))
    assert (404, "not_found", nowhere.error["message"]) == (*code(answer), answer.error["message"])


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if route[1] in WHOLE_INSTALLATION])
def test_what_all_share_is_the_operators(method: str, path: str) -> None:
    house = House()
    assert 403 == house.by(house.theirs, method, path).status
    assert 403 != house.by(house.key, method, path).status


@pytest.mark.parametrize(
    "path",
    [
        "/api/admin/keys?tenant=other",
        "/api/admin/audit?tenant=other",
        "/api/admin/audit?tenant=",
        "/api/admin/usage/analytics?tenant=other",
        "/api/admin/tenants/other",
    ],
)
def test_another_tenants_lists_are_not_there(path: str) -> None:
    house = House()
    house.keys._tenants["other"] = Tenant("other")
    assert (404, "not_found") == code(house.by(house.theirs, "GET", path))


def test_a_tenants_administrator_sees_its_own_alone() -> None:
    house = House()
    house.add("other", PLAIN)
    house.keys._tenants.update({name: Tenant(name) for name in ("firm", "other")})
    shown = house.by(house.theirs, "GET", "/api/admin/keys").json["data"]
    tenants = house.by(house.theirs, "GET", "/api/admin/tenants").json["data"]
    assert ({"firm"}, ["firm"]) == ({key["tenant"] for key in shown}, [tenant["name"] for tenant in tenants])


def test_without_operators_named_every_admin_key_reaches_all() -> None:
    house = House(Settings())
    assert 2 == len(house.by(house.theirs, "GET", "/api/admin/keys").json["data"])


@pytest.mark.parametrize(
    "more", [{"tenant": "other"}, {"tier": "INTERNAL"}, {"limits": {"usd_day": "100"}}], ids=lambda more: str(more)
)
def test_a_tenants_administrator_gives_no_more_than_it_has(more: dict[str, object]) -> None:
    house = House()
    before = len(house.keys._records)
    answer = house.by(house.theirs, "POST", "/api/admin/keys", {"name": "n", **more})
    assert (True, before) == (answer.status in (403, 404), len(house.keys._records))


def test_a_key_gives_only_scopes_it_has() -> None:
    house = House()
    writer = house.add("test", frozenset({Scope.ADMIN_WRITE}))
    answer = house.by(writer, "POST", "/api/admin/keys", {"name": "n", "scopes": ["inference"]})
    rotated = house.by(writer, "POST", f"/api/admin/keys/{house.key_id}/rotate")
    assert [(403, "insufficient_permissions")] * 2 == [code(answer), code(rotated)]


def made(house: House, **more: object) -> dict[str, Any]:
    answer = house.ask("POST", "/api/admin/keys", {"name": "desk", "tenant": "firm", "tier": "PREMIUM", **more})
    assert 201 == answer.status, answer.body
    found: dict[str, Any] = answer.json
    return found


def test_a_new_key_is_shown_once_and_works() -> None:
    house = House()
    key = made(house, scopes=["inference", "metrics"], limits={"usd_day": "2.50", "requests_per_minute": 7})
    shown = house.ask("GET", f"/api/admin/keys/{key['id']}").json
    secret = key.pop("key")
    assert (200, key, ["inference", "metrics"], "2.50") == (
        house.by(secret, "GET", "/health/detailed").status, shown, shown["scopes"], shown["limits"]["usd_day"],
    )  # fmt: skip


def test_a_revoked_key_is_refused_and_revoked_once() -> None:
    house = House()
    key = made(house)
    revoked = house.ask("POST", f"/api/admin/keys/{key['id']}/revoke")
    again = house.ask("POST", f"/api/admin/keys/{key['id']}/revoke")
    assert ("revoked", (404, "not_found"), 401) == (
        revoked.json["status"], code(again), house.by(key["key"], "GET", "/health/detailed").status,
    )  # fmt: skip


def test_both_keys_count_during_the_overlap() -> None:
    house = House()
    old = made(house)
    new = house.ask("POST", f"/api/admin/keys/{old['id']}/rotate", {"overlap_seconds": 60}).json

    def statuses() -> list[int]:
        return [house.by(key["key"], "GET", "/health/detailed").status for key in (old, new)]

    during = statuses()
    house.clock.advance(60)
    assert ([200, 200], [401, 200]) == (during, statuses())
    same = ("tenant", "tier", "scopes", "limits", "name")
    assert [old[name] for name in same] == [new[name] for name in same]


def test_a_key_that_has_ended_is_not_rotated() -> None:
    house = House()
    key = made(house, expires_at=house.clock.now_nanoseconds() // 10**9 + 5)
    house.clock.advance(5)
    assert (404, "not_found") == code(house.ask("POST", f"/api/admin/keys/{key['id']}/rotate"))


def test_limits_are_changed_in_place_of_what_there_was() -> None:
    house = House()
    key = made(house, limits={"usd_day": "2.50", "requests_per_minute": 7})
    changed = house.ask("POST", f"/api/admin/keys/{key['id']}/limits", {"limits": {"tokens_per_minute": 9}}).json
    expected = {"requests_per_minute": None, "tokens_per_minute": 9, "usd_day": None, "usd_month": None}
    assert (expected, changed) == (changed["limits"], house.ask("GET", f"/api/admin/keys/{key['id']}").json)


def test_a_tenant_is_set_and_read() -> None:
    house = House()
    body = {"limits": {"usd_month": "100"}, "time_zone": "Australia/Sydney"}
    put = house.ask("POST", "/api/admin/tenants/firm", body).json
    assert (put, "100.00", "Australia/Sydney") == (
        house.ask("GET", "/api/admin/tenants/firm").json, put["limits"]["usd_month"], put["time_zone"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("/api/admin/keys", {}, "name"),
        ("/api/admin/keys", {"name": "\nforged"}, "name"),
        ("/api/admin/keys", {"name": "n", "tenant": "t" * 101}, "tenant"),
        ("/api/admin/keys", {"name": "n", "tier": "GOLD"}, "tier"),
        ("/api/admin/keys", {"name": "n", "scopes": ["root"]}, "scopes.0"),
        ("/api/admin/keys", {"name": "n", "scopes": []}, "scopes"),
        ("/api/admin/keys", {"name": "n", "expires_at": True}, "expires_at"),
        ("/api/admin/keys", {"name": "n", "admin": True}, "admin"),
        ("/api/admin/keys", {"name": "n", "limits": {"usd_day": "-1"}}, "limits.usd_day"),
        ("/api/admin/keys", {"name": "n", "limits": {"usd_day": "1e99"}}, "limits.usd_day"),
        ("/api/admin/keys", {"name": "n", "limits": {"requests_per_minute": "5"}}, "limits.requests_per_minute"),
        ("/api/admin/tenants/firm", {"time_zone": "../etc/passwd"}, "time_zone"),
    ],
)
def test_a_body_that_does_not_fit_names_the_parameter(path: str, body: object, param: str) -> None:
    house = House()
    answer = house.ask("POST", path, body)
    assert (400, param, []) == (answer.status, answer.error["param"], house.acts())


def test_every_act_is_in_the_audit_log() -> None:
    house = House()
    key = made(house)
    house.ask("POST", f"/api/admin/keys/{key['id']}/limits", {})
    new = house.ask("POST", f"/api/admin/keys/{key['id']}/rotate").json
    house.ask("POST", f"/api/admin/keys/{new['id']}/revoke")
    house.ask("POST", "/api/admin/tenants/firm", {})
    expected = [
        (Action.KEY_CREATED, key["id"]),
        (Action.KEY_AMENDED, key["id"]),
        (Action.KEY_ROTATED, key["id"]),
        (Action.KEY_REVOKED, new["id"]),
        (Action.TENANT_SET, "firm"),
    ]
    assert [(action, house.key_id, target) for action, target in expected] == house.acts()


def test_what_cannot_be_recorded_is_not_done() -> None:
    house = House()
    before = dict(house.keys._records)

    async def away(act: object) -> None:
        from auslex.core.errors import Unavailable

        raise Unavailable("The audit log does not answer.")

    house.auditor.record = away  # type: ignore[method-assign, assignment]
    answers = [
        house.ask("POST", "/api/admin/keys", {"name": "n"}),
        house.ask("POST", f"/api/admin/keys/{house.key_id}/revoke"),
        house.ask("POST", "/api/admin/tenants/firm", {}),
    ]
    assert ([503] * 3, before, {}) == ([each.status for each in answers], house.keys._records, house.keys._tenants)


def test_refusals_are_in_the_audit_log_without_the_key() -> None:
    house = House()
    plain = house.add("firm", PLAIN)

    async def refused() -> None:
        async with house.gateway, house.auditor:
            for _ in range(3):
                await house.answer("GET", "/metrics", headers={"authorization": f"Bearer {plain}"})
            await house.answer("GET", "/metrics", headers={"authorization": "Bearer sk-auslex-dev-guessed"})

    asyncio.run(refused())
    store = house.auditor.store
    assert isinstance(store, MemoryAuditStore)
    found = [
        (entry.act.actor, entry.act.tenant, entry.act.target, entry.act.detail, entry.act.count)
        for entry in store.entries
    ]
    plain_id = next(record.key_id for record in house.keys._records.values() if record.principal.scopes == PLAIN)
    assert [
        (plain_id, "firm", "/metrics", "insufficient_permissions", 3),
        ("address 127.0.0.1", "", "/metrics", "invalid_api_key", 1),
    ] == found
    assert [] == list(verify(audit_key(PEPPER), store.entries))


def test_the_audit_log_is_read_in_pages() -> None:
    house = House()
    for number in range(5):
        house.ask("POST", f"/api/admin/tenants/t{number}", {})
    first = house.ask("GET", "/api/admin/audit?limit=2").json
    second = house.ask("GET", f"/api/admin/audit?limit=3&before={first['data'][-1]['sequence']}").json
    assert ([5, 4], True, [3, 2, 1], False) == (
        [each["sequence"] for each in first["data"]], first["has_more"],
        [each["sequence"] for each in second["data"]], second["has_more"],
    )  # fmt: skip


def test_no_answer_but_the_first_shows_a_key_or_its_hash() -> None:
    house = House()
    key = made(house)
    record = house.keys._records[key["id"]]
    bodies = [
        house.ask("GET", path).body.decode()
        for path in ("/api/admin/keys", f"/api/admin/keys/{key['id']}", "/api/admin/audit")
    ]
    assert [] == [body for body in bodies if key["key"] in body or record.key_hash in body or "sk-auslex" in body]


def test_a_user_in_a_body_is_a_label_and_no_identity() -> None:
    house = House()
    body = {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hi."}], "user": "test"}
    house.by(house.theirs, "POST", "/v1/chat/completions", body)
    row = next(iter(house.ledger.shelf.attempts.values()))  # type: ignore[attr-defined]
    assert ("firm", house.id_of("firm"), "test") == (row.order.tenant, row.order.key_id, row.order.user_label)


UPSTREAM_KEY = "sk-upstream-canary-0123456789"


def opened(house: House) -> list[str]:
    credentials = house.access.upstream_keys.credentials(asyncio.run(house.vault.all()), "openai")
    return [each.secret for each in credentials[""]]


def test_a_key_to_an_upstream_is_kept_and_never_shown_again() -> None:
    house = House()
    added = house.ask("POST", "/api/admin/upstream-keys", {"key": UPSTREAM_KEY})
    shown = house.ask("GET", "/api/admin/upstream-keys")
    audited = house.ask("GET", "/api/admin/audit")
    secrets = opened(house)
    assert (201, [added.json], [UPSTREAM_KEY]) == (added.status, shown.json["data"], secrets)
    assert [] == [each for each in (added, shown, audited) if UPSTREAM_KEY[:8].encode() in each.body]


def test_a_new_key_to_an_upstream_overlaps_with_the_one_before() -> None:
    house = House()
    first = house.ask("POST", "/api/admin/upstream-keys", {"key": "first-key"}).json
    house.clock.advance(1)
    second = house.ask("POST", "/api/admin/upstream-keys", {"key": "second-key", "overlap_days": 1}).json
    shown = house.ask("GET", "/api/admin/upstream-keys").json["data"]
    assert ([first["id"], second["id"]], ["retiring", "active"]) == (
        [key["id"] for key in shown], [key["status"] for key in shown],
    )  # fmt: skip
    retired = house.ask("POST", f"/api/admin/upstream-keys/{second['id']}/retire").json
    secrets = opened(house)
    assert ("retired", ["first-key"]) == (retired["status"], secrets)


@pytest.mark.parametrize(
    ("body", "param"),
    [({}, "key"), ({"key": ""}, "key"), ({"key": "a\nb"}, "key"), ({"key": "k", "upstream": "Open AI"}, "upstream")],
)
def test_a_key_to_an_upstream_that_cannot_be_one_is_refused(body: object, param: str) -> None:
    answer = House().ask("POST", "/api/admin/upstream-keys", body)
    assert (400, param) == (answer.status, answer.error["param"])


def test_keys_are_listed_in_pages() -> None:
    house = House()
    ids = [key["id"] for key in house.ask("GET", "/api/admin/keys").json["data"]]
    ids += [made(house)["id"] for _ in range(3)]
    first = house.ask("GET", "/api/admin/keys?limit=2").json
    second = house.ask("GET", f"/api/admin/keys?limit=100&after={first['data'][-1]['id']}").json
    assert (True, False, sorted(ids)) == (
        first["has_more"], second["has_more"], sorted(key["id"] for key in first["data"] + second["data"]),
    )  # fmt: skip


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(
    ["name", "tenant", "tier", "scopes", "limits", "expires_at", "overlap_seconds", "time_zone", "key", "upstream", "x"]
)
WRITES = [path.format(key_id="key_1", name="firm") for method, path in ADMIN if method == "POST"]


@given(st.sampled_from(WRITES), st.dictionaries(FIELDS, json_values, max_size=4) | json_values, st.binary(max_size=20))
@settings(max_examples=200, deadline=None)
def test_no_body_breaks_anything_and_no_answer_tells_of_our_insides(path: str, body: object, junk: bytes) -> None:
    for raw in (json.dumps(body).encode(), junk):
        answer = SHARED.ask("POST", path, raw)
        assert answer.status < 500
        assert not re.search(
            rb"Traceback|\\.py|/auslex/|pydantic|sqlite|sk-auslex-", answer.body.replace(b'"key":"sk-', b"")
        )


SHARED = House()


@pytest.mark.parametrize("path", ASKED_OF_A_STORE)
def test_what_a_store_cannot_be_asked_is_a_fault_of_the_question(path: str) -> None:
    answer = House().ask("GET", path)
    assert (400, "invalid_value") == (answer.status, answer.error["code"])


def test_a_name_no_store_can_hold_is_no_name() -> None:
    house = House()
    answers = [house.ask("GET", f"/api/admin/{things}/a\0b") for things in ("tenants", "keys")]
    assert [400, 400] == [answer.status for answer in answers]
