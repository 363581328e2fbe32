"""Database addresses, as DATABASE_URL gives them.

Source of the PostgreSQL form: https://www.postgresql.org/docs/18/libpq-connect.html#LIBPQ-CONNSTRING-URIS
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

SQLITE_PREFIX = "sqlite:///"
POSTGRES_SCHEMES = ("postgres", "postgresql")
POSTGRES_PORT = 5432
POSTGRES_FORM = "postgresql://user:password@host:5432/database?sslmode=require"
# What a URL may add. Not `options`: a pooler in transaction mode refuses it, or forgets it with the next transaction.
POSTGRES_OPTIONS = ("channel_binding", "sslcert", "sslkey", "sslmode", "sslrootcert")
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
NEON_DOMAIN = ".neon.tech"
NEON_POOLER = "-pooler"  # Ends the first label of a host at which Neon's PgBouncer listens.


class AddressError(ValueError):
    """An address that cannot be used; the message says which are."""


@dataclass(frozen=True, slots=True)
class SqliteAddress:
    """A database in one file on this machine."""

    path: Path

    @property
    def url(self) -> str:
        """As SQLAlchemy wants it."""
        return SQLITE_PREFIX + str(self.path)

    def __str__(self) -> str:
        return self.url


@dataclass(frozen=True, slots=True)
class PostgresAddress:
    """A database on a PostgreSQL server, or behind a pooler in transaction mode. Shows its password to nobody.

    options: libpq's words for how to connect, such as ("sslmode", "require").
    """

    host: str
    database: str
    user: str
    password: str = field(repr=False)
    port: int = POSTGRES_PORT
    options: tuple[tuple[str, str], ...] = ()

    @property
    def direct(self) -> PostgresAddress:
        """The same database without Neon's pooler in between, for migrations."""
        label, dot, domain = self.host.partition(".")
        if not (dot + domain).endswith(NEON_DOMAIN):
            return self
        return replace(self, host=label.removesuffix(NEON_POOLER) + dot + domain)

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"postgresql://{quote(self.user, safe='')}@{host}:{self.port}/{quote(self.database, safe='')}"


Address: TypeAlias = SqliteAddress | PostgresAddress


def parse_address(url: str) -> Address:
    """The address that DATABASE_URL names. Never repeats the URL in an error: it may hold a password."""
    scheme = url.partition(":")[0]
    if url.startswith(SQLITE_PREFIX) and len(url) > len(SQLITE_PREFIX):
        return SqliteAddress(Path(url.removeprefix(SQLITE_PREFIX)))
    if scheme in POSTGRES_SCHEMES:
        return _postgres(url)
    raise AddressError(f"this is neither sqlite:///path/to/file.db nor {POSTGRES_FORM}")


def neon_address(host: str, database: str, user: str, password: str) -> PostgresAddress:
    """A database at Neon, whose server must prove its name to the root certificates of this machine."""
    options = (("sslmode", "verify-full"), ("sslrootcert", "system"))
    return PostgresAddress(host, database, user, password, options=options)


def _postgres(url: str) -> PostgresAddress:
    try:
        parts = urlsplit(url)
        port = parts.port or POSTGRES_PORT
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
        texts = [unquote(text or "", errors="strict") for text in _texts(parts)]
    except ValueError:
        raise AddressError(
            f"this cannot be read as {POSTGRES_FORM}; write / ? # @ : % in a password as %2F ..."
        ) from None
    host, database, user, password = texts
    missing = [name for name, text in zip(("host", "database", "user"), texts, strict=False) if not text]
    if missing:
        raise AddressError(f"the {' and the '.join(missing)} is missing; write {POSTGRES_FORM}")
    if parts.fragment or "/" in database or any(ord(letter) < ord(" ") for text in texts for letter in text):
        raise AddressError(f"this cannot be read as {POSTGRES_FORM}; write / ? # @ : % in a password as %2F ...")
    if not options.keys() <= set(POSTGRES_OPTIONS):
        raise AddressError(f"the only options it may have are {', '.join(POSTGRES_OPTIONS)}")
    if options.get("sslmode", SSL_MODES[0]) not in SSL_MODES:
        raise AddressError(f"sslmode must be one of {', '.join(SSL_MODES)}")
    return PostgresAddress(host, database, user, password, port, tuple(sorted(options.items())))


def _texts(parts: SplitResult) -> tuple[str | None, ...]:
    return parts.hostname, parts.path.removeprefix("/"), parts.username, parts.password
