"""Texts grown from grammars: rules with alternatives, chosen by a seeded generator."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import count, repeat
from pathlib import Path
from random import Random

FOLDER = Path(__file__).parent / "grammar"
DEPTH_MAX = 40

Node = str | list["Node"] | tuple["Node", ...]  # Text as it is, a choice, a sequence; names of rules are looked up

_RULE = re.compile(r"^([a-z]\w*):$")
_ESCAPES = {"n": "\n"}


class Grammar:
    """Rules by name; `{name}` in a text is another rule, `{a|b}` a choice, `\\n` a new line, `\\{` a brace.

    In a choice a word stands for itself, and for a rule only if it has an underscore, as no word of a text has.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._rules: dict[str, list[Node]] = {}
        for text in texts:
            rule: list[Node] = []  # What stands before the first rule is a comment
            for line in text.splitlines():
                if match := _RULE.match(line):
                    rule = self._rules.setdefault(match.group(1), [])
                elif line:
                    rule.append(_parse(line))

    def __contains__(self, name: str) -> bool:
        return name in self._rules

    def grow(self, name: str, random: Random) -> str:
        """One text of this rule. Raises KeyError if there is none."""
        return self._pick(self._rules[name], random, 0)

    def _pick(self, node: Node, random: Random, depth: int) -> str:
        if depth > DEPTH_MAX:
            return ""
        match node:
            case str():
                return node
            case list():
                chosen = node[int(random.random() * len(node))]
                if isinstance(chosen, str) and chosen in self._rules and ("_" in chosen or len(node) == 1):
                    chosen = self._rules[chosen]
                return self._pick(chosen, random, depth + 1)
            case _:
                return "".join(map(self._part, node, count(), repeat(random), repeat(depth + 1)))

    def _part(self, node: Node, place: int, random: Random, depth: int) -> str:
        """Sequences hold plain text at even places, choices at odd ones."""
        return node if place % 2 == 0 and isinstance(node, str) else self._pick(node, random, depth)


@cache
def shipped() -> Grammar:
    """All grammars of this folder as one."""
    return Grammar(path.read_text() for path in sorted(FOLDER.glob("*.txt")))


def _parse(line: str) -> Node:
    node, end = _sequence(line, 0, nested=False)
    assert end == len(line), line
    return node


def _sequence(line: str, at: int, nested: bool) -> tuple[Node, int]:
    """Plain text and choices in turn, up to the end, or to the bar or brace that ends an alternative."""
    parts: list[Node] = [""]
    while at < len(line) and not (nested and line[at] in "|}"):
        if line[at] == "\\" and at + 1 < len(line) and line[at + 1] in "n{}|":
            parts[-1] = f"{parts[-1]}{_ESCAPES.get(line[at + 1], line[at + 1])}"
            at += 2
        elif line[at] == "{":
            choice, at = _choice(line, at + 1)
            parts += [choice, ""]
        else:
            parts[-1] = f"{parts[-1]}{line[at]}"
            at += 1
    return (parts[0] if len(parts) == 1 else tuple(parts)), at


def _choice(line: str, at: int) -> tuple[Node, int]:
    alternatives: list[Node] = []
    while True:
        if at >= len(line):
            raise ValueError(f"a brace is never closed: {line}")
        alternative, at = _sequence(line, at, nested=True)
        alternatives.append(alternative)
        if at < len(line) and line[at] == "}":
            return alternatives, at + 1
        at += 1
