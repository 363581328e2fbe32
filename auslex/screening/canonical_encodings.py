"""Views of what stands in an encoding: base64, numbers of characters, escapes, tags that no one sees."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from auslex.screening.canonical import Codes, Offsets, View, as_text, code_points
from auslex.screening.canonical_runs import Bounds, runs

RUNS_MAX = 512
BASE64_MIN = 16  # Characters: twelve bytes, the shortest order worth hiding
NUMBERS_MIN = 24  # Characters of a list of numbers
NUMBERS_COUNT_MIN = 8
NAMED_ESCAPES_MAX = 2_000
HIDDEN_MIN = 4

Bytes = NDArray[np.uint8]
Reading = tuple[str, Bytes, Offsets]

_NAMED_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|&#[xX]([0-9a-fA-F]{1,6});|&#([0-9]{1,7});|&([a-zA-Z]{2,8});")

_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
_HEXADECIMAL = b"0123456789abcdefABCDEF"
_NUMBERS = _HEXADECIMAL + b" ,:;-\n\r\t[]x"
_PROSE = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ \n'" + bytes([*range(0x80, 0xC0), *range(0xC2, 0xF5)])
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")


def base64_payloads(codes: Codes, data: bytes, origin: Offsets) -> Iterator[View]:
    """What long runs of base64's characters (either alphabet) say, where that is text."""
    for start, end in _class_runs(data, _IN_BASE64, BASE64_MIN):
        run = data[start:end].translate(_TO_STANDARD)
        for skipped in range(4 if len(run) > BASE64_MIN + 8 else 1):
            decoded = _from_base64(run[skipped:])
            if (text := _as_prose(decoded)) is not None:
                at = start + skipped + np.arange(len(decoded)) * 4 // 3
                yield _view("base64", text, origin[at])
                break


def number_payloads(codes: Codes, data: bytes, origin: Offsets) -> Iterator[View]:
    """Texts given as hexadecimal, binary or decimal numbers of their bytes, in one run or as a list."""
    for start, end in _class_runs(data, _IN_NUMBERS, NUMBERS_MIN):
        for name, decoded, at in _readings(np.frombuffer(data, np.uint8)[start:end]):
            if (text := _as_prose(decoded.tobytes())) is not None:
                yield _view(name, text, origin[start + at])
                break


def escapes(codes: Codes, data: bytes, origin: Offsets) -> Iterator[View]:
    """The whole text with its escapes resolved: of strings, addresses and markup."""
    resolved, keep = codes.copy(), np.ones(len(codes), dtype=bool)
    count = 0
    for mark, width in ((b"%", 1), (b"\\x", 2)):
        if mark in data:
            count += _resolve_bytes(resolved, keep, data, mark[-1], width)
    if b"&" in data or b"\\u" in data:
        count += _resolve_named(resolved, keep, as_text(codes))
    if count >= HIDDEN_MIN:
        yield View("escapes", resolved[keep], origin[keep])


def hidden(codes: Codes, data: bytes, origin: Offsets) -> Iterator[View]:
    """Text in tag characters, or in bytes given as variation selectors."""
    if b"\x7f" not in data:
        return
    tags = (codes >= 0xE0020) & (codes <= 0xE007E)
    if tags.sum() >= HIDDEN_MIN:
        yield View("tags", codes[tags] - 0xE0000, origin[tags])
    selectors = ((codes >= 0xFE00) & (codes <= 0xFE0F)) | ((codes >= 0xE0100) & (codes <= 0xE01EF))
    if selectors.sum() >= HIDDEN_MIN:
        chosen = codes[selectors]
        values = np.where(chosen < 0xE0000, chosen - 0xFE00, chosen - 0xE0100 + 16).astype(np.uint8)
        if (text := _as_prose(values.tobytes())) is not None:
            yield _view("selectors", text, origin[selectors])


def _class(members: bytes) -> bytes:
    """A table for `bytes.translate`: 1 for members, else 0."""
    return bytes(byte in members for byte in range(256))


_IN_BASE64, _IN_NUMBERS, _IN_HEXADECIMAL = _class(_BASE64), _class(_NUMBERS), _class(_HEXADECIMAL)
_HEX_VALUES = np.array([int(chr(byte), 16) if byte in _HEXADECIMAL else 0 for byte in range(256)], dtype=np.uint8)


def _class_runs(data: bytes, table: bytes, length_min: int) -> Bounds:
    marked = data.translate(table)
    if b"\1" * length_min not in marked:
        return []
    return runs(np.frombuffer(marked, dtype=bool), length_min, RUNS_MAX)


