"""The kinds of values that settings may have: how each is read, and what is wrong with one that cannot be used."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr

from auslex.core.money import Nanodollars, from_dollars
from auslex.database.address import AddressError, parse_address
from auslex.resilience.chains import parse_chains

SECRET_CHARACTERS_MIN = 32  # 128 bits at the least, if it is hexadecimal.
_OPENAI_HOST = "api.openai.com"


def _items(value: object) -> object:
    """Comma-separated text as a tuple."""
    if isinstance(value, str):
        return tuple(item.strip() for item in value.split(",") if item.strip())
    return value


def _chains(text: str) -> str:
    parse_chains(text)
    return text


def _network(text: str) -> str:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a network such as 10.0.0.0/8 or 2001:db8::/32") from None
    return text


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path or parts.query or "@" in parts.netloc:
        raise ValueError(f"{text!r} is not an exact origin such as https://app.example.com")
    return text


def _database(url: SecretStr) -> SecretStr:
    try:
        parse_address(url.get_secret_value())
    except AddressError as error:
        raise ValueError(str(error)) from None
    return url


def _host(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", text):
        raise ValueError("must be a host's name and nothing else, such as ep-name-pooler.region.aws.neon.tech")
    return text


def base_url(url: str) -> str:
    """https anywhere; plain http only where nobody else listens: this machine, a private network, a service name."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be a URL such as https://api.openai.com/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("must hold neither credentials, nor a query, nor a fragment")
    if parts.scheme == "http" and not _is_near(parts.hostname):
        raise ValueError("must begin with https:// unless it is on this machine or a private network")
    return url


def _jwks(place: str) -> str:
    return base_url(place) if "://" in place else place


def _webhook(url: SecretStr) -> SecretStr:
    parts = urlsplit(url.get_secret_value())
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment:
        raise ValueError("must be a URL such as https://hooks.example.com/auslex, without a user's name")
    if parts.scheme == "http" and not _is_near(parts.hostname):
        raise ValueError("must begin with https:// unless it is on this machine or a private network")
    return url


def _webhook_secret(secret: SecretStr) -> SecretStr:
    prefix, mark, rest = secret.get_secret_value().partition("whsec_")
    if mark and not prefix and not re.fullmatch(r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}(==|[A-Za-z0-9+/]=))?", rest):
        raise ValueError("whsec_ must be followed by base64; make one with: echo whsec_$(openssl rand -base64 32)")
    return secret


def is_openai(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return host == _OPENAI_HOST or host.endswith(f".{_OPENAI_HOST}")


def _is_near(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or "." not in host
    return address.is_loopback or address.is_private


def _dollars(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return from_dollars(value)
    except ValueError:
        raise ValueError("must be a number of dollars, such as 100 or 99.50") from None


def _long_enough(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < SECRET_CHARACTERS_MIN:
        raise ValueError(f"must have at least {SECRET_CHARACTERS_MIN} characters; make one with: openssl rand -hex 32")
    return secret


Algorithms = Annotated[tuple[Literal["HS256", "RS256", "PS256", "ES256", "ES384"], ...], BeforeValidator(_items)]
ImageHosts = Annotated[tuple[Annotated[str, Field(pattern=r"^\.?[A-Za-z0-9.-]+$")], ...], BeforeValidator(_items)]
Networks = Annotated[tuple[Annotated[str, AfterValidator(_network)], ...], BeforeValidator(_items)]
Origins = Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], BeforeValidator(_items)]
Keys = Annotated[tuple[SecretStr, ...], BeforeValidator(_items)]
Budget = Annotated[Nanodollars, BeforeValidator(_dollars), Field(gt=0)]
Secret = Annotated[SecretStr, AfterValidator(_long_enough)]
Host = Annotated[str, AfterValidator(_host)]
LogLevel = Annotated[
    str, BeforeValidator(lambda value: str(value).upper()), Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$")
]
Names = Annotated[tuple[str, ...], BeforeValidator(_items)]
DatabaseUrl = Annotated[SecretStr, AfterValidator(_database)]
BaseUrl = Annotated[str, AfterValidator(base_url)]
Chains = Annotated[str, AfterValidator(_chains)]
WebhookUrl = Annotated[SecretStr, AfterValidator(_webhook)]
WebhookSecret = Annotated[Secret, AfterValidator(_webhook_secret)]
KeySetPlace = Annotated[str, AfterValidator(_jwks)]
