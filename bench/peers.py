"""The contestants: how each is installed, configured, started and addressed."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.process import ChildError, clean_environment, finish
from bench.prompts import MODEL
from bench.upstream import HOST

ROOT = Path(__file__).resolve().parent.parent
LITELLM = "litellm[proxy]==1.106.0"  # Later 1.106.x want a certifi that some indexes do not have.
PORTKEY = "@portkey-ai/gateway@1.15.2"
# What Portkey's own lock file has; later ones make its streams a 500: https://github.com/Portkey-AI/gateway/issues/1389
PORTKEY_OVERRIDES = {"@hono/node-server": "1.13.5"}
UPSTREAM_KEY = "sk-bench"
INSTALL_SECONDS_MAX = 900.0
COMMAND_SECONDS_MAX = 60.0
NO_LIMIT = str(10**11)

NGINX_CONFIGURATION = """\
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    client_body_buffer_size 1m;
    keepalive_requests 100000000;
    upstream model {{
        server {host}:{upstream_port};
        keepalive 256;
        keepalive_requests 100000000;
    }}
    server {{
        listen {host}:{port};
        location /health {{ return 200; }}
        location / {{
            proxy_pass http://model;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_buffering off;
        }}
    }}
}}
"""

LITELLM_CONFIGURATION = """\
model_list:
  - model_name: {model}
    litellm_params:
      model: openai/{model}
      api_base: http://{host}:{upstream_port}/v1
      api_key: {key}
general_settings:
  master_key: {key}
"""


class NotInstalledError(Exception):
    """The contestant is not on this machine; the message says what is missing and how to get it."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a contestant is given: a port, the mock's port, a folder of its own and how many workers to run."""

    port: int
    upstream_port: int
    folder: Path
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Launch:
    """A contestant made ready to start."""

    command: tuple[str, ...]
    environment: Mapping[str, str]
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contestant:
    """One gateway; `share` is the part of the requests it is sent, so that a slow one takes no longer than a fast."""

    name: str
    prepare: Callable[[Place], Launch]
    health_path: str = "/health"
    share: float = 1.0
    start_seconds_max: float = 20.0
    version: Callable[[], str] = field(default=lambda: "")


def nginx() -> Contestant:
    """Debian's nginx as a plain reverse proxy."""
    return Contestant("nginx", _prepare_nginx, version=_nginx_version)


def auslex(program: Path, *, screening: bool = True) -> Contestant:
    """This project's gateway, all guards on or with screening off."""

    def prepare(place: Place) -> Launch:
        return _prepare_auslex(program, place, screening=screening)

    return Contestant("auslex" if screening else "auslex, screening off", prepare, share=0.5)


def litellm(home: Path) -> Contestant:
    """LiteLLM's proxy with a master key and no database."""

    def prepare(place: Place) -> Launch:
        return _prepare_litellm(home / "litellm" / "bin" / "litellm", place)

    return Contestant("LiteLLM", prepare, "/health/liveliness", 0.05, 120.0, lambda: LITELLM.rpartition("==")[2])


def portkey(home: Path) -> Contestant:
    """Portkey's gateway, told by headers where to go."""

    def prepare(place: Place) -> Launch:
        return _prepare_portkey(_portkey_package(home), place)

    return Contestant("Portkey", prepare, "/", 0.2, 30.0, lambda: PORTKEY.rpartition("@")[2])


def install(home: Path) -> list[str]:
    """Installs LiteLLM and Portkey under `home`; returns what could not be installed and why."""
    home.mkdir(parents=True, exist_ok=True)
    (home / ".gitignore").write_text("*\n")
    failures: list[str] = []
    for name, step in (("LiteLLM", _install_litellm), ("Portkey", _install_portkey)):
        try:
            step(home)
        except ChildError as error:
            failures.append(f"{name} could not be installed: {error}")
    return failures


def _prepare_nginx(place: Place) -> Launch:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if program is None:
        raise NotInstalledError("nginx is missing: apt-get install nginx")
    configuration = place.folder / "nginx.conf"
    configuration.write_text(
        NGINX_CONFIGURATION.format(folder=place.folder, host=HOST, port=place.port, upstream_port=place.upstream_port)
    )
    return Launch((program, "-c", str(configuration), "-p", str(place.folder)), {})


def _nginx_version() -> str:
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    said = finish([program, "-v"], clean_environment({}), COMMAND_SECONDS_MAX).stderr
    return said.strip().rpartition("/")[2]