def _from_base64(run: bytes) -> bytes:
    """Whole quartets, and the rest as far as it goes."""
    run = run[: len(run) - 1] if len(run) % 4 == 1 else run
    try:
        return base64.b64decode(run + b"=" * (-len(run) % 4), validate=True)
    except binascii.Error:
        return b""


def _readings(part: Bytes) -> Iterator[Reading]:
    """Ways to read the numbers in this part as bytes, each with where every byte stands."""
    digits = np.frombuffer(part.tobytes().translate(_IN_HEXADECIMAL), dtype=bool)
    for start, end in runs(digits, 2 * NUMBERS_COUNT_MIN, RUNS_MAX):
        yield from _unbroken(part[start:end], start)
    edges = np.flatnonzero(np.diff(digits, prepend=False, append=False))
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    values = _HEX_VALUES[part].astype(np.int64)
    for name, base, allowed in (("binary", 2, (8,)), ("decimal", 10, (2, 3)), ("hex", 16, (2,))):
        at = starts[np.isin(lengths, allowed)]
        widths = lengths[np.isin(lengths, allowed)]
        if len(at) < NUMBERS_COUNT_MIN:
            continue
        places = np.arange(max(allowed))
        inside = places < widths[:, None]
        figures = values[np.minimum(at[:, None] + places, len(part) - 1)]
        number = (np.where(inside, figures, 0) * base ** np.maximum(widths[:, None] - 1 - places, 0)).sum(axis=1)
        fits = (np.where(inside, figures, 0) < base).all(axis=1) & (number < 256)
        yield name, number[fits].astype(np.uint8), at[fits]


def _unbroken(word: Bytes, start: int) -> Iterator[Reading]:
    """One long word of digits as bytes of eight bits or of two hexadecimal digits."""
    values = _HEX_VALUES[word]
    if len(word) % 8 == 0 and values.max() <= 1 and len(word) >= 8 * NUMBERS_COUNT_MIN:
        yield "binary", np.packbits(values), start + np.arange(0, len(word), 8)
    if len(word) % 2 == 0:
        yield "hex", values[::2] * 16 + values[1::2], start + np.arange(0, len(word), 2)


def _resolve_bytes(resolved: Codes, keep: NDArray[np.bool_], data: bytes, mark: int, width: int) -> int:
    """Escapes of two hexadecimal digits after a mark of one or two characters; returns how many."""
    raw = np.frombuffer(data, dtype=np.uint8)
    digit = np.frombuffer(data.translate(_IN_HEXADECIMAL), dtype=bool)
    at = np.flatnonzero((raw[:-2] == mark) & digit[1:-1] & digit[2:])
    if width == 2:
        at = at[at > 0]
        at = at[raw[at - 1] == ord("\\")]
    values = _HEX_VALUES[raw]
    resolved[at - width + 1] = values[at + 1] * np.uint8(16) + values[at + 2]
    for offset in range(2 - width, 3):
        keep[at + offset] = False
    return len(at)


def _resolve_named(resolved: Codes, keep: NDArray[np.bool_], text: str) -> int:
    found = [match for _, match in zip(range(NAMED_ESCAPES_MAX), _NAMED_ESCAPE.finditer(text), strict=False)]
    for match in found:
        start, end = match.span()
        resolved[start] = _named(match)
        keep[start + 1 : end] = False
    return len(found)


def _named(match: re.Match[str]) -> int:
    unit, hexadecimal, decimal, name = match.groups()
    if name is not None:
        character = html.unescape(match.group())
        return ord(character) if len(character) == 1 else ord(" ")
    value = int(decimal) if decimal is not None else int(unit or hexadecimal, 16)
    return value if value <= 0x10FFFF else 0xFFFD


def _as_prose(decoded: bytes) -> str | None:
    """The decoded text, if it is one: letters and spaces for the most part, and nothing unprintable."""
    sample = decoded[:400]
    if len(decoded) < NUMBERS_COUNT_MIN or b"\0" in decoded or 4 * len(sample.translate(None, _PROSE)) > len(sample):
        return None
    text = decoded.decode(errors="replace")
    return text if 10 * text.count("\ufffd") < len(text) else None


def _view(name: str, text: str, at: Offsets) -> View:
    """`at` has an entry per byte; where a character took several, its first counts."""
    codes = code_points(text)
    if len(codes) != len(at):
        widths = 1 + (codes >= 0x80) + (codes >= 0x800) + (codes >= 0x10000)
        at = at[np.minimum(np.cumsum(widths) - widths, len(at) - 1)]
    return View(name, codes, at)
