"""What the heads learn from: the licensed rows of the training set, and texts grown from our own grammars."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from training.disguises import DISGUISES
from training.grammar import shipped

# No stated licence, so nothing that ships may have learnt from them.
UNLICENSED = frozenset({"aus_fedcourt_text", "pi_benign_500", "hk_hard_negatives"})

# How many texts each rule grows for the user head (label, count), at full size.
USER_RULES = {
    "attack": (1, 24000),
    "jailbreak": (1, 8000),
    "mixed": (1, 5000),
    "foreign_attack": (1, 8000),
    "trigger": (0, 20000),
    "chat": (0, 10000),
    "task": (0, 14000),
    "legal_question": (0, 9000),
    "foreign_benign": (0, 8000),
    "judgment": (0, 600),
    "contract": (0, 600),
    "doc_benign": (0, 3000),
}
PLANTED = 36000
BENIGN_DOCUMENTS = 36000
OWN_ORDERS = 0.8  # Of planted orders; the rest is what users write
CARRIERS = frozenset({"legalbench", "gsm8k_test"})  # Prompts that read like documents
CARRIER_MIN = 150  # Characters
DISGUISED_SHARE = 0.25  # Of attacks learnt once more in disguise; as many harmless texts as well


@dataclass(frozen=True, slots=True)
class Example:
    """A text for one head. `order` is where in a document an order is planted; None: unknown, or none."""

    text: str
    label: int
    source: str
    head: str
    order: tuple[int, int] | None = None
    carrier: str = ""  # The source of the document that an order was planted in
    plain: str = ""  # What it says, where it is disguised


def read(path: Path) -> list[Example]:
    """The rows of a data set, those without a licence too."""
    with gzip.open(path, "rt") as lines:
        rows = [json.loads(line) for line in lines]
    return [Example(row["text"], row["label"], row["source"], row["kind"]) for row in rows]


def training_examples(rows: list[Example], seed: int, size: float = 1.0) -> list[Example]:
    """Licensed rows and grown texts for both heads, `size` times as many as usual; the same seed, the same list."""
    licensed = [row for row in rows if row.source not in UNLICENSED]
    users = [row for row in licensed if row.head == "user"]
    grown = list(_grown_for_users(Random(seed), size))
    documents = [row for row in licensed if row.head == "doc"]
    plain = [*users, *grown]
    disguised = list(_disguised(plain, Random(seed + 1)))
    hostile = list(_documents(documents, plain, Random(seed + 2), size))
    return [*plain, *disguised, *documents, *hostile]


def _grown_for_users(random: Random, size: float) -> Iterator[Example]:
    for rule, (label, count) in USER_RULES.items():
        texts = {shipped().grow(rule, random).strip(): None for _ in range(int(count * size))}
        for text in texts:
            yield Example(_roughened(text, random), label, "grown", "user", carrier="grown" if rule == "mixed" else "")


def _roughened(text: str, random: Random) -> str:
    """Now and then as people type: no capitals, no full stop, a letter lost or doubled."""
    if random.random() < 0.2:
        text = text.lower()
    if random.random() < 0.2:
        text = text.rstrip(".!?")
    if random.random() < 0.08 and len(text) > 12:
        at = random.randrange(1, len(text) - 1)
        text = text[:at] + random.choice(
            (text[at + 1 :], text[at] * 2 + text[at + 1 :], text[at + 1] + text[at] + text[at + 2 :])
        )
    return text


def _disguised(plain: list[Example], random: Random) -> Iterator[Example]:
    names = sorted(DISGUISES)
    for example in plain:
        if len(example.text) < 400 and example.text.isascii() and random.random() < DISGUISED_SHARE:
            text = DISGUISES[random.choice(names)](example.text, random)
            yield Example(text, example.label, example.source, "user", plain=example.text)


def _documents(benign: list[Example], plain: list[Example], random: Random, size: float) -> Iterator[Example]:
    """Harmless documents, and orders planted in documents: our own, and the attacks that users write."""
    grammar = shipped()
    given = [row for row in benign if not row.label]
    also = [row for row in plain if not row.label and row.source in CARRIERS and len(row.text) > CARRIER_MIN]
    given += also
    for row in also:
        yield replace(row, head="doc")
    attacks = [row for row in plain if row.label and not row.carrier and len(row.text) < 600]
    for _ in range(int(BENIGN_DOCUMENTS * size)):
        yield Example(grammar.grow("doc_benign", random), 0, "grown", "doc")
    for _ in range(int(PLANTED * size)):
        source = "grown"
        if random.random() < OWN_ORDERS or not attacks:
            order = grammar.grow("doc_order", random).strip()
        else:
            attack = random.choice(attacks)
            order, source = attack.text.strip(), attack.source
        if given and random.random() < 0.5:
            chosen = random.choice(given)
            carrier, where = _part(chosen.text, random), chosen.source
        else:
            carrier, where = grammar.grow("doc_benign", random), "grown"
        yield replace(planted(order, carrier, source, random), carrier=where)


def _part(text: str, random: Random) -> str:
    if len(text) < 1500:
        return text
    start = random.randrange(len(text) - 1200)
    return text[start : start + 1200]


def planted(order: str, carrier: str, source: str, random: Random) -> Example:
    """This document with this order at its start, at its end or between two sentences."""
    places = [0, len(carrier), *(at + 1 for at in range(len(carrier)) if carrier[at] in ".\n|")]
    at = random.choice((0, len(carrier), random.choice(places), random.choice(places)))
    before = random.choice(("\n", " ", "\n\n", " "))
    after = random.choice(("\n", " ", "\n\n", " "))
    text = carrier[:at] + before + order + after + carrier[at:]
    return Example(text, 1, source, "doc", (at + len(before), at + len(before) + len(order)))
