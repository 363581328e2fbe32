"""What each character becomes in the canonical view, and what English looks like."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

LETTER, DIGIT, SPACE, ALONE = 1, 2, 4, 8  # ALONE: a letter of a script that writes no spaces between words

# Characters above the table keep their identity (rare ideographs) or vanish (tags, more variation selectors).
TABLE_SIZE = 0x20000
VANISHING_FROM = 0xE0000

EXPANSION_MAX = 4  # Some Arabic ligatures stand for eighteen letters: a text could grow by that

# Ideographs, Hangul syllables and private use: nothing to fold, and most of the table's building time.
IDENTITIES = ((0x3400, 0xA000), (0xAC00, 0xD800), (0xE000, 0xF900))

# What looks like a Latin letter in another script. Pairs: the look-alikes (after casefolding), the letter.
CONFUSABLES = (
    ("аɑαаａ⍺ꭺᗅ", "a"), ("ьƅЬвβᏼƃɓꞵ", "b"), ("сϲᴄⲥꮯƈ", "c"), ("ԁɗđժꓒ", "d"), ("еєҽ℮εǝɛꬲ", "e"), ("ғƒɟꞙ", "f"),
    ("ɡցɢǥꮐ", "g"), ("һհɦнħꮋ", "h"), ("іıɩӏⅰⲓꙇι˛ꭵ", "i"), ("јϳɉꭻʝ", "j"), ("кκĸᴋⲕƙꮶ", "k"), ("ⅼǀłɫ", "l"),
    ("мᴍⅿꮇɱ", "m"), ("ոпռηƞɲ", "n"), ("οоօσⲟ๐ჿ೦ഠøɵ", "o"), ("рρϱⲣƿᴩ", "p"), ("ԛզգ", "q"), ("гᴦⲅꭇɼɍ", "r"),
    ("ѕꜱꮪʂ", "s"), ("тτᴛⲧŧƭ", "t"), ("υսᴜʋцɥ", "u"), ("νѵᴠⱱ", "v"), ("ԝաωɯѡᴡ", "w"), ("хχⅹⲭ᙮", "x"),
    ("уγүყỿʏɣ", "y"), ("ᴢʐƶ", "z"),
    # Letters turned upside down, as in text that is to be read backwards.
    ("ɐ", "a"), ("ɔ", "c"), ("ɹʀ", "r"), ("ʇ", "t"), ("ʌ", "v"), ("ʍ", "w"), ("ʎ", "y"), ("ʞ", "k"),
    ("ɾ", "j"), ("ꞁ", "l"),
    # Signs.
    ("‘’‚‛′ʼ＇`´", "'"), ("“”„‟″«»＂", '"'), ("‐‑‒–—―−﹣－", "-"), ("․。", "."), ("∕⁄⧸", "/"), ("∶꞉", ":"),
)  # fmt: skip

# Digits and signs that stand for letters inside words.
LEET = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g",
        "@": "a", "$": "s", "!": "i", "|": "i", "+": "t", "€": "e", "£": "l", "¡": "i"}  # fmt: skip

# log2 of how often a letter follows another in English, 20 added, rounded, as hexadecimal digits. Rows: the first
# letter, columns: the second, both " abc...z". Counted on the licensed training texts by training/bigrams.py.
ENGLISH = (
    "0edddcdbceaacdcdd9deebbd8c7 d7bcb6ab7b6adbe5a4dcdab98b6 9a665c345970b64b50987a430a2 ac595c43cb3ab54d56a8ca40084 "
    "eb659c686c63877b41996a86381 fc9cdbaa8a58ccd9a9edc7b9ba6 ca263aa32b24842c30a69934280 da434b47aa24869a81a86a33072 "
    "cd555e324c23668c43979934084 cb9cbbbb4759cbeda7bdd7b3749 793219202732312840362901001 b9434b355a05778730695636060 "
    "dc76bd864c17c76b806aaa772b4 cc965c654b13596bb15959440a1 eb5bdcad6b69979c847cd9954b5 d99ab9c97969bceab2dbcdab684 "
    "bb457c549a03b74ba0c8aa48290 720001010300400000101a00000 ec7abe795c3a9bac93abba970b3 eb6a6d84bc29987bb66bdb59093 "
    "ec686d67ed15976d80cbaa595b5 ba9aaa793a36bab5a3ccb553565 8a324c131b12331820373500142 bb544b33bb04639b40984215051 "
    "981828314810321490039502543 d7555a332822777c807a9515424 773209024601322611242503235"
)


@dataclass(frozen=True, slots=True)
class Folding:
    """One entry per code point below TABLE_SIZE."""

    to: NDArray[np.uint32]  # The folded code point, 0 if it vanishes
    lengths: NDArray[np.uint8]  # How many characters it becomes
    kinds: NDArray[np.uint8]  # LETTER, DIGIT, SPACE or ALONE, of the folded code point
    rows: NDArray[np.uint16]  # The row of `many`, for those that become several
    many: NDArray[np.uint32]  # What they become, a row each


@cache
def folding() -> Folding:
    """The table for every character; takes some 50 ms, once in a process."""
    to = np.arange(TABLE_SIZE, dtype=np.uint32)
    lengths = np.ones(TABLE_SIZE, dtype=np.uint8)
    alike = {ord(char): ord(letter) for group, letter in CONFUSABLES for char in group}
    rows = np.zeros(TABLE_SIZE, dtype=np.uint16)
    many: list[tuple[int, ...]] = []
    for code in _folded_codes():
        folded = _fold(chr(code), alike)[:EXPANSION_MAX]
        to[code] = folded[0] if folded else 0
        lengths[code] = len(folded)
        if len(folded) > 1:
            rows[code] = len(many)
            many.append(folded + (0,) * (EXPANSION_MAX - len(folded)))
    return Folding(to, lengths, _kinds(), rows, np.array(many, dtype=np.uint32))


@cache
def english() -> NDArray[np.int16]:
    """27 rows and columns, " abc...z": how usual the second letter is after the first, in bits, 20 added."""
    return np.array([[int(digit, 16) for digit in row] for row in ENGLISH.split()], dtype=np.int16)


def _folded_codes() -> Iterator[int]:
    start = 0
    for first, after in (*IDENTITIES, (TABLE_SIZE, TABLE_SIZE)):
        yield from range(start, first)
        start = after


def _fold(char: str, alike: dict[int, int]) -> tuple[int, ...]:
    code = ord(char)
    if 0x1F1E6 <= code <= 0x1F1FF:  # Regional indicators spell words too
        return (code - 0x1F1E6 + ord("a"),)
    if 0x1F150 <= code <= 0x1F189 and (code - 0x1F150) % 32 < 26:  # White letters on black, which NFKC leaves alone
        return ((code - 0x1F150) % 32 + ord("a"),)
    folded = []
    for part in unicodedata.normalize("NFKD", char).casefold():
        category = unicodedata.category(part)
        if part.isspace() or category[0] == "Z":
            folded.append(ord(" "))
        elif not _vanishes(part, category):
            folded.append(alike.get(ord(part), ord(part)))
    return tuple(folded)


def _vanishes(char: str, category: str) -> bool:
    """Whether it shows nothing of its own: formats, controls, variation selectors, accents, blank letters."""
    if category in {"Cc", "Cf", "Cs", "Me"}:
        return True
    if char in "\u115f\u1160\u3164\uffa0\u2800\u034f\u180b\u180c\u180d":
        return True
    # Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic; vowel signs of Indic scripts are letters.
    return category == "Mn" and not 0x0900 <= ord(char) <= 0x10FF


def _kinds() -> NDArray[np.uint8]:
    kinds = np.zeros(TABLE_SIZE, dtype=np.uint8)
    by_category = {"L": LETTER, "M": LETTER, "N": DIGIT, "Z": SPACE}
    for code in range(TABLE_SIZE):
        kinds[code] = by_category.get(unicodedata.category(chr(code))[0], 0)
    for first, after in ((0x0E00, 0x0F00), (0x1000, 0x1100), (0x1780, 0x1800), (0x3040, 0xA000), (0x1B000, 0x1B170)):
        kinds[first:after][kinds[first:after] == LETTER] = ALONE
    return kinds
