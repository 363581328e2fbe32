"""The `auslex` command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from auslex import __version__
from auslex.commands import audit, breaker, doctor, faults, keys, ledger, scan, serve, tenants, upstream_keys, usage
from auslex.core.errors import AuslexError
from auslex.settings import SettingsError


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command; the exit status is 0 if it did what it says, 1 if it could not, 2 if it was not understood."""
    parser = argparse.ArgumentParser(
        prog="auslex", description="The gateway between a legal-research platform and OpenAI."
    )
    parser.add_argument("--version", action="version", version=f"auslex {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in (serve, keys, tenants, usage, ledger, breaker, audit, upstream_keys, scan, doctor, faults):
        command.register(commands)
    given = parser.parse_args(arguments)
    try:
        sys.exit(given.run(given))
    except (SettingsError, AuslexError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
