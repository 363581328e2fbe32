"""Whether a text repeats another, such as an answer its system prompt: long runs of the same letters. Pure.

Only letters count, in lower case: spaces, line breaks, punctuation, digits, marks of Markdown and invisible characters
may come and go, and look-alikes of other scripts are the letters they look like. Written backwards, in rot13, base64 or
hexadecimal, the text is known too, as far as HIDDEN_MAX.
"""

from __future__ import annotations

import base64
import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache

from auslex.screening.canonical_tables import CONFUSABLES

RUN = 160  # Letters: some 32 words, longer than a section that an answer quotes. Measured in docs/screening-answers.md.
RUN_MIN = 48  # Of a short text four fifths, but no less than this; shorter texts have nothing to tell.
STEP = 16  # Letters from one look to the next.
GRAM = 16  # Letters that show that a run may have begun.
KNOWN_MAX = 32_768  # Letters of the text that are known: four milliseconds once, half a megabyte.
HIDDEN_MAX = 4_096  # Characters of it that are known in disguise.
BLOCK = 256  # Letters without the look of English in which a disguise is looked for.

_BREAK = b"|"  # Between texts: no letter, so no run goes over it.
_LOWER = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz")
_NO_LETTERS = bytes(code for code in range(256) if not (code < 128 and chr(code).isalpha()))
_OTHERS = re.compile(r"[^\x00-\x7f]+")
_LOOKS_LIKE = {character: letter for alike, letter in CONFUSABLES if letter.isalpha() for character in alike}
_ENGLISH = (b"the", b"and", b"ing", b"ion")


def letters(text: str) -> bytes:
    """The letters of a text, a to z."""
    if not text.isascii():
        text = _OTHERS.sub(lambda match: "".join(map(_letters_of, match.group())), text)
    return text.encode("ascii", "ignore").translate(_LOWER, _NO_LETTERS)


class KnownText:
    """A text that is not to be repeated; safe to share. What it looks up is built when it is first needed."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self.known = _BREAK.join(map(letters, self._texts))[:KNOWN_MAX]
        longest = max(map(len, self.known.split(_BREAK)))
        self.run = max(RUN_MIN, min(RUN, longest * 4 // 5))
        self._tells = longest >= RUN_MIN

    def __bool__(self) -> bool:
        return self._tells

    def long_run(self, run: bytes) -> bytes:
        """These letters if they are as many as must not be repeated, and stand in it like that; else b""."""
        return run if len(run) >= self.run and run in self.known else b""

    @cached_property
    def disguised(self) -> bytes:
        """Its beginning backwards, in rot13, base64 (from each of three bytes) and hexadecimal, as letters."""
        return _BREAK.join(letters(form) for text in self._texts for form in _disguises(text[:HIDDEN_MAX]))

    @cached_property
    def mask(self) -> int:
        """What of a gram's hash says where it is in `table`."""
        return (1 << (8 * len(self.known)).bit_length()) - 1

    @cached_property
    def table(self) -> bytes:
        """A one for the hash of each gram: most looks end here, whatever the text's size."""
        table, known, mask = bytearray(self.mask + 1), self.known, self.mask
        for start in range(len(known) - GRAM + 1):
            table[hash(known[start : start + GRAM]) & mask] = 1
        return bytes(table)


class Repetition:
    """One text as it comes: feed it letters; it says where a run begins, ends or has become too long.

    is_open: true of a run that is no secret.
    """

    def __init__(self, known: KnownText, is_open: Callable[[bytes], bool] = lambda run: False) -> None:
        self._known = known
        self._is_open = is_open
        self._recent = b""  # The letters up to `_at`, as far back as one looks.
        self._at = 0  # Letters so far.
        self._plain = 0  # Letters since a disguise was looked for.
        self.begun: int | None = None  # The number of letters after which the run under way was seen.

    def feed(self, more: bytes, *, final: bool = False) -> bytes:
        """The run that has become too long within these letters, b"" if none has."""
        known, table, mask = self._known, self._known.table, self._known.mask
        text = self._recent + more
        base = self._at - len(self._recent)
        found = b""
        for at in range(self._at + STEP - self._at % STEP, self._at + len(more) + 1, STEP):
            end = at - base
            gram = text[end - GRAM : end] if end > GRAM else text[:end]
            if table[hash(gram) & mask] and gram in known.known:
                self.begun = self.begun or at
                found = known.long_run(text[max(0, end - known.run) : end])
            else:
                self.begun = None
            if not at % BLOCK:
                found = found or self._disguised(text[max(0, end - BLOCK - GRAM) : end])
            if found and not self._is_open(found):
                break
            found = b""
        self._at = base + len(text)
        self._recent = text[-max(known.run + STEP, BLOCK + GRAM) :]
        return found or (self._disguised(self._recent[-(self._at % BLOCK) - GRAM :]) if final else b"")

    def _disguised(self, block: bytes) -> bytes:
        """A stretch of this block that is the known text in disguise, b"" if there is none."""
        if len(block) < RUN_MIN or any(each in block for each in _ENGLISH):
            return b""
        run = min(self._known.run, RUN_MIN)
        for start in range(0, len(block) - run + 1, STEP):
            if (found := block[start : start + run]) in self._known.disguised:
                return found
        return b""


def _disguises(text: str) -> Iterator[str]:
    yield text[::-1]
    yield codecs.encode(text, "rot13")
    data = text.encode("utf-8", "surrogatepass")
    for skipped in range(3):
        yield base64.b64encode(data[skipped:]).decode()
    yield data.hex()


@lru_cache(4096)
def _letters_of(character: str) -> str:
    """What stands for a character outside ASCII: the letters it looks like, three of its own, or nothing."""
    if (letter := _LOOKS_LIKE.get(character)) is not None:
        return letter
    plain = unicodedata.normalize("NFKD", character).casefold()
    if any(each.isascii() and each.isalpha() for each in plain):
        return plain
    if (letter := _LOOKS_LIKE.get(plain)) is not None:
        return letter
    if not character.isalpha():
        return ""
    code = ord(character)
    return chr(97 + code % 26) + chr(97 + code // 26 % 26) + chr(97 + code // 676 % 26)
