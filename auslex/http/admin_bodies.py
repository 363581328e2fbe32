"""What the admin API takes and gives, as it is documented. Money is dollars as text, time seconds since the epoch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from auslex.accounting.periods import is_time_zone
from auslex.core.clock import NANOSECONDS_PER_SECOND
from auslex.core.errors import BadRequest
from auslex.core.json import JsonObject, JsonValue
from auslex.core.money import Nanodollars, from_dollars, to_dollars
from auslex.core.principal import LimitOverrides, Scope, Tier
from auslex.identity.audit import Entry
from auslex.identity.key_desk import OVERLAP_SECONDS
from auslex.identity.keys import KeyRecord
from auslex.identity.tenants import Tenant
from auslex.identity.upstream_keys import SECRET_CHARACTERS_MAX
from auslex.identity.vault import OVERLAP_DAYS, UpstreamKey, age
from auslex.wire.json import decode_object

DOLLARS_MAX = 10**9
_LABEL = r"^[A-Za-z0-9][A-Za-z0-9 ._@/-]{0,99}$"


def _amount(text: str) -> str:
    if not 0 < from_dollars(text) <= from_dollars(DOLLARS_MAX):
        raise ValueError("must be above zero and at most a billion dollars")
    return text


def _zone(name: str) -> str:
    if not is_time_zone(name):
        raise ValueError("must be an IANA time zone, such as Australia/Sydney")
    return name


Label = Annotated[str, Field(pattern=_LABEL)]
Count = Annotated[int, Field(ge=1, le=10**12)]
Dollars = Annotated[str, Field(max_length=30), AfterValidator(_amount)]


class Body(BaseModel):
    """A body that holds nothing else, of exactly these types."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Limits(Body):
    """Figures; one that is not there is the tier's, or for a tenant unlimited."""

    requests_per_minute: Count | None = None
    tokens_per_minute: Count | None = None
    usd_day: Dollars | None = None
    usd_month: Dollars | None = None

    def overrides(self) -> LimitOverrides:
        """As the ledger takes them."""
        return LimitOverrides(
            self.requests_per_minute, self.tokens_per_minute, _nanodollars(self.usd_day), _nanodollars(self.usd_month)
        )


class NewKey(Body):
    """A key to be made."""

    name: Label
    tenant: Label | None = None
    tier: Annotated[Tier, Field(strict=False)] | None = None
    scopes: Annotated[list[Annotated[Scope, Field(strict=False)]], Field(min_length=1, max_length=4)] = [
        Scope.INFERENCE
    ]
    limits: Limits = Limits()
    expires_at: Annotated[int, Field(ge=1, le=1 << 33)] | None = None


class KeyChange(Body):
    """What an amended key is to have in place of what it has."""

    limits: Limits = Limits()
    expires_at: Annotated[int, Field(ge=1, le=1 << 33)] | None = None


class Rotation(Body):
    """How long the old key counts beside the new one."""

    overlap_seconds: Annotated[int, Field(ge=0, le=30 * 86_400)] = OVERLAP_SECONDS


class NewUpstreamKey(Body):
    """A key to an upstream; it is never shown again."""

    key: Annotated[str, Field(min_length=1, max_length=SECRET_CHARACTERS_MAX)]
    upstream: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")] = "openai"
    overlap_days: Annotated[int, Field(ge=0, le=30)] = OVERLAP_DAYS
    tenant: Label | None = None


class TenantChange(Body):
    """What a tenant is to have in place of what it has."""

    limits: Limits = Limits()
    time_zone: Annotated[str, Field(max_length=64), AfterValidator(_zone)] = "UTC"


BodyT = TypeVar("BodyT", bound=Body)


def read_as(model: type[BodyT], raw: bytes) -> BodyT:
    """The body, whatever its content type says; none is {}. Raises BadRequest, naming the parameter."""
    try:
        return model.model_validate(decode_object(raw) if raw.strip() else {})
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        param = ".".join(str(step) for step in fault["loc"])[:100]
        raise BadRequest(f"Invalid value for {param}: {fault['msg']}.", code="invalid_value", param=param) from None


def schema_of(model: type[Body]) -> dict[str, Any]:
    """The JSON schema of a body, in one piece: a reference would be looked up in the whole document."""
    schema = model.model_json_schema()
    definitions = schema.pop("$defs", {})
    return {name: _inlined(each, definitions) for name, each in schema.items()}


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_inlined(each, definitions) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _inlined(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    return {name: _inlined(each, definitions) for name, each in schema.items()}


def nanoseconds(seconds: int | None) -> int | None:
    """As keys are kept."""
    return None if seconds is None else seconds * NANOSECONDS_PER_SECOND


def shown_key(record: KeyRecord, now: int) -> JsonObject:
    """A key without the key."""
    its = record.principal
    scopes: list[JsonValue] = [*sorted(scope.value for scope in its.scopes)]
    status = "active" if record.is_good(now) else "expired" if record.revoked_at is None else "revoked"
    return {
        "object": "key",
        "id": record.key_id,
        "name": its.name,
        "tenant": its.tenant,
        "tier": its.tier.value,
        "scopes": scopes,
        "status": status,
        "limits": _shown_limits(its.overrides),
        "created_at": _seconds(record.created_at),
        "expires_at": _seconds(record.expires_at),
        "revoked_at": _seconds(record.revoked_at),
        "last_used_at": _seconds(record.last_used_at),
    }


def shown_upstream_key(key: UpstreamKey, now: int) -> JsonObject:
    """A key to an upstream, without the key."""
    status = "retired" if not key.counts(now) else "retiring" if key.retires_at is not None else "active"
    return {
        "object": "upstream_key",
        "id": key.key_id,
        "upstream": key.upstream,
        "tenant": key.tenant or None,
        "environment": key.environment,
        "mark": key.mark,
        "status": status,
        "rotation": age(key, now).value,
        "created_at": _seconds(key.created_at),
        "retires_at": _seconds(key.retires_at),
    }


def shown_tenant(tenant: Tenant) -> JsonObject:
    """A tenant that has a record."""
    limits = _shown_limits(tenant.limits)
    return {"object": "tenant", "name": tenant.name, "time_zone": tenant.time_zone, "limits": limits}


def shown_entry(entry: Entry) -> JsonObject:
    """One line of the audit log."""
    act = entry.act
    return {
        "object": "audit.entry",
        "sequence": entry.sequence,
        "at": entry.at // NANOSECONDS_PER_SECOND,
        "action": act.action.value,
        "actor": act.actor,
        "tenant": act.tenant,
        "target": act.target,
        "detail": act.detail,
        "count": act.count,
        "digest": entry.digest,
    }


def listed(data: Iterable[JsonObject], *, has_more: bool = False) -> JsonObject:
    """A list, as OpenAI's API gives them."""
    return {"object": "list", "data": [*data], "has_more": has_more}


def _shown_limits(limits: LimitOverrides) -> JsonObject:
    return {
        "requests_per_minute": limits.requests_per_minute,
        "tokens_per_minute": limits.tokens_per_minute,
        "usd_day": to_dollars(limits.day) if limits.day is not None else None,
        "usd_month": to_dollars(limits.month) if limits.month is not None else None,
    }


def _seconds(at: int | None) -> int | None:
    return None if at is None else at // NANOSECONDS_PER_SECOND


def _nanodollars(dollars: str | None) -> Nanodollars | None:
    return None if dollars is None else from_dollars(dollars)
