"""Database addresses, as DATABASE_URL gives them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SQLITE_PREFIX = "sqlite:///"


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


def parse_address(url: str) -> SqliteAddress:
    """The address that DATABASE_URL names. Never repeats the URL in an error: it may hold a password."""
    scheme = url.partition(":")[0]
    if url.startswith(SQLITE_PREFIX) and len(url) > len(SQLITE_PREFIX):
        return SqliteAddress(Path(url.removeprefix(SQLITE_PREFIX)))
    if scheme in ("postgres", "postgresql"):
        raise AddressError("PostgreSQL is not supported by this version yet; use sqlite:///path/to/file.db")
    raise AddressError(f"the scheme {scheme[:16]!r} is unknown; use sqlite:///path/to/file.db")
