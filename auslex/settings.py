"""The environment, read once: parsed, range-checked, and reported all at once when wrong.

Only this module reads the environment. Every variable is a field whose name is the variable's in lower case; unit and
default stand beside it, and docs/settings.md has a line for each.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, PrivateAttr, SecretStr, ValidationError

from auslex.core.principal import Tier
from auslex.core.usage import ServiceTier
from auslex.database.address import Address, SqliteAddress, neon_address, parse_address
from auslex.screening.ner.settings import NerSettings, ner_contradictions
from auslex.setting_kinds import (
    Algorithms,
    BaseUrl,
    Budget,
    Chains,
    DatabaseUrl,
    Host,
    ImageHosts,
    Keys,
    KeySetPlace,
    LogLevel,
    Names,
    Networks,
    Origins,
    Secret,
    WebhookSecret,
    WebhookUrl,
    base_url,
    is_openai,
)
from auslex.upstreams.roster import Entry, parse_roster

OPENAI_URL = "https://api.openai.com/v1"

REQUIRED_IN_PRODUCTION = (
    "OPENAI_API_KEY",
    "OPENAI_ORGANIZATION",
    "OPENAI_PROJECT",
    "NEON_PROD_HOST",
    "NEON_PROD_DATABASE",
    "NEON_PROD_USERNAME",
    "NEON_PROD_PASSWORD",
    "JWT_SECRET_KEY",
    "MASTER_ENCRYPTION_KEY",
    "HMAC_SECRET_KEY",
)


class SettingsError(ValueError):
    """One message that names every faulty variable and how to mend it."""


class Environment(StrEnum):
    """Where this installation stands."""

    DEVELOPMENT = "development"
    STAGING = "staging"
    PRODUCTION = "production"


NEON_PREFIXES = {Environment.PRODUCTION: "neon_prod_", Environment.STAGING: "neon_staging_"}


class Settings(NerSettings):
    """Everything the environment decides. Secrets print as stars."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    _upstreams: tuple[tuple[Entry, SecretStr], ...] = PrivateAttr(())

    # Where it runs and where it keeps its things.
    deployment_environment: Environment = Environment.DEVELOPMENT
    auslex_data_dir: Path = Path(".auslex")
    database_url: DatabaseUrl | None = None  # may hold a password
    auslex_prices: Path | None = None
    worker_processes: Annotated[int, Field(ge=1, le=256)] = 4
    worker_connections: Annotated[int, Field(ge=1, le=100_000)] = 1000
    redis_url: SecretStr | None = None
    neon_prod_host: Host | None = None
    neon_prod_database: str | None = None
    neon_prod_username: str | None = None
    neon_prod_password: SecretStr | None = None
    neon_staging_host: Host | None = None
    neon_staging_database: str | None = None
    neon_staging_username: str | None = None
    neon_staging_password: SecretStr | None = None

    # The upstream.
    openai_api_key: SecretStr | None = None
    openai_organization: str = ""
    openai_project: str = ""
    openai_base_url: BaseUrl | None = None
    auslex_upstreams: Path | None = None  # a file; without it there is the one above
    openai_default_model: str | None = None
    openai_fallback_model: str | None = None
    auslex_fallback_chains: Chains = ""
    openai_max_tokens_per_request: Annotated[int, Field(ge=1, le=1_000_000)] = 4000
    auslex_service_tier: Literal["default", "auto"] | None = None  # None: by the upstream
    openai_timeout: Annotated[float, Field(gt=0, le=3600)] = 60.0  # seconds
    openai_answer_timeout: Annotated[float, Field(gt=0, le=86_400)] = 1800.0  # seconds
    openai_max_retries: Annotated[int, Field(ge=0, le=10)] = 3
    openai_base_retry_delay: Annotated[float, Field(ge=0, le=60)] = 1.0  # seconds
    openai_max_retry_delay: Annotated[float, Field(gt=0, le=3600)] = 60.0  # seconds
    openai_enable_caching: bool = False
    openai_cache_ttl: Annotated[int, Field(ge=1, le=86_400)] = 3600  # seconds
    openai_enable_prompt_optimization: bool = False

    # Limits.
    default_rate_limit_tier: Annotated[Tier, BeforeValidator(lambda value: str(value).upper())] = Tier.FREE
    enterprise_api_keys: Keys = ()
    internal_api_keys: Keys = ()
    openai_max_requests_per_minute: Annotated[int, Field(ge=1)] | None = None
    openai_max_tokens_per_minute: Annotated[int, Field(ge=1)] | None = None
    openai_daily_cost_limit: Budget | None = None  # given in dollars
    openai_monthly_cost_limit: Budget | None = None  # given in dollars

    auslex_alert_webhook: WebhookUrl | None = None  # may hold a token
    auslex_alert_webhook_secret: WebhookSecret | None = None

    # Security.
    jwt_secret_key: Secret | None = None
    auslex_jwt_algorithms: Algorithms = ("HS256",)
    auslex_jwt_issuer: Annotated[str, Field(min_length=1)] = "auslex"
    auslex_jwt_audience: Annotated[str, Field(min_length=1)] = "auslex-gateway"
    auslex_jwt_jwks: KeySetPlace | None = None
    master_encryption_key: Secret | None = None
    auslex_previous_master_keys: Keys = ()
    hmac_secret_key: Secret | None = None
    enable_ip_whitelist: bool = False
    ip_whitelist: Networks = ()
    auslex_admin_networks: Networks = ()
    auslex_metrics_networks: Networks = ()
    auslex_operator_tenants: Names = ()
    trusted_proxies: Networks = ()
    enable_request_signing: bool = False
    enable_prompt_scanning: bool = False
    auslex_screening_level: Literal["LOW", "MEDIUM", "HIGH", "CRITICAL"] = "MEDIUM"
    auslex_personal_data: Literal["off", "mask"] = "off"
    auslex_screening_failure: Literal["refuse", "flag"] = "refuse"
    auslex_screening_policy: Path | None = None  # a file: what is done about findings, by tenant and type
    max_request_size_mb: Annotated[float, Field(gt=0, le=1024)] = 10.0
    auslex_image_hosts: ImageHosts = ()  # none: nobody's
    cors_origins: Origins = ()

    # Operations.
    auslex_keep_alive: Annotated[float, Field(gt=0, le=3600)] = 15.0  # seconds
    auslex_send_timeout: Annotated[float, Field(gt=0, le=3600)] = 30.0  # seconds
    log_level: LogLevel = "INFO"
    enable_metrics: bool = True
    enable_response_compression: bool = False
    enable_http2: bool = False
    sentry_dsn: SecretStr | None = None
    datadog_api_key: SecretStr | None = None

    @property
    def embedded(self) -> bool:
        """True where no upstream is configured, so that the embedded demonstration model answers."""
        return self.openai_api_key is None and self.openai_base_url is None and self.auslex_upstreams is None

    @property
    def upstreams(self) -> tuple[tuple[Entry, SecretStr], ...]:
        """The upstreams that AUSLEX_UPSTREAMS names, each with its key; empty without it."""
        return self._upstreams

    @property
    def service_tier(self) -> ServiceTier:
        """What a call that names no tier asks for: `default` of OpenAI itself, elsewhere nothing (AUTO)."""
        if self.auslex_service_tier is not None:
            return ServiceTier(self.auslex_service_tier)
        urls = [entry.base_url for entry, _ in self.upstreams] or [self.openai_base_url or OPENAI_URL]
        return ServiceTier.DEFAULT if all(map(is_openai, urls)) and not self.embedded else ServiceTier.AUTO

    @property
    def accepts_tokens(self) -> bool:
        """True where there is a key to check tokens with."""
        return self.jwt_secret_key is not None or self.auslex_jwt_jwks is not None

    @property
    def database(self) -> Address:
        """What DATABASE_URL names, else this environment's Neon, else a file in the data directory."""
        if self.database_url is not None:
            return parse_address(self.database_url.get_secret_value())
        match self.neon_prefix:
            case "neon_prod_":
                given = (self.neon_prod_host, self.neon_prod_database, self.neon_prod_username, self.neon_prod_password)
            case "neon_staging_" if self.neon_staging_host is not None:
                given = (
                    self.neon_staging_host, self.neon_staging_database, self.neon_staging_username,
                    self.neon_staging_password,
                )  # fmt: skip
            case _:
                return SqliteAddress(self.auslex_data_dir / "auslex.db")
        host, database, user, password = given
        assert host and database and user and password  # from_environment has refused anything less.
        return neon_address(host, database, user, password.get_secret_value())

    @property
    def neon_prefix(self) -> str | None:
        """How the variables begin that say where the database is, if this environment's Neon is it."""
        return None if self.database_url is not None else NEON_PREFIXES.get(self.deployment_environment)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """The settings of this process. Raises SettingsError, which names every faulty variable."""
        given = os.environ if environment is None else environment
        values = {name: given[name.upper()] for name in cls.model_fields if given.get(name.upper(), "").strip()}
        faults = _missing(given)
        try:
            settings = cls.model_validate(values)
        except ValidationError as error:
            wrong = {str(fault["loc"][0]): _reason(fault["msg"]) for fault in error.errors()}
            faults += [f"{name.upper()}: {reason}" for name, reason in wrong.items()]
            settings = cls.model_validate({name: value for name, value in values.items() if name not in wrong})
        faults += _contradictions(settings)
        faults += settings._read_upstreams(given)
        if not faults:
            return settings
        raise SettingsError("The environment cannot be used:\n" + "\n".join(f"  - {fault}" for fault in sorted(faults)))

    def _read_upstreams(self, given: Mapping[str, str]) -> list[str]:
        """What is wrong with the file of upstreams and the keys it asks for."""
        if self.auslex_upstreams is None:
            return []
        try:
            entries = parse_roster(self.auslex_upstreams.read_text())
            for entry in entries:
                base_url(entry.base_url)
        except (OSError, ValueError) as error:
            return [f"AUSLEX_UPSTREAMS: {error}"]
        keys = {entry.key_variable: given.get(entry.key_variable or "", "").strip() for entry in entries}
        self._upstreams = tuple((entry, SecretStr(keys[entry.key_variable])) for entry in entries)
        return [
            f"{variable}: AUSLEX_UPSTREAMS says that it holds a key; set it"
            for variable, key in keys.items()
            if variable is not None and not key
        ]


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ")


