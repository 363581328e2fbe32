"""Settings in, the adapters of `identity` out: assembly's part for who asks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass
from pathlib import Path

from auslex.core.clock import Clock
from auslex.core.principal import Principal, Tier
from auslex.database.address import Address, SqliteAddress
from auslex.database.migrate import migrate
from auslex.identity.audit import Entry, audit_key
from auslex.identity.audit_sql import SqlAuditStore
from auslex.identity.auditor import Auditor
from auslex.identity.authenticator import Authenticator
from auslex.identity.jwks import KeyFile, KeyRing, KeyUrl
from auslex.identity.key_desk import KeyDesk
from auslex.identity.keys import IdentityStore, listed_principals
from auslex.identity.last_use import LastUses
from auslex.identity.network import EVERYBODY, Network, NetworkPolicy, parse_network
from auslex.identity.nonces import RememberedNonces
from auslex.identity.nonces_sql import SqlNonceStore
from auslex.identity.pepper import pepper_from_file, pepper_from_secret
from auslex.identity.signatures import Signatures
from auslex.identity.sqlite import SqliteKeyStore
from auslex.identity.tokens import TokenOptions, Tokens
from auslex.identity.upstream_keys import KeyWatch, UpstreamKeyDesk
from auslex.identity.vault import Age, Vault
from auslex.identity.vault_sql import SqlVaultStore
from auslex.settings import Environment, Settings

MARKS = {Environment.DEVELOPMENT: "dev", Environment.STAGING: "stg", Environment.PRODUCTION: "live"}


@dataclass(frozen=True, slots=True)
class Access:
    """What decides who gets in, and who may change that."""

    authenticator: Authenticator
    signatures: Signatures
    auditor: Auditor
    key_desk: KeyDesk
    upstream_keys: UpstreamKeyDesk
    network: NetworkPolicy = EVERYBODY


@dataclass(frozen=True, slots=True)
class Opened:
    """Access, and what it stands on. `resources` are opened and closed by the gateway, in this order and back."""

    access: Access
    pepper: bytes
    resources: tuple[AbstractAsyncContextManager[object], ...]
    key_watch: KeyWatch | None = None


def open_access(
    settings: Settings,
    clock: Clock,
    on_failure: Callable[[Exception], None],
    on_entry: Callable[[Entry], None],
    on_due: Callable[[str, Age], None],
) -> Opened:
    """Everything that lets callers in. Raises Unavailable if the database cannot be used.

    on_failure: something behind the requests' backs failed, and will be tried again. on_entry: see Auditor. on_due: see
    KeyWatch.
    """
    store, pepper = open_keys(settings)
    last_uses = LastUses(store, on_failure)
    document = _key_document(settings)
    keys = KeyRing(document, clock, on_failure) if document is not None else None
    authenticator = Authenticator(
        store,
        pepper,
        clock,
        listed_keys(settings, pepper),
        environment=MARKS[settings.deployment_environment],
        on_use=last_uses.note,
        tokens=Tokens(token_options(settings), keys) if settings.accepts_tokens else None,
    )
    nonces = RememberedNonces(SqlNonceStore(settings.database, clock), clock)
    opened = (document,) if isinstance(document, KeyUrl) else ()
    auditor = Auditor(open_audit(settings, pepper, clock), clock, on_entry, on_failure)
    resources = (aclosing(store), last_uses, aclosing(nonces), auditor, *opened)
    access = Access(
        authenticator,
        Signatures(pepper, nonces, clock),
        auditor,
        KeyDesk(store, auditor, pepper, clock, MARKS[settings.deployment_environment]),
        upstream_key_desk(settings, auditor, clock),
        network_policy(settings),
    )
    return Opened(access, pepper, resources, _key_watch(settings, access.upstream_keys, on_failure, on_due))


def upstream_key_desk(settings: Settings, auditor: Auditor, clock: Clock) -> UpstreamKeyDesk:
    """Where keys to upstreams are changed."""
    master = settings.master_encryption_key
    previous = tuple(secret.get_secret_value() for secret in settings.auslex_previous_master_keys)
    vault = Vault(master.get_secret_value(), previous) if master is not None else None
    store = SqlVaultStore(settings.database)
    return UpstreamKeyDesk(store, vault, auditor, clock, settings.deployment_environment.value)


def _key_watch(
    settings: Settings,
    desk: UpstreamKeyDesk,
    on_failure: Callable[[Exception], None],
    on_due: Callable[[str, Age], None],
) -> KeyWatch | None:
    """Where there is no master key, there is no vault to watch."""
    return KeyWatch(desk, on_due, on_failure) if settings.master_encryption_key is not None else None


def open_desk(settings: Settings, clock: Clock) -> KeyDesk:
    """Where a command changes keys and tenants; whoever opens it closes it. Raises Unavailable."""
    store, pepper = open_keys(settings)
    auditor = Auditor(open_audit(settings, pepper, clock), clock)
    return KeyDesk(store, auditor, pepper, clock, MARKS[settings.deployment_environment])


def open_upstream_keys(settings: Settings, clock: Clock) -> tuple[UpstreamKeyDesk, AbstractAsyncContextManager[object]]:
    """Where a command changes keys to upstreams, and what closes it. Raises Unavailable."""
    desk = open_desk(settings, clock)
    return upstream_key_desk(settings, desk.auditor, clock), aclosing(desk)


def open_audit(settings: Settings, pepper: bytes, clock: Clock) -> SqlAuditStore:
    """The audit log; the database must be at the present schema."""
    return SqlAuditStore(settings.database, audit_key(pepper), clock)


def network_policy(settings: Settings) -> NetworkPolicy:
    """Who may call from where."""
    return NetworkPolicy(
        general=_networks(settings.ip_whitelist) if settings.enable_ip_whitelist else None,
        admin=_networks(settings.auslex_admin_networks) or None,
        metrics=_networks(settings.auslex_metrics_networks) or None,
        proxies=_networks(settings.trusted_proxies),
    )


def _networks(given: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(map(parse_network, given))


def token_options(settings: Settings) -> TokenOptions:
    """Which tokens are accepted."""
    secret = settings.jwt_secret_key
    return TokenOptions(
        settings.auslex_jwt_issuer,
        settings.auslex_jwt_audience,
        settings.auslex_jwt_algorithms,
        settings.default_rate_limit_tier,
        secret.get_secret_value() if secret is not None else "",
    )


def _key_document(settings: Settings) -> KeyFile | KeyUrl | None:
    named = settings.auslex_jwt_jwks
    if named is None:
        return None
    return KeyUrl(named) if "://" in named else KeyFile(Path(named))


def open_keys(settings: Settings) -> tuple[IdentityStore, bytes]:
    """The key store and the pepper; brings the database up to date first. Raises Unavailable."""
    settings.auslex_data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    migrate(settings.database)
    secret = settings.hmac_secret_key
    pepper = (
        pepper_from_secret(secret.get_secret_value())
        if secret is not None
        else pepper_from_file(settings.auslex_data_dir / "pepper")
    )
    return _key_store(settings.database), pepper


def listed_keys(settings: Settings, pepper: bytes) -> dict[str, Principal]:
    """The principals of keys that the environment lists, by their hash."""
    enterprise = [key.get_secret_value() for key in settings.enterprise_api_keys]
    internal = [key.get_secret_value() for key in settings.internal_api_keys]
    return {
        **listed_principals(pepper, enterprise, Tier.ENTERPRISE),
        **listed_principals(pepper, internal, Tier.INTERNAL),
    }


def _key_store(address: Address) -> IdentityStore:
    if isinstance(address, SqliteAddress):
        return SqliteKeyStore(address.path)
    from auslex.identity.postgres import PostgresKeyStore  # A tenth of a second, for those alone who need it.

    return PostgresKeyStore(address)