def _prepare_auslex(program: Path, place: Place, *, screening: bool) -> Launch:
    if not program.exists():
        raise NotInstalledError(f"{program} is missing: set the project up first, or name it with --auslex")
    environment = {
        "HOME": str(place.folder),
        "AUSLEX_DATA_DIR": str(place.folder / "data"),
        "OPENAI_API_KEY": UPSTREAM_KEY,
        "OPENAI_BASE_URL": f"http://{HOST}:{place.upstream_port}/v1",
        "OPENAI_MAX_REQUESTS_PER_MINUTE": "100000000",
        "OPENAI_MAX_TOKENS_PER_MINUTE": NO_LIMIT,
        "OPENAI_DAILY_COST_LIMIT": "1000000",
        "OPENAI_MONTHLY_COST_LIMIT": "1000000",
        "LOG_LEVEL": "INFO",
    }
    if not screening:
        environment["ENABLE_PROMPT_SCANNING"] = "false"
    (place.folder / "data").mkdir()
    key = _auslex_key(program, environment)
    serve = (str(program), "serve", "--host", HOST, "--port", str(place.port), "--workers", str(place.workers))
    return Launch(serve, environment, (("Authorization", f"Bearer {key}"),))


def _auslex_key(program: Path, environment: Mapping[str, str]) -> str:
    command = [str(program), "keys", "create", "--name", "bench", "--tier", "INTERNAL", "--tenant", "bench"]
    command += ["--rpm", "100000000", "--tpm", NO_LIMIT, "--usd-day", "1000000", "--usd-month", "1000000"]
    done = finish(command, clean_environment(environment), COMMAND_SECONDS_MAX)
    lines = done.stdout.strip().splitlines()
    if not lines:
        raise ChildError("auslex keys create printed no key")
    return lines[-1].strip()


def _prepare_litellm(program: Path, place: Place) -> Launch:
    if not program.exists():
        raise NotInstalledError("not installed: python -m bench peers --install")
    configuration = place.folder / "litellm.yaml"
    configuration.write_text(
        LITELLM_CONFIGURATION.format(model=MODEL, host=HOST, upstream_port=place.upstream_port, key=UPSTREAM_KEY)
    )
    command = (str(program), "--config", str(configuration), "--host", HOST, "--port", str(place.port))
    environment = {
        "HOME": str(place.folder),
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # Else it fetches its price list at start.
        "LITELLM_LOG": "ERROR",
    }
    headers = (("Authorization", f"Bearer {UPSTREAM_KEY}"),)
    return Launch((*command, "--num_workers", "1", "--telemetry", "False"), environment, headers)


def _install_litellm(home: Path) -> None:
    python = shutil.which("python3") or "python3"
    venv = home / "litellm"
    if not (venv / "bin" / "python").exists():
        finish([python, "-m", "venv", str(venv)], os.environ, INSTALL_SECONDS_MAX)
    pip = str(venv / "bin" / "pip")
    # The developer's own environment, since it may say where packages come from.
    finish([pip, "install", "--quiet", "--only-binary", ":all:", LITELLM], os.environ, INSTALL_SECONDS_MAX)


def _portkey_package(home: Path) -> Path:
    return home / "portkey" / "node_modules" / "@portkey-ai" / "gateway"


def _prepare_portkey(package: Path, place: Place) -> Launch:
    node = shutil.which("node")
    if node is None:
        raise NotInstalledError("node is missing: apt-get install nodejs npm")
    if not package.exists():
        raise NotInstalledError("not installed: python -m bench peers --install")
    command = (node, str(package / "build" / "start-server.js"), "--headless", f"--port={place.port}")
    headers = (
        ("Authorization", f"Bearer {UPSTREAM_KEY}"),
        ("x-portkey-provider", "openai"),
        ("x-portkey-custom-host", f"http://{HOST}:{place.upstream_port}/v1"),
    )
    return Launch(command, {"HOME": str(place.folder), "NODE_ENV": "production"}, headers)


def _install_portkey(home: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise ChildError("npm is missing: apt-get install nodejs npm")
    folder = home / "portkey"
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_text(json.dumps({"private": True, "overrides": PORTKEY_OVERRIDES}))
    # Scripts of a package's install step would run code here that the measurement does not need.
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)]
    finish([npm, "install", *options, PORTKEY], os.environ, INSTALL_SECONDS_MAX)
