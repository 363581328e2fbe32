"""The environment: everything wrong is said at once, and nothing secret ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from auslex.assembly import request_options
from auslex.core.principal import Tier
from auslex.core.usage import ServiceTier
from auslex.database.address import PostgresAddress, SqliteAddress
from auslex.settings import REQUIRED_IN_PRODUCTION, Environment, Settings, SettingsError

SECRET = "canary-0123456789-canary-0123456789"
PRODUCTION = dict.fromkeys(REQUIRED_IN_PRODUCTION, SECRET) | {"DEPLOYMENT_ENVIRONMENT": "production"}


def read(**given: str) -> Settings:
    return Settings.from_environment(given)


def complaint(**given: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read(**given)
    return str(caught.value)


def test_nothing_given_is_a_working_development_installation() -> None:
    assert (Environment.DEVELOPMENT, True, SqliteAddress(Path(".auslex/auslex.db"))) == (
        read().deployment_environment,
        read().embedded,
        read().database,
    )


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_variable_counts_as_unset(blank: str) -> None:
    assert 4 == read(WORKER_PROCESSES=blank).worker_processes


FAULTY = {
    "DEPLOYMENT_ENVIRONMENT": "moon",
    "DATABASE_URL": f"postgres://user:{SECRET}@host/db?sslmode=perhaps",
    "NEON_PROD_HOST": f"{SECRET}@host",
    "NEON_STAGING_HOST": f"host/{SECRET}",
    "WORKER_PROCESSES": "many",
    "WORKER_CONNECTIONS": "0",
    "OPENAI_BASE_URL": f"https://user:{SECRET}@example.com/v1",
    "OPENAI_MAX_TOKENS_PER_REQUEST": "-1",
    "AUSLEX_SERVICE_TIER": "fast",
    "OPENAI_TIMEOUT": "nan",
    "OPENAI_MAX_RETRIES": "11",
    "OPENAI_BASE_RETRY_DELAY": "-1",
    "OPENAI_MAX_RETRY_DELAY": "inf",
    "OPENAI_ENABLE_CACHING": "perhaps",
    "OPENAI_CACHE_TTL": "0",
    "DEFAULT_RATE_LIMIT_TIER": "gold",
    "OPENAI_MAX_REQUESTS_PER_MINUTE": "0",
    "OPENAI_MAX_TOKENS_PER_MINUTE": "1.5",
    "OPENAI_DAILY_COST_LIMIT": "five",
    "OPENAI_MONTHLY_COST_LIMIT": "-1",
    "JWT_SECRET_KEY": "short-canary",
    "MASTER_ENCRYPTION_KEY": "short-canary",
    "HMAC_SECRET_KEY": "short-canary",
    "IP_WHITELIST": "10.0.0.0/8,nowhere",
    "TRUSTED_PROXIES": "300.0.0.1",
    "MAX_REQUEST_SIZE_MB": "0",
    "CORS_ORIGINS": "https://a.example.com/path",
    "LOG_LEVEL": "LOUD",
}


def test_a_name_finder_needs_masking() -> None:
    assert "AUSLEX_NER_MODEL: finds names to mask, and nothing is masked" in complaint(AUSLEX_NER_MODEL="some_model")
    assert "some_model" == read(AUSLEX_NER_MODEL="some_model", AUSLEX_PERSONAL_DATA="mask").auslex_ner_model


def test_every_faulty_variable_is_named_at_once() -> None:
    said = complaint(**FAULTY)
    assert [] == [name for name in FAULTY if f"- {name}: " not in said]


def test_faults_between_variables_are_named_beside_the_others(tmp_path: Path) -> None:
    said = complaint(
        WORKER_PROCESSES="many",
        AUSLEX_PRICES=str(tmp_path / "none.toml"),
        ENABLE_IP_WHITELIST="true",
        OPENAI_BASE_RETRY_DELAY="9",
        OPENAI_MAX_RETRY_DELAY="3",
    )
    names = ("WORKER_PROCESSES", "AUSLEX_PRICES", "IP_WHITELIST", "OPENAI_BASE_RETRY_DELAY")
    assert [] == [name for name in names if f"- {name}: " not in said]


@pytest.mark.parametrize("name", list(FAULTY))
def test_each_faulty_variable_is_refused(name: str) -> None:
    assert f"- {name}: " in complaint(**{name: FAULTY[name]})


@pytest.mark.parametrize(
    ("given", "tier"),
    [
        ({}, ServiceTier.AUTO),  # The embedded model.
        ({"OPENAI_API_KEY": "k"}, ServiceTier.DEFAULT),
        ({"OPENAI_BASE_URL": "https://au.api.openai.com/v1"}, ServiceTier.DEFAULT),
        ({"OPENAI_BASE_URL": "https://example.com/v1"}, ServiceTier.AUTO),
        ({"OPENAI_BASE_URL": "https://not-api.openai.com/v1"}, ServiceTier.AUTO),
        ({"OPENAI_BASE_URL": "https://example.com/v1", "AUSLEX_SERVICE_TIER": "default"}, ServiceTier.DEFAULT),
        ({"OPENAI_API_KEY": "k", "AUSLEX_SERVICE_TIER": "auto"}, ServiceTier.AUTO),
    ],
)
def test_a_service_tier_is_asked_for_by_itself_of_openai_alone(given: dict[str, str], tier: ServiceTier) -> None:
    assert tier is request_options(read(**given)).service_tier


def test_an_amount_out_of_range_is_a_faulty_variable_like_any_other() -> None:
    assert "- OPENAI_DAILY_COST_LIMIT: " in complaint(OPENAI_DAILY_COST_LIMIT="1e999999")


def test_no_error_repeats_a_secret() -> None:
    assert "canary" not in complaint(**FAULTY)


def test_no_repr_shows_a_secret() -> None:
    settings = read(
        **PRODUCTION,
        DATABASE_URL=f"postgresql://user:{SECRET}@host/db",
        REDIS_URL=f"redis://:{SECRET}@cache",
        SENTRY_DSN=f"https://{SECRET}@sentry",
        DATADOG_API_KEY=SECRET,
        ENTERPRISE_API_KEYS=f"{SECRET}-a,{SECRET}-b",
        INTERNAL_API_KEYS=SECRET,
        NEON_STAGING_PASSWORD=SECRET,
    )
    named = {"openai_organization", "openai_project", "neon_prod_host", "neon_prod_database", "neon_prod_username"}
    shown = repr(settings.model_copy(update=dict.fromkeys(named, ""))) + str(settings.model_dump(exclude=named))
    assert "canary" not in shown


def test_an_origin_with_credentials_is_refused() -> None:
    assert "- CORS_ORIGINS: " in complaint(CORS_ORIGINS="https://user:canary@app.example.com")


def test_production_names_everything_it_lacks() -> None:
    said = complaint(DEPLOYMENT_ENVIRONMENT="production")
    assert [] == [name for name in REQUIRED_IN_PRODUCTION if f"- {name}: " not in said]


def test_production_names_what_it_lacks_beside_what_is_faulty() -> None:
    said = complaint(DEPLOYMENT_ENVIRONMENT="production", WORKER_PROCESSES="many")
    assert ("- WORKER_PROCESSES: " in said, "- OPENAI_API_KEY: " in said) == (True, True)


def test_a_complete_production_environment_is_accepted() -> None:
    assert Environment.PRODUCTION is read(**PRODUCTION).deployment_environment


@pytest.mark.parametrize(
    "url", ["https://api.example.com/v1", "http://localhost:8080/v1", "http://127.0.0.1/v1", "http://ollama:11434/v1"]
)
def test_a_base_url_is_https_or_near(url: str) -> None:
    assert url == read(OPENAI_BASE_URL=url).openai_base_url


@pytest.mark.parametrize(
    "url", ["http://api.example.com/v1", "ftp://host/v1", "api.example.com", "https://host/v1?x=1", "http://[::1"]
)
def test_any_other_base_url_is_refused(url: str) -> None:
    assert "- OPENAI_BASE_URL: " in complaint(OPENAI_BASE_URL=url)


def test_dollars_are_exact() -> None:
    assert 99_500_000_000 == read(OPENAI_DAILY_COST_LIMIT="99.50").openai_daily_cost_limit


def test_a_day_may_not_cost_more_than_its_month() -> None:
    said = complaint(OPENAI_DAILY_COST_LIMIT="100", OPENAI_MONTHLY_COST_LIMIT="99")
    assert "- OPENAI_DAILY_COST_LIMIT: " in said


def test_a_tier_is_read_without_case() -> None:
    assert Tier.PREMIUM is read(DEFAULT_RATE_LIMIT_TIER="premium").default_rate_limit_tier


def test_lists_are_split_at_commas() -> None:
    assert ("10.0.0.0/8", "2001:db8::/32") == read(IP_WHITELIST=" 10.0.0.0/8, 2001:db8::/32,").ip_whitelist


def test_an_empty_allow_list_that_is_on_is_refused() -> None:
    assert "- IP_WHITELIST: " in complaint(ENABLE_IP_WHITELIST="true")


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read().worker_processes = 1  # type: ignore[misc]


NEON = {
    "NEON_{}_HOST": "ep-quiet-1-pooler.eu-central-1.aws.neon.tech",
    "NEON_{}_DATABASE": "auslex",
    "NEON_{}_USERNAME": "gateway",
    "NEON_{}_PASSWORD": "p/ss word",
}
NEON_ADDRESS = PostgresAddress(
    "ep-quiet-1-pooler.eu-central-1.aws.neon.tech",
    "auslex",
    "gateway",
    "p/ss word",
    options=(("sslmode", "verify-full"), ("sslrootcert", "system")),
)


def neon(which: str) -> dict[str, str]:
    return {name.format(which): value for name, value in NEON.items()}


def test_production_is_at_its_neon() -> None:
    assert NEON_ADDRESS == read(**{**PRODUCTION, **neon("PROD"), **neon("STAGING")}).database


def test_staging_is_at_its_neon() -> None:
    assert NEON_ADDRESS == read(DEPLOYMENT_ENVIRONMENT="staging", **neon("STAGING")).database


def test_staging_without_a_neon_is_a_file() -> None:
    assert SqliteAddress(Path(".auslex/auslex.db")) == read(DEPLOYMENT_ENVIRONMENT="staging").database


def test_half_a_neon_is_refused() -> None:
    said = complaint(DEPLOYMENT_ENVIRONMENT="staging", NEON_STAGING_HOST="host", NEON_STAGING_DATABASE="d")
    assert ("- NEON_STAGING_USERNAME: " in said, "- NEON_STAGING_PASSWORD: " in said) == (True, True)


def test_development_is_at_no_neon() -> None:
    assert SqliteAddress(Path(".auslex/auslex.db")) == read(**neon("PROD"), **neon("STAGING")).database


def test_a_database_url_comes_before_neon() -> None:
    settings = read(**{**PRODUCTION, **neon("PROD"), "DATABASE_URL": "postgres://u:p@db/d"})
    assert PostgresAddress("db", "d", "u", "p") == settings.database


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("AUSLEX_ALERT_WEBHOOK", "ftp://hooks.example.com"),
        ("AUSLEX_ALERT_WEBHOOK", "http://hooks.example.com/a"),
        ("AUSLEX_ALERT_WEBHOOK", "https://somebody@hooks.example.com/a"),
        ("AUSLEX_ALERT_WEBHOOK_SECRET", "short"),
        ("AUSLEX_ALERT_WEBHOOK_SECRET", "whsec_" + "!" * 40),
    ],
)
def test_a_webhook_that_cannot_be_used_stops_the_start(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=variable) as caught:
        Settings.from_environment({variable: value})
    assert value not in str(caught.value)


def test_a_webhook_needs_its_secret() -> None:
    with pytest.raises(SettingsError, match="AUSLEX_ALERT_WEBHOOK_SECRET"):
        Settings.from_environment({"AUSLEX_ALERT_WEBHOOK": "https://hooks.example.com/a"})


ROSTER = '[[upstream]]\nname = "one"\nbase_url = "https://one.example/v1"\nkey_variable = "ONE_KEY"\n'


def roster(folder: Path, text: str) -> str:
    path = folder / "upstreams.toml"
    path.write_text(text)
    return str(path)


def test_a_file_of_upstreams_stands_in_for_the_one_upstream(tmp_path: Path) -> None:
    settings = Settings.from_environment({"AUSLEX_UPSTREAMS": roster(tmp_path, ROSTER), "ONE_KEY": "canary"})
    ((entry, key),) = settings.upstreams
    assert ("one", "canary", False) == (entry.name, key.get_secret_value(), settings.embedded)


def test_no_key_of_an_upstream_is_printed(tmp_path: Path) -> None:
    settings = Settings.from_environment({"AUSLEX_UPSTREAMS": roster(tmp_path, ROSTER), "ONE_KEY": "canary"})
    assert "canary" not in f"{settings!r} {settings.upstreams!r} {settings.model_dump()}"


def test_a_key_that_a_file_of_upstreams_asks_for_must_be_set(tmp_path: Path) -> None:
    assert "- ONE_KEY: " in complaint(AUSLEX_UPSTREAMS=roster(tmp_path, ROSTER))


@pytest.mark.parametrize("text", ["", "[[upstream]]\n", ROSTER.replace("https://one", "http://one")])
def test_a_bad_file_of_upstreams_is_a_faulty_variable(tmp_path: Path, text: str) -> None:
    assert "- AUSLEX_UPSTREAMS: " in complaint(AUSLEX_UPSTREAMS=roster(tmp_path, text), ONE_KEY="k")


def test_a_missing_file_of_upstreams_is_a_faulty_variable(tmp_path: Path) -> None:
    assert "- AUSLEX_UPSTREAMS: " in complaint(AUSLEX_UPSTREAMS=str(tmp_path / "none.toml"))


@pytest.mark.parametrize(
    ("urls", "tier"),
    [
        (["https://api.openai.com/v1", "https://au.api.openai.com/v1"], "default"),
        (["https://api.openai.com/v1", "https://one.example/v1"], "auto"),
    ],
)
def test_a_tier_is_sent_by_name_where_every_upstream_is_openais(tmp_path: Path, urls: list[str], tier: str) -> None:
    text = "".join(f'[[upstream]]\nname = "u{number}"\nbase_url = "{url}"\n' for number, url in enumerate(urls))
    assert tier == Settings.from_environment({"AUSLEX_UPSTREAMS": roster(tmp_path, text)}).service_tier


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"AUSLEX_JWT_ALGORITHMS": "none"}, "AUSLEX_JWT_ALGORITHMS"),
        ({"AUSLEX_JWT_ALGORITHMS": "RS256"}, "AUSLEX_JWT_JWKS"),
        ({"AUSLEX_JWT_JWKS": "https://id.example.com/keys"}, "AUSLEX_JWT_ALGORITHMS"),
        ({"AUSLEX_JWT_ALGORITHMS": "ES256", "AUSLEX_JWT_JWKS": "http://id.example.com/keys"}, "https://"),
        ({"AUSLEX_JWT_ALGORITHMS": "ES256", "AUSLEX_JWT_JWKS": "file:///etc/passwd"}, "AUSLEX_JWT_JWKS"),
    ],
)
def test_what_tokens_need_must_fit_together(given: dict[str, str], names: str) -> None:
    with pytest.raises(SettingsError, match=names):
        Settings.from_environment(given)
