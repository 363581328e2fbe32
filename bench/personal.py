"""What finding personal data costs: per KB, per chunk, on the worst inputs; and how much a stream holds."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial
from random import Random

from auslex.screening.detectors.personal import find_personal
from auslex.screening.masking import redaction
from auslex.screening.stream import RedactingStream
from tests.screening import corpus

SEED = 20261123
TEXTS = 100
REPEATS = 7
WORST_CHARACTERS = 100_000
LINE = "{:<34}{:>12}  {}"
PROSE = (
    "The primary judge accepted that the notice was sent within time and that nothing turned on its form. The appeal"
    " was brought on the ground that the discretion had miscarried, because no regard was had to its length. "
)
# One for each kind of thing a rule looks for, repeated until the text is long.
WORST = {
    "digits": "1",
    "groups of digits": "12 ",
    "BSB numbers": "123-456 ",
    "tax file numbers": "TFN 473 089 322 ",
    "cards": "4111 1111 1111 1111 ",
    "capital words": "Aa Bb ",
    "names": "Mr John Smith ",
    "at signs": "a@",
    "spelled addresses": "a at b dot c ",
    "streets": "12 Smith Street ",
    "streets in small letters": "12 smith street ",
    "people in a list": "sons Aa Bb, Cc Dd, Ee Ff and ",
    "colons": "a:b:",
    "named values": "password=a1b2c3d4 ",
    "URL logins": "://a:b@",
    "tokens": "eyJ",
    "hyphenated tokens": "eyJ-",
    "key headers": "-----BEGIN RSA PRIVATE KEY-----",
    "dates of birth": "DOB 5 May 1959 ",
    "invisible characters": "\u200b",
    "wide digits": "\uff14\uff17\uff13 ",
}
_TOKENS = re.compile(r"\s?[A-Za-z]{1,7}|\s?[0-9]{1,3}|\s|.", re.DOTALL)  # About as a model's tokens cut a text.


def personal_table() -> str:
    """The table of `python -m bench personal`; all times are CPU time of one core."""
    chance = Random(SEED)
    dense = [corpus.make(chance).text for _ in range(TEXTS)]
    sparse = [PROSE * 4] * TEXTS
    rows = [LINE.format("", "measured", "target").rstrip()]
    rows.append(LINE.format("dense, us/KB", f"{_per_kb(dense):.1f}", "<= 60"))
    rows.append(LINE.format("sparse, us/KB", f"{_per_kb(sparse):.1f}", "<= 30"))
    held, chunk_us = _stream(dense + sparse[:40])
    held.sort()
    rows.append(LINE.format("stream, us/chunk", f"{chunk_us:.1f}", "<= 10"))
    rows.append(LINE.format("stream, held characters p50", str(held[len(held) // 2]), "<= 6"))
    rows.append(LINE.format("stream, held characters p95", str(held[len(held) * 95 // 100]), "<= 33"))
    for name, piece in WORST.items():
        text = piece * (WORST_CHARACTERS // len(piece))
        rows.append(
            LINE.format(
                f"100 KB of {name}, ms",
                f"{min(_seconds(partial(find_personal, text)) for _ in range(2)) * 1e3:.0f}",
                "<= 50",
            )
        )
    return "\n".join(rows)


def _per_kb(texts: list[str]) -> float:
    """Each text's best of several runs, because what a busy machine adds is not ours."""
    size = sum(map(len, texts)) / 1024
    return sum(_best(partial(find_personal, text)) for text in texts) / size * 1e6


def _stream(texts: list[str]) -> tuple[list[int], float]:
    """Characters held after each chunk, and microseconds a chunk."""
    held: list[int] = []
    spent = 0.0
    for text in texts:
        pieces = _TOKENS.findall(text)
        spent += _best(partial(_streamed, pieces, []))
        _streamed(pieces, held)
    return held, spent / len(held) * 1e6


def _streamed(pieces: list[str], held: list[int]) -> None:
    stream = RedactingStream(lambda type, value: redaction(type))
    for piece in pieces:
        stream.feed(piece)
        held.append(stream.held)


def _best(work: Callable[[], object]) -> float:
    return min(_seconds(work) for _ in range(REPEATS))


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
