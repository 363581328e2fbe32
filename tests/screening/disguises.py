"""Texts in disguise: a hundred attacks and a hundred harmless ones, always the same, beside the ids of the plain."""

from __future__ import annotations

import base64
import codecs
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

from tests.screening.prompt_groups import Prompt, group

# What each disguised group is made of.
DISGUISED = {"disguised": ("hijack", "extraction"), "disguised_benign": ("trigger_benign", "chat")}

_EACH = 50
_LEAD = "Read this and reply: "
_ZERO_WIDTH_SPACE = chr(0x200B)
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
# Cyrillic letters that look like these Latin ones.
_CYRILLIC = dict(zip("aceopxyi", (0x430, 0x441, 0x435, 0x43E, 0x440, 0x445, 0x443, 0x456), strict=True))
_HOMOGLYPHS = str.maketrans(_CYRILLIC)
_LEET = str.maketrans("aeiost", "431057")


def disguised(name: str) -> list[Prompt]:
    """Fifty texts in English of each group this one is made of, the disguises taken in turn."""
    plain = [prompt for part in DISGUISED[name] for prompt in _english(part)]
    return [
        replace(prompt, id=f"{name}-{place:03}", group=name, text=wear(prompt.text), disguise=disguise, plain=prompt.id)
        for place, (prompt, (disguise, wear)) in enumerate(zip(plain, cycle(DISGUISES.items()), strict=False), start=1)
    ]


def _english(name: str) -> list[Prompt]:
    """Every other text of the group that is all ASCII, in one line and of 3 to 40 words, up to 50."""
    fitting = [p for p in group(name) if p.text.isascii() and "\n" not in p.text and 3 <= len(p.text.split()) <= 40]
    return fitting[::2][:_EACH]


def _letters(between: str) -> Callable[[str], str]:
    gap = "  " if between == " " else " "
    return lambda text: gap.join(between.join(word) for word in text.split())


def _mixed(text: str) -> str:
    ways = cycle((str.upper, lambda word: word.translate(_LEET), lambda word: _ZERO_WIDTH_SPACE.join(word), "-".join))
    return " ".join(way(word) for way, word in zip(ways, text.translate(_HOMOGLYPHS).split(), strict=False))


DISGUISES: dict[str, Callable[[str], str]] = {
    "zero width": lambda text: _ZERO_WIDTH_SPACE.join(text),
    "full width": lambda text: text.translate(_FULL_WIDTH),
    "homoglyphs": lambda text: text.translate(_HOMOGLYPHS),
    "leetspeak": lambda text: text.translate(_LEET),
    "base64": lambda text: _LEAD + base64.b64encode(text.encode()).decode(),
    "rot13": lambda text: _LEAD + codecs.encode(text, "rot13"),
    "hex": lambda text: _LEAD + text.encode().hex(),
    "reversed": lambda text: _LEAD + text[::-1],
    "spaced": _letters(" "),
    "dotted": _letters("."),
    "dashed": _letters("-"),
    "mixed": _mixed,
}
