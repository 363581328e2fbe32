"""One module per command: `register` adds its arguments, `run` does it and returns the exit status."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable, Coroutine
from typing import TypeAlias

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def run_action(given: Namespace) -> int:
    """Do the action that was named, for commands that have several: its parser has set `act`."""
    act: Callable[[Namespace], Coroutine[object, object, int]] = given.act
    return asyncio.run(act(given))
