"""What would make a browser fetch or run something is made harmless, and ordinary Markdown is left alone."""

from __future__ import annotations

from random import Random

import pytest

from auslex.screening.detectors.markdown import REPLACEMENTS
from auslex.screening.detectors.personal import ANSWER_SCANNERS
from auslex.screening.stream import RedactingStream, redacted
from tests.screening.cuts import cut

LONG = "d" * 80


def _replace(type: str, text: str) -> str | None:
    return REPLACEMENTS.get(type)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see ![a b](https://evil.example/x.png) now", "see ![a b](#) now"),
        ("![x][1]\n\n[1]: https://evil.example/a", "![x][1]\n\n[1]: #"),
        (f"[more](https://evil.example/?q={LONG})", "[more](#)"),
        ("[go](javascript:alert)", "[go](#)"),
        ("<script>x</script>", "&lt;script>x&lt;/script>"),
        ("<IMG src=x>", "&lt;IMG src=x>"),
        ("[s 18](https://www.legislation.gov.au/C2010A00051) of the ACL", None),
        ("![chart](images/chart.png)", None),
        ("if a < b and [2024] HCA 12 at [34]: yes", None),
        ("[email](mailto:registry@courts.gov.au)", None),
    ],
)
def test_markdown(text: str, expected: str | None) -> None:
    assert (expected or text) == redacted(text, _replace, ANSWER_SCANNERS)


@pytest.mark.parametrize("seed", range(40))
def test_a_stream_of_markdown_comes_out_as_the_whole(seed: int) -> None:
    chance = Random(seed)
    text = f"a ![b c](https://e.example/{LONG * chance.randint(0, 9)}) <iframe x> [d](https://f.example/?{LONG}) e"
    stream = RedactingStream(_replace, ANSWER_SCANNERS)
    shown = "".join([*map(stream.feed, cut(text, chance)), stream.close()])
    assert redacted(text, _replace, ANSWER_SCANNERS) == shown
