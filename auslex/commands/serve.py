"""auslex serve: the gateway, with a development key and directions on a first start."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from auslex.assembly.access import open_desk, open_keys
from auslex.assembly.names import check_names
from auslex.assembly.recovery import default_model, worker_count
from auslex.assembly.upstreams import load_prices
from auslex.commands import Commands, operator
from auslex.core.clock import SystemClock
from auslex.core.principal import Tier
from auslex.identity.keys import KeyRequest
from auslex.identity.scopes import EVERYTHING
from auslex.settings import Environment, Settings

if TYPE_CHECKING:
    import socket

    import uvicorn

APPLICATION = "api.hardened_endpoints:app"
DEVELOPMENT_KEY = "development"
CONNECTIONS_PER_CALL = 4  # Clients keep connections that they do not use just now.
OTHER_FILES = 100  # Logs, databases, metrics.
BACKLOG = 2048
IDLE_SECONDS_MAX = 75  # Longer than clients and proxies keep connections, so that none sends into a closing one.


def register(commands: Commands) -> None:
    """Add `serve`."""
    parser = commands.add_parser("serve", help="run the gateway")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--workers", type=int, help="worker processes (default: WORKER_PROCESSES, in development 1)")
    parser.add_argument(
        "--directions", action="store_true", help="make a development key once, and print how to use it"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Serve until told to stop."""
    import uvicorn

    from auslex.http.connection import ClientConnection, ConnectionOptions

    settings = Settings.from_environment()
    load_prices(settings, SystemClock())  # A bad file stops the start here, once, instead of in every worker.
    open_keys(settings)  # So does a database that cannot be used.
    check_names(settings)  # And a model that cannot be loaded.
    if given.directions and settings.deployment_environment is Environment.DEVELOPMENT:
        _direct(settings, given.host, given.port)
    connections_max = CONNECTIONS_PER_CALL * settings.worker_connections
    _allow_open_files(connections_max + settings.worker_connections + OTHER_FILES)
    config = uvicorn.Config(
        APPLICATION,
        host=given.host,
        port=given.port,
        workers=given.workers or worker_count(settings),
        loop="uvloop" if sys.platform != "win32" else "asyncio",
        ws="none",
        access_log=False,
        log_level="warning",
        server_header=False,
        date_header=True,
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_keep_alive=IDLE_SECONDS_MAX,
        timeout_graceful_shutdown=30,
    )
    listener = config.bind_socket()
    options = ConnectionOptions(listener, connections_max, settings.worker_connections, settings.auslex_send_timeout)
    config.http = partial(ClientConnection, options=options)  # type: ignore[assignment]  # Called as uvicorn calls its own.
    return _serve(config, listener)


def _serve(config: uvicorn.Config, listener: socket.socket) -> int:
    """As uvicorn does it, with a socket that our connections know."""
    from uvicorn import Server
    from uvicorn.supervisors import Multiprocess

    server = Server(config)
    try:
        if config.workers > 1:
            Multiprocess(config, sockets=[listener]).run()
            return 0
        server.run([listener])
    except KeyboardInterrupt:
        return 0
    return 0 if server.started else 1


def _allow_open_files(wanted: int) -> None:
    """Raise this process's own limit, which its workers inherit, as far as it may: the usual 1,024 are too few."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


def _direct(settings: Settings, host: str, port: int) -> None:
    """Say how to use the gateway, with a key that is made at the first start and kept for its owner's eyes."""
    key = asyncio.run(_development_key(settings))
    model = default_model(settings)
    address = f"http://{host}:{port}"
    upstream = (
        f"the embedded model {model} (a small demonstration model, weak at law)" if settings.embedded else "OpenAI"
    )
    if settings.openai_base_url:
        upstream = settings.openai_base_url
    print(
        f"""
AusLex Gateway on {address}, answering with {upstream}.

Try it with curl:

  curl {address}/v1/chat/completions -H "Authorization: Bearer {key}" -H "Content-Type: application/json" -d '{{"model": "{model}", "messages": [{{"role": "user", "content": "Say hello."}}]}}'

or in Python (pip install openai):

  from openai import OpenAI
  client = OpenAI(base_url="{address}/v1", api_key="{key}")
  print(client.chat.completions.create(model="{model}", messages=[{{"role": "user", "content": "Say hello."}}]).choices[0].message.content)

Data is kept in {settings.auslex_data_dir.absolute()}. One line per request follows; Ctrl-C stops everything.
""",  # noqa: E501  commands to be pasted must not be broken
        flush=True,
    )


async def _development_key(settings: Settings) -> str:
    """Made once; kept in a file that only its owner can read, so that the directions still work after a restart."""
    path = settings.auslex_data_dir / "development.key"
    async with aclosing(open_desk(settings, SystemClock())) as desk:
        if path.is_file():
            key = path.read_text().strip()
            if await desk.knows(key):
                return key
            path.unlink()
        request = KeyRequest(DEVELOPMENT_KEY, DEVELOPMENT_KEY, Tier.INTERNAL, EVERYTHING)
        key, _ = await desk.create(request, operator())
    _write_private(path, key + "\n")
    return key


def _write_private(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
