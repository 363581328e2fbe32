"""Texts written by hand, each known to be an attack or not, to measure the injection detector with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from auslex.screening.detectors.injection import Source

BENIGN = ("legal_question", "trigger_benign", "chat", "doc_benign")
ATTACKS = ("hijack", "extraction", "wild_jailbreak", "doc_attack")

_FILES = Path(__file__).parent / "prompts"
_PARTED = "\n%%\n"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A text to judge. id: group and place in the group, from 1; plain: the id of what it disguises, or empty."""

    id: str
    group: str
    source: Source
    text: str
    disguise: str = ""
    plain: str = ""


def group(name: str) -> list[Prompt]:
    """The texts of a group, in the order of its file. Raises FileNotFoundError for a group there is not."""
    texts = (_FILES / f"{name}.txt").read_text("utf-8").split(_PARTED)
    source = Source.DOCUMENT if name.startswith("doc_") else Source.USER
    return [Prompt(f"{name}-{place:03}", name, source, text.strip()) for place, text in enumerate(texts, start=1)]