def _missing(given: Mapping[str, str]) -> list[str]:
    if given.get("DEPLOYMENT_ENVIRONMENT", "").strip().lower() != Environment.PRODUCTION:
        return []
    return [
        f"{name}: needed in production; set it" for name in REQUIRED_IN_PRODUCTION if not given.get(name, "").strip()
    ]


def _contradictions(settings: Settings) -> list[str]:
    faults = []
    if settings.enable_ip_whitelist and not settings.ip_whitelist:
        faults.append("IP_WHITELIST: ENABLE_IP_WHITELIST is on and the list is empty, so nobody could get in")
    public = [name for name in settings.auslex_jwt_algorithms if not name.startswith("HS")]
    if public and settings.auslex_jwt_jwks is None:
        faults.append(f"AUSLEX_JWT_ALGORITHMS: {public[0]} needs AUSLEX_JWT_JWKS, a file or a URL; set it")
    if settings.auslex_jwt_jwks is not None and not public:
        faults.append("AUSLEX_JWT_ALGORITHMS: AUSLEX_JWT_JWKS holds public keys; name RS256, PS256, ES256 or ES384")
    if settings.openai_base_retry_delay > settings.openai_max_retry_delay:
        faults.append("OPENAI_BASE_RETRY_DELAY: must not be above OPENAI_MAX_RETRY_DELAY")
    faults += _half_given_neon(settings)
    day, month = settings.openai_daily_cost_limit, settings.openai_monthly_cost_limit
    if day is not None and month is not None and day > month:
        faults.append("OPENAI_DAILY_COST_LIMIT: must not be above OPENAI_MONTHLY_COST_LIMIT")
    if (settings.auslex_alert_webhook is None) != (settings.auslex_alert_webhook_secret is None):
        faults.append("AUSLEX_ALERT_WEBHOOK: needs AUSLEX_ALERT_WEBHOOK_SECRET, and the other way round; set both")
    if settings.auslex_prices is not None and not settings.auslex_prices.is_file():
        faults.append("AUSLEX_PRICES: there is no such file")
    return faults + ner_contradictions(settings, masks=settings.auslex_personal_data == "mask")


def _half_given_neon(settings: Settings) -> list[str]:
    """Staging may have a Neon or not. A part of one would silently mean another database."""
    prefix = NEON_PREFIXES[Environment.STAGING]
    names = [name for name in type(settings).model_fields if name.startswith(prefix)]
    missing = [name.upper() for name in names if getattr(settings, name) is None]
    if settings.neon_prefix != prefix or len(missing) in (0, len(names)):
        return []
    return [f"{name}: needed, because other NEON_STAGING_* are set; set it too, or none of them" for name in missing]
