"""auslex faults: serve, list, prices."""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import suppress

from auslex.commands import Commands, run_action
from auslex.upstreams.faults.server import listing, prices, start

HOST = "127.0.0.1"  # For rehearsals on one machine; nobody else has business with it.
PORT = 9100


def register(commands: Commands) -> None:
    """Add `faults` and its actions."""
    parser = commands.add_parser("faults", help="an upstream that fails on purpose, for rehearsals")
    parser.set_defaults(run=run_action)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    serve = actions.add_parser("serve", help="answer as OpenAI would; models named fault-... fail, each in its way")
    serve.add_argument("--port", type=int, default=PORT, help=f"port to listen on (default: {PORT})")
    serve.set_defaults(act=_serve)
    actions.add_parser("list", help="every fault and what it does").set_defaults(act=_list)
    actions.add_parser("prices", help="prices for these models, for AUSLEX_PRICES").set_defaults(act=_prices)


async def _serve(given: argparse.Namespace) -> int:
    try:
        server = await start(HOST, given.port)
    except OSError as error:
        print(f"Port {given.port} cannot be used: {error.strerror}", file=sys.stderr)
        return 1
    port = server.sockets[0].getsockname()[1]
    print(f"Faults on http://{HOST}:{port}/v1; http://{HOST}:{port}/faults lists them. Ctrl-C ends it.", flush=True)
    with suppress(asyncio.CancelledError):
        await server.serve_forever()
    return 0


async def _list(given: argparse.Namespace) -> int:
    print(listing(), end="")
    return 0


async def _prices(given: argparse.Namespace) -> int:
    print(prices(), end="")
    return 0
