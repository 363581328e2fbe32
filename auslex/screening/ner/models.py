"""The model that sees names: a spaCy pipeline, or whatever gives entities as one does."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from auslex.screening.ner.persons import PERSON_LABELS, persons
from auslex.screening.ner.pieces import pieces
from auslex.screening.ner.port import Span

# What finding names has no use for: half the time and a tenth of the memory of a usual pipeline.
EXCLUDED = (
    "tagger",
    "parser",
    "senter",
    "morphologizer",
    "attribute_ruler",
    "lemmatizer",
    "trainable_lemmatizer",
    "textcat",
    "textcat_multilabel",
    "entity_linker",
)
INSTALL_SPACY = "install it with: pip install 'auslex-gateway[ner]'"
INSTALL_MODEL = "docs/screening-personal.md says where pipelines come from"


class ModelUnavailable(Exception):
    """No names can be found with this model; the message says why and what to do."""


class Entity(Protocol):
    """Something that a model saw. Offsets are code points, the end not included."""

    @property
    def start_char(self) -> int: ...

    @property
    def end_char(self) -> int: ...

    @property
    def label_(self) -> str: ...


class Document(Protocol):
    """A text that was read."""

    @property
    def ents(self) -> Iterable[Entity]: ...


class Pipeline(Protocol):
    """A model, ready."""

    def __call__(self, text: str, /) -> Document: ...


def load(model: str) -> Pipeline:
    """The model of this name: a spaCy pipeline's package or folder, or `package.module:function` that gives one.

    Raises ModelUnavailable.
    """
    module, colon, function = model.partition(":")
    if colon and not Path(model).exists():
        return _made(module, function)
    try:
        import spacy
    except ImportError as error:
        raise ModelUnavailable(f"spaCy cannot be imported ({error}); {INSTALL_SPACY}") from None
    try:
        pipeline = spacy.load(model, exclude=EXCLUDED)
    except (OSError, ValueError, KeyError, AttributeError, ImportError) as error:
        raise ModelUnavailable(f"spaCy cannot load {model!r}: {_first_line(error)}; {INSTALL_MODEL}") from None
    labels = {label for labels in pipeline.pipe_labels.values() for label in labels}
    if not labels & PERSON_LABELS:
        raise ModelUnavailable(f"{model!r} sees no persons: none of its labels is PERSON or PER; {INSTALL_MODEL}")
    if "tok2vec" in pipeline.pipe_names and not pipeline.get_pipe("tok2vec").listening_components:
        pipeline.remove_pipe("tok2vec")
    return _Forgetful(pipeline)


def names_in(text: str, pipeline: Pipeline) -> list[Span]:
    """Where in a text the names of persons stand that are to be masked."""
    seen = [
        (start + entity.start_char, start + entity.end_char)
        for start, piece in pieces(text)
        for entity in pipeline(piece).ents
        if entity.label_ in PERSON_LABELS
    ]
    return persons(text, seen)


class _Forgetful:
    """A spaCy pipeline that keeps no word of what it has read; by itself it would keep every new one for ever."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def __call__(self, text: str, /) -> Document:
        zone: AbstractContextManager[object] = self._pipeline.memory_zone()
        with zone:
            return _Read([_Seen(each.start_char, each.end_char, each.label_) for each in self._pipeline(text).ents])


class _Seen:
    def __init__(self, start: int, end: int, label: str) -> None:
        self.start_char = start
        self.end_char = end
        self.label_ = label


class _Read:
    def __init__(self, ents: list[_Seen]) -> None:
        self.ents = ents


def _made(module: str, function: str) -> Pipeline:
    try:
        made: Pipeline = getattr(importlib.import_module(module), function)()
    except (ImportError, AttributeError) as error:
        raise ModelUnavailable(f"{module}:{function} cannot be used: {_first_line(error)}") from None
    return made


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0][:300].rstrip(".")
