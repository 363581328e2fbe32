"""auslex breaker: list, reset."""

from __future__ import annotations

import argparse
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from auslex.assembly.recovery import open_board
from auslex.commands import Commands, run_action
from auslex.core.clock import SystemClock
from auslex.database.migrate import migrate
from auslex.resilience.notices import ANY, Board, Notice, Posted, Selector
from auslex.settings import Settings

PART_CHARACTERS_MAX = 160  # Three of them fit a breaker's name.


def register(commands: Commands) -> None:
    """Add `breaker` and its two actions."""
    parser = commands.add_parser("breaker", help="circuit breakers that workers have told each other of")
    parser.set_defaults(run=run_action)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("list", help="breakers that opened or closed in the last hour, and resets")
    show.set_defaults(act=_list)
    reset = actions.add_parser("reset", help="close breakers, in every worker within about a second; all without names")
    for part in ("endpoint", "model", "upstream"):
        reset.add_argument(f"--{part}", type=_part, default=ANY, help=f"only those of this {part}")
    reset.set_defaults(act=_reset)


async def _list(given: argparse.Namespace) -> int:
    async with _board() as board:
        for posted in await board.read():
            print(_line(posted))
    return 0


async def _reset(given: argparse.Namespace) -> int:
    selector = Selector(given.upstream, given.endpoint, given.model)
    async with _board() as board:
        await board.post(Notice(str(selector)))
    print(f"Reset {selector}. Every worker that serves, or has an open breaker, knows within about a second.")
    return 0


def _line(posted: Posted) -> str:
    state = f"open for {posted.open_seconds:.0f} s" if posted.open_seconds else "closed or half open"
    return f"{posted.name:<50} {'reset' if ANY in posted.name.split(':', 2) else state}"


def _part(text: str) -> str:
    if not text.isprintable() or not 1 <= len(text) <= PART_CHARACTERS_MAX:
        raise argparse.ArgumentTypeError("must be a name, as `auslex breaker list` shows it")
    return text


@asynccontextmanager
async def _board() -> AsyncIterator[Board]:
    settings = Settings.from_environment()
    settings.auslex_data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    migrate(settings.database)
    board = open_board(settings, SystemClock())
    try:
        yield board
    finally:
        await board.aclose()
