"""spaCy itself behind the name finder. A program for an environment that has it: prints JSON.

`python -m tests.screening.spacy_names read MODEL < TEXT`: what is learned of a text, by a process of its own.
`... train FOLDER`: a pipeline that knows some names, trained in seconds; `... blank FOLDER`: one that knows nothing.
`... words MODEL`: how many words the model keeps, before and after it has read new ones.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
from pathlib import Path

import spacy
from spacy.training import Example

from auslex.core.clock import ManualClock
from auslex.screening.ner.models import load, names_in
from auslex.screening.ner.names import ModelNames, NamesOptions
from auslex.screening.ner.process import ReaderOptions
from tests.support.names import KEY, Counted

TRAINING = ("I met {} in Perth.", "My client {} has paid.", "The lease was signed by {} in May.", "Please write to {}.")
NAMES = ("Ngaio Wetherell", "Oluwaseun Adebayo", "Xanthe Quill", "Tjarra Malone", "Siobhan Farrelly")
ROUNDS = 25


async def read(model: str, text: str) -> list[str]:
    with tempfile.TemporaryDirectory() as directory:
        options = NamesOptions(ReaderOptions(model), KEY, Path(directory), wait_seconds=60)
        async with ModelNames(options, ManualClock(), Counted()) as names:
            await names.wait("firm", [text])
            return sorted(names.known("firm", [text]))


def train(folder: str) -> None:
    pipeline = spacy.blank("en")
    recogniser = pipeline.add_pipe("ner")
    recogniser.add_label("PERSON")
    examples = []
    for sentence in TRAINING:
        for name in NAMES:
            text, start = sentence.format(name), sentence.index("{")
            entities = {"entities": [(start, start + len(name), "PERSON")]}
            examples.append(Example.from_dict(pipeline.make_doc(text), entities))
    random.seed(0)
    spacy.util.fix_random_seed(0)
    optimizer = pipeline.initialize(lambda: examples)
    for _ in range(ROUNDS):
        random.shuffle(examples)
        pipeline.update(examples, sgd=optimizer)
    pipeline.to_disk(folder)


def words(model: str) -> list[int]:
    pipeline = load(model)
    names_in("We met Ngaio Wetherell.", pipeline)
    before = len(pipeline._pipeline.vocab.strings)
    names_in(" ".join(f"Neverseen{number}" for number in range(500)), pipeline)
    return [before, len(pipeline._pipeline.vocab.strings)]


if __name__ == "__main__":
    match sys.argv[1]:
        case "read":
            print(json.dumps(asyncio.run(read(sys.argv[2], sys.stdin.read()))))
        case "train":
            train(sys.argv[2])
        case "blank":
            spacy.blank("en").to_disk(sys.argv[2])
        case "words":
            print(json.dumps(words(sys.argv[2])))
