"""What a name looks like: capital words, initials and particles."""

from __future__ import annotations

import re

from auslex.screening.detectors.name_words import PARTICLES

WORDS_MAX = 4
UPPER = (
    "A-Z\u00c0-\u00d6\u00d8-\u00de\u0106\u010c\u010e\u0118\u0141\u0150\u0158\u015a\u0160\u0164\u016a\u0179\u017b\u017d"
)
WORD = (
    rf"(?:[{UPPER}][^\W\d_]{{0,32}}(?:['-](?![sS]\b)[^\W\d_]{{1,32}}){{1,2}}|[{UPPER}][^\W\d_]{{1,32}}|[{UPPER}]\b\.?)"
)
NAME = re.compile(rf"{WORD}(?:[ ]{{1,2}}(?:{PARTICLES}[ ]){{0,2}}{WORD}){{1,{WORDS_MAX - 1}}}")
