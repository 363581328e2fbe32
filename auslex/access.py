"""Settings in, the adapters of `identity` out: assembly's part for who asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from auslex.core.clock import Clock
from auslex.core.principal import Principal, Tier
from auslex.database.address import Address, SqliteAddress
from auslex.database.migrate import migrate
from auslex.identity.authenticator import Authenticator
from auslex.identity.keys import IdentityStore, listed_principals
from auslex.identity.last_use import LastUses
from auslex.identity.pepper import pepper_from_file, pepper_from_secret
from auslex.identity.sqlite import SqliteKeyStore
from auslex.settings import Environment, Settings

MARKS = {Environment.DEVELOPMENT: "dev", Environment.STAGING: "stg", Environment.PRODUCTION: "live"}


@dataclass(frozen=True, slots=True)
class Access:
    """What decides who gets in. `last_uses` is opened and closed by the gateway, the store closed."""

    store: IdentityStore
    pepper: bytes
    authenticator: Authenticator
    last_uses: LastUses


def open_access(settings: Settings, clock: Clock, on_failure: Callable[[Exception], None]) -> Access:
    """Everything that lets callers in. Raises Unavailable if the database cannot be used."""
    store, pepper = open_keys(settings)
    last_uses = LastUses(store, on_failure)
    authenticator = Authenticator(
        store,
        pepper,
        clock,
        listed_keys(settings, pepper),
        environment=MARKS[settings.deployment_environment],
        on_use=last_uses.note,
    )
    return Access(store, pepper, authenticator, last_uses)


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
