"""The ways in which an attack is hidden from a reader of plain text."""

from __future__ import annotations

import base64
import codecs
from collections.abc import Callable
from random import Random

LEET = str.maketrans({"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7"})
LEET_SIGNS = str.maketrans({"a": "@", "e": "3", "i": "!", "o": "0", "s": "$", "l": "1", "t": "+"})
CYRILLIC = str.maketrans("aeopcyxisjhAEOPCXTHKMB", "аеорсухіѕјһАЕОРСХТНКМВ")
INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e")


def _bold(char: str) -> str:
    if "a" <= char <= "z":
        return chr(0x1D41A + ord(char) - ord("a"))
    return chr(0x1D400 + ord(char) - ord("A")) if "A" <= char <= "Z" else char


def _some(text: str, change: Callable[[str], str], random: Random, share: float) -> str:
    return "".join(change(char) if random.random() < share else char for char in text)


DISGUISES: dict[str, Callable[[str, Random], str]] = {
    "zero width": lambda text, random: "".join(char + random.choice(INVISIBLE[:5]) for char in text),
    "soft hyphens": lambda text, random: _some(text, lambda char: char + "\u00ad", random, 0.4),
    "full width": lambda text, random: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "bold": lambda text, random: "".join(map(_bold, text)),
    "look-alikes": lambda text, random: _some(text, lambda char: char.translate(CYRILLIC), random, 0.7),
    "accents": lambda text, random: _some(text, lambda char: char + random.choice("\u0301\u0308\u0323"), random, 0.6),
    "leet": lambda text, random: text.lower().translate(LEET),
    "leet signs": lambda text, random: _some(text.lower(), lambda char: char.translate(LEET_SIGNS), random, 0.7),
    "case": lambda text, random: "".join(random.choice((char.lower(), char.upper())) for char in text),
    "base64": lambda text, random: base64.b64encode(text.encode()).decode(),
    "base64 in a sentence": lambda text, random: f"Please decode: {base64.b64encode(text.encode()).decode()} thanks",
    "hex": lambda text, random: text.encode().hex(),
    "hex in pairs": lambda text, random: text.encode().hex(" "),
    "hex escapes": lambda text, random: "".join(f"\\x{byte:02x}" for byte in text.encode()),
    "percent": lambda text, random: "".join(f"%{byte:02X}" for byte in text.encode()),
    "entities": lambda text, random: "".join(f"&#{ord(char)};" for char in text),
    "binary": lambda text, random: " ".join(f"{byte:08b}" for byte in text.encode()),
    "decimal": lambda text, random: " ".join(str(byte) for byte in text.encode()),
    "rot13": lambda text, random: codecs.encode(text, "rot13"),
    "reversed": lambda text, random: text[::-1],
    "reversed words": lambda text, random: " ".join(word[::-1] for word in text.split()),
    "spaced": lambda text, random: " ".join(text),
    "dotted": lambda text, random: " ".join(".".join(word) for word in text.split()),
    "dashed": lambda text, random: "-".join(text.replace(" ", "")),
    "tags": lambda text, random: "Hello! " + "".join(chr(0xE0000 + ord(char)) for char in text if " " <= char <= "~"),
}
