"""One module per command: `register` adds its arguments, `run` does it and returns the exit status."""

from __future__ import annotations

import asyncio
import getpass
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable, Coroutine
from typing import TypeAlias

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def run_action(given: Namespace) -> int:
    """Do the action that was named, for commands that have several: its parser has set `act`."""
    act: Callable[[Namespace], Coroutine[object, object, int]] = given.act
    return asyncio.run(act(given))


def operator() -> str:
    """Who runs this command, for the audit log."""
    try:
        return f"cli {getpass.getuser()}"
    except (OSError, KeyError):
        return "cli"


def printable(text: str) -> str:
    """The text as it may be shown: callers choose names, and nothing of them may steer a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
