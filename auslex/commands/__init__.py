"""One module per command: `register` adds its arguments, `run` does it and returns the exit status."""

from __future__ import annotations

from argparse import ArgumentParser, _SubParsersAction
from typing import TypeAlias

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"


def printable(text: str) -> str:
    """The text as it may be shown: callers choose names, and nothing of them may steer a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
