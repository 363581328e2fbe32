"""The texts the injection detector is measured on are whole: counted, told apart, and disguised as said."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from tests.screening.disguises import DISGUISED, DISGUISES, disguised
from tests.screening.prompt_groups import ATTACKS, BENIGN, group

README = Path(__file__).parent / "prompts" / "README.md"


def test_every_group_has_the_texts_its_table_says() -> None:
    told = {
        name: int(count)
        for name, count in re.findall(r"^\| `(\w+)\.txt` .* (\d+) \|$", README.read_text(), re.MULTILINE)
    }

    assert told == {name: len(group(name)) for name in (*BENIGN, *ATTACKS)}


def test_no_text_is_empty_or_comes_twice() -> None:
    texts = [prompt.text for name in (*BENIGN, *ATTACKS) for prompt in group(name)]

    assert all(texts)
    assert len(set(texts)) == len(texts)


def test_a_disguised_text_names_what_it_hides() -> None:
    plain = {prompt.id: prompt.text for name in (*BENIGN, *ATTACKS) for prompt in group(name)}
    prompts = [prompt for name in DISGUISED for prompt in disguised(name)]

    assert len(prompts) == 200
    assert {prompt.disguise for prompt in prompts} == set(DISGUISES)
    for prompt in prompts:
        assert prompt.text != plain[prompt.plain]
        if prompt.disguise == "base64":
            assert base64.b64decode(prompt.text.rsplit(" ", 1)[1]).decode() == plain[prompt.plain]
