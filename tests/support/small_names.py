"""A name finder as small as one can be, in place of a model: it knows a few names, and does what texts tell it to."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

MODEL = "tests.support.small_names:load"
NAMES = re.compile(r"Zorva Quillmere|Ixelmonde Brannok|Bronwyn|Xanthe Quill|Smith|Kirby|The Court")
HANG_ONCE = re.compile(r"HANG ONCE (\S+)")
MIB = 1 << 20


@dataclass(frozen=True)
class Entity:
    start_char: int
    end_char: int
    label_: str = "PERSON"


@dataclass(frozen=True)
class Document:
    ents: list[Entity]


class SmallModel:
    def __call__(self, text: str) -> Document:
        if "HANG ALWAYS" in text:
            hang()
        if (once := HANG_ONCE.search(text)) and not (file := Path(once[1])).exists():
            file.touch()
            hang()
        if "SHOUT" in text:
            print(text)
            print(text, file=sys.stderr)
            raise ValueError(text)
        if "GROW" in text:
            bytearray(600 * MIB)
        if "ENVIRONMENT" in text and "OPENAI_API_KEY" not in os.environ:
            return Document([])
        return Document([Entity(*match.span()) for match in NAMES.finditer(text)])


def load() -> SmallModel:
    return SmallModel()


def hang() -> None:
    while True:
        pass
